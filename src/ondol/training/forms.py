"""The forms in which the owners of public sets publish them, read into our one form of a row.

Pure: bytes in, rows out; `fetch` gets the bytes and writes the rows. A record that cannot be read
comes out as `Unread`, in its place, and never stops the rest. Sources: the files themselves, at the
commits in `sources.toml`.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ondol.language.normalise import clean

EDITION = 1
"""Raised when a form is read in another way, so that sets read before are made again."""

MAX_CHARACTERS = 300
"""Of an utterance; the longest in these sets has 153."""

Slots = Mapping[str, str | list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An utterance with its owner's own intent and slots; a slot said twice is a list."""

    utterance: str
    intent: str
    slots: Slots = field(default_factory=dict)
    domain: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A record that is not of its owner's form: where it stands, and what is wrong."""

    where: str
    why: str


Form = Callable[[Mapping[str, bytes]], Iterator[Row | Unread]]
"""Reads the files of a set, path to content, in the order in which they are given."""


def hwu64(files: Mapping[str, bytes]) -> Iterator[Row | Unread]:
    """Read CSV files with semicolons: an annotated answer, its scenario and its intent."""
    for record in _records(files, delimiter=";"):
        if isinstance(record, Unread):
            yield record
            continue
        where, cells = record
        said = _annotated(cells.get("answer_annotation"))
        intent = _joined("_", cells.get("scenario"), cells.get("intent"))
        if said is None or intent is None:
            yield Unread(where=where, why="no scenario, intent or whole answer_annotation")
        else:
            yield Row(utterance=said[0], intent=intent, slots=said[1])


def slurp(files: Mapping[str, bytes]) -> Iterator[Row | Unread]:
    """Read JSON lines: a sentence, the same with its slots in brackets, and its intent."""
    for path, content in files.items():
        for number, line in enumerate(content.split(b"\n"), start=1):
            if not line.strip():
                continue
            where = f"{path}:{number}"
            record = _json(line)
            if not isinstance(record, dict):
                yield Unread(where=where, why="not a JSON object")
                continue
            sentence, intent = _text(record.get("sentence")), _text(record.get("intent"))
            said = _annotated(record.get("sentence_annotation"))
            if sentence is None or intent is None or said is None:
                yield Unread(where=where, why="no sentence, intent or whole sentence_annotation")
            else:
                yield Row(utterance=sentence, intent=intent, slots=said[1])


_CLINC_PARTS = ("train", "oos_train")
_CLINC_DOMAINS = {
    **dict.fromkeys(("timer", "alarm"), "timer"),
    **dict.fromkeys(
        ("next_song", "change_volume", "what_song", "play_music", "update_playlist"), "media"
    ),
    "smart_home": "home",
}


def clinc150(files: Mapping[str, bytes]) -> Iterator[Row | Unread]:
    """Read JSON objects of parts, each a list of [utterance, intent]; only what is for training.

    What has nothing to do with a home gets the domain "oos", as `corpus.datasets` expects it.
    """
    for path, content in files.items():
        parts = _json(content)
        for part in _CLINC_PARTS:
            pairs = parts.get(part) if isinstance(parts, dict) else None
            if not isinstance(pairs, list):
                yield Unread(where=path, why=f'not a JSON object with a list "{part}"')
                continue
            for number, pair in enumerate(pairs):
                texts = [_text(one) for one in pair] if isinstance(pair, list) else []
                match texts:
                    case [str(utterance), str(intent)]:
                        domain = _CLINC_DOMAINS.get(intent, "oos")
                        yield Row(utterance=utterance, intent=intent, domain=domain)
                    case _:
                        where = f"{path}: {part}[{number}]"
                        yield Unread(where=where, why="not a pair of utterance and intent")


def home_llm(files: Mapping[str, bytes]) -> Iterator[Row | Unread]:
    """Read CSV files: a service of Home Assistant, a device's short name, and a phrase."""
    for record in _records(files, delimiter=","):
        if isinstance(record, Unread):
            yield record
            continue
        where, cells = record
        phrase, service = _text(cells.get("phrase")), _text(cells.get("service_name"))
        device = _joined(".", service and service.partition(".")[0], cells.get("device_name"))
        if phrase is None or service is None or device is None:
            yield Unread(where=where, why="no service_name, device_name or phrase")
        else:
            yield Row(utterance=phrase, intent=service, slots={"device": device})


FORMS: Mapping[str, Form] = {
    "hwu64": hwu64,
    "slurp": slurp,
    "clinc150": clinc150,
    "home_llm": home_llm,
}


_SLOT = re.compile(r"\[\s*([^\s:\[\]]+)\s*:\s*([^\[\]]*?)\s*\]")


def _annotated(annotation: object) -> tuple[str, Slots] | None:
    """Return the plain text of "wake me at [time : ten]", and its slots; None if it is not one."""
    text = _text(annotation)
    plain = _text(_SLOT.sub(r"\2", text)) if text is not None else None
    if text is None or plain is None or "[" in plain or "]" in plain:
        return None
    slots: dict[str, str | list[str]] = {}
    for name, value in _SLOT.findall(text):
        match slots.get(name):
            case None:
                slots[name] = value
            case str(first):
                slots[name] = [first, value]
            case list(many):
                slots[name] = [*many, value]
    return plain, slots


def _records(
    files: Mapping[str, bytes], *, delimiter: str
) -> Iterator[tuple[str, Mapping[str, object]] | Unread]:
    """Yield where each record of CSV files stands, and its cells by the names of the first line."""
    for path, content in files.items():
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            yield Unread(where=path, why=f"not UTF-8 at byte {error.start}")
            continue
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            for cells in reader:
                yield f"{path}:{reader.line_num}", cells
        except csv.Error as error:  # what follows in this file cannot be told apart
            yield Unread(where=f"{path}:{reader.line_num}", why=f"not CSV from here on: {error}")


def _json(content: bytes) -> Any:
    """Return what JSON says, or None if it is none (or says null, which is no set either)."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):  # UnicodeDecodeError is a ValueError
        return None


def _text(value: object) -> str | None:
    """Return text that has something to say and is not too long, cleaned."""
    if not isinstance(value, str) or len(value) > MAX_CHARACTERS * 4:
        return None
    cleaned = clean(value, limit=MAX_CHARACTERS + 1)
    return cleaned if 0 < len(cleaned) <= MAX_CHARACTERS else None


def _joined(separator: str, *parts: object) -> str | None:
    texts = [_text(part) for part in parts]
    return None if None in texts else separator.join(text for text in texts if text is not None)
