"""Answers to questions, put into words, in Korean and English. Pure.

Every answer says what is reported; what nothing reports is said not to be known, never guessed.
"""

import re
from collections.abc import Mapping, Sequence

from ondol.home.home import Home
from ondol.home.plan import Query, Test
from ondol.home.result import Answered
from ondol.language.normalise import clean
from ondol.language.particles import with_particle
from ondol.language.speak import Language, about, joined, measure
from ondol.things.thing import Thing, Value

from . import wording
from .deeds import (
    NAMED,
    SPOKEN,
    counted,
    fitted,
    is_several,
    named,
    noun_of,
    sentence,
    setting_words,
    the,
    title,
    unit_of,
    value_text,
)
from .summary import attribute_name

SAID = 6
"""So many values are read out; of the rest it is said how many they are."""

_COMPARED = {
    "<": ("{} 미만인", "below {}"),
    "<=": ("{} 이하인", "at most {}"),
    ">": ("{} 초과인", "above {}"),
    ">=": ("{} 이상인", "at least {}"),
    "==": ("{}인", "at {}"),
    "!=": ("{}이 아닌", "not at {}"),
}
_HOME = frozenset({"home", "집", "at home"})
_AWAY = frozenset({"not_home", "away", "외출", "밖"})


def found(answered: Answered, home: Home, language: Language) -> str:
    """Return the answer to a question."""
    if not answered.values:
        return wording.pick(wording.NOTHING_ASKED, language)
    unknown = [thing for thing, value in answered.values.items() if value is None]
    known = {thing: value for thing, value in answered.values.items() if value is not None}
    nullable = answered.query.attribute in {"app", "title", "cleaning_area"}
    if not known and not nullable:
        return _unknown(unknown, home, language)
    match answered.query.ask:
        case "which":
            said = _which(answered, home, language)
        case "count":
            said = _how_many(answered, home, language)
        case "value" if answered.query.test is None:
            said = _values(answered.values if nullable else known, answered.query, home, language)
        case _:
            said = _yes_or_no(answered, home, language)
    if unknown and not nullable:
        said = f"{said} {_unknown(unknown, home, language)}"
    return said


def _unknown(things: Sequence[str], home: Home, language: Language) -> str:
    if language == "ko":
        return f"{fitted(named(things, home, 'ko'), wording.UNKNOWN[0])}."
    return f"{wording.UNKNOWN[1]} {named(things, home, 'en')}."


# --- what one thing reports ----------------------------------------------------------------------


def state_of(thing_id: str, name: str, value: Value, home: Home, language: Language) -> str:
    """Return what a thing reports, as a sentence without its full stop."""
    thing = home.things.get(thing_id)
    if thing is not None and name == "value" and isinstance(value, bool):
        return _sensed(thing, value, home, language)
    subject, predicate = _subject_and_predicate(thing_id, thing, name, value, home, language)
    if language == "ko":
        return f"{with_particle(subject, '은/는')} {predicate}"
    return f"{subject} {predicate}"


def _sensed(thing: Thing, value: bool, home: Home, language: Language) -> str:
    fact = wording.FACTS.get(thing.measures or "")
    if fact is None:
        state = _sensor_state(thing, value, language)
        if language == "ko":
            return f"{with_particle(thing.title, '은/는')} {state}"
        return f"{the(thing.title)} is {state}"
    area = home.areas.get(thing.area or "")
    said = fact[(0 if value else 1) + (0 if language == "ko" else 2)]
    if language == "ko":
        if area is not None:
            return f"{area.name}에 {said}"
        return f"{with_particle(thing.title, '은/는')} {said}"
    place = f"in {the(area.name)}" if area is not None else f"at {the(thing.title)}"
    return f"{said} {place}"


def _sensor_state(thing: Thing, value: bool, language: Language) -> str:
    states = wording.SENSOR_STATES
    known = states.get(thing.measures or "", states[""])
    return known[(0 if value else 1) + (0 if language == "ko" else 2)]


def _subject_and_predicate(
    thing_id: str,
    thing: Thing | None,
    name: str,
    value: Value,
    home: Home,
    language: Language,
) -> tuple[str, str]:
    own = title(thing_id, home, language)
    is_korean = language == "ko"
    match name:
        case "remaining" if isinstance(value, int | float):
            if value <= 0:
                return own, "돌아가고 있지 않아요" if is_korean else "is not running"
            left = about(round(value), language)
            return own, f"{left} 남았어요" if is_korean else f"has {left} left"
        case "location":
            return own, _where(f"{value}", language)
        case "title" | "app":
            return _playing(own, name, value, language)
        case "target_temperature" | "source" if value is not None:
            said = value_text(thing, name, value, home, language)
            if is_korean:
                return own, f"{with_particle(said, '으로/로')} 맞춰져 있어요"
            return own, f"is set to {said}"
        case _:
            pass
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(value, int | float) and is_number and name != "position":
        return _measured(thing, own, name, value, home, language)
    words = setting_words(thing, name, value, home, language)
    if is_korean:
        part = "" if words.part in ("앱", "재생", "음소거") else words.part
        return f"{own} {part}".strip(), words.state
    part = "" if words.part == "app" else words.part
    be = "are" if not part and is_several((thing_id,), home) else "is"
    return f"{own} {part}".strip(), f"{be} {words.state}"


def _where(place: str, language: Language) -> str:
    if place.casefold() in _HOME:
        return "집에 있어요" if language == "ko" else "is at home"
    if place.casefold() in _AWAY:
        return "집에 없어요" if language == "ko" else "is not at home"
    return f"{place}에 있어요" if language == "ko" else f"is at {place}"


def _playing(own: str, name: str, value: Value, language: Language) -> tuple[str, str]:
    said = clean(f"{value}", limit=SPOKEN)
    if language == "ko":
        if value is None:
            return own, "틀어 놓은 게 없어요" if name == "title" else "켜 놓은 앱이 없어요"
        verb = "나오고 있어요" if name == "title" else "켜져 있어요"
        return f"{own}에서", f"{with_particle(f'‘{said}’', '이/가')} {verb}"
    if value is None:
        return own, "is not playing anything" if name == "title" else "shows no app"
    return own, f"is playing ‘{said}’" if name == "title" else f"is showing {said}"


def _measured(
    thing: Thing | None,
    own: str,
    name: str,
    value: float,
    home: Home,
    language: Language,
) -> tuple[str, str]:
    measures = (thing.measures or "") if thing is not None and name == "value" else name
    said = measure(value, unit_of(thing, name), language)
    korean, english = wording.MEASURED.get(
        measures, (attribute_name(measures, "ko"), attribute_name(measures, "en"))
    )
    area = home.areas.get(thing.area or "") if thing is not None else None
    is_of_place = measures in wording.OF_A_PLACE and area is not None
    if language == "ko":
        place = area.name if area is not None and is_of_place else own
        subject = place if place.endswith(korean) or not measures else f"{place} {korean}"
        return subject, with_particle(said, "이에요/예요")
    is_named_so = own.lower().endswith(english.lower())
    place = the(area.name) if area is not None and is_of_place and not is_named_so else own
    if place.lower().endswith(english.lower()) or not measures:
        return place, f"is {said}"
    return f"{place} {english}", f"is {said}"


def _values(values: Mapping[str, Value], query: Query, home: Home, language: Language) -> str:
    said: dict[str, list[str]] = {}
    for thing_id, value in values.items():
        text = state_of(thing_id, query.attribute, value, home, language)
        said.setdefault(text, []).append(thing_id)
    sentences = list(said)[:SAID]
    rest = len(said) - len(sentences)
    if language == "ko":
        more = [f"그 밖에 {rest}개가 더 있어요."] if rest else []
        return " ".join([*(f"{text}." for text in sentences), *more])
    more = [f"There are {rest} more."] if rest else []
    return " ".join([*(sentence(text) for text in sentences), *more])


# --- yes or no, which, how many ------------------------------------------------------------------


def _yes_or_no(answered: Answered, home: Home, language: Language) -> str:
    holding, failing = _sorted_by_test(answered)
    is_yes = not failing if answered.query.ask == "all" else bool(holding)
    if answered.query.ask == "value":
        is_yes = bool(holding)
    marker = "이/가" if is_yes else "은/는"
    yes = ("네" if is_yes else "아니요") if language == "ko" else ("Yes" if is_yes else "No")
    if len(answered.values) == 1:
        ((thing, value),) = answered.values.items()
        return f"{yes}, {state_of(thing, answered.query.attribute, value, home, language)}."
    if answered.query.ask == "all":
        shown = holding if is_yes else failing
    else:
        shown = holding if is_yes else [thing for thing in failing if thing not in holding]
    if not shown:
        return f"{yes}."
    is_everything = len(shown) == len(answered.values)
    said = _shared(shown, answered, home, language, marker=marker, is_everything=is_everything)
    return f"{yes}, {said}."


def _sorted_by_test(answered: Answered) -> tuple[list[str], list[str]]:
    test = answered.query.test or Test(value=True)
    known = {thing: value for thing, value in answered.values.items() if value is not None}
    holding = [thing for thing, value in known.items() if test.holds(value)]
    return holding, [thing for thing in known if thing not in holding]


def _shared(
    things: Sequence[str],
    answered: Answered,
    home: Home,
    language: Language,
    *,
    marker: str,
    is_everything: bool,
) -> str:
    """Say what several things report: together where it is the same."""
    name = answered.query.attribute
    predicates: dict[str, list[str]] = {}
    for thing_id in things:
        predicate = _predicate(thing_id, name, answered.values[thing_id], home, language)
        predicates.setdefault(predicate, []).append(thing_id)
    if "" in predicates or len(predicates) > NAMED:
        texts = [state_of(t, name, answered.values[t], home, language) for t in things[:SAID]]
        return ". ".join(texts) if language == "ko" else "; ".join(texts)
    said = []
    for predicate, group in predicates.items():
        is_all = is_everything and len(predicates) == 1 and len(group) > NAMED
        if language == "ko":
            whole = f"{noun_of(_known(group, home))[0]} {len(group)}개가 모두"
            names = whole if is_all else with_particle(named(group, home, "ko"), marker)
            said.append(f"{names} {predicate}")
        else:
            be = "are" if is_several(group, home) else "is"
            all_of = f"all {counted(group, home, 'en')}" if is_all else named(group, home, "en")
            said.append(f"{all_of} {be} {predicate}")
    return ". ".join(said) if language == "ko" else joined(said, "en")


def _known(things: Sequence[str], home: Home) -> list[Thing]:
    return [home.things[thing_id] for thing_id in things if thing_id in home.things]


def _predicate(thing_id: str, name: str, value: Value, home: Home, language: Language) -> str:
    """Return what several things may share ("꺼져 있어요", "off"); "": nothing of the kind."""
    thing = home.things.get(thing_id)
    if isinstance(value, bool) and name == "value":
        if thing is None or thing.measures in wording.FACTS:
            return ""
        return _sensor_state(thing, value, language)
    if (name, value) in wording.DEEDS or name == "position":
        return setting_words(thing, name, value, home, language).state
    return ""


def _which(answered: Answered, home: Home, language: Language) -> str:
    things = answered.answer if isinstance(answered.answer, tuple) else ()
    noun = noun_of(_known(tuple(answered.values), home))
    described = _described(answered, home, language)
    if language == "ko":
        if not things:
            return f"{described} {with_particle(noun[0], '은/는')} 없어요."
        names = _names_or_places(things, answered, home, language)
        return (
            f"{described} {with_particle(noun[0], '은/는')} {with_particle(names, '이에요/예요')}."
        )
    if not things:
        return f"No {noun[2]} are {described}."
    names = _names_or_places(things, answered, home, language)
    return sentence(f"{names} {'are' if is_several(things, home) else 'is'} {described}")


def _names_or_places(
    things: Sequence[str], answered: Answered, home: Home, language: Language
) -> str:
    names = [title(thing, home, language) for thing in things[:SAID]]
    if len(things) > SAID:
        rest = len(things) - SAID
        names.append(f"그 밖에 {rest}개" if language == "ko" else f"{rest} more")
    return joined(names, language)


def _how_many(answered: Answered, home: Home, language: Language) -> str:
    count = answered.answer if isinstance(answered.answer, int) else 0
    noun = noun_of(_known(tuple(answered.values), home))
    described = _described(answered, home, language)
    if language == "ko":
        if not count:
            return f"{described} {with_particle(noun[0], '은/는')} 없어요."
        counter = "명이에요" if noun[0] == "사람" else "개예요"
        return f"{described} {with_particle(noun[0], '은/는')} {count}{counter}."
    if not count:
        return f"No {noun[2]} are {described}."
    if count == 1:
        return f"One {noun[1]} is {described}."
    return f"{count} {noun[2]} are {described}."


def _described(answered: Answered, home: Home, language: Language) -> str:
    """Return what was asked for, before a noun: "켜져 있는"; in English behind "are": "on"."""
    query = answered.query
    test = query.test or Test(value=True)
    example = home.things.get(next(iter(answered.values)))
    if test.op in ("==", "!=") and not _is_measure(test.value, query.attribute):
        value: Value = (not test.value) if _is_negated(test) else test.value
        state = _predicate_of_test(example, query.attribute, value, home, language)
        return _adnominal(state) if language == "ko" else state
    if query.attribute == "position" and (test.op, test.value) in {(">", 0), ("!=", 0)}:
        state = setting_words(example, "position", 100, home, language).state
        return _adnominal(state) if language == "ko" else state
    if query.attribute == "position" and (test.op, test.value) in {("==", 0), ("<=", 0)}:
        state = setting_words(example, "position", 0, home, language).state
        return _adnominal(state) if language == "ko" else state
    bound = test.value
    said = (
        measure(bound, unit_of(example, query.attribute), language)
        if isinstance(bound, int | float) and not isinstance(bound, bool)
        else f"{bound}"
    )
    korean, english = _COMPARED[test.op]
    if language == "ko":
        measures = (example.measures if example is not None else None) or query.attribute
        part = wording.MEASURED.get(measures, (attribute_name(query.attribute, "ko"), ""))[0]
        return f"{with_particle(part, '이/가')} {korean.format(said)}"
    return english.format(said)


def _is_measure(value: Value, name: str) -> bool:
    return name == "position" or (isinstance(value, int | float) and not isinstance(value, bool))


def _is_negated(test: Test) -> bool:
    return test.op == "!=" and isinstance(test.value, bool)


def _predicate_of_test(
    thing: Thing | None, name: str, value: Value, home: Home, language: Language
) -> str:
    if thing is not None and name == "value" and isinstance(value, bool):
        fact = wording.FACTS.get(thing.measures or "")
        if fact is not None:
            return fact[0 if value else 1] if language == "ko" else ("on" if value else "off")
        return _sensor_state(thing, value, language)
    if name == "location":
        return re.sub("^is ", "", _where(f"{value}", language))
    return setting_words(thing, name, value, home, language).state


def _adnominal(predicate: str) -> str:
    """Return a Korean predicate as it stands before a noun.

    >>> [_adnominal(said) for said in ("켜져 있어요", "재생 중이에요", "움직임이 없어요")]
    ['켜져 있는', '재생 중인', '움직임이 없는']
    """
    for ending, before_noun in (
        ("있어요", "있는"),
        ("없어요", "없는"),
        ("이에요", "인"),
        ("예요", "인"),
        ("부족해요", "부족한"),
        ("충분해요", "충분한"),
        ("됐어요", "된"),
        ("않아요", "않는"),
        ("들어와요", "들어오는"),
        ("밝아요", "밝은"),
        ("어두워요", "어두운"),
        ("나요", "나는"),
        ("해요", "한"),
    ):
        if predicate.endswith(ending):
            return predicate.removesuffix(ending) + before_noun
    return predicate
