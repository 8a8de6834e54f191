"""Lengths of time, times of day and days of the week: how they are said in Korean and English.

"3시간" is a length, "3시" a time of day; "at 7" is a time, "for 7 minutes" a length, a bare "7" is
neither. Whether "7시" is morning or evening, where nobody said, is left open (`is_ambiguous`).
"""

import datetime as dt
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Literal

from .numerals import (
    AND_A_HALF,
    ENGLISH_NUMBER,
    ENGLISH_TO_99,
    FIGURES,
    KOREAN_NUMBER,
    NATIVE,
    NATIVE_LONG,
    SINO,
    SINO_LONG,
    SINO_SHORT,
    value,
)
from .quantity import ClockTime, Days, Duration

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], ClockTime | Days | Duration | None]]

_KO = r"(?<![가-힣a-z0-9.])"  # a word begins
_EN = r"(?<![a-z0-9.])"
_END = r"(?![a-z0-9])"

# --- lengths of time, in Korean ------------------------------------------------------------------

_LATER = r"(?=\s?(?:뒤|후|동안|있다|이따|지나|간(?![가-힣])|안에|내로|마다|전))"
_HALF = r"(?:\s?반(?![찬장가복대드응도려송전]))"
_HOURS = rf"(?:{FIGURES}|{NATIVE}|{SINO_LONG}|[일이삼사오육칠팔구]|반)\s?시간(?!표|대)"
_LONG = rf"(?:{FIGURES}|{NATIVE_LONG}|열|{SINO_LONG}|반)"
_NOT_MINUTES = "위기|홍|의|유|리수|무|실|쇄|석|량|수|필|류|노|해|야|할|배|산|비|명|양"
_MINUTES = rf"(?:{_LONG}\s?분(?!의|홍|위기)|{SINO_SHORT}\s?분(?!{_NOT_MINUTES}))"
_NOT_SECONDS = "록|콜|대|인|미세|등|밥|기|보|코|음|여름|저"
_SECONDS = rf"(?:{_LONG}\s?초(?!록|콜|미세)|{SINO_SHORT}\s?초(?!{_NOT_SECONDS}))"
_KOREAN_DURATION = (
    rf"(?:{_HOURS}{_HALF}?(?:\s?{_MINUTES}{_HALF}?)?(?:\s?{_SECONDS})?"
    rf"|{_MINUTES}{_HALF}?(?:\s?{_SECONDS})?|{_SECONDS})"
)
_KOREAN_PART = re.compile(rf"({KOREAN_NUMBER}|반)\s?(시간|분|초)({_HALF}?)")
_UNITS_S = {"시간": 3600, "분": 60, "초": 1, "일": 86400, "주": 604800}
_KOREAN_DAY_COUNTS = {"하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "열흘": 10}
_KOREAN_DAY_COUNTS |= {"보름": 15, "일주일": 7, "한 주": 7, "이 주": 14, "두 주": 14}
# In these the syllable is no numeral: this person, to tell apart, both people, at this hour.
_NO_DURATION = re.compile(
    r"(?:[이구]분|이\s?시간)(?!\s?(?:뒤|후|동안|있[다으]|이따|간|만|짜리|타이머|마다|더|전|지[나난]))"
    r"(?!\s?[0-9일이삼사오육칠팔구십]+\s?[분초])"
)


def _korean_duration(match: re.Match[str]) -> Duration | None:
    if _NO_DURATION.match(match.string, match.start()):
        return None
    total = 0.0
    for number, unit, half in _KOREAN_PART.findall(match.group()):
        count = 0.5 if number == "반" else value(number)
        if count is None:
            return None
        total += (count + (0.5 if half else 0)) * _UNITS_S[unit]
    return _duration(match, total)


def _duration(match: re.Match[str], seconds: float) -> Duration | None:
    if seconds <= 0:
        return None
    return Duration(start=match.start(), end=match.end(), seconds=round(seconds))


def _korean_days_long(match: re.Match[str]) -> Duration | None:
    word = match.group()
    if word in _KOREAN_DAY_COUNTS:
        return _duration(match, _KOREAN_DAY_COUNTS[word] * 86400)
    count = value(match.group("n"))
    return None if count is None else _duration(match, count * _UNITS_S[match.group("unit")])


# --- lengths of time, in English -----------------------------------------------------------------

_ENGLISH_UNITS_S = {"h": 3600, "m": 60, "s": 1, "d": 86400, "w": 604800}
_EN_UNIT = rf"(?:hours?|hrs?|minutes?|mins?|seconds?|secs?|days?|weeks?){_END}"
_EN_HALF = r"(?:a\s)?(?:half|1/2|½)(?:\s(?:of\s)?an?)?"
_EN_FEW = rf"(?:{_EN_HALF}|an?(?:\s(?:couple|few)(?:\sof)?)?|couple(?:\sof)?)"
_EN_COUNT = rf"(?:{ENGLISH_NUMBER}|{_EN_FEW})"
_EN_MORE = r"(?:\s(?:more|extra|additional|full))?"
_EN_PART = rf"{_EN_COUNT}{AND_A_HALF}?{_EN_MORE}[\s-]?{_EN_UNIT}(?:\sand\s(?:a\s)?half(?![a-z]))?"
_EN_DIGIT = rf"(?:one|two|three|four|five|six|seven|eight|nine){_END}"
_EN_TAIL = rf"(?:\s(?:and\s)?(?!{_EN_DIGIT})(?:{ENGLISH_TO_99}|[1-5][0-9](?![0-9])))"
_NO_UNIT = (
    r"(?![a-z0-9]|\s?(?:%|percent|degrees?|°|celsius|fahrenheit|k(?![a-z])|kelvin|minutes?|mins?|hours?|hrs?"
    r"|seconds?|secs?|days?|weeks?|o'?\s?clock|steps?|notch|levels?|times|clicks?|lights?|lamps?"
    r"|[:,.-]?[0-9]|and\sa\shalf|½))"
)
_ENGLISH_PART = re.compile(
    rf"(?P<count>{_EN_COUNT})(?P<half>{AND_A_HALF})?{_EN_MORE}[\s-]?(?P<unit>{_EN_UNIT})"
    r"(?P<and_half>\sand\s(?:a\s)?half(?![a-z]))?"
)
_SHORT_PART = re.compile(rf"(?P<count>{FIGURES})\s?(?P<unit>[hms])")


def _english_duration(match: re.Match[str]) -> Duration | None:
    total, end = 0.0, match.start()
    for part in _ENGLISH_PART.finditer(match.group()):
        count = _english_count(part.group("count"))
        if count is None:
            return None
        if count == 1 and _is_rate(part, match.string[: match.start()]):
            return None
        half = 0.5 if part.group("half") or part.group("and_half") else 0
        total += (count + half) * _ENGLISH_UNITS_S[part.group("unit")[0]]
        end = match.start() + part.end()
    tail = match.string[end : match.end()].removeprefix(" and").strip()
    if tail:
        total += (value(tail) or 0) * 60
    return _duration(match, total)


def _is_rate(part: re.Match[str], before: str) -> bool:
    """Say whether "a day" means each day (twice a day) or some day (a day off)."""
    return part.group("unit")[0] in "dw" and part.group("count") == "a" and before[-3:] != "in "


def _english_count(count: str) -> float | None:
    if re.search("half|1/2|½", count):
        return 0.5
    if "couple" in count:
        return 2
    if "few" in count:
        return 3
    return 1 if count in ("a", "an") else value(count)


def _short_duration(match: re.Match[str]) -> Duration | None:
    total = 0.0
    for part in _SHORT_PART.finditer(match.group()):
        total += (value(part.group("count")) or 0) * _ENGLISH_UNITS_S[part.group("unit")]
    return _duration(match, total)


def _quarter_hours(match: re.Match[str]) -> Duration | None:
    return _duration(match, 2700 if match.group().startswith(("three", "3")) else 900)


def _stopwatch(match: re.Match[str]) -> Duration | None:
    """Read h:mm:ss; m:ss only right beside the word timer."""
    hours, minutes, seconds = (int(part or 0) for part in match.group("h", "m", "s"))
    if seconds > 59:
        return None
    start = match.start("h") if match.group("h") else match.start("m")
    total = hours * 3600 + minutes * 60 + seconds
    if total == 0:
        return None
    return Duration(start=start, end=match.end("s"), seconds=total)


# --- times of day --------------------------------------------------------------------------------

Part = Literal["am", "pm", "evening", "night", "noon"]
_PARTS: dict[str, Part] = {
    **dict.fromkeys(["오전", "아침", "새벽", "am", "morning"], "am"),
    **dict.fromkeys(["오후", "pm", "afternoon"], "pm"),
    **dict.fromkeys(["저녁", "evening", "tonight"], "evening"),
    **dict.fromkeys(["밤", "night"], "night"),
    **dict.fromkeys(["낮", "점심"], "noon"),
}


def _clock(
    start: int, end: int, hour: float | None, minute: float | None, part: str | None
) -> ClockTime | None:
    """Return the time of day; a part of the day says which half of it is meant."""
    if hour is None or minute is None or hour != int(hour) or minute != int(minute):
        return None
    if not (0 <= hour <= 24 and 0 <= minute < 60):
        return None
    known = _PARTS.get((part or "").replace(".", ""))
    return ClockTime(
        start=start,
        end=end,
        time=dt.time(_hour_of_day(int(hour), known) % 24, int(minute)),
        is_ambiguous=known is None and 1 <= hour <= 12,
    )


def _hour_of_day(hour: int, part: Part | None) -> int:
    if hour > 12:
        return hour
    match part:
        case "am":
            return hour % 12
        case "pm":
            return hour % 12 + 12
        case "evening" | "night":  # 밤 두 시, tonight at one: after midnight
            return hour % 12 + 12 if 5 <= hour < 12 else hour % 12
        case "noon":
            return hour + 12 if hour < 7 else hour
        case None:
            return hour


_KO_PART = r"(?P<part>오전|오후|아침|저녁|밤|새벽|낮|점심|[ap]\.?m\.?)"
_KO_HOUR = rf"(?:[0-9]{{1,2}}|{NATIVE}|{SINO_LONG})"
_KO_MINUTE = rf"(?:[0-9]{{1,2}}|{SINO})"
_NOT_CLOCK = (
    "간|계|작|끄|원|청|스|리|각|절|즌|속|선|험|장|켜|킨|킬|트|럽|대|바삐|도록|도\\s|라도|름|라"
)
_MINUTES_BEFORE = (5, 10, 15)  # "여섯 시 오 분 전" is 5:55; "일곱 시 사십 분 전에" is before 7:40


def _korean_clock(match: re.Match[str]) -> ClockTime | None:
    hour = value(match.group("hour"))
    minute = 30 if match.group("half") else value(match.group("minute") or "영")
    clock = _clock(match.start(), match.end(), hour, minute, match.group("part"))
    if clock is None or not match.group("before"):
        return clock
    if minute not in _MINUTES_BEFORE:
        return ClockTime(
            start=clock.start,
            end=match.start("before"),
            time=clock.time,
            is_ambiguous=clock.is_ambiguous,
        )
    full = clock.time.hour * 60 - int(minute)
    return ClockTime(
        start=clock.start,
        end=clock.end,
        time=dt.time(full // 60 % 24, full % 60),
        is_ambiguous=clock.is_ambiguous,
    )


def _digital_clock(match: re.Match[str]) -> ClockTime | None:
    hour, minute = match.group("hour", "minute")
    clock = _clock(_begin(match), match.end(), int(hour), int(minute), _part(match))
    if clock is None or not hour.startswith("0"):
        return clock
    return ClockTime(start=clock.start, end=clock.end, time=clock.time, is_ambiguous=False)


def _part(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    said = (groups.get(name) for name in ("after", "later", "part", "before"))
    return next((part for part in said if part), None)


def _begin(match: re.Match[str]) -> int:
    """Return where a time begins: at its part of the day in Korean, at its hour in English."""
    begin = match.start("part") if "part" in match.groupdict() else -1
    return begin if begin >= 0 else match.start("hour")


def _english_clock(match: re.Match[str]) -> ClockTime | None:
    if _is_level(match):
        return None
    minute = value((match.groupdict().get("minute") or "zero").removeprefix("oh "))
    hour = value(match.group("hour"))
    return _clock(match.start("hour"), match.end(), hour, minute, _part(match)) if hour else None


_LEVEL = re.compile(
    r"\b(?:up|down|by|raise|lower|increase|decrease|reduce|boost|drop|turn|bump)\b[^,.;]*\bby$"
    r"|\b(?:set|keep|leave|put|hold|maintain|have|make|stay|is|are)\b[^,.;]*\b(?:volume|brightness|level|speed"
    r"|temp|temperature|intensity|humidity|thermostat|heat|heating|heater|ac|cooling|fan|channel"
    r"|conditioner|position|sound)\b[^,.;]*\bat$|\b(?:volume|brightness|level|speed|temperature)\s(?:is\s)?at$"
)


def _is_level(match: re.Match[str]) -> bool:
    """Say whether "by 2", "at 21" is a change or a level rather than a time of day."""
    lead = match.groupdict().get("lead")
    if lead not in ("by", "at"):
        return False
    has_more = match.groupdict().get("minute") or match.groupdict().get("after")
    if has_more or match.groupdict().get("later"):
        return False
    if (value(match.group("hour")) or 0) > 12:
        return True
    return _LEVEL.search(match.string[: match.start("hour")].rstrip()) is not None


_SPAN = re.compile(
    r"\b(?:from|between)\s(?:[0-9]{1,2}(?::[0-9]{2})?|[a-z]{3,6})(?:\s?[ap]\.?m\.?)?\s$"
)


_CHANGED = re.compile(
    r"\b(?:volume|brightness|level|speed|temp|temperature|channel|humidity|position|up|down|raise|lower"
    r"|increase|decrease|reduce|dim|brighten)\b"
)


def _span_start(match: re.Match[str]) -> ClockTime | None:
    """Read the beginning of "from 8 to 10", which is no volume that goes from 8 to 10."""
    is_changed = _CHANGED.search(match.string[: match.start()]) is not None
    is_hour = (value(match.group("hour")) or 0) <= 12
    return _english_clock(match) if is_hour and not is_changed else None


def _span_end(match: re.Match[str]) -> ClockTime | None:
    """Read the end of "from 8 to 10"."""
    before = _SPAN.search(match.string[: match.start()])
    if before is None or _CHANGED.search(match.string[: before.start()]):
        return None
    return _english_clock(match)


def _past_or_to(match: re.Match[str]) -> ClockTime | None:
    if re.search(r"\b(?:from|between)\s$", match.string[: match.start("count")]):
        return None  # from 8 to 10
    said = match.group("count")
    minutes = 30 if said == "half" else 15 if "quarter" in said else value(said)
    hour = value(match.group("hour"))
    if hour is None or minutes is None or not 0 < hour <= 12 or minutes >= 60:
        return None
    whole = _clock(match.start("count"), match.end(), hour, 0, _part(match))
    if whole is None:
        return None
    sign = 1 if match.group("way") in ("past", "after") else -1
    full = whole.time.hour * 60 + sign * int(minutes)
    time = dt.time(full // 60 % 24, full % 60)
    if whole.is_ambiguous and time.hour == 0:
        time = time.replace(hour=12)
    return ClockTime(start=whole.start, end=whole.end, time=time, is_ambiguous=whole.is_ambiguous)


def _half_hour(match: re.Match[str]) -> ClockTime | None:
    """Read the British "half seven"."""
    return _clock(match.start("count"), match.end(), value(match.group("hour")), 30, None)


def _military(match: re.Match[str]) -> ClockTime | None:
    digits = match.group("digits")
    hour, minute = int(digits[:-2]), int(digits[-2:])
    return _clock(match.start("digits"), match.end(), hour, minute, match.group("after"))


_NAMED_HOURS = {"정오": 12, "noon": 12, "midday": 12, "자정": 0, "midnight": 0}


def _named_clock(match: re.Match[str]) -> ClockTime:
    return ClockTime(
        start=match.start(),
        end=match.end(),
        time=dt.time(_NAMED_HOURS[match.group("name")]),
        is_ambiguous=False,
    )


_AFTER = r"(?P<after>[ap]m|[ap]\.m\.?)(?![a-z0-9])"
_PART_EN = "morning|afternoon|evening|night|tonight"
_LATER_EN = rf"(?:\s(?:(?:in\sthe|at|this|tomorrow)\s)?(?P<later>{_PART_EN})(?![a-z]))"
_BEFORE_EN = rf"(?:(?P<before>{_PART_EN})s?,?\s(?:at|around|by|until|from)\s)?"
_EN_HOUR_WORD = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_EN_HOUR = rf"(?P<hour>[0-9]{{1,2}}|(?:{_EN_HOUR_WORD})(?![a-z]))(?![0-9])"
_EN_HOUR_GLUED = rf"(?P<hour>[0-9]{{1,2}}|{_EN_HOUR_WORD})"  # elevenpm
_EN_MINUTE = (
    r"(?P<minute>[0-5][0-9](?![0-9])|oh\s(?:one|two|three|four|five|six|seven|eight|nine)"
    r"|(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|(?:twenty|thirty|fou?rty|fifty)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?))(?![a-z0-9])"
)
_LEADS = r"(?P<lead>at|by|until|till|before|around|after|alarm\s(?:for|to)|up\s(?:for|at))"

# --- days of the week ----------------------------------------------------------------------------

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KOREAN_DAYS = dict(zip("월화수목금토일", _WEEK, strict=True))
_EN_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_EN_SHORT_DAY = r"(?:mon|tues?|wed|thurs?|fri|sat|sun)"
_NO_DAYS = frozenset({"금일", "월일", "수목", "화수"})  # today; date; trees: words of their own


def _fixed_days(*days: str) -> Callable[[re.Match[str]], Days]:
    return lambda match: Days(start=match.start(), end=match.end(), days=days)


def _korean_days(match: re.Match[str]) -> Days | None:
    letters = re.sub(
        r"매주|요일|마다|에는|에|부터|까지|이랑|하고|랑|와|과|[\s,·/~-]", "", match.group()
    )
    return _days_of(match, [_KOREAN_DAYS[c] for c in letters if c in _KOREAN_DAYS])


def _joined_days(match: re.Match[str]) -> Days | None:
    letters = match.group("days")
    order = [_WEEK.index(_KOREAN_DAYS[letter]) for letter in letters]
    if letters in _NO_DAYS or any(a >= b for a, b in pairwise(order)):
        return None
    return _days_of(match, [_WEEK[at] for at in order])


def _english_days(match: re.Match[str]) -> Days | None:
    return _days_of(match, re.findall(r"\b(mon|tue|wed|thu|fri|sat|sun)", match.group()))


def _days_of(match: re.Match[str], said: list[str]) -> Days | None:
    days = tuple(day for day in _WEEK if day in said)
    return Days(start=match.start(), end=match.end(), days=days) if days else None


def _day_range(match: re.Match[str]) -> Days | None:
    first, last = (_day_index(match.group(name)) for name in ("first", "last"))
    count = (last - first) % 7 + 1
    said = [_WEEK[(first + at) % 7] for at in range(count)]
    return _days_of(match, said)


def _day_index(word: str) -> int:
    return _WEEK.index(_KOREAN_DAYS.get(word[0], word[:3]))


def _rules(
    *pairs: tuple[str, Callable[[re.Match[str]], ClockTime | Days | Duration | None]],
) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), make) for pattern, make in pairs)


KOREAN_RULES: tuple[Rule, ...] = _rules(
    (rf"{_KO}{_KOREAN_DURATION}", _korean_duration),
    (rf"(?<=[가-힣]){SINO_LONG}\s?분(?!의|홍|위기)", _korean_duration),  # 타이머삼십분
    (rf"(?<=[가-힣])(?<![0-9.]){FIGURES}\s?(?:시간|분(?!의|홍)|초)", _korean_duration),
    (
        rf"{_KO}(?:하루|이틀|사흘|나흘|닷새|열흘|보름|일주일|한\s주|이\s주|두\s주){_LATER}",
        _korean_days_long,
    ),
    (rf"{_KO}(?P<n>{FIGURES}|{SINO})\s?(?P<unit>일|주)(?:일)?{_LATER}", _korean_days_long),
    (
        rf"(?:{_KO}|(?<=내일)|(?<=오늘)|(?<=매일)|(?<=모레)|(?<=평일)|(?<=주말))"
        rf"(?:{_KO_PART}(?:때|에)?\s?)?(?<![0-9:.])(?P<hour>{_KO_HOUR})\s?시(?!{_NOT_CLOCK})"
        rf"(?:\s?(?P<minute>{_KO_MINUTE})\s?분(?!\s?(?:뒤|후|동안|간)|의|홍|위기)(?P<before>\s?전)?"
        rf"|\s?(?P<half>반)(?![찬장가복대드응도려송전]))?(?:\s?정각)?",
        _korean_clock,
    ),
    (
        rf"{_KO}{_KO_PART}\s?(?P<hour>[0-9]{{1,2}}):(?P<minute>[0-9]{{2}})(?![0-9:])",
        _digital_clock,
    ),
    (r"(?:(?:낮|밤)\s)?(?P<name>정오|자정)", _named_clock),
    (r"매일(?:매일)?|날마다|(?:아침|저녁|밤|낮|새벽|오전|오후)마다", _fixed_days(*_WEEK)),
    (
        r"(?:평일|주중)(?:마다|에는|에)?|(?:출근|등교)(?:하는)?\s?날(?:마다)?|주말\s?(?:빼고|제외하고|말고)(?:\s매일)?",
        _fixed_days(*_WEEK[:5]),
    ),
    (r"주말(?:마다|에는|에)?", _fixed_days(*_WEEK[5:])),
    (
        rf"(?:매주\s?|{_KO})[월화수목금토일](?:\s?[,·/]\s?[월화수목금토일])+(?:요일)?(?=\s|에|마다|$)"
        r"|매주\s?[월화수목금토일](?:요일)?(?:\s?[,와과랑·]?\s?[월화수목금토일]요일)*(?:마다)?"
        r"|[월화수목금토일]요일(?:\s?(?:,|·|와|과|이?랑|하고)?\s?[월화수목금토일]요일)*(?:마다|에)?",
        _korean_days,
    ),
    (rf"(?:매주\s?|{_KO})(?P<days>[월화수목금토일]{{2,7}})(?:요일)?(?=\s|에|마다|$)", _joined_days),
    (
        r"(?P<first>[월화수목금토일])(?:요일)?(?:부터|에서|\s?~|\s?-)\s?(?P<last>[월화수목금토일])(?:요일)?(?:까지)?(?![가-힣]{2})",
        _day_range,
    ),
)

ENGLISH_RULES: tuple[Rule, ...] = _rules(
    (rf"{_EN}{_EN_PART}(?:,?\s(?:and\s)?{_EN_PART})*", _english_duration),
    (rf"{_EN}(?:{ENGLISH_NUMBER}|an)\shours?{_EN_TAIL}{_NO_UNIT}", _english_duration),
    (
        rf"{_EN}(?:{FIGURES}\s?h\s?(?:{FIGURES}\s?m\s?)?(?:{FIGURES}\s?s)?|{FIGURES}\s?m\s?{FIGURES}\s?s|{FIGURES}[ms]){_END}",
        _short_duration,
    ),
    (r"\b(?:(?:a|three|3)[\s-])?quarters?(?:\sof\san|\sof\sa)?\shour\b", _quarter_hours),
    (rf"{_EN}{_BEFORE_EN}{_EN_HOUR_GLUED}(?:[\s.:]{_EN_MINUTE})?\s?{_AFTER}", _english_clock),
    (rf"{_EN}{_BEFORE_EN}{_EN_HOUR}\s?o'?\s?clock(?:\s?{_AFTER}|{_LATER_EN})?", _english_clock),
    (
        rf"{_EN}{_BEFORE_EN}(?P<count>half|a\squarter|quarter|{ENGLISH_TO_99}|[0-9]{{1,2}})(?:\sminutes)?\s(?P<way>past|to|after|before|till)\s"
        rf"{_EN_HOUR}(?:\s?{_AFTER}|{_LATER_EN}|{_NO_UNIT})",
        _past_or_to,
    ),
    (
        rf"{_EN}(?P<lead>from|between)\s{_EN_HOUR}(?=\s(?:to|till|until|and|through)\s(?:{_EN_HOUR_WORD}|[0-9]))",
        _span_start,
    ),
    (
        rf"{_EN}(?P<lead>to|till|until|and|through)\s{_EN_HOUR}{_NO_UNIT}(?:\s?{_AFTER}|{_LATER_EN})?",
        _span_end,
    ),
    (
        rf"{_EN}(?:at\s)?{_EN_HOUR}(?:[\s:]{_EN_MINUTE})?(?=\s(?:every|each)\s(?P<later>{_PART_EN})(?![a-z]))",
        _english_clock,
    ),
    (rf"{_EN}(?P<count>half)\s(?P<hour>{_EN_HOUR_WORD}){_END}{_NO_UNIT}", _half_hour),
    (
        rf"{_EN}{_BEFORE_EN}(?P<lead>at|by|for|until|till|before|around|from|to|alarm)\s{_EN_HOUR}\s{_EN_MINUTE}{_NO_UNIT}{_LATER_EN}?",
        _english_clock,
    ),
    (
        rf"{_EN}(?P<hour>{_EN_HOUR_WORD})\s(?P<minute>thirty|fifteen|forty[\s-]five){_END}{_NO_UNIT}{_LATER_EN}?",
        _english_clock,
    ),
    (
        rf"{_EN}(?:(?P<before>morning|afternoon|evening|night|tonight)s?,?\s)?{_LEADS}\s{_EN_HOUR}{_NO_UNIT}{_LATER_EN}?",
        _english_clock,
    ),
    (
        rf"{_EN}{_EN_HOUR}\s(?:in\sthe|at|this|tomorrow)\s(?P<later>morning|afternoon|evening|night)(?![a-z])",
        _english_clock,
    ),
    (rf"{_EN}(?:at\s)?(?P<digits>(?:1[0-2]|0?[1-9])[0-5][0-9])\s?{_AFTER}", _military),
    (r"\b(?:12\s|twelve\s)?(?P<name>noon|midday|midnight)\b", _named_clock),
    (
        r"\b(?:every\s?day|every\ssingle\sday|daily|nightly|(?:each|every)\s(?:day|morning|evening|night|afternoon))\b",
        _fixed_days(*_WEEK),
    ),
    (
        r"\b(?:on\s|every\s|each\s)?(?:weekdays?|work\s?days?|school\s?days?|weeknights?)\b",
        _fixed_days(*_WEEK[:5]),
    ),
    (r"\b(?:on\s|every\s|each\s)?weekends?\b", _fixed_days(*_WEEK[5:])),
    (
        rf"\b(?:on\s|every\s|each\s)?{_EN_DAY}(?:(?:,\s?(?:and\s)?|\sand\s){_EN_DAY})*\b",
        _english_days,
    ),
    (
        rf"\b(?:from\s)?(?P<first>{_EN_DAY}|{_EN_SHORT_DAY})(?:\s?-\s?|\s(?:through|thru|to|till|until)\s)(?P<last>{_EN_DAY}|{_EN_SHORT_DAY})\b",
        _day_range,
    ),
)

FIGURE_RULES: tuple[Rule, ...] = _rules(
    (r"(?<![0-9:])(?P<h>[0-9]{1,2}):(?P<m>[0-5][0-9]):(?P<s>[0-9]{2})(?![0-9:])", _stopwatch),
    (
        r"(?:timers?\s(?:for\s|of\s|to\s)?|타이머(?:를|는)?\s?)(?P<h>)(?P<m>[0-9]{1,2}):(?P<s>[0-5][0-9])(?![0-9:])",
        _stopwatch,
    ),
    (
        rf"(?<![a-z0-9.:]){_BEFORE_EN}(?P<hour>[0-9]{{1,2}}):(?P<minute>[0-9]{{2}})(?!:?[0-9])(?:\s?{_AFTER}|{_LATER_EN})?",
        _digital_clock,
    ),
)
