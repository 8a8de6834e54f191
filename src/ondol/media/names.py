r"""What a file's name says of its picture, and what is left of it as a title. Pure.

The marks are those that players of VR video agree on (DeoVR, HereSphere and Skybox list theirs on
their help pages), and how Koreans write them: "바다_180_LR.mp4", "제주 360도 상하.mp4".

Marks are also words: SBS is a Korean broadcaster, 180 and 360 stand in titles. So a mark that may
be a word counts only where it is set off by `_` or brackets, or beside a mark that is none.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ondol.language.normalise import clean

from .video import Description, Projection, Stereo, angle

MAX_TITLE = 200

_PIECE = re.compile(r"[^\s_\-.()\[\]{}+,]+")
_NAMES = frozenset({"SBS", "MONO", "좌우", "상하"})
"""Marks that are names or words even behind `_`, unless they stand at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """What a piece of a name means; `is_word`: it may be one of the title's words instead."""

    projection: Projection | None = None
    fov_deg: float | None = None
    stereo: Stereo | None = None
    is_right_first: bool | None = None
    is_word: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a name says: a title for people, and of the picture."""

    title: str
    description: Description


_SBS = _Mark(stereo="side_by_side")
_TB = _Mark(stereo="top_bottom")
_HALF = _Mark(projection="half_equirectangular", fov_deg=180.0)
_WHOLE = _Mark(projection="equirectangular", fov_deg=360.0)
_MARKS: dict[str, _Mark] = {
    "180": _Mark(projection="half_equirectangular", fov_deg=180.0, is_word=True),
    "360": _Mark(projection="equirectangular", fov_deg=360.0, is_word=True),
    "VR180": _HALF,
    "VR360": _WHOLE,
    "180VR": _HALF,
    "360VR": _WHOLE,
    "180X180": _HALF,
    "180도": _HALF,
    "360도": _WHOLE,
    "180°": _HALF,
    "360°": _WHOLE,
    "MONO360": _Mark(projection="equirectangular", fov_deg=360.0, stereo="mono"),
    "MONO180": _Mark(projection="half_equirectangular", fov_deg=180.0, stereo="mono"),
    "LR": _Mark(stereo="side_by_side", is_right_first=False, is_word=True),
    "RL": _Mark(stereo="side_by_side", is_right_first=True, is_word=True),
    "SBS": _Mark(stereo="side_by_side", is_word=True),
    "HSBS": _SBS,
    "FSBS": _SBS,
    "3DH": _SBS,
    "좌우": _Mark(stereo="side_by_side", is_word=True),
    "TB": _Mark(stereo="top_bottom", is_right_first=False, is_word=True),
    "BT": _Mark(stereo="top_bottom", is_right_first=True, is_word=True),
    "OU": _Mark(stereo="top_bottom", is_word=True),
    "HOU": _TB,
    "3DV": _TB,
    "상하": _Mark(stereo="top_bottom", is_word=True),
    "MONO": _Mark(stereo="mono", is_word=True),
    "어안": _Mark(projection="fisheye", is_word=True),
    "FISHEYE": _Mark(projection="fisheye", is_word=True),
    "EAC": _Mark(projection="equiangular_cubemap", fov_deg=360.0, is_word=True),
    "EAC360": _Mark(projection="equiangular_cubemap", fov_deg=360.0),
    "RF52": _Mark(projection="fisheye", fov_deg=190.0, stereo="side_by_side"),
}
_LENSES: tuple[tuple[re.Pattern[str], Callable[[float], _Mark]], ...] = (
    (re.compile(r"F(180)"), lambda fov: _Mark(projection="fisheye", fov_deg=fov)),
    (re.compile(r"(?:FISHEYE|어안)(\d{3})"), lambda fov: _Mark(projection="fisheye", fov_deg=fov)),
    (  # lenses of cameras with two of them
        re.compile(r"(?:MKX|VRCA)(\d{3})"),
        lambda fov: _Mark(projection="fisheye", fov_deg=fov, stereo="side_by_side"),
    ),
)
_TECHNICAL = re.compile(
    r"(?:\d{3,4}P|[2-9]K|1[0-6]K|\d{2,3}FPS|UHD|HDR|HEVC|[HX]26[45]|AV1|VP9|AAC|V\d)"
)
"""What stands among marks and says nothing of the picture's form."""
_COMPANY = frozenset({"3D", "VR", "HALF", "H", "FULL", "F", "입체"})
"""What makes a mark of a word that stands beside it."""
_SET_OFF = "_([{"


def read_name(stem: str) -> Named:
    """Return what a file's name, without its ending, says.

    >>> named = read_name("바다_180_LR_4K")
    >>> named.title, named.description.projection, named.description.stereo
    ('바다', 'half_equirectangular', 'side_by_side')
    >>> read_name("SBS 인기가요").description.is_empty
    True
    """
    text = clean(stem, limit=MAX_TITLE)
    pieces = list(_PIECE.finditer(text))
    words = [piece.group().upper() for piece in pieces]
    marks = [_mark(word) for word in words]
    counted = {
        at
        for at, mark in enumerate(marks)
        if mark is not None and at > 0 and _counts(at, text[pieces[at].start() - 1], words, marks)
    }
    if not counted:
        return Named(title=_spaced(text) or text, description=Description(source="name"))
    first = min(counted)
    while first > 1 and _means_nothing(words[first - 1]):
        first -= 1
    rest = [
        piece.group()
        for at, piece in enumerate(pieces)
        if at > first and at not in counted and not _means_nothing(words[at])
    ]
    title = _spaced(text[: pieces[first].start()].rstrip(" _-.([{+,"))
    told = [mark for at in sorted(counted) if (mark := marks[at]) is not None]
    return Named(title=" ".join((title, *rest)), description=_joined(told))


def _counts(at: int, before: str, words: list[str], marks: list[_Mark | None]) -> bool:
    """Say whether a mark is one, and not a word of the title."""
    mark = marks[at]
    if mark is None or not mark.is_word:
        return mark is not None
    near = [n for n in (at - 1, at + 1) if 0 < n < len(words)]
    if any(marks[n] is not None or words[n] in _COMPANY for n in near):
        return True
    is_last = all(
        marks[n] is not None or _means_nothing(words[n]) for n in range(at + 1, len(words))
    )
    return before in _SET_OFF and (is_last or words[at] not in _NAMES)


def _means_nothing(word: str) -> bool:
    return word in _COMPANY or _TECHNICAL.fullmatch(word) is not None


def _mark(piece: str) -> _Mark | None:
    known = _MARKS.get(piece)
    if known is not None:
        return known
    for pattern, made in _LENSES:
        match = pattern.fullmatch(piece)
        fov = angle(int(match.group(1))) if match is not None else None
        if fov is not None:
            return made(fov)
    return None


def _joined(marks: list[_Mark]) -> Description:
    """Return what marks say together: a lens or a cubemap says more than 180 or 360 does."""
    said = [mark for mark in marks if mark.projection is not None]
    special = [mark for mark in said if mark.projection in ("fisheye", "equiangular_cubemap")]
    seen = next(iter(special or said), _Mark())
    same = (mark.fov_deg for mark in said if mark.projection == seen.projection)
    packed = [mark for mark in marks if mark.stereo is not None]
    told = next((mark for mark in packed if mark.projection is None), next(iter(packed), _Mark()))
    return Description(
        source="name",
        projection=seen.projection,
        fov_deg=next((fov for fov in same if fov is not None), None),
        stereo=told.stereo,
        is_right_first=told.is_right_first,
    )


def _spaced(title: str) -> str:
    """Return a title whose words are set apart by spaces, where a file's name used others.

    >>> _spaced("The_Sea_2024"), _spaced("Mr. Bean")
    ('The Sea 2024', 'Mr. Bean')
    """
    spaced = title.replace("_", " ")
    return " ".join((spaced if " " in spaced else spaced.replace(".", " ")).split())
