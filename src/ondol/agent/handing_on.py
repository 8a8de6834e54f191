"""Hands on to a larger model what nano cannot do, and takes what comes back for what it is.

Small talk comes back as the model's own words, streamed. A hard wish comes back as a plan, which is
held to the home (`untrusted`) and then goes the way of all plans; as the prompt held names that
devices announced, the turn counts as one that read text from outside.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ondol.errors import LargerModelError
from ondol.home.home import Home
from ondol.home.plan import Cancel, Plan, Undo
from ondol.language.mood import mood_of
from ondol.language.normalise import clean, visible
from ondol.language.speak import Language

from .answer import Refused
from .completions import Message
from .larger import MAX_EXCHANGES, Exchange, chat_messages, plan_messages
from .linking import Lexicon
from .relevant import relevant
from .understanding import begins
from .untrusted import read_plan

MAX_UTTERANCE = 1000  # characters
MAX_CHANNELS = 200
"""Conversations that are remembered; the one that was silent longest goes first."""

Hear = Callable[[str], None]


class Model(Protocol):
    """What is needed of `endpoint.Endpoint`."""

    async def chat(self, messages: Sequence[Message], hear: Hear) -> None:
        """Answer in free text, piece by piece."""
        ...

    async def plan(self, messages: Sequence[Message]) -> str:
        """Return the text of a plan."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was said, by whom, and what that may be about."""

    text: str
    channel: str
    language: Language
    home: Home
    lexicon: Lexicon
    area: str | None = None
    last: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Talked:
    """What a model said; `error` where it ended before its end, or never began."""

    text: str
    error: LargerModelError | None = None


class HandingOn:
    """The larger model of one hub, and what was talked about with it."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._exchanges: OrderedDict[str, tuple[Exchange, ...]] = OrderedDict()

    async def chat(self, wish: Wish, hear: Hear) -> Talked:
        """Have the model answer; `hear` is called with each piece as it comes."""
        before = self._exchanges.get(wish.channel, ())
        messages = chat_messages(_said(wish), wish.home, wish.language, before)
        heard: list[str] = []

        def take(piece: str) -> None:
            shown = visible(piece)
            if shown:
                heard.append(shown)
                hear(shown)

        error: LargerModelError | None = None
        try:
            await self._model.chat(messages, take)
        except LargerModelError as failed:
            error = failed
        text = "".join(heard).strip()
        if text:
            self._remember(wish.channel, Exchange(sent=messages[-1].content, said=text))
        elif error is None:
            error = LargerModelError("unreadable", "it said nothing")
        return Talked(text=text, error=error)

    async def plan(self, wish: Wish) -> Plan | Refused | LargerModelError:
        """Return the plan that the model makes of a wish, or why there is none.

        A plan without steps means that nothing in the home answers the wish. What grammar says is a
        question, a prohibition or told of others is only looked at here ("not_asked").
        """
        things = relevant(wish.text, wish.home, wish.lexicon, area=wish.area, last=wish.last)
        messages = plan_messages(_said(wish), wish.home, things, wish.area)
        try:
            text = await self._model.plan(messages)
        except LargerModelError as failed:
            return failed
        plan = read_plan(text, wish.home, {thing.id for thing in things})
        if isinstance(plan, Plan) and mood_of(_said(wish)) is not None and _moves(plan):
            return Refused(code="not_asked")
        return plan

    def _remember(self, channel: str, exchange: Exchange) -> None:
        before = self._exchanges.get(channel, ())
        self._exchanges[channel] = (*before, exchange)[-MAX_EXCHANGES:]
        self._exchanges.move_to_end(channel)
        while len(self._exchanges) > MAX_CHANNELS:
            self._exchanges.popitem(last=False)


def _moves(plan: Plan) -> bool:
    """Say whether a plan does more than look; nano may take back unasked, a guess may not."""
    return begins(plan) or any(isinstance(step, Undo | Cancel) for step in plan.steps)


def _said(wish: Wish) -> str:
    return clean(wish.text, limit=MAX_UTTERANCE)
