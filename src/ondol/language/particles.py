"""Korean particles: which form fits a word, and what is left of a word without its particle.

The form depends on how the word ends when it is read aloud, whatever its script: TV가, LED를, 7로,
에어컨 3을. Source: National Institute of Korean Language, standard dictionary.
"""

import re

_ANY = "ㄱ"  # some final consonant other than ㄹ
_RIEUL = "ㄹ"
_RIEUL_INDEX = 8  # of the 28 finals of a Hangul syllable (Unicode 16, section 3.12)

_FIGURES = {"0": _ANY, "1": _RIEUL, "3": _ANY, "6": _ANY, "7": _RIEUL, "8": _RIEUL}
_SYMBOLS = {"%": "", "℃": "", "°": "", "+": "", "&": "", "#": "", "㎡": "", "½": "", "$": ""}
_SYMBOLS |= {"Ω": _ANY, "€": "", "₩": _ANY, "=": ""}
_SPELT = {"l": _RIEUL, "m": _ANY, "n": _ANY, "r": _RIEUL}  # 엘, 엠, 엔, 알

# English words as Koreans say them: 라이트, 베드룸, 도어락, 스피커, 빌.
_WORD_ENDS = (
    (re.compile(r"(?:[aeiou]|[^aeiou]y|[aeo][iwuy])$"), ""),
    (re.compile(r"(?:[rw]|s|z|x|f|v|th|ch|sh|j|d|ge|ce|se|ze|ve|te|de|fe|re|ke)$"), ""),
    (re.compile(r"(?:l|le)$"), _RIEUL),
    (re.compile(r"(?:m|n|ng|me|ne|gn)$"), _ANY),
    (re.compile(r"[aeiou]ck$"), _ANY),  # lock 락
    (re.compile(r"(?:[^aeiou]|[aeiou]{2})[tkp]$"), ""),  # light 라이트, desk 데스크, heat 히트
    (re.compile(r"(?:[kptbcgq])$"), _ANY),  # lock 락, lamp is above, cup 컵, bot 봇
)
_OPEN_E = re.compile(r"(?:me|ne)$")  # home 홈, phone 폰: the e is silent
_SILENT_LE = re.compile(r"(?:[bcdfgkpstz]le|[aiou]le)$")  # table 테이블, mobile 모바일


def with_particle(word: str, pair: str) -> str:
    """Return `word` with the fitting one of a pair of particles.

    `pair` has the form after a consonant first: "을/를", "이/가", "은/는", "과/와", "으로/로",
    "이랑/랑", "이야/야", "이에요/예요".

    >>> [with_particle(*said) for said in (("등", "을/를"), ("TV", "이/가"), ("7", "으로/로"))]
    ['등을', 'TV가', '7로']
    """
    after_consonant, after_vowel = pair.split("/")
    final = final_of(word)
    is_closed = bool(final) and not (final == _RIEUL and after_consonant == "으로")
    return word + (after_consonant if is_closed else after_vowel)


def final_of(word: str) -> str:
    """Return the final consonant with which a word is read: "", "ㄹ", or "ㄱ" for any other."""
    bare = re.sub(r"\s*\([^()]*\)$", "", word.strip()).rstrip("\"'’”)]}!?.,…~- ")
    if not bare:
        return ""
    last = bare[-1]
    if "가" <= last <= "힣":
        index = (ord(last) - ord("가")) % 28
        return "" if index == 0 else _RIEUL if index == _RIEUL_INDEX else _ANY
    if last.isdecimal():
        return _final_of_figures(bare)
    if last.isascii() and last.isalpha():
        return _final_of_latin(bare)
    return _SYMBOLS.get(last, "")


def _final_of_figures(word: str) -> str:
    """Read figures as Sino-Korean: 10 is 십, 200 이백, and so on, all closed; 0.20 ends in 공."""
    figures = re.search(r"[\d,]+$", word)
    is_round = figures is not None and figures.group().endswith("0")
    return _ANY if is_round else _FIGURES.get(str(int(word[-1])), "")


def _final_of_latin(word: str) -> str:
    part = re.findall(r"[A-Za-z]+", word)[-1]
    is_spelt = (
        len(part) == 1
        or (part.isupper() and len(part) <= 4)
        or not re.search(r"[aeiouy]", part.lower())
    )
    lowered = part.lower()
    if is_spelt:
        return _SPELT.get(lowered[-1], "")
    if _OPEN_E.search(lowered):
        return _ANY
    if _SILENT_LE.search(lowered):
        return _RIEUL
    return next((final for pattern, final in _WORD_ENDS if pattern.search(lowered)), "")


_PARTICLES = (
    *("에서부터", "으로부터", "한테서", "에게서", "에서는", "에서도", "에서만", "이라는", "이랑은"),
    *("까지는", "까지만", "까지도", "부터는", "에게는", "한테는", "으로는", "으로도", "으로만"),
    *(
        "에서",
        "에게",
        "한테",
        "까지",
        "부터",
        "으로",
        "이랑",
        "하고",
        "처럼",
        "보다",
        "만큼",
        "마다",
    ),
    *(
        "이나",
        "이라",
        "이야",
        "라는",
        "에는",
        "에도",
        "에만",
        "에요",
        "로는",
        "로도",
        "만은",
        "밖에",
    ),
    *("조차", "대로", "말고", "인데", "쪽", "께서", "이고", "랑은", "과는", "와는"),
    *(
        "을",
        "를",
        "이",
        "가",
        "은",
        "는",
        "과",
        "와",
        "로",
        "랑",
        "야",
        "에",
        "도",
        "만",
        "의",
        "나",
    ),
)
_AFTER_CONSONANT = ("을", "이", "은", "과", "으로")
_AFTER_VOWEL = ("를", "가", "는", "와", "로", "랑", "야", "나", "라는")


def strip_particle(word: str) -> tuple[tuple[str, str], ...]:
    """Return the ways to read a word as a stem and a particle, longest particle first.

    The last is always the whole word: 가로등 has none, and 불도 may be a name.

    >>> strip_particle("거실에서는")
    (('거실', '에서는'), ('거실에서', '는'), ('거실에서는', ''))
    """
    found = [
        (word[: -len(particle)], particle)
        for particle in _PARTICLES
        if len(word) > len(particle) and word.endswith(particle)
        if _fits(word[: -len(particle)], particle)
    ]
    found.sort(key=lambda pair: len(pair[0]))
    return (*found, (word, ""))


def _fits(stem: str, particle: str) -> bool:
    final = final_of(stem)
    if particle.startswith("로") and particle not in _AFTER_CONSONANT:
        return final in ("", _RIEUL)
    if particle.startswith("으로"):
        return final == _ANY
    if particle in _AFTER_CONSONANT or particle[:2] in ("이랑", "이나", "이라", "이야", "이고"):
        return bool(final)
    return not (final and particle in _AFTER_VOWEL)
