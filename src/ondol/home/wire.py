"""Plans, results and what is kept, as JSON and back.

Each dataclass is an object with its fields and `kind`, the name of its class in snake case; fields
that have their default are left out. Reading is strict: `read` returns what the type says or
raises, so that a record that was damaged, or written by another version, is noticed.
"""

import dataclasses
import datetime as dt
import enum
import re
import types
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Json = dict[str, Any] | list[Any] | str | int | float | bool | None

_T = TypeVar("_T")
_PRIMITIVES = (str, bool, int, float, type(None))


def write(value: object) -> Json:
    """Return `value` as JSON.

    >>> from ondol.home.plan import Act, Plan
    >>> write(Plan(steps=(Act(changes={"tv": {"on": True}}),)))
    {'kind': 'plan', 'steps': [{'kind': 'act', 'changes': {'tv': {'on': True}}}]}
    """
    if isinstance(value, enum.Enum):
        return write(value.value)
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, dt.datetime | dt.time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): write(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [write(inner) for inner in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {
            field.name: write(inner)
            for field in dataclasses.fields(value)
            if (inner := getattr(value, field.name)) != _default(field)
        }
        return {"kind": kind_of(type(value)), **fields}
    raise TypeError(f"no JSON for {type(value).__name__}")


def read(type_: type[_T], data: Json) -> _T:
    """Return the value of `type_` that `data` describes.

    Raises:
        ValueError: it describes none; the text says where it goes wrong.
    """
    value: _T = _read(type_, data, kind_of(type_))
    return value


def schema(type_: type) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what `read` takes for `type_`."""
    definitions: dict[str, Any] = {}
    top = _schema(type_, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **top,
        "$defs": dict(sorted(definitions.items())),
    }


def kind_of(type_: type) -> str:
    """Return the `kind` by which a class is told apart.

    >>> from ondol.things.command import SetProperty
    >>> kind_of(SetProperty)
    'set_property'
    """
    return _snake_case(type_.__name__)


@cache
def _snake_case(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


# Reading -------------------------------------------------------------------------------------


def _read(hint: Any, data: Json, where: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _read_union(get_args(hint), data, where)
    if origin is Literal:
        known = [value for value in get_args(hint) if value == data and type(value) is type(data)]
        return known[0] if known else _fail(where, data, f"one of {get_args(hint)}")
    if origin is tuple:
        inner = get_args(hint)[0]
        rows = data if isinstance(data, list) else _fail(where, data, "a list")
        return tuple(_read(inner, row, f"{where}[{i}]") for i, row in enumerate(rows))
    if origin is not None and issubclass(origin, Mapping):
        inner = get_args(hint)[1]
        rows = data if isinstance(data, dict) else _fail(where, data, "an object")
        return {key: _read(inner, row, f"{where}.{key}") for key, row in rows.items()}
    if dataclasses.is_dataclass(hint):
        return _read_dataclass(hint, data, where)
    return _read_scalar(hint, data, where)


def _read_union(options: tuple[Any, ...], data: Json, where: str) -> Any:
    if data is None or isinstance(data, str | bool | int | float):
        if type(data) in options:
            return data
    elif isinstance(data, dict) and "kind" in data:
        for option in options:
            if dataclasses.is_dataclass(option) and kind_of(_class(option)) == data["kind"]:
                return _read_dataclass(option, data, where)
    for option in options:
        try:
            return _read(option, data, where)
        except ValueError:
            continue
    return _fail(where, data, " or ".join(_name(option) for option in options))


def _read_dataclass(hint: Any, data: Json, where: str) -> Any:
    if not isinstance(data, dict) or data.get("kind") != kind_of(hint):
        return _fail(where, data, f"a {kind_of(hint)}")
    fields = _fields(hint)
    for name in data:
        if name != "kind" and name not in fields:
            raise ValueError(f"{where}: there is no field {name!r}")
    given: dict[str, Any] = {}
    for name, (type_, has_default) in fields.items():
        if name in data:
            given[name] = _read(type_, data[name], f"{where}.{name}")
        elif not has_default:
            raise ValueError(f"{where}: {name!r} is missing")
    return hint(**given)


def _read_scalar(hint: Any, data: Json, where: str) -> Any:
    if hint in _PRIMITIVES:
        if type(data) is hint or (hint is float and type(data) is int):
            return data
    elif isinstance(data, str) and hint is dt.datetime:
        moment = dt.datetime.fromisoformat(data)
        return moment if moment.tzinfo is not None else _fail(where, data, "a moment with a zone")
    elif isinstance(data, str) and hint is dt.time:
        return dt.time.fromisoformat(data)
    elif isinstance(hint, type) and issubclass(hint, enum.Enum) and type(data) is int:
        return hint(data)
    return _fail(where, data, _name(hint))


def _fail(where: str, data: Json, wanted: str) -> Any:
    raise ValueError(f"{where}: {str(data)[:80]!r} is not {wanted}")


def _class(hint: Any) -> type:
    return hint if isinstance(hint, type) else type(hint)


@cache
def _fields(class_: type) -> dict[str, tuple[Any, bool]]:
    """Return the type of each field, and whether it has a default."""
    hints = get_type_hints(class_)
    fields = dataclasses.fields(class_)
    return {field.name: (hints[field.name], _has_default(field)) for field in fields}


def _default(field: "dataclasses.Field[Any]") -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def _has_default(field: "dataclasses.Field[Any]") -> bool:
    return _default(field) is not dataclasses.MISSING


def _name(hint: Any) -> str:
    return getattr(hint, "__name__", str(hint))


# Schema --------------------------------------------------------------------------------------

_JSON_NAMES = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(option, definitions) for option in get_args(hint)]}
    if origin is Literal:
        return {"enum": list(get_args(hint))}
    if origin is tuple:
        return {"type": "array", "items": _schema(get_args(hint)[0], definitions)}
    if origin is not None and issubclass(origin, Mapping):
        return {
            "type": "object",
            "additionalProperties": _schema(get_args(hint)[1], definitions),
        }
    if dataclasses.is_dataclass(hint):
        return _schema_of_dataclass(_class(hint), definitions)
    if hint is dt.datetime:
        return {"type": "string", "format": "date-time"}
    if hint is dt.time:
        return {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?$"}
    if issubclass(hint, enum.Enum):
        return {"enum": [member.value for member in hint]}
    return {"type": _JSON_NAMES[hint]}


def _schema_of_dataclass(class_: type, definitions: dict[str, Any]) -> dict[str, Any]:
    kind = kind_of(class_)
    if kind not in definitions:
        definitions[kind] = {}  # known before its fields are, which may hold it
        fields = _fields(class_)
        summary = (class_.__doc__ or "").strip().splitlines()[0]
        definitions[kind] = {
            "description": summary,
            "type": "object",
            "properties": {
                "kind": {"const": kind},
                **{name: _schema(type_, definitions) for name, (type_, _) in fields.items()},
            },
            "required": [
                "kind",
                *(name for name, (_, is_optional) in fields.items() if not is_optional),
            ],
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{kind}"}
