"""Whatever a larger model writes, what comes of it stays inside the home."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ondol.agent.answer import Refused
from ondol.agent.untrusted import read_plan
from ondol.home import homefile, wire
from ondol.home.home import Home
from ondol.home.plan import Act, Plan, Query, Schedule
from ondol.home.policy import Actor
from ondol.things import command as commands
from tests.home.world import judge

ROOT = Path(__file__).parents[2]
WRITER = Actor(id="minji", channel="a", is_at_home=True, has_read_outside_text=True)


@cache
def home() -> Home:
    return homefile.load(ROOT / "tests" / "exam" / "seoul-flat.home.json")


IDS = st.sampled_from([*home().things, "없는 것", ""])
NAMES = st.sampled_from(
    sorted({name for thing in home().things.values() for name in thing.properties} | {"warp"})
)
VALUES: st.SearchStrategy[Any] = st.one_of(
    st.booleans(),
    st.integers(-5, 5000),
    st.floats(),
    st.sampled_from(["cool", "paused", "red", "Netflix", "\u202ex", ""]),
    st.none(),
    st.lists(st.sampled_from(["우유", "계란"]), max_size=2),
)
TESTS = st.fixed_dictionaries({"kind": st.just("test"), "value": VALUES})
ACTS = st.fixed_dictionaries(
    {
        "kind": st.just("act"),
        "changes": st.dictionaries(IDS, st.dictionaries(NAMES, VALUES, max_size=2), max_size=2),
        "actions": st.lists(
            st.fixed_dictionaries(
                {
                    "kind": st.just("invoke_action"),
                    "thing_id": IDS,
                    "name": st.sampled_from(["next", "previous", "fly"]),
                }
            ),
            max_size=1,
        ),
    }
)
OTHERS = st.one_of(
    st.fixed_dictionaries(
        {
            "kind": st.just("query"),
            "things": st.lists(IDS, max_size=2),
            "attribute": NAMES,
            "test": st.one_of(st.none(), TESTS),
        }
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("list_op"),
            "op": st.sampled_from(["add", "wipe"]),
            "list_id": IDS,
            "item": st.text(max_size=400),
        }
    ),
    st.fixed_dictionaries({"kind": st.just("say"), "message": st.text(), "things": st.lists(IDS)}),
)
WHENS = st.one_of(
    st.fixed_dictionaries({"kind": st.just("after"), "seconds": VALUES}),
    st.fixed_dictionaries(
        {"kind": st.just("once"), "thing_id": IDS, "attribute": NAMES, "test": TESTS}
    ),
)


def plans(steps: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({"kind": st.just("plan"), "steps": st.lists(steps, max_size=3)})


STEPS = st.recursive(
    ACTS | OTHERS,
    lambda inner: st.fixed_dictionaries(
        {"kind": st.just("schedule"), "when": WHENS, "then": plans(inner)}
    ),
    max_leaves=4,
)
OFFERED = st.sets(st.sampled_from(sorted(home().things)))


def check(plan: Plan, offered: set[str]) -> None:
    for step in plan.steps:
        match step:
            case Act():
                for one in step.commands():
                    thing = home().things[one.thing_id]
                    assert thing.id in offered
                    if isinstance(one, commands.SetProperty):
                        assert thing.properties[one.name].accepts(one.value)
                    else:
                        assert one.name in thing.actions
            case Query(things=things, attribute=attribute):
                assert things
                assert set(things) <= offered
                assert all(attribute in home().things[one].properties for one in things)
            case Schedule(then=then):
                check(then, offered)
            case _:
                pass


@given(plans(STEPS), OFFERED)
def test_no_plan_of_a_larger_model_names_what_it_was_not_offered(
    data: dict[str, Any], offered: set[str]
) -> None:
    answer = read_plan(json.dumps(data), home(), offered)
    if isinstance(answer, Plan):
        check(answer, offered)
        assert wire.read(Plan, wire.write(answer)) == answer
        judge(answer, WRITER, home().things)  # never raises


@given(st.text(max_size=200) | plans(STEPS).map(json.dumps).flatmap(lambda t: st.just(t[:-3])))
def test_any_text_is_a_plan_or_refused(text: str) -> None:
    assert isinstance(read_plan(text, home(), home().things), Plan | Refused)
