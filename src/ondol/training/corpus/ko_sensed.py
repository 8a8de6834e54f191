"""Korean that asks sensors and things in words of their own: which of two rooms, is all well, what beeps.

`ko_questions` asks all measures in one way; here each has the words that families use for it.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from .compose import Aim, Table, Template, query
from .expand import expand
from .hangul import Verb
from .ko_questions import Predicate, asked, being, doing, done, naming, quality
from .ko_targets import noun
from .ko_words import NOUNS

_Sign = tuple[str, str, bool, Sequence[Predicate]]
_DETECTED = (
    done("감지됐", "감지된"),
    done("감지됐", "감지된"),
    done("감지되었", "감지된"),
    being("감지되고"),
    done("반응했", "반응한"),
    done("울렸", "울린"),
    being("켜져"),
)
_QUIET = (
    done("감지 안 됐", "감지 안 된"),
    done("해제됐", "해제된"),
    done("감지해제됐", "감지해제된"),
    done("안 울렸", "안 울린"),
    naming("정상"),
    naming("감지 안 된 상태"),
)
_SENSORS: Mapping[str, str] = {
    "smoke": "(연기*3|화재*2|연기 감지|화재 감지)",
    "gas": "(가스*4|가스 누출|가스 감지)",
    "carbon_monoxide": "(일산화탄소*3|일산화탄소 감지)",
    "water_leak": "(누수*4|누수 감지|물 샘|물)",
    "moisture": "(습기*3|물기*2|침수|수분)",
    "motion": "(움직임*4|모션*3|동작*3|동작 감지|움직임 감지|인체 감지)",
    "occupancy": "(재실*4|재실 감지*2|점유|사람 감지|인체)",
    "presence": "(존재*3|존재 감지*2|위치*2|귀가)",
    "sound": "(소리*4|소음*2|소리 감지)",
    "vibration": "(진동*5|진동 감지|흔들림)",
    "tamper": "(탬퍼*3|조작*2|훼손*2|무단 조작)",
    "light": "(빛*3|조명*2|밝기|빛 감지)",
    "safety": "(안전*3|위험*2)",
    "cold": "(저온*3|냉기*2|추위)",
    "heat": "(고온*3|열*3|과열*2|열 감지)",
    "problem": "(문제*2|이상*2|고장|오류)",
    "door": "(문*4|문 열림*2|도어*2)",
    "window": "(창문*4|창문 열림*2|창)",
    "battery": "(배터리*4)",
    "power": "(전원*4|전력)",
}
"""What the sensors of a measure are called, before 센서 or 감지기."""
_HOT, _COLD = quality("뜨겁", "뜨거워", "뜨거우"), quality("차갑", "차가워", "차가우")
_SIGNS: Table[_Sign] = Table(
    (
        # what is said of the things themselves: measure, things, whether, predicates
        (3, ("battery", "(기기*4|장치*2|센서*3|물건|가전|제품)", True, (naming("배터리 부족"), quality("배터리가 없", "배터리가 없어"), done("배터리가 다 됐", "배터리가 다 된"), quality("배터리 부족하", "배터리 부족해"), done("방전됐", "방전된"), quality("배터리가 낮", "배터리가 낮아"), done("배터리 얼마 안 남았", "배터리 얼마 안 남은"), quality("충전이 필요하", "충전이 필요해")))),
        (1, ("battery", "(기기*4|장치*2|센서*3)", False, (quality("배터리 충분하", "배터리 충분해"), quality("배터리가 괜찮", "배터리가 괜찮아"), naming("배터리 정상")))),
        (2.5, ("battery_charging", "(기기*4|장치*2|배터리*2|물건|핸드폰)", True, (naming("충전 중"), naming("충전 중"), being("충전되고"), being("충전하고"), being("충전기에 꽂혀")))),
        (2, ("connectivity", "(기기*4|장치*3|센서|물건)", True, (done("연결됐", "연결된"), being("연결돼"), being("연결되어"), naming("온라인"), being("인터넷에 연결돼"), being("와이파이에 붙어")))),
        (1.5, ("connectivity", "(기기*4|장치*3|센서)", False, (naming("오프라인"), being("끊겨"), done("연결 끊겼", "연결 끊긴"), done("연결 해제됐", "연결 해제된"), quality("연결이 안 되", "연결이 안 돼")))),
        (2.5, ("update", "(기기*5|장치*3|제품|센서)", True, (quality("업데이트 가능하", "업데이트 가능해"), doing("업데이트 있", "업데이트 있어"), quality("업데이트가 필요하", "업데이트가 필요해"), done("업데이트 나왔", "업데이트 나온"), doing("업데이트할 게 있", "업데이트할 게 있어")))),
        (2, ("cold", "(기기*3|거*3|물건|센서|장치|데)", True, (_COLD, _COLD, quality("차", "차"), quality("너무 차갑", "너무 차가워", "너무 차가우"), done("얼었", "언")))),
        (2, ("heat", "(기기*3|거*3|물건|센서|장치|데)", True, (_HOT, _HOT, quality("너무 뜨겁", "너무 뜨거워", "너무 뜨거우"), done("과열됐", "과열된"), done("달아올랐", "달아오른")))),
        (2, ("moisture", "(거*3|센서*2|데*2|기기|바닥*2)", True, (done("젖었", "젖은"), being("젖어"), quality("축축하", "축축해"), done("물에 젖었", "물에 젖은")))),
        (1, ("moisture", "(거*3|센서*2|데|바닥)", False, (done("말랐", "마른"), being("말라"), quality("뽀송하", "뽀송해")))),
        (2.5, ("water_leak", "(데*3|곳*3|센서|기기|방)", True, (doing("물이 새", "물이 새"), being("물 새고"), done("누수됐", "누수된"), done("물이 샜", "물이 샌"), naming("누수")))),
        (2, ("plug", "(기기*2|플러그*4|코드*2|충전기)", True, (being("꽂혀"), being("연결되어"), done("꽂혔", "꽂힌")))),
        (1.5, ("plug", "(기기*2|플러그*4|코드*2|충전기)", False, (being("뽑혀"), being("빠져"), done("뽑혔", "뽑힌")))),
        (2, ("power", "(기기*5|장치*3|전원|제품)", True, (being("켜져"), done("켜졌", "켜진"), being("전원 들어와"), being("전원이 켜져")))),
        (1.5, ("power", "(기기*5|장치*3|전원|제품)", False, (being("꺼져"), done("꺼졌", "꺼진"), being("전원이 꺼져"), being("전원 나가")))),
        (2, ("running", "(기기*4|기계*3|장치*2)", True, (naming("작동 중"), being("작동하고"), being("돌아가고"), naming("가동 중"), being("돌고")))),
        (1, ("running", "(기기*4|기계*3|장치*2)", False, (done("멈췄", "멈춘"), being("멈춰"), being("안 돌아가고"), done("작동을 멈췄", "작동을 멈춘")))),
        (2, ("problem", "(기기*4|장치*3|센서*2|데|곳)", True, (doing("문제 있", "문제 있어"), doing("문제가 있", "문제가 있어"), doing("이상이 있", "이상이 있어"), done("고장 났", "고장 난"), quality("이상하", "이상해"), done("문제 생겼", "문제 생긴")))),
        (2, ("presence", "(기기*3|사람*2|폰*2|핸드폰)", True, (naming("재실"), being("집에"), naming("재실 중"), naming("집")))),
        (1.5, ("presence", "(기기*3|사람*2|폰*2)", False, (naming("외출"), naming("외출 중"), done("나갔", "나간"), being("밖에")))),
        (2.5, ("occupancy", "(방*4|곳*3|데*2|공간)", True, (doing("사람이 있", "사람이 있어"), doing("누가 있", "누가 있어"), naming("사용 중"), done("사람이 들어갔", "사람이 들어간"), naming("재실")))),
        (2, ("occupancy", "(방*4|곳*3|데*2|공간)", False, (doing("사람이 없", "사람이 없어"), done("비었", "빈"), being("비어"), doing("아무도 없", "아무도 없어")))),
        (2, ("motion", "(곳*3|데*3|방*2|센서)", True, (doing("움직임이 있", "움직임이 있어"), done("움직임 감지됐", "움직임 감지된"), done("동작이 감지됐", "동작이 감지된"), being("누가 움직이고")))),
        (2, ("smoke", "(곳*3|데*3|방*2|센서)", True, (doing("연기가 나", "연기가 나"), done("연기 났", "연기 난"), done("연기가 감지됐", "연기가 감지된"), doing("타는 냄새가 나", "타는 냄새가 나")))),
        (1.5, ("gas", "(곳*3|데*3|센서)", True, (doing("가스가 새", "가스가 새"), being("가스 새고"), doing("가스 냄새가 나", "가스 냄새가 나"), done("가스가 감지됐", "가스가 감지된")))),
        (2, ("sound", "(기기*3|곳*2|데*2|방|센서)", True, (doing("소리 나", "소리 나"), doing("소리가 나", "소리가 나"), doing("소리가 들리", "소리가 들려"), being("소리 내고"), quality("시끄럽", "시끄러워", "시끄러우")))),
        (1.5, ("vibration", "(기기*4|데|센서*2|핸드폰)", True, (doing("진동하", "진동해"), being("진동하고"), doing("떨리", "떨려"), being("흔들리고"), done("진동 울렸", "진동 울린")))),
        (1.5, ("tamper", "(기기*3|센서*3|장치)", True, (done("조작됐", "조작된"), done("훼손됐", "훼손된"), done("누가 건드렸", "누가 건드린"), done("누가 손댔", "누가 손댄")))),
        (2, ("safety", "(기기*3|곳*2|데*2|센서)", True, (quality("위험하", "위험해"), quality("안전하지 않", "안전하지 않아"), quality("불안전하", "불안전해")))),
        (1.5, ("safety", "(기기*3|곳*2|데*2|방)", False, (quality("안전하", "안전해"), naming("안전한 상태"), quality("괜찮", "괜찮아")))),
        (2, ("door", "(문*5|방문*2|출입문)", True, (being("열려"), done("열렸", "열린"), being("안 닫혀")))),
        (2, ("window", "(창문*6|창*2)", True, (being("열려"), done("열렸", "열린"), being("안 닫혀"), being("개방되어"), naming("개방 상태")))),
        (1.5, ("opening", "(문*4|개폐 센서)", True, (being("열려"), done("열렸", "열린")))),
        (1.5, ("garage_door", "(차고 문*4|차고문*3|차고*2)", True, (being("열려"), done("열렸", "열린"), being("올라가")))),
        (2, ("lock", "(잠금장치*3|자물쇠*3|문*4|도어락*2)", True, (being("잠금 해제되어"), done("잠금 해제됐", "잠금 해제된"), being("안 잠겨"), being("풀려")))),
        (1.5, ("light", "(표시등*4|조명 센서*2|빛 센서*2|램프)", True, (being("켜져"), being("들어와"), done("빛이 감지됐", "빛이 감지된"), done("켜졌", "켜진")))),
    )
)  # fmt: skip

_THERE = "(있어*5|있니*2|있나*2|있나요*2|있어요*2|있습니까|있냐|있는지 알려 줘*2|있는지 확인해 줘*2|있는지 봐 줘|있는지 궁금해|있으면 알려 줘|있을까|있는지 체크해 줘|있는 거야|있으려나|있긴 해|있는지 말해 줄래)[?]"
_TOLD = "(뭐야*4|뭐니*2|뭐예요*2|뭐지|뭔지 알려 줘*3|뭔지 말해 줘|알려 줘*3|말해 줘*2|뭐 있어*2|뭐가 있어|뭐뭐 있어|어떤 거야|어느 거야|찾아 줘|뭡니까|뭔가요|뭔지 확인해 줘|목록 알려 줘|뭔지 궁금해)"
_WHERE_TOLD = "(어디야*5|어디니*2|어디예요*2|어디지|어딘지 알려 줘*3|어딘지 말해 줘|알려 줘*3|말해 줘*2|어디 있어|어디 어디야*2|찾아 줘|어디입니까|어디인가요*2|어딘지 확인해 줘|어딘지 궁금해|어디냐)"
_COUNTED = "(몇 개야*4|몇 개니|몇 개예요*2|몇 개인지 알려 줘*3|몇 개 있어*3|몇 개나 있어*2|몇 개나 돼|개수 알려 줘*2|개수 좀 알려 줄래|갯수 알려 줘|몇 개입니까|몇 개인가요*2|몇 개인지 확인해 줘|총 몇 개야|수 좀 세어 줘|얼마나 많아|몇 개 있는지 궁금해)"
_PLACES = frozenset({"데", "곳", "방", "공간"})


def sensed(rng: random.Random) -> Template:
    """Compose a question to sensors, or to things which of two rooms."""
    shape = rng.random()
    if shape < 0.34:
        return _detector(rng)
    if shape < 0.72:
        return _sign(rng)
    if shape < 0.86:
        return either_room(rng)
    return checked(rng)


def _range(rng: random.Random) -> tuple[str, dict[str, Any], tuple[str, ...]]:
    """Return where a question ranges, mostly everywhere, in words and as a target."""
    shape = rng.random()
    if shape < 0.3:
        return expand("{area}(*3|에*3|에서*2|에 있는*2| 안에)", rng), {"area": "{area}"}, ()
    if shape < 0.36:
        return expand("{floor}(*2|에*2|에서|에 있는)", rng), {"floor": "{floor}"}, ("group",)
    return expand("(*8|집에*3|집 안에*2|우리 집에*2|지금*2|현재|혹시)", rng), {"area": "all"}, ()


def _detector(rng: random.Random) -> Template:
    """Ask what sensors that are called by what they detect say ("재실 센서 감지됐어?")."""
    measure = rng.choice(list(_SENSORS))
    is_true = rng.random() < 0.78
    word = f"{expand(_SENSORS[measure], rng)} {expand('(센서*8|감지기*2|감지 센서|경보기)', rng)}"
    word = word.replace("감지 감지", "감지")
    predicate = rng.choice(_DETECTED if is_true else _QUIET)
    target: dict[str, Any] = {"type": "sensor", "sensor": measure}
    test = {"value": is_true}
    shape = rng.random()
    if shape < 0.3:
        link = rng.choice(("", "", "~이", "~이", "~은"))
        if rng.random() < 0.35:
            word = word.rsplit(" ", 1)[0] if rng.random() < 0.4 else word
            text = f"{{name}} {word}{link} {asked(predicate, rng)}"
            chosen = Aim(text="", target={**target, "name": "{name}"})
        else:
            text = f"{expand('{area}(*4| 안|에|의|에 있는)', rng)} {word}{link} {asked(predicate, rng)}"
            chosen = Aim(text="", target={**target, "area": "{area}"})
        return query(text, chosen, "value", "any", test)
    place, where, tags = _range(rng)
    chosen = Aim(text="", target={**target, **where}, tags=tags)
    return of_many(place, word, word, predicate, chosen, test, rng)


def _sign(rng: random.Random) -> Template:
    """Ask what is so of things that sensors watch ("충전 중인 기기 있어?")."""
    measure, things, is_true, predicates = _SIGNS.pick(rng)
    thing, predicate = expand(things, rng), rng.choice(predicates)
    target: dict[str, Any] = {"type": "sensor", "sensor": measure}
    test = {"value": is_true}
    shape = rng.random()
    if shape < 0.14:
        text = f"{expand('[(지금|혹시|현재|아직)]', rng)} {{name}}{rng.choice(('', '', '~은', '~이'))} {asked(predicate, rng)}"
        return query(text, Aim(text="", target={**target, "name": "{name}"}), "value", "any", test)
    if shape < 0.28 and measure not in {"door", "window", "opening", "garage_door", "lock", "plug"}:
        text = f"{expand('[(지금|혹시)] {area}(~은|~은|에|에서||에 지금)', rng)} {asked(predicate, rng)}"
        if measure in {"battery", "connectivity", "update", "power", "running", "battery_charging", "light"}:  # fmt: skip
            text = f"{{area}}에 있는 {thing} {asked(predicate, rng)}"
        return query(text, Aim(text="", target={**target, "area": "{area}"}), "value", "any", test)
    place, where, tags = _range(rng)
    chosen = Aim(text="", target={**target, **where}, tags=tags)
    return of_many(place, thing, "" if rng.random() < 0.3 else thing, predicate, chosen, test, rng)


def of_many(
    place: str,
    word: str,
    thing: str,
    predicate: Predicate,
    chosen: Aim,
    test: Mapping[str, Any],
    rng: random.Random,
    attribute: str = "value",
) -> Template:
    """Ask any, all, which or how many; `thing` is empty where only "것" is said."""
    ask: Literal["any", "all", "which", "count"] = rng.choice(("any", "any", "which", "which", "all", "count"))  # fmt: skip
    relative, question = predicate.relative, short(predicate, rng)
    is_place = word in _PLACES
    one = thing or expand("(게*4|거*2|것*2)", rng)
    if ask == "any":
        some = f"{one}{'' if one in {'게', '거', '것'} else rng.choice(('', '', '~이'))}"
        if not is_place and thing and rng.random() < 0.35:
            some = f"{word}{rng.choice(('', '~이'))} {relative} 게"
            return query(f"{place} {some} {expand(_THERE, rng)}", chosen, attribute, ask, test)
        gap = "" if one in {"게", "거", "것"} and rng.random() < 0.4 else " "  # 차가운게
        text = f"{place} {relative}{gap}{some} {expand(_THERE, rng)}"
        return query(text, chosen, attribute, ask, test)
    if ask == "which":
        told = expand(_WHERE_TOLD if is_place else _TOLD, rng)
        which = (
            expand("(어디*4|어느 방|어느 쪽|어떤 방)", rng)
            if is_place
            else f"{rng.choice(('어떤', '어떤', '어느', '무슨'))} {word}"
            if thing
            else expand("(어떤 게|뭐가|어느 게|어떤 것이|무엇이|어떤 거|뭐|뭐뭐가)", rng)
        )
        link = "" if is_place or not thing else rng.choice(("~이", "~이", ""))
        text = rng.choice(
            (
                f"{place} {which}{link} {question}",
                f"{place} {which}{link} {question}",
                f"{place} {relative} {one if one != '게' else '것'}{rng.choice(('~은', '', '~이'))} {told}",
                f"{place} {relative} {word} {expand('(있으면*3|있다면) (알려 줘*3|말해 줘*2|말해 봐*2|얘기해 줘|알려 주세요)', rng)}",
            )
        )
        return query(text, chosen, attribute, ask, test)
    if ask == "all":
        every = expand(
            f"(모든 {word}*3|{word} 전부*2|{word} 다*2|{word} 모두*2|전체 {word}|모든 {word}~이*3|{word}~이 (다*2|전부|모두*2)|{word}들 다)",
            rng,
        )
        if is_place:
            every = expand("(모든 방이*2|방마다 다|전부*2|다*2|모든 곳이)", rng)
        return query(f"{place} {every} {question}", chosen, attribute, ask, test)
    word = "센서" if is_place else word
    many = rng.choice(
        (
            f"얼마나 많은 {word}~이 {question}",
            f"얼마나 많은 {word}{rng.choice(('', '~이'))} {question}",
            f"몇 개의 {word}{rng.choice(('', '~이'))} {question}",
            f"{word} 몇 개{rng.choice(('가', '', '나'))} {question}",
            f"{relative} {word}{rng.choice(('', '~이', '~은'))} {expand(_COUNTED, rng)}",
            f"{relative} {'게' if attribute == 'value' else word} {expand(_COUNTED, rng)}",
        )
    )
    return query(f"{place} {many}", chosen, attribute, ask, test)


_UNFIT = ("거 ", "건가", "맞", "상태", "모르겠", "거야", "거니", "거지", "거예", "지?", "죠?")


def short(predicate: Predicate, rng: random.Random) -> str:
    """Return a way to ask that fits after "which" and "how many"."""
    text = asked(predicate, rng)
    for _ in range(8):  # a predicate's own words may hold one of these
        if not any(end in text for end in _UNFIT):
            break
        text = asked(predicate, rng)
    return text


# --- which of two rooms ---------------------------------------------------------------------------

_Between = tuple[str, dict[str, Any], str, Any, Sequence[Predicate]]
_OPEN = (being("열려"), done("열렸", "열린"), naming("열린 상태"))
_SHUT = (being("닫혀"), done("닫혔", "닫힌"), naming("닫힌 상태"))
_ON = (being("켜져"), done("켜졌", "켜진"), naming("켜진 상태"))
_OFF = (being("꺼져"), done("꺼졌", "꺼진"), naming("꺼진 상태"))
_BETWEEN: Table[_Between] = Table(
    (
        (6, ("light", {}, "on", True, _ON)),
        (3, ("light", {}, "on", False, _OFF)),
        (5, ("", {"type": "sensor", "sensor": "window"}, "value", True, (*_OPEN, naming("개방 상태"), being("개방되어")))),
        (2, ("", {"type": "sensor", "sensor": "window"}, "value", False, _SHUT)),
        (2, ("", {"type": "sensor", "sensor": "door"}, "value", True, _OPEN)),
        (2, ("", {"type": "sensor", "sensor": "occupancy"}, "value", True, (doing("있", "있어"),))),
        (1, ("", {"type": "sensor", "sensor": "motion"}, "value", True, (done("감지됐", "감지된"), doing("있", "있어")))),
        (1, ("", {"type": "sensor", "sensor": "water_leak"}, "value", True, (done("감지됐", "감지된"),))),
        (2, ("window", {}, "position", 100, _OPEN)),
        (2, ("curtain", {}, "position", 100, (*_OPEN, being("걷혀")))),
        (1.5, ("curtain", {}, "position", 0, (*_SHUT, being("쳐져")))),
        (1, ("blind", {}, "position", 0, (*_SHUT, being("내려와")))),
        (2.5, ("air_conditioner", {}, "on", True, (*_ON, being("돌아가고")))),
        (2, ("tv", {}, "on", True, _ON)),
        (2, ("thermostat", {}, "on", True, (*_ON, being("돌아가고")))),
        (1, ("thermostat", {}, "on", False, _OFF)),
        (1, ("fan", {}, "on", True, (*_ON, being("돌고")))),
        (1.5, ("lock", {}, "locked", False, (being("열려"), being("안 잠겨"), done("풀렸", "풀린")))),
        (1, ("lock", {}, "locked", True, (being("잠겨"), done("잠겼", "잠긴")))),
    )
)  # fmt: skip
_WATCHED = {"window": "(창문*6|창*2)", "door": "(문*4|방문*2)", "occupancy": "(사람*3|누가)", "motion": "(움직임*3|동작)", "water_leak": "(누수*3|물)"}  # fmt: skip


def either_room(rng: random.Random) -> Template:
    """Compose a question which of two rooms it is ("불 켜진 데가 안방이야 거실이야")."""
    kind, base, attribute, value, predicates = _BETWEEN.pick(rng)
    target = dict(NOUNS[kind][1]) if kind else dict(base)
    word = noun(kind, rng) if kind else expand(_WATCHED[base["sensor"]], rng)
    predicate = rng.choice(predicates)
    subject = word if word == "누가" else f"{word}{rng.choice(('', '', '~이'))}"
    spot = expand("(데*3|곳*3|방*2|쪽)", rng)
    two = rng.choice(("{area}~이랑 {area2}", "{area}~과 {area2}", "{area}하고 {area2}", "{area}, {area2}", "{area} {area2}", "{area}나 {area2}" if rng.random() < 0.1 else "{area}하고 {area2}"))  # fmt: skip
    either = expand(
        "({area}~이야 {area2}~이야*4|{area}~이야 아니면 {area2}~이야*2|{area}이니 {area2}이니*2|{area}이니 아니면 {area2}이니|{area}인가요 {area2}인가요*2|{area}인가요 아니면 {area2}인가요|{area}입니까 {area2}입니까*2|{area}예요 {area2}예요|{area}인지 {area2}인지 (알려 줘*3|확인해 줘*2|말해 줘|봐 줘|궁금해|좀 알려 줄래|체크해 줄래|확인 좀))",
        rng,
    )
    among = rng.choice(("중에", "중에", "중", "중에서", "가운데"))
    question = short(predicate, rng) if predicate.form != "noun" else asked(predicate, rng)
    text = rng.choice(
        (
            f"{subject} {predicate.relative} {spot}{rng.choice(('~은', '~이', ''))} {either}",
            f"{subject} {predicate.relative} {spot}{rng.choice(('~은', '~이', ''))} {either}",
            f"{predicate.relative} {word}~이 {either}" if word != "누가" else f"누가 있는 데가 {either}",
            f"{two} {among} {subject} {predicate.relative} {spot}{rng.choice(('~은', '~이', ''))} {expand(_WHERE_TOLD, rng)}",
            f"{two} {among} {subject} {predicate.relative} {spot}{rng.choice(('~은', '~이', ''))} {expand(_WHERE_TOLD, rng)}",
            f"{two} {among} {expand('(어디*3|어느 방*2|어느 쪽*2)', rng)} {subject} {question}",
            f"{two} {among} {expand('(어디*3|어느 방|어느 쪽|어느 곳)', rng)}에 {subject} {question}" if word in {"사람", "누가", "움직임"} else f"{subject} {predicate.relative} 게 {either}",
        )
    )  # fmt: skip
    opening = expand("[(지금*2|현재|혹시|저기)]", rng)
    return query(
        f"{opening} {text}",
        Aim(text="", target={**target, "area": ["{area}", "{area2}"]}),
        attribute,
        "which",
        {attribute: value},
    )


# --- did I ...? -----------------------------------------------------------------------------------

_Check = tuple[str, str, Any, Sequence[Verb]]
_SWITCHED_OFF = (Verb("끄", "꺼"),)
_CHECKS: Table[_Check] = Table(
    (
        (6, ("light", "on", False, _SWITCHED_OFF)),
        *((2, (kind, "on", False, _SWITCHED_OFF)) for kind in ("air_conditioner", "thermostat", "tv", "fan")),
        *((1.2, (kind, "on", False, _SWITCHED_OFF)) for kind in ("oven", "cooktop", "outlet", "heater", "humidifier", "water_heater")),
        (5, ("lock", "locked", True, (Verb("잠그", "잠가"),))),
        (3, ("valve", "position", 0, (Verb("잠그", "잠가"),))),
        (3, ("window", "position", 0, (Verb("닫", "닫아"),))),
        (2, ("curtain", "position", 0, (Verb("닫", "닫아"), Verb("치", "쳐")))),
        (2, ("garage", "position", 0, (Verb("닫", "닫아"), Verb("내리", "내려")))),
        (1, ("refrigerator", "door_open", False, (Verb("닫", "닫아"),))),
    )
)  # fmt: skip
_LOOK = "(확인해 줘*4|확인 좀 해 줘*2|확인 좀*2|봐 줘*3|좀 봐 줄래*2|확인해 줄래*2|체크해 줘*2|알려 줘*2|확인 부탁해|한번 봐 줘|확인해 주세요*2|좀 확인해 볼래)"


def checked(rng: random.Random) -> Template:
    """Compose a doubt whether one did something ("가스 잠갔나 모르겠네 확인해 줘")."""
    kind, attribute, value, verbs = _CHECKS.pick(rng)
    verb, word = rng.choice(verbs), noun(kind, rng)
    if attribute == "door_open":
        word = "냉장고 문"
    target = dict(NOUNS[kind][1])
    shape = rng.random()
    tags: tuple[str, ...] = ()
    if shape < 0.4:
        target["area"], word = "{area}", f"{expand('{area}(*4|에 있는)', rng)} {word}"
    elif shape < 0.5:
        target["name"], word = "{name}", "{name}"
    elif shape < 0.7:
        target["area"], tags = "all", ("group",)
        word = f"{expand('(집*3|우리 집*2|온 집안|집 전체)', rng)} {word} {expand('(다*4|전부*2|모두)', rng)}"
    past = verb + "었"
    me = expand("[(내가*3|나*2|우리|제가|아까|나갈 때|자기 전에)]", rng)
    text = rng.choice(
        (
            f"{me} {word} {past}나 {expand('(모르겠네*3|모르겠다*2|모르겠어|기억이 안 나네*2|기억 안 나|가물가물하네|싶네|싶은데)', rng)} {expand(_LOOK, rng)}",
            f"{me} {word} {past}는지 {expand('(모르겠어*2|모르겠는데|기억이 안 나*2|기억이 안 나는데|헷갈리네|깜빡했네|가물가물해)', rng)} {expand(_LOOK, rng)}",
            f"{me} {word} {past}는지 {expand(_LOOK, rng)}",
            f"{me} {word} {past}나 {expand(_LOOK, rng)}",
            f"{me} {word} {verb + '고'} {expand('(나왔나*3|나왔는지*2|나왔던가|왔나|잤나)', rng)} {expand(_LOOK, rng)}",
            f"{word} 제대로 {past}{rng.choice(('나', '는지'))} {expand(_LOOK, rng)}",
            f"{word} 혹시 안 {past}나 {expand(_LOOK, rng)}",
            f"{word} {verb + 'ㄴ' if kind != 'window' and not verb.stem.endswith('닫') else verb + '은'} 거 {expand('(맞아*3|맞지*3|맞나*2|맞니|맞는지 확인해 줘*2|맞나요|맞는지 봐 줘)', rng)}{rng.choice(('?', '', '?'))}",
        )
    )  # fmt: skip
    ask: Literal["any", "all"] = "any" if shape < 0.5 and shape >= 0.4 else "all"
    return query(text, Aim(text="", target=target, tags=tags), attribute, ask, {attribute: value})


__all__ = ["checked", "either_room", "of_many", "sensed", "short"]
