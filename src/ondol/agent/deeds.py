"""What was done, put into words: from outcomes to clauses, in Korean and English. Pure.

Only a `Done` outcome is ever said to be done, with the value that was observed. Things to which
the same was done share a clause; four or more are counted ("불 4개를 껐어요").
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ondol.home.home import Home
from ondol.home.plan import Act
from ondol.home.result import Done, NotDone, Outcome, TimedOut
from ondol.language.normalise import clean
from ondol.language.particles import with_particle
from ondol.language.speak import Language, color, joined, measure
from ondol.things.command import Command, InvokeAction, SetProperty
from ondol.things.thing import Thing, Value

from . import wording
from .summary import attribute_name
from .wording import Verb, Words

NAMED = 3
"""So many things are named; more are counted."""

CLAUSES = 3
"""So many clauses make one sentence; more are told in sentences of their own."""

SPOKEN = 60
"""So many characters of a text from outside are said."""

_RISING = frozenset({"brightness", "volume", "target_temperature", "freezer_target_temperature"})
_RISING |= {"target_humidity", "speed", "intensity"}
_SWAPPED = frozenset({"color", "mode", "source", "channel", "program", "swing", "direction"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Things to which the same was done, and what, in the order in which it is said."""

    things: tuple[str, ...]
    deeds: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Things that did not do it, and why; `part`: what of them, where the rest was done."""

    things: tuple[str, ...]
    code: str
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What outcomes come to: what was done, what was so already, what was not done."""

    done: tuple[Clause, ...] = ()
    already: tuple[Clause, ...] = ()
    failed: tuple[Failure, ...] = ()


# --- from outcomes to an account -----------------------------------------------------------------


@dataclass(slots=True)
class _OfThing:
    done: list[Done] = field(default_factory=list)
    failed: list[NotDone | TimedOut] = field(default_factory=list)


def account(outcomes: Iterable[Outcome], home: Home, language: Language) -> Account:
    """Return what outcomes come to, by what is the same for several things."""
    by_thing: dict[str, _OfThing] = {}
    for outcome in outcomes:
        of_thing = by_thing.setdefault(outcome.command.thing_id, _OfThing())
        if isinstance(outcome, Done):
            of_thing.done.append(outcome)
        else:
            of_thing.failed.append(outcome)
    done: dict[tuple[Words, ...], list[str]] = {}
    already: dict[tuple[Words, ...], list[str]] = {}
    failed: dict[tuple[str, str], list[str]] = {}
    for thing_id, of_thing in by_thing.items():
        changed = _said(filter(_is_change, of_thing.done), home, language)
        same = _said(of_thing.done, home, language)
        if changed:
            done.setdefault(changed, []).append(thing_id)
        elif same and not of_thing.failed:
            already.setdefault(same[-1:], []).append(thing_id)
        for failure in of_thing.failed:
            part = _part(failure.command, language) if of_thing.done else ""
            failed.setdefault((_code(failure), part), []).append(thing_id)
    return Account(
        done=_clauses(done),
        already=_clauses(already),
        failed=tuple(
            Failure(things=tuple(dict.fromkeys(things)), code=code, part=part)
            for (code, part), things in failed.items()
        ),
    )


def planned(act: Act, home: Home, language: Language) -> tuple[Clause, ...]:
    """Return what an act would do."""
    wishes = [
        Done(command=command, before=None, observed=_desired(command)) for command in act.commands()
    ]
    by_thing: dict[str, list[Done]] = {}
    for wish in wishes:
        by_thing.setdefault(wish.command.thing_id, []).append(wish)
    clauses: dict[tuple[Words, ...], list[str]] = {}
    for thing_id, done in by_thing.items():
        clauses.setdefault(_said(done, home, language, is_terse=True), []).append(thing_id)
    return _clauses(clauses)


def _clauses(found: Mapping[tuple[Words, ...], list[str]]) -> tuple[Clause, ...]:
    return tuple(Clause(things=tuple(things), deeds=deeds) for deeds, things in found.items())


def _is_change(done: Done) -> bool:
    if isinstance(done.command, InvokeAction) or done.command.name == "activated":
        return True
    return done.before != done.observed


def _code(failure: NotDone | TimedOut) -> str:
    match failure:
        case TimedOut():
            return "timed_out"
        case NotDone(code=code):
            return code if code in wording.FAILURES else "refused"


def _desired(command: Command) -> Value:
    return command.value if isinstance(command, SetProperty) else None


def _said(
    done: Iterable[Done], home: Home, language: Language, *, is_terse: bool = False
) -> tuple[Words, ...]:
    """Return the words for what was done to one thing: off alone, on first."""
    in_order = sorted(done, key=lambda outcome: outcome.command.name != "on")
    was_off = any(o.command.name == "on" and o.before is False for o in in_order)
    deeds = {
        # What was off when it was set has not become brighter, or dimmer.
        outcome.command.name: _words(
            replace(outcome, before=None) if was_off else outcome, home, language
        )
        for outcome in in_order
    }
    if "cleaning_area" in deeds and deeds.get("activity") in _CLEANING:
        deeds["activity"] = _cleaning(deeds.pop("cleaning_area"), language)
    on = deeds.get("on")
    if on is not None and on == wording.DEEDS["on", False][_index(language)]:
        return (on,)
    if is_terse and on is not None and len(deeds) > 1:
        deeds.pop("on")  # what is set is on then
    return tuple(deeds.values())


_CLEANING = wording.DEEDS["activity", "cleaning"]


def _cleaning(area: Words, language: Language) -> Words:
    """Return the words for a robot that began to clean one area."""
    if language == "ko":
        place = area.how.removesuffix("으로").removesuffix("로")
        return replace(_CLEANING[0], how=f"{place} 청소를")
    return replace(_CLEANING[1], how=area.how)


def _index(language: Language) -> int:
    return 0 if language == "ko" else 1


def _part(command: Command, language: Language) -> str:
    return attribute_name(command.name, language)


# --- words for one deed --------------------------------------------------------------------------


def _words(outcome: Done, home: Home, language: Language) -> Words:
    command = outcome.command
    thing = home.things.get(command.thing_id)
    if isinstance(command, InvokeAction):
        return wording.ACTIONS.get(command.name, wording.PRESSED)[_index(language)]
    value = command.value if outcome.observed is None else outcome.observed
    return setting_words(thing, command.name, value, home, language, before=outcome.before)


def setting_words(
    thing: Thing | None,
    name: str,
    value: Value,
    home: Home,
    language: Language,
    *,
    before: Value = None,
) -> Words:
    """Return the words for a property that takes a value (or has it: `Words.state`)."""
    kind = (thing.kind or thing.type) if thing is not None else ""
    plain = value if not isinstance(value, tuple) else None
    known = wording.KIND_DEEDS.get((kind, name, plain)) or wording.DEEDS.get((name, plain))
    if known is not None and not isinstance(value, tuple):
        return known[_index(language)]
    if name == "items":
        words = Words(verb=wording.RESTORE, state="그대로예요")
        return words if language == "ko" else Words(verb=wording.PUT_BACK, state="as it was")
    said = value_text(thing, name, value, home, language)
    make = _korean_setting if language == "ko" else _english_setting
    return make(name, said, _direction(name, value, before))


def value_text(thing: Thing | None, name: str, value: Value, home: Home, language: Language) -> str:
    """Return a property's value as it is said."""
    if isinstance(value, bool):
        return ("켜짐" if value else "꺼짐") if language == "ko" else ("on" if value else "off")
    if isinstance(value, int | float):
        return measure(value, unit_of(thing, name), language)
    if value is None:
        return "없음" if language == "ko" else "nothing"
    if isinstance(value, tuple):
        return joined(value, language)
    if name == "color":
        return color(value, language)
    if name == "cleaning_area" and value in home.areas:
        return home.areas[value].name
    if name == "channel" and language == "ko" and value.isdecimal():
        return f"{value}번"
    pair = wording.VALUES.get((name, value.casefold()))
    return pair[_index(language)] if pair is not None else clean(value, limit=SPOKEN)


def unit_of(thing: Thing | None, name: str) -> str | None:
    """Return the unit in which people say a property; volumes they say without one."""
    known = thing.properties.get(name) if thing is not None else None
    return known.unit if known is not None and name != "volume" else None


def _direction(name: str, value: Value, before: Value) -> int:
    """Return 1 where a value rose, -1 where it fell, 0 where that is not known or not said."""
    if name not in _RISING or isinstance(value, bool) or isinstance(before, bool):
        return 0
    if not isinstance(value, int | float) or not isinstance(before, int | float):
        return 0
    return (value > before) - (value < before)


def _korean_setting(name: str, said: str, direction: int) -> Words:
    verb = wording.SET
    if direction > 0:
        verb = wording.RAISE
    elif direction < 0:
        verb = wording.QUIETER if name == "volume" else wording.LESS
    elif name in _SWAPPED:
        verb = wording.CHANGE
    elif name == "cleaning_area":
        verb = wording.CHOOSE
    if name == "app":
        state = f"{with_particle(said, '이/가')} 켜져 있어요"
        how = with_particle(said, "을/를")
        return Words(verb=wording.ON, marker="에서", how=how, state=state)
    part = wording.SETTINGS.get(name, (attribute_name(name, "ko"), ""))[0]
    state = f"{said} 열려 있어요" if name == "position" else with_particle(said, "이에요/예요")
    return Words(verb=verb, part=part, how=with_particle(said, "으로/로"), state=state)


def _english_setting(name: str, said: str, direction: int) -> Words:
    if name == "app":
        return Words(verb=Verb(f"open {said} on", f"opened {said} on"), state=f"showing {said}")
    part = wording.SETTINGS.get(name, ("", attribute_name(name, "en")))[1]
    verb = wording.SET_TO
    if direction and name in {"brightness", "volume", "speed", "intensity"}:
        verb = wording.TURN_UP if direction > 0 else wording.TURN_DOWN
    what = {
        "mode": f"{said} mode",
        "channel": f"channel {said}",
        "program": f"the {said} program",
        "cleaning_area": f"clean {the(said)}",
    }.get(name, said)
    state = {
        "color": said,
        "mode": f"in {what}",
        "channel": f"on {what}",
        "position": f"{said} open",
    }.get(name, f"set to {what}" if not part else what)
    return Words(verb=verb, part=part, how=f"to {what}", state=state)


# --- names ---------------------------------------------------------------------------------------


def the(name: str) -> str:
    """Return an English name with its article, where it takes one.

    >>> the("floor lamp"), the("Leo's lamp"), the("거실 등")
    ('the floor lamp', "Leo's lamp", '거실 등')
    """
    first = name.split(" ", 1)[0].lower()
    if not name.isascii() or first in {"the", "a", "an", "my", "our"} or first.endswith("'s"):
        return name
    return f"the {name}"


def title(thing_id: str, home: Home, language: Language) -> str:
    """Return a thing's name as it stands in a sentence."""
    thing = home.things.get(thing_id)
    if thing is None:
        return thing_id
    if language == "en" and thing.type not in {"person", "scene", "script"}:
        return the(thing.title)
    return thing.title


def named(things: Sequence[str], home: Home, language: Language) -> str:
    """Return the names of things, or of what kind they are and how many."""
    if len(things) <= NAMED:
        return joined([title(thing_id, home, language) for thing_id in things], language)
    return counted(things, home, language)


def counted(things: Sequence[str], home: Home, language: Language) -> str:
    """Return how many things there are and of what kind: 거실 불 4개."""
    known = [home.things[thing_id] for thing_id in things if thing_id in home.things]
    areas = {thing.area for thing in known} if len(known) == len(things) else set()
    area = home.areas.get(areas.pop() or "") if len(areas) == 1 else None
    noun = noun_of(known)
    if language == "ko":
        place = f"{area.name} " if area is not None else ""
        return f"{place}{noun[0]} {len(things)}{'명' if noun[0] == '사람' else '개'}"
    place = f" in {the(area.name)}" if area is not None else ""
    return f"{len(things)} {noun[1] if len(things) == 1 else noun[2]}{place}"


def is_several(things: Sequence[str], home: Home) -> bool:
    """Say whether names take a plural verb in English: several things, or "the blinds"."""
    thing = home.things.get(things[0]) if len(things) == 1 else None
    if thing is None:
        return len(things) > 1
    return re.search(r"[^s']s$", thing.title) is not None and thing.type in ("cover", "light")


def noun_of(things: Sequence[Thing]) -> tuple[str, str, str]:
    """Return what things of one kind are called; 기기 where they are not."""
    kinds = {thing.kind or thing.measures or thing.type for thing in things}
    nouns = {wording.NOUNS.get(kind, wording.NOUNS["sensor"]) for kind in kinds}
    return nouns.pop() if len(nouns) == 1 else wording.NOUNS[""]


# --- Korean clauses ------------------------------------------------------------------------------


def conjugated(verb: Verb, form: str) -> str:
    """Return a Korean verb in a form: "고", "어요", "는데", "ㄹ게요", "ㄹ까요" or "려면".

    >>> [conjugated(wording.CLOSE, form) for form in ("고", "어요", "는데", "ㄹ게요", "려면")]
    ['닫고', '닫았어요', '닫았는데', '닫을게요', '닫으려면']
    """
    if form == "고":
        return f"{verb.base}고"
    if form in ("어요", "는데"):
        return verb.past + form
    final = (ord(verb.base[-1]) - ord("가")) % 28
    is_open, is_rieul = final == 0, final == 8  # the index of ㄹ (Unicode 16, section 3.12)
    if form == "려면":
        return verb.base + ("려면" if is_open or is_rieul else "으려면")
    ending = form.removeprefix("ㄹ")
    if is_open:
        return verb.base[:-1] + chr(ord(verb.base[-1]) + 8) + ending
    return verb.base + (ending if is_rieul else f"을{ending}")


def korean(clauses: Sequence[Clause], home: Home, form: str) -> str:
    """Return clauses as one chain that ends in `form`; before "는데" things are contrasted."""
    is_contrast = form == "는데"
    return " ".join(
        _korean_clause(
            clause, home, form if number == len(clauses) else "고", is_contrast=is_contrast
        )
        for number, clause in enumerate(clauses, start=1)
    )


def _korean_clause(clause: Clause, home: Home, form: str, *, is_contrast: bool) -> str:
    said: list[str] = []
    for number, deed in enumerate(clause.deeds, start=1):
        if number == 1:
            name = f"{named(clause.things, home, 'ko')} {deed.part}".strip()
            said.append(_marked(name, deed.marker, is_contrast=is_contrast))
        elif deed.part:
            said.append(with_particle(deed.part, "을/를"))
        if deed.how:
            said.append(deed.how)
        said.append(conjugated(deed.verb, form if number == len(clause.deeds) else "고"))
    return " ".join(said)


def _marked(name: str, marker: str, *, is_contrast: bool) -> str:
    if "/" not in marker:
        return f"{name}{marker}{'는' if is_contrast else ''}"
    if marker == "을/를":
        return with_particle(name, "은/는" if is_contrast else marker)
    return with_particle(name, marker) + ("는" if is_contrast else "")


def korean_states(clauses: Sequence[Clause], home: Home) -> list[str]:
    """Return what is so already: "거실 등은 이미 꺼져 있어요."."""
    return [
        f"{with_particle(_with_part(clause, home, 'ko'), '은/는')} 이미 {clause.deeds[-1].state}."
        for clause in clauses
        if clause.deeds[-1].state
    ]


def korean_failures(
    failures: Sequence[Failure], home: Home, named_before: Sequence[str] = ()
) -> list[str]:
    """Return why things did not do it, each as a clause without its full stop."""
    said = []
    for failure in failures:
        name = named(failure.things, home, "ko")
        if failure.part:
            is_named = failure.things == tuple(named_before)
            what = failure.part if is_named else f"{name} {failure.part}"
            said.append(fitted(what, wording.NOT_CHANGED[0]))
        else:
            said.append(fitted(name, wording.FAILURES[failure.code][0]))
    return said


def fitted(name: str, template: str) -> str:
    """Return a name with a template behind it.

    >>> fitted("거실 등", "{이/가} 응답하지 않아요")
    '거실 등이 응답하지 않아요'
    """
    marker, _, rest = template.removeprefix("{").partition("}")
    return (with_particle(name, marker) if "/" in marker else name + marker) + rest


def _with_part(clause: Clause, home: Home, language: Language) -> str:
    return f"{named(clause.things, home, language)} {clause.deeds[-1].part}".strip()


# --- English clauses -----------------------------------------------------------------------------


def english(clauses: Sequence[Clause], home: Home, *, is_past: bool = True) -> str:
    """Return clauses as one enumeration: "turned off the TV and set the AC to 24 degrees"."""
    return joined([_english_clause(clause, home, is_past=is_past) for clause in clauses], "en")


def _english_clause(clause: Clause, home: Home, *, is_past: bool) -> str:
    said: list[str] = []
    for number, deed in enumerate(clause.deeds):
        verb = deed.verb.past if is_past else deed.verb.base
        name = named(clause.things, home, "en")
        if number:
            is_one = not is_several(clause.things, home)
            name = ("its" if is_one else "their") if deed.part else ("it" if is_one else "them")
            if verb.startswith("turn") and not deed.part:  # turned it down
                verb, _, particle = verb.partition(" ")
                name = f"{name} {particle}".strip()
        said.append(" ".join(word for word in (verb, name, deed.part, deed.how) if word))
    return joined(said, "en")


def english_states(clauses: Sequence[Clause], home: Home) -> list[str]:
    """Return what is so already: "The TV is already off."."""
    return [
        sentence(
            f"{_with_part(clause, home, 'en')} {_be(clause, home)} already {clause.deeds[-1].state}"
        )
        for clause in clauses
        if clause.deeds[-1].state
    ]


def _be(clause: Clause, home: Home) -> str:
    return "is" if clause.deeds[-1].part or not is_several(clause.things, home) else "are"


def english_failures(
    failures: Sequence[Failure], home: Home, named_before: Sequence[str] = ()
) -> list[str]:
    """Return why things did not do it, each as a clause without its full stop."""
    said = []
    for failure in failures:
        is_plural = is_several(failure.things, home)
        name = named(failure.things, home, "en")
        if failure.part:
            if failure.things == tuple(named_before):
                name = "their" if is_plural else "its"
            said.append(f"{name} {failure.part} {wording.NOT_CHANGED[1]}")
        else:
            said.append(f"{name} {wording.FAILURES[failure.code][2 if is_plural else 1]}")
    return said


def sentence(text: str) -> str:
    """Return text as an English sentence."""
    return f"{text[:1].upper()}{text[1:]}."


# --- an account in words -------------------------------------------------------------------------


def told(found: Account, home: Home, language: Language) -> list[str]:
    """Return an account as sentences."""
    told_of = {deed.verb for clause in found.done for deed in clause.deeds}
    few = sum(len(clause.things) for clause in (*found.done, *found.already)) <= NAMED
    already = [clause for clause in found.already if few or clause.deeds[-1].verb not in told_of]
    if language == "ko":
        return [*_told_korean(found, home), *korean_states(already, home)]
    return [*_told_english(found, home), *english_states(already, home)]


def _told_korean(found: Account, home: Home) -> list[str]:
    named_before = found.done[-1].things if found.done else ()
    failures = korean_failures(found.failed, home, named_before)
    if not found.done:
        return [f"{failure}." for failure in failures]
    chains = _in_chains(found.done)
    form = "는데" if failures else "어요"
    said = [f"{korean(chain, home, '어요')}." for chain in chains[:-1]]
    last = korean(chains[-1], home, form)
    said.append(f"{last} {failures[0]}." if failures else f"{last}.")
    return [*said, *(f"{failure}." for failure in failures[1:])]


def _told_english(found: Account, home: Home) -> list[str]:
    named_before = found.done[-1].things if found.done else ()
    failures = english_failures(found.failed, home, named_before)
    if not found.done:
        return [sentence(failure) for failure in failures]
    chains = _in_chains(found.done)
    said = [sentence(english(chain, home)) for chain in chains[:-1]]
    last = english(chains[-1], home)
    said.append(sentence(f"{last}, but {failures[0]}" if failures else last))
    return [*said, *(sentence(failure) for failure in failures[1:])]


def _in_chains(clauses: Sequence[Clause]) -> list[list[Clause]]:
    """Return clauses by sentence: one that tells of several deeds has its own."""
    chains: list[list[Clause]] = []
    for clause in clauses:
        fits = chains and len(chains[-1]) < CLAUSES and _is_single(clause, *chains[-1])
        if fits:
            chains[-1].append(clause)
        else:
            chains.append([clause])
    return chains


def _is_single(*clauses: Clause) -> bool:
    return all(len(clause.deeds) == 1 for clause in clauses)
