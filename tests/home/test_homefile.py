from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.errors import InvalidHomeError
from ondol.home.homefile import dump, load, parse

EXAM = Path(__file__).parent.parent / "exam"
FILES = sorted(EXAM.glob("*.home.json"))

HOME = """{
  "id": "집",
  "areas": [{"id": "거실", "name": "거실", "aliases": null}],
  "things": [
    {"id": "등", "name": "거실 등", "area": "거실", "type": "light",
     "state": {"on": null, "brightness": 40.0}},
    {"id": "온도", "name": "온도계", "type": "sensor", "measures": "temperature",
     "state": {"value": 21.5}}
  ]
}
"""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_loaded_is_dumped_and_loaded_again_unchanged(path: Path) -> None:
    home = load(path)
    assert parse(dump(home), "again") == home
    assert home.things.keys() == home.state.keys() == home.available


def test_an_unknown_value_and_an_absent_area_are_no_errors() -> None:
    home = parse(HOME, "집")
    assert home.state["등"] == {"on": None, "brightness": 40}
    assert home.things["온도"].area is None
    assert home.areas["거실"].aliases == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("40.0", "140", "집, line 6: things[0].state.brightness: 140 is not a whole number from 0"),
        ("40.0", "true", "line 6: things[0].state.brightness: true is not a whole number"),
        ("40.0", "40.5", "line 6: things[0].state.brightness: 40.5 is not a whole number"),
        ("40.0", "1e999", "line 6: things[0].state.brightness: is too large"),
        ('"brightness"', '"on"', "line 6: things[0].state.on: stands twice"),
        ('"brightness"', '"volume"', "line 6: things[0].state.volume: a light has no such attri"),
        ('"light"', '"lamp"', 'line 5: things[0].type: "lamp" is no known type'),
        ('"area": "거실"', '"area": "방"', 'line 5: things[0].area: "방" is not the id of an area'),
        ('"area": "거실"', '"kind": "blind"', "line 5: things[0].kind: only a cover has one"),
        ('"area": "거실"', '"room": "거실"', "line 5: things[0].room: no such field; there are id"),
        ('"id": "온도"', '"id": "등"', 'line 7: things[1].id: "등" stands twice'),
        ('"id": "온도", ', "", 'line 7: things[1]: "id" is missing'),
        ('"온도계"', "3", "line 7: things[1].name: 3 is not a text"),
        ('"온도계"', '"\\u200b"', "line 7: things[1].name: "),
        ('"temperature"', '"mood"', "line 7: things[1].measures: "),
        ('"value": 21.5', "", 'line 8: things[1].state: a sensor has a "value"'),
        ("21.5", "{}", "line 8: things[1].state.value: must be a number"),
        ('"집"', '"집", "timezone": "Asia/Busan"', 'line 2: timezone: "Asia/Busan" is no IANA'),
        ('"집"', '"집", "timezone": "../x"', 'line 2: timezone: "../x" is no IANA'),
        ("null}]", 'null}, {"id": "거실", "name": "b"}]', "line 3: areas[1].id: "),
        ('"집",', '"집"', "집, line 3, column 3: not JSON: Expecting ',' delimiter"),
        ("40.0", "NaN", "not a home file: NaN is no number"),
    ],
)
def test_an_error_names_the_file_the_field_and_the_line(old: str, new: str, message: str) -> None:
    assert HOME.count(old) == 1 or old == '"거실"'
    with pytest.raises(InvalidHomeError) as error:
        parse(HOME.replace(old, new), "집")
    assert message in str(error.value)
    assert str(error.value).startswith("집")


def test_a_file_that_cannot_be_read_says_which_and_why(tmp_path: Path) -> None:
    with pytest.raises(InvalidHomeError, match=r"absent\.home\.json: cannot be read: No such file"):
        load(tmp_path / "absent.home.json")
    bad = tmp_path / "bad.home.json"
    bad.write_bytes(b"{\n" + "집".encode("euc-kr"))
    with pytest.raises(InvalidHomeError, match=r"bad\.home\.json, line 2: not UTF-8"):
        load(bad)


@pytest.mark.parametrize("text", ["", "[]", "3", "[" * 100_000, '{"id": ' + "9" * 5000 + "}"])
def test_what_is_no_home_at_all_is_an_error_too(text: str) -> None:
    with pytest.raises(InvalidHomeError, match=r"^집"):
        parse(text, "집")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@given(json_values, st.sampled_from(["40.0", '"light"', '"거실"', "null", "21.5"]))
def test_whatever_stands_in_a_field_it_is_read_or_clearly_refused(value: object, old: str) -> None:
    import json

    try:
        home = parse(HOME.replace(old, json.dumps(value), 1), "집")
    except InvalidHomeError:
        return
    assert parse(dump(home), "집") == home


def test_the_home_file_of_the_reference_page_is_one() -> None:
    page = (EXAM.parent.parent / "docs" / "reference" / "home-file.md").read_text("utf-8")
    example = page.split("```json\n")[1].split("```")[0]
    assert parse(example, "page").id == "seoul-flat"
