"""A home that is spoken to: from an utterance to the reply that says what really happened.

Keeps, for each channel, the last turn, so that "거기도" and "그거 말고" mean something, and the
home's lexicon, compiled anew off the request path when names change.
"""

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from ondol.home.home import Home
from ondol.home.hub import Hub
from ondol.home.notice import HomeChanged, ThingFound, ThingGone
from ondol.home.plan import Cancel, Plan, Undo
from ondol.home.policy import Actor
from ondol.home.result import Acted, Result

from .answer import Answer
from .linking import Lexicon, compile_lexicon
from .reply import Language, reply, reply_to
from .understanding import Turn, Understood

MAX_CHANNELS = 200
"""Conversations that are remembered; the one that was silent longest goes first."""

_CANCEL = re.compile(r"취소|되돌|cancel|undo")
_HANGUL = re.compile("[가-힣ㄱ-ㅎㅏ-ㅣ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What came of an utterance; `result` is None where nothing was submitted."""

    answer: Answer
    result: Result | None
    reply: str
    language: Language
    confidence: float


class Understander(Protocol):
    """What is needed of `understanding.Nano`."""

    def understand(
        self,
        utterance: str,
        *,
        home: Home,
        lexicon: Lexicon,
        area: str | None = None,
        history: Sequence[Turn] = (),
        looked_at: tuple[str, ...] = (),
    ) -> Understood:
        """Return what an utterance asks of a home."""
        ...


class Conversation:
    """Understands what is said to one hub, has it done, and words what came of it."""

    def __init__(self, hub: Hub, nano: Understander) -> None:
        self._hub = hub
        self._nano = nano
        self._lexicon: Lexicon = compile_lexicon(hub.home())
        self._turns: OrderedDict[str, Turn] = OrderedDict()
        self._has_acted: dict[str, bool] = {}

    async def keep(self) -> None:
        """Compile the lexicon anew whenever names change; until cancelled."""
        async with self._hub.subscribe() as events:
            self._lexicon = compile_lexicon(self._hub.home())
            async for event in events:
                if isinstance(event, HomeChanged | ThingFound | ThingGone):
                    self._lexicon = compile_lexicon(self._hub.home())

    async def say(
        self,
        text: str,
        actor: Actor,
        *,
        area: str | None = None,
        language: Language | None = None,
        looked_at: tuple[str, ...] = (),
    ) -> Spoken:
        """Understand an utterance, have its plan carried out, and reply."""
        home = self._hub.home()
        spoken = language_of(text, language or _language(home))
        before = self._turns.get(actor.channel)
        understood = self._nano.understand(
            text,
            home=home,
            lexicon=self._lexicon,
            area=area if area in home.areas else None,
            history=(before,) if before is not None else (),
            looked_at=looked_at,
        )
        self._remember(actor.channel, understood.turn)
        result: Result | None = None
        if isinstance(understood.answer, Plan):
            plan = self._taken_back(understood.answer, text, actor.channel)
            result = await self._hub.submit(plan, actor, text=text)
            self._has_acted[actor.channel] = any(isinstance(s, Acted) for s in result.steps)
            said = reply(result, self._hub.home(), spoken)
        else:
            said = reply_to(understood.answer, home, spoken)
        return Spoken(
            answer=understood.answer,
            result=result,
            reply=said,
            language=spoken,
            confidence=understood.confidence,
        )

    def _taken_back(self, plan: Plan, text: str, channel: str) -> Plan:
        """Read "취소해" right behind an act as taking that act back."""
        is_cancel = plan.steps == (Cancel(),) and _CANCEL.search(text.casefold()) is not None
        return Plan(steps=(Undo(),)) if is_cancel and self._has_acted.get(channel) else plan

    def _remember(self, channel: str, turn: Turn) -> None:
        self._turns[channel] = turn
        self._turns.move_to_end(channel)
        while len(self._turns) > MAX_CHANNELS:
            silent, _ = self._turns.popitem(last=False)
            self._has_acted.pop(silent, None)


def language_of(text: str, otherwise: Language) -> Language:
    """Return the language of a text: Korean where it holds Hangul.

    >>> language_of("에어컨 turn off 해줘", "en"), language_of("lights off", "ko")
    ('ko', 'en')
    """
    if _HANGUL.search(text):
        return "ko"
    return "en" if re.search("[a-zA-Z]", text) else otherwise


def _language(home: Home) -> Literal["ko", "en"]:
    return "ko" if home.language.startswith("ko") else "en"
