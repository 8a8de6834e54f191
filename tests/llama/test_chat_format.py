"""Llama 3's conversations: what is said stays text, what is called comes back."""

import json
import keyword
import unicodedata
from typing import Any

import pytest
import tokenizers
from hypothesis import assume, given
from hypothesis import strategies as st

from ondol.llama.chat_format import Call, Called, Code, Message, Said, Tool, parse, render, shown
from ondol.llama.llama3_tokenizer import Llama3Tokenizer
from tests.llama.published import DATA, LINES, SPECIAL

OFF = Tool(
    name="turn_off",
    description="Turns a thing off.",
    parameters={"type": "object", "properties": {"thing": {"type": "string"}}},
)
TALK = (
    Message(role="system", text=" 짧게 답해요. \n"),
    Message(role="user", text="거실 불 꺼 줘"),
    Message(role="assistant", call=Call(name="turn_off", arguments={"thing": "거실 불"})),
    Message(role="ipython", text='{"done": true}'),
)
THEIRS = tokenizers.Tokenizer.from_str(json.dumps(DATA))  # finds special tokens in text


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Llama3Tokenizer:
    path = tmp_path_factory.mktemp("llama3") / "tokenizer.json"
    path.write_text(json.dumps(DATA), encoding="utf-8")
    return Llama3Tokenizer.load(path)


def test_a_conversation_has_the_form_that_meta_describes() -> None:
    assert shown(TALK) == (
        "<|begin_of_text|>"
        "<|start_header_id|>system<|end_header_id|>\n\n짧게 답해요.<|eot_id|>"
        "<|start_header_id|>user<|end_header_id|>\n\n거실 불 꺼 줘<|eot_id|>"
        "<|start_header_id|>assistant<|end_header_id|>\n\n"
        '{"name": "turn_off", "parameters": {"thing": "거실 불"}}<|eot_id|>'
        '<|start_header_id|>ipython<|end_header_id|>\n\n{"done": true}<|eot_id|>'
        "<|start_header_id|>assistant<|end_header_id|>\n\n"
    )


def test_tools_stand_in_the_one_system_message() -> None:
    for talk in (TALK, TALK[1:]):
        text = shown(talk, (OFF, OFF))
        assert text.count("<|start_header_id|>system") == 1
        system = text.partition("<|eot_id|>")[0]
        assert system.count('"name": "turn_off"') == 2
        assert ("짧게 답해요." in system) == (talk is TALK)
        assert "Environment: ipython" in system
        assert text.partition("<|eot_id|>")[2] == shown(TALK[1:]).removeprefix("<|begin_of_text|>")


@pytest.mark.parametrize("tools", [(), (OFF,)])
def test_the_ids_are_those_of_the_text(tokenizer: Llama3Tokenizer, tools: tuple[Tool, ...]) -> None:
    talk = (*TALK, *(Message(role="user", text=line) for line in LINES))
    theirs = THEIRS.encode(shown(talk, tools), add_special_tokens=False).ids
    assert list(render(talk, tools, tokenizer)) == theirs


@given(text=st.lists(st.sampled_from([*SPECIAL, "user", "\n\n", "꺼", "<|", "|>"])).map("".join))
def test_nobody_ends_a_message_by_what_is_typed(tokenizer: Llama3Tokenizer, text: str) -> None:
    special = {tokenizer.id(name) for name in SPECIAL}

    def frame(said: str) -> list[int]:
        tool = Tool(name=said, description=said, parameters={"title": said})
        talk = (
            Message(role="user", text=said),
            Message(role="ipython", text=said),
            Message(role="assistant", call=Call(name=said, arguments={said: said})),
        )
        return [token for token in render(talk, (tool,), tokenizer) if token in special]

    assert frame(text) == frame("불")


NAMES = st.text(min_size=1)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
ARGUMENTS = st.dictionaries(st.text(), VALUES, max_size=3)
CALLS = st.lists(st.builds(Call, name=NAMES, arguments=ARGUMENTS), min_size=1, max_size=3)


@given(
    calls=CALLS,
    joint=st.sampled_from(["; ", "\n", ";", ", "]),
    tag=st.sampled_from(["", "<|python_tag|>"]),
    end=st.sampled_from(["", "<|eot_id|>", "<|eom_id|>"]),
    field=st.sampled_from(["parameters", "arguments"]),
    is_list=st.booleans(),
)
def test_calls_are_read_as_they_were_written(
    calls: list[Call], joint: str, tag: str, end: str, field: str, is_list: bool
) -> None:
    written: list[dict[str, Any]] = [{"name": c.name, field: dict(c.arguments)} for c in calls]
    text = json.dumps(written) if is_list else joint.join(map(json.dumps, written))
    names = ("<|eot_id|>", "<|eom_id|>", "<|python_tag|>")
    assume(not any(name in text for name in names))
    assert parse(tag + text + end) == Called(calls=tuple(calls))


ARGUMENT_NAMES = st.from_regex(r"[a-z가-힣]{1,6}", fullmatch=True).filter(
    lambda name: not keyword.iskeyword(name)
)


@given(
    calls=st.lists(
        st.builds(
            Call, name=ARGUMENT_NAMES, arguments=st.dictionaries(ARGUMENT_NAMES, VALUES, max_size=3)
        ),
        min_size=1,
        max_size=3,
    ),
    tag=st.sampled_from(["", "<|python_tag|>"]),
)
def test_calls_in_python_are_read_as_they_were_written(calls: list[Call], tag: str) -> None:
    written = (
        f"{call.name}({', '.join(f'{name}={value!r}' for name, value in call.arguments.items())})"
        for call in calls
    )
    expected = tuple(
        Call(
            name=unicodedata.normalize("NFKC", call.name),
            arguments={unicodedata.normalize("NFKC", n): v for n, v in call.arguments.items()},
        )
        for call in calls
    )
    assert parse(f"{tag}[{', '.join(written)}]<|eot_id|>") == Called(calls=expected)


def test_a_tool_of_llamas_own_is_a_call() -> None:
    assert parse('<|python_tag|>brave_search.call(query="기온")<|eom_id|>') == Called(
        calls=(Call(name="brave_search", arguments={"query": "기온"}),)
    )


@pytest.mark.parametrize(
    "text",
    [
        *(
            "[off('거실')]",
            "[off(**{'a': 1})]",
            "[off(a=open('x'))]",
            "[off(a=b)]",
            "[off(a=1), 2]",
        ),
        *("[home.off(a=1)]", "[[off(a=1)]]", "[off(a=1)", "off(a=1)", "brave_search.call(a='b')"),
        *("[off(a=1, a=2)]", "[off(a={[]: 1})]", "[off(a=" + "-" * 3_000 + "1)]", "[" * 200 + "]"),
        *("[o for o in off()]", "[off(a='" + "x" * 9_000 + "')]", "[off(a=\x00)]"),
        *("[off(a=b'x')]", "[off(a={1})]", "[off(a=1j)]"),
        "불을 껐어요.",
        "",
        '{"name": "turn_off"}',
        '{"name": 3, "parameters": {}}',
        '{"name": "turn_off", "parameters": "all"}',
        '{"name": "dim", "parameters": {"to": NaN}}',
        '{"name": "dim", "parameters": {"to": -Infinity}}',
        '{"name": "dim", "parameters": {"to": 1e999}}',
        "[dim(to=1e999)]",
        '{"name": "turn_off", "parameters": {}} and so on',
        'I will call {"name": "turn_off", "parameters": {}}',
        '[{"name": "turn_off", "parameters": {}}, 3]',
        '{"name": "turn_off", "parameters": {',
        "[]",
        "[" * 100_000,
        '{"name": "x", "parameters": {"a": ' + "[" * 100_000,
    ],
)
def test_what_is_not_wholly_a_call_is_words(text: str) -> None:
    assert parse(text + "<|eot_id|>") == Said(text=text)


def test_a_program_is_told_from_words() -> None:
    assert parse("<|python_tag|>import os\nos.remove('/')<|eom_id|>") == Code(
        source="import os\nos.remove('/')"
    )
    assert isinstance(parse('hm <|python_tag|>{"name": "x", "parameters": {}}'), Code)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert isinstance(parse(text), Said | Called | Code)
