r"""Text from outside, made safe and comparable.

`clean` keeps what a person wrote and drops what nobody sees: control characters, zero-width and
bidirectional marks. `key` is for comparing names. Neither maps look-alike letters of other scripts:
with a Cyrillic а a name simply is another name, which matches nothing here.
"""

import re
import unicodedata

_UNSEEN = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_SPACES = re.compile(r"\s+")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width ASCII: ２４％
_HALF_WIDTH = re.compile("[\uff61-\uffdc]+")  # half-width kana and jamo


def clean(text: str, *, limit: int) -> str:
    r"""Return text composed, without what is unseen, in at most `limit` characters.

    Full-width Latin and half-width jamo become the usual ones; what else NFKC would change
    (½, ℃, ²) a person meant, so it stays. Spaces and line ends become one space.

    >>> clean("  거실\u200b  불\n２４％ ", limit=40)
    '거실 불 24%'
    """
    shortened = text[: limit * 4]  # a syllable has at most 3 jamo: what is cut is beyond the limit
    usual = _HALF_WIDTH.sub(lambda m: unicodedata.normalize("NFKC", m.group()), shortened)
    composed = unicodedata.normalize("NFC", _UNSEEN.sub("", usual.translate(_WIDE)))
    return _SPACES.sub(" ", composed).strip()[:limit].strip()


_RUN_ON = re.compile(
    "(?<=[가-힣])(?<=[는된던운린진한난떤런은])(?=(?:게|거|것|건|걸)(?:[도만이은을야지]?(?![가-힣])))"
)


def spaced(text: str) -> str:
    """Return a text with the space that is left out before 게, 거 and 것, where they are words.

    >>> spaced("켜진게 있어?"), spaced("어떤거야"), spaced("선거 결과"), spaced("한게임")
    ('켜진 게 있어?', '어떤 거야', '선거 결과', '한게임')
    """
    return _RUN_ON.sub(" ", text)


def visible(text: str) -> str:
    r"""Return a piece of a longer text without what is unseen; its spaces and lines stay.

    >>> visible("\x1b[2J안녕\u200b \r\n")
    '[2J안녕 \n'
    """
    return _UNSEEN.sub("", text.replace("\r", ""))


def key(text: str) -> str:
    """Return what two spellings of a name share: letters and figures, in lower case.

    >>> key("Leo's  Room-2"), key("드레스 룸")
    ('leosroom2', '드레스룸')
    """
    folded = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold()
    # Casefolding may leave what composes again (İ); a key of a key is that key.
    folded = unicodedata.normalize("NFKC", folded)
    return "".join(character for character in folded if character.isalnum())


def key_offsets(text: str) -> tuple[str, list[int]]:
    """Return the characters of `key(text)`, and where in `text` each of them stands.

    >>> key_offsets("TV 등")
    ('tv등', [0, 1, 3])
    """
    characters: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(text):
        for normal in _KEYS.get(character) or _remember(character):
            characters.append(normal)
            offsets.append(index)
    return "".join(characters), offsets


_KEYS: dict[str, str] = {}


def _remember(character: str) -> str:
    normal = key(character)
    if len(_KEYS) < 20_000:  # as many as Korean and English texts have, however strange the rest
        _KEYS[character] = normal
    return normal
