"""Names that are the same in every home: floors as people say them, apps, inputs of a TV."""

import re
from collections.abc import Mapping, Sequence

APPS: Mapping[str, str] = {
    **dict.fromkeys(["netflix", "넷플릭스", "넷플"], "Netflix"),
    **dict.fromkeys(["youtube", "유튜브", "유투브"], "YouTube"),
    **dict.fromkeys(["disney+", "disneyplus", "디즈니플러스", "디즈니+"], "Disney+"),
    **dict.fromkeys(["tving", "티빙"], "TVING"),
    **dict.fromkeys(["wavve", "웨이브"], "Wavve"),
    **dict.fromkeys(["watcha", "왓챠"], "Watcha"),
    **dict.fromkeys(["coupangplay", "쿠팡플레이"], "Coupang Play"),
    **dict.fromkeys(["primevideo", "amazonprime", "프라임비디오", "아마존프라임"], "Prime Video"),
    **dict.fromkeys(["appletv+", "appletvplus", "애플tv", "애플티비플러스"], "Apple TV+"),
    **dict.fromkeys(["spotify", "스포티파이"], "Spotify"),
    **dict.fromkeys(["melon", "멜론"], "Melon"),
    **dict.fromkeys(["genie", "지니뮤직"], "Genie"),
    **dict.fromkeys(["hulu", "훌루"], "Hulu"),
    **dict.fromkeys(["hbomax", "hbo맥스"], "HBO Max"),
    **dict.fromkeys(["plex", "플렉스"], "Plex"),
    **dict.fromkeys(["bbciplayer", "iplayer", "아이플레이어"], "BBC iPlayer"),
    **dict.fromkeys(["twitch", "트위치"], "Twitch"),
    **dict.fromkeys(["youtubemusic", "유튜브뮤직"], "YouTube Music"),
    **dict.fromkeys(["applemusic", "애플뮤직"], "Apple Music"),
}
"""What people call an app, without spaces and in lower case, and its brand's English name."""

_HDMI = {
    1: ("1", "일번", "원", "one"),
    2: ("2", "이번", "투", "two"),
    3: ("3", "삼번", "쓰리", "three"),
}

SOURCES: Mapping[str, str] = {
    **{
        f"{prefix}{number}{suffix}": f"HDMI {index}"
        for index, numbers in {**_HDMI, 4: ("4", "사번", "four")}.items()
        for number in numbers
        for prefix in ("hdmi", "에이치디엠아이", "hdmi단자")
        for suffix in (("", "번") if number.isdigit() else ("",))
    },
    **dict.fromkeys(["hdmi", "에이치디엠아이"], "HDMI"),
    **dict.fromkeys(["bluetooth", "블루투스"], "Bluetooth"),
    **dict.fromkeys(["usb", "유에스비"], "USB"),
    **dict.fromkeys(["auxinput", "aux", "보조입력"], "AUX"),
    **dict.fromkeys(["optical", "광입력", "옵티컬"], "Optical"),
    **dict.fromkeys(["component", "컴포넌트"], "Component"),
    **dict.fromkeys(["livetv", "라이브tv"], "TV"),
}
"""What people call an input, without spaces and in lower case, and what a device calls it."""

_SINO = ("", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구", "십")
_ORDINAL = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def floor_names(floor: str, floors: Sequence[str]) -> tuple[str, ...]:
    """Return what people call a floor of a home that has these floors.

    >>> floor_names("2층", ("1층", "2층"))
    ('2층', '이층', '위층', '윗층', '2nd floor', 'second floor', 'upstairs')
    """
    names = [floor]
    number = _number(floor)
    if number is not None and 0 < number < len(_ORDINAL):
        suffix = {1: "st", 2: "nd", 3: "rd"}.get(number, "th")
        upper = _relative(number, floors)
        english = [f"{number}{suffix} floor", f"{_ORDINAL[number]} floor"]
        korean = [f"{number}층", f"{_SINO[number]}층"]
        names += korean + {1: ["위층", "윗층"], -1: ["아래층"], 0: []}[upper]
        names += english + {1: ["upstairs"], -1: ["downstairs"], 0: []}[upper]
    elif re.fullmatch(r"(?i)upstairs|위층|윗층", floor):
        names += ["upstairs", "upper floor", "위층", "윗층"]
    elif re.fullmatch(r"(?i)downstairs|아래층", floor):
        names += ["downstairs", "lower floor", "아래층"]
    return tuple(dict.fromkeys(names))


def _number(floor: str) -> int | None:
    digits = re.match(r"\s*(\d+)", floor)
    if digits:
        return int(digits.group(1))
    for number, (sino, ordinal) in enumerate(zip(_SINO, _ORDINAL, strict=False)):
        if number and (floor.startswith(f"{sino}층") or floor.casefold().startswith(ordinal)):
            return number
    return None


def _relative(number: int, floors: Sequence[str]) -> int:
    """Return 1 for the upper of two floors, -1 for the lower, else 0."""
    numbers = sorted({found for floor in floors if (found := _number(floor)) is not None})
    if len(numbers) != 2:
        return 0
    return 1 if number == numbers[1] else -1


HERE = ""
"""Stands for the id of the speaker's area in mentions: whoever grounds them knows it."""

HERE_NAMES = ("the room", "this room", "my room", "our room", "이 방", "지금 방", "내 방")
"""What people call the area in which they are, unless the home calls something so."""

THERE = "."
"""Stands for the ids of the areas that the last turn was about."""

THERE_NAMES = ("that room", "those rooms", "그 방", "그쪽 방", "저 방")

_OPEN_AIR = re.compile(
    r"(?i)\b(?:outside|outdoors?|exterior|porch|patio|garden|(?:back|front)?\s?yard|deck|terrace|driveway|lawn|pool)\b"
    r"|야외|실외|바깥|마당|정원|테라스|옥상|뒤뜰|앞뜰|텃밭"
)
OPEN_AIR_NAMES = ("outdoor", "outdoors", "outside", "exterior", "야외", "실외", "바깥")
"""What people call all the areas of a home that are in the open air."""


def is_open_air(area: str) -> bool:
    """Say whether an area of this name is in the open air.

    >>> is_open_air("Front porch"), is_open_air("주방")
    (True, False)
    """
    return _OPEN_AIR.search(area) is not None


LAMPS: Mapping[str, Sequence[str]] = {
    "ko": (
        *(
            "무드등",
            "간접등",
            "식탁등",
            "샹들리에",
            "수면등",
            "독서등",
            "취침등",
            "펜던트등",
            "벽등",
        ),
        *("책상 스탠드", "장스탠드", "트리 조명", "줄조명", "센서등", "매입등", "책상등", "풍선등"),
    ),
    "en": (
        *("chandelier", "sconce", "desk lamp", "bedside lamp", "reading lamp", "lava lamp"),
        *("night light", "string lights", "pendant light", "spotlights", "fairy lights", "lantern"),
        *("wall lamp", "table lamp", "floor lamp", "mirror light", "strip light", "piano lamp"),
    ),
}
"""Lamps of their own kind, by language: who says one of these means no other lamp."""

_LAMP = re.compile(
    "|".join(
        rf"\b{name}s?\b" if name.isascii() else name for many in LAMPS.values() for name in many
    ),
    re.IGNORECASE,
)


def lamps_in(text: str) -> tuple[tuple[int, int], ...]:
    """Return where a text speaks of lamps of their own kind.

    >>> lamps_in("desk lamp off"), lamps_in("불 꺼")
    (((0, 9),), ())
    """
    return tuple(match.span() for match in _LAMP.finditer(text))


_PRODUCTS = re.compile(
    r"(?i)(coffee|espresso|tea)\s?(?:maker|machine|pot)|(커피|에스프레소)\s?(?:머신|메이커|기계|포트)"
)


def derived_names(name: str) -> tuple[str, ...]:
    """Return what else a machine is called: by what it makes ("커피 내려 줘").

    >>> derived_names("Coffee maker"), derived_names("lamp")
    (('Coffee',), ())
    """
    match = _PRODUCTS.fullmatch(name.strip())
    return (match.group(1) or match.group(2),) if match else ()
