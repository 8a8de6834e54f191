"""Encodes text with a byte-pair tokenizer in Hugging Face's `tokenizer.json` format.

Pure Python: utterances are short, and pieces that were met before are kept. User text never yields
a token of the frame vocabulary: someone who types "<act>" gets "<", "act" and ">". Byte-pair
encoding: Sennrich, Haddow, Birch (2016); byte fallback as in SentencePiece.
"""

import itertools
import json
import re
from pathlib import Path

from ondol.errors import InvalidModelError

SPACE = "▁"

_PARTICLES = "|".join(
    (
        *(
            "에서는",
            "에서도",
            "에서만",
            "에서",
            "에는",
            "에도",
            "에만",
            "에다가",
            "에다",
            "에게",
            "에",
            "한테",
        ),
        *(
            "으로는",
            "으로도",
            "으로만",
            "으로",
            "로는",
            "로도",
            "로만",
            "로",
            "이랑",
            "랑",
            "하고",
            "까지",
            "부터",
        ),
        *(
            "이라고",
            "라고",
            "보다",
            "처럼",
            "마다",
            "만",
            "도",
            "은",
            "는",
            "이",
            "가",
            "을",
            "를",
            "의",
            "와",
            "과",
        ),
        *("들", "쪽", "좀"),
    )
)
PIECES = re.compile(
    rf"{SPACE}?[가-힣]+?(?=(?:{_PARTICLES})(?![가-힣]))|{SPACE}?[가-힣]+|{SPACE}?[0-9]"
    rf"|{SPACE}?[a-z]+|{SPACE}?[^가-힣0-9a-z{SPACE}]|{SPACE}"
)
"""How text is cut before pairs are merged; pieces never reach across these cuts."""


def units(text: str) -> list[tuple[int, int]]:
    """Return where the units of a text begin and end: words, figures, Korean particles.

    >>> units("우유를 2개")
    [(0, 2), (2, 3), (3, 5), (5, 6)]
    """
    return [match.span() for match in PIECES.finditer(_normalised(text))]


class Tokenizer:
    """A tokenizer; `load` reads one."""

    def __init__(
        self, pieces: dict[str, int], merges: list[tuple[str, str]], special: frozenset[str]
    ) -> None:
        self._ids = pieces
        self._pieces = {identifier: piece for piece, identifier in pieces.items()}
        self._ranks = {pair: rank for rank, pair in enumerate(merges)}
        self._special = special
        self._known: dict[str, tuple[tuple[int, int], ...]] = {}

    @classmethod
    def load(cls, path: Path) -> "Tokenizer":
        """Read a `tokenizer.json`.

        Raises:
            InvalidModelError: no such file, or not one of byte-pair encoding.
        """
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            model = data["model"]
            merges = [
                (pair[0], pair[1]) if isinstance(pair, list) else tuple(pair.split(" ", 1))
                for pair in model["merges"]
            ]
            special = frozenset(token["content"] for token in data["added_tokens"])
            pieces = dict(model["vocab"])
            if sorted(pieces.values()) != list(range(len(pieces))):
                raise ValueError("its ids have gaps")
            if lacking := {f"<0x{byte:02X}>" for byte in range(256)} - pieces.keys():
                raise ValueError(f"it lacks {min(lacking)}")
            return cls(pieces, merges, special)
        except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
            raise InvalidModelError(
                f"{path} is not a tokenizer ({error}): install ondol again"
            ) from error

    def __len__(self) -> int:
        """Return how many pieces there are."""
        return len(self._ids)

    def __contains__(self, piece: object) -> bool:
        """Return whether there is such a piece."""
        return piece in self._ids

    def id(self, piece: str) -> int:
        """Return the id of a piece.

        Raises:
            KeyError: there is no such piece.
        """
        return self._ids[piece]

    def piece(self, token: int) -> str:
        """Return what a token stands for: its text, or the name of a vocabulary token."""
        return self._pieces[token].replace(SPACE, " ")

    def encode(self, text: str) -> list[int]:
        """Return the ids of a text."""
        return [token for token, _, _ in self.encode_with_offsets(text)]

    def encode_with_offsets(self, text: str) -> list[tuple[int, int, int]]:
        """Return (id, start, end) of each piece; offsets are characters of `text`.

        A character that bytes stand for has all of them at its own offsets. Text is expected to be
        composed (NFC); `language.normalise.clean` does it.
        """
        found: list[tuple[int, int, int]] = []
        for match in PIECES.finditer(_normalised(text)):
            known = self._known.get(match.group()) or self._encode_piece(match.group())
            at = match.start()
            for token, length in known:
                found.append((token, at, at + length if length else at + 1))
                at += length
        return found

    def decode(self, tokens: list[int]) -> str:
        """Return the text of tokens, bytes joined to characters."""
        data = bytearray()
        for token in tokens:
            piece = self._pieces[token]
            byte = re.fullmatch(r"<0x([0-9A-F]{2})>", piece)
            data += bytes([int(byte.group(1), 16)]) if byte else piece.replace(SPACE, " ").encode()
        return data.decode("utf-8", errors="replace")

    def _encode_piece(self, piece: str) -> tuple[tuple[int, int], ...]:
        """Return (id, characters) of each part; of bytes, the last carries the character."""
        parts: list[str] = list(piece)
        while len(parts) > 1:
            ranked = [
                (self._ranks.get((left, right), 1 << 30), at)
                for at, (left, right) in enumerate(itertools.pairwise(parts))
            ]
            rank, at = min(ranked)
            if rank == 1 << 30:
                break
            parts[at : at + 2] = [parts[at] + parts[at + 1]]
        encoded: list[tuple[int, int]] = []
        for part in parts:
            identifier = self._ids.get(part)
            if identifier is not None and part not in self._special:
                encoded.append((identifier, len(part)))
                continue
            data = part.encode(errors="replace")  # half of a surrogate pair
            encoded += [(self._ids[f"<0x{byte:02X}>"], 0) for byte in data[:-1]]
            encoded.append((self._ids[f"<0x{data[-1]:02X}>"], len(part)))
        if len(self._known) < 50_000:
            self._known[piece] = tuple(encoded)
        return tuple(encoded)


def _normalised(text: str) -> str:
    """Return text in lower case, character for character, so that offsets stay.

    İ alone would become two; the dot above, its second, is left out.
    """
    return "".join(character.lower()[0] for character in text).replace(" ", SPACE)
