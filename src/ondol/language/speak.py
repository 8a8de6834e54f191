"""Values as they are said in a reply, in Korean and English.

The inverse of `quantities`, where it can be: what is said here reads back as the same value.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Literal

from .particles import with_particle

Language = Literal["ko", "en"]

_HOUR, _DAY = 3600, 86400
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAYS: Mapping[Language, tuple[str, ...]] = {
    "ko": ("월", "화", "수", "목", "금", "토", "일"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)

_KOREAN_COLORS: Mapping[str, str] = {
    "red": "빨간색",
    "crimson": "진홍색",
    "blue": "파란색",
    "darkblue": "진한 파란색",
    "lightblue": "연한 파란색",
    "green": "초록색",
    "darkgreen": "진한 초록색",
    "lightgreen": "연한 초록색",
    "yellowgreen": "연두색",
    "yellow": "노란색",
    "lightyellow": "연한 노란색",
    "lightpink": "연한 분홍색",
    "orange": "주황색",
    "purple": "보라색",
    "violet": "바이올렛",
    "pink": "분홍색",
    "hotpink": "진분홍색",
    "deeppink": "진분홍색",
    "skyblue": "하늘색",
    "navy": "남색",
    "white": "흰색",
    "black": "검은색",
    "gray": "회색",
    "grey": "회색",
    "silver": "은색",
    "gold": "금색",
    "brown": "갈색",
    "beige": "베이지색",
    "ivory": "아이보리색",
    "turquoise": "청록색",
    "teal": "청록색",
    "cyan": "시안",
    "aquamarine": "민트색",
    "lavender": "라벤더색",
    "magenta": "자홍색",
    "lime": "라임색",
    "indigo": "인디고",
    "coral": "산호색",
    "salmon": "연어색",
    "peachpuff": "살구색",
    "olive": "올리브색",
    "maroon": "와인색",
}
_ENGLISH_COLORS: Mapping[str, str] = {
    "skyblue": "sky blue",
    "darkblue": "dark blue",
    "lightblue": "light blue",
    "darkgreen": "dark green",
    "lightgreen": "light green",
    "yellowgreen": "yellow green",
    "hotpink": "hot pink",
    "deeppink": "deep pink",
    "lightpink": "light pink",
    "lightyellow": "light yellow",
    "peachpuff": "peach",
    "aquamarine": "mint",
}

_UNITS: Mapping[str, tuple[str, str]] = {  # by QUDT symbol: Korean, English
    "PERCENT": ("%", "%"),
    "DEG_C": ("도", " degrees"),
    "K": ("K", "K"),
    "W": ("W", " watts"),
    "KiloW-HR": ("kWh", " kWh"),
    "V": ("V", " volts"),
    "A": ("A", " amps"),
    "V-A": ("VA", " VA"),
    "HZ": ("Hz", " Hz"),
    "LUX": ("lx", " lux"),
    "PPM": ("ppm", " ppm"),
    "PPB": ("ppb", " ppb"),
    "MicroGM-PER-M3": ("㎍/㎥", " µg/m³"),
    "HectoPA": ("hPa", " hPa"),
    "DeciB": ("dB", " dB"),
    "DeciB_M": ("dBm", " dBm"),
    "M": ("m", " m"),
    "MilliM": ("mm", " mm"),
    "MilliM-PER-HR": ("mm/h", " mm/h"),
    "M-PER-SEC": ("m/s", " m/s"),
    "L": ("L", " litres"),
    "KiloGM": ("kg", " kg"),
    "W-PER-M2": ("W/㎡", " W/m²"),
    "MegaBIT-PER-SEC": ("Mbps", " Mbps"),
    "MegaBYTE": ("MB", " MB"),
}


def number(value: float) -> str:
    """Return a number with as many figures as people care for.

    >>> number(24.0), number(22.5), number(1234.567)
    ('24', '22.5', '1234.6')
    """
    said = f"{value:.1f}".removesuffix(".0")
    return "0" if said == "-0" else said


def measure(value: float, unit: str | None, language: Language) -> str:
    """Return a value with its unit, by QUDT symbol; durations as such.

    >>> measure(24, "DEG_C", "ko"), measure(1, "DEG_C", "en"), measure(1500, "SEC", "ko")
    ('24도', '1 degree', '25분')
    """
    if unit == "SEC":
        return duration(round(value), language)
    if unit == "MIN":
        return duration(round(value * 60), language)
    said = number(value)
    korean, english = _UNITS.get(unit or "", ("", ""))
    if language == "ko":
        return said + korean
    return said + (" degree" if unit == "DEG_C" and said in ("1", "-1") else english)


def duration(seconds: int, language: Language) -> str:
    """Return a length of time.

    >>> duration(5400, "ko"), duration(5400, "en"), duration(90, "en")
    ('1시간 30분', '1 hour 30 minutes', '1 minute 30 seconds')
    """
    seconds = max(int(seconds), 0)
    names = ("일", "시간", "분", "초") if language == "ko" else ("day", "hour", "minute", "second")
    parts = (seconds // _DAY, seconds % _DAY // _HOUR, seconds % _HOUR // 60, seconds % 60)
    said = [
        f"{count}{name}" if language == "ko" else _counted(count, name)
        for count, name in zip(parts, names, strict=True)
        if count
    ]
    return " ".join(said) or ("0초" if language == "ko" else "0 seconds")


def about(seconds: int, language: Language) -> str:
    """Return a length of time that is left, without seconds where there are many minutes.

    >>> about(1499, "ko"), about(45, "ko")
    ('25분', '45초')
    """
    if seconds >= 600:
        seconds = -(-seconds // 60) * 60
    return duration(seconds, language)


def _counted(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def clock(time: dt.time, language: Language) -> str:
    """Return a time of day.

    >>> clock(dt.time(7, 30), "ko"), clock(dt.time(19), "en"), clock(dt.time(0), "ko")
    ('오전 7시 30분', '7 pm', '밤 12시')
    """
    hour = time.hour % 12 or 12
    if language == "ko":
        part = "오전" if time.hour < 12 else "오후"
        if hour == 12:
            part = "밤" if time.hour == 0 else "낮"
        return f"{part} {hour}시" + (f" {time.minute}분" if time.minute else "")
    if hour == 12 and not time.minute:
        return "midnight" if time.hour == 0 else "noon"
    half = "am" if time.hour < 12 else "pm"
    return f"{hour}:{time.minute:02} {half}" if time.minute else f"{hour} {half}"


def date(day: dt.date, language: Language) -> str:
    """Return a day of the year with its day of the week.

    >>> date(dt.date(2026, 11, 24), "ko"), date(dt.date(2026, 11, 24), "en")
    ('11월 24일 화요일', 'Tuesday, November 24')
    """
    weekday = _DAYS[language][day.weekday()]
    if language == "ko":
        return f"{day.month}월 {day.day}일 {weekday}요일"
    return f"{weekday}, {_MONTHS[day.month - 1]} {day.day}"


def weekdays(days: Sequence[str], language: Language) -> str:
    """Return days of the week ("mon" to "sun") on which something happens again.

    >>> weekdays(("mon", "wed"), "ko"), weekdays(("sat", "sun"), "en")
    ('매주 월·수요일', 'every weekend')
    """
    named = {_WEEK: ("매일", "every day"), _WEEK[:5]: ("평일", "every weekday")}
    named[_WEEK[5:]] = ("주말", "every weekend")
    ordered = tuple(day for day in _WEEK if day in days)
    if ordered in named:
        return named[ordered][0 if language == "ko" else 1]
    names = [_DAYS[language][_WEEK.index(day)] for day in ordered]
    if language == "ko":
        return f"매주 {'·'.join(names)}요일"
    return f"every {joined(names, 'en')}"


def color(css: str, language: Language) -> str:
    """Return the name of a CSS colour; one that has no name in Korean stays as it is.

    >>> color("red", "ko"), color("skyblue", "en")
    ('빨간색', 'sky blue')
    """
    return (_KOREAN_COLORS if language == "ko" else _ENGLISH_COLORS).get(css, css)


_QUOTATION = re.compile(r"[가-힣](?:라고|자고|다고|냐고)$")


def is_quotation(message: str) -> bool:
    """Say whether a Korean message is told as a quotation, which is nothing to say by itself.

    >>> is_quotation("약 먹으라고"), is_quotation("밥 먹자")
    (True, False)
    """
    return _QUOTATION.search(message) is not None


def quoted(message: str) -> str:
    """Return a message as it stands before 알리다 in Korean.

    >>> quoted("약 먹으라고"), quoted("밥 먹자")
    ('약 먹으라고', '‘밥 먹자’라고')
    """
    return message if is_quotation(message) else f"‘{message}’라고"


def joined(words: Sequence[str], language: Language) -> str:
    """Return words as one enumeration.

    >>> joined(["거실 등", "무드등", "스탠드"], "ko"), joined(["a", "b", "c"], "en")
    ('거실 등, 무드등과 스탠드', 'a, b and c')
    """
    if len(words) < 2:
        return "".join(words)
    *first, last = words
    if language == "en":
        return f"{', '.join(first)} and {last}"
    return f"{', '.join([*first[:-1], with_particle(first[-1], '과/와')])} {last}"
