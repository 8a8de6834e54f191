"""Makes the virtual home's films: a sea at dusk with lanterns, flat, as a half-sphere and around.

    .venv/bin/python runs/films.py FOLDER

Drawn ray by ray with NumPy and written with PyAV (extra `media`), so that a home without films of
its own has something to look at that is ours to give away. What is in the package was made by this
script (about a quarter of an hour on one core); their names say what they are
(docs/reference/media.md).

Shape legend: H, W height and width of one eye's picture; vectors have their 3 on the last axis.
"""

import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]

RATE = 15  # frames a second
SECONDS = 8
"""After which the picture is what it was at first."""
ROUNDS = 5
"""How often a film goes round: long enough to be carried on elsewhere."""
SOUND_RATE = 48_000
EYES_M = 0.063  # between the pupils of most adults
EYE_HEIGHT_M = 1.6
LANTERNS = 18


def vector(*values: float) -> Array:
    """Return a vector of so many numbers."""
    return np.array(values, np.float32)


ZENITH, HORIZON, GLOW = vector(0.02, 0.05, 0.16), vector(0.78, 0.38, 0.30), vector(1.0, 0.72, 0.42)
SUN = vector(0.25, 0.06, -1.0) / np.linalg.norm(vector(0.25, 0.06, -1.0))
DEEP = vector(0.01, 0.06, 0.10)


def lanterns(seconds: float) -> tuple[Array, Array]:
    """Return where lanterns float and how large they are, in metres; they come back."""
    random = np.random.default_rng(7)
    angle = random.uniform(-np.pi, np.pi, LANTERNS)
    angle[:7] = np.linspace(-1.1, 1.1, 7)  # some of them before everybody, however they look
    away = random.uniform(1.6, 7.0, LANTERNS)
    height = random.uniform(-0.9, 1.8, LANTERNS)
    turn = 2 * np.pi * seconds / SECONDS
    bob = 0.12 * np.sin(turn + random.uniform(0, 6.28, LANTERNS))
    places = np.stack([away * np.sin(angle), height + bob, -away * np.cos(angle)], axis=-1)
    return places.astype(np.float32), random.uniform(0.10, 0.22, LANTERNS).astype(np.float32)


def sky(rays: Array) -> Array:
    """Return the colour that each ray sees of the sky."""
    up = np.clip(rays[..., 1:2], 0, 1)
    colour = HORIZON + (ZENITH - HORIZON) * up**0.45
    near = np.clip(rays @ SUN, 0, 1)[..., None]
    return colour + GLOW * (near**24 * 0.55 + near**1600 * 3)


def seen(eyes: Array, rays: Array, seconds: float) -> Array:
    """Return the colours, 0 to 1, that rays from eyes see at a moment."""
    colour = sky(rays)
    down = np.minimum(rays[..., 1:2], -1e-4)
    reach = -(EYE_HEIGHT_M + eyes[..., 1:2]) / down
    spot = eyes + rays * reach
    turn = 2 * np.pi * seconds / SECONDS
    slope_x = np.zeros_like(reach)
    slope_z = np.zeros_like(reach)
    for across, along, speed, steep in (
        (1.1, 0.5, 3, 0.07),
        (-0.7, 1.7, 4, 0.05),
        (2.9, 1.3, 6, 0.035),
        (-2.1, 4.3, 7, 0.02),
    ):
        wave = np.cos(across * spot[..., 0:1] + along * spot[..., 2:3] + speed * turn)
        slope_x += steep * across * wave
        slope_z += steep * along * wave
    calm = np.exp(-reach / 40)  # far waves are smaller than a pixel
    normal = np.concatenate([-slope_x * calm, np.ones_like(reach), -slope_z * calm], axis=-1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    facing = np.sum(rays * normal, axis=-1, keepdims=True)
    mirrored = rays - 2 * facing * normal
    mirrored[..., 1] = np.abs(mirrored[..., 1])
    shine = 0.04 + 0.96 * (1 - np.clip(-facing, 0, 1)) ** 5
    sea = DEEP + sky(mirrored) * shine
    colour = np.where(rays[..., 1:2] < 0, sea, colour)
    nearest = np.full(rays.shape[:-1], np.inf, np.float32)
    for place, size in zip(*lanterns(seconds), strict=True):
        towards = place - eyes
        along = np.sum(towards * rays, axis=-1)
        apart = np.sum(towards * towards, axis=-1) - along**2
        glow = np.where(along > 0, np.exp(-apart / (3.5 * size) ** 2), 0)
        colour = colour + (glow * 0.28)[..., None] * GLOW
        hit = (apart < size**2) & (along > 0) & (along < nearest)
        edge = np.sqrt(np.clip(1 - apart / size**2, 0, 1))
        ribbed = 0.85 + 0.15 * np.cos(26 * (eyes[..., 1] + rays[..., 1] * along - place[1]) / size)
        paper = (vector(1.0, 0.62, 0.25) * (0.55 + 0.75 * edge * ribbed)[..., None]).astype(
            np.float32
        )
        colour = np.where(hit[..., None], paper, colour)
        nearest = np.where(hit, along, nearest)
    return np.clip(colour, 0, 1).astype(np.float32) ** np.float32(1 / 1.8)


def directions(longitude: Array, latitude: Array) -> Array:
    """Return rays by angles in radians; longitude 0 is ahead (-z), to the right is more."""
    flat = np.cos(latitude)
    parts = (flat * np.sin(longitude), np.sin(latitude), -flat * np.cos(longitude))
    return np.stack(parts, axis=-1).astype(np.float32)


def equirectangular(height: int, width: int, span: float) -> Array:
    """Return the angles of each pixel, (H, W, 2)."""
    longitude = ((np.arange(width) + 0.5) / width - 0.5) * span
    latitude = (0.5 - (np.arange(height) + 0.5) / height) * np.pi
    return np.stack(np.meshgrid(longitude, latitude), axis=-1).astype(np.float32)


def half_sphere(seconds: float) -> Array:
    """180 degrees, the eyes side by side, the left one first."""
    angles = equirectangular(768, 768, np.pi)
    rays = directions(angles[..., 0], angles[..., 1])
    eyes = [
        seen(np.broadcast_to(vector(x, 0, 0), rays.shape), rays, seconds)
        for x in (-EYES_M / 2, EYES_M / 2)
    ]
    return np.concatenate(eyes, axis=1)


def around(seconds: float) -> Array:
    """360 degrees, the left eye above; each column from where eyes that look there would be."""
    angles = equirectangular(576, 1152, 2 * np.pi)
    rays = directions(angles[..., 0], angles[..., 1])
    across = directions(angles[..., 0] + np.float32(np.pi / 2), np.zeros_like(angles[..., 1]))
    eyes = [seen(across * np.float32(side * EYES_M / 2), rays, seconds) for side in (-1, 1)]
    return np.concatenate(eyes, axis=0)


def flat(seconds: float) -> Array:
    """A picture 16 by 9, 70 degrees wide, that looks slowly from left to right and back."""
    height, width = 720, 1280
    x = ((np.arange(width) + 0.5) / width * 2 - 1) * np.tan(np.radians(35))
    y = (1 - (np.arange(height) + 0.5) / height * 2) * np.tan(np.radians(35)) * height / width
    grid = np.stack(np.meshgrid(x, y), axis=-1).astype(np.float32)
    turn = 0.35 * np.sin(2 * np.pi * seconds / SECONDS)
    ahead, right = (
        directions(np.float32(turn), np.float32(0)),
        directions(np.float32(turn + np.pi / 2), np.float32(0)),
    )
    rays = ahead + grid[..., 0:1] * right + grid[..., 1:2] * vector(0, 1, 0)
    rays /= np.linalg.norm(rays, axis=-1, keepdims=True)
    return seen(np.zeros_like(rays), rays, seconds)


def sea() -> Array:
    """Return the sound of waves, (2, samples), which ends as it begins."""
    random, count = np.random.default_rng(3), SECONDS * SOUND_RATE
    spectrum = np.fft.rfft(random.standard_normal((2, count)))
    hertz = np.fft.rfftfreq(count, 1 / SOUND_RATE)
    noise = np.fft.irfft(spectrum / (1 + (hertz / 400) ** 1.2), count)
    swell = 0.55 + 0.45 * np.sin(2 * np.pi * 2 * np.arange(count) / count - 1.2)
    return (0.25 * noise / np.abs(noise).max() * swell).astype(np.float32)


def chord() -> Array:
    """Return four quiet tones, (2, samples), which end as they begin."""
    time = np.arange(SECONDS * SOUND_RATE) / SOUND_RATE
    tones = sum(
        np.sin(2 * np.pi * round(hertz * SECONDS) / SECONDS * time)
        for hertz in (146.8, 220, 293.7, 370)
    )
    swell = 0.5 - 0.5 * np.cos(2 * np.pi * 3 * time / SECONDS)
    return np.stack([0.06 * tones * swell] * 2).astype(np.float32)


def film(path: Path, draw: Callable[[float], Array], sounds: dict[str, Array]) -> None:
    """Write a film: H.264 and AAC, which every browser plays, and its sound tracks by language."""
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as file:
        picture: Any = file.add_stream("libx264", rate=RATE)
        drawn = [
            (draw(number / RATE) * 255 + 0.5).astype(np.uint8) for number in range(RATE * SECONDS)
        ]
        picture.height, picture.width = drawn[0].shape[:2]
        picture.pix_fmt = "yuv420p"
        picture.options = {"crf": "30", "preset": "slow", "g": str(RATE * 2)}
        tracks = []
        for language, sound in sounds.items():
            track: Any = file.add_stream("aac", rate=SOUND_RATE, layout="stereo")
            track.bit_rate = 64_000
            track.metadata["language"] = language
            tracks.append((track, sound))
        for one in drawn * ROUNDS:
            file.mux(picture.encode(av.VideoFrame.from_ndarray(one, format="rgb24")))
        file.mux(picture.encode())
        for track, sound in tracks:
            for block in blocks(sound):
                file.mux(track.encode(block))
            file.mux(track.encode())


def blocks(sound: Array) -> Iterator[av.AudioFrame]:
    """Yield a sound, as often as the film goes round, in frames that AAC takes."""
    sound = np.tile(sound, ROUNDS)
    for begin in range(0, sound.shape[1], 1024):
        block = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(sound[:, begin : begin + 1024]), "fltp", "stereo"
        )
        block.sample_rate, block.pts, block.time_base = SOUND_RATE, begin, Fraction(1, SOUND_RATE)
        yield block


CUES = (
    (
        1,
        6,
        "해가 지고, 등불이 하나씩 켜져요.",
        "The sun sets, and the lanterns light up one by one.",
    ),
    (8, 14, "바다는 오늘도 제자리에서 숨을 쉬어요.", "The sea breathes where it always has."),
    (17, 24, "집에 돌아오면, 불은 켜져 있을 거예요.", "When you come home, the light will be on."),
    (
        27,
        34,
        "서두르지 않아도 돼요. 여기 조금 더 있어요.",
        "There is no hurry. Let us stay a little longer.",
    ),
)


def subtitles(path: Path, column: int) -> None:
    """Write the words under the flat film as WebVTT."""
    parts = [f"00:{cue[0]:06.3f} --> 00:{cue[1]:06.3f}\n{cue[column]}" for cue in CUES]
    path.write_text("WEBVTT\n\n" + "\n\n".join(parts) + "\n", encoding="utf-8")


def main(folder: Path) -> None:
    """Make all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    film(folder / "노을 바다 Sea at Dusk.mp4", flat, {"und": sea(), "zxx": chord()})
    subtitles(folder / "노을 바다 Sea at Dusk.ko.vtt", 2)
    subtitles(folder / "노을 바다 Sea at Dusk.en.vtt", 3)
    film(folder / "해변에서 On the Shore_180_LR.mp4", half_sphere, {"und": sea()})
    film(folder / "물 위에서 On the Water_360_TB.mp4", around, {"und": sea()})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
