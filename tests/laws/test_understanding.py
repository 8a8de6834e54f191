"""Whatever the text and whatever the weights, a plan stays inside the home."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ondol.agent.frames import ActFrame, Frame, ScheduleFrame
from ondol.agent.ground import Context, ground
from ondol.agent.linking import Lexicon, compile_lexicon, link
from ondol.agent.understanding import Nano
from ondol.home import homefile
from ondol.home.home import Home
from ondol.home.plan import Plan, Schedule
from ondol.llama import Llama, Tokenizer
from ondol.llama.weights import Config
from ondol.things.command import Command, InvokeAction, SetProperty
from tests.agent.walk import random_frames

ROOT = Path(__file__).parents[2]
WORDS = st.sampled_from(
    [
        "거실",
        "불",
        "꺼",
        "켜줘",
        "안방",
        "에어컨",
        "24도로",
        "스물네",
        "도",
        "다",
        "빼고",
        "창고",
        "티비",
        "볼륨",
        "반으로",
        "10분",
        "뒤에",
        "매일",
        "7시에",
        "우유",
        "장보기",
        "목록",
        "넷플릭스",
        "틀어",
        "문",
        "열어",
        "kitchen",
        "lights",
        "off",
        "everything",
        "except",
        "세탁기",
        "취소",
        "<act>",
        "<@1>",
        "\u200b",
        "가스밸브",
        "도어락",
        "잠가",
        "빨간색",
        "최대로",
        "1층",
    ]
)
TEXTS = st.one_of(st.lists(WORDS, max_size=12).map(" ".join), st.text(max_size=80))


@cache
def home() -> tuple[Home, Lexicon]:
    loaded = homefile.load(ROOT / "tests" / "exam" / "seoul-flat.home.json")
    return loaded, compile_lexicon(loaded)


@cache
def tokenizer() -> Tokenizer:
    return Tokenizer.load(ROOT / "src" / "ondol" / "agent" / "nano" / "tokenizer.json")


def untrained(seed: int) -> Llama:
    """Return a model whose weights mean nothing."""
    config = Config(
        vocab_size=len(tokenizer()),
        hidden_size=16,
        intermediate_size=24,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=1,
        rope_theta=10_000.0,
        rms_norm_eps=1e-5,
        max_position_embeddings=512,
    )
    rng = np.random.default_rng(seed)
    shapes = {
        "model.embed_tokens.weight": (config.vocab_size, 16),
        "model.norm.weight": (16,),
        "model.layers.0.input_layernorm.weight": (16,),
        "model.layers.0.post_attention_layernorm.weight": (16,),
        "model.layers.0.self_attn.q_proj.weight": (16, 16),
        "model.layers.0.self_attn.k_proj.weight": (8, 16),
        "model.layers.0.self_attn.v_proj.weight": (8, 16),
        "model.layers.0.self_attn.o_proj.weight": (16, 16),
        "model.layers.0.mlp.gate_proj.weight": (24, 16),
        "model.layers.0.mlp.up_proj.weight": (24, 16),
        "model.layers.0.mlp.down_proj.weight": (16, 24),
    }
    return Llama(
        config, {n: rng.normal(size=shape).astype(np.float32) for n, shape in shapes.items()}
    )


def assert_inside(command: Command, inside: Home) -> None:
    thing = inside.things[command.thing_id]
    match command:
        case SetProperty(name=name, value=value):
            assert thing.properties[name].accepts(value)
        case InvokeAction(name=name):
            assert name in thing.actions


def commands(plan: Plan) -> list[Command]:
    found = list(plan.commands())
    for step in plan.steps:
        if isinstance(step, Schedule):
            found += commands(step.then)
    return found


@settings(max_examples=60)
@given(TEXTS, st.integers(0, 1000), st.sampled_from([None, "living_room", "study", "veranda"]))
def test_no_weights_can_plan_what_is_not_in_the_home(
    text: str, seed: int, area: str | None
) -> None:
    inside, lexicon = home()
    nano = Nano(model=untrained(seed), tokenizer=tokenizer())
    understood = nano.understand(text, home=inside, lexicon=lexicon, area=area)
    if isinstance(understood.answer, Plan):
        for command in commands(understood.answer):
            assert_inside(command, inside)


@given(TEXTS, st.integers(0, 10**9), st.sampled_from([None, "living_room", "kids_room"]))
def test_no_frames_can_plan_what_is_not_in_the_home(text: str, seed: int, area: str | None) -> None:
    inside, lexicon = home()
    mentions = link(text, lexicon)
    frames = random_frames(seed, mentions)
    if frames is None:
        return
    answer = ground(frames, mentions, Context(home=inside, area=area))
    if isinstance(answer, Plan):
        for command in commands(answer):
            assert_inside(command, inside)


@given(st.integers(0, 10**9), st.sampled_from([None, "living_room"]))
def test_a_name_that_is_not_in_the_home_never_acts(seed: int, area: str | None) -> None:
    inside, _ = home()
    frames = random_frames(seed, ())
    if frames is None:
        return
    strange = [named(frame) for frame in frames if isinstance(frame, ActFrame)]
    answer = ground(strange, (), Context(home=inside, area=area))
    assert not isinstance(answer, Plan) or not commands(answer)


def named(frame: Frame) -> Frame:
    """Give an act's target a name that the home does not have."""
    if isinstance(frame, ActFrame):
        return replace(frame, target=replace(frame.target, unknown=("찬장 뒤",), reference=None))
    if isinstance(frame, ScheduleFrame):
        return replace(frame, then=tuple(named(inner) for inner in frame.then))
    return frame
