import datetime as dt
import json
from typing import Any

import pytest

from ondol.home.plan import (
    Act,
    After,
    AllOf,
    At,
    Cancel,
    Info,
    Once,
    Plan,
    Query,
    Schedule,
    Sun,
    Test,
    Undo,
)
from ondol.home.wire import read, schema, write
from ondol.things.command import InvokeAction

PLAN = Plan(
    steps=(
        Act(
            changes={"불": {"on": True, "brightness": 40}, "목록": {"items": ("우유", "계란")}},
            actions=(InvokeAction(thing_id="tv", name="next"),),
        ),
        Query(things=("불",), attribute="on", ask="any", test=Test(value=True)),
        Schedule(
            when=AllOf(
                whens=(
                    At(time=dt.time(7, 30), days=("mon", "sun")),
                    Sun(event="sunset"),
                    Once(thing_id="ac", attribute="temperature", test=Test(op=">", value=26.5)),
                    After(seconds=60),
                )
            ),
            then=Plan(steps=(Act(changes={"불": {"on": False}}),)),
        ),
        Info(topic="time"),
        Cancel(),
        Undo(),
    ),
    left_out=("no_such_name",),
)


def test_a_plan_goes_over_the_wire_and_back() -> None:
    assert read(Plan, json.loads(json.dumps(write(PLAN)))) == PLAN


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"kind": "plan"}, "plan: 'steps' is missing"),
        ({"kind": "plan", "steps": {}}, "plan.steps: '{}' is not a list"),
        ({"kind": "plan", "steps": [{"kind": "fly"}]}, "plan.steps[0]: "),
        ({"kind": "plan", "steps": [], "colour": 1}, "plan: there is no field 'colour'"),
        ({"kind": "act"}, "is not a plan"),
        ([], "plan: '[]' is not a plan"),
        (
            {"kind": "plan", "steps": [{"kind": "info", "topic": "gossip"}]},
            "plan.steps[0].topic: 'gossip' is not one of",
        ),
        (
            {"kind": "plan", "steps": [{"kind": "act", "changes": {"불": {"on": {}}}}]},
            "plan.steps[0].changes.불.on: '{}' is not",
        ),
        (
            {"kind": "plan", "steps": [{"kind": "timer_op", "op": "start", "seconds": True}]},
            "plan.steps[0].seconds: 'True' is not",
        ),
    ],
)
def test_what_is_no_plan_says_where_it_goes_wrong(data: Any, message: str) -> None:
    with pytest.raises(ValueError, match=r".") as error:
        read(Plan, data)
    assert message in str(error.value)


def test_the_schema_describes_every_field_that_is_written() -> None:
    described = schema(Plan)
    assert described["$ref"] == "#/$defs/plan"
    _check(write(PLAN), described["$defs"])


def _check(data: Any, definitions: dict[str, Any]) -> None:
    """Hold written data against the schema's objects: known fields, all required ones there."""
    if isinstance(data, list):
        for row in data:
            _check(row, definitions)
    elif isinstance(data, dict):
        if "kind" in data:
            definition = definitions[data["kind"]]
            assert data.keys() <= definition["properties"].keys()
            assert data.keys() >= set(definition["required"])
        for value in data.values():
            _check(value, definitions)
