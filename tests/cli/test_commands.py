"""The commands that need no hub."""

import json
import random
import re
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from ondol.cli.commands import app
from ondol.cli.words import language, say
from ondol.errors import (
    InvalidExamError,
    InvalidHomeError,
    InvalidModelError,
    OndolError,
    ServiceUnavailableError,
    SettingsError,
)
from ondol.home import wire
from ondol.home.plan import (
    Act,
    After,
    AllOf,
    At,
    Cancel,
    Handoff,
    Info,
    ListOp,
    Once,
    Plan,
    Play,
    Query,
    Say,
    Schedule,
    Sun,
    Test,
    TimerOp,
    Undo,
)
from ondol.things.command import InvokeAction

EXAM = Path(__file__).parents[1] / "exam"
HOME = EXAM / "seoul-flat.home.json"
COMMANDS = (
    *("up", "token", "ask", "things", "undo", "confirm", "people", "mcp", "pair"),
    *("exam", "export", "schema", "sim"),
)


def run(*arguments: str | Path, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(
        app, [str(one) for one in arguments], env={"COLUMNS": "160"} | (env or {})
    )


def failure(result: Result) -> OndolError:
    assert isinstance(result.exception, OndolError), result.output
    assert "\n" not in str(result.exception)
    return result.exception


def test_help_lists_each_command_and_each_has_its_own() -> None:
    top = run("--help").output
    for command in COMMANDS:
        assert re.search(rf"\b{command}\b", top)
        assert run(command, "--help").exit_code == 0


@pytest.mark.parametrize(
    "option",
    ["host", "port", "data", "home", "demo", "broker", "broker-username", "broker-password-file"],
)
def test_up_says_what_it_takes(option: str) -> None:
    assert f"--{option}" in run("up", "--help").output


# A file for llama.cpp ----------------------------------------------------------------------------


def test_export_writes_nano_and_says_how_large_it_is(tmp_path: Path) -> None:
    path = tmp_path / "nano.gguf"
    result = run("export", path)
    assert result.exit_code == 0, result.output
    assert path.read_bytes()[:4] == b"GGUF"
    assert f"{path.stat().st_size / 1e6:.0f} MB" in result.output


def test_export_says_where_it_cannot_write_and_what_is_no_model(tmp_path: Path) -> None:
    error = failure(run("export", tmp_path / "nowhere" / "nano.gguf"))
    assert isinstance(error, SettingsError)
    assert "cannot be written" in str(error)
    error = failure(run("export", tmp_path / "x.gguf", "--model", tmp_path))
    assert isinstance(error, InvalidModelError)
    assert "config.json" in str(error)


# The schema of a plan -----------------------------------------------------------------------------


def schema() -> dict[str, Any]:
    printed: dict[str, Any] = json.loads(run("schema", "plan").output)
    return printed


def test_the_schema_is_one_and_it_is_the_plans() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema() == wire.schema(Plan)


TEXT = st.text(max_size=5)
VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
    | st.lists(TEXT, max_size=2).map(tuple)
)
STATE = st.dictionaries(TEXT, VALUES, max_size=2)
ACTION = st.builds(InvokeAction, thing_id=TEXT, name=TEXT, input=VALUES)
THINGS = st.lists(TEXT, max_size=2).map(tuple)
WHENS = st.recursive(
    st.builds(After, seconds=st.integers())
    | st.builds(At, time=st.times().map(lambda time: time.replace(microsecond=0)))
    | st.from_type(Sun)
    | st.builds(Once, thing_id=TEXT, attribute=TEXT, test=st.builds(Test, value=VALUES)),
    lambda inner: st.builds(AllOf, whens=st.lists(inner, max_size=2).map(tuple)),
    max_leaves=3,
)
STEPS = st.one_of(
    st.builds(
        Act,
        changes=st.dictionaries(TEXT, STATE, max_size=2),
        actions=st.lists(ACTION, max_size=2).map(tuple),
    ),
    st.builds(Query, things=THINGS, attribute=TEXT),
    st.builds(TimerOp, seconds=st.none() | st.integers(), name=st.none() | TEXT),
    st.builds(ListOp, list_id=TEXT, item=st.none() | TEXT),
    st.builds(Play, query=TEXT, things=THINGS),
    st.builds(Handoff, to=TEXT),
    st.builds(Say, message=TEXT, things=THINGS),
    st.from_type(Info),
    st.just(Cancel()),
    st.just(Undo()),
)
PLANS = st.recursive(
    st.builds(Plan, steps=st.lists(STEPS, max_size=3).map(tuple), left_out=THINGS),
    lambda inner: st.builds(
        Plan, steps=st.tuples(st.builds(Schedule, when=WHENS, then=inner), STEPS)
    ),
    max_leaves=2,
)
VALIDATOR = jsonschema.Draft202012Validator(wire.schema(Plan))


@given(PLANS)
@settings(max_examples=50)
def test_what_is_a_plan_meets_the_schema_and_reads_back(plan: Plan) -> None:
    written = json.loads(json.dumps(wire.write(plan)))
    VALIDATOR.validate(written)
    assert wire.read(Plan, written) == plan


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"kind": "plan"},
        {"kind": "plan", "steps": [{"kind": "explode"}]},
        {"kind": "plan", "steps": [{"kind": "act", "change": {}}]},
        {"kind": "plan", "steps": [{"kind": "info", "topic": "stocks"}]},
        {"kind": "plan", "steps": [{"kind": "schedule", "when": {"kind": "after"}}]},
        {"kind": "plan", "steps": [{"kind": "act", "changes": {"tv": {"on": {"a": 1}}}}]},
    ],
)
def test_what_is_no_plan_meets_neither(wrong: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(wrong)
    with pytest.raises(ValueError, match="plan"):
        wire.read(Plan, wrong)


# A home file that is asked ------------------------------------------------------------------------


def test_a_home_file_is_asked_without_a_hub() -> None:
    answer = json.loads(run("ask", "거실 불 켜줘", "--home", HOME, "--json").output)
    assert answer["changes"] == {"living_light": {"on": True}}
    wire.read(Plan, answer["plan"])
    shown = run("ask", "거실 불 켜줘", "--home", HOME).output
    assert "living_light.on = true" in shown


def test_an_area_that_is_not_there_is_named_with_those_that_are() -> None:
    wrong = failure(run("ask", "불 켜", "--home", HOME, "--area", "attic"))
    assert isinstance(wrong, SettingsError)
    assert re.search("attic.*living_room", str(wrong))


def test_a_home_file_that_is_none_is_said_to_be(tmp_path: Path) -> None:
    wrong = failure(run("ask", "불 켜", "--home", tmp_path / "nothing.json"))
    assert isinstance(wrong, InvalidHomeError)
    assert "nothing.json" in str(wrong)


# The exam -----------------------------------------------------------------------------------------


@pytest.fixture
def exam(tmp_path: Path) -> Path:
    (tmp_path / HOME.name).write_text(HOME.read_text(encoding="utf-8"), encoding="utf-8")
    lines = (EXAM / "authored.dev.exam.jsonl").read_text(encoding="utf-8").splitlines()
    seoul = [line for line in lines if HOME.name in line]
    chosen = random.Random(7).sample(seoul, 5)
    path = tmp_path / "small.exam.jsonl"
    path.write_text("\n".join(chosen), encoding="utf-8")
    return path


def test_an_exam_is_scored_for_people_and_for_machines(exam: Path) -> None:
    report = json.loads(run("exam", exam, "--json").output)
    assert report["files"][0]["file"] == "small.exam.jsonl"
    assert report["total"]["cases"] == 5
    assert report["total"].keys() >= {"right", "wrong_acts", "p50_ms", "p95_ms"}
    shown = run("exam", exam, env={"LANG": "ko_KR.UTF-8", "LC_ALL": ""}).output
    assert "정답" in shown
    assert "small.exam.jsonl" in shown


def test_a_line_that_is_no_case_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.exam.jsonl"
    broken.write_text("{}\n", encoding="utf-8")
    wrong = failure(run("exam", broken))
    assert isinstance(wrong, InvalidExamError)
    assert "line 1" in str(wrong)


# A hub that is not there --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command", [("things",), ("undo",), ("ask", "불 켜"), ("confirm",), ("confirm", "1")]
)
def test_without_a_token_the_next_step_is_said(tmp_path: Path, command: tuple[str, ...]) -> None:
    wrong = failure(run(*command, "--data", tmp_path))
    assert isinstance(wrong, SettingsError)
    assert "ondol up" in str(wrong)


def test_an_address_that_is_none_is_said_to_be(tmp_path: Path) -> None:
    run("token", "--data", tmp_path)
    wrong = failure(run("things", "--data", tmp_path, "--url", "file:///etc/passwd"))
    assert isinstance(wrong, SettingsError)


def test_the_token_is_printed_and_stays(tmp_path: Path) -> None:
    first = run("token", "--data", tmp_path).output.strip()
    assert len(first) == 43
    assert run("token", "--data", tmp_path).output.strip() == first


def test_a_fault_needs_a_hub_and_a_name_that_exists(tmp_path: Path) -> None:
    wrong = failure(run("sim", "fault", "fan", "explodes", "--data", tmp_path))
    assert re.search("explodes.*offline, slow, refuses, lies", str(wrong))
    wrong = failure(run("sim", "fault", "fan", "offline", "--data", tmp_path))
    assert isinstance(wrong, ServiceUnavailableError)
    assert "ondol up" in str(wrong)


def test_up_with_a_wrong_setting_starts_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    wrong = failure(run("up", "--data", data, "--demo", "fr"))
    assert isinstance(wrong, SettingsError)
    assert not data.exists()


# Words --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": ""}, "ko"),
    ],
)
def test_the_terminal_is_spoken_to_in_its_language(
    environment: dict[str, str], spoken: str
) -> None:
    assert language(environment) == spoken


def test_values_are_put_into_the_words() -> None:
    assert say("confirm", "ko", id="7") == "확인: ondol confirm 7"
