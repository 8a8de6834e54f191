"""How Korean families speak to a home, as a grammar: targets, verbs, endings, questions.

It complements the phrases (phrases/), which hold what no grammar finds: this one multiplies what is
regular. Each call composes one template in the phrases' form.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .expand import expand

Template = dict[str, Any]

_NOUNS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "light": ("(불|불|불|조명|등|전등|라이트)", {"type": "light"}),
    "switch": ("스위치", {"type": ["switch", "outlet"]}),
    "outlet": (
        "(콘센트|멀티탭|플러그|스마트 플러그|스마트 콘센트|소켓)",
        {"type": ["outlet", "switch"]},
    ),
    "fan": ("(선풍기|팬|서큘레이터|환풍기|실링팬|천장 팬|후드)", {"type": "fan"}),
    "air_conditioner": ("(에어컨|에어컨|에어콘|냉방)", {"type": "air_conditioner"}),
    "thermostat": ("(난방|보일러|온도조절기)", {"type": ["thermostat", "heater"]}),
    "heater": ("(히터|난로|온풍기|전기난로)", {"type": "heater"}),
    "air_purifier": ("(공기청정기|공청기|청정기|공기 청정기)", {"type": "air_purifier"}),
    "humidifier": ("가습기", {"type": "humidifier"}),
    "dehumidifier": ("제습기", {"type": "dehumidifier"}),
    "diffuser": ("디퓨저", {"type": "diffuser"}),
    "tv": ("(티비|TV|텔레비전|테레비|티브이)", {"type": "tv"}),
    "speaker": ("(스피커|오디오|블루투스 스피커)", {"type": "speaker"}),
    "headset": ("(헤드셋|XR 헤드셋)", {"type": "headset"}),
    "vacuum": ("(로봇청소기|청소기|로봇 청소기|로청)", {"type": "vacuum"}),
    "washer": ("(세탁기|통돌이)", {"type": "washer"}),
    "dryer": ("(건조기|빨래 건조기)", {"type": "dryer"}),
    "dishwasher": ("(식기세척기|식세기)", {"type": "dishwasher"}),
    "oven": ("오븐", {"type": "oven"}),
    "cooktop": ("(인덕션|전기레인지|가스레인지)", {"type": "cooktop"}),
    "water_heater": ("(온수기|온수|순간온수기)", {"type": "water_heater"}),
    "curtain": ("(커튼|커텐)", {"type": "cover", "cover": "curtain"}),
    "blind": ("(블라인드|브라인드)", {"type": "cover", "cover": "blind"}),
    "shade": ("(롤스크린|쉐이드|롤 블라인드)", {"type": "cover", "cover": "shade"}),
    "shutter": ("셔터", {"type": "cover", "cover": "shutter"}),
    "window": ("(창문|전동창)", {"type": "cover", "cover": "window"}),
    "garage": ("(차고 문|차고문|주차장 문)", {"type": "cover", "cover": "garage", "area": "all"}),
    "gate": ("(대문|게이트)", {"type": "cover", "cover": "gate", "area": "all"}),
    "lock": ("(문|도어락|자물쇠|문 잠금장치)", {"type": "lock"}),
    "valve": ("(가스밸브|밸브|가스 밸브|수도 밸브)", {"type": "valve"}),
}
_ON_OFF = (
    *("light",) * 10,
    *("switch", "outlet", "outlet", "fan", "fan", "air_conditioner", "air_conditioner"),
    *("thermostat", "heater", "air_purifier", "humidifier", "dehumidifier", "diffuser", "tv"),
    *("tv", "speaker", "oven", "cooktop", "water_heater"),
)
_COVERS = ("curtain", "curtain", "blind", "blind", "shade", "shutter", "window", "garage", "gate")
_HELLO = "[(야|저기|있잖아|혹시|어이|알렉사|올리|헤이 구글|오케이 구글|빅스비|시리야|하이 엘지|지금|당장|이제|아|자)] "


def _verb(base: str, stem: str, rng: random.Random) -> str:
    """Return an imperative or a polite request of a verb: 꺼, 끄 -> "꺼 주실래요"."""
    shape = rng.random()
    final = "ㄹ"
    if shape < 0.2:
        return base
    if shape < 0.5:
        return base + rng.choice(("줘", " 줘", " 줘", "줘요", " 줘요", "주라", "죠", " 주"))
    if shape < 0.75:
        return base + rng.choice(
            (
                *(
                    " 주세요",
                    "주세요",
                    "줄래",
                    " 줄래",
                    "줄래요",
                    " 주실래요",
                    " 주십시오",
                    " 주시겠어요",
                ),
                *(
                    "줄 수 있어",
                    " 줄 수 있니",
                    " 줄 수 있을까요",
                    "줄 수 있나요",
                    " 주면 안 돼",
                    " 주면 고맙겠어",
                ),
                *(
                    "달라고",
                    " 달라니까",
                    " 줬으면 좋겠어",
                    " 주시기 바랍니다",
                    " 주길 바라",
                    " 줄 수 있을까",
                ),
            )
        )
    if shape < 0.9:
        return base + rng.choice(
            ("라", "봐", " 봐", " 놔", " 둬", "놓을래", " 보자", "버려", " 봐라", "봐요")
        )
    del final
    return rng.choice(
        (
            f"{stem}자",
            f"{stem}도록 해",
            f"{stem}라고",
            f"{stem}는 게 좋겠어",
            f"{stem}고 싶어",
            f"{base} 부탁해",
            f"{base} 부탁드려요",
        )
    )


def _place(rng: random.Random, target: dict[str, Any]) -> tuple[str, dict[str, Any], list[str]]:
    """Return where, as said before the noun; with an area unless the target says which."""
    if "area" in target:
        return "", target, []
    shape = rng.random()
    if shape < 0.38:
        return "", target, []
    if shape < 0.78:
        said = expand("{area}(| |에| 쪽|에 있는|의) ", rng)
        return said.rstrip() + " ", {**target, "area": "{area}"}, []
    if shape < 0.84:
        said = expand("({floor}|{floor}에 있는) [(모든|전체)] ", rng)
        return said + " ", {**target, "floor": "{floor}"}, ["group"]
    if shape < 0.9:
        said = expand(
            "(모든|전체|집 안의 모든|온 집안|우리 집|집안|집 전체|집안 모든|집에 있는 모든) ", rng
        )
        return said + " ", {**target, "area": "all"}, ["group"]
    if shape < 0.95:
        said = expand("(여기|이 방|이쪽|방) [(에)] ", rng)
        return said + " ", target, []
    return (
        expand("{area}(이랑|하고|랑) {area2}", rng) + " ",
        {**target, "area": ["{area}", "{area2}"]},
        [],
    )


def _target(kind: str, rng: random.Random) -> tuple[str, dict[str, Any], list[str]]:
    pattern, target = _NOUNS[kind]
    if rng.random() < 0.22:
        return "{name}", {**target, "name": "{name}"}, []
    where, placed, tags = _place(rng, target)
    noun = expand(pattern, rng)
    after = ""
    if rng.random() < 0.12:
        after = rng.choice((" 다", " 전부", " 모두", "들", " 싹 다"))
        tags = [*tags, "group"]
    return f"{where}{noun}{after}", placed, tags


def _object(noun: str, rng: random.Random) -> str:
    """Return a noun as an object, its particle said or not."""
    shape = rng.random()
    if shape < 0.6:
        return noun
    if noun.endswith("}"):
        return noun[:-1] + rng.choice(("+을}", "+을}", "+은}"))
    return (
        noun + rng.choice((" 좀", " 좀", " 전원", " 전원 좀")) if shape < 0.85 else _with(noun, rng)
    )


def _with(noun: str, rng: random.Random) -> str:
    code = (ord(noun[-1]) - ord("가")) % 28 if "가" <= noun[-1] <= "힣" else 0
    return noun + (rng.choice(("을", "은")) if code else rng.choice(("를", "는")))


def _act(text: str, target: dict[str, Any], settings: dict[str, Any], tags: list[str]) -> Template:
    frame = {"kind": "act", "target": target, "set": settings}
    return {"lang": "ko", "text": text, "frames": [frame], "tags": tags}


def _on_off(rng: random.Random) -> Template:
    kind = rng.choice(_ON_OFF)
    noun, target, tags = _target(kind, rng)
    is_on = rng.random() < 0.5
    if is_on:
        forms = [
            ("켜", "켜"),
            ("켜", "켜"),
            ("틀어", "틀"),
            ("키", "키"),
            ("작동시켜", "작동시키"),
            ("가동해", "가동하"),
        ]
    else:
        forms = [
            ("꺼", "끄"),
            ("꺼", "끄"),
            ("꺼", "끄"),
            ("종료해", "종료하"),
            ("정지해", "정지하"),
        ]
    if kind == "light":
        forms = forms[:2] + ([("밝혀", "밝히")] if is_on else [("소등해", "소등하")])
    base, stem = rng.choice(forms)
    is_all_but = rng.random() < 0.08
    if is_all_but:
        target = {**_NOUNS[kind][1], "area": "all", "except": {"area": "{area}"}}
        noun = (
            expand("{area}(만| 쪽만|) (빼고|제외하고|말고) (모든|다른|나머지|) ", rng)
            + " "
            + expand(_NOUNS[kind][0], rng)
            + rng.choice((" 다", " 전부", ""))
        )
        tags = ["except", "group"]
    text = expand(_HELLO, rng) + " " + _object(noun, rng) + " " + _verb(base, stem, rng)
    return _act(" ".join(text.split()), target, {"on": is_on}, tags)


def _two(rng: random.Random) -> Template:
    """Two commands in a sentence."""
    first, second = rng.choice(_ON_OFF), rng.choice(_ON_OFF)
    a, target_a, _ = _placed_once(first, "{area}", rng)
    b, target_b, _ = _placed_once(second, "{area2}", rng)
    on_a, on_b = rng.random() < 0.5, rng.random() < 0.5
    join = {
        True: ("켜고", "켜고 나서", "켠 다음에", "틀고"),
        False: ("끄고", "끄고 나서", "꺼 주고", "끈 다음"),
    }
    verb = _verb(*(("켜", "켜") if on_b else ("꺼", "끄")), rng)
    text = f"{_object(a, rng)} {rng.choice(join[on_a])} {_object(b, rng)} {verb}"
    frames = [
        {"kind": "act", "target": target_a, "set": {"on": on_a}},
        {"kind": "act", "target": target_b, "set": {"on": on_b}},
    ]
    if rng.random() < 0.3:
        text = f"{_object(a, rng)} {rng.choice(join[on_a])} 에어컨 {{temp}}도로 {_verb('맞춰', '맞추', rng)}"
        frames[1] = {
            "kind": "act",
            "target": {"type": "air_conditioner"},
            "set": {"target_temperature": "{temp}"},
        }
    elif rng.random() < 0.15:
        text = f"{_object(a, rng)} {rng.choice(join[on_a])} " + rng.choice(_IMPOSSIBLE)
        frames[1] = {"kind": "reject", "why": "no_ability"}
    return {"lang": "ko", "text": text, "frames": frames, "tags": ["multi"]}


_IMPOSSIBLE = (
    "피자 시켜 줘",
    "택시 불러 줘",
    "엄마한테 전화해 줘",
    "문자 보내 줘",
    "커피 내려 줘",
    "밥 해 줘",
    "이메일 보내",
    "빨래 개 줘",
    "설거지 좀 해",
    "치킨 주문해 줘",
)


def _placed_once(kind: str, area: str, rng: random.Random) -> tuple[str, dict[str, Any], list[str]]:
    pattern, target = _NOUNS[kind]
    noun = expand(pattern, rng)
    if rng.random() < 0.5 or "area" in target:
        return noun, target, []
    return f"{area} {noun}", {**target, "area": area}, []


def _levels(rng: random.Random) -> Template:
    """Brightness, volume, speed and the like: to a value, by a value, a bit, to a limit."""
    kind, attribute, word, up, down, number = rng.choice(_LEVELS)
    if kind == "media":
        noun, target, tags = rng.choice(
            (
                ("", {"type": ["tv", "speaker", "headset"], "state": {"on": True}}, []),
                _target("tv", rng),
                _target("speaker", rng),
            )
        )
    else:
        noun, target, tags = _target(kind, rng)
    word = expand(word, rng)
    head = " ".join(f"{noun} {word}".split())
    shape = rng.random()
    hello = expand(_HELLO, rng)
    if shape < 0.35:
        verb = rng.choice(
            (
                "",
                _verb("맞춰", "맞추", rng),
                _verb("해", "하", rng),
                _verb("설정해", "설정하", rng),
                _verb("바꿔", "바꾸", rng),
                _verb(*rng.choice((up, down)), rng),
            )
        )
        text = f"{hello} {head} {number[0]} {verb}"
        settings: dict[str, Any] = {attribute: number[1]}
    elif shape < 0.7:
        is_up = rng.random() < 0.5
        little = expand("[(조금|좀|좀 더|더|조금만|조금 더|살짝|약간|쪼금|많이|훨씬)]", rng)
        text = f"{hello} {head} {little} {_verb(*(up if is_up else down), rng)}"
        settings = {attribute: "up" if is_up else "down"}
    elif shape < 0.85:
        is_up = rng.random() < 0.5
        by = (
            number[0]
            .replace("+으로", "")
            .replace("로", "")
            .replace("{temp}", "{n}")
            .replace("{pct}", "{n}")
        )
        text = f"{hello} {head} {by}(|만|만큼|| 더) ".replace(
            "(|만|만큼|| 더)", rng.choice(("", "만", "만큼", " 더"))
        ) + _verb(*(up if is_up else down), rng)
        settings = {attribute: {"by": "{n}" if is_up else "-{n}"}}
    else:
        is_max = rng.random() < 0.6
        if attribute == "target_temperature":
            text = f"{hello} {head} {number[0]}"
            settings = {attribute: number[1]}
        else:
            limit = (
                rng.choice(
                    (
                        "최대로",
                        "최고로",
                        "최대한으로",
                        "제일 크게"
                        if attribute == "volume"
                        else "제일 밝게"
                        if attribute == "brightness"
                        else "제일 세게",
                    )
                )
                if is_max
                else rng.choice(
                    (
                        "최소로",
                        "최저로",
                        "제일 작게"
                        if attribute == "volume"
                        else "제일 어둡게"
                        if attribute == "brightness"
                        else "제일 약하게",
                        "가장 어둡게" if attribute == "brightness" else "최소한으로",
                    )
                )
            )
            text = f"{hello} {head} {limit} {_verb('해', '하', rng)}"
            low = 1 if attribute == "brightness" else 0
            settings = {attribute: 100 if is_max else low}
    return _act(" ".join(text.split()), target, settings, tags)


_LEVELS: Sequence[tuple[str, str, str, tuple[str, str], tuple[str, str], tuple[str, str]]] = (
    (
        "light",
        "brightness",
        "[(밝기|밝기를|조도)]",
        ("밝게 해", "밝게 하"),
        ("어둡게 해", "어둡게 하"),
        ("{pct}퍼센트로", "{pct}"),
    ),
    ("light", "brightness", "밝기", ("올려", "올리"), ("낮춰", "낮추"), ("{pct}프로로", "{pct}")),
    (
        "light",
        "brightness",
        "(밝기|밝기를)",
        ("높여", "높이"),
        ("줄여", "줄이"),
        ("{pct}%로", "{pct}"),
    ),
    (
        "media",
        "volume",
        "(볼륨|소리|음량|볼륨 좀|소리 좀)",
        ("키워", "키우"),
        ("줄여", "줄이"),
        ("{n+으로}", "{n}"),
    ),
    (
        "media",
        "volume",
        "(볼륨|소리|음량|음악 볼륨)",
        ("올려", "올리"),
        ("낮춰", "낮추"),
        ("{pct}퍼센트로", "{pct}"),
    ),
    (
        "media",
        "volume",
        "(볼륨|소리|음악 소리)",
        ("크게 해", "크게 하"),
        ("작게 해", "작게 하"),
        ("{n+으로}", "{n}"),
    ),
    ("media", "volume", "(볼륨|소리)", ("높여", "높이"), ("내려", "내리"), ("{n}까지", "{n}")),
    (
        "air_conditioner",
        "target_temperature",
        "[(온도|설정 온도|희망 온도)]",
        ("올려", "올리"),
        ("내려", "내리"),
        ("{temp}도로", "{temp}"),
    ),
    (
        "air_conditioner",
        "target_temperature",
        "(온도|)",
        ("높여", "높이"),
        ("낮춰", "낮추"),
        ("{temp}도", "{temp}"),
    ),
    (
        "thermostat",
        "target_temperature",
        "[(온도|설정 온도)]",
        ("올려", "올리"),
        ("내려", "내리"),
        ("{temp}도로", "{temp}"),
    ),
    (
        "fan",
        "speed",
        "[(바람|풍속|세기|바람 세기)]",
        ("세게 해", "세게 하"),
        ("약하게 해", "약하게 하"),
        ("{pct}퍼센트로", "{pct}"),
    ),
    (
        "air_purifier",
        "speed",
        "[(바람|풍량|세기)]",
        ("세게 해", "세게 하"),
        ("약하게 해", "약하게 하"),
        ("{pct}퍼센트로", "{pct}"),
    ),
    (
        "humidifier",
        "target_humidity",
        "(습도|목표 습도|희망 습도)",
        ("올려", "올리"),
        ("낮춰", "낮추"),
        ("{pct}퍼센트로", "{pct}"),
    ),
    (
        "dehumidifier",
        "target_humidity",
        "(습도|목표 습도|희망 습도)",
        ("올려", "올리"),
        ("낮춰", "낮추"),
        ("{pct}퍼센트로", "{pct}"),
    ),
)


def _color(rng: random.Random) -> Template:
    noun, target, tags = _target("light", rng)
    if rng.random() < 0.2:
        noun, target, tags = "", {"type": "light"}, []
    word = expand("[(색|색깔|색상|컬러|색을|색깔을)]", rng)
    verb = rng.choice(
        (
            _verb("바꿔", "바꾸", rng),
            _verb("변경해", "변경하", rng),
            _verb("해", "하", rng),
            _verb("켜", "켜", rng),
            "",
        )
    )
    if rng.random() < 0.08:
        text = f"{noun} {expand('(색|색깔|색상)[(을|좀)]', rng)} {_verb('바꿔', '바꾸', rng)}"
        return {
            "lang": "ko",
            "text": " ".join(text.split()),
            "frames": [{"kind": "clarify"}],
            "tags": [],
        }
    text = f"{expand(_HELLO, rng)} {noun} {word} {{color+으로}} {verb}"
    if rng.random() < 0.3:
        text = text.replace("{color+으로}", "{color} 으로")
    return _act(" ".join(text.split()), target, {"color": "{color}"}, tags)


def _cover(rng: random.Random) -> Template:
    kind = rng.choice(_COVERS)
    noun, target, tags = _target(kind, rng)
    is_vertical = kind in {"blind", "shade", "shutter"}
    shape = rng.random()
    if shape < 0.35:
        forms = [("열어", "열"), ("열어", "열")] + (
            [("올려", "올리"), ("걷어", "걷")]
            if is_vertical
            else [("걷어", "걷"), ("젖혀", "젖히")]
            if kind == "curtain"
            else []
        )
        settings: dict[str, Any] = {"position": 100}
        text = f"{_object(noun, rng)} {_verb(*rng.choice(forms), rng)}"
    elif shape < 0.7:
        forms = [("닫아", "닫"), ("닫아", "닫")] + (
            [("내려", "내리")] if is_vertical else [("쳐", "치")] if kind == "curtain" else []
        )
        settings = {"position": 0}
        text = f"{_object(noun, rng)} {_verb(*rng.choice(forms), rng)}"
    elif shape < 0.85:
        form = rng.choice((("열어", "열"), ("맞춰", "맞추"), ("해", "하"), ("올려", "올리")))
        settings = {"position": "{pct}"}
        text = f"{noun} {{pct}}{rng.choice(('퍼센트', '프로', '%', ' 퍼센트'))}{rng.choice(('로', '만', ''))} {_verb(*form, rng)}"
    elif shape < 0.92:
        settings = {"position": 50}
        text = f"{noun} {rng.choice(('반만', '절반만', '반쯤', '반쯤만', '절반 정도', '반으로'))} {_verb('열어', '열', rng)}"
    else:
        is_up = rng.random() < 0.5
        settings = {"position": "up" if is_up else "down"}
        text = f"{noun} {rng.choice(('조금', '조금만', '살짝', '약간', '좀 더', '조금 더'))} {_verb(*(('열어', '열') if is_up else ('닫아', '닫')), rng)}"
    return _act(" ".join((expand(_HELLO, rng) + " " + text).split()), target, settings, tags)


def _lock(rng: random.Random) -> Template:
    if rng.random() < 0.75:
        noun, target, tags = _target("lock", rng)
        is_locked = rng.random() < 0.6
        forms = (
            [("잠가", "잠그"), ("잠궈", "잠그"), ("잠가", "잠그")]
            if is_locked
            else [("열어", "열"), ("풀어", "풀"), ("잠금 해제해", "잠금 해제하")]
        )
        text = f"{_object(noun, rng)} {_verb(*rng.choice(forms), rng)}"
        if not is_locked and rng.random() < 0.3:
            text = f"{noun} 잠금 해제"
        return _act(text, target, {"locked": is_locked}, tags)
    noun, target, tags = _target("valve", rng)
    is_open = rng.random() < 0.4
    text = f"{_object(noun, rng)} {_verb(*(('열어', '열') if is_open else rng.choice((('잠가', '잠그'), ('닫아', '닫')))), rng)}"
    return _act(text, target, {"position": 100 if is_open else 0}, tags)


def _machines(rng: random.Random) -> Template:
    shape = rng.random()
    if shape < 0.4:
        noun, target, tags = _target("vacuum", rng)
        start = [
            ("돌려", "돌리"),
            ("시작해", "시작하"),
            ("켜", "켜"),
            ("돌아가게 해", "돌아가게 하"),
            ("작동시켜", "작동시키"),
        ]
        value, forms = rng.choice(
            (
                ("cleaning", start),
                ("cleaning", start),
                (
                    "returning",
                    [
                        ("집으로 보내", "집으로 보내"),
                        ("충전하러 가라고 해", "충전하러 가라고 하"),
                        ("복귀시켜", "복귀시키"),
                        ("꺼", "끄"),
                    ],
                ),
                ("paused", [("멈춰", "멈추"), ("일시정지해", "일시정지하"), ("세워", "세우")]),
            )
        )
        if value == "cleaning" and rng.random() < 0.4:
            text = expand(
                "[(로봇청소기로|청소기로|로청으로)] {area}[(만|을|도)] (청소해 줘|청소 좀 해 줘|청소해|청소하자|청소 부탁해|밀어 줘|청소해 주세요|청소 시작해)",
                rng,
            )
            return _act(
                text, {"type": "vacuum"}, {"activity": "cleaning", "cleaning_area": "{area}"}, []
            )
        if value == "cleaning" and rng.random() < 0.3:
            text = expand(
                "[(올리|알렉사|지금)] (집|집 전체|온 집안|집안|바닥|방|) (청소해|청소해 줘|청소 좀 해 줘|청소 시작|청소 시작해 줘|청소하자|청소기 돌려 줘)",
                rng,
            )
            return _act(text, {"type": "vacuum"}, {"activity": "cleaning"}, [])
        return _act(
            f"{_object(noun, rng)} {_verb(*rng.choice(forms), rng)}",
            target,
            {"activity": value},
            tags,
        )
    if shape < 0.6:
        kind = rng.choice(("washer", "washer", "dryer", "dishwasher"))
        noun, target, tags = _target(kind, rng)
        value, forms = rng.choice(
            (
                (
                    "running",
                    [
                        ("돌려", "돌리"),
                        ("시작해", "시작하"),
                        ("켜", "켜"),
                        ("작동시켜", "작동시키"),
                    ],
                ),
                ("paused", [("멈춰", "멈추"), ("일시정지해", "일시정지하")]),
                ("idle", [("꺼", "끄"), ("정지해", "정지하"), ("취소해", "취소하")]),
            )
        )
        return _act(
            f"{_object(noun, rng)} {_verb(*rng.choice(forms), rng)}",
            target,
            {"activity": value},
            tags,
        )
    if shape < 0.8:
        kind = rng.choice(("air_conditioner", "air_conditioner", "fan", "air_purifier"))
        noun, target, tags = _target(kind, rng)
        if kind == "air_conditioner" and rng.random() < 0.6:
            word, mode = rng.choice(
                (
                    ("냉방", "cool"),
                    ("난방", "heat"),
                    ("제습", "dry"),
                    ("송풍", "fan"),
                    ("자동", "auto"),
                )
            )
            text = f"{noun} {word}{rng.choice((' 모드로', '으로', ' 모드', '모드로'))} {rng.choice((_verb('해', '하', rng), _verb('바꿔', '바꾸', rng), _verb('틀어', '틀', rng), ''))}"
            return _act(" ".join(text.split()), target, {"mode": mode}, tags)
        word, level = rng.choice(
            (
                ("약하게", "low"),
                ("약풍으로", "low"),
                ("중간으로", "medium"),
                ("강하게", "high"),
                ("강풍으로", "high"),
                ("자동으로", "auto"),
                ("미풍으로", "low"),
            )
        )
        text = f"{noun} {rng.choice(('바람', '풍량', '바람 세기', ''))} {word} {_verb('해', '하', rng)}"
        return _act(" ".join(text.split()), target, {"fan_speed": level}, tags)
    return _media_control(rng)


def _media_control(rng: random.Random) -> Template:
    players = {"type": ["tv", "speaker", "headset"], "state": {"playback": "playing"}}
    on = {"type": ["tv", "speaker", "headset"], "state": {"on": True}}
    options: list[Callable[[], Template]] = [
        lambda: _act(
            expand(
                "(소리|음악|볼륨|티비|TV|스피커|지금|당장|) (음소거|뮤트|음소거해|무음으로|조용히|소리 꺼|음소거 좀) [(해 줘|해줘|해|부탁해|해 주세요)]",
                rng,
            ),
            on,
            {"muted": True},
            [],
        ),
        lambda: _act(
            expand("(음소거|뮤트|무음) (해제|풀어|꺼|취소) [(해 줘|해줘|줘|해)]", rng),
            {**on, "state": {"muted": True}},
            {"muted": False},
            [],
        ),
        lambda: _act(
            expand(
                "[(음악|노래|영상|영화|재생|티비)] (일시정지|멈춰|정지|잠깐 멈춰|잠시 멈춰) [(해 줘|줘|해|봐)]",
                rng,
            ),
            players,
            {"playback": "paused"},
            [],
        ),
        lambda: _act(
            expand(
                "[(음악|노래|영상|영화)] (다시 재생|계속 재생|재생|이어서 재생|계속 틀어) [(해 줘|줘|해)]",
                rng,
            ),
            {**players, "state": {"playback": "paused"}},
            {"playback": "playing"},
            [],
        ),
        lambda: {
            "lang": "ko",
            "text": expand(
                "(다음|이다음) (곡|노래|거|화|편|영상|트랙)[(으로)] [(넘겨|틀어|재생|보여|가|넘어가)] [(줘|주세요|라)]",
                rng,
            ),
            "frames": [{"kind": "act", "target": players, "actions": ["next"]}],
            "tags": [],
        },
        lambda: {
            "lang": "ko",
            "text": expand(
                "(이전|앞|아까|방금 전) (곡|노래|거|화|편|영상)[(으로)] [(다시|돌아가|틀어|재생|보여)] [(줘|주세요|라)]",
                rng,
            ),
            "frames": [{"kind": "act", "target": players, "actions": ["previous"]}],
            "tags": [],
        },
        lambda: _act(
            expand(
                "[(티비|TV|텔레비전)] [채널] {channel}번[(으로)] [(틀어|돌려|바꿔|켜)] [(줘|줄래|주세요|봐)]",
                rng,
            ),
            {"type": "tv"},
            {"channel": "{channel}"},
            [],
        ),
        lambda: _act(
            expand("[(티비|TV)에서] {app} (틀어|켜|열어|실행해|보여) (줘|줄래|주세요|봐|)", rng),
            {"type": "tv"},
            {"app": "{app}"},
            [],
        ),
        lambda: _act(
            expand(
                "[(티비|TV)] [(외부 입력|입력|외부입력)] {source+으로} (바꿔|변경해|돌려|전환해) (줘|줄래|주세요|)",
                rng,
            ),
            {"type": "tv"},
            {"source": "{source}"},
            [],
        ),
    ]
    return rng.choice(options)()


# --- questions ------------------------------------------------------------------------------------

_VALUES: Mapping[str, str] = {
    "temperature": "(온도|기온|실내 온도)",
    "humidity": "(습도|실내 습도)",
    "pm25": "(미세먼지|초미세먼지|미세먼지 농도|PM2.5)",
    "pm10": "(미세먼지 PM10|PM10|부유먼지)",
    "pm1": "(PM1|극초미세먼지)",
    "carbon_dioxide": "(이산화탄소|이산화탄소 농도|CO2)",
    "co2": "(이산화탄소|CO2 농도)",
    "carbon_monoxide": "(일산화탄소|일산화탄소 농도)",
    "aqi": "(공기질|대기질 지수|공기질 지수)",
    "atmospheric_pressure": "(대기압|기압)",
    "pressure": "(압력|기압)",
    "battery": "(배터리|배터리 잔량|배터리 상태)",
    "current": "(전류|전류량)",
    "voltage": "(전압|볼트)",
    "power": "(전력|소비 전력|전력 사용량)",
    "energy": "(에너지|전기 사용량|에너지 사용량|전력량)",
    "energy_storage": "(저장된 에너지|에너지 저장량|저장 에너지)",
    "apparent_power": "(피상 전력|피상전력)",
    "reactive_power": "(무효 전력|무효전력)",
    "power_factor": "(역률)",
    "frequency": "(주파수)",
    "data_rate": "(데이터 속도|전송 속도|인터넷 속도)",
    "data_size": "(데이터 크기|데이터 용량|데이터 사용량)",
    "date": "(날짜)",
    "distance": "(거리)",
    "duration": "(지속 시간|기간|시간)",
    "gas": "(가스|가스 사용량|가스량)",
    "illuminance": "(조도|밝기)",
    "irradiance": "(일사량|방사 조도)",
    "moisture": "(수분|수분량|토양 수분)",
    "monetary": "(요금|금액|잔액|비용)",
    "nitrogen_dioxide": "(이산화질소|이산화질소 농도)",
    "nitrogen_monoxide": "(일산화질소|일산화질소 농도)",
    "nitrous_oxide": "(아산화질소|아산화질소 농도)",
    "ozone": "(오존|오존 농도)",
    "precipitation": "(강수량|비 온 양)",
    "precipitation_intensity": "(강수 강도|강우 강도|시간당 강수량)",
    "signal_strength": "(신호 세기|신호 강도|와이파이 세기)",
    "sound_pressure": "(소음|음압|소음 크기)",
    "speed": "(속도)",
    "wind_speed": "(풍속|바람 속도)",
    "sulphur_dioxide": "(이산화황|이산화황 농도)",
    "volatile_organic_compounds": "(휘발성 유기화합물|VOC|휘발성 유기화합물 농도)",
    "volatile_organic_compounds_parts": "(휘발성 유기화합물 비율|VOC 비율|VOC 지수)",
    "volume": "(부피|용량)",
    "volume_storage": "(저장량|저장 용량|남은 용량)",
    "water": "(물 사용량|수돗물 사용량|물)",
    "weight": "(무게|체중|몸무게)",
}
_BOOLS: Mapping[str, tuple[str, str, str]] = {
    # measure: (noun, true verb, false verb); verbs as stems before 어/니/나
    "battery": (
        "(배터리|배터리가|배터리 잔량)",
        "(부족해|낮아|다 됐어|거의 없어)",
        "(충분해|괜찮아|정상이야)",
    ),
    "battery_charging": (
        "(배터리|배터리가|핸드폰)",
        "(충전 중이야|충전되고 있어|충전중이야)",
        "(충전 안 하고 있어|충전 중이 아니야)",
    ),
    "carbon_monoxide": (
        "(일산화탄소|일산화탄소가|일산화탄소 센서|CO 센서)",
        "(감지됐어|감지되고 있어|있어|나와|작동했어)",
        "(감지 안 됐어|정상이야|해제됐어|없어)",
    ),
    "cold": (
        "(저온|추위|온도 센서|한랭 센서|추운 것|저온 센서)",
        "(감지됐어|추워|차가워|냉기 감지됐어)",
        "(정상이야|안 추워|감지 안 됐어)",
    ),
    "heat": (
        "(열|고온|열 센서|열감지기|뜨거운 것)",
        "(감지됐어|뜨거워|감지되고 있어|과열됐어)",
        "(정상이야|안 뜨거워|감지 안 됐어)",
    ),
    "connectivity": (
        "(인터넷|와이파이|네트워크|연결|기기)",
        "(연결됐어|연결돼 있어|연결되어 있어|온라인이야)",
        "(끊겼어|연결 끊겼어|연결 안 됐어|오프라인이야)",
    ),
    "door": (
        "(문|문이|방문|출입문)",
        "(열렸어|열려 있어|열려있어|열린 거야)",
        "(닫혔어|닫혀 있어|닫혀있어)",
    ),
    "garage_door": (
        "(차고 문|차고문|차고 문이|차고)",
        "(열렸어|열려 있어|열려있어)",
        "(닫혔어|닫혀 있어|닫혀있어)",
    ),
    "window": (
        "(창문|창문이|창)",
        "(열렸어|열려 있어|열려있어|열어 놨어)",
        "(닫혔어|닫혀 있어|닫혀있어)",
    ),
    "opening": (
        "(문|개폐|덮개|뚜껑|열림 센서|개방)",
        "(열렸어|열려 있어|열려있어|개방됐어)",
        "(닫혔어|닫혀 있어|닫혀있어)",
    ),
    "gas": (
        "(가스|가스가|가스 센서)",
        "(감지됐어|새고 있어|새|누출됐어|감지되고 있어)",
        "(감지 안 됐어|정상이야|해제됐어)",
    ),
    "light": (
        "(빛|빛이|표시등|불빛|조명 센서)",
        "(감지됐어|감지되고 있어|켜져 있어|켜져있어)",
        "(감지 안 됐어|꺼져 있어|꺼졌어)",
    ),
    "lock": (
        "(잠금장치|잠금|자물쇠|문)",
        "(풀렸어|풀려 있어|열려 있어|잠금 해제됐어)",
        "(잠겼어|잠겨 있어|잠겨있어)",
    ),
    "moisture": (
        "(물기|습기|수분|누수)",
        "(감지됐어|젖었어|젖어 있어|감지되고 있어)",
        "(말랐어|건조해|감지 안 됐어)",
    ),
    "water_leak": (
        "(누수|누수가|물|물 새는 거|누수 센서)",
        "(감지됐어|새고 있어|있어|되고 있어)",
        "(없어|감지 안 됐어|괜찮아)",
    ),
    "motion": (
        "(움직임|움직임이|모션|동작|모션 센서|인기척)",
        "(감지됐어|있어|감지되고 있어|있었어)",
        "(감지 안 됐어|없어|해제됐어)",
    ),
    "occupancy": (
        "(재실|사람|누군가|사람이|점유 센서|재실 센서)",
        "(감지됐어|있어|사용 중이야|들어와 있어)",
        "(없어|감지 안 됐어|비었어)",
    ),
    "presence": (
        "(사람|재실|핸드폰|존재|재실 센서)",
        "(집에 있어|있어|감지됐어|들어왔어)",
        "(외출 중이야|없어|나갔어)",
    ),
    "plug": (
        "(플러그|플러그가|충전기|전원 플러그)",
        "(꽂혀 있어|꽂혔어|연결됐어|꽂혀있어|꼽혀 있어)",
        "(빠졌어|뽑혔어|빠져 있어|뽑혀 있어)",
    ),
    "power": (
        "(전원|전원이|기기|전기)",
        "(켜져 있어|켜졌어|들어와 있어|켜져있어|들어왔어)",
        "(꺼져 있어|꺼졌어|나갔어|꺼져있어)",
    ),
    "problem": (
        "(문제|이상|문제가|오류)",
        "(있어|생겼어|감지됐어|발생했어)",
        "(없어|해결됐어|정상이야)",
    ),
    "running": (
        "(기기|작동|가동|기계)",
        "(작동 중이야|돌아가고 있어|작동중이야|가동 중이야|돌고 있어)",
        "(멈췄어|안 돌아가고 있어|작동 안 해)",
    ),
    "safety": (
        "(안전|안전 센서|안전 상태|위험)",
        "(위험해|안전하지 않아|감지됐어|위험 감지됐어)",
        "(안전해|괜찮아|정상이야)",
    ),
    "smoke": (
        "(연기|연기가|연기 센서|화재)",
        "(감지됐어|나|있어|감지되고 있어|났어)",
        "(감지 안 됐어|없어|해제됐어)",
    ),
    "sound": (
        "(소리|소리가|소음|소리 센서)",
        "(감지됐어|나|들려|감지되고 있어)",
        "(조용해|감지 안 됐어|안 나)",
    ),
    "tamper": (
        "(탬퍼|훼손|조작|변조|탬퍼 센서)",
        "(감지됐어|됐어|감지되고 있어)",
        "(감지 안 됐어|해제됐어|감지해제됐어|정상이야)",
    ),
    "update": (
        "(업데이트|업데이트가|펌웨어 업데이트|새 버전)",
        "(있어|가능해|나왔어|필요해)",
        "(최신이야|없어|다 됐어|최신 버전이야)",
    ),
    "vibration": (
        "(진동|진동이|진동 센서|흔들림)",
        "(감지됐어|있어|감지되고 있어|느껴져)",
        "(감지 안 됐어|없어|해제됐어|멈췄어)",
    ),
}


def _question_value(rng: random.Random) -> Template:
    measure = rng.choice((*_VALUES, *("temperature",) * 12, *("humidity",) * 6, "pm25", "pm25"))
    noun = expand(_VALUES[measure], rng)
    target: dict[str, Any] = {"type": "sensor", "sensor": measure}
    shape = rng.random()
    asks = "(얼마야|몇이야|어때|어떻게 돼|알려 줘|알려줘|좀 알려 줘|뭐야|얼마니|몇 도야|몇이지|얼마나 돼|확인해 줘|말해 줘|어떤지 알려줘|)"
    if measure == "temperature":
        asks = "(몇 도야|몇 도지|몇도야|어때|알려 줘|알려줘|몇 도니|얼마야|몇 도예요|어떻게 돼|말해 봐|)"
    ending = expand(asks, rng)
    if shape < 0.35:
        target["name"] = "{name}"
        middle = rng.choice(("", "", f"의 {noun}", f" {noun}"))
        text = f"{{name}}{middle}{rng.choice(('', '', '는', '이', ' 지금'))} {ending}"
    elif shape < 0.75:
        target["area"] = "{area}"
        text = f"{{area}}{rng.choice(('', '', '의', ' 지금'))} {noun}{rng.choice(('', '는', ' 좀', '가'))} {ending}"
        if measure == "temperature" and rng.random() < 0.3:
            text = f"{rng.choice(('', '지금 '))}{{area+은}} {rng.choice(('지금 ', ''))}{rng.choice(('몇 도야', '몇 도지', '몇도니', '얼마나 따뜻해', '추워?'))}"
    else:
        text = f"{rng.choice(('지금 ', '', '현재 ', '집 '))}{noun}{rng.choice(('', '는', ' 좀', '가'))} {ending}"
        if measure == "temperature" and rng.random() < 0.3:
            text = rng.choice(
                (
                    "지금 몇 도야",
                    "여기 몇 도야",
                    "방 온도 몇 도야",
                    "몇 도야 지금",
                    "집 안 온도 알려줘",
                )
            )
    frame = {"kind": "query", "target": target, "attribute": "value", "ask": "value"}
    return {"lang": "ko", "text": " ".join(text.split()), "frames": [frame], "tags": []}


def _question_bool(rng: random.Random) -> Template:
    measure = rng.choice((*_BOOLS, "window", "window", "door", "motion"))
    noun_pattern, true_verb, false_verb = _BOOLS[measure]
    noun = expand(noun_pattern, rng)
    is_true = rng.random() < 0.72
    verb = expand(true_verb if is_true else false_verb, rng)
    target: dict[str, Any] = {"type": "sensor", "sensor": measure}
    shape = rng.random()
    mark = rng.choice(("?", "?", "", "??"))
    frame: dict[str, Any] = {
        "kind": "query",
        "target": target,
        "attribute": "value",
        "test": {"value": is_true},
    }
    bare = noun[:-1] if noun.endswith(("이", "가")) and len(noun) > 1 else noun
    if shape < 0.25:
        target["name"] = "{name}"
        text = f"{rng.choice(('', '혹시 ', '지금 '))}{{name{rng.choice(('', '', '+이', '+은'))}}}{rng.choice(('', '', f' {noun}'))} {verb}{mark}"
        frame["ask"] = "any"
    elif shape < 0.45:
        target["area"] = "{area}"
        text = f"{rng.choice(('', '혹시 ', '지금 '))}{{area}}{rng.choice(('', '에', '에서', '에 있는'))} {noun} {verb}{mark}"
        frame["ask"] = "any"
    elif shape < 0.62:
        target["area"] = "all"
        text = rng.choice(
            (
                f"{noun} {verb}{mark}",
                f"{bare} {_relative(verb)} {rng.choice(('게', '거', '기기가', '곳이', '데가', '센서가'))} 있어{mark}",
                f"{_relative(verb)} {bare} 있어{mark}",
            )
        )
        frame["ask"] = "any"
    elif shape < 0.76:
        target["area"] = rng.choice(("all", "{area}"))
        where = "{area} " if target["area"] == "{area}" else ""
        text = f"{where}{rng.choice(('모든', '전체', '모든'))} {noun}{rng.choice(('', '', ' 다', ' 전부'))} {verb}{mark}"
        frame["ask"] = "all"
    elif shape < 0.9:
        target["area"] = "all"
        text = rng.choice(
            (
                f"어떤 {noun}{rng.choice(('', ' 센서가', ' 기기가'))} {verb}{mark}",
                f"어떤 {rng.choice(('기기', '기기가', '센서가', '게'))} {verb}{mark}"
                if measure not in {"door", "window", "gas", "smoke", "motion", "sound", "vibration"}
                else f"어디 {noun} {verb}{mark}",
                f"{_relative(verb)} {bare} {rng.choice(('어디야', '뭐야', '알려 줘', '어느 거야', '말해 줘'))}",
                f"어느 {noun} {verb}{mark}",
            )
        )
        frame["ask"] = "which"
    else:
        target["area"] = "all"
        text = rng.choice(
            (
                f"{bare} 몇 개{rng.choice(('나', '가', ''))} {verb}{mark}",
                f"얼마나 많은 {noun}{rng.choice(('', '가', ' 센서가', ' 기기가'))} {verb}{mark}",
                f"{_relative(verb)} {bare} 몇 개야",
                f"얼마나 많은 {rng.choice(('기기가', '센서가'))} {verb}{mark}"
                if measure not in {"door", "window", "gas", "smoke"}
                else f"몇 개의 {noun} {verb}{mark}",
            )
        )
        frame["ask"] = "count"
    return {"lang": "ko", "text": " ".join(text.split()), "frames": [frame], "tags": []}


def _relative(verb: str) -> str:
    """Return a verb before a noun: 열려 있어 -> 열려 있는, 감지됐어 -> 감지된."""
    for end, form in (
        ("있어", "있는"),
        ("없어", "없는"),
        ("했어", "한"),
        ("됐어", "된"),
        ("렸어", "린"),
        ("혔어", "힌"),
        ("졌어", "진"),
        ("중이야", "중인"),
        ("이야", "인"),
        ("해", "한"),
        ("워", "운"),
        ("아", "은"),
        ("새", "새는"),
        ("났어", "난"),
        ("나", "나는"),
        ("왔어", "온"),
        ("왔어", "온"),
        ("췄어", "춘"),
    ):
        if verb.endswith(end):
            return verb[: -len(end)] + form
    return verb


_STATES: Sequence[tuple[str, str, dict[str, Any], str]] = (
    (
        "light",
        "(켜져 있어|켜졌어|켜져있어|켜져 있니|켜 있나|켜져 있는지 확인해 줘|켜져 있나 봐 줘)",
        {"on": True},
        "on",
    ),
    ("light", "(꺼져 있어|꺼졌어|꺼졌는지 확인해 줘|꺼져 있니|꺼져있어)", {"on": False}, "on"),
    ("tv", "(켜져 있어|켜졌어|켜져 있니)", {"on": True}, "on"),
    ("air_conditioner", "(켜져 있어|켜졌어|돌아가고 있어|틀어져 있어)", {"on": True}, "on"),
    ("fan", "(켜져 있어|돌아가고 있어|켜졌어)", {"on": True}, "on"),
    ("thermostat", "(켜져 있어|돌아가고 있어|켜졌어|들어와 있어)", {"on": True}, "on"),
    ("outlet", "(켜져 있어|켜졌어)", {"on": True}, "on"),
    ("air_purifier", "(켜져 있어|돌아가고 있어)", {"on": True}, "on"),
    (
        "lock",
        "(잠겼어|잠겨 있어|잠겨있어|잠겨 있니|잠긴 거 맞아|잠갔나|잠겼는지 확인해 줘)",
        {"locked": True},
        "locked",
    ),
    ("lock", "(열려 있어|열렸어|안 잠겼어|풀려 있어|열려있어)", {"locked": False}, "locked"),
    ("curtain", "(열려 있어|열렸어|열려있어|걷혀 있어)", {"position": 100}, "position"),
    ("curtain", "(닫혀 있어|닫혔어|닫혀있어|쳐져 있어)", {"position": 0}, "position"),
    ("blind", "(열려 있어|올라가 있어|열렸어)", {"position": 100}, "position"),
    ("blind", "(닫혀 있어|내려가 있어|닫혔어)", {"position": 0}, "position"),
    ("garage", "(열려 있어|열렸어)", {"position": 100}, "position"),
    ("garage", "(닫혀 있어|닫혔어|닫았나)", {"position": 0}, "position"),
    ("valve", "(잠갔나|잠겼어|잠겨 있어|닫혀 있어)", {"position": 0}, "position"),
    ("valve", "(열려 있어|열렸어)", {"position": 100}, "position"),
    ("washer", "(돌아가고 있어|다 됐어|끝났어|다 돌았어)", {}, "activity"),
    ("dryer", "(돌아가고 있어|다 됐어|끝났어)", {}, "activity"),
    ("dishwasher", "(돌아가고 있어|다 됐어|끝났어)", {}, "activity"),
    ("vacuum", "(청소 중이야|청소하고 있어|돌고 있어)", {"activity": "cleaning"}, "activity"),
)


def _question_state(rng: random.Random) -> Template:
    kind, verb_pattern, test, attribute = rng.choice(_STATES)
    verb = expand(verb_pattern, rng)
    base = dict(_NOUNS[kind][1])
    noun = expand(_NOUNS[kind][0], rng)
    if not test:
        is_done = verb in {"다 됐어", "끝났어", "다 돌았어"}
        test = {"activity": "idle" if is_done else "running"}
    shape = rng.random()
    mark = rng.choice(("?", "?", ""))
    frame: dict[str, Any] = {"kind": "query", "attribute": attribute, "ask": "any", "test": test}
    if attribute in {"locked"} or (attribute == "position" and kind in {"garage", "valve"}):
        frame["ask"] = "all"
    if shape < 0.28:
        target = {**base, "name": "{name}"}
        text = f"{{name{rng.choice(('', '', '+이', '+은'))}}} {verb}{mark}"
    elif shape < 0.5 and "area" not in base:
        target = {**base, "area": "{area}"}
        text = f"{{area}}{rng.choice(('', '', '에', '에 있는'))} {noun} {verb}{mark}"
    elif shape < 0.62:
        target, text = base, f"{noun} {verb}{mark}"
    elif shape < 0.74:
        target = {**base, "area": "all"}
        text = rng.choice(
            (
                f"모든 {noun}{rng.choice(('이', '', ' 다'))} {verb}{mark}",
                f"{noun} {rng.choice(('다', '전부', '모두'))} {verb}{mark}",
            )
        )
        frame["ask"] = "all"
    elif shape < 0.87:
        target = {**base, "area": "all"}
        text = rng.choice(
            (
                f"어떤 {noun}{rng.choice(('이', ''))} {verb}{mark}",
                f"{_relative(verb)} {noun} {rng.choice(('있어', '있으면 말해 봐', '어디야', '뭐야', '알려 줘', '있으면 알려 줘'))}",
                f"어디 {noun} {verb}{mark}",
            )
        )
        frame["ask"] = "which"
    else:
        target = {**base, "area": "all"}
        text = rng.choice(
            (
                f"{noun} 몇 개{rng.choice(('나', '가', ''))} {verb}{mark}",
                f"{_relative(verb)} {noun}{rng.choice(('이', ''))} {rng.choice(('몇 개야', '몇 개인지 알려 줘', '갯수 알려 줘', '개수 좀 알려 줘', '몇 개 있어'))}",
                f"얼마나 많은 {noun}{rng.choice(('이', ''))} {verb}{mark}",
            )
        )
        frame["ask"] = "count"
    frame["target"] = target
    return {"lang": "ko", "text": " ".join(text.split()), "frames": [frame], "tags": []}


def _question_person(rng: random.Random) -> Template:
    target = {"type": "person", "name": "{name}"}
    if rng.random() < 0.5:
        text = expand(
            "(지금|) {name}(+은|+이|) (어디야|어디 있어|어디에 있어|어디 있는지 알려 줘|위치 알려줘)",
            rng,
        )
        frame: dict[str, Any] = {
            "kind": "query",
            "target": target,
            "attribute": "location",
            "ask": "value",
        }
    else:
        text = expand("{name}(+은|+이|) (집에 있어|집이야|집에 왔어|들어왔어)", rng)
        frame = {
            "kind": "query",
            "target": target,
            "attribute": "location",
            "ask": "any",
            "test": {"location": "home"},
        }
    for particle in ("+은", "+이"):
        text = text.replace("{name}" + particle, "{name" + particle + "}")
    return {"lang": "ko", "text": text, "frames": [frame], "tags": []}


def _timer(rng: random.Random) -> Template:
    options = (
        (
            "{duration} (타이머|알람|타이머 좀|짜리 타이머) [(맞춰|설정해|켜|시작해|걸어|부탁해)] [(줘|주세요|줄래|)]",
            {"op": "start", "duration": "{duration}"},
        ),
        (
            "{duration} (뒤에|후에|있다가|이따가) (알려 줘|알람 울려 줘|깨워 줘|말해 줘|알람)",
            {"op": "start", "duration": "{duration}"},
        ),
        (
            "{timer} {duration} 타이머 [(맞춰|시작해)] [줘]",
            {"op": "start", "duration": "{duration}", "name": "{timer}"},
        ),
        ("(타이머|알람) (취소|취소해|꺼|꺼 줘|취소해 줘|그만|지워 줘|삭제해)", {"op": "cancel"}),
        (
            "(타이머|알람) (전부|다|모두|싹) (취소|취소해|꺼|꺼 줘|취소해 줘|지워 줘|삭제해 줘|제거)",
            {"op": "cancel_all"},
        ),
        ("{timer} 타이머 (취소|취소해|꺼|꺼 줘|그만)", {"op": "cancel", "name": "{timer}"}),
        (
            "[내] (타이머|알람) (얼마나 남았어|몇 분 남았어|언제 끝나|상태 알려 줘|시간 알려 줘|확인해 줘|몇 시야|몇 시에 맞춰져 있어|보여 줘|뭐 있어|있어)",
            {"op": "status"},
        ),
        ("{timer} 타이머 (얼마나 남았어|몇 분 남았지)", {"op": "status", "name": "{timer}"}),
        (
            "[(내일|오늘|월요일|화요일|수요일|목요일|금요일)] {time} (알람|타이머) [(좀|을)] (취소|취소해|취소해 줘|꺼|꺼 줘|지워 줘|지워줘|삭제해|삭제해 줘|없애 줘|해제해 줘)",
            {"op": "cancel"},
        ),
        (
            "{time}(에|으로) (맞춰 놓은|설정된|맞춘|설정한) 알람 (취소해 줘|꺼|지워 줘|삭제해 줘)",
            {"op": "cancel"},
        ),
        (
            "(오늘|내일|내|설정된|맞춰 둔|지금까지 설정한|) (모든|전체|) (알람|알람들|타이머들|타이머) (다|전부|모두|싹) (꺼|꺼 줘|지워 줘|취소해 줘|삭제해 줘|없애)",
            {"op": "cancel_all"},
        ),
        (
            "(오늘|내일|) (모든|전체) (알람|타이머) (꺼|꺼 줘|지워 줘|취소해|삭제해 줘|제거해 줘)",
            {"op": "cancel_all"},
        ),
        (
            "[(현재|지금|오늘|내일|내일 아침|아침|내)] (설정된|맞춰진|맞춰 둔|설정해 둔|으로 설정된|) (알람|알람들|타이머) (몇 개야|있어|있니|있나|뭐 있어|보여줘|보여 줘|알려줘|알려 줘|확인해 줘|목록 보여 줘|말해 줘|언제야|몇 시야|몇 개 있어)",
            {"op": "status"},
        ),
        (
            "(다음|내) (알람|타이머) (언제야|몇 시야|알려 줘|시간 알려줘|언제 울려)",
            {"op": "status"},
        ),
        ("타이머 (일시정지|멈춰|잠깐 멈춰|잠시 멈춰) [줘]", {"op": "pause"}),
        ("타이머 (다시 시작|재개해|계속해|이어서 해) [줘]", {"op": "resume"}),
        (
            "타이머[에] {duration} (추가해|더해|늘려|연장해) [줘]",
            {"op": "add", "duration": "{duration}"},
        ),
        (
            "타이머[에서] {duration} (줄여|빼|단축해) [줘]",
            {"op": "subtract", "duration": "{duration}"},
        ),
    )
    pattern, frame = rng.choice((*options, options[0], options[0], options[1]))
    return {
        "lang": "ko",
        "text": expand(pattern, rng),
        "frames": [{"kind": "timer", **frame}],
        "tags": [],
    }


def _schedule(rng: random.Random) -> Template:
    inner = rng.choice((_on_off, _on_off, _cover, _machines))(rng)
    if (
        inner["frames"][0]["kind"] != "act"
        or "{duration}" in inner["text"]
        or "{n}" in inner["text"]
    ):
        inner = _on_off(rng)
    when, said = rng.choice(
        (
            ({"after": "{duration}"}, "{duration} (뒤에|후에|있다가|이따가)"),
            ({"at": "{time}"}, "[(내일|오늘|이따)] {time}에"),
            ({"at": "{time}"}, "{time}(에|쯤에|이 되면)"),
            ({"every": "daily", "at": "{time}"}, "매일 {time}(에|마다)"),
            ({"every": "{day}", "at": "{time}"}, "{day} {time}에"),
            ({"sun": "sunset"}, "(해 지면|해가 지면|일몰에|해 질 때|해가 지고 나면|해 떨어지면)"),
            ({"sun": "sunrise"}, "(해 뜨면|해가 뜨면|일출에|해 뜰 때)"),
            (
                {
                    "once": {
                        "target": {"type": "sensor", "sensor": "temperature", "area": "{area2}"},
                        "test": {"value": {"op": ">", "value": "{temp}"}},
                    }
                },
                "{area2} 온도(가|) {temp}도(를|) (넘으면|이상이면|보다 높아지면|넘어가면)",
            ),
            (
                {
                    "once": {
                        "target": {"type": "sensor", "sensor": "temperature", "area": "{area2}"},
                        "test": {"value": {"op": "<", "value": "{temp}"}},
                    }
                },
                "{area2} 온도(가|) {temp}도 (밑으로 내려가면|보다 낮아지면|아래로 떨어지면)",
            ),
            (
                {
                    "once": {
                        "target": {"type": "sensor", "sensor": "humidity", "area": "{area2}"},
                        "test": {"value": {"op": "<", "value": "{pct}"}},
                    }
                },
                "{area2} 습도(가|) {pct}(퍼센트|프로|) (밑으로 떨어지면|아래로 내려가면|보다 낮으면)",
            ),
            (
                {
                    "once": {
                        "target": {"type": "sensor", "sensor": "motion", "area": "{area2}"},
                        "test": {"value": True},
                    }
                },
                "{area2}에 (움직임이 있으면|움직임 감지되면|사람이 들어오면)",
            ),
            (
                {
                    "once": {
                        "target": {"type": "sensor", "sensor": "window", "area": "{area2}"},
                        "test": {"value": True},
                    }
                },
                "{area2} 창문(이|) (열리면|열려 있으면)",
            ),
            (
                {
                    "once": {
                        "target": {"type": "person", "name": "{name2}"},
                        "test": {"location": "home"},
                    }
                },
                "{name2+이} (집에 오면|들어오면|도착하면|퇴근하면)",
            ),
        )
    )
    frame = {"kind": "schedule", "when": when, "then": inner["frames"]}
    if rng.random() < 0.3:
        machine, verb = rng.choice(
            (
                ("washer", "(세탁기|빨래|세탁)"),
                ("dryer", "(건조기|건조)"),
                ("dishwasher", "(식기세척기|식세기|설거지)"),
            )
        )
        text = expand(
            f"{verb} (끝나면|다 되면|다 끝나면|다 돌아가면) (알려 줘|말해 줘|얘기해 줘|알려줘|알려 주세요|불러 줘)",
            rng,
        )
        frame = {
            "kind": "schedule",
            "when": {"once": {"target": {"type": machine}, "test": {"activity": "idle"}}},
            "then": [{"kind": "say"}],
        }
        return {"lang": "ko", "text": text, "frames": [frame], "tags": []}
    if rng.random() < 0.35:
        shape = rng.choice(
            (
                "{time}에 (깨워 줘|깨워줘|알람 맞춰 줘|알람 설정해 줘|알람|알람 울려 줘|일어나야 해)",
                "[(내일|오늘)] {time} 알람 [(맞춰|설정해|부탁해|추가해|켜)] [(줘|주세요)]",
                "{time}에 알람 (설정|맞춰|추가)",
            )
        )
        frame = {"kind": "schedule", "when": {"at": "{time}"}, "then": [{"kind": "say"}]}
        return {
            "lang": "ko",
            "text": expand("[(내일|내일 아침|오늘)] ", rng) + " " + expand(shape, rng),
            "frames": [frame],
            "tags": [],
        }
    return {
        "lang": "ko",
        "text": f"{expand(said, rng)} {inner['text']}",
        "frames": [frame],
        "tags": inner["tags"],
    }


def _others(rng: random.Random) -> Template:
    pattern, frames, tags = rng.choice(
        (
            (
                "{query} (틀어|재생해|들려|켜|보여|검색해서 틀어) (줘|주세요|줄래|봐|)",
                [{"kind": "media", "query": "{query}"}],
                [],
            ),
            (
                "{query} (듣고 싶어|보고 싶어|듣자|보자|틀어 볼래|좀 틀어 줄래)",
                [{"kind": "media", "query": "{query}"}],
                [],
            ),
            (
                "{area} 스피커에[서] {query} (틀어|재생해) (줘|주세요|)",
                [
                    {
                        "kind": "media",
                        "query": "{query}",
                        "target": {"type": "speaker", "area": "{area}"},
                    }
                ],
                [],
            ),
            (
                "{name}(에|에서|로) {query} (틀어|재생해|보여) (줘|주세요|)",
                [
                    {
                        "kind": "media",
                        "query": "{query}",
                        "target": {"type": ["tv", "speaker"], "name": "{name}"},
                    }
                ],
                [],
            ),
            (
                "{list}에 {item} (추가해|넣어|적어|올려|적어 놔|써 놔) (줘|주세요|)",
                [{"kind": "list", "op": "add", "item": "{item}", "list": "{list}"}],
                [],
            ),
            (
                "{item} (장보기|쇼핑) (목록|리스트)에 (추가해|넣어|적어) (줘|주세요|)",
                [{"kind": "list", "op": "add", "item": "{item}", "list": "장보기"}],
                [],
            ),
            (
                "{list}에서 {item} (빼|지워|삭제해) (줘|주세요|)",
                [{"kind": "list", "op": "remove", "item": "{item}", "list": "{list}"}],
                [],
            ),
            (
                "{list}에서 {item} (완료|체크|완료로 표시) (해 줘|해|해줘)",
                [{"kind": "list", "op": "complete", "item": "{item}", "list": "{list}"}],
                [],
            ),
            (
                "{list} (읽어|보여|알려) (줘|주세요|)",
                [{"kind": "list", "op": "read", "list": "{list}"}],
                [],
            ),
            (
                "[(내|우리)] (목록|리스트)에 {item} (추가해|넣어|적어|올려|추가) [(줘|주세요)]",
                [{"kind": "list", "op": "add", "item": "{item}"}],
                [],
            ),
            (
                "[(내|우리)] (목록|리스트)에서 {item} (빼|지워|삭제해|제거해) [(줘|주세요)]",
                [{"kind": "list", "op": "remove", "item": "{item}"}],
                [],
            ),
            (
                "[(내|우리)] (목록|리스트) (읽어|보여|알려) (줘|주세요)",
                [{"kind": "list", "op": "read"}],
                [],
            ),
            (
                "{query} (음악|노래|앨범|라디오|방송|히트곡|플레이리스트|팟캐스트|영화|드라마) (틀어|재생해|들려) (줘|주세요|줄래|)",
                [{"kind": "media", "query": "{query}"}],
                [],
            ),
            (
                "(노래|음악|가수|영화|드라마) {query} [(좀)] (틀어|재생해|들려|보여) (줘|주세요|줄래|)",
                [{"kind": "media", "query": "{query}"}],
                [],
            ),
            (
                "{list}에 뭐 (있어|있지|들어 있어|적혀 있어)",
                [{"kind": "list", "op": "read", "list": "{list}"}],
                [],
            ),
            (
                "{message}(라고|이라고|고) (방송해|알려|말해|전해) (줘|주세요|)",
                [{"kind": "say", "message": "{message}"}],
                [],
            ),
            (
                "{area}에 {message}(라고|고) (방송해|알려|전해) (줘|주세요|)",
                [{"kind": "say", "message": "{message}", "target": {"area": "{area}"}}],
                [],
            ),
            (
                "(지금|현재|) (몇 시야|몇시야|시간 알려 줘|몇 시니|시간 좀|시각 알려줘)",
                [{"kind": "info", "topic": "time"}],
                [],
            ),
            (
                "(오늘|지금|) (며칠이야|무슨 요일이야|날짜 알려 줘|몇 월 며칠이야|요일이 뭐야|무슨 날이야)",
                [{"kind": "info", "topic": "date"}],
                [],
            ),
            (
                "(오늘|내일|이번 주|지금|오늘 밤|주말|바깥|밖) (날씨 어때|날씨 알려 줘|비 와|비 올까|눈 와|추워|더워|기온이 몇 도야|우산 필요해|날씨 좀 알려줘|미세먼지 심해)",
                [{"kind": "info", "topic": "weather"}],
                [],
            ),
            (
                "[(아|아니|아니다|그냥)] (됐어|취소해 됐어|아니야|괜찮아|잊어버려|신경 쓰지 마|그만 됐어|없던 걸로 해|됐다) [(그냥)]",
                [{"kind": "cancel"}],
                [],
            ),
            (
                "(방금 거|방금 한 거|아까 그거|마지막 거|그거|) (취소해|취소해 줘|되돌려 줘|되돌려|원래대로 해 줘|원상복구 해 줘|실행 취소|취소)",
                [{"kind": "undo"}],
                [],
            ),
            (
                "(불|티비|에어컨|보일러|커튼|청소기|음악|선풍기) (끄지 마|켜지 마|끄지 말고 그냥 둬|건드리지 마|그대로 둬|그냥 놔둬|만지지 마|틀지 마|켜지 말고 둬)",
                [{"kind": "cancel"}],
                ["negation"],
            ),
            (
                "(엄마가|아빠가|동생이|할머니가|친구가|의사가|선생님이|우리 애가) (불|에어컨|티비|보일러|창문|선풍기) (끄라고|켜라고|좀 끄래|켰대|껐대|끄라고 하셨어|켜지 말라고|그만 켜라고) [(했어|하셨어|하던데|그러더라|말씀하셨어)]",
                [{"kind": "chat"}],
                ["reported"],
            ),
            (
                "(불|에어컨|티비|조명|보일러|청소기)(은|는|을|를|) (영어로 뭐야|누가 발명했어|어떻게 작동해|전기 얼마나 먹어|언제 샀지|왜 비싸|추천해 줘|살까 말까|어디서 사|어떻게 청소해)",
                [{"kind": "chat"}],
                [],
            ),
            (
                "(그거|저거|이거|걔|아까 그거) (꺼|켜|틀어|닫아|열어) (줘|봐|)",
                [{"kind": "clarify"}],
                [],
            ),
            (
                "(커피머신|밥솥|카메라|구글홈|프린터|토스터|전자레인지|자동차|수영장|사우나|게임기|컴퓨터|노트북|드론|홈캠|비데|샹들리에|빔프로젝터|모니터|에어프라이어|초인종|식물등|족욕기) [(전원|좀)] (꺼|켜|켜 줘|꺼 줘|작동시켜|시작해|종료해 줘|틀어 줘)",
                [{"kind": "reject", "why": "no_thing"}],
                [],
            ),
            (
                "(커피|라면|밥|피자|샌드위치|계란후라이|차|주스) (만들어|내려|끓여|타|준비해) (줘|주세요|줄래|)",
                [{"kind": "reject", "why": "no_ability"}],
                [],
            ),
        )
    )
    return {"lang": "ko", "text": expand(pattern, rng), "frames": frames, "tags": tags}


_RULES: Sequence[tuple[float, Callable[[random.Random], Template]]] = (
    (22, _on_off),
    (6, _two),
    (12, _levels),
    (4, _color),
    (7, _cover),
    (4, _lock),
    (9, _machines),
    (7, _question_value),
    (11, _question_bool),
    (9, _question_state),
    (1.5, _question_person),
    (5, _timer),
    (6, _schedule),
    (14, _others),
)


def template(rng: random.Random) -> Template:
    """Return a random template in the phrases' form."""
    (rule,) = rng.choices([rule for _, rule in _RULES], [weight for weight, _ in _RULES])
    return rule(rng)
