"""Asks a home file without a hub: what would be done, with the state as the file gives it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ondol.home import wire
from ondol.home.home import Home
from ondol.home.plan import Act, Plan, Query
from ondol.home.query import answer as query_answer
from ondol.home.result import Result, StepResult
from ondol.things.thing import State

from .conversation import home_language, language_of
from .exam import describe
from .linking import compile_lexicon
from .reply import Language, reply, reply_to
from .summary import summary
from .understanding import Nano


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What would come of an utterance."""

    reply: str
    plan: Plan | None
    changes: Mapping[str, State]
    kind: Mapping[str, Any]
    confidence: float

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "reply": self.reply,
            "plan": wire.write(self.plan) if self.plan is not None else None,
            "changes": {thing: dict(values) for thing, values in self.changes.items()},
            "answer": dict(self.kind),
            "confidence": round(self.confidence, 4),
            "outcomes": [],
        }


class Offline:
    """A home file that can be asked; nothing is carried out."""

    def __init__(self, nano: Nano, home: Home) -> None:
        self._nano = nano
        self._home = home
        self._lexicon = compile_lexicon(home)

    async def say(self, text: str, area: str | None) -> Foreseen:
        """Understand an utterance and say what it would change."""
        language = language_of(text, home_language(self._home))
        understood = self._nano.understand(text, home=self._home, lexicon=self._lexicon, area=area)
        plan = understood.answer if isinstance(understood.answer, Plan) else None
        if plan is None:
            said = reply_to(understood.answer, self._home, language)  # type: ignore[arg-type]
        else:
            said = self._foretell(plan, language)
        return Foreseen(
            reply=said,
            plan=plan,
            changes=_changes(plan, self._home),
            kind=describe(understood.answer, self._home),
            confidence=understood.confidence,
        )

    def _foretell(self, plan: Plan, language: Language) -> str:
        """Answer questions from the file; say of everything else what would be done."""
        if all(isinstance(step, Query) for step in plan.steps):
            steps: tuple[StepResult, ...] = tuple(
                query_answer(step, self._home) for step in plan.steps if isinstance(step, Query)
            )
            return reply(Result(id="", plan=plan, steps=steps), self._home, language)
        would = "할 일" if language == "ko" else "would do"
        return f"{would}: {summary(plan, self._home, language)}"


def _changes(plan: Plan | None, home: Home) -> Mapping[str, State]:
    changes: dict[str, dict[str, Any]] = {}
    for step in plan.steps if plan is not None else ():
        if isinstance(step, Act):
            for thing, values in step.changes.items():
                before = home.state.get(thing, {})
                differ = {
                    name: value for name, value in values.items() if before.get(name) != value
                }
                if differ:
                    changes.setdefault(thing, {}).update(differ)
    return changes
