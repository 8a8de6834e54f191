"""Operators, methods, filters and functions that a device's template may use. Pure.

A list of harmless ones, most of them written here: what would be large is refused before it is
made. No regular expressions: they can take for ever. Names and meanings are Home Assistant's:
https://www.home-assistant.io/docs/configuration/templating/
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from functools import partial, wraps
from types import GeneratorType
from typing import Any

from jinja2 import Undefined
from jinja2.exceptions import UndefinedError
from jinja2.runtime import Context
from jinja2.utils import Namespace

from .metering import MAX_BITS, TemplateError, charged, refuse_if_large, stepping

MAX_RANGE = 1_000
MAX_WIDTH = 999  # of a text that is padded

_CONVERSION = re.compile(r"%(?:%|[-+ #0]{0,5}\d{0,2}(?:\.\d{0,2})?[diouxXeEfFgGsc])")
_FIELD = re.compile(
    r"\{\{|\}\}|\{\w{0,30}(?::[^{}\d]{0,4}\d{0,2}(?:,|_)?(?:\.\d{0,2})?[a-zA-Z%]?)?\}"
)


def _printf(text: str, arguments: object) -> str:
    if "%" in _CONVERSION.sub("", text):
        raise TemplateError(f"format {text[:40]!r} is not allowed in a device's template")
    result: str = text % arguments
    return result


def _multiply(left: Any, right: Any) -> Any:
    for text, count in ((left, right), (right, left)):
        if isinstance(text, str | list | tuple) and isinstance(count, int):
            refuse_if_large(len(text) * count)
    return left * right


def _power(left: Any, right: Any) -> Any:
    if isinstance(left, int) and isinstance(right, int) and right > 0:
        if left.bit_length() * right > MAX_BITS:
            raise TemplateError(f"makes a number of more than {MAX_BITS} bits")
    elif not isinstance(left, int | float) or not isinstance(right, int | float):
        raise TemplateError("** takes numbers")
    return left**right


def _modulo(left: Any, right: Any) -> Any:
    return _printf(left, right) if isinstance(left, str) else left % right


def _look(item: Any, name: str | int) -> Any:
    parts: Any = item
    if isinstance(item, dict | list | tuple):
        return parts[name]
    raise TemplateError(f"looks for {str(name)[:40]!r} in what has no parts")


def _replace(text: Any, old: Any, new: Any, count: int = -1) -> str:
    text, old, new = str(text), str(old), str(new)
    times = text.count(old) if count < 0 else min(count, text.count(old))
    refuse_if_large(len(text) + times * len(new))
    replaced: str = text.replace(old, new, times)
    return replaced


def _join(items: Any, separator: Any = "", attribute: str | int | None = None) -> str:
    if attribute is not None:
        items = [_look(item, attribute) for item in items]
    texts = [str(charged(item)) for item in items]
    refuse_if_large(sum(map(len, texts)) + len(texts) * len(str(separator)))
    return str(separator).join(texts)


def concat(items: list[Any]) -> str:
    """Return texts one after the other: the operator `~`."""
    return _join(items)


def _padded(method: Callable[..., str]) -> Callable[..., str]:
    def pad(text: str, width: int, *fill: str) -> str:
        if width > MAX_WIDTH:
            raise TemplateError(f"pads a text to more than {MAX_WIDTH} characters")
        return method(text, width, *fill)

    return pad


def _format(text: str, *arguments: object, **named: object) -> str:
    if "{" in (rest := _FIELD.sub("", text)) or "}" in rest:
        raise TemplateError(f"format {text[:40]!r} is not allowed in a device's template")
    return text.format(*arguments, **named)


_METHODS: Mapping[type, Mapping[str, Callable[..., Any]]] = {
    str: {
        **{
            name: getattr(str, name)
            for name in (
                *("lower", "upper", "title", "capitalize", "casefold", "strip", "lstrip"),
                *("rstrip", "split", "rsplit", "splitlines", "startswith", "endswith", "find"),
                *("rfind", "index", "count", "isdigit", "isnumeric", "isdecimal", "isalpha"),
                *("isalnum", "isspace", "isupper", "islower", "partition", "rpartition"),
                *("removeprefix", "removesuffix", "swapcase"),
            )
        },
        **{name: _padded(getattr(str, name)) for name in ("zfill", "rjust", "ljust", "center")},
        "replace": _replace,
        "join": lambda separator, items: _join(items, separator),
        "format": _format,
    },
    dict: {
        "get": dict.get,
        "items": lambda known: list(known.items()),
        "keys": list,
        "values": lambda known: list(known.values()),
    },
    list: {"index": list.index, "count": list.count},
    tuple: {"index": tuple.index, "count": tuple.count},
    float: {"is_integer": float.is_integer},
    int: {"bit_length": int.bit_length},
}


class Bound:
    """A method that may be called, on what it is called on."""

    __slots__ = ("_call",)

    def __init__(self, call: Callable[..., Any], on: object) -> None:
        self._call = partial(call, on)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._call(*args, **kwargs)


_REQUIRED: Any = object()


def _number(value: Any) -> float:
    if isinstance(value, bool | int | float):
        return float(value)
    return float(str(value))


def _int(value: Any, default: Any = _REQUIRED, base: int = 10) -> Any:
    try:
        if isinstance(value, str) and base != 10:
            return int(value, base)
        return int(value) if isinstance(value, int) else int(_number(value))
    except (ValueError, TypeError, OverflowError) as error:
        return _or_default(default, "int", value, error)


def _float(value: Any, default: Any = _REQUIRED) -> Any:
    try:
        return _number(value)
    except (ValueError, TypeError, OverflowError) as error:
        return _or_default(default, "float", value, error)


def _round(value: Any, precision: int = 0, method: str = "common", default: Any = _REQUIRED) -> Any:
    try:
        number, scale = _number(value), 10.0**precision
        match method:
            case "ceil":
                rounded = math.ceil(number * scale) / scale
            case "floor":
                rounded = math.floor(number * scale) / scale
            case "half":
                rounded = round(number * 2) / 2
            case _:
                rounded = round(number, precision)
        return int(rounded) if precision == 0 and method != "half" else rounded
    except (ValueError, TypeError, OverflowError) as error:
        return _or_default(default, "round", value, error)


def _bool(value: Any, default: Any = _REQUIRED) -> Any:
    said = str(value).strip().lower()
    if said in {"1", "true", "yes", "on", "enable"}:
        return True
    if said in {"0", "false", "no", "off", "disable"}:
        return False
    return _or_default(default, "bool", value, None)


def _or_default(default: Any, name: str, value: Any, error: Exception | None) -> Any:
    if default is not _REQUIRED:
        return default
    raise TemplateError(f"{name} got {str(value)[:40]!r} and has no default") from error


def _is_defined(value: Any) -> Any:
    if isinstance(value, Undefined):
        raise UndefinedError(f"{value._undefined_name} is not defined")
    return value


def _iif(value: Any, if_true: Any = True, if_false: Any = False, if_none: Any = _REQUIRED) -> Any:
    if value is None and if_none is not _REQUIRED:
        return if_none
    return if_true if value else if_false


def _scaled(value: Any, amount: Any, default: Any = _REQUIRED) -> Any:
    try:
        return _number(value) * amount
    except (ValueError, TypeError) as error:
        return _or_default(default, "multiply", value, error)


def _raised(value: Any, amount: Any, default: Any = _REQUIRED) -> Any:
    try:
        return _number(value) + amount
    except (ValueError, TypeError) as error:
        return _or_default(default, "add", value, error)


def _to_json(value: Any, ensure_ascii: bool = False, sort_keys: bool = False) -> str:
    return json.dumps(value, ensure_ascii=ensure_ascii, sort_keys=sort_keys)


def _from_json(value: Any) -> Any:
    return json.loads(value)


def _reverse(value: Any) -> Any:
    return value[::-1] if isinstance(value, str) else list(value)[::-1]


def _sum(items: Any, attribute: str | int | None = None, start: float = 0) -> float:
    if attribute is not None:
        items = [_look(item, attribute) for item in items]
    return sum((item for item in items if isinstance(item, int | float)), start)


def _sort(items: Any, reverse: bool = False, attribute: str | None = None) -> list[Any]:
    found = list(items)
    for _ in range(8):  # a list of a thousand is compared ten times over
        charged(found)
    if attribute is None:
        return sorted(found, reverse=reverse)
    return sorted(found, key=lambda item: _look(item, attribute), reverse=reverse)


def _min(*values: Any) -> Any:
    return min(*values) if len(values) > 1 else min(values[0])


def _max(*values: Any) -> Any:
    return max(*values) if len(values) > 1 else max(values[0])


def _range(*bounds: int) -> range:
    counted = range(*bounds)
    if len(counted) > MAX_RANGE:
        raise TemplateError(f"counts further than {MAX_RANGE}")
    return counted


def _is_number(value: Any) -> bool:
    try:
        return math.isfinite(_number(value))
    except (ValueError, TypeError):
        return False


_new_namespace: Callable[..., Any] = Namespace


def _namespace(**values: Any) -> Any:
    return _new_namespace({name: charged(value) for name, value in values.items()})


def _list(items: Any) -> list[Any]:
    return list(items)


def _length(value: Any) -> int:
    return len(list(value)) if isinstance(value, GeneratorType) else len(value)


def bounded(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a filter or function pay for all that it is given and all that it returns."""

    @wraps(function)
    def bounded(*args: Any, **kwargs: Any) -> Any:
        given = [_admit(argument) for argument in args]
        named = {name: _admit(argument) for name, argument in kwargs.items()}
        result = function(*given, **named)
        return stepping(result, 1) if isinstance(result, GeneratorType) else charged(result)

    return bounded


def _admit(argument: Any) -> Any:
    if argument is _REQUIRED or isinstance(argument, Context | GeneratorType):
        return argument  # a generator pays for each item as it yields it
    return charged(argument)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "int": _int,
    "float": _float,
    "round": _round,
    "bool": _bool,
    "is_defined": _is_defined,
    "iif": _iif,
    "multiply": _scaled,
    "add": _raised,
    "tojson": _to_json,
    "to_json": _to_json,
    "from_json": _from_json,
    "replace": _replace,
    "join": _join,
    "reverse": _reverse,
    "sum": _sum,
    "sort": _sort,
    "min": _min,
    "max": _max,
    "count": _length,
    "length": _length,
    "list": _list,
    "string": str,
    "format": lambda text, *arguments: _printf(text, arguments),
    "is_number": _is_number,
    "bitwise_and": lambda left, right: int(left) & int(right),
    "bitwise_or": lambda left, right: int(left) | int(right),
    "bitwise_xor": lambda left, right: int(left) ^ int(right),
    "ord": ord,
    "abs": abs,
    "trim": lambda text, characters=None: str(text).strip(characters),
    "lower": lambda text: str(text).lower(),
    "upper": lambda text: str(text).upper(),
    "title": lambda text: str(text).title(),
    "capitalize": lambda text: str(text).capitalize(),
    "first": lambda items: next(iter(items), ""),
    "last": lambda items: next(reversed(list(items)), ""),
    "items": lambda known: list(known.items()),
    "log": lambda value, base=math.e: math.log(_number(value), base),
    "sqrt": lambda value: math.sqrt(_number(value)),
}


OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {"*": _multiply, "**": _power, "%": _modulo}
"""Those of Jinja2's that could make something large."""

GLOBALS: Mapping[str, object] = {
    "range": _range,
    "namespace": Namespace,
    "dict": dict,
    "int": _int,
    "float": _float,
    "bool": _bool,
    "iif": _iif,
    "is_number": _is_number,
    "min": _min,
    "max": _max,
    "pi": math.pi,
}
"""What a template finds by name."""

FUNCTIONS: Mapping[object, Callable[..., Any]] = {
    **{known: bounded(known) for known in GLOBALS.values() if callable(known)},
    Namespace: _namespace,
}
"""What may be called, and what is called instead."""


def method_of(obj: object, name: str) -> Bound | None:
    """Return a method that may be called, or None."""
    method = _METHODS.get(type(obj), {}).get(name)
    return None if method is None else Bound(bounded(method), obj)
