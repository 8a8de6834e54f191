"""The chat protocol, from its bytes."""

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.agent import breaker
from ondol.agent.breaker import Circuit, Closed, Open, Trying
from ondol.agent.completions import (
    MAX_LINE_BYTES,
    MAX_TEXT,
    Arguments,
    Finished,
    Piece,
    Reader,
    Words,
)


def event(**choice: object) -> bytes:
    chunk = {"object": "chat.completion.chunk", "choices": [{"index": 0, **choice}]}
    return b"data: " + json.dumps(chunk, ensure_ascii=False).encode() + b"\n\n"


STREAM = (
    b": a comment\r\n"
    + event(delta={"role": "assistant", "content": None})
    + event(delta={"content": "안녕"}, finish_reason=None)
    + event(delta={"content": "하세요"}, finish_reason=None)
    + event(delta={}, finish_reason="stop")
    + b'data: {"choices":[],"usage":{"total_tokens":9}}\n\n'
    + b"data: [DONE]\n\n"
)
SAID = [Words("안녕"), Words("하세요"), Finished("stop")]


def read(*chunks: bytes) -> tuple[list[Piece], bool]:
    reader = Reader()
    return [piece for chunk in chunks for piece in reader.feed(chunk)], reader.is_done


@given(st.lists(st.integers(0, len(STREAM)), max_size=8))
def test_however_a_stream_is_cut_it_says_the_same(cuts: list[int]) -> None:
    at = [0, *sorted(cuts), len(STREAM)]
    assert read(*(STREAM[a:b] for a, b in itertools.pairwise(at))) == (SAID, True)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        pieces, _ = read(b"data: " + data + b"\n")
    except ValueError:
        return
    assert all(isinstance(one, Words | Arguments | Finished) for one in pieces)


def test_a_tool_call_comes_in_parts() -> None:
    def part(text: str) -> bytes:
        return event(delta={"tool_calls": [{"index": 0, "function": {"arguments": text}}]})

    pieces, _ = read(part('{"kind":'), part('"plan"}'), event(delta={}, finish_reason="tool_calls"))
    assert pieces == [Arguments('{"kind":'), Arguments('"plan"}'), Finished("tool_calls")]


@pytest.mark.parametrize(
    "data",
    [
        b'data: {"error": {"message": "out of memory"}}\n',
        b'error: {"code":500}\n',
        b"data: <html>\n",
        b"data: []\n",
        b"data: " + b"[" * 50_000 + b"\n",
        b"data: " + b"x" * (MAX_LINE_BYTES + 1),
        event(delta={"content": "아" * (MAX_TEXT + 1)}),
    ],
    ids=lambda data: str(data[:30]),
)
def test_a_stream_that_fails_or_has_no_end_is_an_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(data)


# The circuit breaker ------------------------------------------------------------------------------


def after_failures(count: int) -> Circuit:
    circuit: Circuit = Closed()
    for _ in range(count):
        circuit = breaker.failed(circuit, 0.0)
    return circuit


def test_it_opens_after_failures_in_a_row_and_one_call_tries_after_a_while() -> None:
    assert after_failures(breaker.FAILURES - 1) == Closed(failures=breaker.FAILURES - 1)
    opened = after_failures(breaker.FAILURES)
    assert opened == Open(until_s=breaker.COOL_S)
    assert breaker.begun(opened, breaker.COOL_S - 0.1) is None
    trying = breaker.begun(opened, breaker.COOL_S)
    assert trying == Trying()
    assert breaker.begun(Trying(), breaker.COOL_S) is None


def test_a_try_that_fails_opens_it_again_and_one_that_is_left_lets_the_next_try() -> None:
    assert breaker.failed(Trying(), 40.0) == Open(until_s=40.0 + breaker.COOL_S)
    left = breaker.abandoned(Trying(), 40.0)
    assert breaker.begun(left, 40.0) == Trying()
    assert breaker.abandoned(Closed(failures=1), 40.0) == Closed(failures=1)
