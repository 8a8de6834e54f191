"""Colours: CSS names as people say them, RGB, HS and XY as lamps speak them. Pure.

Names and values: CSS Color Module Level 4, section 6.1. XY: CIE 1931 with the sRGB primaries and
white point D65 (IEC 61966-2-1). HS: hue in degrees, saturation in %, without brightness.
"""

import colorsys
import math
import re
from collections.abc import Mapping
from functools import lru_cache

Rgb = tuple[int, int, int]

SAME = 6.0  # in CIE L*a*b*; a saturation rounded to 1% moves a colour by up to 3

_TABLE = """
aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc
bisque ffe4c4 black 000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a
burlywood deb887 cadetblue 5f9ea0 chartreuse 7fff00 chocolate d2691e coral ff7f50
cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 00ffff darkblue 00008b darkcyan 008b8b
darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b
darkmagenta 8b008b darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000
darksalmon e9967a darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f
darkslategrey 2f4f4f darkturquoise 00ced1 darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff
dimgray 696969 dimgrey 696969 dodgerblue 1e90ff firebrick b22222 floralwhite fffaf0
forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold ffd700 goldenrod daa520
gray 808080 green 008000 greenyellow adff2f grey 808080 honeydew f0fff0 hotpink ff69b4
indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa lavenderblush fff0f5
lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6 lightcoral f08080 lightcyan e0ffff
lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1
lightsalmon ffa07a lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899
lightslategrey 778899 lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00 limegreen 32cd32
linen faf0e6 magenta ff00ff maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd
mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee
mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970
mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead navy 000080 oldlace fdf5e6
olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500 orchid da70d6 palegoldenrod eee8aa
palegreen 98fb98 paleturquoise afeeee palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9
peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6 purple 800080 rebeccapurple 663399
red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513 salmon fa8072 sandybrown f4a460
seagreen 2e8b57 seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb slateblue 6a5acd
slategray 708090 slategrey 708090 snow fffafa springgreen 00ff7f steelblue 4682b4 tan d2b48c
teal 008080 thistle d8bfd8 tomato ff6347 turquoise 40e0d0 violet ee82ee wheat f5deb3 white ffffff
whitesmoke f5f5f5 yellow ffff00 yellowgreen 9acd32
"""

NAMES: Mapping[str, Rgb] = {
    name: (int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16))
    for name, code in re.findall(r"(\w+)\s([0-9a-f]{6})", _TABLE)
}

_SAID = (
    *("red", "orange", "gold", "yellow", "yellowgreen", "lime", "green", "teal", "turquoise"),
    *("cyan", "skyblue", "blue", "navy", "indigo", "purple", "violet", "magenta", "hotpink"),
    *("pink", "crimson", "maroon", "brown", "coral", "salmon", "peachpuff", "beige", "ivory"),
    *("lavender", "white", "silver", "gray", "black", "aquamarine", "lightblue", "lightgreen"),
)
"""Names to call a colour by that is none of the 148 exactly: those that people know."""


def is_like(color: Rgb, other: Rgb) -> bool:
    """Say whether two colours differ by no more than a lamp's rounding.

    >>> is_like((255, 165, 0), (255, 163, 2)), is_like((255, 165, 0), (255, 140, 0))
    (True, False)
    """
    return math.dist(_lab(color), _lab(other)) < SAME


def nearest(color: Rgb) -> str:
    """Return the name of the colour that looks most like it.

    >>> nearest((255, 165, 0)), nearest((254, 166, 3)), nearest((250, 250, 250))
    ('orange', 'orange', 'white')
    """
    return _nearest(color)


@lru_cache(maxsize=4096)
def _nearest(color: Rgb) -> str:
    for name, known in NAMES.items():
        if known == color:
            return _USUAL.get(name, name)
    lab = _lab(color)
    return min(_SAID, key=lambda name: math.dist(_lab(NAMES[name]), lab))


_USUAL = {"aqua": "cyan", "fuchsia": "magenta", "grey": "gray", "darkgrey": "darkgray"}


def to_hs(color: Rgb) -> tuple[float, float]:
    """Return hue (0-360) and saturation (0-100); brightness is not part of it.

    >>> to_hs((255, 0, 0)), to_hs((0, 0, 128))
    ((0.0, 100.0), (240.0, 100.0))
    """
    hue, saturation, _ = colorsys.rgb_to_hsv(*(part / 255 for part in color))
    return round(hue * 360, 3), round(saturation * 100, 3)


def from_hs(hue: float, saturation: float) -> Rgb:
    """Return the brightest colour of a hue and saturation.

    >>> from_hs(240, 100)
    (0, 0, 255)
    """
    share = min(max(saturation, 0.0), 100.0) / 100
    red, green, blue = colorsys.hsv_to_rgb((hue % 360) / 360, share, 1.0)
    return round(red * 255), round(green * 255), round(blue * 255)


def to_xy(color: Rgb) -> tuple[float, float]:
    """Return CIE 1931 x and y.

    >>> to_xy((255, 255, 255))
    (0.3127, 0.329)
    """
    x, y, z = _xyz(color)
    total = x + y + z
    if total == 0:
        return 0.3127, 0.329
    return round(x / total, 4), round(y / total, 4)


def from_xy(x: float, y: float) -> Rgb:
    """Return the brightest colour at x and y that sRGB can show.

    >>> from_xy(0.3127, 0.329), from_xy(0.64, 0.33)
    ((255, 255, 255), (255, 0, 0))
    """
    if not 1e-4 < y <= 1 or not 0 <= x <= 1:  # nothing that can be seen lies there
        return 255, 255, 255
    cie_x, cie_z = x / y, (1 - x - y) / y
    linear = (
        3.2404542 * cie_x - 1.5371385 - 0.4985314 * cie_z,
        -0.9692660 * cie_x + 1.8760108 + 0.0415560 * cie_z,
        0.0556434 * cie_x - 0.2040259 + 1.0572252 * cie_z,
    )
    brightest = max(linear)
    if brightest <= 0:
        return 255, 255, 255
    red, green, blue = (_encoded(max(part / brightest, 0.0)) for part in linear)
    return red, green, blue


def _xyz(color: Rgb) -> tuple[float, float, float]:
    red, green, blue = (_linear(part / 255) for part in color)
    return (
        0.4124564 * red + 0.3575761 * green + 0.1804375 * blue,
        0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
        0.0193339 * red + 0.1191920 * green + 0.9503041 * blue,
    )


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _encoded(part: float) -> int:
    share = 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
    return round(min(share, 1.0) * 255)


@lru_cache(maxsize=4096)
def _lab(color: Rgb) -> tuple[float, float, float]:
    """Return CIE 1976 L*a*b*, in which equal distances look about equal."""
    x, y, z = (
        part / white for part, white in zip(_xyz(color), (0.95047, 1.0, 1.08883), strict=True)
    )
    fx, fy, fz = (
        part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116
        for part in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)
