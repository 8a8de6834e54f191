import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.home.plan import TimerOp
from ondol.home.timers import KeptTimer, operate

from .world import START

NOODLES = KeptTimer(
    id="1",
    length_s=300,
    name="라면",
    area="kitchen",
    due_at=START + dt.timedelta(seconds=180),
)
PAUSED = KeptTimer(id="2", length_s=600, left_s=90.0)
BOTH = {"1": NOODLES, "2": PAUSED}


@pytest.mark.parametrize(
    ("op", "about", "left", "code"),
    [
        (TimerOp(op="start", seconds=60), ["new"], 60, None),
        (TimerOp(op="start"), [], None, "no_duration"),
        (TimerOp(op="start", seconds=0), [], None, "out_of_range"),
        (TimerOp(op="start", seconds=10**9), [], None, "out_of_range"),
        (TimerOp(op="add", seconds=60, name="라 면"), ["1"], 240, None),
        (TimerOp(op="subtract", seconds=60, length_s=300), ["1"], 120, None),
        (TimerOp(op="subtract", seconds=999, area="kitchen"), ["1"], 0, None),
        (TimerOp(op="add", length_s=600), ["2"], None, "no_duration"),
        (TimerOp(op="add", seconds=60, length_s=600), ["2"], 150, None),
        (TimerOp(op="pause"), ["1"], 180, None),
        (TimerOp(op="resume"), ["2"], 90, None),
        (TimerOp(op="cancel"), ["1", "2"], None, "which_timer"),
        (TimerOp(op="cancel", name="피자"), [], None, "no_such_timer"),
        (TimerOp(op="status"), ["1", "2"], None, None),
        (TimerOp(op="status", name="라면"), ["1"], None, None),
    ],
    ids=str,
)
def test_an_operation_is_on_the_timer_that_was_named(
    op: TimerOp, about: list[str], left: float | None, code: str | None
) -> None:
    operated = operate(op, BOTH, now=START, new_id="new")
    assert [timer.id for timer in operated.about] == about
    assert operated.code == code
    after = [change.after.left(START) for change in operated.changes if change.after]
    assert after == ([] if left is None else [left])


def test_cancelling_all_leaves_none_and_says_when_there_was_none() -> None:
    operated = operate(TimerOp(op="cancel_all"), BOTH, now=START, new_id="new")
    assert [(change.id, change.after) for change in operated.changes] == [("1", None), ("2", None)]
    for op in ("cancel_all", "cancel", "status", "pause"):
        none = operate(TimerOp(op=op), {}, now=START, new_id="new")
        assert none.code == "no_timer"


def test_there_is_an_end_to_timers() -> None:
    many = {str(number): NOODLES for number in range(100)}
    assert operate(TimerOp(op="start", seconds=5), many, now=START, new_id="x").code == "too_many"


@given(st.integers(1, 3600), st.integers(0, 3600), st.integers(0, 3600))
def test_a_pause_takes_nothing_from_a_timer(length: int, ran: int, paused: int) -> None:
    timer = KeptTimer(id="1", length_s=length).with_left(length, START, is_paused=False)
    stopped_at = START + dt.timedelta(seconds=ran)
    stopped = timer.with_left(timer.left(stopped_at), stopped_at, is_paused=True)
    again_at = stopped_at + dt.timedelta(seconds=paused)
    again = stopped.with_left(stopped.left(again_at), again_at, is_paused=False)
    assert again.left(again_at) == max(length - ran, 0)
