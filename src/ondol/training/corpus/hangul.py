"""Joins Korean stems and endings: 열 + (으)니까 is 여니까, 끄 + ㄹ까 is 끌까, 켜 + ㅆ + 어 is 켰어.

Regular verbs by rule; what is irregular comes with the forms that differ (`Verb.soft`, 어두우 for
어둡다 before 으). After the Korean orthography of 2017, chapters 18 and 34 to 38.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ondol.language.particles import with_particle

_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_FIRST, _LAST = ord("가"), ord("힣")
_RIEUL = _FINALS.index("ㄹ")
_PARTICLES = {
    "을": "을/를",
    "이": "이/가",
    "은": "은/는",
    "과": "과/와",
    "으로": "으로/로",
    "이랑": "이랑/랑",
    "이야": "이야/야",
}
_MARKED = re.compile(r"([^\s~]*)~(으로|이랑|이야|을|이|은|과)")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb or adjective: its stem (끄), its 어 form (꺼), and its stem before 으 if that differs."""

    stem: str
    infinitive: str
    soft: str = ""

    def __add__(self, ending: str) -> str:
        """Return the verb with an ending: 으… and ㄴ… ask for the stem, 어… for the 어 form.

        >>> verb = Verb("열", "열어")
        >>> verb + "고", verb + "으니까", verb + "ㄹ까", verb + "어줘", verb + "었으면"
        ('열고', '여니까', '열까', '열어줘', '열었으면')
        """
        return _joined(self.stem, self.infinitive, self.soft or self.stem, ending)


@lru_cache(maxsize=50_000)
def _joined(stem: str, infinitive: str, soft: str, ending: str) -> str:
    if ending.startswith("었"):
        return with_final(infinitive, "ㅆ") + ending[1:]
    if ending.startswith("어"):
        return infinitive + ending[1:]
    if ending.startswith("으"):
        return _soften(soft, ending[1:])
    if ending[0] in _FINALS:
        return _soften(soft, ending)
    if _final(stem) == _RIEUL and ending[0] in "는니냐나네":
        stem = without_final(stem)
    return stem + ending


def _soften(stem: str, rest: str) -> str:
    """Join a stem and an ending that has 으 after a consonant."""
    final = _final(stem)
    is_bare = rest[0] in _FINALS
    if final == _RIEUL and (is_bare or rest[0] in "니네시세십신"):
        stem, final = without_final(stem), 0
    if final and final != _RIEUL:
        return stem + (with_final("으", rest[0]) + rest[1:] if is_bare else "으" + rest)
    return with_final(stem, rest[0]) + rest[1:] if is_bare else stem + rest


def _final(text: str) -> int:
    code = ord(text[-1])
    return (code - _FIRST) % 28 if _FIRST <= code <= _LAST else 0


def with_final(text: str, final: str) -> str:
    """Return a text whose last syllable, which is open, ends in a consonant.

    >>> with_final("켜", "ㅆ"), with_final("끄", "ㄹ")
    ('켰', '끌')
    """
    return text[:-1] + chr(ord(text[-1]) + _FINALS.index(final))


def without_final(text: str) -> str:
    """Return a text without the consonant that closes its last syllable."""
    return text[:-1] + chr(ord(text[-1]) - _final(text))


def resolve(text: str) -> str:
    """Return a text whose marked particles fit: 불~을 is 불을; {name}~을 waits for its filling.

    >>> resolve("거실 불~은 꺼 줘"), resolve("{name}~을 꺼"), resolve("{temp}도~으로")
    ('거실 불은 꺼 줘', '{name+을} 꺼', '{temp}도로')
    """
    return _MARKED.sub(_particle, text) if "~" in text else text


def _particle(match: re.Match[str]) -> str:
    word, particle = match.groups()
    if word.endswith("}"):
        return f"{word[:-1]}+{particle}}}"
    return with_particle(word, _PARTICLES[particle]) if word else particle
