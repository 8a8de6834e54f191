import pytest

from ondol.agent.linking import Lexicon, compile_lexicon, link
from ondol.home.home import Area, Home
from ondol.language.quantities import Number
from ondol.things.catalog import describe

HOME = Home(
    id="flat",
    areas={
        "living": Area(id="living", name="거실", aliases=("마루",), floor="1층"),
        "main": Area(id="main", name="안방", floor="1층"),
        "dress": Area(id="dress", name="드레스룸", floor="2층"),
    },
    things={
        "stand": describe(
            id="stand", title="거실 스탠드", type="light", state={"on": False}, area="living"
        ),
        "movie": describe(id="movie", title="영화 모드", type="scene", state={"activated": False}),
        "coffee": describe(id="coffee", title="커피머신", type="switch", state={"on": False}),
    },
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return compile_lexicon(HOME)


def found(text: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.mark) for m in link(text, lexicon)]


def test_an_area_is_found_with_its_particle_left_out(lexicon: Lexicon) -> None:
    assert found("거실에 있는 불 꺼", lexicon) == [("거실", "<k:area>")]


def test_an_area_inside_a_name_is_found_too(lexicon: Lexicon) -> None:
    assert found("거실 스탠드 켜 줘", lexicon) == [
        ("거실", "<k:area>"),
        ("거실 스탠드", "<t:light>"),
    ]


def test_spacing_does_not_matter(lexicon: Lexicon) -> None:
    assert found("드레스 룸 불 켜", lexicon) == [("드레스 룸", "<k:area>")]
    assert found("거실스탠드꺼줘", lexicon)[-1] == ("거실스탠드", "<t:light>")


def test_a_floor_has_several_names(lexicon: Lexicon) -> None:
    for said in ("2층", "이층", "위층", "윗층"):
        assert found(f"{said} 불 다 꺼", lexicon) == [(said, "<k:floor>")]


def test_a_name_that_is_nearly_right_is_not_found(lexicon: Lexicon) -> None:
    assert found("거살 불 꺼", lexicon) == []
    assert found("창고 불 켜줘", lexicon) == []


def test_numbers_and_apps_are_found(lexicon: Lexicon) -> None:
    mentions = link("넷플릭스 켜고 볼륨 스물다섯으로", lexicon)
    assert [m.mark for m in mentions] == ["<k:app>", "<k:number>"]
    assert mentions[0].value == "Netflix"
    assert isinstance(mentions[1].quantity, Number)
    assert mentions[1].quantity.value == 25


def test_a_machine_is_called_by_what_it_makes(lexicon: Lexicon) -> None:
    assert found("커피 내려 줘", lexicon) == [("커피", "<t:switch>")]


def test_latin_names_end_where_words_do() -> None:
    home = Home(
        id="h",
        areas={"den": Area(id="den", name="den")},
        things={"tv": describe(id="tv", title="TV", type="tv", state={"on": True}, area="den")},
    )
    lexicon = compile_lexicon(home)
    assert found("turn off the tv in the den", lexicon) == [("tv", "<t:tv>"), ("den", "<k:area>")]
    assert found("suddenly tvx", lexicon) == []
