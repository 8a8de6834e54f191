"""Whatever the text and whatever the weights, a plan stays inside the home."""

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ondol.agent.answer import Answer
from ondol.agent.frames import ActFrame, Constant, Frame, ScheduleFrame, SunFrame, Target
from ondol.agent.ground import Context, ground
from ondol.agent.linking import Lexicon, compile_lexicon, link
from ondol.agent.understanding import Nano
from ondol.home import homefile
from ondol.home.home import Home
from ondol.home.plan import (
    Act,
    AllOf,
    Cancel,
    Handoff,
    Info,
    ListOp,
    Once,
    Plan,
    Play,
    Query,
    Say,
    Schedule,
    TimerOp,
    Undo,
    When,
)
from ondol.language.normalise import key
from ondol.llama import Llama, Tokenizer
from ondol.llama.weights import Config
from ondol.things.command import Command, InvokeAction, SetProperty
from tests.agent.walk import Whim, wish

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


HOMES = st.sampled_from(["seoul-flat", "maple-house"])
STRANGE = st.text(st.characters(categories=["Lo", "Ll"]), min_size=2, max_size=12)


@cache
def home(name: str) -> tuple[Home, Lexicon]:
    loaded = homefile.load(ROOT / "tests" / "exam" / f"{name}.home.json")
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
        head_dim=8,
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


def assert_inside(plan: Plan, inside: Home) -> None:
    """Hold every step of a plan, later ones too, to the home."""
    for step in plan.steps:
        match step:
            case Act():
                for command in step.commands():
                    assert_possible(command, inside)
            case Query(things=things, attribute=attribute):
                assert things
                assert all(attribute in inside.things[one].properties for one in things)
            case TimerOp(area=area):
                assert area is None or area in inside.areas
            case ListOp(list_id=list_id):
                assert inside.things[list_id].type == "list"
            case Play(things=things) | Say(things=things):
                assert set(things) <= set(inside.things)
            case Handoff(to=to, source=source):
                assert {to, source} - {None} <= set(inside.things)
            case Schedule(when=when, then=then):
                for once in conditions(when):
                    assert once.attribute in inside.things[once.thing_id].properties
                assert_inside(then, inside)
            case Info() | Cancel() | Undo():
                pass


def assert_possible(command: Command, inside: Home) -> None:
    thing = inside.things[command.thing_id]
    match command:
        case SetProperty(name=name, value=value):
            assert not thing.properties[name].read_only
            assert thing.properties[name].accepts(value)
        case InvokeAction(name=name):
            assert name in thing.actions


def conditions(when: When) -> Iterator[Once]:
    if isinstance(when, Once):
        yield when
    elif isinstance(when, AllOf):
        for one in when.whens:
            yield from conditions(one)


def commands(plan: Plan) -> list[Command]:
    """Return what a plan does, now and later."""
    found = list(plan.commands())
    for step in plan.steps:
        if isinstance(step, Schedule):
            found += commands(step.then)
    return found


def answered(text: str, seed: int, name: str) -> Answer:
    """Return what comes of a text, whatever a model that is sure of itself writes for it."""
    inside, lexicon = home(name)
    model = Whim(seed, tokenizer().piece, wish(seed, inside))
    area = random.Random(seed).choice([None, *inside.areas])
    nano = Nano(model=model, tokenizer=tokenizer())
    return nano.understand(text, home=inside, lexicon=lexicon, area=area).answer


@settings(max_examples=300)
@given(TEXTS, st.integers(0, 10**9), HOMES)
def test_no_model_can_plan_what_is_not_in_the_home(text: str, seed: int, name: str) -> None:
    answer = answered(text, seed, name)
    if isinstance(answer, Plan):
        assert_inside(answer, home(name)[0])


def test_the_models_of_that_law_do_plan() -> None:
    texts = ("거실 에어컨 반으로 50", "10분 뒤에 에어컨 24도로")
    answers = [answered(text, seed, "seoul-flat") for text in texts for seed in range(200)]
    plans = [answer for answer in answers if isinstance(answer, Plan)]
    assert len(plans) > 80
    assert sum(bool(commands(plan)) for plan in plans) > 30
    kinds = {type(step) for plan in plans for step in plan.steps}
    assert {Act, Query, Schedule, ListOp, Play, Say} <= kinds


@settings(max_examples=60)
@given(TEXTS, st.integers(0, 1000), st.sampled_from([None, "living_room", "study", "veranda"]))
def test_no_weights_can_plan_what_is_not_in_the_home(
    text: str, seed: int, area: str | None
) -> None:
    inside, lexicon = home("seoul-flat")
    nano = Nano(model=untrained(seed), tokenizer=tokenizer(), threshold=0.0)
    understood = nano.understand(text, home=inside, lexicon=lexicon, area=area)
    if isinstance(understood.answer, Plan):
        assert_inside(understood.answer, inside)


@settings(max_examples=300)
@given(STRANGE, st.sampled_from(["{} 켜", "{} 꺼줘", "{} 좀 열어", "turn on the {}", "open {}"]))
def test_a_name_that_is_not_in_the_home_never_acts(name: str, form: str) -> None:
    inside, lexicon = home("seoul-flat")
    text = form.format(name)
    said = next(iter(link(text, lexicon)), None)
    assume(said is None)
    for seed in range(5):
        frames = naming(seed, inside, name)
        answer = ground(frames, (), Context(home=inside, index=lexicon.index, area="living_room"))
        assert not isinstance(answer, Plan) or not commands(answer)


@given(HOMES, st.data())
def test_a_name_with_another_letter_in_it_is_no_name_of_the_home(
    name: str, data: st.DataObject
) -> None:
    inside, lexicon = home(name)
    names = {n for one in inside.things.values() for n in (one.title, *one.aliases)}
    names |= {n for one in inside.areas.values() for n in (one.name, *one.aliases)}
    title = data.draw(st.sampled_from(sorted(names)))
    at = data.draw(st.sampled_from([i for i, letter in enumerate(title) if letter.isalpha()]))
    letter = data.draw(st.sampled_from("가나다라쿠투abcxyz"))
    changed = title[:at] + letter + title[at + 1 :]
    assume(key(changed) not in {key(one) for one in names})
    assert not [m for m in link(changed, lexicon) if (m.start, m.end) == (0, len(changed))]


def naming(seed: int, inside: Home, name: str) -> tuple[Frame, ...]:
    """Return what could be asked of a thing, now or later, of a name that the home has not."""
    rng = random.Random(seed)
    thing = rng.choice([one for one in inside.things.values() if "on" in one.properties])
    target = Target(types=rng.choice([(), (thing.type,)]), unknown=(name,))
    act = ActFrame(target=target, settings=(("on", Constant(rng.random() < 0.5)),))
    if rng.random() < 0.5:
        return (act,)
    return (ScheduleFrame(whens=(SunFrame(event="sunset"),), then=(act,)),)


def test_the_wishes_of_that_law_are_granted_without_the_name() -> None:
    inside, lexicon = home("seoul-flat")
    context = Context(home=inside, index=lexicon.index, area="living_room")
    granted = 0
    for seed in range(50):
        frames = tuple(map(nameless, naming(seed, inside, "찬장")))
        answer = ground(frames, (), context)
        granted += isinstance(answer, Plan) and bool(commands(answer))
    assert granted > 15


def nameless(frame: Frame) -> Frame:
    if isinstance(frame, ScheduleFrame):
        return replace(frame, then=tuple(map(nameless, frame.then)))
    assert isinstance(frame, ActFrame)
    return replace(frame, target=replace(frame.target, unknown=()))
