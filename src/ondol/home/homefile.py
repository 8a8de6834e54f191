"""Home files: what a home holds, as JSON that people write (docs/reference/home-file.md).

`parse` reads strictly: a field that it does not know is an error, because a misspelt "aliases"
would else be lost without a word. Each error names the file, the field and the line.
"""

import dataclasses
import json
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ondol.errors import InvalidHomeError
from ondol.language.normalise import clean
from ondol.things.catalog import COVER_KINDS, MEASURES, TYPES, describe
from ondol.things.thing import Property, State, Thing, Value

from .home import Area, Home

MAX_NAME = 80  # characters
MAX_ID = 128
MAX_TEXT = 300  # of a value
MAX_FILE_BYTES = 8 * 1024 * 1024

_HOME_FIELDS = ("id", "language", "timezone", "areas", "things")
_AREA_FIELDS = ("id", "name", "aliases", "floor")
_THING_FIELDS = ("id", "name", "aliases", "area", "type", "kind", "measures", "state")


def load(path: Path) -> Home:
    """Read a home file; every thing in it counts as reachable.

    Raises:
        InvalidHomeError: it cannot be read, or says what cannot be.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InvalidHomeError(f"{path}: cannot be read: {error.strerror or error}") from error
    if len(content) > MAX_FILE_BYTES:
        raise InvalidHomeError(f"{path}: larger than {MAX_FILE_BYTES} bytes; no home is")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidHomeError(f"{path}, line {line}: not UTF-8; save the file as UTF-8") from error
    return parse(text, str(path))


def parse(text: str, name: str) -> Home:
    """Return the home that `text` describes; `name` stands for the file in errors.

    >>> parse('{"id": "a", "things": [{"id": "x", "name": "등", "type": "lamp"}]}', "a.home.json")
    Traceback (most recent call last):
    ...
    ondol.errors.InvalidHomeError: a.home.json, line 1: things[0].type: "lamp" is no known type; \
see docs/reference/home-file.md
    """
    root = _read_json(text, name)
    root.only(_HOME_FIELDS)
    areas = _unique(_area(node) for node in root.items("areas"))
    things = _unique(_thing(node, areas) for node in root.items("things"))
    return Home(
        id=root.identifier("id"),
        language=root.text("language", "ko"),
        timezone=_timezone(root),
        areas=areas,
        things={thing.id: thing for thing, _ in things.values()},
        state={thing.id: state for thing, state in things.values()},
        available=frozenset(things),
    )


def dump(home: Home) -> str:
    """Return `home` as the text of a home file, one area or thing a line; `parse` reads it back."""
    areas = [_line(_area_fields(area)) for area in home.areas.values()]
    things = [
        _line(_thing_fields(thing, home.state.get(thing.id, {}))) for thing in home.things.values()
    ]
    head = {"id": home.id, "language": home.language, "timezone": home.timezone}
    lines = [f"  {_line(key)}: {_line(value)}" for key, value in head.items()]
    lines += [f'  "areas": [{_rows(areas)}]', f'  "things": [{_rows(things)}]']
    return "{\n" + ",\n".join(lines) + "\n}\n"


# Reading: JSON with the place of each field --------------------------------------------------

_Json = dict[str, "_Json"] | list["_Json"] | str | int | float | bool | None
_Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A file's text, and where in it each field begins (offsets)."""

    name: str
    text: str
    places: dict[_Path, int]

    def fail(self, path: _Path, what: str) -> NoReturn:
        while path not in self.places:
            path = path[:-1]
        line = self.text.count("\n", 0, self.places[path]) + 1
        field = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
        where = f"{field.lstrip('.')}: " if path else ""
        raise InvalidHomeError(f"{self.name}, line {line}: {where}{what}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    """An object in the file, and how to read its fields."""

    source: _Source
    path: _Path
    value: dict[str, _Json]

    def fail(self, field: str, what: str) -> NoReturn:
        self.source.fail((*self.path, field), what)

    def only(self, fields: tuple[str, ...]) -> None:
        for field in self.value:
            if field not in fields:
                self.fail(field, f"no such field; there are {', '.join(fields)}")

    def text(self, field: str, default: str | None = None, limit: int = MAX_NAME) -> str:
        value = self.value.get(field)
        if value is None and default is not None:
            return default
        if field not in self.value:
            self.fail(field, f'"{field}" is missing')
        return self.source_text((field,), value, limit)

    def source_text(self, path: _Path, value: _Json, limit: int) -> str:
        if not isinstance(value, str) or not clean(value, limit=limit):
            self.source.fail((*self.path, *path), f"{_line(value)} is not a text")
        if len(value) > limit:
            self.source.fail((*self.path, *path), f"longer than {limit} characters")
        return clean(value, limit=limit)

    def optional(self, field: str) -> str | None:
        return None if self.value.get(field) is None else self.text(field)

    def identifier(self, field: str) -> str:
        value = self.text(field, limit=MAX_ID)
        if value != self.value[field]:
            self.fail(field, "has spaces at its ends or characters that nobody sees")
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        values = self.value.get(field)
        if values is None:
            return ()
        if not isinstance(values, list):
            self.fail(field, "must be a list of texts")
        return tuple(self.source_text((field, i), v, MAX_NAME) for i, v in enumerate(values))

    def child(self, field: str) -> "_Node":
        value = self.value.get(field, {})
        if not isinstance(value, dict):
            self.fail(field, "must be an object")
        return _Node(source=self.source, path=(*self.path, field), value=value)

    def items(self, field: str) -> Iterator["_Node"]:
        values = self.value.get(field)
        if values is None:
            return
        if not isinstance(values, list):
            self.fail(field, "must be a list")
        for i, value in enumerate(values):
            path = (*self.path, field, i)
            if not isinstance(value, dict):
                self.source.fail(path, "must be an object")
            yield _Node(source=self.source, path=path, value=value)


def _read_json(text: str, name: str) -> _Node:
    with _syntax(name):
        json.loads(text, parse_constant=_no_constant)  # says best what is wrong with the syntax
        source = _Source(name=name, text=text, places={})
        value, _ = _read(source, _skip(text, 0), ())
    if not isinstance(value, dict):
        source.fail((), "a home file is one JSON object")
    return _Node(source=source, path=(), value=value)


@contextmanager
def _syntax(name: str) -> Iterator[None]:
    try:
        yield
    except json.JSONDecodeError as error:
        where = f"{name}, line {error.lineno}, column {error.colno}"
        raise InvalidHomeError(f"{where}: not JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise InvalidHomeError(f"{name}: not a home file: {error}") from error


def _no_constant(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number in JSON")


_DECODER = json.JSONDecoder()


def _skip(text: str, at: int) -> int:
    while text[at] in " \t\r\n":
        at += 1
    return at


def _read(source: _Source, at: int, path: _Path) -> tuple[_Json, int]:
    """Read the value at `at` in text known to be JSON; note where each field begins."""
    source.places.setdefault(path, at)
    match source.text[at]:
        case "{":
            return _read_object(source, at, path)
        case "[":
            return _read_array(source, at, path)
        case _:
            value, end = _DECODER.raw_decode(source.text, at)
            return value, end


def _read_object(source: _Source, at: int, path: _Path) -> tuple[_Json, int]:
    fields: dict[str, _Json] = {}
    at = _skip(source.text, at + 1)
    while source.text[at] != "}":
        key, end = _DECODER.raw_decode(source.text, at)
        inner = (*path, key)
        source.places[inner] = at
        if key in fields:
            source.fail(inner, "stands twice")
        colon = _skip(source.text, end)
        fields[key], end = _read(source, _skip(source.text, colon + 1), inner)
        at = _next(source.text, end)
    return fields, at + 1


def _read_array(source: _Source, at: int, path: _Path) -> tuple[_Json, int]:
    values: list[_Json] = []
    at = _skip(source.text, at + 1)
    while source.text[at] != "]":
        value, end = _read(source, at, (*path, len(values)))
        values.append(value)
        at = _next(source.text, end)
    return values, at + 1


def _next(text: str, at: int) -> int:
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at


# Meaning -------------------------------------------------------------------------------------

_T = TypeVar("_T")
_SEE = "see docs/reference/home-file.md"


def _unique(found: Iterator[tuple[_Node, _T]]) -> dict[str, _T]:
    ids: dict[str, _T] = {}
    for node, value in found:
        key = node.identifier("id")
        if key in ids:
            node.fail("id", f"{_line(key)} stands twice; an id is unique in the file")
        ids[key] = value
    return ids


def _timezone(root: _Node) -> str:
    name = root.text("timezone", "Asia/Seoul")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        root.fail("timezone", f"{_line(name)} is no IANA time zone, such as Asia/Seoul")
    return name


def _area(node: _Node) -> tuple[_Node, Area]:
    node.only(_AREA_FIELDS)
    area = Area(
        id=node.identifier("id"),
        name=node.text("name"),
        aliases=node.texts("aliases"),
        floor=node.optional("floor"),
    )
    return node, area


def _thing(node: _Node, areas: Mapping[str, Area]) -> tuple[_Node, tuple[Thing, State]]:
    node.only(_THING_FIELDS)
    type_ = node.text("type")
    if type_ not in TYPES:
        node.fail("type", f"{_line(type_)} is no known type; {_SEE}")
    area = node.optional("area")
    if area is not None and area not in areas:
        node.fail("area", f'{_line(area)} is not the id of an area in "areas"')
    state = _state(node.child("state"), type_, areas)
    if type_ == "sensor" and "value" not in state:
        node.fail("state", 'a sensor has a "value"; null where unknown')
    thing = describe(
        id=node.identifier("id"),
        title=node.text("name"),
        type=type_,
        state=state,
        aliases=node.texts("aliases"),
        area=area,
        kind=_kind(node, type_),
        measures=_measures(node, type_),
    )
    return node, (thing, state)


def _kind(node: _Node, type_: str) -> str | None:
    kind = node.optional("kind")
    if kind is not None and type_ != "cover":
        node.fail("kind", "only a cover has one")
    if kind is not None and kind not in COVER_KINDS:
        node.fail("kind", f"{_line(kind)} is none of {', '.join(COVER_KINDS)}")
    return kind


def _measures(node: _Node, type_: str) -> str | None:
    measures = node.optional("measures")
    if measures is not None and type_ != "sensor":
        node.fail("measures", "only a sensor has it")
    if measures is not None and measures not in MEASURES:
        node.fail("measures", f"{_line(measures)} is nothing that a sensor measures; {_SEE}")
    return measures


def _state(node: _Node, type_: str, areas: Mapping[str, Area]) -> State:
    known = TYPES[type_].properties
    for name in node.value:
        if name not in known:
            node.fail(name, f"a {type_} has no such attribute; it may have {', '.join(known)}")
    state = {name: _value(node, name, known[name], type_) for name in node.value}
    place = state.get("cleaning_area")
    if place is not None and place not in areas:
        node.fail("cleaning_area", f'{_line(place)} is not the id of an area in "areas"')
    return state


def _value(node: _Node, name: str, known: Property, type_: str) -> Value:
    given = node.value[name]
    if given is None:
        return None
    if isinstance(given, dict):
        node.fail(name, f"must be {_expected(known)}")
    value = _texts(node, name, given) if isinstance(given, list) else given
    if isinstance(value, str):
        value = node.text(name, limit=MAX_TEXT)
    if isinstance(value, float):
        value = _number(node, name, value, known)
    if type_ == "sensor" and isinstance(value, bool | int | float | str):
        return value  # its property is made from what it reports
    if not dataclasses.replace(known, read_only=False).accepts(value):
        node.fail(name, f"{_line(value)} is not {_expected(known)}")
    return value


def _texts(node: _Node, name: str, given: list[_Json]) -> tuple[str, ...]:
    return tuple(node.source_text((name, i), value, MAX_TEXT) for i, value in enumerate(given))


def _number(node: _Node, name: str, value: float, known: Property) -> int | float:
    if not math.isfinite(value):
        node.fail(name, "is too large a number")
    return int(value) if known.type is int and value.is_integer() else value


_WORDS = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}


def _expected(known: Property) -> str:
    if known.enum:
        return f"one of {', '.join(map(str, known.enum))}"
    if known.type is tuple:
        return "a list of texts"
    word = _WORDS[known.type]
    low, high = known.minimum, known.maximum
    if low is not None and high is not None:
        return f"{word} from {low:g} to {high:g}"
    return word if low is None else f"{word} from {low:g}"


# Writing -------------------------------------------------------------------------------------


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _rows(rows: list[str]) -> str:
    return "\n    " + ",\n    ".join(rows) + "\n  " if rows else ""


def _area_fields(area: Area) -> Mapping[str, object]:
    fields = {"id": area.id, "name": area.name, "aliases": area.aliases, "floor": area.floor}
    return {key: value for key, value in fields.items() if value is not None}


def _thing_fields(thing: Thing, state: State) -> Mapping[str, object]:
    fields = {
        "id": thing.id,
        "name": thing.title,
        "aliases": thing.aliases,
        "area": thing.area,
        "type": thing.type,
        "kind": thing.kind,
        "measures": thing.measures,
        "state": {name: state.get(name) for name in thing.properties},
    }
    return {key: value for key, value in fields.items() if value is not None}
