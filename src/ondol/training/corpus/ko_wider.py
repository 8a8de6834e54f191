"""Korean of wider reach: each wish in many predicates and every level of politeness.

`ko_everyday` has rows; here adjectives, adverbs, reasons and requests are multiplied: how bright,
what is needed no more, what is too dark, too hot or too loud, what is done, what is announced,
the weather here, and commands of different kinds in one sentence.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from . import ko_times as times
from . import ko_words as words
from .compose import Aim, Frame, Table, Template, act, after, query, said
from .expand import expand
from .hangul import Verb
from .ko_acts import switch_verbs
from .ko_questions import Predicate, asked, being, doing, done, naming, quality
from .ko_sensed import of_many, short
from .ko_targets import aim, as_object, noun
from .ko_words import NOUNS, request
from .surface import native, sino

_DO = (
    *(Verb("하", "해"),) * 5,
    Verb("만들", "만들어"),
    Verb("바꾸", "바꿔"),
    Verb("조절하", "조절해"),
    Verb("맞추", "맞춰"),
)
_WISHED = "(었으면 좋겠어*3|었으면 좋겠다*2|었으면 해|었으면 하는데|었으면 좋겠는데*2|었으면 좋겠어요*2|었으면 합니다|으면 좋겠어*2|으면 좋겠다|으면 좋을 것 같아|었으면)"

# --- how bright -----------------------------------------------------------------------------------

_DARK, _BRIGHT = Verb("어둡", "어두워", "어두우"), Verb("밝", "밝아")
_DIMLY = "(덜 밝게*6|어둡게*5|은은하게*3|약하게*3|흐리게*2|희미하게|부드럽게*2|덜 환하게*2|어둑하게|어둑어둑하게|침침하게|눈 안 부시게*2|덜 눈부시게*2|눈이 편하게|차분하게|잔잔하게|낮게|덜 세게)"
_BRIGHTLY = "(밝게*6|환하게*5|더 밝게*3|더 환하게*2|훤하게*2|덜 어둡게*4|쨍하게|또렷하게|강하게|세게|잘 보이게*2|책 읽기 좋게|눈에 잘 들어오게|높게)"
_DIMMED = (
    Verb("줄이", "줄여"),
    Verb("낮추", "낮춰"),
    Verb("내리", "내려"),
    Verb("다운시키", "다운시켜"),
)
_RAISED = (Verb("올리", "올려"), Verb("높이", "높여"), Verb("키우", "키워"), Verb("밝히", "밝혀"))
_MEASURE = "(밝기*6|조도*2|불빛*2|빛*2|빛 세기|불 밝기*2|조명 밝기*2|밝기 단계|광량)"
_LITTLE = "(*6|좀*4|조금*3|조금만*2|약간*2|살짝*2|조금 더*2|좀 더*2|더*2|한 단계|살짝만|아주 조금|지금보다*2|지금보다 좀|훨씬|많이|확)"
_EXTREME = "(최대로*3|최고로*3|최대한*2|제일 밝게*3|가장 밝게*3|최고 밝기로*2|최대 밝기로*2|끝까지*2|맥스로|풀로|백 퍼센트로*2|최대치로)"
_LEAST = "(최소로*3|최저로*2|제일 어둡게*3|가장 어둡게*3|최소 밝기로*2|최저 밝기로|가장 낮게|제일 약하게|최소한으로)"


def _lit(rng: random.Random) -> Aim:
    """Return lights, in words that may name only the place."""
    shape = rng.random()
    if shape < 0.2:
        return Aim(text="{area}", target={"type": "light", "area": "{area}"})
    if shape < 0.3:
        return Aim(text=expand("(방*3|여기*3|이 방*2|방 안|이쪽)", rng), target={"type": "light"})
    return aim("light", rng)


_UNLIKE_ASKING = re.compile("까|자[?]?$|싶|야겠|야지|야 |는 게|는 거|도록|시다|놔|둬|버려|고$")


def _told(verbs: Sequence[Verb], rng: random.Random) -> str:
    """Return a request that only somebody else can do: not 알릴까, 알리자."""
    for _ in range(8):
        text = request(verbs, rng)
        if not _UNLIKE_ASKING.search(text):
            return text
    return f"{verbs[0].infinitive} 줘"


def brightness(rng: random.Random) -> Template:
    """Compose softer or brighter light, to a limit or a bit."""
    chosen, is_up = _lit(rng), rng.random() < 0.4
    shape = rng.random()
    if shape < 0.5:
        how = expand(_BRIGHTLY if is_up else _DIMLY, rng)
        little = expand(_LITTLE, rng)
        if how.startswith(("더", "덜")) and little.endswith("더"):
            little = "조금"
        text = f"{as_object(chosen, rng)} {little} {how} {request(_DO, rng)}"
        if rng.random() < 0.06:
            text = f"{chosen.text} {little} {how}"
        return act(text, chosen, {"brightness": "up" if is_up else "down"}, tags=("relative",))
    if shape < 0.72:
        measure = expand(_MEASURE, rng)
        if chosen.text != "{area}":  # "불 불 밝기" is said by nobody
            measure = measure.split(" ")[-1]
        measure = f"{measure}{rng.choice(('', '', '~을', ' 좀'))}"
        text = f"{chosen.text} {measure} {expand(_LITTLE, rng)} {request(_RAISED[:3] if is_up else _DIMMED, rng)}"
        return act(text, chosen, {"brightness": "up" if is_up else "down"}, tags=("relative",))
    if shape < 0.82:
        feel = rng.choice((_BRIGHT, Verb("환하", "환해"))) if is_up else _DARK
        little = expand("(좀 더*3|조금 더*3|지금보다*2|조금만 더*2|더*2)", rng)
        wish = expand(_WISHED, rng)
        if rng.random() < 0.5:
            little, feel = "덜", _DARK if is_up else rng.choice((_BRIGHT, Verb("눈부시", "눈부셔")))
        text = f"{chosen.text}{rng.choice(('~이', '', '~이'))} {little} {feel + wish}"
        return act(text, chosen, {"brightness": "up" if is_up else "down"}, tags=("relative",))
    how = expand(_EXTREME if is_up else _LEAST, rng)
    measure = expand("(*4|밝기*3|밝기를|조도)", rng)
    verbs = (
        (*_DO[:5], *(_RAISED if is_up else _DIMMED[:3]))
        if "게" not in how
        else (*_DO, *words.ON_LIGHT[:2])
    )
    return act(
        f"{as_object(chosen, rng) if not measure else chosen.text} {measure} {how} {request(verbs, rng)}",
        chosen,
        {"brightness": 100 if is_up else 1},
    )


# --- needed, and needed no more -------------------------------------------------------------------

_NEEDED: Table[str] = Table(
    ((8, "light"), (3, "air_conditioner"), (2, "tv"), (2, "thermostat"), (2, "fan"), (1, "heater"), (1, "air_purifier"), (1, "humidifier"), (1, "speaker"), (1, "dehumidifier"))
)  # fmt: skip
_NOT_NEEDED = (
    "(필요 없어*6|필요 없어요*3|필요 없습니다*2|필요 없는데*3|필요 없을 것 같아*3|필요 없겠다*2|필요 없네|필요가 없어*2|필요하지 않아*3|필요하지 않아요|필요하지 않은데|"
    "필요하지 않을 것 같아|안 필요해*3|안 필요해요|없어도 돼*2|없어도 될 것 같아*2|없어도 되겠어|안 써*3|안 써요*2|안 쓰는데*2|쓸 일 없어|다 썼어*2|다 썼어요|"
    "꺼져 있으면 좋겠어*3|꺼져 있으면 좋겠다*2|꺼져 있었으면 좋겠어*2|꺼져 있었으면 해|꺼졌으면 좋겠어*2|꺼졌으면 해|꺼졌으면 좋겠네|안 켜져 있으면 좋겠어|안 켜져 있었으면 해|"
    "끄고 싶어*4|끄고 싶은데*4|끄고 싶네|끄고 싶다|끄고 싶어요*2|끄고 싶은데 도와줄래*2|끄고 싶은데 가능할까|끄고 싶은데 해 줄 수 있어*2|끄고 싶은데 될까|끄고 싶은데 부탁해도 될까|"
    "끄는 게 좋겠어*2|끄는 게 낫겠다*2|꺼야겠어*2|꺼야겠다*2|꺼야 될 것 같아*2|꺼야 할 것 같은데|끌 시간이야|끌 때가 된 것 같아)"
)
_WANTED = (
    "(필요해*6|필요해요*3|필요한데*3|필요할 것 같아*3|필요합니다*2|필요하겠다|필요하네|있어야겠어|켜고 싶어*4|켜고 싶은데*4|켜고 싶어요*2|켜고 싶네|켜고 싶은데 도와줄래*2|켜고 싶은데 해 줄 수 있어*2|"
    "켜고 싶은데 가능할까|켜져 있으면 좋겠어*4|켜져 있으면 좋겠다*3|켜져 있었으면 좋겠어*2|켜져 있었으면 해*2|켜졌으면 좋겠어*2|켜졌으면 해*2|켜졌으면 좋겠네|켜는 게 좋겠어*3|켜는 게 낫겠다*2|"
    "켜야겠어*3|켜야겠다*2|켜야 될 것 같아*2|켜야 할 것 같은데|켤 때가 된 것 같아|켜 놓고 싶어*2|켜 두고 싶은데)"
)


def needed(rng: random.Random) -> Template:
    """Compose what is wanted on or off without a command ("나 조명 필요 없어")."""
    kind, is_on = _NEEDED.pick(rng), rng.random() < 0.4
    chosen = aim(kind, rng)
    while "except" in chosen.target:
        chosen = aim(kind, rng)
    end = expand(_WANTED if is_on else _NOT_NEEDED, rng)
    link = (
        ""
        if chosen.is_many
        else rng.choice(
            (
                "",
                "",
                "~은",
                "~이"
                if end.startswith(("필요", "켜져", "켜졌", "꺼져", "꺼졌", "없", "있"))
                else "~을",
            )
        )
    )
    opening = expand(
        "(*8|나*3|난|우리*2|이제*3|지금*3|저는|나 이제|우리 이제|나 지금|이제는|당분간|잠깐)"
        if not is_on
        else "(*8|나*3|난|우리*2|지금*3|저는|나 지금|여기)",
        rng,
    )
    if rng.random() < 0.12:
        verb = Verb("켜", "켜") if is_on else Verb("끄", "꺼")
        if end.endswith(("없어", "해", "어요", "데", "안 써")):
            end = f"{end}{rng.choice((' ', ', ', ' 좀 '))}{request((verb,), rng)}"
    return act(f"{opening} {chosen.text}{link} {end}", chosen, {"on": is_on}, tags=("indirect",))


# --- too dark, too hot, too loud ------------------------------------------------------------------

_FEEL = "(어*6|다*4|네*4|네요*2|어요*3|ㄴ데*4|ㄴ데요*2|구나|군|구만|ㅂ*2|지 않아?*2|지 않니*2|지 않냐|지 않나|지 않아요?|ㄴ 것 같아*2|ㄴ 거 같아|ㄴ 것 같은데|ㄴ 편이야|잖아*2|어 죽겠어*2|어 죽겠다|어졌어*2|어졌네*2|어지네*2)"
_VERY = "(*7|너무*4|좀*3|엄청*3|진짜*3|정말*2|되게*2|굉장히|많이*2|꽤|무척|심하게|왜 이렇게*2|너무너무|점점*2|아직도|여전히|갑자기*2|살짝|조금*2|상당히|억수로|겁나|디게)"
_WHERE = "(*9|여기*4|방*2|방이*2|방 안이*2|이 방*2|{area}*3|{area}~이*4|{area}~은*2|{area} 안이|집이*2|집 안이*2|실내가|지금*2|여긴*2)"
_Sense = tuple[str, Mapping[str, Any], Sequence[Verb], str]
_THAT: Table[_Sense] = Table(
    (
        (5, ("light", {"on": True}, (_DARK, _DARK, Verb("깜깜하", "깜깜해"), Verb("컴컴하", "컴컴해"), Verb("캄캄하", "캄캄해"), Verb("침침하", "침침해"), Verb("어둑어둑하", "어둑어둑해"), Verb("어두컴컴하", "어두컴컴해")),
            "(책을 못 읽겠|글씨가 안 보이|앞이 안 보이|아무것도 안 보이|하나도 안 보이|뭘 못 하겠|무서|눈이 침침하|공부를 못 하겠|신발을 못 찾겠|발밑이 안 보이|요리를 못 하겠)")),
        (4, ("light", {"brightness": "down"}, (_BRIGHT, _BRIGHT, Verb("눈부시", "눈부셔"), Verb("환하", "환해"), Verb("쨍하", "쨍해")),
            "(눈이 아프|눈이 부시|잠이 안 오|못 자겠|눈을 못 뜨겠|눈이 피곤하|영화를 못 보겠|머리가 아프)")),
        (5, ("air_conditioner", {"on": True}, (Verb("덥", "더워", "더우"), Verb("덥", "더워", "더우"), Verb("후덥지근하", "후덥지근해"), Verb("뜨겁", "뜨거워", "뜨거우"), Verb("후끈하", "후끈해"), Verb("푹푹 찌", "푹푹 쪄")),
            "(잠이 안 오|못 자겠|땀이 나|못 있겠|숨이 막히|쓰러지겠|짜증 나|머리가 아프|일을 못 하겠|땀이 줄줄 흐르)")),
        (5, ("thermostat", {"on": True}, (Verb("춥", "추워", "추우"), Verb("춥", "추워", "추우"), Verb("쌀쌀하", "쌀쌀해"), Verb("썰렁하", "썰렁해"), Verb("싸늘하", "싸늘해"), Verb("으슬으슬하", "으슬으슬해")),
            "(못 자겠|손이 시리|발이 시리|이가 덜덜 떨리|감기 걸리겠|몸이 떨리|이불에서 못 나가겠|못 있겠|코가 시리)")),
        (2.5, ("humidifier", {"on": True}, (Verb("건조하", "건조해"), Verb("메마르", "메말라")),
            "(목이 아프|코가 아프|목이 칼칼하|입술이 트|피부가 당기|기침이 나|눈이 뻑뻑하)")),
        (2.5, ("dehumidifier", {"on": True}, (Verb("습하", "습해"), Verb("눅눅하", "눅눅해"), Verb("꿉꿉하", "꿉꿉해"), Verb("끈적하", "끈적해"), Verb("축축하", "축축해")),
            "(빨래가 안 마르|곰팡이 피겠|불쾌하|이불이 축축하|몸이 끈적거리|벽지가 울겠)")),
        (2, ("window", {"position": 100}, (Verb("답답하", "답답해"), Verb("갑갑하", "갑갑해")),
            "(숨이 막히|머리가 아프|숨을 못 쉬겠|잠이 안 오|집중이 안 되)")),
        (1.5, ("air_purifier", {"on": True}, (Verb("공기가 탁하", "공기가 탁해"), Verb("먼지가 많", "먼지가 많아"), Verb("매캐하", "매캐해"), Verb("공기가 나쁘", "공기가 나빠")),
            "(목이 아프|기침이 나|코가 막히|재채기가 나|목이 칼칼하)")),
        (4, ("players", {"volume": "down"}, (Verb("시끄럽", "시끄러워", "시끄러우"), Verb("시끄럽", "시끄러워", "시끄러우"), Verb("소리가 크", "소리가 커"), Verb("요란하", "요란해"), Verb("볼륨이 크", "볼륨이 커")),
            "(귀가 아프|머리가 아프|공부를 못 하겠|잠을 못 자겠|통화를 못 하겠|말소리가 안 들리|아기가 깨겠|집중이 안 되)")),
        (2.5, ("players", {"volume": "up"}, (Verb("소리가 작", "소리가 작아"), Verb("안 들리", "안 들려"), Verb("잘 안 들리", "잘 안 들려"), Verb("볼륨이 작", "볼륨이 작아")),
            "(무슨 말인지 모르겠|하나도 모르겠|대사를 못 알아듣겠)")),
    )
)  # fmt: skip
_SO_THAT = {
    "겠": "(다*3|어*3|네*3|어요*2|는데*3|습니다|네요)",
    "": "(네*4|는데*3|네요*2|잖아*2)",
}
_HELP = "(어떻게 좀 해 줘*3|어떻게 좀 해 봐*2|좀 도와줘*2|뭐 좀 해 봐|어쩌지|어떡하지|방법 없어|알아서 좀 해 줘|조치 좀)"


def felt(rng: random.Random) -> Template:
    """Compose what is too much or too little, at all levels of politeness."""
    kind, settings, verbs, results = _THAT.pick(rng)
    verb = rng.choice(verbs)
    is_whole = " " in verb.stem and kind != "players"
    where = "" if kind == "players" else expand(_WHERE, rng)
    if is_whole and where.endswith(("이", "가", "~이")):
        where = "여기"
    very = expand(_VERY, rng)
    if " " in verb.stem and not verb.stem.startswith("푹푹"):
        head, last = verb.stem.rsplit(" ", 1)
        tail = verb.infinitive.rsplit(" ", 1)[1]
        if head.endswith(("안", "잘 안")):
            very = ""
        else:
            verb, very = Verb(last, tail), f"{head} {very}"
    if rng.random() < 0.28:
        result = expand(results, rng)
        if result == "무서":
            ending = expand("(워*3|워요|운데*2)", rng)
        elif result.endswith("나"):
            ending = expand("(*2|네*2|는데*2|요)", rng)
        else:
            ending = expand(_SO_THAT["겠" if result.endswith("겠") else ""], rng)
        if ending in {"는데", "잖아"} and result.endswith(("프", "하")):
            ending = "네"
        text = f"{where} {very} {verb + '어서'} {result}{ending}"
    else:
        text = f"{where} {very} {_said_of(verb, very, rng)}"
    target: dict[str, Any] = dict(NOUNS[kind][1])
    if "{area}" in text:
        target["area"] = "{area}"
    if rng.random() < 0.08:
        text = f"{text}{rng.choice((', ', ' '))}{expand(_HELP, rng)}"
    return act(text, Aim(text="", target=target), settings, tags=("implied",))


_UNBEARABLE = frozenset(
    {"덥", "춥", "어둡", "시끄럽", "답답하", "갑갑하", "습하", "건조하", "끈적하"}
)


def _said_of(verb: Verb, very: str, rng: random.Random) -> str:
    ending = expand(_FEEL, rng)
    if very == "왜 이렇게" and ending[0] in "다구군ㅂ":
        ending = rng.choice(("어", "어?", "지?", "네"))
    is_verb = verb.stem.endswith(("들리", "찌"))
    if ending == "ㅂ":
        return verb + ("습니다" if verb.stem[-1] in "둡밝덥춥겁럽많작" else "ㅂ니다")
    if is_verb and ending[0] == "ㄴ":
        return verb + ("는" + ending[1:])
    if is_verb and ending in {"다", "구나", "구만", "군"}:
        return verb + "네"
    if ending.startswith("어 죽겠") and verb.stem not in _UNBEARABLE:
        ending = "네"
    if ending.startswith(("어졌", "어지")) and verb.stem[-1] not in "덥춥럽둡밝하겁크":
        ending = "네"
    return verb + ending


# --- sound off, next and previous -----------------------------------------------------------------

_MUTED = (
    *(Verb("음소거하", "음소거해"),) * 3,
    *(Verb("무음으로 하", "무음으로 해"),) * 3,
    Verb("무음으로 바꾸", "무음으로 바꿔"),
    Verb("무음으로 돌리", "무음으로 돌려"),
    Verb("무음 모드로 하", "무음 모드로 해"),
    Verb("무음 처리하", "무음 처리해"),
    Verb("음소거로 하", "음소거로 해"),
    Verb("음소거로 바꾸", "음소거로 바꿔"),
    Verb("음소거 켜", "음소거 켜"),
    Verb("음소거시키", "음소거시켜"),
    Verb("뮤트하", "뮤트해"),
    Verb("뮤트시키", "뮤트시켜"),
    *(Verb("소리 끄", "소리 꺼"),) * 3,
    Verb("소리 없애", "소리 없애"),
    Verb("소리 안 나게 하", "소리 안 나게 해"),
    Verb("소리 안 들리게 하", "소리 안 들리게 해"),
    Verb("조용하게 하", "조용하게 해"),
    Verb("조용히 시키", "조용히 시켜"),
    Verb("묵음으로 하", "묵음으로 해"),
)
_UNMUTED = (
    *(Verb("음소거 해제하", "음소거 해제해"),) * 3,
    Verb("음소거 풀", "음소거 풀어"),
    Verb("음소거 끄", "음소거 꺼"),
    Verb("음소거 취소하", "음소거 취소해"),
    Verb("무음 해제하", "무음 해제해"),
    Verb("무음 풀", "무음 풀어"),
    Verb("뮤트 해제하", "뮤트 해제해"),
    Verb("뮤트 풀", "뮤트 풀어"),
    Verb("소리 다시 켜", "소리 다시 켜"),
    Verb("소리 다시 나오게 하", "소리 다시 나오게 해"),
    Verb("소리 켜", "소리 켜"),
    Verb("소리 다시 나게 하", "소리 다시 나게 해"),
)


def _sounding(rng: random.Random) -> Aim:
    shape = rng.random()
    players: dict[str, Any] = dict(NOUNS["players"][1])
    if shape < 0.35:
        return Aim(text="", target={**players, "state": {"on": True}})
    if shape < 0.45:
        return Aim(text="{name}", target={**players, "name": "{name}"})
    kind = rng.choice(("tv", "speaker", "speaker", "headset"))
    word = noun(kind, rng)
    if shape < 0.75:
        return Aim(text=word, target=dict(NOUNS[kind][1]))
    return Aim(text=f"{{area}} {word}", target={**NOUNS[kind][1], "area": "{area}"})


def muted(rng: random.Random) -> Template:
    """Compose sound off and on again."""
    chosen, is_off = _sounding(rng), rng.random() < 0.68
    text = f"{as_object(chosen, rng)} {request(_MUTED if is_off else _UNMUTED, rng)}"
    return act(text, chosen, {"muted": is_off})


_EPISODE = "(화*5|편*3|회*3|에피소드*3|곡*4|노래*4|트랙|영상*3|채널*3|회차|순서|동영상)"
_NEXT = "(다음*8|그다음*2|그 다음|이다음|다음번|뒤)"
_LAST = "(이전*6|전*3|앞*2|바로 전*2|직전|방금 전|앞선)"
_FORWARD = (
    *(Verb("넘기", "넘겨"),) * 3,
    *(Verb("넘어가", "넘어가"),) * 3,
    Verb("건너뛰", "건너뛰어"),
    Verb("가", "가"),
    Verb("돌리", "돌려"),
    Verb("바꾸", "바꿔"),
)
_BACK = (
    *(Verb("돌아가", "돌아가"),) * 3,
    Verb("가", "가"),
    Verb("돌리", "돌려"),
    Verb("바꾸", "바꿔"),
)


def skipped(rng: random.Random) -> Template:
    """Compose going to the next or to the previous of what plays."""
    is_next, chosen = rng.random() < 0.62, _sounding(rng)
    what = f"{expand(_NEXT if is_next else _LAST, rng)} {expand(_EPISODE, rng)}"
    if rng.random() < 0.5:
        end = request((*words.SHOW, *words.PLAY[:2]), rng)
        if rng.random() < 0.25:
            end = expand(
                "(보자*3|볼래*3|보고 싶어*3|듣자*2|들을래*2|듣고 싶어*2|볼까|들을까|보여 달라고|봐야지|보고 싶은데*2)",
                rng,
            )
        text = f"{what}{rng.choice(('', '', '~을', ' 좀'))} {end}"
    else:
        text = f"{what}~으로 {request(_FORWARD if is_next else _BACK, rng)}"
    if rng.random() < 0.1:
        text = what
    if "state" in chosen.target:
        chosen = Aim(text="", target={**NOUNS["players"][1], "state": {"playback": "playing"}})
    place = f"{chosen.text}{rng.choice(('', '', '에서'))}" if chosen.text else ""
    return act(f"{place} {text}", chosen, actions=("next" if is_next else "previous",))


# --- any, all, which and how many things ----------------------------------------------------------

_OPENED = (
    being("열려"),
    done("열렸", "열린"),
    being("열린 채로"),
    being("안 닫혀"),
    being("개방되어"),
)
_SHUT = (being("닫혀"), done("닫혔", "닫힌"))
_LIT = (being("켜져"), done("켜졌", "켜진"), being("안 꺼져"), naming("켜진 상태"))
_OUT = (being("꺼져"), done("꺼졌", "꺼진"), being("안 켜져"), naming("꺼진 상태"))
_RUNNING = (being("돌아가고"), being("켜져"), naming("작동 중"), being("작동하고"))
_THINGS: Table[tuple[str, str, Any, Sequence[Predicate]]] = Table(
    (
        (5, ("light", "on", True, _LIT)),
        (3, ("light", "on", False, _OUT)),
        (4, ("lock", "locked", False, (being("잠금 해제되어"), being("열려"), being("안 잠겨"), done("풀렸", "풀린"), done("안 잠겼", "안 잠긴"), naming("잠금 해제 상태")))),
        (4, ("lock", "locked", True, (being("잠겨"), done("잠겼", "잠긴"), naming("잠긴 상태"), being("잠금 설정되어")))),
        (2, ("window", "position", 100, _OPENED)),
        (2, ("window", "position", 0, _SHUT)),
        (2, ("curtain", "position", 100, (*_OPENED[:2], being("걷혀")))),
        (2, ("curtain", "position", 0, (*_SHUT, being("쳐져")))),
        (1, ("blind", "position", 0, (*_SHUT, being("내려와"), being("내려가")))),
        (1, ("blind", "position", 100, (*_OPENED[:2], being("올라가")))),
        (1, ("garage", "position", 100, _OPENED)),
        (2, ("fan", "on", True, _RUNNING)),
        (1, ("fan", "on", False, _OUT)),
        (2, ("air_conditioner", "on", True, _RUNNING)),
        (1, ("air_conditioner", "on", False, _OUT)),
        (2, ("outlet", "on", True, _LIT)),
        (1, ("outlet", "on", False, _OUT)),
        (2, ("switch", "on", True, _LIT)),
        (1, ("switch", "on", False, _OUT)),
        (2, ("tv", "on", True, _LIT)),
        (1, ("speaker", "on", True, _LIT)),
        (1, ("speaker", "playback", "playing", (naming("재생 중"), being("재생되고"), being("소리 내고")))),
        (1, ("thermostat", "on", True, _RUNNING)),
        (1, ("air_purifier", "on", True, _RUNNING)),
        (1, ("vacuum", "activity", "cleaning", (naming("청소 중"), being("청소하고"), being("돌아다니고")))),
        (1, ("vacuum", "activity", "docked", (naming("충전 중"), being("충전대에"), being("집에 들어가")))),
    )
)  # fmt: skip
_SPREAD = "(*7|지금*3|현재*2|혹시*2|집에*2|우리 집에|집 안에|{area}*2|{area}에*4|{area}에 있는 것 중에|{floor}*2|{floor}에*2)"


def of_things(rng: random.Random) -> Template:
    """Compose any, all, which or how many of a kind of thing are so."""
    kind, attribute, value, predicates = _THINGS.pick(rng)
    place = expand(_SPREAD, rng)
    target: dict[str, Any] = dict(NOUNS[kind][1])
    tags: tuple[str, ...] = ("group",)
    if "{area}" in place:
        target["area"], tags = "{area}", ()
    elif "{floor}" in place:
        target["floor"] = "{floor}"
    else:
        target["area"] = "all"
    word = noun(kind, rng)
    chosen = Aim(text="", target=target, tags=tags)
    return of_many(
        place, word, word, rng.choice(predicates), chosen, {attribute: value}, rng, attribute
    )


# --- is it done -----------------------------------------------------------------------------------

_MACHINES: Table[tuple[str, str]] = Table(
    (
        (5, ("washer", "(세탁기*5|빨래*6|세탁*4|세탁기 빨래|빨래 돌린 거*2|세탁물|통돌이)")),
        (3, ("dryer", "(건조기*5|건조*3|건조기 돌린 거|빨래 건조*2)")),
        (3, ("dishwasher", "(식기세척기*4|식세기*3|설거지*4|식기세척기 돌린 거|그릇 세척)")),
        (1, ("oven", "(오븐*4|오븐 요리*2)")),
        (1.5, ("vacuum", "(로봇청소기*4|청소*3|로봇청소기 청소|로청)")),
    )
)
_ENDED = (
    done("끝났", "끝난"),
    done("끝났", "끝난"),
    done("다 끝났", "다 끝난"),
    done("다 됐", "다 된"),
    done("다 됐", "다 된"),
    done("다 돌았", "다 돈"),
    done("완료됐", "완료된"),
    done("완료되었", "완료된"),
    done("멈췄", "멈춘"),
    done("종료됐", "종료된"),
    done("다 돌아갔", "다 돌아간"),
)
_GOING = (
    being("돌아가고"),
    being("돌아가고"),
    being("돌고"),
    naming("작동 중"),
    naming("아직 작동 중"),
    being("아직 돌아가고"),
    being("아직도 돌고"),
    naming("돌아가는 중"),
    naming("진행 중"),
)
_STOPPED = (
    being("멈춰"),
    naming("일시정지 상태"),
    being("중간에 멈춰"),
    naming("정지 상태"),
    done("섰", "선"),
)
_LOOK = (
    *(Verb("확인하", "확인해"),) * 5,
    *(Verb("알리", "알려"),) * 4,
    *(Verb("보", "봐"),) * 3,
    *(Verb("체크하", "체크해"),) * 2,
    Verb("말하", "말해"),
    Verb("점검하", "점검해"),
    Verb("살펴보", "살펴봐"),
    Verb("들여다보", "들여다봐"),
)
_LEFT = "(몇 분 남았|얼마나 남았|얼마 남았|언제 끝나|시간이 얼마나 남았|몇 분 더 돌아가야 하|몇 분이나 남았)"
_LEFT_END = (
    "(어*4|니*2|나요*2|습니까|는지 알려 줘*3|는지 확인해 줘*2|는지 궁금해|는지 봐 줄래|냐|나|을까)"
)


def wondered(predicate: Predicate, rng: random.Random) -> str:
    """Return a question as what is to be looked at ("다 됐는지 확인 좀 해 주겠니")."""
    verb = predicate.verb
    if predicate.form == "noun":
        whether = f"{verb.stem}{rng.choice(('인지', '인지', '인가'))}"
    elif predicate.form == "quality":
        whether = f"{verb + 'ㄴ'}{rng.choice(('지', '지', '가'))}"
    else:
        whether = verb + rng.choice(("는지", "는지", "는지", "나"))
    if rng.random() < 0.7:
        little = rng.choice(("", "", " 좀", " 한번", " 빨리", " 대신", " 확실히"))
        if rng.random() < 0.2:
            return f"{whether} 확인 좀 {_told((Verb('하', '해'),), rng)}"
        return f"{whether}{little} {_told(_LOOK, rng)}"
    return f"{whether} {expand('(궁금해*3|궁금합니다*2|궁금하네|궁금해요*2|궁금한데*2|알고 싶어*3|알고 싶어요|알고 싶습니다|알고 싶은데*2|알 수 있을까*2|알 수 있을까요|알 수 있어)', rng)}"


def finished(rng: random.Random) -> Template:
    """Compose whether a machine is done, still runs, has stopped, and how long it takes."""
    kind, nouns = _MACHINES.pick(rng)
    word, base = expand(nouns, rng), dict(NOUNS[kind][1])
    now = expand("(*6|지금*3|혹시*2|이제*2|아직*1|현재)", rng)
    link = rng.choice(("", "", "~이", "~은", "~은 지금"))
    shape = rng.random()
    if shape < 0.22 and kind in {"washer", "dryer", "dishwasher", "oven"}:
        stem = expand(_LEFT, rng)
        end = expand(_LEFT_END, rng)
        if stem.endswith(("나", "하")):
            end = expand(
                "(니*2|나요*2|는지 알려 줘*3|는지 확인해 줘|는지 궁금해|는지 봐 줄래)", rng
            )
        return query(
            f"{now} {word}{link} {stem}{end}", Aim(text="", target=base), "remaining", "value"
        )
    predicates: Sequence[Predicate]
    if shape < 0.68:
        predicates, value = _ENDED, "docked" if kind == "vacuum" else "idle"
    elif shape < 0.92:
        predicates, value = _GOING, "cleaning" if kind == "vacuum" else "running"
    else:
        predicates, value = _STOPPED, "paused"
    predicate = rng.choice(predicates)
    question = wondered(predicate, rng) if rng.random() < 0.45 else asked(predicate, rng)
    text = f"{now} {word}{link} {question}"
    return query(text, Aim(text="", target=base), "activity", "any", {"activity": value})


# --- alarms asked about ---------------------------------------------------------------------------

_RINGS = (
    done("맞춰져 있", "맞춰진"),
    being("맞춰져"),
    being("설정되어"),
    being("설정돼"),
    being("예약되어"),
    being("걸려"),
    doing("울리", "울려"),
    doing("울리게 되어 있", "울리게 돼 있어"),
    doing("울릴 예정이", "울릴 예정이야"),
    done("맞춰 놓았", "맞춰 놓은"),
    done("맞춰 놨", "맞춰 놓은"),
    done("설정해 놨", "설정해 놓은"),
    done("설정했", "설정한"),
    done("해 뒀", "해 둔"),
)
_WHEN = "(몇 시에*5|몇 시로*3|언제*4|언제로*2|몇 시*2|몇 시 몇 분에|언제쯤|정확히 몇 시에)"
_ALARM = "(알람*8|알람이*4|알람은*2|내일 알람*2|아침 알람*2|기상 알람*2|다음 알람*3|오늘 알람|타이머*2|모닝콜|내 알람|제 알람)"


def alarm_asked(rng: random.Random) -> Template:
    """Compose when alarms ring, and which there are."""
    alarm, when, predicate = expand(_ALARM, rng), expand(_WHEN, rng), rng.choice(_RINGS)
    if predicate.verb.stem == "울릴 예정이":
        predicate = naming("울릴 예정")
    question = wondered(predicate, rng) if rng.random() < 0.5 else short(predicate, rng)
    shape = rng.random()
    if shape < 0.35:
        text = f"{alarm} {when} {question}"
    elif shape < 0.6:
        text = f"{expand('(몇 시에*5|언제*4|몇 시로*2|언제쯤)', rng)} {alarm} {question}"
    elif shape < 0.75:
        text = f"{alarm} {expand('(있는지*3|켜져 있는지*2|설정돼 있는지*2|맞춰져 있는지*2|남아 있는지|시간이 언제인지|시간이 몇 시인지|몇 개인지|몇 개나 있는지)', rng)} {_told(_LOOK, rng)}"
    else:
        relative = expand(
            "(맞춰 둔|맞춰 놓은|설정된|설정한|설정해 둔|예약된|지금 켜져 있는|걸려 있는|저장된|등록된|내가 맞춘|내일 아침|이번 주|남은)",
            rng,
        )
        text = f"{relative} {expand('(알람*4|알람들*2|알람 시간*2|알람 목록*2|타이머*2|타이머들)', rng)}{rng.choice(('', '', '~을', ' 좀', ' 다', ' 전부'))} {_told((*_LOOK[5:9], Verb('보이', '보여'), Verb('보여 주', '보여 줘'), Verb('읽', '읽어')), rng)}"
    return said(text, [{"kind": "timer", "op": "status"}])


# --- announced ------------------------------------------------------------------------------------

_WHO = "(*6|다들*4|모두*3|애들*2|얘들아|다 같이|식구들*2|전부)"
_DOES: Sequence[tuple[str, Verb]] = (
    ("", Verb("나오", "나와")),
    ("", Verb("내려오", "내려와")),
    ("", Verb("올라오", "올라와")),
    ("", Verb("일어나", "일어나")),
    ("", Verb("모이", "모여")),
    ("밥", Verb("먹", "먹어")),
    ("저녁", Verb("먹", "먹어")),
    ("밥 먹으러", Verb("오", "와")),
    ("간식 먹으러", Verb("나오", "나와")),
    ("과일", Verb("먹", "먹어")),
    ("빨리", Verb("자", "자")),
    ("이제", Verb("씻", "씻어")),
    ("숙제부터", Verb("하", "해")),
    ("조용히", Verb("하", "해")),
    ("약", Verb("챙겨 먹", "챙겨 먹어")),
    ("현관으로", Verb("오", "와")),
    ("거실로", Verb("모이", "모여")),
    ("옷", Verb("갈아입", "갈아입어")),
    ("나갈", Verb("준비하", "준비해")),
    ("게임 그만", Verb("하", "해")),
    ("강아지 밥", Verb("주", "줘")),
    ("우산", Verb("챙기", "챙겨")),
    ("이불", Verb("개", "개")),
    ("전화", Verb("받", "받아")),
    ("양말", Verb("벗어 놓", "벗어 놔")),
)
_TELLS = (
    *(Verb("방송하", "방송해"),) * 4,
    *(Verb("전하", "전해"),) * 4,
    *(Verb("말하", "말해"),) * 3,
    *(Verb("알리", "알려"),) * 3,
    *(Verb("안내하", "안내해"),) * 2,
    Verb("공지하", "공지해"),
    Verb("얘기하", "얘기해"),
    Verb("전달하", "전달해"),
    Verb("안내 방송하", "안내 방송해"),
)


def announced(rng: random.Random) -> Template:
    """Compose a message told as reported speech ("다들 나오라고 방송 좀 해 줘")."""
    what, verb = rng.choice(_DOES)
    tell = (
        f"{rng.choice(('방송', '방송', '안내', '안내 방송', '공지', '전달'))} 좀 {_told((Verb('하', '해'),), rng)}"
        if rng.random() < 0.25
        else _told(_TELLS, rng)
    )
    who = expand(_WHO, rng)
    shape = rng.random()
    if shape < 0.6:
        message = f"{who} {what} {verb + rng.choice(('으라고', '으라고', '으라고', '자고', '을 시간이라고' if verb.stem == '먹' else '으라고'))}"
    elif shape < 0.9:
        message = expand(
            "((저녁|점심|아침|밥|간식|피자|치킨)[이] (다 됐|준비됐|도착했|식는)다고|(아빠|엄마|할머니|손님|택배|택시|선생님)[이] (왔|도착했|오셨)다고|(5분|10분|30분) (뒤에|있다가) (나간|출발한|떠난)다고|"
            "(아빠|엄마|나|언니|우리) (곧|지금|금방|좀 늦게) (간|도착한|들어간|나간)다고|(빨래|세탁기|설거지)[이] 다 됐다고|(영화|경기|드라마) (시작한|끝났)다고|(잘 자|생일 축하해|사랑해|수고했어)라고)",
            rng,
        )
    else:
        message = "{message}라고"
    message = " ".join(message.split())
    frame: Frame = {"kind": "say", "message": "{message}" if "{" in message else message}
    shape = rng.random()
    place = ""
    if shape < 0.3:
        place = expand(
            "{area}(에*4|에다|에다가|에 있는 사람한테|에 있는 애들한테|로| 스피커로| 쪽에)", rng
        ).replace("}로", "}~으로")
        frame["target"] = {"area": "{area}"}
    elif shape < 0.45:
        place = expand("(집 전체에*3|온 집에*2|집안 전체에|모든 방에*2|전체에|집 안에)", rng)
        frame["target"] = {"area": "all"}
    elif shape < 0.6:
        place = expand(
            "(가족들한테|애들한테|식구들한테|모두에게|다들 들리게|아이들한테|집에 있는 사람들한테|남편한테|동생한테)",
            rng,
        )
    text = (
        f"{place} {message} {tell}"
        if rng.random() < 0.75 or not place
        else f"{message} {place} {tell}"
    )
    return said(text, [frame])


# --- the weather here -----------------------------------------------------------------------------

_DAY = "(*4|오늘*6|내일*5|모레*2|이번 주*5|이번 주말*4|주말*4|다음 주*3|지금*4|현재*4|오늘 밤*2|내일 아침*2|내일 오후*2|이따가|오늘 오후*2|이번 주 내내|이번 달|며칠간|주중|금요일|일요일|토요일*2|저녁|새벽)"
_OUTDOORS = "(*8|밖*2|밖에*3|바깥*3|여기*2|우리 동네*2|동네|창밖|바깥에|여기 밖)"
_SKY: Sequence[Predicate] = (
    doing("비가 오", "비가 와"),
    doing("비 오", "비 와"),
    doing("눈이 오", "눈이 와"),
    doing("눈 오", "눈 와"),
    being("비가 오고"),
    quality("춥", "추워", "추우"),
    quality("덥", "더워", "더우"),
    quality("쌀쌀하", "쌀쌀해"),
    quality("습하", "습해"),
    doing("바람이 불", "바람이 불어"),
    doing("바람이 많이 불", "바람이 많이 불어"),
    quality("맑", "맑아"),
    quality("흐리", "흐려"),
    quality("날씨가 좋", "날씨가 좋아"),
    quality("날씨가 맑", "날씨가 맑아"),
    quality("미세먼지 심하", "미세먼지 심해"),
    quality("우산이 필요하", "우산이 필요해"),
    doing("안개가 끼", "안개가 껴"),
    doing("태풍이 오", "태풍이 와"),
    doing("해가 나", "해가 나"),
)
_SUBJECT = "(날씨*10|기온*3|일기예보*3|날씨 현황*2|날씨 상황*2|날씨 정보*3|기상 정보*2|기상 상태|기상 예보*2|날씨 예보*3|최고 기온*2|최저 기온|강수 확률*2|비 소식*2|온도*1)"
_REPORT = (
    *(Verb("알리", "알려"),) * 5,
    *(Verb("말하", "말해"),) * 3,
    Verb("찾", "찾아"),
    Verb("찾아보", "찾아봐"),
    Verb("확인하", "확인해"),
    Verb("검색하", "검색해"),
    Verb("보여 주", "보여 줘"),
    Verb("들려주", "들려줘"),
    Verb("읽", "읽어"),
    Verb("체크하", "체크해"),
)
_HOW = "(어때*6|어떻니*2|어떨까*3|어떨 것 같아*3|어떤가요*2|어떻습니까|어떤지 알려 줘*3|어떤지 궁금해*2|어떻게 돼*3|어떻게 되니*2|어떻게 되나요|어떻대*2|어떨지 알려 줘*2|어떨지 궁금하네|좋을까*2|좋으려나|괜찮을까*2|어떨 예정이야|뭐야)"
_CITY = "(서울|부산|제주도|대구|인천|광주|대전|뉴욕|도쿄|파리|런던|베이징|하와이|시드니|방콕|로마|강릉|속초|싱가포르|밴쿠버|오사카|춘천|울산|여수|포항|전주|목포|상하이|하노이|베를린|마드리드|두바이|세부|괌|미국|일본|영국|독일|스페인|남극|충주|파주|천안|익산)"


def weather(rng: random.Random) -> Template:
    """Compose the weather here, which the home tells, and elsewhere, which it does not."""
    is_here = rng.random() < 0.72
    place = (
        expand(_OUTDOORS, rng)
        if is_here
        else f"{expand(_CITY, rng)}{rng.choice(('', '', '', '에', '~은', '의', ' 지역'))}"
    )
    day = expand(_DAY, rng)
    shape = rng.random()
    if shape < 0.5:
        predicate = rng.choice(_SKY)
        question = wondered(predicate, rng) if rng.random() < 0.4 else asked(predicate, rng)
        if any(end in question for end in ("거 ", "건가", "거니", "거지", "거야")):
            question = predicate.verb + rng.choice(("지", "나", "니"))
        if rng.random() < 0.25:
            question = predicate.verb + rng.choice(
                ("ㄹ까", "ㄹ까?", "ㄹ까요", "ㄹ 것 같아?", "ㄹ지 알려 줘", "ㄹ지 궁금해")
            )
            question = question.replace("불ㄹ", "불")
    elif shape < 0.8:
        question = f"{expand(_SUBJECT, rng)}{rng.choice(('', '', '~은', '~이', ' 좀', ' 지금'))} {expand(_HOW, rng)}"
    else:
        question = (
            f"{expand(_SUBJECT, rng)}{rng.choice(('', '', '~을', ' 좀'))} {_told(_REPORT, rng)}"
        )
    if place.endswith("의") and shape < 0.5:
        place = place[:-1]
    text = rng.choice(
        (
            f"{day} {place} {question}",
            f"{place} {day} {question}"
            if not place.endswith("의")
            else f"{day} {place} {question}",
        )
    )
    return said(text, [{"kind": "info", "topic": "weather"} if is_here else {"kind": "chat"}])


# --- the time and the date ------------------------------------------------------------------------

_NOW = "(*6|지금*6|현재*3|지금 시각|지금 시간*2|여기*1|혹시 지금)"
_ABROAD = "(뉴욕*2|도쿄*2|파리*2|런던*2|베이징|하와이|시드니|방콕|로마|싱가포르|밴쿠버|하노이|베를린|두바이|미국 동부|영국*2|독일|스페인|호주*2|캐나다*2|인도|브라질|모스크바)"
_HOURS = (
    naming("몇 시"),
    naming("몇 시"),
    naming("몇 시 몇 분"),
    naming("몇 시쯤"),
    done("몇 시 됐", "몇 시 된"),
)
_DAYS = (
    naming("며칠"),
    naming("며칠"),
    naming("무슨 요일"),
    naming("무슨 요일"),
    naming("몇 월 며칠"),
    naming("무슨 날"),
)


def clock(rng: random.Random) -> Template:
    """Compose what time and which day it is here; in other cities is no home's business."""
    shape = rng.random()
    if shape < 0.3:
        city = expand(_ABROAD, rng)
        predicate = rng.choice(_HOURS[:3])
        text = f"{rng.choice(('', '지금 '))}{city}{rng.choice(('~은', '', '에서는'))} {rng.choice(('', '지금 '))}{short(predicate, rng) if rng.random() < 0.7 else wondered(predicate, rng)}"
        return said(text, [{"kind": "chat"}])
    is_time = shape < 0.68
    predicate = rng.choice(_HOURS if is_time else _DAYS)
    if rng.random() < 0.35:
        subject = expand(
            "(시간*5|시각*2|현재 시각*2|현재 시간*2|지금 시간*2|지금 시각)"
            if is_time
            else "(오늘 날짜*4|날짜*3|오늘 요일*2|내일 날짜|오늘 며칠인지*2|내일 무슨 요일인지|오늘이 무슨 날인지)",
            rng,
        )
        text = f"{subject}{rng.choice(('', '', '~을', ' 좀')) if not subject.endswith('지') else rng.choice(('', ' 좀'))} {_told(_REPORT, rng)}"
    else:
        when = (
            expand(_NOW, rng)
            if is_time
            else expand("(오늘*6|오늘이*4|내일*2|내일이*2|모레*2|이번 주 금요일)", rng)
        )
        text = f"{when} {short(predicate, rng) if rng.random() < 0.6 else wondered(predicate, rng)}"
    return said(text, [{"kind": "info", "topic": "time" if is_time else "date"}])


# --- that room ------------------------------------------------------------------------------------

_THERE = "(거기*5|그 방*5|거긴*3|그 방은*4|거기는*4|그쪽*2|그쪽은*2|그 방 안|거기 안)"
_STATES: Sequence[tuple[str, Any, str]] = (
    ("temperature", None, "(몇 도야*5|몇 도지|몇 도니*2|몇 도예요|온도 몇 도야*2|온도 알려 줘*3|온도는 어때*2|온도가 어떻게 돼*2|지금 몇 도야*2|몇 도인지 알려 줘*2|실내 온도 몇 도야|온도 좀 알려 줄래|몇 도입니까)"),
    ("humidity", None, "(습도 몇이야*2|습도는*2|습도 알려 줘*3|습도는 어때*2|습도가 어떻게 돼|습도 좀 알려 줄래|습도 몇 퍼센트야*2)"),
    ("occupancy", True, "(누구 있어*3|사람 있어*3|누가 있니*2|사람 있나*2|사람 있는지 확인해 줘*2|누가 있는지 봐 줘)"),
    ("window", True, "(창문 열려 있어*3|창문 열렸어*2|창문 열려 있나*2|창문 열려 있는지 봐 줘*2)"),
)  # fmt: skip


def there(rng: random.Random) -> Template:
    """Compose a question about the room that the turn before was about."""
    kind = rng.choice(("light", "light", "light", "air_conditioner", "tv", "curtain", "thermostat"))
    is_on = rng.random() < 0.5
    aimed = Aim(text=f"{{area}} {noun(kind, rng)}", target={**NOUNS[kind][1], "area": "{area}"})
    if kind == "curtain":
        verbs: Sequence[Verb] = words.OPENING[kind][:2] if is_on else words.CLOSING[kind][:2]
        settings: dict[str, Any] = {"position": 100 if is_on else 0}
    else:
        verbs, settings = switch_verbs(kind, is_on=is_on)[:6], {"on": is_on}
    first = act(f"{aimed.text} {request(verbs, rng)}", aimed, settings)
    if rng.random() < 0.25:
        frame: Frame = {"kind": "query", "target": aimed.target, "attribute": next(iter(settings)), "ask": "any", "test": settings}  # fmt: skip
        first = said(
            f"{aimed.text} {asked(_LIT[0] if is_on else _OUT[0], rng)}"
            if kind != "curtain"
            else f"{aimed.text} {asked(_OPENED[0] if is_on else _SHUT[0], rng)}",
            [frame],
        )
    measure, value, words_for = rng.choice((_STATES[0], _STATES[0], *_STATES))
    text = f"{expand('(*5|그럼*2|그리고*2|근데*2|아)', rng)} {expand(_THERE, rng)} {expand(words_for, rng)}"
    target: dict[str, Any] = {"type": "sensor", "sensor": measure, "area": "{area}"}
    question = query(
        text,
        Aim(text="", target=target),
        "value",
        "value" if value is None else "any",
        None if value is None else {"value": value},
    )
    return after(first, "ko", question)


# --- different kinds in one sentence --------------------------------------------------------------

_AND = (
    "고",
    "고",
    "고",
    "고",
    "고 나서",
    "고 그리고",
    "고서",
    "ㄴ 다음에",
    "ㄴ 뒤에",
    "어 주고",
    "어 주고",
    "어 주시고",
)
_SECOND: Table[Callable[[random.Random], Template]] = Table(
    ((4, times.timer), (3, times.media), (3, times.lists), (2, times.info), (1.5, times.say), (2, weather))
)  # fmt: skip


def mixed(rng: random.Random) -> Template:
    """Compose a command and something of another kind."""
    kind = rng.choice(
        (
            "light",
            "light",
            "light",
            "tv",
            "air_conditioner",
            "fan",
            "curtain",
            "lock",
            "thermostat",
            "window",
        )
    )
    word, is_on = noun(kind, rng), rng.random() < 0.5
    base: dict[str, Any] = dict(NOUNS[kind][1])
    settings: dict[str, Any]
    if kind == "lock":
        verb, settings = Verb("잠그", "잠가"), {"locked": True}
    elif kind in {"curtain", "window"}:
        verb = Verb("열", "열어") if is_on else Verb("닫", "닫아")
        settings = {"position": 100 if is_on else 0}
    else:
        verb, settings = (Verb("켜", "켜") if is_on else Verb("끄", "꺼")), {"on": is_on}
    second = _SECOND.pick(rng)(rng)
    while second["frames"][0]["kind"] == "chat" or "history" in second:
        second = _SECOND.pick(rng)(rng)
    if "{area}" not in second["text"] and rng.random() < 0.55:
        base["area"], word = "{area}", f"{{area}} {word}"
    first: Frame = {"kind": "act", "target": base, "set": settings}
    little = rng.choice(("", "", "~을", " 좀"))
    if rng.random() < 0.75 or second["frames"][0]["kind"] not in {"timer", "media", "list"}:
        joint = verb + rng.choice(_AND)
        text = f"{word}{little} {joint} {second['text']}"
        frames = [first, *second["frames"]]
        if second["frames"][0]["kind"] == "info":
            text = f"{word}{little} {verb + rng.choice(('고', '고', '어 주고'))} {second['text']}"
    else:
        joint = rng.choice((" 그리고 ", ", ", " 그러고 나서 ", ", 그리고 "))
        text = f"{second['text']}{joint}{word}{little} {request((verb,), rng)}"
        frames = [*second["frames"], first]
    return said(text, frames, tuple(dict.fromkeys(("multi", *second["tags"]))))


# --- numbers in all their forms -------------------------------------------------------------------


def _figure(value: float, rng: random.Random, *, is_native: bool) -> str:
    """Return a number as figures, Sino-Korean or native words."""
    whole = int(value)
    if value != whole:
        return rng.choice((f"{value:g}", f"{sino(whole)} 점 {sino(round((value - whole) * 10))}"))
    shape = rng.random()
    if is_native and shape < 0.4 and whole > 0:
        return native(whole)
    return f"{whole}" if shape < 0.6 else sino(whole)


def numbers(rng: random.Random) -> Template:
    """Compose levels whose numbers are said in native words, Sino-Korean or figures."""
    shape = rng.random()
    if shape < 0.4:
        kind = rng.choice(("air_conditioner", "air_conditioner", "thermostat", "heater"))
        chosen = aim(kind, rng)
        value = rng.randint(16, 30) if rng.random() < 0.85 else rng.randint(33, 59) / 2
        degrees = rng.choice(("도", "도", " 도"))
        word = rng.choice(("", "", "온도", "온도를", "설정 온도", "희망 온도"))
        end = rng.choice(("~으로", "~으로", "~으로", "까지", "에", " 정도로", "쯤으로"))
        text = f"{chosen.text} {word} {_figure(value, rng, is_native=True)}{degrees}{end} {request(words.SET, rng)}"
        return act(text, chosen, {"target_temperature": value})
    if shape < 0.62:
        kind = rng.choice(("tv", "speaker"))
        chosen, value = (
            aim(kind, rng),
            rng.choice((*range(1, 31), 35, 40, 45, 50, 60, 65, 70, 80, 90, 100)),
        )
        end = rng.choice(("~으로", "~으로", "까지", " 정도로", "퍼센트로", "프로로", ""))
        if end in {"까지", ""}:
            end = "~으로" if value != 1 else "까지"
        figure = _figure(value, rng, is_native="퍼" not in end and "프" not in end and value < 21)
        text = f"{chosen.text} {rng.choice(('볼륨', '소리', '음량', '볼륨을', '소리 크기'))} {figure}{end} {request((*words.SET, Verb('올리', '올려'), Verb('줄이', '줄여')), rng)}"
        return act(text, chosen, {"volume": value})
    if shape < 0.82:
        chosen, value = (
            _lit(rng),
            rng.choice(
                (5, 10, 15, 20, 25, 30, 33, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100)
            ),
        )
        percent = rng.choice(("퍼센트", "프로", "%", " 퍼센트", " 프로"))
        figure = f"{value}" if "%" in percent else _figure(value, rng, is_native=False)
        word = rng.choice(("", "밝기", "밝기를", "조도", "불빛"))
        if value == 50 and rng.random() < 0.5:
            figure, percent = rng.choice(("반", "절반", "반")), ""
            text = f"{chosen.text} {rng.choice(('밝기', '밝기를'))} {figure}{rng.choice(('~으로', '만', '까지만', ' 정도로'))} {request((*words.SET, Verb('줄이', '줄여'), Verb('낮추', '낮춰')), rng)}"
        else:
            text = f"{chosen.text} {word} {figure}{percent}~으로 {request((*words.SET, Verb('밝게 하', '밝게 해'), Verb('낮추', '낮춰')), rng)}"
        return act(text, chosen, {"brightness": value}) if chosen.text else brightness(rng)
    is_up = rng.random() < 0.5
    kind, attribute, verbs = rng.choice(
        (
            ("air_conditioner", "target_temperature", (Verb("올리", "올려"), Verb("높이", "높여")) if is_up else (Verb("낮추", "낮춰"), Verb("내리", "내려"))),
            ("thermostat", "target_temperature", (Verb("올리", "올려"), Verb("높이", "높여")) if is_up else (Verb("낮추", "낮춰"), Verb("내리", "내려"))),
            ("tv", "volume", (Verb("키우", "키워"), Verb("올리", "올려")) if is_up else (Verb("줄이", "줄여"), Verb("낮추", "낮춰"))),
            ("light", "brightness", (Verb("올리", "올려"), Verb("높이", "높여")) if is_up else (Verb("줄이", "줄여"), Verb("낮추", "낮춰"))),
        )
    )  # fmt: skip
    chosen = aim(kind, rng)
    if attribute == "target_temperature":
        value, unit, word = (
            rng.choice((1, 1, 2, 2, 3, 4, 5)),
            rng.choice(("도", "도", " 도")),
            "온도",
        )
    elif attribute == "volume":
        value, unit, word = (
            rng.choice((2, 3, 5, 10, 15, 20)),
            rng.choice(("", "만큼", "퍼센트", "프로")),
            "볼륨",
        )
    else:
        value, unit, word = (
            rng.choice((5, 10, 15, 20, 25, 30, 40)),
            rng.choice(("퍼센트", "프로", "%")),
            "밝기",
        )
    figure = _figure(value, rng, is_native=unit in {"도", " 도"} and value > 1)
    more = (
        rng.choice((" ", "만 ", " 더 ", "만 더 ", "씩 "))
        if is_up
        else rng.choice((" ", "만 ", " 더 "))
    )
    text = f"{chosen.text} {rng.choice(('', word, word))} {figure}{unit}{more}{request(verbs, rng)}"
    return act(text, chosen, {attribute: {"by": value if is_up else -value}})


# --- whenever -------------------------------------------------------------------------------------

_ONCE = (
    "으면",
    "으면",
    "으면",
    "ㄹ 때",
    "는 대로",
    "자마자",
    "고 나면",
    "는 순간",
    "ㄹ 경우",
    "ㄹ 경우에",
    "게 되면",
    "거든",
    "는 즉시",
)
_HAPPENS: Table[tuple[str, Mapping[str, Any], Mapping[str, Any], Verb]] = Table(
    (
        (4, ("(세탁기*3|빨래*3|세탁)", {"type": "washer"}, {"activity": "idle"}, Verb("끝나", "끝나"))),
        (2, ("(세탁기*3|빨래*3|세탁)", {"type": "washer"}, {"activity": "idle"}, Verb("다 되", "다 돼"))),
        (2, ("(건조기*3|건조)", {"type": "dryer"}, {"activity": "idle"}, Verb("끝나", "끝나"))),
        (2, ("(식기세척기*3|식세기*2|설거지)", {"type": "dishwasher"}, {"activity": "idle"}, Verb("끝나", "끝나"))),
        (3, ("({area2} 창문*3|{area2} 창)", {"type": "sensor", "sensor": "window", "area": "{area2}"}, {"value": True}, Verb("열리", "열려"))),
        (2, ("({area2} 창문*3|{area2} 창)", {"type": "sensor", "sensor": "window", "area": "{area2}"}, {"value": False}, Verb("닫히", "닫혀"))),
        (2, ("({area2} 문*3|{area2} 방문)", {"type": "sensor", "sensor": "door", "area": "{area2}"}, {"value": True}, Verb("열리", "열려"))),
        (2, ("{area2}(에|에서) (움직임*3|동작*2|인기척)", {"type": "sensor", "sensor": "motion", "area": "{area2}"}, {"value": True}, Verb("감지되", "감지돼"))),
        (2, ("{area2}(에|로) (사람*3|누가|누군가*2)", {"type": "sensor", "sensor": "occupancy", "area": "{area2}"}, {"value": True}, Verb("들어오", "들어와"))),
        (2, ("(연기*3|화재)", {"type": "sensor", "sensor": "smoke"}, {"value": True}, Verb("감지되", "감지돼"))),
        (1, ("(누수*2|물 새는 게)", {"type": "sensor", "sensor": "water_leak"}, {"value": True}, Verb("감지되", "감지돼"))),
        (3, ("{name2}", {"type": "person", "name": "{name2}"}, {"location": "home"}, Verb("집에 오", "집에 와"))),
        (2, ("{name2}", {"type": "person", "name": "{name2}"}, {"location": "home"}, Verb("들어오", "들어와"))),
        (2, ("{name2}", {"type": "person", "name": "{name2}"}, {"location": "not_home"}, Verb("나가", "나가"))),
        (1, ("{name2}", {"type": "person", "name": "{name2}"}, {"location": "not_home"}, Verb("외출하", "외출해"))),
        (2, ("{name2}", {"name": "{name2}"}, {"on": True}, Verb("켜지", "켜져"))),
        (2, ("{name2}", {"name": "{name2}"}, {"on": False}, Verb("꺼지", "꺼져"))),
        (1.5, ("(도어락*2|현관문)", {"type": "lock"}, {"locked": True}, Verb("잠기", "잠겨"))),
        (1.5, ("(도어락*2|현관문)", {"type": "lock"}, {"locked": False}, Verb("열리", "열려"))),
    )
)  # fmt: skip
_CROSS = (
    (">", (Verb("넘", "넘어"), Verb("넘어가", "넘어가"), Verb("초과하", "초과해")), "~을"),
    (">", (Verb("높아지", "높아져"), Verb("올라가", "올라가")), "보다"),
    ("<", (Verb("낮아지", "낮아져"), Verb("내려가", "내려가"), Verb("떨어지", "떨어져")), "보다"),
    ("<", (Verb("떨어지", "떨어져"), Verb("내려가", "내려가")), " 아래로"),
    ("<", (Verb("떨어지", "떨어져"), Verb("내려가", "내려가")), " 밑으로"),
    (">=", (Verb("되", "돼"),), " 이상"),
    ("<=", (Verb("되", "돼"), Verb("떨어지", "떨어져")), " 이하로"),
)


def whenever(rng: random.Random) -> Template:
    """Compose something to be done or said once something happens."""
    if rng.random() < 0.3:
        measure, word, value, unit = rng.choice(
            (
                ("temperature", "(온도*3|실내 온도*2|방 온도)", "{temp}", "도"),
                ("humidity", "(습도*3|실내 습도*2)", "{pct}", "(퍼센트*2|프로)"),
                ("pm25", "(미세먼지*2|초미세먼지*2|미세먼지 농도)", "{n}", ""),
                ("co2", "(이산화탄소*2|이산화탄소 농도*2)", "{n}", ""),
            )
        )
        target: dict[str, Any] = {"type": "sensor", "sensor": measure}
        place = ""
        if rng.random() < 0.6:
            target["area"], place = "{area2}", "{area2}"
        op, verbs, link = rng.choice(_CROSS)
        happening = f"{place} {expand(word, rng)}{rng.choice(('~이', '~이', ''))} {value}{expand(unit, rng) if unit else ''}{link}"
        test: dict[str, Any] = {"value": {"op": op, "value": value}}
        verb = rng.choice(verbs)
    else:
        what, of, so, verb = _HAPPENS.pick(rng)
        target, test = dict(of), dict(so)
        happening = f"{expand(what, rng)}{rng.choice(('~이', '~이', ''))}"
    text = f"{happening} {verb + rng.choice(_ONCE)}"
    once = {"once": {"target": target, "test": test}}
    shape = rng.random()
    if shape < 0.35:
        tell = _told(
            (
                *(Verb("알리", "알려"),) * 4,
                Verb("말하", "말해"),
                Verb("알림 보내", "알림 보내"),
                Verb("부르", "불러"),
                Verb("얘기하", "얘기해"),
            ),
            rng,
        )
        inner: list[Frame] = [{"kind": "say"}]
        text = f"{text} {rng.choice(('', '', '나한테 ', '바로 ', '꼭 '))}{tell}"
    else:
        kind = rng.choice(
            (
                "light",
                "light",
                "light",
                "air_conditioner",
                "fan",
                "tv",
                "air_purifier",
                "thermostat",
            )
        )
        is_on = rng.random() < 0.55
        chosen = Aim(text=noun(kind, rng), target=dict(NOUNS[kind][1]))
        if rng.random() < 0.55:
            chosen = Aim(text=f"{{area}} {chosen.text}", target={**chosen.target, "area": "{area}"})
        inner = [{"kind": "act", "target": chosen.target, "set": {"on": is_on}}]
        text = (
            f"{text} {as_object(chosen, rng)} {request(switch_verbs(kind, is_on=is_on)[:14], rng)}"
        )
    return said(text, [{"kind": "schedule", "when": once, "then": inner}])


# --- for a while ----------------------------------------------------------------------------------


def for_a_while(rng: random.Random) -> Template:
    """Compose what is on for some time, or until a time, and then off."""
    kind = rng.choice(("light", "light", "air_conditioner", "air_conditioner", "fan", "thermostat", "tv", "humidifier", "air_purifier", "heater", "dehumidifier", "speaker"))  # fmt: skip
    chosen = aim(kind, rng)
    while "except" in chosen.target or "ref" in chosen.target:
        chosen = aim(kind, rng)
    verb = rng.choice(switch_verbs(kind, is_on=True)[:12])
    thing = as_object(chosen, rng)
    if rng.random() < 0.6:
        span, when = (
            expand("{duration}(만*3| 동안*3| 정도만*2| 동안만*2)", rng),
            {"after": "{duration}"},
        )
    else:
        span, when = expand("[(오늘*2|내일)] {time}(까지*4|까지만*3)", rng), {"at": "{time}"}
    shape = rng.random()
    if shape < 0.45:
        end = f"{verb + rng.choice(('었다가', '어 두었다가', '어 놨다가'))} {request((Verb('끄', '꺼'),), rng)}"
    elif shape < 0.6:
        end = f"{verb + '고'} {rng.choice(('', '그다음엔', '나서'))} {request((Verb('끄', '꺼'),), rng)}"
    elif shape < 0.8:
        end = request((verb,), rng)
    else:
        end = f"{verb + '어'} {rng.choice(('둬', '놔', '두자', '놔 줘', '두세요', '놓아 줘', '둬라', '줘'))}"
    if verb.stem.endswith((" 놓", " 두")) and shape >= 0.8:
        end = request((verb,), rng)
    text = f"{thing} {span} {end}" if rng.random() < 0.6 else f"{span} {thing} {end}"
    on: Frame = {"kind": "act", "target": chosen.target, "set": {"on": True}}
    off: Frame = {"kind": "act", "target": chosen.target, "set": {"on": False}}
    then: Frame = {"kind": "schedule", "when": when, "then": [off]}
    return said(text, [on, then], (*chosen.tags, "multi"))


# --- there too, not there -------------------------------------------------------------------------


def again(rng: random.Random) -> Template:
    """Compose a turn that asks for the same elsewhere, with its verb."""
    kind = rng.choice(
        (
            "light",
            "light",
            "light",
            "light",
            "air_conditioner",
            "tv",
            "fan",
            "curtain",
            "blind",
            "thermostat",
        )
    )
    is_on = rng.random() < 0.5
    if kind in {"curtain", "blind"}:
        verbs: Sequence[Verb] = words.OPENING[kind][:2] if is_on else words.CLOSING[kind][:2]
        settings: dict[str, Any] = {"position": 100 if is_on else 0}
    else:
        verbs, settings = switch_verbs(kind, is_on=is_on)[:12], {"on": is_on}
    verb, word = rng.choice(verbs), noun(kind, rng)
    base = dict(NOUNS[kind][1])
    is_placed = rng.random() < 0.75
    placed = Aim(text=f"{{area}} {word}", target={**base, "area": "{area}"})
    first_aim = placed if is_placed else Aim(text=word, target=base)
    first = act(f"{as_object(first_aim, rng)} {request((verb,), rng)}", first_aim, settings)
    end = request((verb,), rng)
    text = rng.choice(
        (
            f"{{area2}}도 {end}",
            f"{{area2}}도 {end}",
            f"{{area2}} 거도 {end}",
            f"{{area2}} {word}도 {end}",
            f"{{area2}}도 마저 {end}",
            f"이번엔 {{area2}} {rng.choice(('', word))} {end}",
            f"그리고 {{area2}}도 {end}",
            f"{{area2}}도 똑같이 {end}",
            f"아니 {{area2}} {word} {end}",
            f"거기 말고 {{area2}} {rng.choice(('', word, '거'))} {end}",
            f"그 방 말고 {{area2}} {word} {end}",
            f"아니 {{area2}} 거 {end}",
            f"{{area2}} 쪽도 {end}",
            f"{{area2}} {word}도",
            "{area2}도 부탁해요",
            "{area2}도 좀",
        )
    )  # fmt: skip
    made = act(text, Aim(text="", target={**base, "area": "{area2}"}), settings)
    return after(first, "ko", made)


_RULES: Table[Callable[[random.Random], Template]] = Table(
    (
        (5, brightness),
        (3.5, needed),
        (6, felt),
        (2, muted),
        (2, skipped),
        (4, of_things),
        (3, finished),
        (2.5, alarm_asked),
        (2.5, announced),
        (4, weather),
        (1.5, clock),
        (1.5, there),
        (2.5, mixed),
        (3, numbers),
        (3.5, whenever),
        (2, again),
        (1.5, for_a_while),
    )
)


def wider(rng: random.Random) -> Template:
    """Compose one of the rules."""
    return _RULES.pick(rng)(rng)


__all__ = ["wider", "wondered"]
