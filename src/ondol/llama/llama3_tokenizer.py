"""Encodes text with the tokenizer that Meta publishes with Llama 3: bytes, pairs, `tokenizer.json`.

A text is cut into pieces by a pattern, a piece's UTF-8 bytes stand as one printable character each
(as in GPT-2), and pairs of them are merged, the one that was learnt first before others. Text never
yields a special token: someone who types "<|eot_id|>" gets its letters; `chat_format` puts the
special ones. The file must have Llama 3's own pattern; any other is refused.

The pattern needs Unicode's letters and numbers, which Python's `re` cannot name. They are made here
from `unicodedata`, so what was assigned after this Python's Unicode (`unidata_version`) is cut as a
symbol; it is decoded all the same.
"""

import heapq
import itertools
import json
import re
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from ondol.errors import InvalidModelError

PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
"""How Llama 3 cuts text, as its `tokenizer.json` has it."""

_SPACES = "\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""Unicode's White_Space; Python's `\\s` counts the separators U+001C to U+001F too."""


class Llama3Tokenizer:
    """Llama 3's tokenizer; `load` reads one."""

    def __init__(
        self,
        pieces: Mapping[str, int],
        merges: Sequence[tuple[str, str]],
        special: frozenset[str],
        *,
        is_whole_first: bool,
    ) -> None:
        self._ids = pieces
        self._pieces = {identifier: piece for piece, identifier in pieces.items()}
        self._ranks = {pair: rank for rank, pair in enumerate(merges)}
        self._special = special
        self._is_whole_first = is_whole_first
        self._known: dict[str, tuple[int, ...]] = {}

    @classmethod
    def load(cls, path: Path) -> "Llama3Tokenizer":
        """Read a `tokenizer.json`.

        Raises:
            InvalidModelError: no such file, or not a Llama 3's.
        """
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            model = data["model"]
            if (found := _pattern(data["pre_tokenizer"])) != PATTERN:
                raise ValueError(f"it cuts text by {found!r}")
            if data.get("normalizer") is not None or model.get("byte_fallback"):
                raise ValueError("it changes text or bytes in a way that Llama 3's does not")
            merges = [
                (pair[0], pair[1]) if isinstance(pair, list) else tuple(pair.split(" ", 1))
                for pair in model["merges"]
            ]
            added = {token["content"]: token["id"] for token in data["added_tokens"]}
            pieces = {**model["vocab"], **added}
            if len(set(pieces.values())) != len(pieces):
                raise ValueError("an id stands for two pieces")
            if lacking := set(_LETTERS) - pieces.keys():
                raise ValueError(f"it lacks {min(lacking)!r}")
            if lacking := {left + right for left, right in merges} - pieces.keys():
                raise ValueError(f"it lacks {min(lacking)!r}, which it merges")
            is_whole_first = model.get("ignore_merges") is True
            return cls(pieces, merges, frozenset(added), is_whole_first=is_whole_first)
        except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
            raise InvalidModelError(
                f"{path} is not a tokenizer of Llama 3 ({error}): download it again"
            ) from error

    def __len__(self) -> int:
        """Return how many pieces there are."""
        return len(self._ids)

    def __contains__(self, piece: object) -> bool:
        """Return whether there is such a piece."""
        return piece in self._ids

    def id(self, piece: str) -> int:
        """Return the id of a piece, of a special token by its name.

        Raises:
            KeyError: there is no such piece.
        """
        return self._ids[piece]

    def encode(self, text: str) -> list[int]:
        """Return the ids of a text; no special token is among them, and none is added."""
        found: list[int] = []
        for piece in cuts(text):
            known = self._known.get(piece)
            if known is None:
                known = self._encode_piece(piece)
                if len(self._known) < 50_000:
                    self._known[piece] = known
            found += known
        return found

    def decode(self, tokens: Sequence[int]) -> str:
        """Return the text of tokens; special ones by their names, broken characters as U+FFFD."""
        data = bytearray()
        for token in tokens:
            piece = self._pieces[token]
            is_special = piece in self._special
            data += piece.encode() if is_special else bytes(_BYTES[letter] for letter in piece)
        return data.decode("utf-8", errors="replace")

    def _encode_piece(self, piece: str) -> tuple[int, ...]:
        text = "".join(_LETTERS[byte] for byte in piece.encode(errors="replace"))
        if self._is_whole_first and text in self._ids and text not in self._special:
            return (self._ids[text],)
        return tuple(self._ids[part] for part in merged(text, self._ranks))


def merged(text: str, ranks: Mapping[tuple[str, str], int]) -> list[str]:
    """Merge pairs of a text's parts, of the lowest rank first, from the left, until none is left.

    Takes n log n steps, as people may write one word as long as they like.

    >>> merged("abab", {("b", "a"): 1, ("a", "b"): 0})
    ['ab', 'ab']
    """
    parts = list(text)
    after = [*range(1, len(parts)), -1]
    before = [-1, *range(len(parts) - 1)]
    waiting = [
        (rank, at, pair)
        for at, pair in enumerate(itertools.pairwise(parts))
        if (rank := ranks.get(pair)) is not None
    ]
    heapq.heapify(waiting)
    while waiting:
        _, at, pair = heapq.heappop(waiting)
        right = after[at]
        if right < 0 or (parts[at], parts[right]) != pair:
            continue  # one of both was merged with another
        parts[at], parts[right] = parts[at] + parts[right], ""
        after[at] = after[right]
        if after[at] >= 0:
            before[after[at]] = at
        for start in (before[at], at):
            if start >= 0 and after[start] >= 0:
                pair = (parts[start], parts[after[start]])
                if (rank := ranks.get(pair)) is not None:
                    heapq.heappush(waiting, (rank, start, pair))
    return [part for part in parts if part]


def cuts(text: str) -> list[str]:
    """Return the pieces that a text is cut into.

    >>> cuts("It's 12345 o'clock, 거실 불!")
    ['It', "'s", ' ', '123', '45', ' o', "'clock", ',', ' 거실', ' 불', '!']
    """
    return _compiled().findall(text)


@lru_cache
def _compiled() -> re.Pattern[str]:
    """Return the pattern, its classes written out; it takes a moment, once."""
    categories = "".join(unicodedata.category(chr(code))[0] for code in range(sys.maxunicode + 1))
    letters, numbers = (
        "".join(
            f"{chr(run.start())}-{chr(run.end() - 1)}"
            for run in re.finditer(f"{kind}+", categories)
        )
        for kind in "LN"
    )
    known = {
        r"\p{L}+": f"[{letters}]+",
        r"\p{N}{1,3}": f"[{numbers}]{{1,3}}",
        r"[^\r\n\p{L}\p{N}]": rf"[^\r\n{letters}{numbers}]",
        r"[^\s\p{L}\p{N}]": f"[^{_SPACES}{letters}{numbers}]",
        r"\s": f"[{_SPACES}]",
        r"\S": f"[^{_SPACES}]",
    }
    named = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    return re.compile(re.sub(named, lambda found: known[found.group()], PATTERN))


def _pattern(pre_tokenizer: Mapping[str, Any]) -> object:
    """Return the pattern that a `tokenizer.json` cuts by, or its whole entry if it is another."""
    match pre_tokenizer:
        case {
            "type": "Sequence",
            "pretokenizers": [
                {
                    "type": "Split",
                    "pattern": {"Regex": str(found)},
                    "behavior": "Isolated",
                } as split,
                {"type": "ByteLevel", "add_prefix_space": False, "use_regex": False},
            ],
        } if not split.get("invert"):
            return found
        case _:
            return pre_tokenizer


def _letters() -> str:
    """Return a printable character for each byte: itself, or one from U+0100 on."""
    printable = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    others = itertools.count(0x100)
    return "".join(chr(byte if byte in printable else next(others)) for byte in range(256))


_LETTERS = _letters()
_BYTES = {letter: byte for byte, letter in enumerate(_LETTERS)}
