"""What one rendering of a template may cost: counted, and refused when it is too much. Pure.

Steps are counted, not seconds: the same template fails on every machine, or on none.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import GeneratorType
from typing import Any

from jinja2 import Undefined

MAX_STEPS = 20_000  # some 20 ms on a slow core
MAX_SIZE = 65_536  # characters and items in one value, all levels together
MAX_BITS = 1_024  # of a whole number
CHARACTERS_PER_STEP = 256
ITEMS_PER_STEP = 8


class TemplateError(ValueError):
    """A template cannot be read, asks for what is not allowed, or fails on what it was given."""


class CostlyTemplateError(TemplateError):
    """A template took all of its steps: it is not worth another try."""


class Meter:
    """Steps that one rendering may still take."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MAX_STEPS

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise CostlyTemplateError(f"takes more than {MAX_STEPS} steps: does it loop?")


_meter: ContextVar[Meter] = ContextVar("meter")


@contextmanager
def metered() -> Iterator[None]:
    """Begin to count anew."""
    token = _meter.set(Meter())
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
        refuse_if_large(items + characters + len(left))
    return 1 + items // ITEMS_PER_STEP + characters // CHARACTERS_PER_STEP


def charged(value: Any) -> Any:
    """Pay for looking at all of a value."""
    _meter.get().spend(_weigh(value))
    return value


def refuse_if_large(size: int) -> None:
    """Refuse what has more characters and items than a value may."""
    if size > MAX_SIZE:
        raise TemplateError(f"makes a value of more than {MAX_SIZE} characters or items")


def stepping(items: Iterable[Any], cost: int) -> Iterator[Any]:
    """Yield items, and pay `cost` for each."""
    meter = _meter.get()
    for item in items:
        meter.spend(cost)
        yield item


def steps(items: Any, cost: int) -> Any:
    """Pay `cost` for each item that a loop takes."""
    if isinstance(items, Undefined):
        return items
    if not isinstance(items, GeneratorType):
        charged(items)
    return stepping(items, cost)
