"""Why something was done, or was not: a line of the journal, told step by step. Pure.

Told from what the journal holds and from nothing else: what was heard and understood, what policy
made of it, who said yes or no, what each thing did, and who took it back. What an older line does
not hold is left out, not guessed. Korean is spoken and polite (해요체).
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal
from zoneinfo import ZoneInfo

from ondol.home.home import Home
from ondol.home.journal import Entry
from ondol.home.people import BUILT_IN, OWNER, Person, Way
from ondol.home.plan import Cancel, Info, Plan, Query, Undo
from ondol.home.policy import Actor, Risk
from ondol.home.result import Acted, Outcome, Result, StepResult, Undone
from ondol.language.particles import with_particle
from ondol.language.speak import Language, clock, date

from .deeds import named
from .reply import left_out, reply
from .summary import summary, when_text
from .wording import Pair, pick

Kind = Literal["said", "touched", "schedule", "undo", "assistant", "program"]

MAX_DEEDS = 20
"""So many things are told one by one; of more, how many they are."""
UNSURE = 0.5
"""Below it, nano's own doubt is told; below its threshold it asks instead of acting."""

_HEARD: Mapping[Way, Pair] = {
    "page": ("화면에서 들은 말", "said on the page"),
    "api": ("다른 프로그램에서 들은 말", "said through a program"),
    "mcp": ("AI 비서가 전한 말", "handed on by an AI assistant"),
    "voice": ("목소리로 들은 말", "said aloud"),
    "mqtt": ("MQTT로 받은 말", "said over MQTT"),
    "headset": ("헤드셋에서 들은 말", "said in the headset"),
    "player": ("영상 재생기에서 들은 말", "said in a video player"),
}
_TOUCHED: Mapping[Way, Pair] = {
    "page": ("화면에서 직접 골랐어요.", "Picked on the page."),
    "api": ("다른 프로그램이 직접 부탁했어요.", "Asked for by a program."),
    "mcp": ("AI 비서가 직접 부탁했어요.", "Asked for by an AI assistant."),
    "voice": ("목소리로 부탁했어요.", "Asked for aloud."),
    "mqtt": ("MQTT 프로그램이 부탁했어요.", "Asked for over MQTT."),
    "headset": ("헤드셋에서 직접 골랐어요.", "Picked in the headset."),
    "player": ("영상 재생기에서 직접 골랐어요.", "Picked in a video player."),
}
_ALLOWED: Mapping[Risk, Pair] = {
    Risk.COMFORT: (
        "언제든 되돌릴 수 있는 일이라 묻지 않고 했어요.",
        "It can be taken back any time, so nobody had to be asked.",
    ),
    Risk.COST: (
        "열이나 물, 소리, 전기를 쓰는 일이지만 집 안에서 부탁한 일이라 묻지 않고 했어요.",
        "It takes heat, water, noise or power, but it was asked for at home, so nobody had to be "
        "asked.",
    ),
}
_ACCESS: Pair = (
    "문이나 안전, 돈이 걸린 일이라 다른 화면의 확인이 필요해요.",
    "It concerns access, safety or money, so it needs a yes on another screen.",
)
_AWAY: Pair = (
    "열이나 물, 소리, 전기를 쓰는 일을 집 밖에서 부탁해서 확인이 필요해요.",
    "It takes heat, water, noise or power and was asked for from outside, so it needs a yes.",
)
_OUTSIDE_TEXT: Pair = (
    "열이나 물, 소리, 전기를 쓰는 일을 밖에서 온 글을 읽은 모델이 부탁해서 확인이 필요해요.",
    "It takes heat, water, noise or power and came from a model that had read text from outside, "
    "so it needs a yes.",
)
_BY_ROLE: Pair = (
    "열이나 물, 소리, 전기를 쓰는 일이라 어른의 확인이 필요해요.",
    "It takes heat, water, noise or power, so it needs an adult's yes.",
)
_WAIVED: Pair = ("예약할 때 이미 확인받았어요.", "It was confirmed when it was scheduled.")
_ENDS: Mapping[str, Pair] = {
    "waiting": ("확인을 기다리고 있어요.", "It waits for a yes."),
    "accepted": ("지금 하고 있어요.", "It is being done now."),
    "expired": (
        "시간 안에 확인한 사람이 없어서 하지 않았어요.",
        "Nobody confirmed it in time, so it was not done.",
    ),
    "interrupted": (
        "하는 도중에 허브가 꺼져서 어디까지 했는지 알 수 없어요.",
        "The hub was stopped while it was being done: how far it got is not known.",
    ),
    "missed": (
        "그때 허브가 꺼져 있어서 하지 못했어요.",
        "The hub was off at that moment, so it was not done.",
    ),
}
_LARGER: Pair = ("더 큰 모델이 이해했어요.", "A larger model understood it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """How a line of the journal came to be.

    Attributes:
        person: the name of who asked; None: it is not known who that was.
        schedule: on what the schedule waited that did it; None: no schedule did, or it is not
            known which.
        steps: sentences for people, in their order.
    """

    kind: Kind
    person: str | None
    way: Way
    schedule: str | None
    confirmed_by: str | None
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """For whom it is told, and where what is named in a line is found."""

    home: Home
    language: Language
    people: Mapping[str, Person]
    entry_of: Callable[[str], Entry | None]

    def said(self, pair: Pair) -> str:
        return pick(pair, self.language)

    def name(self, person_id: str | None) -> str | None:
        """Return what a person is called; None: nobody in particular, or no longer here."""
        if person_id == OWNER.id:
            return self.said(("주인", "the owner"))
        person = self.people.get(person_id or "")
        return person.name if person is not None and person.id not in BUILT_IN else None

    def who(self, person_id: str | None, does: Pair, otherwise: Pair) -> str:
        """Return a sentence about who did something: "민지 님이 확인했어요."."""
        name = self.name(person_id)
        if name is None:
            return self.said(otherwise)
        if self.language == "en":
            return f"{name[:1].upper()}{name[1:]} {does[1]}"
        called = name if person_id == OWNER.id else f"{name} 님"
        return f"{with_particle(called, '이/가')} {does[0]}"


def why(
    entry: Entry,
    home: Home,
    language: Language,
    *,
    people: Iterable[Person],
    entry_of: Callable[[str], Entry | None],
) -> Why:
    """Return how a line of the journal came to be; `entry_of` finds others by their ids."""
    known = {person.id: person for person in people}
    reader = _Reader(home=home, language=language, people=known, entry_of=entry_of)
    return Why(
        kind=kind_of(entry),
        person=reader.name(entry.actor.id),
        way=entry.actor.way,
        schedule=when_text(entry.when, home, language) if entry.when is not None else None,
        confirmed_by=reader.name(entry.confirmed_by),
        steps=(
            *_heard(entry, reader),
            *_understood(entry, reader),
            *_ruled(entry, reader),
            *_ended(entry, reader),
            *_taken_back(entry, reader),
        ),
    )


def kind_of(entry: Entry) -> Kind:
    """Return what brought a line about."""
    if entry.schedule_id is not None:
        return "schedule"
    if any(isinstance(step, Undo) for step in entry.plan.steps):
        return "undo"
    if entry.actor.way == "mcp":
        return "assistant"
    if entry.actor.way == "mqtt":
        return "program"
    return "said" if entry.text is not None else "touched"


def _heard(entry: Entry, reader: _Reader) -> Iterator[str]:
    """Tell what was said, where, or which schedule it was."""
    is_korean = reader.language == "ko"
    if entry.schedule_id is not None:
        if entry.when is not None:
            when = when_text(entry.when, reader.home, reader.language)
            yield f"예약한 때: {when}" if is_korean else f"Scheduled: {when}"
        if entry.text is not None:
            said = ("예약할 때 들은 말", "Said when it was scheduled")
            yield f"{reader.said(said)}: “{entry.text}”"
        return
    if entry.text is None:
        yield reader.said(_TOUCHED[entry.actor.way])
        return
    way = reader.said(_HEARD[entry.actor.way])
    area = reader.home.areas.get((entry.heard.area if entry.heard is not None else None) or "")
    place = f" ({area.name})" if area is not None else ""
    yield f"{way[:1].upper()}{way[1:]}{place}: “{entry.text}”"


def _understood(entry: Entry, reader: _Reader) -> Iterator[str]:
    """Tell what was understood, by what, and which part was not."""
    heard, is_korean = entry.heard, reader.language == "ko"
    if heard is not None and heard.looked_at:
        seen = named(heard.looked_at, reader.home, reader.language)
        yield f"바라본 기기: {seen}" if is_korean else f"Looked at: {seen}"
    what = summary(entry.plan, reader.home, reader.language)
    if entry.text is None or entry.schedule_id is not None:
        yield f"할 일: {what}" if is_korean else f"To do: {what}"
    else:
        yield f"알아들은 뜻: {what}" if is_korean else f"Understood: {what}"
    if heard is not None and heard.by == "larger":
        yield reader.said(_LARGER)
    elif heard is not None and heard.confidence is not None and heard.confidence < UNSURE:
        share = round(100 * heard.confidence)
        yield f"{share}% 확신했어요." if is_korean else f"It was {share}% sure of that."
    yield from dict.fromkeys(left_out(code, reader.language) for code in entry.plan.left_out)


def _ruled(entry: Entry, reader: _Reader) -> Iterator[str]:
    """Tell what policy made of it, and who said yes or no."""
    if entry.status in ("refused", "missed") or entry.risk is None or _only_asks(entry.plan):
        return
    asked = entry.status in ("waiting", "declined", "expired") or entry.confirmed_by is not None
    if asked:
        yield reader.said(_why_asked(entry.risk, entry.actor))
    elif entry.waived is not None and entry.risk > Risk.COMFORT:
        yield reader.said(_WAIVED)
    elif entry.risk in _ALLOWED:
        yield reader.said(_ALLOWED[entry.risk])
    if entry.confirmed_by is not None:
        otherwise = ("확인을 받았어요.", "It was confirmed.")
        yield reader.who(entry.confirmed_by, ("확인했어요.", "confirmed it."), otherwise)
    if entry.status == "declined":
        otherwise = ("하지 말라는 답을 받았어요.", "The answer was no.")
        does = ("하지 말라고 했어요.", "said no.")
        yield reader.who(entry.declined_by, does, otherwise)


def _only_asks(plan: Plan) -> bool:
    return all(isinstance(step, Query | Info | Cancel) for step in plan.steps)


def _why_asked(risk: Risk, actor: Actor) -> Pair:
    if risk is Risk.ACCESS:
        return _ACCESS
    if not actor.is_at_home:
        return _AWAY
    return _OUTSIDE_TEXT if actor.has_read_outside_text else _BY_ROLE


def _ended(entry: Entry, reader: _Reader) -> Iterator[str]:
    """Tell what each thing did, or why nothing was done."""
    if entry.status == "declined":
        return
    if entry.status in _ENDS:
        yield reader.said(_ENDS[entry.status])
        return
    result = entry.result
    if result is None:
        return
    if result.refused is not None:
        yield reply(result, reader.home, reader.language)
        return
    for step in result.steps:
        yield from _came_of(step, result, reader)


def _came_of(step: StepResult, result: Result, reader: _Reader) -> Iterator[str]:
    """Tell what came of one step, thing by thing."""
    parts: list[StepResult] = [step]
    if isinstance(step, Undone):
        entry = reader.entry_of(step.entry_id) if step.entry_id is not None else None
        if entry is not None:
            what = summary(entry.plan, reader.home, reader.language)
            yield f"되돌린 일: {what}" if reader.language == "ko" else f"Taken back: {what}"
    if isinstance(step, Acted):
        parts = [Acted(outcomes=tuple(of_thing)) for of_thing in _by_thing(step.outcomes)]
    for part in parts[:MAX_DEEDS]:
        one = replace(result, plan=Plan(steps=()), steps=(part,))
        yield reply(one, reader.home, reader.language)
    if (rest := len(parts) - MAX_DEEDS) > 0:
        yield f"그 밖에 {rest}개" if reader.language == "ko" else f"and {rest} more"


def _by_thing(outcomes: Iterable[Outcome]) -> list[list[Outcome]]:
    found: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        found.setdefault(outcome.command.thing_id, []).append(outcome)
    return list(found.values())


def _taken_back(entry: Entry, reader: _Reader) -> Iterator[str]:
    """Tell who took it back, and when."""
    if entry.undone_by is None:
        return
    later = reader.entry_of(entry.undone_by)
    does = ("되돌렸어요.", "took it back.")
    otherwise = ("나중에 되돌렸어요.", "It was taken back later.")
    if later is None:
        yield reader.said(otherwise)
        return
    when = _moment(later.at, entry.at, reader)
    who = reader.who(later.actor.id, does, ("되돌렸어요.", "It was taken back."))
    yield f"{when}에 {who}" if reader.language == "ko" else f"{who.removesuffix('.')}: {when}."


def _moment(at: dt.datetime, since: dt.datetime, reader: _Reader) -> str:
    """Return a moment as people of the home say it, with its day where that is another."""
    zone = ZoneInfo(reader.home.timezone)
    local = at.astimezone(zone)
    said = clock(local.time(), reader.language)
    if local.date() == since.astimezone(zone).date():
        return said
    day = date(local.date(), reader.language)
    return f"{day} {said}" if reader.language == "ko" else f"{day}, {said}"
