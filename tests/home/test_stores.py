"""One suite for every store, and what only a file can suffer."""

import datetime as dt
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ondol.errors import ServiceUnavailableError, SettingsError
from ondol.home.journal import Entry, Heard, Trace
from ondol.home.layout import Alignment, LayoutRevision, Place, Room
from ondol.home.live import Adopted
from ondol.home.people import Key, Person, Rule
from ondol.home.plan import Act, After, AllOf, At, Once, Plan, Sun, Test
from ondol.home.policy import Risk
from ondol.home.result import (
    Acted,
    Confirmation,
    Done,
    NotDone,
    Result,
    Scheduled,
    TimedOut,
)
from ondol.home.schedule import ScheduledPlan
from ondol.home.stores.memory import MemoryStore
from ondol.home.stores.sqlite import SqliteStore
from ondol.home.stores.store import KeptList, Store
from ondol.home.timers import KeptTimer, TimerChange
from ondol.things.command import InvokeAction, Refused, SetProperty

from .world import JIWOO, MINJI, START

TIMER = KeptTimer(id="t1", length_s=300, name="라면", due_at=START)
PAUSED = KeptTimer(id="t2", length_s=60, left_s=12.5)
PLAN = Plan(
    steps=(
        Act(
            changes={"light": {"on": True, "brightness": 40}, "shopping": {"items": ("우유",)}},
            actions=(InvokeAction(thing_id="tv", name="next"),),
        ),
    ),
    left_out=("no_such_name",),
)
SCHEDULE = ScheduledPlan(
    id="s1",
    when=AllOf(
        whens=(
            At(time=dt.time(7, 30), days=("mon",)),
            Sun(event="sunset"),
            Once(thing_id="ac", attribute="temperature", test=Test(op=">", value=26.5)),
            After(seconds=10),
        )
    ),
    then=PLAN,
    actor=MINJI,
    since=START,
    next_at=START,
    confirmed=Risk.ACCESS,
    text="일곱 시 반에 불 켜",
)
CONFIRMATION = Confirmation(
    id="c1",
    entry_id="e1",
    plan=PLAN,
    actor=MINJI,
    risk=Risk.ACCESS,
    asked_at=START,
    expires_at=START + dt.timedelta(seconds=60),
    undo_of=("e0", ""),
)
COMMAND = SetProperty(thing_id="light", name="on", value=True)
ENTRY = Entry(
    id="e1",
    at=START,
    actor=JIWOO,
    plan=PLAN,
    status="completed",
    text="불 켜줘",
    result=Result(
        id="e1",
        plan=PLAN,
        steps=(
            Acted(
                outcomes=(
                    Done(command=COMMAND, before=False, observed=True),
                    NotDone(command=COMMAND, code="unreachable", reason="no answer"),
                    TimedOut(command=COMMAND, observed=None),
                )
            ),
            Scheduled(entry=SCHEDULE),
        ),
        refused=Refused(reason="no", code="guest"),
    ),
    trace=Trace(
        before={"light": {"on": False}, "shopping": {"items": ()}},
        after={"light": {"on": True}},
        timers=(TimerChange(id="t1", at=START, before=None, after=TIMER),),
        schedules=("s1",),
    ),
)

TOLD = replace(
    ENTRY,
    id="e2",
    heard=Heard(by="nano", confidence=0.75, area="living", looked_at=("light",)),
    risk=Risk.COST,
    waived=Risk.ACCESS,
    when=SCHEDULE.when,
    declined_by="minji",
)
BEFORE = """{
    "kind": "entry", "id": "e0", "at": "2026-03-02T03:00:00+00:00", "status": "completed",
    "actor": {"kind": "actor", "id": "minji", "channel": "kitchen", "is_at_home": true},
    "plan": {"kind": "plan", "steps": [{"kind": "act", "changes": {"light": {"on": true}}}]},
    "text": "불 켜줘", "confirmed_by": "jiwoo", "schedule_id": "s1"}"""
"""An entry as it was written before it was kept why it came about."""

Opener = Callable[[], Store]


@pytest.fixture(params=["memory", "sqlite"])
def reopened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """A function that opens one store: each time as a new start would find it."""
    opened: list[Store] = []
    memory = MemoryStore()

    def reopen() -> Store:
        store: Store = memory if request.param == "memory" else SqliteStore(tmp_path / "home.db")
        opened.append(store)
        return store

    yield reopen
    for store in opened:
        store.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "home.db"


def test_what_was_put_is_there_at_the_next_start(reopened: Opener) -> None:
    store = reopened()
    records = (TIMER, PAUSED, SCHEDULE, CONFIRMATION, KeptList(id="shopping", items=("우유",)))
    adopted = Adopted(id="light", title="우리 등", area="living", aliases=())
    person = Person(
        id="p1",
        name="이모",
        role="guest",
        rules=(Rule(allow=False, types=("tv",), start=dt.time(21), end=dt.time(7)),),
        expires_at=START,
    )
    key = Key(id="k1", person="p1", digest="ab" * 32, made_at=START, way="mcp", label="폰")
    room = Room(area="living", outline=((0, 0), (4, 0), (4, 3.5)), height_m=2.4)
    place = Place(thing="light", x=1.5, y=2, height_m=2.3, yaw_deg=-90, surface="ceiling")
    alignment = Alignment(
        headset="q3", handle="a/1 b", x=0, y=0, height_m=0, yaw_deg=12.5, made_at=START
    )
    revision = LayoutRevision(number=12)
    for record in (*records, adopted, person, key, room, place, alignment, revision):
        store.put(record)
    store.put(ENTRY)
    kept = reopened().load()
    assert list(kept.timers.values()) == [TIMER, PAUSED]
    assert kept.schedules == {"s1": SCHEDULE}
    assert kept.confirmations == {"c1": CONFIRMATION}
    assert kept.lists["shopping"].items == ("우유",)
    assert kept.adopted == {"light": adopted}
    assert kept.people == {"p1": person}
    assert kept.keys == {"k1": key}
    assert kept.rooms == {"living": room}
    assert kept.places == {"light": place}
    assert kept.alignments == {"q3 a/1 b": alignment}
    assert kept.layout_revision == revision
    assert reopened().entry("e1") == ENTRY
    assert kept.set_aside == ()


def test_a_record_takes_the_place_of_the_one_before(reopened: Opener) -> None:
    store = reopened()
    store.put(TIMER)
    store.put(PAUSED)
    longer = replace(TIMER, length_s=600)
    store.put(longer)
    assert list(reopened().load().timers.values()) == [longer, PAUSED]


def test_a_record_is_dropped_exactly_once(reopened: Opener) -> None:
    store = reopened()
    store.put(CONFIRMATION)
    assert [store.drop(Confirmation, "c1") for _ in range(3)] == [True, False, False]
    assert not reopened().drop(Confirmation, "c1")
    assert reopened().load().confirmations == {}


def test_the_journal_is_read_newest_first_and_an_entry_keeps_its_place(reopened: Opener) -> None:
    store = reopened()
    for number in range(5):
        store.put(replace(ENTRY, id=f"e{number}"))
    store.put(replace(ENTRY, id="e1", undone_by="e4"))
    assert [entry.id for entry in reopened().entries(3)] == ["e4", "e3", "e2"]
    assert [entry.undone_by for entry in store.entries(9)] == [None, None, None, "e4", None]
    assert store.entry("nothing") is None
    assert store.entries(0) == ()


def test_only_what_was_accepted_and_not_completed_is_unfinished(reopened: Opener) -> None:
    store = reopened()
    store.put(replace(ENTRY, id="a", status="accepted", result=None))
    store.put(replace(ENTRY, id="b", status="accepted", result=None))
    store.put(replace(ENTRY, id="c", status="waiting", result=None))
    store.put(replace(ENTRY, id="a"))
    assert [entry.id for entry in reopened().load().unfinished] == ["b"]


def test_writes_together_are_all_kept_or_none(reopened: Opener) -> None:
    store = reopened()
    store.put(SCHEDULE)
    with pytest.raises(RuntimeError, match="stopped"):
        _stop_within(store)
    assert store.entries(9) == ()
    assert store.load().schedules == {"s1": SCHEDULE}
    with store.together():
        store.put(ENTRY)
        store.drop(ScheduledPlan, "s1")
    assert reopened().entries(9) == (ENTRY,)
    assert reopened().load().schedules == {}


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_the_oldest_entries_are_forgotten(kind: str, file: Path) -> None:
    store: Store = (
        MemoryStore(max_entries=3) if kind == "memory" else SqliteStore(file, max_entries=3)
    )
    for number in range(6):
        store.put(replace(ENTRY, id=f"e{number}"))
    assert [entry.id for entry in store.entries(9)] == ["e5", "e4", "e3"]
    store.close()


# Files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "null",
        "[" * 5000,
        '{"kind": "kept_timer", "id": "t1"}',
        '{"kind": "kept_timer", "id": "other", "length_s": 5}',
        '{"kind": "kept_timer", "id": "t1", "length_s": 5, "colour": "red"}',
        '{"kind": "kept_timer", "id": "t1", "length_s": 5, "due_at": "2026-03-02T03:00:00"}',
        '{"kind": "kept_timer", "id": "t1", "length_s": 5, "due_at": "yesterday"}',
        '{"kind": "kept_timer", "id": "t1", "length_s": true}',
        '{"kind": "plan", "steps": []}',
    ],
)
def test_a_bad_record_is_set_aside_once_and_the_rest_is_kept(file: Path, body: str) -> None:
    store = SqliteStore(file)
    store.put(TIMER)
    store.put(PAUSED)
    store.close()
    _execute(file, "UPDATE record SET body = ? WHERE id = 't1'", body)
    store = SqliteStore(file)
    kept = store.load()
    assert kept.timers == {"t2": PAUSED}
    assert [(bad.kind, bad.id) for bad in kept.set_aside] == [("kept_timer", "t1")]
    assert store.load().set_aside == ()
    store.close()
    assert _execute(file, "SELECT id, body FROM quarantine") == [("t1", body)]


def test_a_bad_journal_entry_is_set_aside_and_the_rest_is_read(file: Path) -> None:
    store = SqliteStore(file)
    for number in range(3):
        store.put(replace(ENTRY, id=f"e{number}", status="accepted"))
    _execute(file, "UPDATE journal SET body = '{}' WHERE id = ?", "e1")
    assert [entry.id for entry in store.load().unfinished] == ["e0", "e2"]
    _execute(file, "UPDATE journal SET body = '{}' WHERE id = ?", "e0")
    assert [entry.id for entry in store.entries(9)] == ["e2"]
    assert store.entry("e0") is None
    store.close()


@pytest.mark.parametrize("kept_bytes", [None, 5000])
def test_a_file_that_is_no_database_is_renamed_and_a_new_one_begun(
    file: Path, kept_bytes: int | None
) -> None:
    if kept_bytes is None:
        file.write_bytes(b"this is no database" * 100)
    else:
        store = SqliteStore(file)
        for number in range(50):
            store.put(replace(ENTRY, id=f"e{number}"))
        store.close()
        content = bytearray(file.read_bytes())
        content[4096:] = b"\xff" * (len(content) - 4096)
        file.write_bytes(content)
    store = SqliteStore(file)
    kept = store.load()
    assert [bad.kind for bad in kept.set_aside] == ["file"]
    assert "home.db.damaged-1" in kept.set_aside[0].reason
    assert (file.parent / "home.db.damaged-1").exists()
    store.put(TIMER)
    store.close()
    again = SqliteStore(file)
    assert again.load().timers == {"t1": TIMER}
    again.close()


def test_an_entry_that_was_written_before_it_said_why_is_read_as_it_is(file: Path) -> None:
    store = SqliteStore(file)
    store.put(TOLD)
    _execute(file, "INSERT INTO journal (id, status, body) VALUES ('e0', 'completed', ?)", BEFORE)
    before, told = store.entries(2)
    assert told == TOLD
    assert (before.id, before.text, before.confirmed_by) == ("e0", "불 켜줘", "jiwoo")
    assert (before.heard, before.risk, before.when, before.declined_by) == (None,) * 4
    assert store.load().set_aside == ()
    store.close()


def test_a_file_of_a_newer_version_is_left_alone_with_a_clear_error(file: Path) -> None:
    SqliteStore(file).close()
    _execute(file, "PRAGMA user_version = 99")
    with pytest.raises(SettingsError, match="newer version"):
        SqliteStore(file)
    assert _execute(file, "PRAGMA user_version") == [(99,)]


def test_a_file_of_the_first_form_is_brought_to_this_one(file: Path) -> None:
    store = SqliteStore(file)
    for record in (SCHEDULE, CONFIRMATION, ENTRY):
        store.put(record)
    store.close()
    for read, write in (
        ("SELECT rowid, body FROM journal", "UPDATE journal SET body = ? WHERE rowid = ?"),
        ("SELECT rowid, body FROM record", "UPDATE record SET body = ? WHERE rowid = ?"),
    ):
        for rowid, body in _execute(file, read):
            resident = '"kind": "actor", "is_resident": true'
            old = str(body).replace('"kind": "actor"', resident)
            assert old != body
            _execute(file, write, re.sub(r'"id": "(minji|jiwoo)"', '"id": "resident"', old), rowid)
    _execute(file, "PRAGMA user_version = 1")
    store = SqliteStore(file)
    kept, entry = store.load(), store.entry("e1")
    assert kept.set_aside == ()
    assert kept.schedules["s1"] == replace(SCHEDULE, actor=replace(SCHEDULE.actor, id="owner"))
    assert kept.confirmations["c1"].actor.id == "owner"
    assert entry is not None
    assert entry.actor.id == "owner"
    store.close()
    assert _execute(file, "PRAGMA user_version") == [(2,)]


def test_a_folder_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is the folder there"):
        SqliteStore(tmp_path / "absent" / "home.db")


def test_a_store_that_cannot_write_says_so(file: Path) -> None:
    store = SqliteStore(file)
    _execute(file, "DROP TABLE record")
    with pytest.raises(ServiceUnavailableError, match=r"home\.db: cannot be written"):
        store.put(TIMER)
    store.close()


CRASH = """
import os, sys
from pathlib import Path
from ondol.home.stores.sqlite import SqliteStore
from ondol.home.timers import KeptTimer
store = SqliteStore(Path(sys.argv[1]))
for number in range(20):
    store.put(KeptTimer(id=f"t{number}", length_s=5, left_s=1.0))
with store.together():
    for number in range(20, 40):
        store.put(KeptTimer(id=f"t{number}", length_s=5, left_s=1.0))
    os._exit(1)
"""


def test_a_process_that_dies_loses_nothing_that_was_put_and_keeps_no_half(file: Path) -> None:
    died = subprocess.run(  # noqa: S603
        [sys.executable, "-c", CRASH, str(file)], check=False, capture_output=True
    )
    assert died.returncode == 1, died.stderr.decode()
    store = SqliteStore(file)
    kept = store.load()
    assert list(kept.timers) == [f"t{number}" for number in range(20)]
    assert kept.set_aside == ()
    store.close()


def test_what_is_kept_is_json_that_people_can_read(file: Path) -> None:
    store = SqliteStore(file)
    store.put(TIMER)
    store.close()
    ((body,),) = _execute(file, "SELECT body FROM record")
    assert json.loads(str(body)) == {
        "kind": "kept_timer",
        "id": "t1",
        "length_s": 300,
        "name": "라면",
        "due_at": "2026-03-02T03:00:00+00:00",
    }


def _stop_within(store: Store) -> None:
    with store.together():
        store.put(ENTRY)
        with store.together():
            store.drop(ScheduledPlan, "s1")
        raise RuntimeError("stopped")


def _execute(file: Path, statement: str, *values: object) -> list[tuple[object, ...]]:
    db = sqlite3.connect(file)
    with db:
        rows: list[tuple[object, ...]] = db.execute(statement, values).fetchall()
    db.close()
    return rows
