"""Value and command templates: Jinja2, sandboxed and bounded. Pure.

A template comes from a device, so from anybody who may publish. Jinja2's sandbox keeps it from
Python's internals but lets it count to 10**9 and multiply strings. Here it can do neither:

* Before it is compiled its tree is looked at: only expressions, `if`, `set` and `for` are let
  through (no macro, import, recursion), and what could grow or be slow is rewritten to go through
  a `_Meter`: each step of a loop pays for the loop's whole body, each text or list for its size.
* Filters, functions and methods are a list of harmless ones, most of them written here; a result
  that would be large is refused before it is made. No regular expressions: they can take for ever.
* What is left is at most `MAX_STEPS` cheap operations. Steps are counted, not seconds: the same
  template fails on every machine, or on none.

Helpers are those of Home Assistant that devices' discovery uses (`value`, `value_json`, `int`,
`float`, `round`, `is_defined`, `iif`, `to_json` ...).
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import lru_cache, wraps
from types import GeneratorType
from typing import Any, cast

from jinja2 import Template as _JinjaTemplate
from jinja2 import Undefined, nodes, pass_context
from jinja2.exceptions import TemplateError as _JinjaError
from jinja2.exceptions import UndefinedError
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

MAX_SOURCE = 8_192  # characters; Zigbee2MQTT's longest are near 2 000
MAX_DEPTH = 60  # nodes in nodes
MAX_NODES = 2_000
MAX_STEPS = 20_000  # some 20 ms on a slow core
MAX_SIZE = 65_536  # characters and items in one value, all levels together
MAX_BITS = 1_024  # of a whole number
MAX_RANGE = 1_000
MAX_WIDTH = 999  # of a text that is padded
CHARACTERS_PER_STEP = 256
ITEMS_PER_STEP = 8

_COMPILED = 2_048  # templates kept; Zigbee2MQTT uses the same few for all of its devices

Failure = (ValueError, TypeError, ArithmeticError, LookupError, AttributeError, RecursionError)


class TemplateError(ValueError):
    """A template cannot be read, asks for what is not allowed, or fails on what it was given."""


class CostlyTemplateError(TemplateError):
    """A template took all of its steps: it is not worth another try."""


class Template:
    """A template that was looked at and may be rendered; `compiled` makes one."""

    __slots__ = ("_template", "source")

    def __init__(self, source: str, template: _JinjaTemplate) -> None:
        self.source = source
        self._template = template

    def render(self, variables: Mapping[str, object]) -> str:
        """Return the text that it makes of `variables`, without spaces around it.

        Raises:
            TemplateError: it fails, makes too much, or takes too many steps.
        """
        pieces: list[str] = []
        size = 0
        with _metered():
            try:
                for piece in self._template.generate(**variables):
                    size += len(piece)
                    if size > MAX_SIZE:
                        raise TemplateError(f"makes more than {MAX_SIZE} characters")
                    pieces.append(piece)
            except TemplateError:
                raise
            except (_JinjaError, *Failure) as error:
                raise TemplateError(f"fails: {_said(error)}") from error
        return "".join(pieces).strip()

    def of(self, payload: str, **others: object) -> str:
        """Return what it makes of a message (`value`, and `value_json` if it is JSON)."""
        variables: dict[str, object] = {"value": payload, **others}
        with suppress(ValueError, RecursionError):  # else undefined, as with Home Assistant
            variables["value_json"] = json.loads(payload)
        return self.render(variables)


@lru_cache(maxsize=_COMPILED)
def compiled(source: str) -> Template:
    """Return a template to render.

    Raises:
        TemplateError: it is no template, or holds what is not allowed; the text says what.

    >>> compiled("{{ value_json.temp | round(1) }} °C").of('{"temp": 21.46}')
    '21.5 °C'
    >>> compiled("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}")
    Traceback (most recent call last):
    ...
    ondol.adapters.mqtt.templates.TemplateError: macro is not allowed in a device's template
    """
    if len(source) > MAX_SOURCE:
        raise TemplateError(f"longer than {MAX_SOURCE} characters")
    with _metered():
        try:
            tree = _ENVIRONMENT.parse(source.strip())
            _inspect(tree)
            _Guard().visit(tree)
            tree.set_environment(_ENVIRONMENT)
            code = _ENVIRONMENT.compile(tree)
            template = _JinjaTemplate.from_code(_ENVIRONMENT, code, _ENVIRONMENT.make_globals(None))
        except TemplateError:
            raise
        except (_JinjaError, SyntaxError, MemoryError, *Failure) as error:
            raise TemplateError(f"no valid template: {_said(error)}") from error
    return Template(source, template)


def _said(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


# What a rendering has cost so far ---------------------------------------------------------------


class _Meter:
    """Steps that one rendering may still take."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MAX_STEPS

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise CostlyTemplateError(f"takes more than {MAX_STEPS} steps: does it loop?")


_meter: ContextVar[_Meter] = ContextVar("meter")


@contextmanager
def _metered() -> Iterator[None]:
    token = _meter.set(_Meter())
    try:
        yield
    finally:
        _meter.reset(token)


def _weigh(value: object) -> int:
    """Return the steps that it costs to look at all levels of a value, shared or not."""
    items = characters = 0
    left: list[object] = [value]
    while left:
        part = left.pop()
        items += 1
        match part:
            case str():
                characters += len(part)
            case int():
                if part.bit_length() > MAX_BITS:
                    raise TemplateError(f"makes a number of more than {MAX_BITS} bits")
            case list() | tuple():
                left.extend(part)
            case dict():
                left.extend(part)
                left.extend(part.values())
            case range():
                items += len(part)
            case float() | Undefined() | None:
                pass
            case _:
                raise TemplateError(f"uses a {type(part).__name__} as a value")
        _refuse_if_large(items + characters + len(left))
    return 1 + items // ITEMS_PER_STEP + characters // CHARACTERS_PER_STEP


def _charged(value: Any) -> Any:
    """Pay for looking at all of a value."""
    _meter.get().spend(_weigh(value))
    return value


def _refuse_if_large(size: int) -> None:
    if size > MAX_SIZE:
        raise TemplateError(f"makes a value of more than {MAX_SIZE} characters or items")


def _stepping(items: Iterable[Any], cost: int) -> Iterator[Any]:
    meter = _meter.get()
    for item in items:
        meter.spend(cost)
        yield item


def _steps(items: Any, cost: int) -> Any:
    """Pay `cost` for each item that a loop takes."""
    if isinstance(items, Undefined):
        return items
    if not isinstance(items, GeneratorType):
        _charged(items)
    return _stepping(items, cost)


# What a template may hold ------------------------------------------------------------------------

_ALLOWED: tuple[type[nodes.Node], ...] = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Assign),
    *(nodes.Name, nodes.NSRef, nodes.Const, nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair),
    *(nodes.Keyword, nodes.BinExpr, nodes.UnaryExpr, nodes.Compare, nodes.Operand, nodes.Concat),
    *(nodes.CondExpr, nodes.Filter, nodes.Test, nodes.Getattr, nodes.Getitem, nodes.Slice),
    nodes.Call,
)


def _inspect(tree: nodes.Template) -> None:
    """Refuse a tree that is too large, too deep, or holds what is not allowed."""
    count = 0
    level: list[nodes.Node] = [tree]
    for _ in range(MAX_DEPTH):
        count += len(level)
        for node in level:
            _inspect_node(node)
        level = [child for node in level for child in node.iter_child_nodes()]
        if count + len(level) > MAX_NODES:
            raise TemplateError(f"holds more than {MAX_NODES} parts")
        if not level:
            return
    raise TemplateError(f"is nested deeper than {MAX_DEPTH}")


def _inspect_node(node: nodes.Node) -> None:
    if not isinstance(node, _ALLOWED):
        name = type(node).__name__.lower()
        raise TemplateError(f"{name} is not allowed in a device's template")
    if isinstance(node, nodes.For) and node.recursive:
        raise TemplateError("a recursive loop is not allowed in a device's template")
    if isinstance(node, nodes.Filter | nodes.Test | nodes.Call) and (
        node.dyn_args is not None or node.dyn_kwargs is not None
    ):
        raise TemplateError("* and ** are not allowed in a device's template")
    if isinstance(node, nodes.Filter) and node.name not in _ENVIRONMENT.filters:
        raise TemplateError(f"there is no filter {node.name!r} for a device's template")


class _Guard(NodeTransformer):
    """Rewrites what may grow or be slow so that it goes through the meter."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _through("_concat", nodes.List(node.nodes, lineno=node.lineno), node)

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _through("_charged", node, node)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _through("_charged", node, node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return node if node.ctx != "load" else _through("_charged", node, node)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.expr = _through("_charged", node.expr, node)
        for operand in node.ops:
            operand.expr = _through("_charged", operand.expr, node)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = _through("_charged", node.node, node)
        return node

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        cost = 1 + sum(1 for _ in _below(node))
        self.generic_visit(node)
        node.iter = _through("_steps", node.iter, node, [nodes.Const(cost, lineno=node.lineno)])
        return node


def _through(
    name: str, node: nodes.Node, at: nodes.Node, args: Sequence[nodes.Expr] = ()
) -> nodes.Filter:
    return nodes.Filter(cast(nodes.Expr, node), name, list(args), [], None, None, lineno=at.lineno)


def _below(node: nodes.Node) -> Iterator[nodes.Node]:
    for child in node.iter_child_nodes():
        yield child
        yield from _below(child)


# Operators, methods, filters and functions -------------------------------------------------------

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
            _refuse_if_large(len(text) * count)
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


def _replace(text: Any, old: Any, new: Any, count: int = -1) -> str:
    text, old, new = str(text), str(old), str(new)
    times = text.count(old) if count < 0 else min(count, text.count(old))
    _refuse_if_large(len(text) + times * len(new))
    replaced: str = text.replace(old, new, times)
    return replaced


def _join(items: Any, separator: Any = "", attribute: str | int | None = None) -> str:
    if attribute is not None:
        items = [_ENVIRONMENT.getitem(item, attribute) for item in items]
    texts = [str(_charged(item)) for item in items]
    _refuse_if_large(sum(map(len, texts)) + len(texts) * len(str(separator)))
    return str(separator).join(texts)


def _concat(items: list[Any]) -> str:
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


class _Bound:
    """A method that may be called, on what it is called on."""

    __slots__ = ("call",)

    def __init__(self, call: Callable[..., Any], on: object) -> None:
        self.call: Callable[..., Any] = lambda *args, **kwargs: call(on, *args, **kwargs)


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
        items = [_ENVIRONMENT.getitem(item, attribute) for item in items]
    return sum((item for item in items if isinstance(item, int | float)), start)


def _sort(items: Any, reverse: bool = False, attribute: str | None = None) -> list[Any]:
    found = list(items)
    for _ in range(8):  # a list of a thousand is compared ten times over
        _charged(found)
    if attribute is None:
        return sorted(found, reverse=reverse)
    return sorted(found, key=lambda item: _ENVIRONMENT.getitem(item, attribute), reverse=reverse)


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
    return _new_namespace({name: _charged(value) for name, value in values.items()})


def _list(items: Any) -> list[Any]:
    return list(items)


def _length(value: Any) -> int:
    return len(list(value)) if isinstance(value, GeneratorType) else len(value)


def _bounded(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a filter or function pay for all that it is given and all that it returns."""

    @wraps(function)
    def bounded(*args: Any, **kwargs: Any) -> Any:
        given = [_admit(argument) for argument in args]
        named = {name: _admit(argument) for name, argument in kwargs.items()}
        result = function(*given, **named)
        return _stepping(result, 1) if isinstance(result, GeneratorType) else _charged(result)

    return bounded


def _admit(argument: Any) -> Any:
    if argument is _REQUIRED or isinstance(argument, Context | GeneratorType):
        return argument  # a generator pays for each item as it yields it
    return _charged(argument)


_OWN_FILTERS: Mapping[str, Callable[..., Any]] = {
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
    "format": _printf,
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
_CHEAP_TESTS = frozenset(
    {
        *("defined", "undefined", "none", "mapping", "string", "number", "iterable", "sequence"),
        *("boolean", "true", "false", "integer", "float"),
    }
)  # they look at a value's type alone
_JINJA_FILTERS = ("default", "d", "map", "select", "reject", "selectattr", "rejectattr")


class _Environment(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self) -> None:
        super().__init__(optimized=False, autoescape=False, finalize=_printed)
        self.binop_table |= {"*": _multiply, "**": _power, "%": _modulo}
        for name, own in _OWN_FILTERS.items():
            self.filters[name] = _bounded(own)
        for name in set(self.filters) - set(_OWN_FILTERS) - set(_JINJA_FILTERS):
            del self.filters[name]
        for name in _JINJA_FILTERS:
            self.filters[name] = _bounded(FILTERS[name])
        for name in set(self.tests) - _CHEAP_TESTS:
            self.tests[name] = _bounded(cast(Callable[..., Any], self.tests[name]))
        self.filters |= {"_charged": _charged, "_steps": _steps, "_concat": _concat}
        self.functions: Mapping[object, Callable[..., Any]] = {
            _range: _bounded(_range),
            Namespace: _namespace,
            dict: _bounded(dict),
            **{own: _bounded(own) for own in (_int, _float, _bool, _iif, _is_number, _min, _max)},
        }
        self.globals.clear()
        self.globals |= {"range": _range, "namespace": Namespace, "dict": dict, "pi": math.pi}
        self.globals |= {"int": _int, "float": _float, "bool": _bool, "iif": _iif}
        self.globals |= {"is_number": _is_number, "min": _min, "max": _max}

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        return _charged(self.binop_table[operator](_charged(left), _charged(right)))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look into what the device said first: a key may be called like a method."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return self._method(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        try:
            return obj[argument]
        except (TypeError, LookupError):
            return (
                self._method(obj, argument)
                if isinstance(argument, str)
                else self.undefined(obj=obj, name=argument)
            )

    def _method(self, obj: Any, name: str) -> Any:
        if (method := _METHODS.get(type(obj), {}).get(name)) is not None:
            return _Bound(_bounded(method), obj)
        if isinstance(obj, str | dict | list | tuple | int | float | type(None)):
            return self.undefined(obj=obj, name=name)
        return super().getattr(obj, name)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what is on the list, and nothing else."""
        kwargs.pop("_loop_vars", None)  # Jinja2's own, for functions that read the context
        kwargs.pop("_block_vars", None)
        if isinstance(obj, _Bound):
            return obj.call(*args, **kwargs)
        if isinstance(obj, Undefined):
            raise UndefinedError(f"{obj._undefined_name} is not defined")
        try:
            function = self.functions.get(obj)
        except TypeError:
            function = None
        if function is None:
            raise TemplateError("calls what a device's template may not call")
        return function(*args, **kwargs)


@pass_context  # so that nothing is worked out while it is compiled
def _printed(context: Context, value: Any) -> Any:
    return _charged(value)


_ENVIRONMENT = _Environment()
