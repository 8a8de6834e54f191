"""The nouns of things: what "조명", "door" or "thing" may mean, and what to call a thing of a type.

For words that point, beside no name: the noun of "이 조명" narrows what was looked at, and nano,
which reads names, gets one to read for "이거". People call a blind a curtain and a lock a door, so
some nouns mean several types.
"""

import re
from collections.abc import Mapping

from ondol.things.thing import Thing

_SHADES = ("curtain", "blind", "shade", "shutter", "awning")
_DOORS = ("lock", "door", "gate", "garage", "garage_door", "opening")
_RELAYS = ("outlet", "switch")

_NOUNS: Mapping[tuple[str, ...], str] = {
    ("light",): "조명 전등 등불 형광등 전구 램프 스탠드 등 불 light lights lamp lamps bulb bulbs",
    ("tv",): "티비 티브이 텔레비전 테레비 tv tvs television telly",
    ("speaker",): "스피커 사운드바 speaker speakers soundbar",
    ("headset",): "헤드셋 headset",
    ("air_conditioner",): "에어컨 에어콘 냉방기 air_conditioner air_con aircon ac",
    (
        "thermostat",
        "heater",
    ): "난방기 난방 보일러 히터 온도조절기 thermostat heater heating radiator",
    ("fan",): "선풍기 환풍기 서큘레이터 후드 팬 fan fans hood",
    ("air_purifier",): "공기청정기 공기_청정기 청정기 air_purifier purifier",
    ("humidifier",): "가습기 humidifier",
    ("dehumidifier",): "제습기 dehumidifier",
    ("diffuser",): "디퓨저 diffuser",
    _SHADES: "커튼 블라인드 롤스크린 스크린 셔터 어닝 curtain curtains blind blinds shade shades"
    " shutter shutters drapes",
    _DOORS: "도어락 자물쇠 차고문 대문 문 door doors lock locks gate",
    ("window",): "창문 창 window windows",
    ("valve",): "밸브 valve",
    _RELAYS: "콘센트 멀티탭 플러그 스위치 outlet plug socket switch",
    ("vacuum",): "로봇청소기 로봇_청소기 청소기 로봇 vacuum robot hoover",
    ("mower",): "잔디깎이 mower lawn_mower",
    ("washer",): "세탁기 washing_machine washer",
    ("dryer",): "건조기 dryer",
    ("dishwasher",): "식기세척기 식세기 dishwasher",
    ("oven",): "오븐 oven",
    ("cooktop",): "인덕션 가스레인지 레인지 cooktop stove hob",
    ("refrigerator",): "냉장고 fridge refrigerator",
    ("water_heater",): "온수기 water_heater",
    ("sensor",): "센서 sensor",
    ("any",): "기기 기계 물건 놈 녀석 thing things device devices machine",
}
_MEANT: Mapping[str, tuple[str, ...]] = {
    word.replace("_", " "): types for types, words in _NOUNS.items() for word in words.split()
}
_PARTICLES = "을|를|은|는|이|가|도|만|들|의|에|랑|이랑|하고|로|으로|부터|까지|좀"
_HANGUL_END = rf"(?![가-힣])|(?=(?:{_PARTICLES})(?![가-힣]))"
_KOREAN = (word for word in _MEANT if not word.isascii())
_ENGLISH = (word for word in _MEANT if word.isascii())
_PATTERN = re.compile(
    rf"(?:{'|'.join(sorted(_KOREAN, key=len, reverse=True))})(?:{_HANGUL_END})"
    rf"|(?:{'|'.join(sorted(_ENGLISH, key=len, reverse=True))})(?![a-z0-9])",
    re.IGNORECASE,
)


def noun_at(text: str) -> int:
    """Return how many characters at a text's start are the noun of a kind of thing.

    >>> [noun_at(text) for text in ("조명 꺼", "등을", "등산 가자", "lamps off", "TV 꺼")]
    [2, 1, 0, 5, 2]
    """
    match = _PATTERN.match(text)
    return match.end() if match is not None else 0


def is_called(thing: Thing, noun: str) -> bool:
    """Say whether a noun may mean a thing; no noun, and one that nobody knows, mean any."""
    meant = _MEANT.get(" ".join(noun.casefold().split()), ("any",))
    return "any" in meant or not {thing.type, thing.kind, thing.measures}.isdisjoint(meant)


_STAND_INS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "light": (("스탠드", "무드등", "식탁등"), ("floor lamp", "desk lamp", "bedside lamp")),
    "switch": (("스위치",), ("switch",)),
    "outlet": (("콘센트",), ("outlet",)),
    "fan": (("선풍기",), ("fan",)),
    "air_conditioner": (("에어컨",), ("air conditioner",)),
    "thermostat": (("보일러",), ("thermostat",)),
    "heater": (("히터",), ("heater",)),
    "air_purifier": (("공기청정기",), ("air purifier",)),
    "humidifier": (("가습기",), ("humidifier",)),
    "dehumidifier": (("제습기",), ("dehumidifier",)),
    "diffuser": (("디퓨저",), ("diffuser",)),
    "cover": (("커튼",), ("curtain",)),
    "curtain": (("커튼",), ("curtain",)),
    "blind": (("블라인드",), ("blind",)),
    "shade": (("롤스크린",), ("shade",)),
    "shutter": (("셔터",), ("shutter",)),
    "awning": (("어닝",), ("awning",)),
    "garage": (("차고문",), ("garage door",)),
    "gate": (("대문",), ("gate",)),
    "door": (("문",), ("door",)),
    "window": (("창문",), ("window",)),
    "lock": (("도어락",), ("door lock",)),
    "valve": (("밸브",), ("valve",)),
    "tv": (("티비", "텔레비전"), ("TV", "television")),
    "speaker": (("스피커",), ("speaker",)),
    "headset": (("헤드셋",), ("headset",)),
    "vacuum": (("로봇청소기",), ("robot vacuum",)),
    "mower": (("잔디깎이",), ("lawn mower",)),
    "washer": (("세탁기",), ("washing machine",)),
    "dryer": (("건조기",), ("dryer",)),
    "dishwasher": (("식기세척기",), ("dishwasher",)),
    "oven": (("오븐",), ("oven",)),
    "cooktop": (("인덕션",), ("cooktop",)),
    "refrigerator": (("냉장고",), ("refrigerator",)),
    "water_heater": (("온수기",), ("water heater",)),
    "sensor": (("센서",), ("sensor",)),
}


def stand_in(thing: Thing, *, is_korean: bool, number: int) -> str:
    """Return what nano reads for a thing that is pointed at; `number` of those in one text, from 0.

    Never its own name: that comes from outside, and would be read as if the person had said it.
    Two lamps are called differently, as they would be by name: nano then tells them apart.
    """
    words = _STAND_INS.get(thing.kind or thing.type) or _STAND_INS.get(thing.type)
    if words is None:
        return "기기" if is_korean else "device"
    own = words[0] if is_korean else words[1]
    return own[number % len(own)]
