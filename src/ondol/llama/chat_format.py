"""The form of conversations that Llama 3.x was trained on: roles, tools, calls. No I/O.

Messages become token ids, not a text that is encoded afterwards: what people and devices wrote is
encoded by itself, so nobody who types "<|eot_id|>" ends a message. Calls are asked for in JSON, as
Llama 3.1 has them; Llama 3.2's own, `[off(area="거실")]`, are read as well. The fields of a message
are from Meta's "Model cards and prompt formats", Llama 3.1 and 3.2:
https://www.llama.com/docs/model-cards-and-prompt-formats/; the sentence that asks for a call is
ours.
"""

import ast
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NoReturn, Protocol

BEGIN, START_HEADER, END_HEADER = "<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>"
END_OF_TURN, END_OF_MESSAGE, PYTHON = "<|eot_id|>", "<|eom_id|>", "<|python_tag|>"

_MAX_PYTHON = 8_000  # characters that are looked at as Python

Role = Literal["system", "user", "assistant", "ipython"]

_ASKS_FOR_CALLS = (
    "You may call the functions below. To call one, answer with nothing but JSON: "
    '{"name": its name, "parameters": an object of its arguments}.'
)


class Encoder(Protocol):
    """A tokenizer; `llama3_tokenizer` has Llama 3's."""

    def id(self, piece: str) -> int:
        """Return the id of a special token."""
        ...

    def encode(self, text: str) -> list[int]:
        """Return the ids of a text, no special tokens among them."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A function that the model may call.

    Attributes:
        parameters: JSON Schema of the object of its arguments.
    """

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call of a function, by its name; the arguments are the model's, checked by nobody yet."""

    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What somebody said; "ipython" is what a called function returned.

    Attributes:
        call: what the assistant called, instead of a text.
    """

    role: Role
    text: str = ""
    call: Call | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer in words."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """An answer that calls functions, in this order; never none."""

    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """An answer that is a program, which nobody asked for and nobody runs."""

    source: str


Reply = Said | Called | Code


def render(
    messages: Sequence[Message], tools: Sequence[Tool], tokenizer: Encoder
) -> tuple[int, ...]:
    """Return the ids of a conversation, up to where the assistant goes on.

    Tools stand in the system message, before its text: with them a prompt begins alike each time.
    """
    ids: list[int] = []
    for part in _parts(_with_tools(messages, tools)):
        ids += [tokenizer.id(part.name)] if isinstance(part, _Special) else tokenizer.encode(part)
    return tuple(ids)


def shown(messages: Sequence[Message], tools: Sequence[Tool] = ()) -> str:
    """Return a conversation as text, special tokens by their names; for people to read.

    >>> shown([Message(role="user", text="불 꺼")]).splitlines()[0]
    '<|begin_of_text|><|start_header_id|>user<|end_header_id|>'
    """
    parts = _parts(_with_tools(messages, tools))
    return "".join(part.name if isinstance(part, _Special) else part for part in parts)


@dataclass(frozen=True, slots=True)
class _Special:
    name: str


def _with_tools(messages: Sequence[Message], tools: Sequence[Tool]) -> Sequence[Message]:
    if not tools:
        return messages
    described = "\n\n".join(
        json.dumps(
            {
                "type": "function",
                "function": {
                    "name": tool.name,
                    "description": tool.description,
                    "parameters": tool.parameters,
                },
            },
            ensure_ascii=False,
            indent=4,
        )
        for tool in tools
    )
    system = [one.text for one in messages[:1] if one.role == "system"]
    text = "\n\n".join(("Environment: ipython", _ASKS_FOR_CALLS, described, *system))
    return (Message(role="system", text=text), *messages[len(system) :])


def _parts(messages: Sequence[Message]) -> list[str | _Special]:
    parts: list[str | _Special] = [_Special(BEGIN)]
    for message in messages:
        parts += [*_header(message.role), "\n\n" + _content(message), _Special(END_OF_TURN)]
    return [*parts, *_header("assistant"), "\n\n"]


def _header(role: Role) -> tuple[str | _Special, ...]:
    return _Special(START_HEADER), role, _Special(END_HEADER)


def _content(message: Message) -> str:
    if message.call is None:
        return message.text.strip()
    called = {"name": message.call.name, "parameters": message.call.arguments}
    return json.dumps(called, ensure_ascii=False)


# --- what comes back ------------------------------------------------------------------------------


def parse(text: str) -> Reply:
    """Read what the model wrote: words, calls, or a program.

    A call is JSON as `render` asks for, after `<|python_tag|>` or alone, several one after another
    or in a list; "arguments" is taken for "parameters". Or it is written as in Python, in a list,
    or as `name.call(...)` after the tag; nothing is ever run. What is not wholly so is words.

    >>> parse('<|python_tag|>{"name": "off", "parameters": {"area": "거실"}}<|eom_id|>')
    Called(calls=(Call(name='off', arguments={'area': '거실'}),))
    >>> parse("[off(area='거실')]")
    Called(calls=(Call(name='off', arguments={'area': '거실'}),))
    >>> parse("불을 껐어요.<|eot_id|>")
    Said(text='불을 껐어요.')
    """
    for end in (END_OF_TURN, END_OF_MESSAGE):
        text = text.partition(end)[0]
    before, tag, after = text.partition(PYTHON)
    body = (after if tag else before).strip()
    calls = _calls(body) or _python_calls(body, is_tagged=bool(tag))
    if calls and not (tag and before.strip()):
        return Called(calls=calls)
    if tag:
        return Code(source=body)
    return Said(text=body)


def _calls(text: str) -> tuple[Call, ...]:
    """Return the calls that a text consists of; none if anything else stands in it."""
    decoder = json.JSONDecoder(parse_constant=_refused, parse_float=_finite)
    found: list[Call] = []
    at = 0
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return ()
        calls = [_call(one) for one in (value if isinstance(value, list) else [value])]
        known = [call for call in calls if call is not None]
        if len(known) < len(calls):
            return ()
        found += known
        while at < len(text) and text[at] in " \n\r\t;,":
            at += 1
    return tuple(found)


def _call(value: object) -> Call | None:
    match value:
        case {"name": str(name), "parameters": dict(arguments)}:
            return Call(name=name, arguments=arguments)
        case {"name": str(name), "arguments": dict(arguments)}:
            return Call(name=name, arguments=arguments)
        case _:
            return None


def _refused(constant: str) -> NoReturn:
    """Refuse NaN and Infinity, which Python reads; 1e999 is one, too."""
    raise ValueError(f"{constant} is no JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _refused(digits)


def _python_calls(text: str, *, is_tagged: bool) -> tuple[Call, ...]:
    """Return the calls of a text that is wholly a list of them, in Python; else none."""
    if len(text) > _MAX_PYTHON or not text.endswith((")", "]")):
        return ()
    try:
        match ast.parse(text, mode="eval").body:
            case ast.List(elts=parts):
                calls = [_python_call(part) for part in parts]
            case ast.Call(func=ast.Attribute(value=function, attr="call")) as part if is_tagged:
                part.func = function
                calls = [_python_call(part)]
            case _:
                return ()
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return ()
    return tuple(call for call in calls if call is not None) if None not in calls else ()


def _python_call(part: ast.expr) -> Call | None:
    match part:
        case ast.Call(func=ast.Name(id=name), args=[], keywords=keywords):
            named = [(keyword.arg, ast.literal_eval(keyword.value)) for keyword in keywords]
            arguments = {argument: value for argument, value in named if argument is not None}
            # raises for what no tool takes: bytes, sets, 1e999
            json.dumps(arguments, allow_nan=False)
            return Call(name=name, arguments=arguments) if len(arguments) == len(named) else None
        case _:
            return None
