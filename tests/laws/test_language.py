"""What is said is what is read; whatever the text, reading stays inside it."""

import datetime as dt
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ondol.language import speak
from ondol.language.normalise import clean, key
from ondol.language.particles import strip_particle, with_particle
from ondol.language.quantities import ClockTime, Color, Days, Duration, Number, read

SINO = "영일이삼사오육칠팔구"
NATIVE_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
NATIVE_ONES = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
TO_NINETEEN = """zero one two three four five six seven eight nine ten eleven twelve thirteen
    fourteen fifteen sixteen seventeen eighteen nineteen"""
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety"
ENGLISH_ONES, ENGLISH_TENS = TO_NINETEEN.split(), TENS.split()
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
COLORS = ("red", "blue", "green", "yellowgreen", "yellow", "orange", "purple", "pink", "white")
TRICKY = """
    이 일 삼 사 오 십 백 천 영 공 한 두 세 네 열 스물 서른 반 절반 점 분 초 시 시간 도 프로 % 퍼센트
    번 오전 오후 밤
    월 화 수 목 금 토 요일 평일 빨간 보라 최대 끝까지 로 으로 에 볼륨 채널 24 7:30 -18
    1/2 ½
    one two twenty hundred and a half past quarter to at pm minutes hours percent degrees every
    monday red warm white full channel , . - : 영하 화씨 k ° 分 ２ İ
"""
WORDS = st.sampled_from([*TRICKY.split(), "\u200b"])
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(WORDS, max_size=14).map(" ".join),
    st.lists(WORDS, max_size=14).map("".join),
)


def sino(number: int) -> str:
    """Say a number the Sino-Korean way: 이천백오."""
    if number == 0:
        return "영"
    said = ""
    for place, name in ((1000, "천"), (100, "백"), (10, "십"), (1, "")):
        digit = number // place % 10
        if digit:
            said += name if digit == 1 and name else SINO[digit] + name
    return said


def native(number: int) -> str:
    """Say a number the native way, before a counter: 스물네."""
    return "스무" if number == 20 else NATIVE_TENS[number // 10] + NATIVE_ONES[number % 10]


def english(number: int) -> str:
    if number < 20:
        return ENGLISH_ONES[number]
    if number < 100:
        ones = f"-{ENGLISH_ONES[number % 10]}" if number % 10 else ""
        return ENGLISH_TENS[number // 10] + ones
    place, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = f" {english(number % place)}" if number % place else ""
    return f"{english(number // place)} {name}{rest}"


def spaced(text: str, spaces: list[bool]) -> str:
    """Put spaces into a numeral, as speech recognition does."""
    return "".join(
        c + (" " if space else "") for c, space in zip(text, spaces, strict=False)
    ).strip()


@given(number=st.integers(0, 9999), spaces=st.lists(st.booleans(), min_size=8, max_size=8))
def test_a_sino_korean_number_reads_back(number: int, spaces: list[bool]) -> None:
    said = spaced(sino(number), spaces)
    text = f"볼륨 {said}으로 맞춰줘"
    assert [q.value for q in read(text) if isinstance(q, Number)] == [number]
    assert [text[q.start : q.end] for q in read(text)] == [said]


@given(number=st.integers(0, 9999))
def test_a_sino_korean_percentage_reads_back(number: int) -> None:
    said = f"{sino(number)} 퍼센트"
    assert read(f"밝기 {said}로") == (
        Number(start=3, end=3 + len(said), value=number, unit="percent"),
    )


@given(number=st.integers(1, 99))
def test_a_native_number_reads_back_with_a_counter(number: int) -> None:
    said = f"{native(number)} 단계"
    assert read(f"{said} 올려줘") == (Number(start=0, end=len(said), value=number, unit="step"),)


@given(number=st.integers(0, 9999), is_joined=st.booleans())
def test_a_number_in_english_words_reads_back(number: int, is_joined: bool) -> None:
    said = english(number) if is_joined else english(number).replace("-", " ")
    text = f"set it to {said} percent"
    assert [(q.value, q.unit) for q in read(text) if isinstance(q, Number)] == [(number, "percent")]


@given(seconds=st.integers(1, 2 * 86400 - 1), language=st.sampled_from(["ko", "en"]))
def test_a_length_of_time_that_is_said_reads_back(seconds: int, language: speak.Language) -> None:
    seconds = seconds % 86400 or 1  # days are read only where they can be nothing else
    said = speak.duration(seconds, language)
    assert read(said) == (Duration(start=0, end=len(said), seconds=seconds),)


@given(time=st.times().map(lambda t: t.replace(second=0, microsecond=0)))
def test_a_time_of_day_that_is_said_reads_back(time: dt.time) -> None:
    for language in ("ko", "en"):
        said = speak.clock(time, language)
        assert read(said) == (ClockTime(start=0, end=len(said), time=time, is_ambiguous=False),)


@given(days=st.sets(st.sampled_from(DAYS), min_size=1))
def test_days_that_are_said_read_back(days: set[str]) -> None:
    ordered = tuple(day for day in DAYS if day in days)
    for language in ("ko", "en"):
        read_days = [q.days for q in read(speak.weekdays(ordered, language)) if isinstance(q, Days)]
        assert read_days == [ordered], speak.weekdays(ordered, language)


@given(css=st.sampled_from(sorted(COLORS)))
def test_a_colour_that_is_said_reads_back_as_one_of_that_name(css: str) -> None:
    said = speak.color(css, "ko")
    found = [q.css for q in read(f"{said}으로") if isinstance(q, Color)]
    assert [speak.color(name, "ko") for name in found] == [said]


@given(text=TEXTS)
def test_whatever_the_text_quantities_stay_inside_it_and_apart(text: str) -> None:
    at = 0
    for quantity in read(text):
        assert at <= quantity.start < quantity.end <= len(text)
        at = quantity.end


@given(text=TEXTS)
def test_reading_does_not_depend_on_case(text: str) -> None:
    assert read(text) == read(text.lower()) or len(text) != len(text.lower())


@given(word=st.text(max_size=30))
def test_a_particle_is_one_of_its_pair(word: str) -> None:
    for pair in ("을/를", "이/가", "은/는", "과/와", "으로/로", "이랑/랑", "이야/야"):
        assert with_particle(word, pair) in [word + form for form in pair.split("/")]


@given(word=st.from_regex(r"[가-힣]{1,6}", fullmatch=True))
def test_a_particle_that_was_put_on_comes_off(word: str) -> None:
    for pair in ("을/를", "이/가", "은/는", "과/와", "으로/로", "이랑/랑"):
        assert word in [stem for stem, _ in strip_particle(with_particle(word, pair))]


@given(text=st.text(max_size=60), limit=st.integers(0, 40))
def test_clean_text_is_short_composed_and_stays_as_it_is(text: str, limit: int) -> None:
    once = clean(text, limit=limit)
    assert len(once) <= limit
    assert clean(once, limit=limit) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not re.search(r"[\x00-\x1f\u200b-\u200f\u202a-\u202e]", once)


@given(text=st.text(max_size=60))
def test_a_key_of_a_key_is_that_key(text: str) -> None:
    assert key(key(text)) == key(text)
