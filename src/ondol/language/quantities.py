"""Reads quantities in Korean and English text: numbers, lengths of time, times of day, days, colours.

Figures and words, Sino-Korean and native numerals ("이십사도", "스물네 도"), halves ("두 시간 반",
"반으로"). A span covers the number and its unit but not the particle behind it: in "24도로" it is
"24도". Numerals are full of homographs (이 방, 일 끝나면, 사 줘), so short ones count only with a unit
or in the place of a value. Floors (2층) are names, not numbers.

Grammar: National Institute of Korean Language, standard dictionary, on numerals and counters.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Unit = Literal["percent", "celsius", "fahrenheit", "kelvin", "step"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number, with the unit that was said."""

    start: int
    end: int
    value: float
    unit: Unit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A length of time."""

    start: int
    end: int
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockTime:
    """A time of day; `is_ambiguous`: morning or evening was not said."""

    start: int
    end: int
    time: dt.time
    is_ambiguous: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Days of the week on which something happens again."""

    start: int
    end: int
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Color:
    """A colour, by its CSS name."""

    start: int
    end: int
    css: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extreme:
    """As much, or as little, as can be."""

    start: int
    end: int
    is_maximum: bool


Quantity = Number | Duration | ClockTime | Days | Color | Extreme


def read(text: str) -> tuple[Quantity, ...]:
    """Return the quantities in a text, left to right; they do not overlap.

    >>> [q.value for q in read("에어컨 스물네 도로, 볼륨은 20") if isinstance(q, Number)]
    [24, 20]
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter whose lower case is longer would shift the rest
        lowered = "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
    candidates = sorted(_candidates(lowered), key=lambda q: (q.start, -q.end))
    found: list[Quantity] = []
    for candidate in candidates:
        if not found or candidate.start >= found[-1].end:
            found.append(candidate)
        elif candidate.end - candidate.start > found[-1].end - found[-1].start:
            found[-1] = candidate
    return tuple(found)


def _candidates(text: str) -> Iterator[Quantity]:
    for pattern, make in _RULES:
        for match in pattern.finditer(text):
            quantity = make(match)
            if quantity is not None and quantity.end > quantity.start:
                yield quantity


# --- numerals ------------------------------------------------------------------------------------

_SINO_DIGITS = {c: i for i, c in enumerate("영일이삼사오육칠팔구")} | {"공": 0, "륙": 6, "삽": 3, "둘": 2}
_SINO_UNITS = {"십": 10, "백": 100, "천": 1000}
_NATIVE_TENS = {
    "열": 10,
    "스물": 20,
    "스무": 20,
    "서른": 30,
    "마흔": 40,
    "쉰": 50,
    "예순": 60,
    "일흔": 70,
    "여든": 80,
    "아흔": 90,
}
_NATIVE_ONES = {
    **{"하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4, "넉": 4},
    **{"다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "여덜": 8, "아홉": 9},
}
_ONES = {
    name: value
    for value, name in enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
            *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
            *("seventeen", "eighteen", "nineteen"),
        )
    )
}
_TENS = {
    name: 20 + 10 * at
    for at, name in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
    )
} | {"fourty": 40}


def _sino(word: str) -> float | None:
    """Read a Sino-Korean numeral, with spaces and a decimal point as speech has them."""
    whole, _, fraction = word.replace(" ", "").partition("점")
    total, digit = 0, 0
    if len(whole) > 1 and not any(c in _SINO_UNITS for c in whole):
        if not all(c in _SINO_DIGITS for c in whole):
            return None
        total = int("".join(str(_SINO_DIGITS[c]) for c in whole))
    else:
        for character in whole:
            if character in _SINO_DIGITS:
                if digit:
                    return None
                digit = _SINO_DIGITS[character]
            else:
                total += max(digit, 1) * _SINO_UNITS[character]
                digit = 0
        total += digit
    if not fraction:
        return total
    return float(f"{total}." + "".join(str(_SINO_DIGITS[c]) for c in fraction))


def _native(word: str) -> float | None:
    compact = word.replace(" ", "")
    for tens, value in _NATIVE_TENS.items():
        if compact == tens:
            return value
        if compact.startswith(tens) and compact[len(tens) :] in _NATIVE_ONES:
            return value + _NATIVE_ONES[compact[len(tens) :]]
    return _NATIVE_ONES.get(compact)


def _english(words: str) -> float | None:
    total, point, fraction = 0, False, ""
    parts = [w for w in re.split(r"[\s-]+", words) if w not in ("and", "a", "an", "")]
    for part in parts:
        if part == "point":
            point = True
        elif part == "hundred":
            total = max(total, 1) * 100
        elif part in _ONES or part in _TENS:
            value = _ONES.get(part, _TENS.get(part, 0))
            if point:
                fraction += str(value)
            else:
                total += value
        else:
            return None
    return float(f"{total}.{fraction}") if fraction else total


def _value(word: str | None) -> float | None:
    """Read a numeral of any kind."""
    if word is None:
        return None
    word = word.strip()
    sign = 1
    for minus in ("영하", "마이너스", "minus", "negative", "-"):
        if word.startswith(minus):
            sign, word = -1, word.removeprefix(minus).strip()
    if re.fullmatch(r"\d+(?:[.,]\d+)?", word):
        number = float(word.replace(",", "."))
        return sign * (int(number) if number == int(number) and "." not in word else number)
    value = _native(word) if word else None
    if value is None and word and all(c in _SINO_ALPHABET for c in word):
        value = _sino(word)
    if value is None and word.isascii():
        value = _english(word)
    if value is None:
        return None
    return sign * (int(value) if value == int(value) else value)


_SINO_ALPHABET = frozenset("영공일이삼삽사오육륙칠팔구십백천점 둘")
_N_DIGITS = r"\d+(?:[.,]\d+)?"
_N_SINO = r"[영공일이삼삽사오육륙칠팔구십백천](?:\s?[영공일이삼사오육륙칠팔구십백천])*(?:\s?점\s?[영공일이삼사오육륙칠팔구])?"
_N_NATIVE = (
    r"(?:(?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)\s?"
    r"(?:하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|여덜|아홉)?|스무"
    r"|하나|한|둘|두|셋|세|석|넷|네|넉|다섯|여섯|일곱|여덟|여덜|아홉)"
)
_N_TENS = r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine)\b)?)"
_N_ONES = r"(?:zero|one|two|three|four|five|six|seven|eight|nine)"
_N_ENGLISH = (
    rf"(?:(?:(?:an?|{_N_ONES})\s)?hundred(?:\s(?:and\s)?(?:{_N_TENS}|{_N_ONES}))?|{_N_TENS}|{_N_ONES})"
    rf"(?:\spoint\s{_N_ONES})?"
)
_MINUS = r"(?:영하|마이너스|minus|negative|-)?\s?"
_B = r"(?<![가-힣a-z0-9.])"  # a word begins
_N_KO = rf"(?:{_N_DIGITS}|{_N_NATIVE}|{_N_SINO})"
_N_EN = rf"(?:{_N_DIGITS}|{_N_ENGLISH}\b)"

# --- lengths of time -----------------------------------------------------------------------------

_SECONDS = {"시간": 3600, "분": 60, "초": 1}


def _korean_duration(match: re.Match[str]) -> Duration | None:
    total, last = 0.0, 0
    for number, unit, half in re.findall(
        rf"({_N_KO}|반)\s?(시간|분|초)(\s?반)?", match.group()
    ):
        value = 0.5 if number == "반" else _value(number)
        if value is None:
            return None
        last = _SECONDS[unit]
        total += value * last + (last / 2 if half else 0)
    return Duration(start=match.start(), end=match.end(), seconds=round(total))


_ENGLISH_SECONDS = {"h": 3600, "m": 60, "s": 1}
_EN_UNIT = r"(?:hours?|hrs?|minutes?|mins?|seconds?|secs?)\b"
_EN_COUNT = rf"(?:1/2 an?|half an?|{_N_EN}|an?(?:\scouple\sof)?|a\sfew)"


def _english_duration(match: re.Match[str]) -> Duration | None:
    total = 0.0
    parts = re.findall(
        rf"({_EN_COUNT})((?:\sand\s)?(?:\s?a\shalf|\s?(?:an?\s)?1/2))?[\s-]?({_EN_UNIT})(\sand\sa\shalf)?",
        match.group(),
    )
    for count, half_before, unit, half_after in parts:
        value = _english_count(count)
        if value is None:
            return None
        seconds = _ENGLISH_SECONDS[unit[0]]
        total += (value + (0.5 if half_before or half_after else 0)) * seconds
    tail = re.search(rf"{_EN_UNIT}\s({_N_TENS})$", match.group())
    if tail:
        total += (_value(tail.group(1)) or 0) * 60
    if total <= 0:
        return None
    return Duration(start=match.start(), end=match.end(), seconds=round(total))


def _english_count(count: str) -> float | None:
    if count.startswith(("half", "1/2")):
        return 0.5
    if "couple" in count:
        return 2
    if "few" in count:
        return 3
    return 1 if count in ("a", "an") else _value(count)


def _quarter_hours(match: re.Match[str]) -> Duration:
    count = 3 if match.group().startswith(("three", "3")) else 1
    return Duration(start=match.start(), end=match.end(), seconds=900 * count)


# --- times of day --------------------------------------------------------------------------------

_LATE = ("오후", "저녁", "밤", "점심", "낮")
_EARLY = ("오전", "아침", "새벽")


def _korean_clock(match: re.Match[str]) -> ClockTime | None:
    part, hour_word, minute_word, half = match.group("part", "hour", "minute", "half")
    hour = _value(hour_word)
    minute = 30 if half else _value(minute_word) if minute_word else 0
    if hour is None or minute is None or not 0 <= hour <= 24 or not 0 <= minute < 60:
        return None
    return _clock(match, int(hour), int(minute), part in _LATE, part in _EARLY, part)


def _clock(
    match: re.Match[str], hour: int, minute: int, is_late: bool, is_early: bool, part: str | None
) -> ClockTime:
    is_said = is_late or is_early or hour > 12 or hour == 0
    if part == "밤" and hour == 12:
        hour = 0
    elif is_late and hour < 12 and not (part in ("낮", "점심") and hour >= 10) and not (
        part == "밤" and hour < 5
    ):
        hour += 12
    elif is_early and hour == 12:
        hour = 0
    return ClockTime(
        start=match.start(),
        end=match.end(),
        time=dt.time(hour % 24, minute),
        is_ambiguous=not is_said,
    )


def _digital_clock(match: re.Match[str]) -> ClockTime | None:
    hour, minute = int(match.group("hour")), int(match.group("minute"))
    if hour > 24 or minute > 59:
        return None
    half = match.groupdict().get("half") or ""
    part = match.groupdict().get("part") or ""
    is_padded = len(match.group("hour")) == 2 and match.group("hour").startswith("0")
    is_late = half.startswith("p") or part in _LATE
    is_early = half.startswith("a") or part in _EARLY or is_padded
    return _clock(match, hour, minute, is_late, is_early, part)


def _english_clock(match: re.Match[str]) -> ClockTime | None:
    groups = match.groupdict()
    hour = _value(groups.get("hour"))
    minute = _value(groups.get("minute")) if groups.get("minute") else 0
    if hour is None or minute is None or not 0 < hour <= 24 or not 0 <= minute < 60:
        return None
    half = (groups.get("half") or "").replace(".", "")
    part = groups.get("part") or ""
    is_late = half.startswith("p") or part in ("afternoon", "evening", "night", "tonight")
    is_early = half.startswith("a") or part == "morning"
    start = match.start("hour")
    clock = _clock(match, int(hour), int(minute), is_late, is_early, None)
    return ClockTime(
        start=start, end=match.end(), time=clock.time, is_ambiguous=clock.is_ambiguous
    )


def _past_or_to(match: re.Match[str]) -> ClockTime | None:
    said = match.group("count")
    minutes = {"half": 30.0, "a quarter": 15.0, "quarter": 15.0}.get(said) or _value(said)
    hour = _value(match.group("hour"))
    if hour is None or minutes is None or not 0 < hour <= 12:
        return None
    total = int(hour) * 60 + int(minutes) * (1 if match.group("way") == "past" else -1)
    half = (match.group("half") or "").replace(".", "")
    part = match.group("part") or ""
    is_late = half.startswith("p") or part in ("afternoon", "evening", "night")
    is_early = half.startswith("a") or part == "morning"
    return _clock(match, total // 60 or 12, total % 60, is_late, is_early, None)


def _named_clock(match: re.Match[str]) -> ClockTime:
    hour = 12 if match.group() in ("정오", "noon", "midday") else 0
    return ClockTime(
        start=match.start(), end=match.end(), time=dt.time(hour), is_ambiguous=False
    )


# --- days ----------------------------------------------------------------------------------------

_ALL_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KOREAN_DAYS = dict(zip("월화수목금토일", _ALL_DAYS, strict=True))


def _days(match: re.Match[str]) -> Days | None:
    said = match.group()
    if re.search(r"평일|weekday|workday", said):
        days: tuple[str, ...] = _ALL_DAYS[:5]
    elif re.search(r"주말|weekend", said):
        days = _ALL_DAYS[5:]
    elif re.search(r"매일|날마다|every\s?day|daily|every (?:morning|evening|night|afternoon)|each day", said):
        days = _ALL_DAYS
    else:
        named = {day for letter, day in _KOREAN_DAYS.items() if letter in said.replace("요일", "").replace("매주", "")}
        named |= {day for day in _ALL_DAYS if re.search(rf"\b{day}", said)}
        days = tuple(day for day in _ALL_DAYS if day in named)
    return Days(start=match.start(), end=match.end(), days=days) if days else None


# --- numbers with and without units --------------------------------------------------------------


def _number(unit: Unit | None) -> Callable[[re.Match[str]], Number | None]:
    def make(match: re.Match[str]) -> Number | None:
        value = _value(match.group("n"))
        if value is None:
            return None
        if match.groupdict().get("half"):
            value += 0.5
        return Number(start=match.start("n"), end=match.end(), value=value, unit=unit)

    return make


def _degrees(match: re.Match[str]) -> Number | None:
    made = _number("celsius")(match)
    is_fahrenheit = bool(re.search(r"fahrenheit|화씨|°f|\df$", match.group()))
    if made is None or not is_fahrenheit:
        return made
    return Number(start=made.start, end=made.end, value=made.value, unit="fahrenheit")


def _fixed(value: float, unit: Unit) -> Callable[[re.Match[str]], Number]:
    return lambda match: Number(start=match.start(), end=match.end(), value=value, unit=unit)


def _fraction(match: re.Match[str]) -> Number | None:
    below, above = _value(match.group("below")), _value(match.group("above"))
    if not below or above is None or above > below:
        return None
    value = round(100 * above / below)
    return Number(start=match.start(), end=match.end(), value=value, unit="percent")


def _extreme(match: re.Match[str]) -> Extreme:
    is_minimum = re.search(
        r"최소|최저|어둡|어두|작|약|낮|조용|천천|차갑|min|low|dim|quiet|dark|soft|slow|down", match.group()
    )
    return Extreme(start=match.start(), end=match.end(), is_maximum=is_minimum is None)


_COLORS: Mapping[str, str] = {
    **dict.fromkeys(["빨간색", "빨강색", "빨강", "빨간", "붉은색", "붉은", "적색", "red", "crimson"], "red"),
    **dict.fromkeys(["파란색", "파랑색", "파랑", "파란", "푸른색", "청색", "blue"], "blue"),
    **dict.fromkeys(["초록색", "초록", "녹색", "그린", "green"], "green"),
    **dict.fromkeys(["연두색", "연두"], "yellowgreen"),
    **dict.fromkeys(["노란색", "노랑색", "노랑", "노란", "노랗게", "옐로", "yellow"], "yellow"),
    **dict.fromkeys(["주황색", "주황", "오렌지색", "오렌지", "orange"], "orange"),
    **dict.fromkeys(["보라색", "보라", "자주색", "퍼플", "purple"], "purple"),
    **dict.fromkeys(["분홍색", "분홍", "핑크색", "핑크", "pink"], "pink"),
    **dict.fromkeys(["하늘색", "skyblue", "sky blue"], "skyblue"),
    **dict.fromkeys(["남색", "네이비", "navy"], "navy"),
    **dict.fromkeys(["흰색", "하얀색", "하양", "하얀", "하얗게", "화이트", "white"], "white"),
    **dict.fromkeys(["청록색", "청록", "turquoise"], "turquoise"),
    **dict.fromkeys(["라벤더", "lavender"], "lavender"),
    **dict.fromkeys(["금색", "gold", "golden"], "gold"),
    **dict.fromkeys(["violet"], "violet"),
    **dict.fromkeys(["cyan"], "cyan"),
    **dict.fromkeys(["teal"], "teal"),
    **dict.fromkeys(["magenta", "마젠타"], "magenta"),
    **dict.fromkeys(["lime"], "lime"),
    **dict.fromkeys(["indigo"], "indigo"),
    **dict.fromkeys(["brown", "갈색"], "brown"),
    **dict.fromkeys(["coral"], "coral"),
    **dict.fromkeys(["amber"], "orange"),
    **dict.fromkeys(["빨갛게"], "red"),
    **dict.fromkeys(["파랗게", "퍼렇게"], "blue"),
}

_HALF = r"(?P<half>am|pm|a\.m\.?|p\.m\.?)(?![a-z])"
_PART = r"(?:\s(?:in the|at|this|tomorrow)\s(?P<part>morning|afternoon|evening|night))"
_HOUR_EN = rf"(?P<hour>\d{{1,2}}|ten|eleven|twelve|{_N_ONES})"
_MINUTE_EN = rf"(?P<minute>(?:oh\s)?{_N_TENS}|[0-5]\d)"
_NOT_A_TIME = r"(?!\s?(?:%|percent|degrees?|°|minutes?|mins?|hours?|hrs?|seconds?|secs?|o'clock|:|\.\d|\d|,\d|and a half|k\b|steps?|notch|times|lights?|lamps?))"

_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Quantity | None]], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        # lengths of time
        (
            rf"{_B}(?:(?:{_N_KO}|반)\s?(?:시간|분(?![가-힣]의|의|위기|홍)|초(?!록))(?:\s?반(?![가-힣]))?)"
            rf"(?:\s?{_N_KO}\s?(?:분(?!위기|홍|의)|초(?!록))(?:\s?반(?![가-힣]))?)*",
            _korean_duration,
        ),
        (
            rf"(?<![a-z0-9.])(?:{_EN_COUNT})(?:(?:\sand\s)?(?:\s?a\shalf|\s?(?:an?\s)?1/2))?[\s-]?{_EN_UNIT}"
            rf"(?:\sand\sa\shalf)?(?:,?\s(?:and\s)?{_EN_COUNT}[\s-]?{_EN_UNIT}(?:\sand\sa\shalf)?)*",
            _english_duration,
        ),
        (rf"\b(?:an|one|two|three)\shours?\s{_N_TENS}\b(?!\s?(?:minutes?|mins?|seconds?|%|percent))", _english_duration),
        (r"\b(?:(?:a|three|3)\s)?quarters?\sof\san\shour\b", _quarter_hours),
        # times of day
        (
            rf"{_B}(?P<part>오전|오후|아침|저녁|밤|새벽|낮|점심)?\s?(?<![0-9])(?P<hour>{_N_KO})\s?시(?!간|계|작|끄|원|청|스|리)"
            rf"(?:\s?(?P<minute>{_N_DIGITS}|{_N_SINO})\s?분|\s?(?P<half>반)(?![가-힣]{{2}}))?",
            _korean_clock,
        ),
        (rf"{_B}(?:(?P<part>오전|오후|아침|저녁|밤|새벽|낮)\s)?(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?!\d|:)(?:\s?{_HALF})?", _digital_clock),
        (r"정오|자정|\bnoon\b|\bmidday\b|\bmidnight\b", _named_clock),
        (rf"(?<![a-z0-9.]){_HOUR_EN}(?:[\s.]{_MINUTE_EN})?\s?{_HALF}", _english_clock),
        (rf"(?<![a-z0-9.]){_HOUR_EN}\so'?clock(?:\s?{_HALF}|{_PART})?", _english_clock),
        (
            rf"\b(?P<count>half|a quarter|quarter|{_N_TENS}|five|\d{{1,2}})(?:\sminutes)?\s(?P<way>past|to)\s"
            rf"{_HOUR_EN}\b(?!\s?(?:percent|degrees|%))(?:\s?{_HALF}|{_PART})?",
            _past_or_to,
        ),
        (
            rf"\b(?:at|by|for|until|till|before|around|from|to|alarm)\s{_HOUR_EN}\s{_MINUTE_EN}\b{_NOT_A_TIME}(?:{_PART})?",
            _english_clock,
        ),
        (rf"\b(?P<hour>{_N_ONES}|ten|eleven|twelve)\s(?P<minute>thirty|fifteen|forty[\s-]five)\b{_NOT_A_TIME}(?:{_PART})?", _english_clock),
        (
            rf"(?<!volume )(?<!brightness )(?<!level )(?<!speed )\b(?:at|by|until|till|before|around|alarm for|up for)\s{_HOUR_EN}\b{_NOT_A_TIME}(?:{_PART})?",
            _english_clock,
        ),
        (rf"(?<![a-z0-9.]){_HOUR_EN}{_PART}", _english_clock),
        # days
        (
            r"매일|날마다|평일(?:마다|에는|에)?|주말(?:마다|에는|에)?"
            r"|매주\s?[월화수목금토일](?:요일)?(?:\s?[,와과]?\s?[월화수목금토일]요일)*(?:마다)?"
            r"|[월화수목금토일]요일(?:\s?[,와과랑]?\s?[월화수목금토일]요일)*(?:마다|에)?"
            rf"|{_B}[월화수목금토일]{{2,7}}(?=\s|에|마다|$)",
            _days,
        ),
        (
            r"\b(?:every\s?day|daily|each day|every (?:morning|evening|night|afternoon)"
            r"|(?:on |every |each )?(?:weekdays?|workdays?|weekends?)"
            r"|(?:on |every |each )?(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?:(?:,| and|, and) (?:mon|tues|wednes|thurs|fri|satur|sun)days?)*)\b",
            _days,
        ),
        # numbers with units
        (rf"{_B}(?P<n>{_MINUS}(?:{_N_DIGITS}|{_N_SINO}))\s?(?:퍼센트|프로(?!그램|젝)|퍼(?![가-힣])|%)", _number("percent")),
        (rf"(?<=[가-힣])(?P<n>[일이삼사오육칠팔구]?십[일이삼사오육칠팔구]?)\s?(?:퍼센트|프로(?!그램|젝)|%)", _number("percent")),
        (rf"(?<![a-z0-9.])(?P<n>{_N_EN})\s?(?:%|percent\b|per cent\b|pct\b)", _number("percent")),
        (
            rf"{_B}(?P<n>(?:화씨\s?)?{_MINUS}{_N_KO})\s?(?:도|℃|°c?)(?!어|움|착|서관|시|둑|중|마|망|구|전|대체|와)(?P<half>\s?반(?![가-힣]))?",
            _degrees,
        ),
        (rf"(?<=[가-힣])(?P<n>(?:[일이삼사]?십[일이삼사오육칠팔구]?|\d+(?:\.\d)?))\s?도(?=로|까지|에|$|\s)", _degrees),
        (rf"(?<![a-z0-9.])(?P<n>{_MINUS}{_N_EN})\s?(?:degrees?\b(?:\s(?:celsius|centigrade|fahrenheit)\b)?|°\s?[cf]?|℃|celsius\b|fahrenheit\b)", _degrees),
        (r"(?<![a-z0-9.])(?P<n>\d{4})\s?(?:k\b|kelvin\b|켈빈|캘빈)", _number("kelvin")),
        (rf"{_B}(?P<n>{_N_KO})\s?(?:단계|칸)", _number("step")),
        (rf"(?<![a-z0-9.])(?P<n>{_N_EN}|a|one)\s(?:steps?|notch(?:es)?|levels?|clicks?)\b", _number("step")),
        (rf"{_B}(?P<n>{_N_DIGITS}|{_N_SINO})\s?번(?!째|만|에|\s?더)", _number(None)),
        (rf"{_B}(?P<below>{_N_DIGITS}|{_N_SINO})\s?분의\s?(?P<above>{_N_DIGITS}|{_N_SINO})", _fraction),
        (r"\b(?P<above>1|2|3)/(?P<below>2|3|4|5)\b", _fraction),
        # what stands for a number
        (rf"(?<![가-힣])(?:절반|반)(?=으로|쯤|만(?!에)|정도|까지|은\s|\s|$|[.,!?])|절반", _fixed(50, "percent")),
        (r"\b(?:half\s?way|halfway|half)\b(?!\s(?:an?|past|hour|of an))", _fixed(50, "percent")),
        (r"\b(?:a|one) quarter\b(?!\s(?:past|to|of an))", _fixed(25, "percent")),
        (r"\bthree quarters\b(?!\sof an)", _fixed(75, "percent")),
        (r"주광색|\bdaylight\b|\bcool white\b|\bcold white\b", _fixed(6500, "kelvin")),
        (r"주백색|\bneutral white\b|\bnatural white\b", _fixed(4000, "kelvin")),
        (r"전구색|\bwarm white\b|\bsoft white\b", _fixed(2700, "kelvin")),
        # bare numbers
        (rf"(?<![a-z0-9.])(?P<n>-?{_N_DIGITS})(?!\s?층|[a-z]|\d|:|\s?(?:st|nd|rd|th)\b)", _number(None)),
        (rf"{_B}(?P<n>{_N_SINO})(?=(?:으로|로|까지|만큼|에\s?맞)(?![가-힣]{{3}}))", _number(None)),
        (rf"{_B}(?P<n>[일이삼사오육칠팔구]?[백십][영공일이삼사오육칠팔구십백]*)(?![가-힣])", _number(None)),
        (rf"{_B}(?P<n>(?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)\s?(?:하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)?)(?=으로|로|까지|만큼|$|\s)", _number(None)),
        (rf"\b(?P<n>(?:minus )?(?:{_N_ENGLISH}))\b(?<!\bone)(?!\s?floor)", _number(None)),
        (r"(?:(?<=\bto )|(?<=channel )|(?<=hdmi )|(?<=level )|(?<=\bby ))(?P<n>one)\b", _number(None)),
        # extremes and colours
        (
            r"최대(?:한|치|로)?|최고(?!의)(?:로|치)?|최소(?:한|치|로)?|최저(?:로|치)?|맥스(?:로)?|(?<![가-힣])풀로"
            r"|(?:제일|가장|젤|최고로|최대한)\s?(?:밝|크|세|강|높|뜨|따뜻|시원|빠|어둡|어두|작|약|낮|조용|천천|차갑)",
            _extreme,
        ),
        (
            r"\b(?:max(?:imum)?|min(?:imum)?|full(?:y)?(?: blast| brightness| volume| power| speed)?"
            r"|(?:bright|loud|high|warm|hott?|low|dimm?|quiet|dark|soft|slow|fast|strong)est"
            r"|as (?:bright|loud|high|low|dim|quiet|dark|soft) as (?:possible|it goes|you can|it gets)|all the way (?:up|down))\b",
            _extreme,
        ),
        (
            "(?:" + "|".join(sorted((name for name in _COLORS if not name.isascii()), key=len, reverse=True)) + ")"
            r"|\b(?:" + "|".join(sorted((name for name in _COLORS if name.isascii()), key=len, reverse=True)) + r")\b",
            lambda match: Color(start=match.start(), end=match.end(), css=_COLORS[match.group()]),
        ),
    )
)
