"""Colour words, Korean and English, and the CSS names that things know."""

import re
from collections.abc import Callable, Mapping

from .quantity import Color

_SAID: Mapping[str, tuple[str, ...]] = {
    "red": ("빨간", "빨강", "붉은", "적색", "빨갛게", "레드", "red"),
    "crimson": ("진홍", "다홍", "crimson", "scarlet"),
    "blue": ("파란", "파랑", "푸른", "청색", "파랗게", "퍼렇게", "블루", "blue"),
    "darkblue": ("진한 파란", "진한 파랑", "dark blue", "deep blue"),
    "lightblue": ("연파랑", "연한 파란", "연한 파랑", "baby blue"),
    "green": ("초록", "녹색", "그린", "green"),
    "darkgreen": ("진초록", "진한 초록", "dark green"),
    "lightgreen": ("연한 초록",),
    "lightyellow": ("연한 노란", "연한 노랑"),
    "lightpink": ("연한 분홍", "연분홍"),
    "yellowgreen": ("연두", "yellow green", "yellowgreen"),
    "yellow": ("노란", "노랑", "노랗게", "옐로우", "옐로", "yellow"),
    "orange": ("주황", "오렌지", "orange", "amber"),
    "purple": ("보라", "자주색", "퍼플", "purple"),
    "violet": ("바이올렛", "violet"),
    "pink": ("분홍", "핑크", "pink"),
    "hotpink": ("진분홍", "핫핑크", "핫 핑크", "hot pink"),
    "deeppink": ("deep pink",),
    "skyblue": ("하늘색", "하늘 색", "스카이블루", "skyblue", "sky blue"),
    "navy": ("남색", "네이비", "navy", "navy blue"),
    "white": ("흰색", "흰", "하얀", "하양", "하얗게", "화이트", "white"),
    "gray": ("회색", "그레이", "gray", "grey"),
    "silver": ("은색", "silver"),
    "gold": ("금색", "황금색", "gold", "golden"),
    "brown": ("갈색", "밤색", "브라운", "brown"),
    "beige": ("베이지", "beige"),
    "ivory": ("아이보리", "ivory"),
    "turquoise": ("청록", "옥색", "터콰이즈", "turquoise"),
    "teal": ("teal",),
    "cyan": ("시안", "cyan"),
    "aquamarine": ("민트", "aquamarine", "mint"),
    "lavender": ("라벤더", "연보라", "lavender"),
    "magenta": ("마젠타", "자홍", "magenta", "fuchsia"),
    "lime": ("라임", "lime"),
    "indigo": ("인디고", "indigo"),
    "coral": ("코랄", "산호색", "coral"),
    "salmon": ("연어색", "salmon"),
    "peachpuff": ("살구색", "피치", "peach"),
    "maroon": ("와인색", "maroon", "burgundy"),
}
_CSS = {said: css for css, words in _SAID.items() for said in words}
_ANYWHERE = (
    "빨간",
    "빨강",
    "파란",
    "파랑",
    "노란",
    "노랑",
    "하얀",
    "주황",
    "분홍",
)  # in no other word

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Color | None]]


def _color(match: re.Match[str]) -> Color:
    css = _CSS[match.group("said")]
    return Color(start=match.start(), end=match.end(), css=css)


def _any_of(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_KOREAN_WORDS = [word for word in _CSS if not word.isascii()]
_ENGLISH_WORDS = [word for word in _CSS if word.isascii()]
_SHADE = r"(?:\s?(?:색깔|색상|색|빛)(?![가-힣]?종이))?"

KOREAN_RULES: tuple[Rule, ...] = (
    (
        re.compile(
            rf"(?<![가-힣])(?P<said>{_any_of(_KOREAN_WORDS)}){_SHADE}"
            # White noise, black box, wine, ...: the colour is part of another word.
            r"(?!\s?(?:노이즈|박스|주스))"
            r"(?=[^가-힣]|$|(?:으로|로|을|를|은|이|과|와|이?랑|하고|게|에서)(?![가-힣])|불|등|빛|톤|조명|라이트|램프|계열)"
        ),
        _color,
    ),
    (re.compile(rf"(?<=[가-힣])(?P<said>{_any_of(list(_ANYWHERE))}){_SHADE}"), _color),
    (
        re.compile(
            r"(?<=[가-힣])(?P<said>초록|보라|연두|하늘|청록)(?=\s?(?:색|빛))\s?(?:색깔|색상|색|빛)"
        ),
        lambda match: Color(
            start=match.start(),
            end=match.end(),
            css="skyblue" if match.group("said") == "하늘" else _CSS[match.group("said")],
        ),
    ),
)
ENGLISH_RULES: tuple[Rule, ...] = (
    (
        re.compile(
            rf"(?<![a-z0-9-])(?P<said>{_any_of(_ENGLISH_WORDS)})(?![a-z0-9])"
            r"(?!\s(?:noise|wine|tea|juice|box|velvet|light\sdistrict))"
        ),
        _color,
    ),
    # "Make the kitchen light blue" is blue; "to light blue" is not.
    (
        re.compile(r"(?<=to\s|ts\s)light\s(?P<said>blue|green|pink|yellow)(?![a-z0-9])"),
        lambda match: Color(
            start=match.start(), end=match.end(), css=f"light{match.group('said')}"
        ),
    ),
)
