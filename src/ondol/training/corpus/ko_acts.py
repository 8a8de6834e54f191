"""Korean commands: switching, levels, colours, covers, locks, climate, machines, media, scenes."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from . import ko_words as words
from .compose import Aim, Table, Template, act, plain
from .expand import expand
from .hangul import Verb
from .ko_targets import aim, as_object, bare, but, everything, glowing, in_area, named, noun
from .ko_words import NOUNS, request

_A_BIT = "(조금*3|좀*3|좀 더*2|더*3|조금만*3|조금 더*2|살짝*2|살짝만|약간*2|약간만|쪼금|쪼끔만|많이|훨씬|한참|한 단계|한 칸|더 많이|쪼매|쬐끔|아주 조금)"
_PERCENT = "(퍼센트*4|프로*4|%*3| 퍼센트| 프로|퍼|프로 정도|퍼센트 정도)"
_DEGREES = "(도*6| 도*2|도씨|℃)"
_MOST = "(최대로*3|최대한으로|최고로|최대*2|풀로*2|끝까지|최대치로|맥스로|100%로|백 퍼센트로)"
_LEAST = "(최소로*3|최소한으로|최저로*2|최소*2|최소치로|제일 낮게|가장 낮게)"


_EMPTY = ("하", "해", "놔", "놓", "합", "할", "했", "보")  # verbs that say nothing in front


def _asked(text: str, verb: str, rng: random.Random) -> str:
    """Return a command; now and then what it is about comes last ("꺼 줘 거실 불")."""
    if (
        text
        and len(verb) < 7
        and "?" not in verb
        and not verb.startswith(_EMPTY)
        and rng.random() < 0.06
    ):
        return f"{verb}{rng.choice((' ', ' ', ', '))}{text}"
    return f"{text} {verb}"


# --- on and off -----------------------------------------------------------------------------------

_SWITCHED = Table(
    (
        *((weight, kind) for kind, weight in (("light", 22), ("air_conditioner", 6), ("tv", 5))),
        *((3, kind) for kind in ("fan", "outlet", "thermostat", "speaker", "air_purifier")),
        *((2, kind) for kind in ("switch", "heater", "humidifier", "dehumidifier", "water_heater")),
        *((1.3, kind) for kind in ("diffuser", "oven", "cooktop", "headset", "washer", "dryer")),
        (1, "dishwasher"),
    )
)
_AIRY = frozenset({"air_conditioner", "fan", "heater", "thermostat", "air_purifier", "humidifier"})
_BARE_ON = "(온|on|ON|켜기|켜|작동|가동|켜|시작|전원 온)"
_BARE_OFF = "(오프|off|OFF|끄기|꺼|정지|종료|끔|전원 오프|전원 차단)"


def switch_verbs(kind: str, *, is_on: bool) -> Sequence[Verb]:
    """Return the verbs that switch a kind of thing."""
    if kind == "light":
        return words.ON_LIGHT if is_on else words.OFF_LIGHT
    if is_on and kind in _AIRY:
        return words.ON_AIR
    if kind in {"switch", "outlet"} and not is_on:
        return (*words.OFF, Verb("내리", "내려"), Verb("차단하", "차단해"))
    return words.ON if is_on else words.OFF


def on_off(rng: random.Random) -> Template:
    """Compose switching on or off."""
    kind = _SWITCHED.pick(rng)
    is_on = rng.random() < 0.5
    shape = rng.random()
    if shape < 0.05 and not is_on:
        chosen = glowing(kind, rng)
    elif shape < 0.1:
        chosen = but(kind, noun(kind, rng), rng)
    else:
        chosen = aim(kind, rng)
    if shape > 0.93:
        text = f"{chosen.text} {expand(_BARE_ON if is_on else _BARE_OFF, rng)}"
        if kind == "light" and rng.random() < 0.3:
            text = expand(
                "({area}|{area} 조명|조명|{floor}|전체|집 전체) (점등|소등)[ (부탁해|해|요망|하자|바랍니다)]",
                rng,
            )
            return _lights_out(text)
        return act(text, chosen, {"on": is_on})
    thing = as_object(chosen, rng)
    if rng.random() < 0.05:
        thing = f"{chosen.text} {expand('(전원*3|전원을|전원 좀|스위치)', rng)}"
        verbs: Sequence[Verb] = (
            (Verb("켜", "켜"), Verb("넣", "넣어"))
            if is_on
            else (Verb("끄", "꺼"), Verb("내리", "내려"))
        )
    else:
        verbs = switch_verbs(kind, is_on=is_on)
    if not is_on and rng.random() < 0.03:
        text = f"{thing} {expand('(꺼도 돼|이제 꺼도 돼|꺼도 될 것 같아|꺼도 되겠다|그만 틀어도 돼|이제 필요 없어 꺼|안 꺼?|안 끄고 뭐 해)', rng)}"
        return act(text, chosen, {"on": False}, needs={"on": True})
    return act(_asked(thing, request(verbs, rng), rng), chosen, {"on": is_on})


def _lights_out(text: str) -> Template:
    target: dict[str, Any] = {"type": "light"}
    tags: tuple[str, ...] = ()
    for place in ("area", "floor"):
        if f"{{{place}}}" in text:
            target[place] = f"{{{place}}}"
    if text.startswith(("전체", "집")):
        target["area"] = "all"
    if "area" not in target or target["area"] == "all" or "floor" in target:
        tags = ("group",) if len(target) > 1 else ()
    return act(text, Aim(text="", target=target, tags=tags), {"on": "점등" in text})


def all_off(rng: random.Random) -> Template:
    """Compose switching off all there is."""
    chosen = everything(rng)
    is_on = rng.random() < 0.08
    verbs = (
        (Verb("켜", "켜"),)
        if is_on
        else (Verb("끄", "꺼"), Verb("끄", "꺼"), Verb("꺼 놓", "꺼 놔"))
    )
    return act(f"{chosen.text} {request(verbs, rng)}", chosen, {"on": is_on})


# --- levels ---------------------------------------------------------------------------------------

_BRIGHT = (
    Verb("밝게 하", "밝게 해"),
    Verb("환하게 하", "환하게 해"),
    Verb("밝히", "밝혀"),
    Verb("밝게 만들", "밝게 만들어"),
)
_DIM = (
    Verb("어둡게 하", "어둡게 해"),
    Verb("낮추", "낮춰"),
    Verb("덜 밝게 하", "덜 밝게 해"),
    Verb("은은하게 하", "은은하게 해"),
    Verb("어둡게 만들", "어둡게 만들어"),
)
_LOUD = (
    *words.RAISE,
    Verb("키우", "키워"),
    Verb("키우", "키워"),
    Verb("크게 하", "크게 해"),
    Verb("크게 틀", "크게 틀어"),
)
_SOFT = (
    Verb("줄이", "줄여"),
    Verb("줄이", "줄여"),
    Verb("낮추", "낮춰"),
    Verb("내리", "내려"),
    Verb("작게 하", "작게 해"),
    Verb("죽이", "죽여"),
)
_STRONG = (
    Verb("세게 하", "세게 해"),
    Verb("올리", "올려"),
    Verb("세게 틀", "세게 틀어"),
    Verb("강하게 하", "강하게 해"),
    Verb("높이", "높여"),
)
_WEAK = (
    Verb("약하게 하", "약하게 해"),
    Verb("줄이", "줄여"),
    Verb("낮추", "낮춰"),
    Verb("살살 하", "살살 해"),
    Verb("약하게 틀", "약하게 틀어"),
)
_WARM = (*words.RAISE, Verb("따뜻하게 하", "따뜻하게 해"), Verb("덜 춥게 하", "덜 춥게 해"))
_COOL = (*words.LOWER, Verb("시원하게 하", "시원하게 해"), Verb("덜 덥게 하", "덜 덥게 해"))

_Level = tuple[str, str, str, Sequence[Verb], Sequence[Verb], str, str, str]
_LEVELS = Table(
    (
        (
            10,
            (
                "light",
                "brightness",
                "(밝기*3|조도|빛|조명 밝기|광량)",
                _BRIGHT,
                _DIM,
                f"{{pct}}{_PERCENT}",
                "제일 밝게",
                "제일 어둡게",
            ),
        ),
        (
            6,
            (
                "light",
                "brightness",
                "밝기",
                words.RAISE,
                words.LOWER,
                f"{{pct}}{_PERCENT}",
                "가장 밝게",
                "가장 어둡게",
            ),
        ),
        (
            12,
            (
                "players",
                "volume",
                "(볼륨*4|소리*4|음량*2|소리 크기|음악 소리|오디오 볼륨)",
                _LOUD,
                _SOFT,
                f"({{n}}*3|{{pct}}{_PERCENT}*2|{{n}} 정도)",
                "제일 크게",
                "제일 작게",
            ),
        ),
        (
            8,
            (
                "air_conditioner",
                "target_temperature",
                "(온도*3|설정 온도|희망 온도|설정온도|냉방 온도)",
                _WARM,
                _COOL,
                f"{{temp}}{_DEGREES}",
                "",
                "",
            ),
        ),
        (
            6,
            (
                "thermostat",
                "target_temperature",
                "(온도*3|설정 온도|희망 온도|난방 온도)",
                _WARM,
                _COOL,
                f"{{temp}}{_DEGREES}",
                "",
                "",
            ),
        ),
        (
            2,
            (
                "heater",
                "target_temperature",
                "(온도*3|설정 온도)",
                _WARM,
                _COOL,
                f"{{temp}}{_DEGREES}",
                "",
                "",
            ),
        ),
        (
            2,
            (
                "climate",
                "target_temperature",
                "(온도*3|실내 온도|방 온도|실내온도)",
                _WARM,
                _COOL,
                f"{{temp}}{_DEGREES}",
                "",
                "",
            ),
        ),
        (
            4,
            (
                "fan",
                "speed",
                "(바람*2|풍속*2|세기|바람 세기|속도|풍량)",
                _STRONG,
                _WEAK,
                f"{{pct}}{_PERCENT}",
                "제일 세게",
                "제일 약하게",
            ),
        ),
        (
            2,
            (
                "air_purifier",
                "speed",
                "(바람|풍량|세기|풍속|속도)",
                _STRONG,
                _WEAK,
                f"{{pct}}{_PERCENT}",
                "제일 세게",
                "제일 약하게",
            ),
        ),
        (
            2,
            (
                "humidifier",
                "target_humidity",
                "(습도*3|목표 습도|희망 습도|설정 습도)",
                words.RAISE,
                words.LOWER,
                f"{{pct}}{_PERCENT}",
                "",
                "",
            ),
        ),
        (
            1.5,
            (
                "dehumidifier",
                "target_humidity",
                "(습도*3|목표 습도|희망 습도|설정 습도)",
                words.RAISE,
                words.LOWER,
                f"{{pct}}{_PERCENT}",
                "",
                "",
            ),
        ),
        (
            1,
            (
                "humidifier",
                "intensity",
                "(세기|분무량|강도|가습량|분무 세기)",
                _STRONG,
                _WEAK,
                f"{{pct}}{_PERCENT}",
                "제일 세게",
                "제일 약하게",
            ),
        ),
        (
            0.8,
            (
                "air_purifier",
                "intensity",
                "(강도|세기)",
                _STRONG,
                _WEAK,
                f"{{pct}}{_PERCENT}",
                "제일 강하게",
                "제일 약하게",
            ),
        ),
        (
            1.5,
            (
                "diffuser",
                "intensity",
                "(세기|강도|향|향 세기|분사량)",
                _STRONG,
                _WEAK,
                f"{{pct}}{_PERCENT}",
                "제일 진하게",
                "제일 연하게",
            ),
        ),
        (
            1.5,
            (
                "oven",
                "target_temperature",
                "(온도|예열 온도)",
                words.RAISE,
                words.LOWER,
                "OVEN",
                "",
                "",
            ),
        ),
        (
            1.5,
            (
                "water_heater",
                "target_temperature",
                "(온도|물 온도|설정 온도)",
                _WARM,
                words.LOWER,
                "WATER",
                "",
                "",
            ),
        ),
        (
            1,
            (
                "refrigerator",
                "target_temperature",
                "(온도|냉장실 온도|설정 온도)",
                words.RAISE,
                words.LOWER,
                "FRIDGE",
                "",
                "",
            ),
        ),
        (
            1,
            (
                "refrigerator",
                "freezer_target_temperature",
                "(냉동실 온도*2|냉동실|냉동고 온도)",
                words.RAISE,
                words.LOWER,
                "FREEZER",
                "",
                "",
            ),
        ),
        (
            0.8,
            (
                "cooktop",
                "target_temperature",
                "(온도|화력 온도)",
                words.RAISE,
                words.LOWER,
                "OVEN",
                "",
                "",
            ),
        ),
        (
            1.5,
            (
                "blind",
                "tilt",
                "(각도*2|날개 각도|기울기|틸트|슬랫 각도|살 각도)",
                words.RAISE,
                words.LOWER,
                f"{{pct}}{_PERCENT}",
                "",
                "",
            ),
        ),
    )
)
_LITERALS: Mapping[str, Sequence[int]] = {
    "OVEN": (100, 120, 150, 160, 170, 180, 190, 200, 210, 220, 230, 250),
    "WATER": (38, 40, 42, 43, 45, 48, 50, 55, 60),
    "FRIDGE": (1, 2, 3, 4, 5, 6),
    "FREEZER": (-15, -16, -17, -18, -19, -20, -21, -22, -23, -24),
}


def _players(rng: random.Random) -> Aim:
    """Return what plays sound, mostly unsaid."""
    shape = rng.random()
    if shape < 0.45:
        return Aim(text="", target={**NOUNS["players"][1], "state": {"on": True}})
    if shape < 0.75:
        return aim("tv", rng)
    if shape < 0.95:
        return aim("speaker", rng)
    return aim("headset", rng)


def _levelled(kind: str, rng: random.Random) -> Aim:
    if kind == "players":
        return _players(rng)
    if kind == "climate":
        shape = rng.random()
        target = dict(NOUNS["climate"][1])
        if shape < 0.4:
            return Aim(text="", target=target)
        if shape < 0.8:
            return Aim(text=expand("{area}(| 쪽)", rng), target={**target, "area": "{area}"})
        if shape < 0.9:
            return Aim(text="{floor}", target={**target, "floor": "{floor}"}, tags=("group",))
        return Aim(text="집 전체", target={**target, "area": "all"}, tags=("group",))
    return aim(kind, rng)


def levels(rng: random.Random) -> Template:
    """Compose a level: to a value, by a value, a bit more or less, to a limit."""
    kind, attribute, word, up, down, number, most, least = _LEVELS.pick(rng)
    chosen = _levelled(kind, rng)
    has_word = (
        kind in {"players", "climate"}
        or attribute not in {"target_temperature", "brightness"}
        or rng.random() < 0.6
    )
    name = expand(word, rng) if has_word else ""
    if name and rng.random() < 0.15:
        name += rng.choice(("~을", "~을", "~은", " 좀"))
    if kind == "refrigerator" and chosen.text.endswith("냉장실"):
        chosen = chosen.said(chosen.text.replace("냉장실", "냉장고"))
    head = f"{chosen.text} {name}"
    if rng.random() < 0.1 and chosen.text and name:
        head = f"{chosen.text}의 {name}"
    shape = rng.random()
    if shape < 0.42:
        return _to_value(head, chosen, attribute, number, (up, down), rng)
    if shape < 0.72:
        return _a_bit(head, chosen, attribute, (up, down), rng)
    if shape < 0.86 or not most:
        return _by_value(head, chosen, attribute, (up, down), rng)
    is_max = rng.random() < 0.6
    how = (
        rng.choice((most, expand(_MOST, rng), expand(_MOST, rng)))
        if is_max
        else rng.choice((least, expand(_LEAST, rng), expand(_LEAST, rng)))
    )
    verb = request((up if is_max else down) if rng.random() < 0.25 else words.SET, rng)
    lowest = 1 if attribute == "brightness" else 0
    text = f"{head} {how} {verb if rng.random() < 0.8 else ''}"
    return act(text, chosen, {attribute: 100 if is_max else lowest})


def _to_value(
    head: str,
    chosen: Aim,
    attribute: str,
    number: str,
    ways: tuple[Sequence[Verb], Sequence[Verb]],
    rng: random.Random,
) -> Template:
    value: Any
    if number in _LITERALS:
        value = rng.choice(_LITERALS[number])
        shown = (
            f"{value}도"
            if value >= 0
            else expand(f"(영하 {-value}도*2|마이너스 {-value}도|{value}도)", rng)
        )
    else:
        shown = expand(number, rng)
        value = shown[: shown.index("}") + 1]
    bare_verb = rng.random() < 0.2
    if bare_verb:
        text = f"{head} {shown}{rng.choice(('', '', '~으로', '~으로'))}"
        return act(text, chosen, {attribute: value})
    verbs = rng.choice((words.SET, words.SET, words.SET, ways[0], ways[1]))
    if verbs is not words.SET:
        verbs = tuple(verb for verb in verbs if " " not in verb.stem) or words.SET
    particle = rng.choice(("~으로", "~으로", "~으로", "~으로", "", "까지", "에"))
    if particle == "에" and verbs is not words.SET:
        particle = "~으로"
    settings = {attribute: value}
    verb = request(verbs, rng)
    if attribute == "brightness" and rng.random() < 0.1:
        settings, verb = {"on": True, attribute: value}, request((Verb("켜", "켜"),), rng)
        particle = "~으로"
    elif (
        attribute == "target_temperature"
        and chosen.target["type"] != "refrigerator"
        and rng.random() < 0.08
    ):
        settings, verb = (
            {"on": True, attribute: value},
            request((Verb("켜", "켜"), Verb("틀", "틀어")), rng),
        )
        particle = "~으로"
    return act(_asked(f"{head} {shown}{particle}", verb, rng), chosen, settings)


def _a_bit(
    head: str,
    chosen: Aim,
    attribute: str,
    ways: tuple[Sequence[Verb], Sequence[Verb]],
    rng: random.Random,
) -> Template:
    is_up = rng.random() < 0.5
    little = expand(f"[{_A_BIT}]", rng)
    verb = request(ways[0] if is_up else ways[1], rng)
    if rng.random() < 0.1:
        verb = rng.choice(
            ("업", "up", "올려", "높게", "더") if is_up else ("다운", "down", "내려", "낮게")
        )
    return act(
        _asked(f"{head} {little}".strip(), verb, rng),
        chosen,
        {attribute: "up" if is_up else "down"},
    )


def _by_value(
    head: str,
    chosen: Aim,
    attribute: str,
    ways: tuple[Sequence[Verb], Sequence[Verb]],
    rng: random.Random,
) -> Template:
    is_up = rng.random() < 0.5
    is_degree = "temperature" in attribute
    unit = (
        "도"
        if is_degree
        else ""
        if attribute == "volume" and rng.random() < 0.7
        else expand(_PERCENT, rng)
    )
    if is_degree and rng.random() < 0.6:
        count = rng.choice((1, 1, 2, 2, 3, 4, 5))
        shown = rng.choice(
            (f"{count}도", f"{count}도", ("한", "두", "세", "네", "다섯")[count - 1] + " 도")
        )
        by: Any = count if is_up else -count
    else:
        shown, by = f"{{n}}{unit}", "{n}" if is_up else "-{n}"
    much = rng.choice(("", "", "만", "만", "만큼", " 더", "만 더", " 정도", "씩"))
    if shown.endswith("정도"):
        much = ""
    verb = request(ways[0] if is_up else ways[1], rng)
    return act(_asked(f"{head} {shown}{much}", verb, rng), chosen, {attribute: {"by": by}})


# --- lights: colour -------------------------------------------------------------------------------

_WARMTHS: Sequence[tuple[str, Any]] = (
    (
        "(따뜻하게*2|더 따뜻하게|조금 더 따뜻하게|따뜻한 색으로|따뜻한 빛으로|노르스름하게|포근한 색으로)",
        "down",
    ),
    ("(전구색으로*2|전구색 쪽으로|좀 더 노란빛으로|촛불처럼 따뜻하게|덜 하얗게)", "down"),
    (
        "(차갑게|하얗게*2|더 하얗게|더 하얗고 차갑게|시원한 색으로|차가운 빛으로|더 차가운 색으로)",
        "up",
    ),
    ("(주광색으로*2|주광색 쪽으로|형광등처럼 하얗게|덜 노랗게|더 시원한 빛으로)", "up"),
    ("(전구색 2700켈빈으로|2700켈빈으로|2700K로|2700케이로)", 2700),
    ("(3000켈빈으로|3000K로|온백색 3000K로)", 3000),
    ("(4000켈빈으로|4000K로|4000케이로|주백색 4000켈빈으로)", 4000),
    ("(5000켈빈으로|5000K로|오천 켈빈으로)", 5000),
    ("(6500켈빈으로|6500K로|주광색 6500K로|6500케이로)", 6500),
)


def color(rng: random.Random) -> Template:
    """Compose a colour or a colour temperature."""
    chosen = aim("light", rng) if rng.random() < 0.85 else Aim(text="", target={"type": "light"})
    shape = rng.random()
    if shape < 0.2:
        how, value = rng.choice(_WARMTHS)
        how = expand(how, rng)
        name = expand("[(색온도*2|색온도를|빛|색감|색)]", rng)
        return act(
            _asked(f"{chosen.text} {name} {how}", request(words.SET, rng), rng),
            chosen,
            {"color_temperature": value},
        )
    name = expand("[(색*2|색깔*2|색상|컬러|색을|색깔을|불빛|조명 색)]", rng)
    settings: dict[str, Any] = {"color": "{color}"}
    if shape < 0.28:
        text = f"{chosen.text} {{color}}~으로 {expand(f'(하고*2|바꾸고|해 주고) [밝기는] {{pct}}{_PERCENT}[~으로]', rng)} {request(words.SET, rng)}"
        return act(text, chosen, {"color": "{color}", "brightness": "{pct}"})
    if shape < 0.4:
        verb = request((Verb("켜", "켜"),), rng)
        return act(f"{chosen.text} {{color}}~으로 {verb}", chosen, {"on": True, **settings})
    if shape < 0.5:
        return act(
            f"{chosen.text} {name} {{color}}{rng.choice(('', '~으로', '~으로', ' 조명으로'))}",
            chosen,
            settings,
        )
    if shape < 0.54:
        return plain(
            "clarify",
            expand(
                f"[{chosen.text}] (색*2|색깔|색상)[(을|좀)] {request((Verb('바꾸', '바꿔'),), rng)}",
                rng,
            ),
        )
    return act(
        _asked(f"{chosen.text} {name} {{color}}~으로", request(words.TURN_TO, rng), rng),
        chosen,
        settings,
    )


# --- covers, locks, valves ------------------------------------------------------------------------

_COVERED = Table(
    (
        *((weight, kind) for kind, weight in (("curtain", 9), ("blind", 7), ("window", 5))),
        *((2.5, kind) for kind in ("shade", "garage", "gate", "shutter")),
        *((1.5, kind) for kind in ("awning", "door")),
    )
)
_PARTLY: Sequence[tuple[str, int]] = (
    ("(반만*3|반쯤*2|절반만*2|반 정도|절반 정도|반쯤만|중간까지|반까지)", 50),
    ("(사분의 일만|4분의 1만|1/4만)", 25),
    ("(사분의 삼만|4분의 3|4분의 3만)", 75),
)


def cover(rng: random.Random) -> Template:
    """Compose opening and closing."""
    kind = _COVERED.pick(rng)
    chosen = aim(kind, rng)
    opening, closing = words.OPENING.get(kind, words.OPEN), words.CLOSING.get(kind, words.CLOSE)
    if rng.random() < 0.4:  # a name says nothing of how it opens
        opening, closing = words.OPEN, words.CLOSE
    shape = rng.random()
    if shape < 0.34:
        return act(
            _asked(as_object(chosen, rng), request(opening, rng), rng), chosen, {"position": 100}
        )
    if shape < 0.68:
        return act(
            _asked(as_object(chosen, rng), request(closing, rng), rng), chosen, {"position": 0}
        )
    if shape < 0.8:
        how = expand(f"{{pct}}{_PERCENT}(~으로*3|만*2|까지|*2)", rng)
        if rng.random() < 0.2:
            how = expand(
                f"(위치[를] {how}|{{pct}}{_PERCENT} (열린 상태로|열림으로|열리게|개방으로))", rng
            )
            return act(
                f"{chosen.text} {how} {request(words.SET, rng)}", chosen, {"position": "{pct}"}
            )
        verbs: Sequence[Verb] = (*opening, *words.SET[:5])
        return act(
            _asked(f"{as_object(chosen, rng)} {how}", request(verbs, rng), rng),
            chosen,
            {"position": "{pct}"},
        )
    if shape < 0.87:
        how, value = rng.choice((_PARTLY[0], _PARTLY[0], _PARTLY[0], *_PARTLY))
        verbs = (*opening, *opening, *closing) if value == 50 else opening
        return act(
            _asked(f"{as_object(chosen, rng)} {expand(how, rng)}", request(verbs, rng), rng),
            chosen,
            {"position": value},
        )
    if shape < 0.9:
        is_up = rng.random() < 0.5
        by = "{n}" if is_up else "-{n}"
        text = f"{chosen.text} {{n}}{expand(_PERCENT, rng)}{rng.choice((' 더', '만 더'))} {request(opening if is_up else closing, rng)}"
        return act(text, chosen, {"position": {"by": by}})
    if shape < 0.93:
        is_open = rng.random() < 0.5
        how = expand(
            "(끝까지*2|완전히*2|활짝|다|전부 다)" if is_open else "(끝까지*2|완전히*2|꽉|다|꼭)",
            rng,
        )
        return act(
            f"{as_object(chosen, rng)} {how} {request(opening if is_open else closing, rng)}",
            chosen,
            {"position": 100 if is_open else 0},
        )
    is_up = rng.random() < 0.5
    how = expand(f"({_A_BIT}*3|빼꼼|살포시|한 뼘만)", rng)
    return act(
        f"{as_object(chosen, rng)} {how} {request(opening if is_up else closing, rng)}",
        chosen,
        {"position": "up" if is_up else "down"},
    )


def lock(rng: random.Random) -> Template:
    """Compose locking, unlocking and valves."""
    if rng.random() < 0.7:
        chosen = aim("lock", rng)
        is_locked = rng.random() < 0.58
        if not is_locked and rng.random() < 0.15:
            return act(
                f"{chosen.text} {expand('(잠금 해제*2|락 해제|잠금 풀기|unlock|언락)[ (해 줘|해|부탁해)]', rng)}",
                chosen,
                {"locked": False},
            )
        if is_locked and rng.random() < 0.1:
            return act(
                f"{chosen.text} {expand('(잠금*2|락|lock|잠금 처리|잠그기)[ (해 줘|해|부탁해)]', rng)}",
                chosen,
                {"locked": True},
            )
        if is_locked and rng.random() < 0.05:
            return act(
                expand("(문단속 (해 줘|해|부탁해|좀|하자)|문 다 잠가|집 문 싹 다 잠가 줘)", rng),
                Aim(text="", target={"type": "lock", "area": "all"}, tags=("group",)),
                {"locked": True},
            )
        verbs = words.LOCK if is_locked else words.UNLOCK
        return act(
            _asked(as_object(chosen, rng), request(verbs, rng), rng), chosen, {"locked": is_locked}
        )
    chosen = aim("valve", rng)
    shape = rng.random()
    if shape < 0.12:
        return act(
            f"{chosen.text} {{pct}}{expand(_PERCENT, rng)}{rng.choice(('만', '~으로', ''))} {request((Verb('열', '열어'), Verb('맞추', '맞춰')), rng)}",
            chosen,
            {"position": "{pct}"},
        )
    is_open = shape < 0.45
    turns: Sequence[Verb] = (
        (Verb("열", "열어"), Verb("틀", "틀어"), Verb("개방하", "개방해"))
        if is_open
        else (
            Verb("잠그", "잠가"),
            Verb("닫", "닫아"),
            Verb("차단하", "차단해"),
            Verb("잠그", "잠궈"),
        )
    )
    return act(
        _asked(as_object(chosen, rng), request(turns, rng), rng),
        chosen,
        {"position": 100 if is_open else 0},
    )


# --- climate and air ------------------------------------------------------------------------------

_MODES: Sequence[tuple[str, str]] = (
    ("(냉방*3|쿨|시원한 바람)", "cool"),
    ("(난방*3|온풍|히트)", "heat"),
    ("(제습*4|드라이)", "dry"),
    ("(송풍*3|바람만 나오는|팬)", "fan"),
    ("(자동*3|오토)", "auto"),
)
_AIR_MODES: Sequence[tuple[str, str]] = (
    ("(자동*3|오토|스마트)", "auto"),
    ("(취침*2|수면*2|슬립)", "sleep"),
    ("(절전*2|에코)", "eco"),
    ("(터보*2|급속|쾌속)", "turbo"),
    ("(저소음*2|조용한|무음)", "quiet"),
)
_SPEEDS: Sequence[tuple[str, str]] = (
    ("(약하게*3|약풍으로*2|미풍으로*2|약으로|약풍|미풍|제일 약하게|살살|1단으로|저속으로)", "low"),
    ("(중간으로*2|중풍으로|중간 세기로|보통으로|중간|2단으로|적당히)", "medium"),
    ("(세게*2|강하게*2|강풍으로*2|강으로|강풍|제일 세게|최대로|3단으로|고속으로|빵빵하게)", "high"),
    ("(자동으로*3|자동|오토로|알아서)", "auto"),
)
_SWINGS: Sequence[tuple[str, str]] = (
    ("(위로*2|위쪽으로|천장 쪽으로|위를 향하게)", "up"),
    ("(가운데로*2|중간으로|정면으로)", "middle"),
    ("(아래로*2|아래쪽으로|밑으로|바닥 쪽으로)", "down"),
    ("(자동으로|왔다 갔다 하게|회전으로|스윙으로|골고루 가게)", "auto"),
)


def climate(rng: random.Random) -> Template:
    """Compose modes, fan speeds, swing and direction."""
    return Table(
        (
            (3, _mode),
            (1.6, _air_mode),
            (3, _fan_speed),
            (1.4, _swing),
            (1.2, _oscillate),
            (0.7, _direction),
            (0.6, _interval),
            (0.6, _rapid_freeze),
            (0.6, _heater_mode),
        )
    ).pick(rng)(rng)


def _moded(head: str, word: str, rng: random.Random) -> str:
    how = (
        f"{word}{rng.choice((' 모드로', ' 모드로', '~으로', '모드로', ' 모드', ' 모드로 좀', ''))}"
    )
    verbs = (
        *words.TURN_TO,
        Verb("틀", "틀어"),
        Verb("켜", "켜"),
        Verb("맞추", "맞춰"),
        Verb("놓", "놔"),
    )
    if rng.random() < 0.18:
        return f"{head} {how}"
    if rng.random() < 0.1:
        return f"{head} 모드를 {word}~으로 {request(words.TURN_TO, rng)}"
    return _asked(f"{head} {how}", request(verbs, rng), rng)


def _mode(rng: random.Random) -> Template:
    chosen = aim("air_conditioner", rng)
    word, mode = rng.choice(_MODES)
    text = _moded(as_object(chosen, rng), expand(word, rng), rng)
    if rng.random() < 0.12:
        return act(
            expand(f"{chosen.text} {word} {{temp}}도(|~으로) {request(words.SET, rng)}", rng),
            chosen,
            {"mode": mode, "target_temperature": "{temp}"},
        )
    return act(text, chosen, {"mode": mode})


def _air_mode(rng: random.Random) -> Template:
    chosen = aim(
        rng.choice(
            ("air_purifier", "air_purifier", "humidifier", "dehumidifier", "vacuum", "water_heater")
        ),
        rng,
    )
    word, mode = rng.choice(
        _AIR_MODES[:3] if chosen.target["type"] == "water_heater" else _AIR_MODES
    )
    return act(_moded(as_object(chosen, rng), expand(word, rng), rng), chosen, {"mode": mode})


def _heater_mode(rng: random.Random) -> Template:
    chosen = aim(rng.choice(("thermostat", "heater")), rng)
    word, mode = rng.choice(
        (("(난방|온풍)", "heat"), ("(자동|오토)", "auto"), ("냉방", "cool"), ("송풍", "fan"))
    )
    return act(_moded(as_object(chosen, rng), expand(word, rng), rng), chosen, {"mode": mode})


def _fan_speed(rng: random.Random) -> Template:
    kind = rng.choice(
        (
            "air_conditioner",
            "air_conditioner",
            "fan",
            "fan",
            "air_purifier",
            "dehumidifier",
            "heater",
            "humidifier",
        )
    )
    chosen = aim(kind, rng)
    word, speed = rng.choice(_SPEEDS)
    name = expand("[(바람*2|풍량|바람 세기|세기|풍속|바람을|바람 좀)]", rng)
    settings: dict[str, Any] = {"fan_speed": speed}
    verbs: Sequence[Verb] = (*words.SET[:7], Verb("틀", "틀어"), Verb("돌리", "돌려"))
    if rng.random() < 0.12:
        settings, verbs = {"on": True, **settings}, (Verb("틀", "틀어"), Verb("켜", "켜"))
    verb = request(verbs, rng) if rng.random() < 0.8 or "on" in settings else ""
    return act(_asked(f"{chosen.text} {name} {expand(word, rng)}", verb, rng), chosen, settings)


def _swing(rng: random.Random) -> Template:
    chosen = aim(rng.choice(("air_conditioner", "air_conditioner", "fan")), rng)
    word, way = rng.choice(_SWINGS)
    name = expand("(바람 방향*2|바람|날개*2|풍향|바람 방향을|날개를)", rng)
    verbs = (
        Verb("하", "해"),
        Verb("보내", "보내"),
        Verb("돌리", "돌려"),
        Verb("맞추", "맞춰"),
        Verb("바꾸", "바꿔"),
    )
    return act(
        f"{chosen.text} {name} {expand(word, rng)} {request(verbs, rng)}", chosen, {"swing": way}
    )


def _oscillate(rng: random.Random) -> Template:
    chosen = aim("fan", rng)
    is_on = rng.random() < 0.55
    if is_on:
        text = f"{chosen.text} {expand('(회전*3|회전 기능|좌우 회전|고개 회전|회전을)', rng)} {request((Verb('켜', '켜'), Verb('시키', '시켜'), Verb('하', '해')), rng)}"
    else:
        text = f"{chosen.text} {expand('(회전*3|회전 기능|좌우 회전|고개 돌리는 거)', rng)} {request((Verb('끄', '꺼'), Verb('멈추', '멈춰')), rng)}"
        if rng.random() < 0.3:
            text = f"{chosen.text} {expand('(고정|한쪽으로 고정|고개 고정|가운데로 고정)', rng)} {request((Verb('시키', '시켜'), Verb('하', '해')), rng)}"
    return act(text, chosen, {"oscillating": is_on})


def _direction(rng: random.Random) -> Template:
    chosen = aim("fan", rng)
    is_forward = rng.random() < 0.5
    how = expand(
        "(정방향으로*2|앞으로|순방향으로)"
        if is_forward
        else "(역방향으로*2|반대로|거꾸로|반대 방향으로)",
        rng,
    )
    verbs = (
        Verb("돌리", "돌려"),
        Verb("바꾸", "바꿔"),
        Verb("하", "해"),
        Verb("돌게 하", "돌게 해"),
    )
    return act(
        f"{chosen.text} {expand('[(방향|회전 방향)]', rng)} {how} {request(verbs, rng)}",
        chosen,
        {"direction": "forward" if is_forward else "reverse"},
    )


def _interval(rng: random.Random) -> Template:
    chosen = aim("diffuser", rng)
    text = expand("(분사 간격|간격|분무 간격|뿌리는 간격)[(을|은)] {n}(분으로|분|분 간격으로)", rng)
    return act(f"{chosen.text} {text} {request(words.SET, rng)}", chosen, {"interval": "{n}"})


def _rapid_freeze(rng: random.Random) -> Template:
    chosen = (
        bare("refrigerator", rng)
        if rng.random() < 0.7
        else Aim(text="", target={"type": "refrigerator"})
    )
    is_on = rng.random() < 0.6
    verbs = (
        (Verb("켜", "켜"), Verb("하", "해"), Verb("시작하", "시작해"))
        if is_on
        else (Verb("끄", "꺼"), Verb("해제하", "해제해"), Verb("중지하", "중지해"))
    )
    word = expand("(급속 냉동*3|급속냉동*2|급냉|급속 동결|급속 냉동 모드)", rng)
    return act(f"{chosen.text} {word} {request(verbs, rng)}", chosen, {"rapid_freeze": is_on})


# --- robots and machines --------------------------------------------------------------------------

_PROGRAMS: Sequence[tuple[str, str]] = (
    ("(급속*2|쾌속*2|스피드)", "quick"),
    ("(섬세*2|란제리|섬세한 옷)", "delicates"),
    ("(면*2|면 세탁)", "cotton"),
    ("(울*3|니트)", "wool"),
    ("(표준*3|일반)", "standard"),
    ("(절약|에코*2|절전)", "eco"),
)
_OWN_PROGRAMS = (
    "이불",
    "아기옷",
    "삶음",
    "헹굼",
    "탈수",
    "찌든때",
    "침구",
    "타월",
    "셔츠",
    "운동화",
    "냄비",
    "강력",
    "불림",
    "송풍 건조",
    "살균",
    "베이킹",
    "구이",
    "발효",
    "통세척",
    "야간",
    "집중 건조",
)


def machines(rng: random.Random) -> Template:
    """Compose robots and appliances: start, pause, stop, clean a room, a programme."""
    return Table(
        (
            (4, _vacuum),
            (3, _clean_room),
            (0.9, _mower),
            (4, _appliance),
            (1.4, _program),
            (1.2, _oven),
        )
    ).pick(rng)(rng)


def _vacuum(rng: random.Random) -> Template:
    chosen = aim("vacuum", rng)
    return _robot(chosen, rng)


def _mower(rng: random.Random) -> Template:
    chosen = aim("mower", rng)
    if rng.random() < 0.3:
        return act(
            expand(
                f"[(마당|정원|뒷마당|앞마당)] 잔디[~을| 좀] {request((Verb('깎', '깎아'),), rng)}",
                rng,
            ),
            bare("mower", rng),
            {"activity": "cleaning"},
        )
    return _robot(chosen, rng)


def _robot(chosen: Aim, rng: random.Random) -> Template:
    value, verbs = rng.choice(
        (
            ("cleaning", words.START),
            ("cleaning", words.START),
            ("returning", words.SEND_HOME),
            ("returning", (*words.SEND_HOME, Verb("그만하고 돌아가", "그만하고 돌아가"))),
            ("paused", words.PAUSE),
            ("cleaning", words.RESUME),
        )
    )
    if value == "returning" and rng.random() < 0.3:
        text = f"{chosen.text} {expand('(집으로 가*2|집에 가|충전하러 가|충전기로 돌아가|제자리로 가|도크로 가|복귀|충전대로 복귀|돌아가|이제 들어가)(| 줘|라|라고 해|)', rng)}"
        return act(text, chosen, {"activity": "returning"})
    return act(
        _asked(as_object(chosen, rng), request(verbs, rng), rng), chosen, {"activity": value}
    )


def _clean_room(rng: random.Random) -> Template:
    clean = (
        Verb("청소하", "청소해"),
        Verb("청소하", "청소해"),
        Verb("밀", "밀어"),
        Verb("청소 시작하", "청소 시작해"),
        Verb("치우", "치워"),
    )
    shape = rng.random()
    if shape < 0.7:
        with_robot = expand(
            "[(로봇청소기로|청소기로|로청으로|로봇청소기한테|로봇 청소기로|청소기)]", rng
        )
        floor_word = rng.choice(("", "", " 바닥", " 좀", "만", "~을", "도", " 쪽", "부터"))
        verb = (
            request(clean, rng)
            if rng.random() < 0.75
            else expand(
                "(청소 좀 해 줘|청소 부탁해|청소|청소 시작|청소 돌려|청소기 돌려 줘|청소 좀|한번 밀어 줘|청소기 한번 돌려)",
                rng,
            )
        )
        return act(
            f"{with_robot} {{area}}{floor_word} {verb}",
            Aim(text="", target={"type": "vacuum"}),
            {"activity": "cleaning", "cleaning_area": "{area}"},
        )
    where = expand("[(집*2|집 전체|온 집안|집안|바닥|방|전체|집 안|우리 집)]", rng)
    verb = (
        request(clean[:3], rng)
        if rng.random() < 0.6
        else expand(
            "(청소 시작*2|청소 좀|청소기 돌려 줘|청소 부탁해|청소하자|청소 시작해|대청소 시작|청소기 한번 돌려|먼지 좀 빨아들여 줘)",
            rng,
        )
    )
    return act(f"{where} {verb}", Aim(text="", target={"type": "vacuum"}), {"activity": "cleaning"})


def _appliance(rng: random.Random) -> Template:
    kind = rng.choice(("washer", "washer", "dryer", "dishwasher", "dishwasher", "oven"))
    chosen = aim(kind, rng)
    value, verbs = rng.choice(
        (
            ("running", words.START[:7]),
            ("running", words.START[:6]),
            ("paused", words.PAUSE),
            ("running", words.RESUME),
            (
                "idle",
                (
                    Verb("정지하", "정지해"),
                    Verb("취소하", "취소해"),
                    Verb("그만 돌리", "그만 돌려"),
                ),
            ),
        )
    )
    if kind == "washer" and value == "running" and rng.random() < 0.3:
        return act(
            expand(
                f"(빨래*2|세탁) (좀*1||){request((Verb('돌리', '돌려'), Verb('하', '해'), Verb('시작하', '시작해')), rng)}",
                rng,
            ),
            bare("washer", rng),
            {"activity": "running"},
        )
    if kind == "dishwasher" and value == "running" and rng.random() < 0.2:
        return act(
            f"설거지 {request((Verb('시작하', '시작해'), Verb('돌리', '돌려')), rng)}",
            bare("dishwasher", rng),
            {"activity": "running"},
        )
    return act(
        _asked(as_object(chosen, rng), request(verbs, rng), rng), chosen, {"activity": value}
    )


def _program(rng: random.Random) -> Template:
    chosen = aim(rng.choice(("washer", "washer", "dryer", "dishwasher", "oven")), rng)
    word, value = rng.choice(_PROGRAMS)
    word = expand(word, rng)
    if rng.random() < 0.45:
        word = value = rng.choice(_OWN_PROGRAMS)
    how = (
        f"{word}{rng.choice((' 코스로', ' 코스로', ' 모드로', '코스로', '~으로', ' 프로그램으로'))}"
    )
    settings: dict[str, Any] = {"program": value}
    if rng.random() < 0.4:
        return act(
            f"{chosen.text} {how} {request((Verb('돌리', '돌려'), Verb('시작하', '시작해')), rng)}",
            chosen,
            {**settings, "activity": "running"},
        )
    return act(f"{chosen.text} {how} {request(words.TURN_TO, rng)}", chosen, settings)


def _oven(rng: random.Random) -> Template:
    chosen = aim("oven", rng)
    value = rng.choice(_LITERALS["OVEN"])
    verb = request((Verb("예열하", "예열해"), Verb("달구", "달궈"), Verb("켜", "켜")), rng)
    return act(
        f"{chosen.text} {value}도{rng.choice(('로', '로', '까지', ''))} {verb}",
        chosen,
        {"on": True, "target_temperature": value},
    )


# --- media ----------------------------------------------------------------------------------------

_MUTE = "(음소거*4|뮤트*2|음소거 좀|무음*2|소리 꺼*2|소리 끄기|소리 안 나게|조용히|묵음)"
_PLAYED = "(음악*4|노래*4|영상*2|영화*2|재생*2|방송|드라마|이거|지금 나오는 거|동영상)"


def _playing(rng: random.Random, state: Mapping[str, Any]) -> Aim:
    shape = rng.random()
    target: dict[str, Any] = {**NOUNS["players"][1], "state": dict(state)}
    if shape < 0.55:
        return Aim(text="", target=target)
    if shape < 0.65:
        return Aim(text=expand("{area}(에서*2|)", rng), target={**target, "area": "{area}"})
    if shape < 0.75:
        return Aim(
            text=expand("{name}(*3|에서)", rng), target={**NOUNS["players"][1], "name": "{name}"}
        )
    kind = rng.choice(("tv", "tv", "speaker", "speaker", "headset"))
    if rng.random() < 0.5:
        return bare(kind, rng)
    return in_area(kind, rng)


def media_control(rng: random.Random) -> Template:
    """Compose sound, playback, inputs, apps and channels."""
    return Table(
        ((2.5, _muted), (3.5, _playback), (2.5, _skip), (2, _channel), (2, _app), (1.6, _source))
    ).pick(rng)(rng)


def _muted(rng: random.Random) -> Template:
    if rng.random() < 0.65:
        chosen = _playing(rng, {"on": True})
        end = expand("(| 해 줘*3|해줘*2| 해*2| 해 주세요*2| 부탁해| 처리해 줘| 모드| 시켜)", rng)
        word = expand(_MUTE, rng)
        if word.startswith(("소리", "조용")):
            end = (
                expand("(| 줘| 줘요)", rng) if word.endswith("꺼") else expand("(| 해 줘| 해)", rng)
            )
        return act(f"{chosen.text} {word}{end}", chosen, {"muted": True})
    chosen = _playing(rng, {"muted": True})
    text = expand(
        "((음소거|뮤트|무음) (해제*3|풀어*2|취소|꺼|그만)[(해 줘| 줘|해| 좀)]|소리 (다시 켜|다시 나게 해|나오게 해|켜)[( 줘| 봐|줘)])",
        rng,
    )
    return act(f"{chosen.text} {text}", chosen, {"muted": False})


def _playback(rng: random.Random) -> Template:
    shape = rng.random()
    if shape < 0.45:
        chosen = _playing(rng, {"playback": "playing"})
        verbs = (
            Verb("멈추", "멈춰"),
            Verb("멈추", "멈춰"),
            Verb("일시정지하", "일시정지해"),
            Verb("일시 정지하", "일시 정지해"),
            Verb("정지하", "정지해"),
            Verb("세우", "세워"),
            Verb("잠깐 멈추", "잠깐 멈춰"),
            Verb("중지하", "중지해"),
        )
        thing = rng.choice(("", expand(_PLAYED, rng), expand(_PLAYED, rng)))
        text = f"{chosen.text} {thing} {request(verbs, rng)}"
        if rng.random() < 0.12:
            text = f"{chosen.text} {thing} {expand('(일시정지|정지|스톱|그만|잠깐 스톱|pause|일시 정지)', rng)}"
        return act(text, chosen, {"playback": "paused"})
    if shape < 0.6:
        chosen = _playing(rng, {"playback": "playing"})
        text = f"{chosen.text} {expand('(음악|노래|영상|라디오|방송)', rng)} {request((Verb('끄', '꺼'), Verb('그만 틀', '그만 틀어')), rng)}"
        return act(text, chosen, {"playback": "paused"})
    chosen = _playing(rng, {"playback": "paused"})
    resumes = (
        Verb("다시 틀", "다시 틀어"),
        Verb("다시 재생하", "다시 재생해"),
        Verb("계속 재생하", "계속 재생해"),
        Verb("이어서 틀", "이어서 틀어"),
        Verb("이어서 재생하", "이어서 재생해"),
        Verb("계속 틀", "계속 틀어"),
        Verb("마저 틀", "마저 틀어"),
    )
    thing = rng.choice(
        ("", expand(_PLAYED, rng), expand("(아까 듣던 거|멈춘 거|보던 거|듣던 거|하던 거)", rng))
    )
    if "재생" in thing:
        thing = ""
    return act(f"{chosen.text} {thing} {request(resumes, rng)}", chosen, {"playback": "playing"})


def _skip(rng: random.Random) -> Template:
    chosen = _playing(rng, {"playback": "playing"})
    if rng.random() < 0.6:
        text = expand(
            "((다음|이다음|그 다음|다음번) (곡*3|노래*3|거*2|영상|화|편|에피소드|트랙|채널)[~으로] [(넘겨|틀어|재생해|가|넘어가|돌려|건너뛰어)[(줘| 줘|라| 줄래| 주세요)]]|"
            "(이 노래|이거|이 곡|지금 노래) (넘겨|스킵해|건너뛰어|별로야 넘겨|스킵)[( 줘|줘|| 주세요)]|스킵[(해|해 줘)]|넘겨[( 줘)]|skip|next|다음[(으로|으로 넘겨 줘|으로 가)])",
            rng,
        )
        return act(f"{chosen.text} {text}", chosen, actions=("next",))
    text = expand(
        "((이전|앞|아까|방금|전) (곡*3|노래*3|거*2|영상|화|편|트랙|채널)[~으로] [(다시 틀어|돌아가|틀어|재생해|가|돌려)[(줘| 줘|라| 줄래| 주세요)]]|"
        "(앞으로|뒤로) (한 곡|하나) 돌려[( 줘)]|이전[(으로|으로 돌아가)]|처음 곡 말고 이전 곡|방금 그 노래 다시[( 틀어 줘)])",
        rng,
    )
    return act(f"{chosen.text} {text}", chosen, actions=("previous",))


def _screen(rng: random.Random) -> Aim:
    shape = rng.random()
    if shape < 0.4:
        return Aim(text="", target={"type": "tv"})
    if shape < 0.65:
        return bare("tv", rng)
    if shape < 0.85:
        return in_area("tv", rng)
    return named("tv", rng)


def _channel(rng: random.Random) -> Template:
    chosen = _screen(rng)
    verbs = (
        Verb("틀", "틀어"),
        Verb("돌리", "돌려"),
        Verb("바꾸", "바꿔"),
        Verb("보여 주", "보여 줘"),
        Verb("켜", "켜"),
    )
    text = expand(
        f"[(채널|채널을)] {{channel}}(*2|번*3|번으로*3|번 채널|번 채널로|~으로|에) {request(verbs, rng)}",
        rng,
    )
    if rng.random() < 0.15:
        text = expand("(채널 {channel}|{channel}번|채널 {channel}번으로)", rng)
    return act(
        f"{chosen.text}{rng.choice(('', '', '에서')) if chosen.text else ''} {text}",
        chosen,
        {"channel": "{channel}"},
    )


def _app(rng: random.Random) -> Template:
    chosen = _screen(rng)
    verbs = (
        Verb("켜", "켜"),
        Verb("틀", "틀어"),
        Verb("열", "열어"),
        Verb("실행하", "실행해"),
        Verb("띄우", "띄워"),
        Verb("보여 주", "보여 줘"),
        Verb("들어가", "들어가"),
    )
    where = f"{chosen.text}{rng.choice(('에서', '에', '', '~으로'))}" if chosen.text else ""
    text = f"{where} {{app}}{rng.choice(('', '', '', ' 앱', '~을', ' 좀'))} {request(verbs, rng)}"
    if rng.random() < 0.15:
        text = f"{where} {{app}}~으로 {request((Verb('바꾸', '바꿔'), Verb('돌리', '돌려'), Verb('넘어가', '넘어가'), Verb('들어가', '들어가')), rng)}"
    return act(text, chosen, {"app": "{app}"})


def _source(rng: random.Random) -> Template:
    chosen = _screen(rng) if rng.random() < 0.75 else aim("speaker", rng)
    verbs = (
        Verb("바꾸", "바꿔"),
        Verb("바꾸", "바꿔"),
        Verb("변경하", "변경해"),
        Verb("돌리", "돌려"),
        Verb("전환하", "전환해"),
        Verb("연결하", "연결해"),
    )
    word = expand("[(외부 입력|입력|외부입력|입력 소스|입력을|소스|외부입력을)]", rng)
    return act(
        f"{chosen.text} {word} {{source}}{rng.choice(('~으로', '~으로', '~으로', ' 입력으로', ''))} {request(verbs, rng)}",
        chosen,
        {"source": "{source}"},
    )


# --- scenes ---------------------------------------------------------------------------------------


def scene(rng: random.Random) -> Template:
    """Compose running a scene or a script."""
    kind = rng.choice(("scene", "scene", "script", None, None, None))
    target: dict[str, Any] = {"type": [kind] if kind else ["scene", "script"], "name": "{name}"}
    if kind:
        target["type"] = kind
    word = {
        "scene": "[(장면|씬|신)]",
        "script": "[(루틴|자동화|스크립트|시나리오)]",
        None: "[(모드|)]",
    }[kind]
    verbs = (
        Verb("켜", "켜"),
        Verb("켜", "켜"),
        Verb("실행하", "실행해"),
        Verb("실행하", "실행해"),
        Verb("시작하", "시작해"),
        Verb("틀", "틀어"),
        Verb("작동시키", "작동시켜"),
        Verb("적용하", "적용해"),
        Verb("돌리", "돌려"),
        Verb("활성화하", "활성화해"),
        Verb("하", "해"),
    )
    shape = rng.random()
    if shape < 0.2:
        text = expand(f"{{name}} {word}[ (온|시작|실행|부탁해|가자|ㄱㄱ|ON|켜|좀|작동)]", rng)
    elif shape < 0.4:
        text = f"{{name}}~으로 {request((Verb('바꾸', '바꿔'), Verb('전환하', '전환해'), Verb('해 놓', '해 놔'), Verb('맞추', '맞춰'), Verb('세팅하', '세팅해'), Verb('설정하', '설정해')), rng)}"
    else:
        text = f"{expand(f'{{name}} {word}', rng)}{rng.choice(('', '', '', '~을', ' 좀'))} {request(verbs, rng)}"
    return act(text, Aim(text="", target=target), {"activated": True})


__all__ = [
    "all_off",
    "climate",
    "color",
    "cover",
    "levels",
    "lock",
    "machines",
    "media_control",
    "on_off",
    "scene",
]
