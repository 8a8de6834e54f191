"""A home that is spoken to: from an utterance to the reply that says what really happened.

Keeps, for each channel, the last turn, so that "거기도" and "그거 말고" mean something, and the
home's lexicon, compiled anew off the request path when names change. What nano cannot do goes to a
larger model, where there is one; its words are marked, and its plans go the way of all plans.
"""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from ondol.errors import LargerModelError
from ondol.home.home import Home
from ondol.home.hub import Hub
from ondol.home.journal import Heard
from ondol.home.notice import HomeChanged, ThingFound, ThingGone
from ondol.home.plan import Cancel, Plan, Undo
from ondol.home.policy import Actor
from ondol.home.result import Acted, Result

from .answer import Answer, Chat, Clarify, Refused
from .handing_on import HandingOn, Hear, Wish
from .larger import handed_on
from .linking import Lexicon, compile_lexicon
from .looking import Looks
from .reply import Language, cut_short, reply, reply_to, unanswered
from .understanding import Turn, Understood, things_of

MAX_CHANNELS = 200
"""Conversations that are remembered; the one that was silent longest goes first."""

_CANCEL = re.compile(r"취소|되돌|cancel|undo")
_HANGUL = re.compile("[가-힣ㄱ-ㅎㅏ-ㅣ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What came of an utterance; `result` is None where nothing was submitted.

    Attributes:
        confidence: nano's.
        by: "model": the reply is a larger model's own words, and nothing that the home observed.
    """

    answer: Answer
    result: Result | None
    reply: str
    language: Language
    confidence: float = 1.0
    by: Literal["home", "model"] = "home"


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
        looks: Looks | None = None,
    ) -> Understood:
        """Return what an utterance asks of a home."""
        ...


class Conversation:
    """Understands what is said to one hub, has it done, and words what came of it."""

    def __init__(self, hub: Hub, nano: Understander, larger: HandingOn | None = None) -> None:
        self._hub = hub
        self._nano = nano
        self._larger = larger
        self._lexicon: Lexicon = compile_lexicon(*self._names())
        self._is_stale = asyncio.Event()
        self._turns: OrderedDict[str, Turn] = OrderedDict()
        self._has_acted: dict[str, bool] = {}

    async def keep(self) -> None:
        """Compile the lexicon anew whenever names change; until cancelled.

        In a thread, and once for all that has changed meanwhile: 5,000 things, of which each one
        announces itself, would else be 5,000 times 30 ms (2026-11-26).
        """
        async with asyncio.TaskGroup() as group:
            group.create_task(self._watch(), name="names")
            while True:
                await self._is_stale.wait()
                self._is_stale.clear()
                self._lexicon = await asyncio.to_thread(compile_lexicon, *self._names())

    def renew(self) -> None:
        """Take in that names or titles have changed."""
        self._is_stale.set()

    def _names(self) -> tuple[Home, Sequence[str]]:
        players = self._hub.players
        return self._hub.home(), players.titles() if players is not None else ()

    async def _watch(self) -> None:
        """Take in that names have changed; they may have where the events were too many to hold."""
        while True:
            async with self._hub.subscribe(is_deaf=True) as events:
                self.renew()
                async for event in events:
                    if isinstance(event, HomeChanged | ThingFound | ThingGone):
                        self.renew()

    async def say(
        self,
        text: str,
        actor: Actor,
        *,
        area: str | None = None,
        language: Language | None = None,
        looks: Looks | None = None,
        hear: Hear = lambda words: None,
    ) -> Spoken:
        """Understand an utterance, have its plan carried out, and reply.

        `looks` say where the speaker looked meanwhile: what "이거" and "that" mean.
        `hear` is called with each piece of a reply that a larger model words, as it comes.
        """
        home = self._hub.home()
        before = self._turns.get(actor.channel)
        wish = Wish(
            text=text,
            channel=actor.channel,
            language=language_of(text, language or home_language(home)),
            home=home,
            lexicon=self._lexicon,
            area=area if area in home.areas else None,
            last=before.things if before is not None else (),
        )
        understood = self._nano.understand(
            text,
            home=home,
            lexicon=wish.lexicon,
            area=wish.area,
            history=(before,) if before is not None else (),
            looks=looks,
        )
        self._remember(actor.channel, understood.turn)
        heard = Heard(
            by="nano",
            confidence=understood.confidence,
            area=wish.area,
            looked_at=understood.looked_at,
        )
        spoken = await self._answer(understood.answer, wish, actor, hear, heard)
        return replace(spoken, confidence=understood.confidence)

    async def _answer(
        self, answer: Answer, wish: Wish, actor: Actor, hear: Hear, heard: Heard
    ) -> Spoken:
        if isinstance(answer, Plan):
            plan = self._taken_back(answer, wish.text, wish.channel)
            return await self._submit(plan, wish, actor, heard)
        larger = self._larger
        task = handed_on(answer)
        if larger is None or task is None:
            return _said(answer, wish)
        if task == "chat":
            return await _talk(larger, wish, hear)
        match await larger.plan(wish):
            case Plan(steps=()) if isinstance(answer, Clarify):  # nothing for the home, it says
                return await _talk(larger, wish, hear)
            case Plan(steps=steps) as plan if steps:
                self._remember(wish.channel, Turn(utterance=wish.text, things=things_of(plan)))
                warned = replace(actor, has_read_outside_text=True)
                theirs = replace(heard, by="larger", confidence=None)
                return await self._submit(plan, wish, warned, theirs)
            case LargerModelError(code=code):
                said = _said(answer, wish)
                return replace(said, reply=f"{said.reply} {unanswered(code, wish.language)}")
            case _:
                return _said(answer, wish)  # nano's own answer stands

    async def _submit(self, plan: Plan, wish: Wish, actor: Actor, heard: Heard) -> Spoken:
        result = await self._hub.submit(plan, actor, text=wish.text, heard=heard)
        self._has_acted[wish.channel] = any(isinstance(step, Acted) for step in result.steps)
        said = reply(result, self._hub.home(), wish.language)
        return Spoken(answer=plan, result=result, reply=said, language=wish.language)

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


def _said(answer: Chat | Clarify | Refused, wish: Wish) -> Spoken:
    said = reply_to(answer, wish.home, wish.language)
    return Spoken(answer=answer, result=None, reply=said, language=wish.language)


async def _talk(larger: HandingOn, wish: Wish, hear: Hear) -> Spoken:
    """Have a larger model answer; where it ends before its end, say so."""
    talked = await larger.chat(wish, hear)
    said = talked.text
    if talked.error is not None and said:
        said = f"{said}\n\n({cut_short(wish.language)})"
    elif talked.error is not None:
        said = unanswered(talked.error.code, wish.language)
    by: Literal["home", "model"] = "model" if talked.text else "home"
    return Spoken(answer=Chat(), result=None, reply=said, language=wish.language, by=by)


def language_of(text: str, otherwise: Language) -> Language:
    """Return the language of a text: Korean where it holds Hangul.

    >>> language_of("에어컨 turn off 해줘", "en"), language_of("lights off", "ko")
    ('ko', 'en')
    """
    if _HANGUL.search(text):
        return "ko"
    return "en" if re.search("[a-zA-Z]", text) else otherwise


def home_language(home: Home) -> Language:
    """Return the language in which a home speaks unless it is asked for another."""
    return "ko" if home.language.startswith("ko") else "en"
