"""Whatever came of a plan, nobody hears that something was done which was not."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ondol.agent import wording
from ondol.agent.deeds import account
from ondol.agent.reply import Language, reply
from ondol.home import homefile
from ondol.home.home import Home
from ondol.home.plan import Act, Plan
from ondol.home.result import Acted, Done, NotDone, Outcome, Result, TimedOut
from ondol.things.command import InvokeAction, SetProperty
from ondol.things.thing import Property, Value

HOMES = Path(__file__).parents[1] / "exam"
LANGUAGES = st.sampled_from(["ko", "en"])
CODES = st.sampled_from([*wording.FAILURES, "busy", "never_heard_of", ""])


@cache
def home(name: str) -> Home:
    return homefile.load(HOMES / name)


HOME = st.sampled_from(["seoul-flat.home.json", "maple-house.home.json"])


def past_forms() -> set[str]:
    """Return every verb by which something is said to be done."""
    tables = (*wording.DEEDS.values(), *wording.KIND_DEEDS.values(), *wording.ACTIONS.values())
    verbs = {words.verb for pair in (*tables, wording.PRESSED) for words in pair}
    verbs |= {value for value in vars(wording).values() if isinstance(value, wording.Verb)}
    return {verb.past for verb in verbs}


CLAIMS = re.compile(
    "|".join(
        rf"\b{re.escape(past)}\b" if past.isascii() else rf"{past}(?:어요|는데)"
        for past in past_forms()
    ),
    re.IGNORECASE,
)


def values(known: Property) -> st.SearchStrategy[Value]:
    if known.enum:
        return st.sampled_from(known.enum)
    if known.type is bool:
        return st.booleans()
    if known.type is str:
        return st.sampled_from(["red", "Netflix", "울", "living_room", "7", "HDMI 1"])
    if known.type is tuple:
        return st.just(("우유",))
    return st.integers(-30, 9000)


@st.composite
def outcomes(draw: st.DrawFn, home: Home) -> Outcome:
    thing = draw(st.sampled_from(list(home.things.values())))
    is_action: bool = draw(st.booleans())
    if is_action and thing.actions:
        command: SetProperty | InvokeAction = InvokeAction(
            thing_id=thing.id, name=draw(st.sampled_from(sorted(thing.actions)))
        )
        observed: Value = None
        before: Value = None
    else:
        name = draw(st.sampled_from(sorted(thing.properties)))
        value = draw(values(thing.properties[name]))
        command = SetProperty(thing_id=thing.id, name=name, value=value)
        observed = draw(st.one_of(st.just(value), st.none(), values(thing.properties[name])))
        before = draw(st.one_of(st.none(), values(thing.properties[name])))
    match draw(st.integers(0, 2)):
        case 0:
            return Done(command=command, before=before, observed=observed)
        case 1:
            return NotDone(command=command, code=draw(CODES), reason="was turned on in the end")
        case _:
            return TimedOut(command=command, observed=observed)


@st.composite
def told(draw: st.DrawFn) -> tuple[str, list[Outcome]]:
    chosen = draw(HOME)
    return chosen, draw(st.lists(outcomes(home(chosen)), max_size=8))


def said(home: Home, found: Sequence[Outcome], language: Language) -> str:
    acted = Acted(outcomes=tuple(found))
    return reply(Result(id="1", plan=Plan(steps=(Act(),)), steps=(acted,)), home, language)


def clauses(found: Sequence[Outcome], home: Home, language: Language) -> set[object]:
    return {
        (thing, clause.deeds)
        for clause in account(found, home, language).done
        for thing in clause.things
    }


@given(case=told(), language=LANGUAGES)
def test_every_result_is_told_in_sentences(
    case: tuple[str, list[Outcome]], language: Language
) -> None:
    text = said(home(case[0]), case[1], language)
    assert re.search(r"[.?]$", text)
    assert not re.search(r"[{}]|  |None|\.\.", text), text


@given(case=told(), language=LANGUAGES)
def test_without_a_done_outcome_nothing_is_said_to_be_done(
    case: tuple[str, list[Outcome]], language: Language
) -> None:
    house, found = home(case[0]), case[1]
    failures = [outcome for outcome in found if not isinstance(outcome, Done)]
    assert not CLAIMS.search(said(house, failures, language))


@given(case=told(), language=LANGUAGES)
def test_what_failed_adds_nothing_to_what_is_said_to_be_done(
    case: tuple[str, list[Outcome]], language: Language
) -> None:
    house, found = home(case[0]), case[1]
    only_done = [outcome for outcome in found if isinstance(outcome, Done)]
    assert clauses(found, house, language) == clauses(only_done, house, language)


@given(case=told(), language=LANGUAGES)
def test_every_failure_is_told(case: tuple[str, list[Outcome]], language: Language) -> None:
    house, found = home(case[0]), case[1]
    failed = {o.command.thing_id for o in found if not isinstance(o, Done)}
    told_of = {t for failure in account(found, house, language).failed for t in failure.things}
    assert told_of == failed


@given(case=told(), language=LANGUAGES)
def test_a_reply_is_in_its_language(case: tuple[str, list[Outcome]], language: Language) -> None:
    house, found = home(case[0]), case[1]
    text = said(house, found, language)
    for thing in house.things.values():
        text = text.replace(thing.title, "")
    text = re.sub("우유|울|거실|living room", "", text)
    if language == "en":
        assert not re.search("[가-힣]", text), text
    else:
        assert re.search("[가-힣]", text)
