import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.media.playing import Asked, Content, Playing, begun, heard, reported, seen
from ondol.things.playing import Played
from ondol.things.thing import State

NOW = dt.datetime(2026, 3, 2, 3, 0, tzinfo=dt.UTC)
FILM = Playing(
    player="tv", playback="playing", at=NOW, item="m1", title="제주", position_s=10, duration_s=60
)


def later(seconds: float) -> dt.datetime:
    return NOW + dt.timedelta(seconds=seconds)


def test_what_plays_goes_on_and_what_is_paused_stands() -> None:
    paused = FILM.turned("paused", later(5))
    assert FILM.position(later(5)) == 15
    assert paused.position(later(500)) == 15
    assert paused.turned("playing", later(500)).position(later(503)) == 18


def test_where_nobody_ever_knew_stays_unknown() -> None:
    unknown = replace(FILM, position_s=None)
    assert unknown.position(later(5)) is None
    assert unknown.turned("paused", later(9)).position(later(99)) is None


@given(
    st.lists(
        st.tuples(st.sampled_from(["playing", "paused", "idle"]), st.floats(0, 100)), max_size=20
    )
)
def test_a_film_never_goes_back_nor_beyond_its_end_nor_faster_than_the_clock(
    turns: list[tuple[str, float]],
) -> None:
    film, now = FILM, NOW
    for playback, seconds in turns:
        before = film.position(now) or 0.0
        now += dt.timedelta(seconds=seconds)
        film = film.turned(playback, now)  # type: ignore[arg-type]
        after = film.position(now) or 0.0
        assert before <= after <= min(before + seconds + 1e-3, 60)


def test_a_clock_that_is_set_back_does_not_move_a_film() -> None:
    assert FILM.position(later(-3600)) == 10


# What a thing reports -------------------------------------------------------------------------


def on(playback: str | None, app: str | None = None, title: str | None = None) -> State:
    return {"playback": playback, "app": app, "title": title}


def test_a_report_of_another_app_is_of_something_else() -> None:
    before = replace(FILM, app="Web Browser")
    after = reported("tv", before, on("playing", "Netflix"), later(5))
    assert after == Playing(player="tv", playback="playing", at=later(5), app="Netflix")


def test_who_leaves_the_app_for_live_tv_stopped_there() -> None:
    before = replace(FILM, app="Web Browser")
    after = reported("tv", before, on(None), later(5))
    assert after is not None
    assert (after.playback, after.position_s, after.item) == ("idle", 15, "m1")


def test_a_tv_that_shows_nothing_plays_nothing() -> None:
    assert reported("tv", None, on("idle"), NOW) is None
    assert reported("tv", None, on(None), NOW) is None


def test_a_pause_by_the_remote_control_is_where_it_was_pressed() -> None:
    after = reported("tv", FILM, on("paused"), later(7))
    assert after is not None
    assert (after.playback, after.position_s) == ("paused", 17)


def test_after_a_restart_what_plays_no_more_is_where_it_was_written_down() -> None:
    after = reported("tv", FILM, on("idle"), later(3600), is_first=True)
    assert after is not None
    assert (after.playback, after.position_s, after.at) == ("idle", 10, NOW)


def test_after_a_restart_what_still_plays_went_on() -> None:
    after = reported("tv", FILM, on("playing"), later(30), is_first=True)
    assert after is not None
    assert after.position(later(30)) == 40


# What the hub asked for -----------------------------------------------------------------------

ASKED = Asked(content=Content(item="m1", title="제주"), position_s=754.2, was=on("idle"))


def test_a_tv_that_begins_to_play_plays_what_it_was_asked_from_there() -> None:
    asked = seen(ASKED, on("playing", "Web Browser"))
    playing = begun("tv", asked, on("playing", "Web Browser"), later(8))
    assert playing is not None
    assert (playing.item, playing.app, playing.title) == ("m1", "Web Browser", "제주")
    assert playing.position(later(10)) == pytest.approx(756.2)


def test_a_tv_that_still_shows_what_it_showed_has_not_begun() -> None:
    was = on("playing", "Netflix")
    asked = seen(replace(ASKED, was=was), was)
    assert begun("tv", asked, was, later(1)) is None
    moved = seen(asked, on("playing", "Web Browser"))
    assert begun("tv", moved, on("playing", "Web Browser"), later(2)) is not None


# A player's own word --------------------------------------------------------------------------


@given(st.floats(), st.one_of(st.none(), st.floats()), st.text(max_size=500))
def test_whatever_a_player_says_is_a_place_that_can_be(
    position: float, duration: float | None, title: str
) -> None:
    said = Played(
        player="headset/1",
        item="m1",
        title=title,
        position_s=position,
        duration_s=duration,
        playback="playing",
    )
    playing = heard(said, NOW)
    place = playing.position(later(5))
    assert place is None or 0 <= place < 1e6
    assert playing.title is None or 0 < len(playing.title) <= 200
