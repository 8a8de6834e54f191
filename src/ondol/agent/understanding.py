"""Understands an utterance: links it, lets nano write frames under the grammar, grounds them.

`understand` is the only way from words to a plan. Whatever the weights write, the plan that comes
out names only things, attributes and values that this home has (`ground` checks each of them).
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ondol.home.home import Home
from ondol.home.plan import Act, Cancel, Info, ListOp, Plan, Query, Schedule, Step, TimerOp, Undo
from ondol.language.deixis import with_what_is_left_out
from ondol.language.mood import mood_of
from ondol.language.normalise import clean, key, spaced
from ondol.language.reference import points_back
from ondol.llama import Constraint, Generation

from .abilities import asked_of, is_able
from .answer import Answer, Chat, Clarify, Refused
from .choosing import chosen_of
from .frames import (
    END,
    MAX_POINTERS,
    UNKNOWN,
    VOCABULARY,
    ActFrame,
    Frame,
    FrameError,
    PlainFrame,
    QueryFrame,
    parse,
)
from .grammar import FrameConstraint
from .ground import Context, ground
from .linking import Lexicon, link
from .looking import Look, Looks, likeliest, looked_at, narrowed
from .pointing import Pointed, of_names, placed, readings, titled, unpointed
from .prompt import Prompt, Said, TextEncoder, build
from .settle import settled
from .settle_looks import forgets_a_value
from .titles import named

MAX_UTTERANCE = 300  # characters; longer ones are no commands
MAX_TOKENS = 96
_NAMES = frozenset(VOCABULARY)
SURE = 0.5
"""Below this an utterance may only mean something after the turn before it. One that is clear by
itself is never read as more of the same: a lamp that was just lit must not colour what follows."""


class Model(Protocol):
    """What is needed of `llama.Llama`."""

    def generate(
        self, prompt: Sequence[int], constraint: Constraint, *, max_tokens: int
    ) -> Generation:
        """Write tokens that the constraint allows."""
        ...


class Decoder(TextEncoder, Protocol):
    """What is needed of `llama.Tokenizer`."""

    def piece(self, token: int) -> str:
        """Return the text of one token; a vocabulary token's own name."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question back: which of some things an utterance meant, with what its words point at."""

    utterance: str
    looks: tuple[Look, ...]
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn of a conversation: what was said, and the things that it was about.

    Attributes:
        asked: what the home asked back, and waits to hear.
    """

    utterance: str
    things: tuple[str, ...] = ()
    asked: Asked | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What came of an utterance.

    Attributes:
        confidence: the model's probability of its frames among all that the grammar allowed, of
            each on the (geometric) mean: two wishes in a sentence are not half as sure as one.
        looked_at: ids of the things that the answer is about because somebody looked at them.
    """

    answer: Answer
    frames: tuple[Frame, ...]
    confidence: float
    turn: Turn
    looked_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Nano:
    """The model, its tokenizer, and below which confidence it asks instead of acting."""

    model: Model
    tokenizer: Decoder
    threshold: float = 0.25

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
        """Return what an utterance asks of this home.

        `lexicon` is `linking.compile_lexicon(home)`, kept until names change. Only the last turn
        of `history` counts. `looks` say what words that point mean, and a wish without an object;
        without these, nothing.
        """
        text = spaced(clean(utterance, limit=MAX_UTTERANCE))
        if looks is not None and looks.candidates:
            text = with_what_is_left_out(text) or text
        before = history[-1] if history else None
        if not any(character.isalnum() for character in text):
            return Understood(
                answer=Clarify(code="what"),
                frames=(),
                confidence=1.0,
                turn=Turn(utterance=text),
            )
        pointing = _pointing(text, looks, home, lexicon, before)
        place = _Place(home=home, lexicon=lexicon, area=area, before=before)
        asked = before.asked if before is not None else None
        if asked is not None:
            chosen = chosen_of(asked.options, text, pointing, home, lexicon)
            if chosen:
                return self._as_answered(text, asked, chosen, place)
        return self._read(text, pointing, place)

    def _as_answered(
        self, text: str, asked: Asked, chosen: tuple[str, ...], place: "_Place"
    ) -> Understood:
        """Read the utterance that a question was about again, now that somebody said which."""
        looks = [narrowed(look, place.home.things) for look in asked.looks]
        told = ((look, narrowed(look, chosen)) for look in looks)
        kept = tuple(one if one.shares else look for look, one in told if look.shares)
        found = self._read(asked.utterance, kept, replace(place, before=None, answered=chosen))
        return replace(found, turn=replace(found.turn, utterance=text))

    def _read(self, text: str, pointing: tuple[Look, ...], place: "_Place") -> Understood:
        """Read an utterance; where what is looked at cannot do it, as of the next likely thing."""
        able = tuple(_able(look, text, place.home) for look in pointing)
        if len(able) == 1 and isinstance(able[0], Refused):
            turn = Turn(utterance=text, things=tuple(pointing[0].shares)[:1])
            return Understood(answer=able[0], frames=(), confidence=1.0, turn=turn)
        pointing = tuple(
            look if isinstance(one, Refused) else one
            for look, one in zip(pointing, able, strict=True)
        )
        first: Understood | None = None
        for pointed in readings(pointing, text, place.home):
            found = self._read_once(text, pointed, pointing, place)
            is_about = isinstance(found.answer, Plan) or bool(things_of(found.answer))
            if is_about or not pointing:
                return found
            first = first or found
        if first is None:
            raise LookupError("an utterance has at least one reading")
        return first

    def _read_once(
        self, text: str, pointed: Pointed, pointing: tuple[Look, ...], place: "_Place"
    ) -> Understood:
        home, lexicon, before = place.home, place.lexicon, place.before
        pointed = titled(pointed, lexicon.titles)
        is_back = points_back(pointed.rest)
        prompt = self.prompt(pointed, None, lexicon)
        frames, confidence = self._write(prompt, pointed)
        if before is not None and (confidence < SURE or any(map(_leans, frames)) or is_back):
            prompt, frames, confidence = self._read_on(
                pointed, before, lexicon, prompt, frames, confidence
            )
        last = before.things if before is not None else ()
        context = Context(
            home=home,
            index=lexicon.index,
            area=place.area,
            last=last,
            looked_at=tuple(dict.fromkeys(t for look in pointing for t in likeliest(look.shares))),
            answered=place.answered,
            is_more=before is not None and is_back,
        )
        answer: Answer
        answer = Clarify(code="unsure") if not frames else ground(frames, prompt.mentions, context)
        own = dict(enumerate(prompt.mentions[prompt.first :], start=prompt.first + 1))
        if isinstance(answer, Plan) and (
            confidence < self.threshold
            or (begins(answer) and mood_of(pointed.text if pointed.title else text) is not None)
            or forgets_a_value(frames, own)
        ):
            answer = Clarify(code="unsure")
        about = things_of(answer)
        asked = None
        if isinstance(answer, Clarify) and answer.code == "which_thing" and answer.options:
            asked = Asked(utterance=text, looks=pointing, options=answer.options)
        return Understood(
            answer=answer,
            frames=frames,
            confidence=confidence,
            turn=Turn(utterance=text, things=about or last, asked=asked),
            looked_at=tuple(t for t in about if any(t in look.shares for look in pointing)),
        )

    def _read_on(
        self,
        pointed: Pointed,
        before: Turn,
        lexicon: Lexicon,
        alone: Prompt,
        frames: tuple[Frame, ...],
        confidence: float,
    ) -> tuple[Prompt, tuple[Frame, ...], float]:
        """Read an utterance that may not stand by itself after the turn before it."""
        both = self.prompt(pointed, before, lexicon)
        after, surer = self._write(both, pointed)
        is_more = surer >= SURE and points_back(pointed.rest) and any(map(_leans, after))
        if after and (surer >= confidence or any(map(_leans, frames)) or is_more):
            return both, after, surer
        return alone, frames, confidence

    def prompt(self, said: str | Pointed, before: Turn | None, lexicon: Lexicon) -> Prompt:
        """Return what the model reads for a (cleaned) text."""
        pointed = unpointed(said) if isinstance(said, str) else said
        earlier = None
        if before is not None:
            earlier = Said(text=before.utterance, mentions=link(before.utterance, lexicon))
        room = MAX_POINTERS - (len(earlier.mentions) if earlier is not None else 0)
        mentions = link(pointed.text, lexicon, pointed.mentions)[:room]
        said_ = Said(text=pointed.text, mentions=mentions)
        return build(said_, earlier, self.tokenizer)

    def _write(
        self, prompt: Prompt, said: Pointed, *, all_known: bool = False
    ) -> tuple[tuple[Frame, ...], float]:
        text = said.text
        constraint = FrameConstraint(
            mentions=prompt.mentions,
            text=prompt.text,
            ids=self.tokenizer.id,
            all_known=all_known,
        )
        written = self.model.generate(prompt.ids, constraint, max_tokens=MAX_TOKENS)
        pieces = self._pieces(written.ids, prompt, text)
        if not all_known and _denies_a_name(pieces, prompt, text):
            return self._write(prompt, said, all_known=True)
        if not pieces or pieces[-1] != END:
            return (), 0.0  # cut off: longer than any wish
        try:
            frames = parse(pieces[:-1])
        except FrameError:
            return (), 0.0
        found = settled(frames, text, prompt.mentions, prompt.first)
        if said.title is not None:
            found = named(found, said.title)
        return found, math.exp(sum(written.logprobs) / len(frames))

    def _pieces(self, ids: Sequence[int], prompt: Prompt, text: str) -> list[str]:
        """Return what was written, each span as one piece."""
        found: list[str] = []
        run: list[int] = []
        for token in ids:
            piece = self.tokenizer.piece(token)
            if piece not in _NAMES:
                run.append(token)
                continue
            if run:
                found.append(_cut(run, prompt, text))
                run = []
            found.append(piece)
        return found


def _cut(run: Sequence[int], prompt: Prompt, text: str) -> str:
    """Return the words that a run of the utterance's tokens stands for, as they were said."""
    for first in range(len(prompt.text) - len(run) + 1):
        tokens = prompt.text[first : first + len(run)]
        is_whole = tokens[0].is_start and tokens[-1].is_end
        if is_whole and all(t.id == id_ for t, id_ in zip(tokens, run, strict=True)):
            return text[tokens[0].start : tokens[-1].end]
    return ""  # the grammar allows no other run


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """What an utterance is read in; `answered`: of what things somebody just said that it means."""

    home: Home
    lexicon: Lexicon
    area: str | None
    before: Turn | None
    answered: tuple[str, ...] = ()


def _pointing(
    text: str, looks: Looks | None, home: Home, lexicon: Lexicon, before: Turn | None
) -> tuple[Look, ...]:
    """Return what the words that point may mean: "그거" only where nothing was said before."""
    if looks is None:
        return ()
    found = of_names(placed(looked_at(looks, text, home), home), text, lexicon)
    was_said = before is not None and bool(before.things)
    return tuple(look for look in found if not (look.word.which == "said" and was_said))


def _able(look: Look, text: str, home: Home) -> Look | Refused:
    """Return a look that can only mean what can do what the words ask; refused: none of it can."""
    needed = asked_of(text, look.word.start) if look.word.points == "thing" else ()
    able = narrowed(look, (t for t in look.shares if is_able(home.things[t], needed)))
    if able.shares:
        return able
    title = home.things[next(iter(look.shares))].title
    return Refused(code="no_ability", detail={"thing": title, "attribute": needed[0]})


def _leans(frame: Frame) -> bool:
    """Say whether a frame points back at the turn before, or asks what is meant."""
    match frame:
        case PlainFrame(kind="clarify"):
            return True
        case ActFrame(target=target) | QueryFrame(target=target):
            return target.reference in {"last", "other"}
        case _:
            return False


def _denies_a_name(pieces: Sequence[str], prompt: Prompt, text: str) -> bool:
    """Say whether no name, or a part of a known one (안방 of "안방 에어컨"), is called unknown."""
    known = [
        key(text[mention.start : mention.end])
        for mention in prompt.mentions[prompt.first :]
        if mention.kind in {"thing", "area", "floor"}
    ]
    denied = (key(name) for before, name in itertools.pairwise(pieces) if before == UNKNOWN)
    return any(
        name in _NO_NAMES or any(name in called for called in known) for name in denied if name
    )


_NO_NAMES = frozenset(
    (
        *("가", "이", "은", "는", "을", "를", "도"),
        *("뭐", "뭐가", "뭐야", "뭔가", "누가", "누구", "어디", "어느", "어떤", "무엇", "무슨"),
    )
)
"""Particles and words that ask, as keys: no thing is called so."""


def begins(plan: Plan) -> bool:
    """Say whether a plan does anything new: more than to look, to leave alone and to take back."""
    return any(not _is_quiet(step) for step in plan.steps)


def _is_quiet(step: Step) -> bool:
    match step:
        case Query() | Info() | Cancel() | Undo() | TimerOp(op="status") | ListOp(op="read"):
            return True
        case _:
            return False


def things_of(answer: Answer) -> tuple[str, ...]:
    """Return the things that a turn was about, for "그거" in the next one."""
    match answer:
        case Plan(steps=steps):
            return tuple(dict.fromkeys(thing for step in steps for thing in _things_in(step)))
        case Clarify(options=options):
            return options
        case _:
            return ()


def _things_in(step: Step) -> tuple[str, ...]:
    match step:
        case Act(changes=changes, actions=actions):
            return (*changes, *(action.thing_id for action in actions))
        case Query(things=things):
            return things
        case Schedule(then=then):
            return things_of(then)
        case _:
            return ()


__all__ = ["Chat", "Nano", "Turn", "Understood"]
