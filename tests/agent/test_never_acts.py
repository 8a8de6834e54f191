"""A question, a negation or "엄마가 불 끄래?" never acts, wherever it is said, whatever is on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import pytest

from ondol.agent.answer import Answer
from ondol.agent.exam import describe
from ondol.agent.linking import Lexicon, compile_lexicon
from ondol.agent.understanding import Model, Nano
from ondol.apps.hub import load_nano
from ondol.home import homefile
from ondol.home.home import Home
from ondol.home.plan import Cancel, Info, ListOp, Plan, Query, TimerOp
from ondol.language.normalise import key
from ondol.llama import Constraint, Generation
from ondol.things.thing import Value
from tests.agent.never_acts import never_acts

EXAM = Path(__file__).parents[1] / "exam"
SAID = never_acts()
AREAS: Mapping[str, Sequence[str | None]] = {
    "seoul-flat": (None, "living_room", "main_bedroom", "kitchen", "entrance"),
    "maple-house": (None, "living_room", "bedroom", "kitchen", "hallway"),
}
BUSY: Mapping[str, Value] = {
    "on": True,
    "locked": False,
    "position": 50,
    "playback": "playing",
    "activity": "running",
}
"""What a thing does in a home where much is under way, so that taking it back would show."""


@dataclass(frozen=True, slots=True)
class Remembering:
    """The shipped model, which need not write twice what it wrote: area and state it never sees."""

    model: Model
    written: dict[tuple[int, ...], Generation] = field(default_factory=dict)

    def generate(
        self, prompt: Sequence[int], constraint: Constraint, *, max_tokens: int
    ) -> Generation:
        read = tuple(prompt)
        if read not in self.written:
            self.written[read] = self.model.generate(prompt, constraint, max_tokens=max_tokens)
        return self.written[read]


@cache
def nano() -> Nano:
    shipped = load_nano()
    return replace(shipped, model=Remembering(shipped.model))


@cache
def homes(name: str) -> tuple[tuple[Home, Home], Lexicon]:
    """Return a home at rest and the same one busy."""
    home = homefile.load(EXAM / f"{name}.home.json")
    busy = {
        thing: {attribute: BUSY.get(attribute, value) for attribute, value in values.items()}
        for thing, values in home.state.items()
    }
    return (home, replace(home, state=busy)), compile_lexicon(home)


def is_harmless(answer: Answer) -> bool:
    """Say whether nothing would be done, begun, sent, played, kept or taken back."""
    if not isinstance(answer, Plan):
        return True
    for step in answer.steps:
        match step:
            case Query() | Info() | Cancel():
                continue
            case TimerOp(op=op) if op == "status":
                continue
            case ListOp(op=op) if op == "read":
                continue
            case _:
                return False
    return True


def deeds(said: str, name: str) -> list[str]:
    """Return what an utterance would do in a home; nothing, it is hoped."""
    found: list[str] = []
    states, lexicon = homes(name)
    for home in states:
        for area in AREAS[name]:
            answer = nano().understand(said, home=home, lexicon=lexicon, area=area).answer
            if not is_harmless(answer):
                found.append(f"{said} -> {describe(answer, home)}")
    return found


def test_there_are_500_and_none_twice() -> None:
    said = [one for many in SAID.values() for one in many]
    assert len({key(one) for one in said}) == len(said) >= 500
    korean = sum(len(many) for kind, many in SAID.items() if kind.startswith("ko "))
    assert 0.4 < korean / len(said) < 0.6


@pytest.mark.timeout(60)
@pytest.mark.parametrize("kind", SAID)
@pytest.mark.parametrize("name", AREAS)
def test_what_asks_for_nothing_does_nothing(name: str, kind: str) -> None:
    done = {said: found[0] for said in SAID[kind] if (found := deeds(said, name))}
    assert not done, f"{len(done)} of {len(SAID[kind])} act: " + "; ".join(done.values())
