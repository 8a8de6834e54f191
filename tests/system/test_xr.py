"""The headset's client in a real browser with an emulated headset, against the real hub."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from .conftest import ROOT, RunningHub, walked

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(300)]

PAGE = ROOT / "src/ondol/api/page"
MAX_DRAW_CALLS = 100
MAX_TRIANGLES = 100_000
MAX_GROWTH = 1_000_000  # bytes of the heap, after a collection


def walk(script: str, hub: RunningHub, folder: Path) -> dict[str, Any]:
    """Return what a walk through the client saw; its pictures go to `folder`."""
    return walked(f"xr/{script}", hub.address, folder)


@pytest.fixture(scope="module")
def home(hub: RunningHub, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return walk("home.mjs", hub, tmp_path_factory.mktemp("home"))


def test_entering_shows_both_eyes_and_follows_the_head(home: dict[str, Any]) -> None:
    assert home["views"] == 2
    assert home["framesAdvance"]
    assert home["headMoved"] == pytest.approx(0.374, abs=0.02)
    assert home["pixelsChanged"]


def test_a_ray_a_pinch_and_a_passing_pointer_each_act_once(home: dict[str, Any]) -> None:
    assert (home["byRay"], home["patchesByRay"]) == ("living_light", 1)
    assert (home["byPinch"], home["patchesByPinch"]) == ("mood_light", 1)
    assert home["sourcesBetween"] == 0
    assert (home["byTransient"], home["patchesByTransient"]) == ("living_light", 1)
    assert home["patchesBySlider"] == 1


def test_what_changes_elsewhere_is_shown_on_the_mark(home: dict[str, Any]) -> None:
    before, after = home["labels"]
    assert before == "꺼짐"
    assert after.startswith("켜짐")


def test_sixty_things_stay_within_the_budget_of_drawing(home: dict[str, Any]) -> None:
    assert home["things"] >= 60
    assert home["drawn"]["calls"] <= MAX_DRAW_CALLS
    assert home["drawn"]["triangles"] <= MAX_TRIANGLES


def test_neither_frames_nor_coming_and_going_cost_memory(home: dict[str, Any]) -> None:
    assert home["heapOverFrames"] < MAX_GROWTH
    assert home["heapOverCycles"] < MAX_GROWTH
    before, after = home["held"]
    assert after == before


def test_coming_and_going_leaves_not_one_object_behind(home: dict[str, Any]) -> None:
    assert home["leakedOverCycles"] == []
    assert any(kind.startswith("object Object") for kind in home["leakedWhenItLeaks"])
    assert any("Float32Array" in kind for kind in home["leakedWhenItLeaks"])


def test_a_headset_that_is_taken_off_rests(home: dict[str, Any]) -> None:
    assert home["phaseWhenOff"] == "idle"


def test_without_a_headset_all_of_it_works_by_keyboard(hub: RunningHub, tmp_path: Path) -> None:
    seen = walk("flat.mjs", hub, tmp_path)
    assert seen["serious"] == []
    assert not seen["tokenInAddress"]
    assert seen["ways"] == 0
    assert "헤드셋이 없어요" in seen["note"]
    assert seen["announced"].startswith(seen["opened"])
    assert seen["switched"]
    assert seen["focusStays"] == "switch"
    assert "껐어요" in seen["reply"]
    assert (seen["chosenByDrag"], seen["chosenByClick"]) == (None, "living_light")


@pytest.fixture(scope="module")
def look(hub: RunningHub, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return walk("look.mjs", hub, tmp_path_factory.mktemp("look"))


def test_a_headset_pairs_with_a_code_and_is_a_thing_until_it_is_cut_off(
    look: dict[str, Any],
) -> None:
    assert look["headset"] == "거실 헤드셋"
    assert look["worn"] is True  # told to the hub, and reported by it
    assert "연결이 끊어졌어요" in look["revoked"]


def test_the_lamp_that_is_looked_at_goes_out_and_no_other(look: dict[str, Any]) -> None:
    assert min(look["looked"], key=lambda one: one[1])[0] == "mood_light"  # the straightest look
    assert look["leftOn"] == ["living_light", "indirect_light"]
    assert look["spoken"] == [look["reply"]]


def test_between_two_lamps_the_home_asks_and_the_person_chooses(look: dict[str, Any]) -> None:
    assert len(look["stillOn"]) == 3
    assert {one["value"] for one in look["question"]["options"]} == {"living_light", "mood_light"}
    assert len(look["afterChoice"]) == 2


def test_on_the_model_the_ray_says_which(look: dict[str, Any]) -> None:
    assert look["pointed"][0][0] == "indirect_light"
    assert look["leftOnModel"] == ["living_light", "mood_light"]


def test_a_lock_that_is_looked_at_stays_shut_until_another_screen_says_yes(
    look: dict[str, Any],
) -> None:
    assert look["lockedAfterAsking"] is True
    assert look["waiting"]["isWaiting"]
    assert look["ownYes"] in {403, 409}
    assert look["opened"]


def test_korean_is_written_on_the_keyboard_of_space(look: dict[str, Any]) -> None:
    assert look["written"] == "불"


def test_things_stay_where_they_were_put_in_the_room(hub: RunningHub, tmp_path: Path) -> None:
    seen = walk("room.mjs", hub, tmp_path)
    assert "vertical" in seen["planes"]
    assert [place["surface"] for place in seen["places"]] == ["wall", "wall"]
    assert seen["kept"] >= 1
    assert seen["shift"] < 0.02
    assert seen["linedUp"] < 0.05
    assert seen["hint"] == "alignDone"


@pytest.mark.skipif(not (PAGE / "xr/index.html").exists(), reason="needs the built page")
def test_the_pages_are_light_and_hold_no_emulator() -> None:
    weighed = subprocess.run(
        ["node", "budget.mjs", str(PAGE)],
        cwd=ROOT / "web",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert weighed.returncode == 0, weighed.stdout
