"""Text from outside, made safe and comparable.

`clean` keeps what a person wrote and drops what nobody sees: control characters, zero-width and
bidirectional marks. `key` is for comparing names. Neither maps look-alike letters of other scripts
(Cyrillic а for Latin a): such a name simply is another name.
"""

import re
import unicodedata

_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U000e0000-\U000e0fff]"
)
_SPACES = re.compile(r"\s+")


def clean(text: str, *, limit: int) -> str:
    """Return text composed (NFC), without what is unseen, in at most `limit` characters.

    >>> clean("  거실\\u200b  불\\n꺼 ", limit=40)
    '거실 불 꺼'
    """
    composed = unicodedata.normalize("NFC", text[: limit * 4])
    return _SPACES.sub(" ", _UNSEEN.sub("", composed)).strip()[:limit].strip()


def key(text: str) -> str:
    """Return what two spellings of a name share: letters and figures, in lower case.

    >>> key("Leo's  Room-2"), key("드레스 룸")
    ('leosroom2', '드레스룸')
    """
    folded = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold()
    return "".join(character for character in folded if character.isalnum())
