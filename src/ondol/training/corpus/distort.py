"""Distorts text as keyboards, haste and speech recognition do; names and numbers are kept."""

import random
from collections.abc import Sequence

_FIRST = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_VOWEL_SWAPS = {
    "ㅔ": "ㅐ",
    "ㅐ": "ㅔ",
    "ㅚ": "ㅙ",
    "ㅙ": "ㅚ",
    "ㅓ": "ㅏ",
    "ㅗ": "ㅜ",
    "ㅜ": "ㅡ",
    "ㅕ": "ㅓ",
    "ㅢ": "ㅣ",
    "ㅖ": "ㅔ",
}
_KEYS = ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ")
"""The letters of the Korean keyboard (Dubeolsik), row by row."""

_HEARD = (
    *(("꺼줘", "꺼져"), ("꺼 줘", "거 줘"), ("켜줘", "켜져"), ("켜 줘", "켜 조"), ("해줘", "해죠")),
    *(
        ("해줘", "해조"),
        ("틀어줘", "트러줘"),
        ("틀어 줘", "트러 줘"),
        ("닫아", "다다"),
        ("닫아", "다더"),
    ),
    *(("열어", "여러"), ("낮춰", "나춰"), ("낮춰", "낮쳐"), ("높여", "노펴"), ("밝게", "발께")),
    *(("어둡게", "어둡께"), ("맞춰", "마춰"), ("맞춰", "맞쳐"), ("돌려", "돌여"), ("잠가", "잠궈")),
    *(("켜져", "켜저"), ("꺼져", "꺼저"), ("켜 줘", "켜줘"), ("꺼 줘", "꺼줘"), ("뭐 ", "머 ")),
    *(("잠갔", "잠궜"), ("됐어", "됬어"), ("돼", "되"), ("안 ", "않 "), ("에어컨", "에어콘")),
    *(("텔레비전", "테레비"), ("리모컨", "리모콘"), ("보일러", "보일라"), ("줄래", "줄레")),
    *(("으로", "으루"), ("알려", "알러"), ("몇", "며"), ("세탁기", "새탁기"), ("커튼", "커텐")),
    *(("turn", "tern"), ("lights", "lite"), ("off", "of"), ("please", "pls"), ("you", "u")),
    *(("bright", "brite"), ("curtain", "curtin"), ("degrees", "degree"), (" too ", " to ")),
    *(
        ("light", "lite"),
        ("to ", "two "),
        ("for ", "four "),
        ("what's", "whats"),
        ("don't", "dont"),
    ),
    *(("turn ", "trun "), ("the ", "teh "), ("volume", "volumn"), ("temperature", "temprature")),
)
"""What speech recognition or a quick hand makes of words."""

_NEIGHBOURS = {
    "a": "qs",
    "b": "vn",
    "c": "xv",
    "d": "sf",
    "e": "wr",
    "f": "dg",
    "g": "fh",
    "h": "gj",
    "i": "uo",
    "j": "hk",
    "k": "jl",
    "l": "k",
    "m": "n",
    "n": "bm",
    "o": "ip",
    "p": "o",
    "r": "et",
    "s": "ad",
    "t": "ry",
    "u": "yi",
    "v": "cb",
    "w": "qe",
    "x": "zc",
    "y": "tu",
    "z": "x",
}


def distort(
    text: str, lang: str, rng: random.Random, keep: Sequence[tuple[int, int]] = ()
) -> tuple[str, Sequence[tuple[int, int]]]:
    """Return a distorted text and where the kept ranges stand in it.

    >>> distort("거실 불 꺼", "ko", random.Random(0), [(0, 2)])[1]
    [(0, 2)]
    """
    parts: list[str] = []
    ranges: dict[tuple[int, int], tuple[int, int]] = {}
    length = at = 0
    for start, end in sorted(keep):
        free = _distort_part(text[at:start], lang, rng)
        parts += (free, text[start:end])
        length += len(free)
        ranges[(start, end)] = (length, length + end - start)
        length += end - start
        at = end
    parts.append(_distort_part(text[at:], lang, rng))
    return "".join(parts), [ranges[pair] for pair in keep]


def _distort_part(text: str, lang: str, rng: random.Random) -> str:
    kind = rng.random()
    if lang == "ko":
        if kind < 0.4:
            return _drop_spaces(text, rng)
        if kind < 0.55:
            return "".join(_misspelt(c, rng) if rng.random() < 0.06 else c for c in text)
    elif kind < 0.3:
        text = _typo(text, rng)
        return _typo(text, rng) if rng.random() < 0.3 else text
    if kind < 0.6:
        return _misheard(text, rng)
    if kind < 0.75:
        return "".join(c for c in text if c not in ".,!?'\"")
    if lang == "en" and kind < 0.9:
        return rng.choice((text.upper(), text.capitalize(), text.lower()))
    return text


def _drop_spaces(text: str, rng: random.Random) -> str:
    share = rng.choice((0.3, 0.6, 1.0))
    inner = text[1:-1]
    dropped = "".join(c for c in inner if c != " " or rng.random() > share)
    return text[:1] + dropped + text[-1:] if len(text) > 1 else text


def _misspelt(character: str, rng: random.Random) -> str:
    """Swap a syllable's vowel for one that sounds or stands close."""
    code = ord(character) - ord("가")
    if not 0 <= code < 11_172:
        return character
    first, rest = divmod(code, 588)
    vowel, final = divmod(rest, 28)
    if rng.random() < 0.35:
        return _mistyped(first, vowel, final, rng)
    swapped = _VOWEL_SWAPS.get(_VOWELS[vowel])
    if swapped is not None:
        vowel = _VOWELS.index(swapped)
    elif rng.random() < 0.3:
        final = 0
    return chr(ord("가") + first * 588 + vowel * 28 + final)


def _mistyped(first: int, vowel: int, final: int, rng: random.Random) -> str:
    """Return a syllable with one letter struck beside its key, or its last one left out."""
    if final and rng.random() < 0.4:
        final = 0
    elif rng.random() < 0.5:
        beside = _beside(_FIRST[first], rng)
        first = _FIRST.index(beside) if beside in _FIRST else first
    else:
        beside = _beside(_VOWELS[vowel], rng)
        vowel = _VOWELS.index(beside) if beside in _VOWELS else vowel
    return chr(ord("가") + first * 588 + vowel * 28 + final)


def _beside(letter: str, rng: random.Random) -> str:
    for row in _KEYS:
        at = row.find(letter)
        if at >= 0:
            return rng.choice(row[max(0, at - 1) : at] + row[at + 1 : at + 2])
    return letter


def _misheard(text: str, rng: random.Random) -> str:
    known = [(word, heard) for word, heard in _HEARD if word in text]
    if not known:
        return text
    word, heard = rng.choice(known)
    return text.replace(word, heard, 1)


def _typo(text: str, rng: random.Random) -> str:
    if len(text) < 4:
        return text
    at = rng.randrange(1, len(text) - 1)
    shape = rng.random()
    if shape < 0.3:
        return text[:at] + text[at + 1 :]
    if shape < 0.55:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if shape < 0.75:
        return text[:at] + text[at] + text[at:]
    return text[:at] + rng.choice(_NEIGHBOURS.get(text[at].lower(), text[at])) + text[at + 1 :]
