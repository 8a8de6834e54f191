"""What a picture is: its projection, its stereo, and which of several descriptions is believed.

A film is described by boxes in its file, by its playlist, by the feed that named it, by its name,
and by a person who saw that all of them were wrong. `decide` makes one record of them, field by
field, in the order of trust `TRUST`; what it did not believe it keeps, so that a page can say so.
Pure. The projections are those of Google's Spherical Video V2, Apple's APMP and HereSphere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

Projection = Literal[
    "rectangular", "equirectangular", "half_equirectangular", "fisheye", "equiangular_cubemap"
]
Stereo = Literal["mono", "side_by_side", "top_bottom", "multiview"]
Source = Literal["person", "google", "apple", "hls", "feed", "name", "default"]
Part = Literal["projection", "fov_deg", "stereo", "is_right_first"]

TRUST: tuple[Source, ...] = get_args(Source)
"""Whom to believe, the most trusted first."""

WHOLE_FOV_DEG = {
    "equirectangular": 360.0,
    "half_equirectangular": 180.0,
    "fisheye": 180.0,
    "equiangular_cubemap": 360.0,
}
"""How much a picture of a projection shows, where nobody says; a flat one does not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What one source says of a picture; None: it does not say.

    Attributes:
        fov_deg: horizontal angle that the picture of one eye shows.
        is_right_first: whether the right eye's picture is left, or above.
    """

    source: Source
    projection: Projection | None = None
    fov_deg: float | None = None
    stereo: Stereo | None = None
    is_right_first: bool | None = None

    @property
    def is_empty(self) -> bool:
        """Say whether it says nothing."""
        said = (self.projection, self.fov_deg, self.stereo, self.is_right_first)
        return all(part is None for part in said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overruled:
    """Something that a source said, and that was not believed."""

    source: Source
    part: Part
    value: str | float | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Video:
    """What a picture is.

    Attributes:
        fov_deg: horizontal angle of one eye's picture; None: flat, and nothing says it.
        width, height: of the whole coded picture, in pixels; 0: not known.
        codec: as FFmpeg calls it ("h264"); "": not known.
        source: the most trusted of those who said its projection or its stereo.
        overruled: what others said, the most trusted first.
    """

    projection: Projection = "rectangular"
    fov_deg: float | None = None
    stereo: Stereo = "mono"
    is_right_first: bool = False
    width: int = 0
    height: int = 0
    codec: str = ""
    source: Source = "default"
    overruled: tuple[Overruled, ...] = ()


_NOBODY = Description(source="default")


def decide(
    descriptions: Iterable[Description], *, width: int = 0, height: int = 0, codec: str = ""
) -> Video:
    """Return the one record that several descriptions make.

    Projection and stereo are separate facts, each said by whom it is believed most. An angle
    belongs to a projection and an order of eyes to a stereo: each is taken from the most trusted
    source that means the same. Where nobody says how the eyes are packed, the shape of the picture
    does: half a sphere is square, a whole one twice as wide as high.
    """
    ranked = sorted(descriptions, key=lambda one: TRUST.index(one.source))
    form = next((one for one in ranked if one.projection is not None), _NOBODY)
    packing = next((one for one in ranked if one.stereo is not None), _NOBODY)
    projection = form.projection or "rectangular"
    stereo = packing.stereo or _by_shape(projection, width, height)
    angles = (one.fov_deg for one in ranked if _is_angle_of(one, projection))
    orders = (one.is_right_first for one in ranked if one.stereo in (None, stereo))
    fov_deg = next((fov for fov in angles if fov is not None), WHOLE_FOV_DEG.get(projection))
    is_right_first = next((order for order in orders if order is not None), False)
    video = Video(
        projection=projection,
        fov_deg=fov_deg,
        stereo=stereo,
        is_right_first=is_right_first and stereo != "mono",
        width=width,
        height=height,
        codec=codec,
        source=min(form.source, packing.source, key=TRUST.index),
    )
    return _with_overruled(video, ranked)


def _is_angle_of(one: Description, projection: Projection) -> bool:
    """Say whether a description's angle is one of a picture in `projection`.

    A lens's angle without a projection is a camera's: it fits what cameras see.
    """
    if one.projection is None:
        return projection in ("rectangular", "fisheye")
    return one.projection == projection


def _by_shape(projection: Projection, width: int, height: int) -> Stereo:
    """Return how eyes must be packed for the picture of each to have its projection's shape.

    >>> _by_shape("half_equirectangular", 3840, 1920), _by_shape("equirectangular", 4096, 4096)
    ('side_by_side', 'top_bottom')
    """
    whole = {"half_equirectangular": 1.0, "equirectangular": 2.0}.get(projection)
    if whole is None or width <= 0 or height <= 0:
        return "mono"
    times = width / height / whole
    if times > 1.6:
        return "side_by_side"
    return "top_bottom" if times < 0.65 else "mono"


def _with_overruled(video: Video, ranked: Sequence[Description]) -> Video:
    parts: tuple[Part, ...] = ("projection", "fov_deg", "stereo", "is_right_first")
    overruled = tuple(
        Overruled(source=one.source, part=part, value=said)
        for one in ranked
        for part in parts
        if (said := getattr(one, part)) is not None and said != getattr(video, part)
    )
    return replace(video, overruled=overruled)


def angle(degrees: float) -> float | None:
    """Return an angle that a picture can show; None: what was said cannot be one.

    >>> angle(180.0), angle(0), angle(361), angle(float("nan"))
    (180.0, None, None, None)
    """
    return float(degrees) if 0 < degrees <= 360 else None
