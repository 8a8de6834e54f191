"""The OpenAI-compatible chat protocol, without I/O: bodies to send, and the stream that comes back.

https://platform.openai.com/docs/api-reference/chat-streaming, as llama.cpp's server, Ollama and
vLLM speak it; server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html.
What comes back is somebody else's text: it is limited here and trusted nowhere.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

MAX_LINE_BYTES = 64 * 1024
MAX_TEXT = 32_000  # characters of one answer
TOOL = "plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a conversation with a model."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Words:
    """More of the answer's text."""

    text: str


@dataclass(frozen=True, slots=True)
class Arguments:
    """More of a tool call's arguments, which are JSON."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer ends here; "length": it was cut off."""

    reason: str


Piece = Words | Arguments | Finished


def chat_body(model: str, messages: Sequence[Message], max_tokens: int) -> dict[str, Any]:
    """Return what to send for an answer in free text."""
    return {
        "model": model,
        "messages": [{"role": one.role, "content": one.content} for one in messages],
        "max_tokens": max_tokens,
        "stream": True,
    }


def schema_body(
    model: str, messages: Sequence[Message], max_tokens: int, schema: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what to send for an answer that a JSON Schema constrains.

    Not `strict`: OpenAI's strict mode knows no maps, and a plan's changes are one.
    """
    form = {"type": "json_schema", "json_schema": {"name": TOOL, "schema": schema}}
    body = chat_body(model, messages, max_tokens)
    return {**body, "temperature": 0, "response_format": form}


def tool_body(
    model: str, messages: Sequence[Message], max_tokens: int, schema: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what to send for the same by a tool call."""
    does = "Carries out what was asked of the home."
    tool = {"name": TOOL, "description": does, "parameters": schema}
    return {
        **chat_body(model, messages, max_tokens),
        "temperature": 0,
        "tools": [{"type": "function", "function": tool}],
        "tool_choice": {"type": "function", "function": {"name": TOOL}},
    }


@dataclass(slots=True)
class Reader:
    """Reads a stream as its bytes come in; `is_done` once the sender said that it is."""

    is_done: bool = False
    _rest: bytearray = field(default_factory=bytearray)
    _length: int = 0

    def feed(self, chunk: bytes) -> Iterator[Piece]:
        """Return the pieces that are whole now.

        Raises:
            ValueError: it is no such stream, is too long, or says that the model failed.
        """
        self._rest += chunk
        *lines, self._rest = self._rest.split(b"\n")
        if len(self._rest) > MAX_LINE_BYTES:
            raise ValueError("a line without an end")
        for line in lines:
            yield from self._line(line.decode("utf-8", "replace").rstrip("\r"))

    def _line(self, line: str) -> Iterator[Piece]:
        name, _, value = line.partition(":")
        if name == "error":  # how llama.cpp ends a stream that broke
            raise ValueError(_shortened(value))
        if name != "data" or self.is_done:
            return  # comments, event names and ids: nothing that we need
        if value.strip() == "[DONE]":
            self.is_done = True
            return
        for piece in pieces(_object(value)):
            self._length += len(piece.text) if isinstance(piece, Words | Arguments) else 0
            if self._length > MAX_TEXT:
                raise ValueError("an answer without an end")
            if isinstance(piece, Finished):
                self.is_done = True
            yield piece


def pieces(chunk: Mapping[str, Any]) -> Iterator[Piece]:
    """Return what one chunk of a stream says.

    Raises:
        ValueError: it is no chunk, or says that the model failed.

    >>> list(pieces({"choices": [{"delta": {"content": "안녕"}, "finish_reason": None}]}))
    [Words(text='안녕')]
    """
    if chunk.get("error"):
        raise ValueError(_shortened(chunk["error"]))
    choices = chunk.get("choices")
    if not isinstance(choices, list):
        raise ValueError("a chunk without choices")
    for choice in choices[:1]:  # none: the usage, at the end
        match choice:
            case {"delta": {"content": str(text)}} if text:
                yield Words(text)
            case {"delta": {"tool_calls": [{"function": {"arguments": str(text)}}, *_]}} if text:
                yield Arguments(text)
            case _:
                pass
        match choice:
            case {"finish_reason": str(reason)}:
                yield Finished(reason)
            case _:
                pass


def is_object(text: str) -> bool:
    """Say whether a text is a JSON object.

    >>> is_object('{"kind": "plan"}'), is_object("Sure! Here is the plan: {}")
    (True, False)
    """
    try:
        _object(text)
    except ValueError:
        return False
    return True


def _object(text: str) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise ValueError("a chunk too deep to read") from error
    if not isinstance(value, dict):
        raise ValueError("a chunk that is no object")
    return value


def _shortened(error: object) -> str:
    message = error.get("message", error) if isinstance(error, dict) else error
    return str(message).strip()[:200]
