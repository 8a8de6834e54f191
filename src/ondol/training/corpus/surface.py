"""How people write and say the values of placeholders: numbers, times, durations, colours.

Only forms that `language.quantities` reads back to the same value are trained on (`frames` checks
this), so a form that is wrong here costs a sample and teaches nothing false.
"""

import datetime as dt
import random
from typing import Literal

Language = Literal["ko", "en"]

_DIGITS = ("", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구")
_NATIVE_ONES = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
_NATIVE_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_COLORS: dict[Language, dict[str, tuple[str, ...]]] = {
    "ko": {
        "red": ("빨간색", "빨강", "빨간", "빨강색"),
        "blue": ("파란색", "파랑", "파란", "파랑색"),
        "green": ("초록색", "초록", "녹색"),
        "yellow": ("노란색", "노랑", "노란"),
        "orange": ("주황색", "주황", "오렌지색"),
        "purple": ("보라색", "보라"),
        "pink": ("분홍색", "핑크", "핑크색", "분홍"),
        "white": ("흰색", "하얀색", "하얀"),
        "skyblue": ("하늘색",),
    },
    "en": {
        name: (name,)
        for name in (
            *("red", "blue", "green", "yellow", "orange", "purple", "pink", "white", "cyan"),
            *("turquoise", "magenta", "gold", "violet", "teal"),
        )
    },
}

NAMED_SHARE = 0.05
"""How often a time of day is one that has a name."""

_NAMED_HOURS: dict[Language, tuple[tuple[str, int], ...]] = {
    "ko": (("정오", 12), ("자정", 0), ("밤 열두 시", 0), ("낮 열두 시", 12)),
    "en": (("noon", 12), ("midnight", 0), ("midday", 12), ("midnight", 0)),
}


def sino(number: int) -> str:
    """Write 0 to 9999 in Sino-Korean.

    >>> sino(24), sino(105), sino(0)
    ('이십사', '백오', '영')
    """
    if number == 0:
        return "영"
    written = ""
    for value, name in ((1000, "천"), (100, "백"), (10, "십")):
        digit, number = divmod(number, value)
        written += ("" if digit == 1 else _DIGITS[digit]) + name if digit else ""
    return written + _DIGITS[number]


def native(number: int) -> str:
    """Write 1 to 99 in native Korean, as before a counter.

    >>> native(24), native(20), native(3)
    ('스물네', '스무', '세')
    """
    if number == 20:
        return "스무"
    return _NATIVE_TENS[number // 10] + _NATIVE_ONES[number % 10]


def english(number: int) -> str:
    """Write 0 to 999 in English words.

    >>> english(24), english(105)
    ('twenty four', 'one hundred five')
    """
    if number < len(_ONES):
        return _ONES[number]
    if number < 100:
        return " ".join(
            part for part in (_TENS[number // 10], _ONES[number % 10]) if part != "zero"
        )
    hundreds, rest = divmod(number, 100)
    return f"{_ONES[hundreds]} hundred" + (f" {english(rest)}" if rest else "")


def number(rng: random.Random, language: Language, value: float) -> str:
    """Return a way to say a number."""
    whole = int(value)
    if value != whole:
        if rng.random() < 0.7:
            return f"{value:g}"
        if language == "ko":
            return f"{sino(whole)} 점 {sino(round((value - whole) * 10))}"
        return f"{english(whole)} point {english(round((value - whole) * 10))}"
    if rng.random() < 0.6 or whole < 0:
        return f"{whole}"
    if language == "en":
        words = english(whole)
        return words.replace(" ", "-") if 20 < whole < 100 and rng.random() < 0.3 else words
    return sino(whole)


def duration(rng: random.Random, language: Language) -> tuple[str, int]:
    """Return a length of time and its seconds."""
    shape = rng.random()
    if shape < 0.55:
        return _simple_duration(rng, language)
    hours, minutes = rng.randint(1, 5), rng.choice((5, 10, 15, 20, 30, 40, 45, 50))
    if shape < 0.75:
        seconds = hours * 3600 + minutes * 60
        if language == "ko":
            hour = native(hours) if rng.random() < 0.5 else f"{hours}"
            if minutes == 30 and rng.random() < 0.7:
                return f"{hour}{rng.choice(('', ' '))}시간 반", seconds
            return f"{hour}시간 {number(rng, 'ko', minutes)}분", seconds
        hour = number(rng, "en", hours)
        unit = "hour" if hours == 1 else "hours"
        if minutes == 30 and rng.random() < 0.6:
            said = "an hour and a half" if hours == 1 else f"{hour} and a half hours"
            return said, seconds
        return (
            f"{hour} {unit}{rng.choice((' ', ' and '))}{number(rng, 'en', minutes)} minutes",
            seconds,
        )
    if shape < 0.9:
        minutes, rest = rng.randint(1, 20), rng.choice((10, 15, 20, 30, 45))
        if language == "ko":
            if rest == 30 and rng.random() < 0.6:
                return f"{minutes}분 반", minutes * 60 + 30
            return (
                f"{number(rng, 'ko', minutes)}분 {number(rng, 'ko', rest)}초",
                minutes * 60 + rest,
            )
        unit = "minute" if minutes == 1 else "minutes"
        said = f"{number(rng, 'en', minutes)} {unit} and {number(rng, 'en', rest)} seconds"
        return said, minutes * 60 + rest
    if language == "ko":
        return rng.choice(
            (("반 시간", 1800), ("삼십 분", 1800), ("한 시간", 3600), ("1시간", 3600))
        )
    return rng.choice(
        (
            ("half an hour", 1800),
            ("an hour", 3600),
            ("a quarter of an hour", 900),
            ("a minute", 60),
            ("a couple of minutes", 120),
        )
    )


def _simple_duration(rng: random.Random, language: Language) -> tuple[str, int]:
    unit, seconds, most = rng.choice((("s", 1, 90), ("m", 60, 60), ("m", 60, 60), ("h", 3600, 12)))
    count = (
        rng.choice((5, 10, 15, 20, 30))
        if rng.random() < 0.5 and unit != "h"
        else rng.randint(1, most)
    )
    if language == "ko":
        name = {"s": "초", "m": "분", "h": "시간"}[unit]
        said = native(count) if unit == "h" and rng.random() < 0.5 else number(rng, "ko", count)
        return f"{said}{rng.choice(('', ' '))}{name}", count * seconds
    name = {"s": "second", "m": "minute", "h": "hour"}[unit]
    return f"{number(rng, 'en', count)} {name}{'' if count == 1 else 's'}", count * seconds


def clock(rng: random.Random, language: Language) -> tuple[str, dt.time]:
    """Return a time of day as it is said, and the time (its hour may be 12 hours off)."""
    if rng.random() < NAMED_SHARE:
        name, hour = rng.choice(_NAMED_HOURS[language])
        return name, dt.time(hour)
    hour, minute = rng.randint(1, 12), rng.choice((0, 0, 0, 0, 30, 30, 15, 45, 10, 20, 50, 5))
    if language == "ko":
        return _korean_clock(rng, hour, minute)
    return _english_clock(rng, hour, minute)


def _korean_clock(rng: random.Random, hour: int, minute: int) -> tuple[str, dt.time]:
    part = rng.choice(("", "", "오전 ", "오후 ", "아침 ", "저녁 ", "밤 ", "새벽 "))
    fits = {"아침 ": range(5, 12), "저녁 ": range(5, 11), "밤 ": range(7, 12), "새벽 ": range(1, 7)}
    if part in fits and hour not in fits[part]:
        part = ""
    said = native(hour) if rng.random() < 0.5 else f"{hour}"
    text = f"{part}{said}{rng.choice(('', ' '))}시"
    if minute == 30 and rng.random() < 0.6:
        text += " 반"
    elif minute:
        text += f" {number(rng, 'ko', minute)}분"
    is_late = part in ("오후 ", "저녁 ", "밤 ")
    return text, dt.time(hour % 12 + (12 if is_late else 0), minute)


def _english_clock(rng: random.Random, hour: int, minute: int) -> tuple[str, dt.time]:
    shape = rng.random()
    half = rng.choice(("am", "pm", " am", " pm", " a.m.", " p.m."))
    is_late = "p" in half
    if shape < 0.35:
        text = f"{hour}{half}" if not minute else f"{hour}:{minute:02d}{half}"
    elif shape < 0.55:
        text = f"{hour}:{minute:02d}"
        is_late = False
    elif shape < 0.7 and not minute:
        text, is_late = f"{number(rng, 'en', hour)} o'clock", False
    elif minute in (15, 30, 45) and shape < 0.85:
        words = {15: "quarter past", 30: "half past", 45: "quarter to"}[minute]
        text, is_late = f"{words} {english(hour % 12 + 1 if minute == 45 else hour)}", False
    elif minute >= 10:
        text, is_late = f"{english(hour)} {english(minute)}", False
    else:
        minute = 0
        text = f"{english(hour)}{half}"
    return text, dt.time(hour % 12 + (12 if is_late else 0), minute)


def color(rng: random.Random, language: Language) -> tuple[str, str]:
    """Return a colour's name and its CSS name."""
    css = rng.choice(sorted(_COLORS[language]))
    return rng.choice(_COLORS[language][css]), css


def days(rng: random.Random, language: Language) -> str:
    """Return days of the week."""
    if language == "ko":
        names = "월화수목금토일"
        return rng.choice(
            (
                "평일",
                "주말",
                "매일",
                "평일마다",
                "주말마다",
                f"매주 {rng.choice(names)}요일",
                f"{rng.choice(names)}요일마다",
                "월수금",
                "화목",
            )
        )
    names_en = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return rng.choice(
        (
            "on weekdays",
            "every weekday",
            "on weekends",
            f"every {rng.choice(names_en)}",
            f"on {rng.choice(names_en)}s",
        )
    )
