"""Korean of every day that the rules beside it leave out: modes, steps of so much, alarms, a time from and to.

Each row is a pattern with the frames that it means, as in `ko_everyday`.
"""

import random
from typing import Any

from .compose import Frame, Row, Table, Template, row_act, row_plain, row_query, said
from .expand import expand

_GIVE = "(줘*6|주세요*3|줄래*2|줘요*2|주라|줄 수 있어|줬으면 좋겠어)"
_DO = f"(해 {_GIVE}*5|해줘*4|해*4|하자|바꿔 {_GIVE}*3|바꿔*2|맞춰 {_GIVE}*3|틀어 {_GIVE}*2|켜 {_GIVE}*2|)"
_PLAYERS: dict[str, Any] = {"type": ["tv", "speaker", "headset"], "state": {"on": True}}
_LIST = "(장보기 목록*3|장보기*2|쇼핑 목록*3|쇼핑리스트*2|쇼핑 리스트*2|{list}*4|목록*2|리스트)"


def _modes(words: str, target: dict[str, Any], modes: dict[str, str], value: str = "") -> list[Row]:
    """Return rows of a device said to be in a mode, with what it is set to."""
    setting = {"target_temperature": value} if value else {}
    rows: list[Row] = []
    for named, mode in modes.items():
        how = f"{named}[ 모드](~으로 {_DO}*6| {_DO}*2)"
        text = f"{words}[~을| 좀] {how}"
        if value:
            text = f"{words}[~을| 좀] ({value}도[~으로] {how}|{named}[ 모드] {value}도~으로 {_DO})"
        rows.append((0.6, text, row_act(target, {"mode": mode, **setting}), ()))
    return rows


_RUN = f"(돌려놔*5|돌려 놔*4|돌려 둬*2|돌려놓아 줘|돌려 놔 {_GIVE}*2|돌려놔 {_GIVE}*2|돌려*3|돌려 {_GIVE}*3|가동해 {_GIVE}|시작해 {_GIVE}*2|시작*2|돌리기|돌아가게 해 {_GIVE})"
_PROGRAMS = (
    ("(표준 코스*2|표준)", "standard"),
    ("(쾌속*2|급속 코스|빠른 세탁)", "quick"),
    ("(울 코스*2|울)", "wool"),
    ("(면 코스|면)", "cotton"),
    ("(섬세 코스|섬세)", "delicates"),
)
_ROWS: list[Row] = [
    *(
        (weight, f"{words}[~을| 좀] {_RUN}", row_act({"type": kind}, {"activity": activity}), ())
        for weight, words, kind, activity in (
            (1.2, "(식세기*4|식기세척기*4)", "dishwasher", "running"),
            (1.2, "(세탁기*5|빨래*3|세탁*2)", "washer", "running"),
            (0.8, "건조기", "dryer", "running"),
            (1, "(로봇청소기*3|로청*3|청소기*3)", "vacuum", "cleaning"),
        )
    ),
    *(
        (0.4, f"(세탁기*4|빨래*3)[~을] {words}~으로 (돌려*3|돌려 {_GIVE}*4|시작해 {_GIVE}*2|돌려놔*2)", row_act({"type": "washer"}, {"program": program, "activity": "running"}), ())
        for words, program in _PROGRAMS
    ),
    *_modes("(공기청정기*4|공청기*3|청정기)", {"type": "air_purifier"}, {"(터보*4|급속|파워)": "turbo", "(취침*3|수면*2)": "sleep", "(자동*4|오토)": "auto", "(저소음|조용)": "quiet"}),
    *_modes("(에어컨*5|{area} 에어컨*1)", {"type": "air_conditioner"}, {"(냉방*4|쿨)": "cool", "(난방*3|히터)": "heat", "제습": "dry", "(자동*3|오토)": "auto", "(송풍*3|바람)": "fan"}),
    *_modes("(에어컨*5|{area} 에어컨*1)", {"type": "air_conditioner"}, {"냉방": "cool", "난방": "heat", "제습": "dry", "자동": "auto"}, "{temp}"),
    # so much more, so much less
    *(
        (0.8, f"{words} {{pct}}(퍼센트|프로|%)(만 더*5| 더*4|만*2|만큼 더|씩) {verb}", row_act({"type": "cover", "cover": kind}, {"position": {"by": sign}}), ("relative",))
        for words, kind in (("(블라인드*3|{area} 블라인드)[~을]", "blind"), ("(커튼*3|{area} 커튼)[~을]", "curtain"))
        for verb, sign in ((f"(내려*3|내려 {_GIVE}*3|닫아*2|닫아 {_GIVE}*2)", "-{pct}"), (f"(올려*3|올려 {_GIVE}*3|열어*2|열어 {_GIVE}*3)", "{pct}"))
    ),
    *(
        (0.8, f"(불*4|조명*3|{{area}} 불*4|{{area}} 조명*2)[~을] {{pct}}(퍼센트|프로|%)(만 더*5| 더*4|만큼 더) {verb}", row_act({"type": "light"}, {"brightness": {"by": sign}}), ("relative",))
        for verb, sign in ((f"(어둡게 {_DO}|줄여 {_GIVE}*2|낮춰 {_GIVE}*3)", "-{pct}"), (f"(밝게 {_DO}|올려 {_GIVE}*2|높여 {_GIVE}*2)", "{pct}"))
    ),
    # all that closes
    (1.2, f"(다*4|전부*3|모두*2|싹 다) (닫아*4|닫아 {_GIVE}*4|닫아 놔)", row_act({"type": "cover", "area": "all"}, {"position": 0}), ("group",)),
    (1, f"{{area}} (다*4|전부*3|모두*2) (닫아*3|닫아 {_GIVE}*4)", row_act({"type": "cover", "area": "{area}"}, {"position": 0}), ("group",)),
    (2.5, "(창문*4|창*1)[~은|~이|~을] (다*5|전부*3|모두*2|) (닫혔어*4|닫혀 있어*4|닫혔나*3|닫았어*3|닫았나*2|잘 닫혔어|닫혀 있나*2|닫혀 있는지 (봐|확인해|알려) 줘*3|닫혔는지 (봐|확인해) 줘*2|닫혔지)", row_query({"sensor": "window", "area": "all"}, "value", "all", value=False), ("group",)),
    (1.5, "((열린*4|열려 있는*3|안 닫힌*2) 창문 (있어*4|있나*3|있니|없어*2|있는지 (봐|확인해) 줘*2)|창문 (열려 있는|열린) (데*3|곳*2|방) (있어*3|있나*2)|창문 안 닫은 데 (있어|있나))", row_query({"sensor": "window", "area": "all"}, "value", "any", value=True), ("group",)),
    # playing
    (1.5, f"(일시정지*6|일시 정지*4|잠깐 정지|잠시 멈춤|포즈)[( {_GIVE}|해 {_GIVE}*3|해*2|해줘*2|~을 눌러 줘)]", row_act(_PLAYERS, {"playback": "paused"}), ()),
    (1, f"(다시 재생*4|재생*3|이어서 재생*2|재개*1|플레이)[(해 {_GIVE}*3|해*2|해줘*2|~을 눌러 줘)]", row_act(_PLAYERS, {"playback": "playing"}), ()),
    # alarms of the house
    *(
        (0.6, f"{words}[~이|~가] (울리면*4|반응하면*2|작동하면*2|울려 대면) (바로|나한테|) (알려*5|말해*2|불러) (줘*5|주세요*2|줄래)", [{"kind": "schedule", "when": {"once": {"target": {"type": "sensor", "sensor": measure}, "test": {"value": True}}}, "then": [{"kind": "say"}]}], ())
        for words, measure in (("(화재 경보기*3|연기 감지기*2|화재경보기|연기 센서)", "smoke"), ("(가스 경보기*2|가스 감지기*2|가스 센서)", "gas"), ("(누수 감지기*2|누수 센서*2)", "water_leak"), ("(모션 센서*2|움직임 센서)", "motion"))
    ),
    # lists
    (2, f"({_LIST}에 {{item}} (있어*4|있나*3|있니|적었나*2|넣었나*2|적혀 있어*2|들어 있어|있는지 봐 줘*2)[?]|{{item}} {_LIST}에 (있어*3|적었나*2|넣었나*2)[?]|(내가|나) {{item}} {_LIST}에 (적었나*2|넣었나*2|적었던가))", [{"kind": "list", "op": "read", "list": "장보기"}], ("_list",)),
    (2, f"{_LIST}[~을| 좀] (비워*4|비워 {_GIVE}*4|싹 비워|다 지워*3|다 지워 {_GIVE}*3|전부 삭제해 {_GIVE}*2|초기화해 {_GIVE}*2|전부 지워*2|통째로 지워|싹 지워 {_GIVE}|모두 삭제)", [{"kind": "reject", "why": "no_ability"}], ()),
    (1.5, "(오늘|내일|이번 주|지금|이따|) (뭐 해야 (돼*3|하지*3|해*2)|할 거 뭐 있어*2|할 게 뭐야*2|해야 할 게 뭐였지|뭐 하기로 했지|할 일이 뭐가 남았어*2|뭐 남았지 할 일)", [{"kind": "list", "op": "read", "list": "할 일"}], ()),
    # when nobody can know
    (1.5, "(내가|나) (일어나면*4|깨면*3|잠들면*4|자면*2|밥 다 먹으면|씻고 나오면|앉으면|퇴근하면*1|일 끝나면*2|운동 시작하면|요리 시작하면) (불*4|커피머신*2|보일러*2|에어컨*2|티비*3|블라인드) (켜*3|꺼*3|켜 줘*3|꺼 줘*4)", [{"kind": "reject", "why": "no_ability"}], ()),
    # an app's
    (3, f"{{app}}(에서*6|~으로*3|에 있는*2| 들어가서|에서 나오는) {{query}}[~을] (틀어*3|틀어 {_GIVE}*5|보여 {_GIVE}*4|재생해 {_GIVE}*3|찾아서 틀어 {_GIVE}|보자*2|볼래*2|보고 싶어*2|들려 {_GIVE}*2|듣고 싶어)", [{"kind": "media", "query": "{query}"}], ()),
    (1.2, f"{{app}} {{query}} (틀어 {_GIVE}*4|보여 {_GIVE}*3|재생해 {_GIVE}*2|틀어*2)", [{"kind": "media", "query": "{query}"}], ()),
    (1.5, f"({{area}} (티비|TV)(에서|에|~으로) {{app}} {{query}} (틀어 {_GIVE}*4|보여 {_GIVE}*2)|{{area}} (티비|TV)(에서|에|~으로) {{app}}에서 {{query}} (틀어 {_GIVE}*4|보여 {_GIVE}*2))", [{"kind": "media", "query": "{query}", "target": {"type": "tv", "area": "{area}"}}], ()),
    # what is asked right after something said
    (2, f"(자러 갈게*4|잘게*3|나 잔다*2|이제 잘게*3|나갈게*3|나 나간다*3|나 나가*2|다녀올게*2|출근한다*2|외출할게*2|졸려*2|피곤해*2|애 재울 거야|영화 볼게*2|책 볼게|손님 온대|늦었다) (불*6|조명*3|티비*3|에어컨*2) (다|좀|) (꺼*4|꺼 {_GIVE}*5|꺼 놔*2)", row_act({"type": "light"}, {"on": False}), ("_which",)),
    (1, "({name}|엄마|아빠|할머니|사장님|친구|회사|병원)한테 (전화해*3|전화 걸어*3|문자 보내*3|카톡 보내*2|영상통화 해) (줘*4|줄래|주세요*2|)", row_plain("chat"), ("_chat",)),
]  # fmt: skip
_TABLE = Table([(row[0], row[1:]) for row in _ROWS])
_WHICH = {"불": "light", "조명": "light", "티비": "tv", "에어컨": "air_conditioner"}


def daily(rng: random.Random) -> Template:
    """Compose one of the rows, or a time from and to."""
    if rng.random() < 0.06:
        return _from_to(rng)
    pattern, given, tags = _TABLE.pick(rng)
    text, frames = expand(pattern, rng), list(given)
    first = frames[0]
    if "_list" in tags:
        shown = {key: value for key, value in first.items() if key != "list"}
        which = (
            "{list}"
            if "{list}" in text
            else "장보기"
            if "장보기" in text or "쇼핑" in text
            else None
        )
        frames = [shown if which is None else {**shown, "list": which}]
    elif "{list}" in text:
        text = text.replace("{list}", rng.choice(("할 일 목록", "할 일", "쇼핑 목록")))
    elif "_which" in tags:
        (kind,) = {kind for word, kind in _WHICH.items() if f" {word} " in f"{text} "}
        whole = kind == "light" and " 다 " in text
        target: dict[str, Any] = {"type": kind, "area": "all"} if whole else {"type": kind}
        frames = [{**first, "target": target}]
        tags = ("group",) if whole else ()
    elif "_chat" in tags:
        text = text.replace("{name}", rng.choice(("언니", "동생", "여보", "민수", "지은이")))
    elif "{area}" in text and "target" in first and "area" not in first["target"]:
        frames = [{**first, "target": {**first["target"], "area": "{area}"}}]
    return said(text, frames, [tag for tag in tags if not tag.startswith("_")])


def _from_to(rng: random.Random) -> Template:
    """Compose what shall be on from one time of day to another."""
    words, target = rng.choice(
        (
            ("{name}~을", {"name": "{name}"}),
            ("불", {"type": "light"}),
            ("{area} 불", {"type": "light", "area": "{area}"}),
            ("보일러", {"type": "thermostat"}),
            ("공기청정기", {"type": "air_purifier"}),
            ("에어컨", {"type": "air_conditioner"}),
        )
    )
    verb = expand(f"(켜 {_GIVE}*4|켜 놔 {_GIVE}*2|틀어 {_GIVE}*3|켜*2|틀어 놔)", rng)
    span = rng.choice(
        ("{time}부터 {time2}까지", "{time}에서 {time2}까지", "{time}부터 {time2}까지만")
    )
    text = f"{words} {span} {verb}" if rng.random() < 0.3 else f"{span} {words} {verb}"
    frames: list[Frame] = [
        {
            "kind": "schedule",
            "when": {"at": time},
            "then": [{"kind": "act", "target": target, "set": {"on": is_on}}],
        }
        for time, is_on in (("{time}", True), ("{time2}", False))
    ]
    return said(text, frames)


__all__ = ["daily"]
