"""What grammars compose: a part of an utterance with what it aims at, and whole templates."""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Literal, TypeVar

Template = dict[str, Any]
Frame = dict[str, Any]
Target = dict[str, Any]
Rule = Callable[[random.Random], Template]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """Words for things, and which things they are.

    Attributes:
        text: the words; empty where the sentence alone says what is meant.
        tags: of the template ("group": all of them are meant, wherever they are).
        is_many: whether the words are a plural ("the lights are", not "is").
    """

    text: str
    target: Target
    tags: tuple[str, ...] = ()
    is_many: bool = False

    def said(self, text: str) -> "Aim":
        """Return the same things in other words."""
        return replace(self, text=text)


def act(
    text: str,
    aim: Aim,
    settings: Mapping[str, Any] | None = None,
    *,
    actions: Sequence[str] = (),
    needs: Mapping[str, Any] | None = None,
    tags: Sequence[str] = (),
) -> Template:
    """Return a template of one act."""
    frame: Frame = {"kind": "act", "target": aim.target}
    if settings is not None:
        frame["set"] = dict(settings)
    if actions:
        frame["actions"] = list(actions)
    if needs:
        frame["needs"] = dict(needs)
    return said(text, [frame], (*aim.tags, *tags))


def query(
    text: str,
    aim: Aim,
    attribute: str,
    ask: Literal["value", "any", "all", "which", "count"],
    test: Mapping[str, Any] | None = None,
    *,
    tags: Sequence[str] = (),
) -> Template:
    """Return a template of one question."""
    frame: Frame = {"kind": "query", "target": aim.target, "attribute": attribute, "ask": ask}
    if test is not None:
        frame["test"] = dict(test)
    return said(text, [frame], (*aim.tags, *tags))


Row = tuple[float, str, Sequence[Frame], tuple[str, ...]]
"""How often, a pattern for `expand`, the frames that it means, tags."""


def row_act(target: Target, settings: Mapping[str, Any], **more: Any) -> list[Frame]:
    """Return the frames of a row that is one act."""
    return [{"kind": "act", "target": target, "set": dict(settings), **more}]


def row_query(target: Target, attribute: str, ask: str, **test: Any) -> list[Frame]:
    """Return the frames of a row that is one question."""
    frame: Frame = {"kind": "query", "target": target, "attribute": attribute, "ask": ask}
    return [{**frame, "test": test} if test else frame]


def row_plain(kind: str) -> list[Frame]:
    """Return the frames of a row of a kind that says all by itself."""
    return [{"kind": kind}]


def said(text: str, frames: Sequence[Frame], tags: Sequence[str] = ()) -> Template:
    """Return a template without its language, which `templates` adds."""
    return {"text": text, "frames": list(frames), "tags": list(dict.fromkeys(tags))}


def plain(kind: str, text: str, *, tags: Sequence[str] = (), why: str | None = None) -> Template:
    """Return a template of a kind that says all by itself."""
    frame: Frame = {"kind": kind}
    if why is not None:
        frame["why"] = why
    return said(text, [frame], tags)


def after(history: Template, lang: str, made: Template) -> Template:
    """Return a template as the turn after another one."""
    earlier = {"text": history["text"], "frames": history["frames"]}
    return {**made, "tags": [*made["tags"], "followup"], "history": [earlier]}


_T = TypeVar("_T")


class Table(Generic[_T]):
    """Choices by weight; `pick` takes one.

    >>> table = Table([(1, "a"), (3, "b")])
    >>> table.pick(random.Random(0)) in ("a", "b")
    True
    """

    def __init__(self, rules: Iterable[tuple[float, _T]]) -> None:
        rules = list(rules)
        self._rules = [rule for _, rule in rules]
        self._ends: list[float] = []
        total = 0.0
        for weight, _ in rules:
            total += weight
            self._ends.append(total)

    def pick(self, rng: random.Random) -> _T:
        """Return a choice, each as often as its weight says."""
        return rng.choices(self._rules, cum_weights=self._ends)[0]
