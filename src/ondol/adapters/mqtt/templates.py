"""Value and command templates: Jinja2, sandboxed and bounded. Pure.

A template comes from a device, so from anybody who may publish. Jinja2's sandbox keeps it from
Python's internals but lets it count to 10**9 and multiply strings. Here it can do neither:

* Before it is compiled its tree is looked at: only expressions, `if`, `set` and `for` are let
  through (no macro, import, recursion), and what could grow or be slow is rewritten to be paid for
  (`metering`): each step of a loop pays for the loop's whole body, each text or list for its size.
* Filters, functions and methods are a list of harmless ones (`helpers`); nothing else is called.
* What is left is at most `MAX_STEPS` cheap operations.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any, cast

from jinja2 import Template as _JinjaTemplate
from jinja2 import Undefined, nodes, pass_context
from jinja2.exceptions import TemplateError as _JinjaError
from jinja2.exceptions import UndefinedError
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from .helpers import FILTERS, FUNCTIONS, GLOBALS, OPERATORS, Bound, bounded, concat, method_of
from .metering import MAX_SIZE, CostlyTemplateError, TemplateError, charged, metered, steps

__all__ = ["CostlyTemplateError", "Template", "TemplateError", "compiled"]

MAX_SOURCE = 8_192  # characters; Zigbee2MQTT's longest are near 2 000
MAX_DEPTH = 60  # nodes in nodes
MAX_NODES = 2_000

_COMPILED = 2_048  # templates kept; Zigbee2MQTT uses the same few for all of its devices

_FAILURES = (ValueError, TypeError, ArithmeticError, LookupError, AttributeError, RecursionError)


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
        with metered():
            try:
                for piece in self._template.generate(**variables):
                    size += len(piece)
                    if size > MAX_SIZE:
                        raise TemplateError(f"makes more than {MAX_SIZE} characters")
                    pieces.append(piece)
            except TemplateError:
                raise
            except (_JinjaError, *_FAILURES) as error:
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
    ondol.adapters.mqtt.metering.TemplateError: macro is not allowed in a device's template
    """
    if len(source) > MAX_SOURCE:
        raise TemplateError(f"longer than {MAX_SOURCE} characters")
    with metered():
        try:
            tree = _ENVIRONMENT.parse(source.strip())
            _inspect(tree)
            _Guard().visit(tree)
            tree.set_environment(_ENVIRONMENT)
            code = _ENVIRONMENT.compile(tree)
            template = _JinjaTemplate.from_code(_ENVIRONMENT, code, _ENVIRONMENT.make_globals(None))
        except TemplateError:
            raise
        except (_JinjaError, SyntaxError, MemoryError, *_FAILURES) as error:
            raise TemplateError(f"no valid template: {_said(error)}") from error
    return Template(source, template)


def _said(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


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
        self.binop_table |= OPERATORS
        theirs = {name: JINJA_FILTERS[name] for name in _JINJA_FILTERS}
        self.filters.clear()
        self.filters |= {name: bounded(one) for name, one in (*theirs.items(), *FILTERS.items())}
        for name in set(self.tests) - _CHEAP_TESTS:
            self.tests[name] = bounded(cast(Callable[..., Any], self.tests[name]))
        self.filters |= {"_charged": charged, "_steps": steps, "_concat": concat}
        self.globals.clear()
        self.globals |= GLOBALS

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        return charged(self.binop_table[operator](charged(left), charged(right)))

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
        if (method := method_of(obj, name)) is not None:
            return method
        if isinstance(obj, str | dict | list | tuple | int | float | type(None)):
            return self.undefined(obj=obj, name=name)
        return super().getattr(obj, name)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what is on the list, and nothing else."""
        kwargs.pop("_loop_vars", None)  # Jinja2's own, for functions that read the context
        kwargs.pop("_block_vars", None)
        if isinstance(obj, Bound):
            return obj(*args, **kwargs)
        if isinstance(obj, Undefined):
            raise UndefinedError(f"{obj._undefined_name} is not defined")
        try:
            function = FUNCTIONS.get(obj)
        except TypeError:
            function = None
        if function is None:
            raise TemplateError("calls what a device's template may not call")
        return function(*args, **kwargs)


@pass_context  # so that nothing is worked out while it is compiled
def _printed(context: Context, value: Any) -> Any:
    return charged(value)


_ENVIRONMENT = _Environment()
