"""Finds titles of the home's own films in what is said: "play Lights Out" turns no light off.

A title may be made of any words, those of things and times among them, and nano cannot know it. So
where a text asks to see something, a title that the home has is read as one that says nothing else,
and what nano writes of that is said of the film. What people call a thing, and words that stand
around titles, are no titles: "에어컨 틀어줘", "play it".
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ondol.language.normalise import key, key_offsets
from ondol.language.particles import strip_particle
from ondol.language.title import is_all_around

from .frames import ActFrame, Constant, Frame, MediaFrame, PlainFrame, ScheduleFrame, Span
from .nouns import noun_at

MAX_TITLE_LENGTH = 80

_TO_SEE = re.compile(
    r"\b(?:play|watch|stream|show|put on|start|see|listen to|hear)\b"
    r"|틀어|틀까|틀자|틀게|틀고|재생|보여|볼래|볼까|볼게|보자|보고|봐|들려|들을",
    re.IGNORECASE,
)
_BY_SCRIPT = re.compile(r"[^a-zA-Z]*[가-힣][^a-zA-Z]*|[^가-힣]*[a-zA-Z][^가-힣]*")
_YEAR = re.compile(r"[\s(\[]*(?:19|20)\d\d[)\]]?\s*$")


@dataclass(frozen=True, slots=True)
class Titles:
    """What the films of a home are called: keys, and how long the longest is."""

    keys: frozenset[str] = frozenset()
    longest: int = 0


@dataclass(frozen=True, slots=True)
class Titled:
    """A title in a text: its characters, and what nano reads for it."""

    start: int
    end: int
    said: str
    read: str

    def read_in(self, text: str) -> str:
        """Return the text to read."""
        return text[: self.start] + self.read + text[self.end :]

    def shift(self, at: int) -> int:
        """Return where a character before or behind the title stands in the text to read."""
        return at if at <= self.start else at + len(self.read) - (self.end - self.start)


def compile_titles(titles: Iterable[str], names: Mapping[str, object]) -> Titles:
    """Return the keys by which films can be asked for, without those that are `names` of the home.

    A title in two scripts goes by either, and none needs its year.

    >>> titles = ["등불 바다 Lantern Sea (2020)", "It", "조명", "침실"]
    >>> sorted(compile_titles(titles, {"침실": 1}).keys)
    ['lanternsea', '등불바다', '등불바다lanternsea', '등불바다lanternsea2020']
    """
    found: set[str] = set()
    for title in titles:
        plain = _YEAR.sub("", title)
        for form in (title, plain, *_BY_SCRIPT.findall(plain)):
            normal = key(form)
            is_taken = normal in names or _is_called(form, names) or is_all_around(form)
            if 2 <= len(normal) <= MAX_TITLE_LENGTH and not is_taken:
                found.add(normal)
    return Titles(frozenset(found), max(map(len, found), default=0))


def _is_called(title: str, names: Mapping[str, object]) -> bool:
    """Say whether a title is what people call things of the home: "침실 등", "TV"."""
    words = title.split()
    return all(key(word) in names or noun_at(word) == len(word) for word in words)


def title_in(text: str, titles: Titles) -> Titled | None:
    """Return the longest title in a text that asks to see something; None: there is none.

    >>> titles = compile_titles(["등불 바다"], {})
    >>> title_in("10분 뒤에 TV에서 등불 바다를 틀어줘", titles)
    Titled(start=12, end=17, said='등불 바다', read='겨울왕국')
    >>> title_in("등불 바다 꺼줘", titles) is None
    True
    """
    if not titles.keys or _TO_SEE.search(text) is None:
        return None
    normal, offsets = key_offsets(text)
    found: tuple[int, int] | None = None
    for at, start in enumerate(offsets):
        if start > 0 and text[start - 1].isalnum():
            continue
        for stop in range(min(len(normal), at + titles.longest), at + 1, -1):
            end = offsets[stop - 1] + 1
            if normal[at:stop] in titles.keys and _ends(text, end):
                if found is None or end - start > found[1] - found[0]:
                    found = start, end
                break
    if found is None or _TO_SEE.search(text[: found[0]] + " " + text[found[1] :]) is None:
        return None
    start, end = found
    return Titled(start, end, text[start:end], _stand_in(text))


def _ends(text: str, end: int) -> bool:
    """Say whether a word ends, but for a particle."""
    rest = re.match(r"[^\W_]*", text[end:])
    tail = rest.group() if rest is not None else ""
    return not tail or any(
        stem == text[end - 1] and particle == tail
        for stem, particle in strip_particle(text[end - 1] + tail)
    )


def _stand_in(text: str) -> str:
    """Return a title that nano takes for nothing else, in the language that is spoken."""
    return "겨울왕국" if re.search("[가-힣]", text) else "Interstellar"


def named(frames: Sequence[Frame], title: Titled) -> tuple[Frame, ...]:
    """Return frames with the title that was said, whatever nano took its stand-in for."""
    found = tuple(_named(frame, title) for frame in frames)
    if found != tuple(frames) or not frames:
        return found
    return (*frames[:-1], _asked_for(frames[-1], title))


def _named(frame: Frame, title: Titled) -> Frame:
    """Return a frame with the title in the place of its stand-in."""
    match frame:
        case MediaFrame(query=query) if title.read in query.text:
            return replace(frame, query=Span(title.said))
        case ScheduleFrame(then=then):
            return replace(frame, then=tuple(_named(one, title) for one in then))
        case _:
            return frame


def _asked_for(frame: Frame, title: Titled) -> Frame:
    """Return a frame that plays the title, where nano saw no more than that something is wanted."""
    match frame:
        case MediaFrame() | PlainFrame(kind="chat" | "reject" | "clarify"):
            return MediaFrame(query=Span(title.said))
        case ActFrame(target=target, settings=(("on", Constant(True)),), actions=()):
            return MediaFrame(query=Span(title.said), target=target)
        case ScheduleFrame(then=(*first, last)):
            return replace(frame, then=(*first, _asked_for(last, title)))
        case _:
            return frame
