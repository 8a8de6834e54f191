import pytest

from ondol.language.particles import strip_particle, with_particle


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("거실 등", "거실 등을"),
        ("세탁기", "세탁기를"),
        ("안방 불", "안방 불을"),
        ("TV", "TV를"),
        ("LED", "LED를"),
        ("HDMI 1", "HDMI 1을"),
        ("HDMI 2", "HDMI 2를"),
        ("USB", "USB를"),
        ("PC", "PC를"),
        ("light", "light를"),
        ("Bedroom", "Bedroom을"),
        ("door lock", "door lock을"),
        ("desk lamp", "desk lamp를"),
        ("table", "table을"),
        ("home", "home을"),
        ("Netflix", "Netflix를"),
        ("10", "10을"),
        ("1000", "1000을"),
        ("24", "24를"),
        ("50%", "50%를"),
        ("거실 (2층)", "거실 (2층)을"),
        ("‘거실’", "‘거실’을"),
        ("🙂", "🙂를"),
        ("", "를"),
    ],
)
def test_the_object_particle_fits_how_a_word_is_read(word: str, expected: str) -> None:
    assert with_particle(word, "을/를") == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("안방", "안방으로"),
        ("거실", "거실로"),
        ("주방 불", "주방 불로"),
        ("7", "7로"),
        ("10", "10으로"),
        ("24도", "24도로"),
        ("빨간색", "빨간색으로"),
        ("channel", "channel로"),
        ("kitchen", "kitchen으로"),
    ],
)
def test_a_final_rieul_takes_ro(word: str, expected: str) -> None:
    assert with_particle(word, "으로/로") == expected


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        ("이/가", "등이 TV가"),
        ("은/는", "등은 TV는"),
        ("과/와", "등과 TV와"),
        ("이랑/랑", "등이랑 TV랑"),
        ("이야/야", "등이야 TV야"),
        ("이에요/예요", "등이에요 TV예요"),
    ],
)
def test_every_pair_has_its_two_forms(pair: str, expected: str) -> None:
    assert f"{with_particle('등', pair)} {with_particle('TV', pair)}" == expected


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("거실에서는", "거실"),
        ("안방으로", "안방"),
        ("거실로", "거실"),
        ("불도", "불"),
        ("티비를", "티비"),
        ("세탁기한테", "세탁기"),
        ("무드등이랑", "무드등"),
        ("에어컨까지", "에어컨"),
        ("TV는", "TV"),
    ],
)
def test_a_particle_comes_off(word: str, stem: str) -> None:
    assert stem in [found for found, _ in strip_particle(word)]


@pytest.mark.parametrize("word", ["가로등", "오로라", "이", "로"])
def test_a_particle_that_could_not_stand_there_stays(word: str) -> None:
    assert strip_particle(word) == ((word, ""),)
