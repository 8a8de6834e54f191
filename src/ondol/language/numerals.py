"""Numerals in figures and words: what they look like (patterns) and what they are worth.

Sino-Korean (이십사, 이십오 점 오), native Korean (스물네), English (twenty-four), 0 to 9999.
Where a numeral may stand is not decided here (`times`, `amounts`): 이, 일, 오 are words, too.

Grammar: National Institute of Korean Language, standard dictionary, on numerals and counters.
"""

import re

_DIGITS = {c: i for i, c in enumerate("영일이삼사오육칠팔구")} | {"공": 0, "륙": 6, "삽": 3}
_PLACES = {"십": 10, "백": 100, "천": 1000}

_NATIVE_TENS = {"열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50}
_NATIVE_TENS |= {"예순": 60, "일흔": 70, "여든": 80, "아흔": 90}
_NATIVE_ONES = {"하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4}
_NATIVE_ONES |= {"다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "여덜": 8, "아홉": 9}

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH = (
    {word: value for value, word in enumerate((*_ONES, *_TEENS))}
    | {word: 20 + 10 * at for at, word in enumerate(_TENS)}
    | {"fourty": 40, "oh": 0}
)
_MINUS = ("영하", "마이너스", "minus", "negative", "-")
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75}

# Patterns hold no named groups and no word edges: those who use them know what may stand around.

FIGURES = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6}(?:[.,][0-9]{1,2})?)(?![0-9])"
MINUS = r"(?:(?:영하|마이너스|minus|negative)\s?|-)"

_D = "[일이삼삽사오육륙칠팔구]"
_D0 = "[영공일이삼사오육륙칠팔구]"
_TO_99 = rf"(?:{_D}\s?)?십(?:\s?{_D})?"
_TO_999 = rf"(?:(?:{_D}\s?)?백(?:\s?{_TO_99}|\s?{_D})?|{_TO_99})"
_POINT = rf"(?:\s?점\s?{_D0}{{1,2}})?"
SINO_LONG = rf"(?:(?:{_D}\s?)?천(?:\s?{_TO_999}|\s?{_D})?|{_TO_999}){_POINT}"
"""Ten and more: hardly ever part of another word."""
SINO_SHORT = rf"{_D0}{_POINT}"
"""One syllable, which is mostly something else: 이 방, 일 끝나면, 사 줘."""
SINO = rf"(?:{SINO_LONG}|{SINO_SHORT})"
SINO_SPELT = rf"{_D0}{{2,4}}"
"""Figure by figure, as channels are read out: 일일, 공육."""

_NATIVE_ONE = "(?:하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|여덜|아홉)"
_NATIVE_OVER_10 = "(?:스물|서른|마흔|쉰|예순|일흔|여든|아흔)"
NATIVE_LONG = rf"(?:열\s?{_NATIVE_ONE}|{_NATIVE_OVER_10}\s?{_NATIVE_ONE}|{_NATIVE_OVER_10}|스무)"
NATIVE = rf"(?:{NATIVE_LONG}|열|{_NATIVE_ONE})"

_EN_ONE = "(?:" + "|".join(_ONES[1:]) + ")"
_EN_TO_99 = (
    rf"(?:(?:{'|'.join(_TENS)}|fourty)(?:[\s-]{_EN_ONE}(?![a-z]))?|{'|'.join(_TEENS)}|{_EN_ONE})"
)
_EN_TO_999 = (
    rf"(?:(?:(?:an?|{_EN_ONE})\s)?hundred(?:\s(?:and\s)?{_EN_TO_99}(?![a-z]))?|{_EN_TO_99})"
)
ENGLISH = (
    rf"(?:(?:(?:an?|{_EN_TO_99})\sthousand(?:\s(?:and\s)?{_EN_TO_999}(?![a-z]))?|{_EN_TO_999}|zero)"
    rf"(?:\spoint(?:\s(?:{'|'.join(_ONES)}|oh)(?![a-z])){{1,2}})?)(?![a-z])"
)
ENGLISH_TO_99 = rf"{_EN_TO_99}(?![a-z])"
AND_A_HALF = r"(?:\s?[½¼¾]|\s(?:and\s)?(?:an?\s)?(?:half|1/2)(?![a-z]))"

KOREAN_NUMBER = rf"(?:{FIGURES}|{NATIVE}|{SINO})"
ENGLISH_NUMBER = rf"(?:{FIGURES}|{ENGLISH})"


def value(word: str) -> float | None:
    """Return what a numeral is worth, an int where it is whole; None: it is no numeral.

    >>> [value(word) for word in ("이십오 점 오", "스물네", "영하 십팔", "a hundred and five", "5")]
    [25.5, 24, -18, 105, 5]
    """
    word, sign = word.strip(), 1
    for minus in _MINUS:
        if word.startswith(minus):
            word, sign = word.removeprefix(minus).strip(), -1
    part = 0.0
    if half := re.search(rf"{AND_A_HALF}$", word):
        part = _HALVES.get(half.group().strip(), 0.5)
        word = word[: half.start()]
    for read in (_figures, _native, _sino, _english):
        whole = read(word)
        if whole is not None:
            total = sign * (whole + part)
            return int(total) if total == int(total) else total
    return None


def _figures(word: str) -> float | None:
    if not re.fullmatch(FIGURES, word):
        return None
    if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+", word):
        return float(word.replace(",", ""))
    return float(word.replace(",", "."))


def _native(word: str) -> float | None:
    compact = word.replace(" ", "")
    for length in (0, 2, 1):
        tens, ones = compact[:length], compact[length:]
        if (not tens or tens in _NATIVE_TENS) and ones in _NATIVE_ONES:
            return _NATIVE_TENS.get(tens, 0) + _NATIVE_ONES[ones]
    return _NATIVE_TENS.get(compact)


def _sino(word: str) -> float | None:
    whole, point, fraction = word.replace(" ", "").partition("점")
    if not whole or any(c not in _DIGITS and c not in _PLACES for c in whole):
        return None
    if point and (not fraction or any(c not in _DIGITS for c in fraction)):
        return None
    total = _sino_spelt(whole) if len(whole) > 1 else None
    if total is None:
        total = _sino_whole(whole)
    return float(f"{total}." + "".join(str(_DIGITS[c]) for c in fraction)) if fraction else total


def _sino_whole(word: str) -> int:
    total = digit = 0
    for character in word:
        if character in _PLACES:
            total += (digit or 1) * _PLACES[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def _sino_spelt(word: str) -> int | None:
    if any(character in _PLACES for character in word):
        return None
    return int("".join(str(_DIGITS[character]) for character in word))


def _english(words: str) -> float | None:
    whole, _, fraction = words.partition(" point ")
    total = group = 0
    for word in re.split(r"[\s-]+", whole):
        if word in ("and", "a", "an"):
            continue
        if word == "hundred":
            group = (group or 1) * 100
        elif word == "thousand":
            total, group = (group or 1) * 1000, 0
        elif word in _ENGLISH:
            group += _ENGLISH[word]
        else:
            return None
    if not fraction:
        return total + group
    digits = [_ENGLISH.get(word) for word in fraction.split()]
    return float(f"{total + group}." + "".join(map(str, digits))) if None not in digits else None
