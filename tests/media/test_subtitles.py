"""Texts to read along, from SubRip and from anybody."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.media.subtitles import MAX_BYTES, Cue, decoded, read_cues, webvtt

SUBRIP = "1\r\n00:00:01,500 --> 00:00:03,000\r\n<i>안녕하세요</i>\r\n둘째 줄\r\n\r\n2\r\n"
SUBRIP += "01:00:00,000 --> 01:00:02,5\r\n<font color=red>끝 & 시작</font>\r\n"


def test_subrip_becomes_webvtt() -> None:
    assert webvtt(read_cues(SUBRIP)) == (
        "WEBVTT\n\n00:00:01.500 --> 00:00:03.000\n<i>안녕하세요</i>\n둘째 줄\n\n"
        "01:00:00.000 --> 01:00:02.500\n끝 &amp; 시작\n"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_korean_is_read_in_the_encodings_that_it_is_written_in(encoding: str) -> None:
    text = decoded(SUBRIP.encode(encoding))
    assert text is not None
    assert next(read_cues(text)).text.startswith("<i>안녕하세요")


@pytest.mark.parametrize("data", [b"\xff\xff\xff\x80", b"\0" * 50, b"a" * (MAX_BYTES + 1)])
def test_what_is_no_text_is_none(data: bytes) -> None:
    assert decoded(data) is None


cues = st.builds(
    Cue,
    start_s=st.floats(0, 90_000),
    end_s=st.floats(0, 90_000),
    text=st.text(max_size=200),
)


@given(st.lists(cues, max_size=8))
def test_a_text_neither_ends_its_cue_nor_begins_another(said: list[Cue]) -> None:
    made = webvtt(said)
    assert made.startswith("WEBVTT\n")
    assert made.count("-->") <= len(said)
    for block in made.split("\n\n")[1:]:
        assert re.match(r"\d{2,}:\d\d:\d\d\.\d{3} --> \d{2,}:\d\d:\d\d\.\d{3}\n", block)
    assert not re.search(r"<(?!/?[biuBIU]>)", made)


@given(st.lists(cues, max_size=8))
def test_what_was_written_reads_the_same_again(said: list[Cue]) -> None:
    made = webvtt(said)
    assert webvtt(read_cues(made)) == made


@given(st.text(max_size=400))
def test_any_text_is_read_or_passed_over(text: str) -> None:
    webvtt(read_cues(text))
