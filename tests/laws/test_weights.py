"""Whatever the home, its size, the talk before and the weights, a plan is valid in that home."""

import random
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from ondol.agent.answer import Answer
from ondol.agent.linking import Lexicon, compile_lexicon
from ondol.agent.looking import Candidate, Looks, Span
from ondol.agent.understanding import Model, Nano, Turn, Understood
from ondol.home.home import Home
from ondol.home.plan import Plan
from ondol.things.command import Refused
from ondol.things.thing import Property, Value
from ondol.training.corpus.homes import random_home
from tests.agent.walk import Whim, wish
from tests.home.world import MINJI, judge
from tests.laws.test_understanding import TEXTS, assert_inside, tokenizer, untrained

SEEDS = st.integers(0, 10**6)
SIZES = st.sampled_from([0, 1, 2, 5, 20, 70])
FORMS = (
    "{} 꺼줘",
    "{} 켜고 {} 좀 닫아 줄래?",
    "{}만 빼고 다 꺼",
    "{} 30%로",
    "{} 24도로 맞춰",
    "{} 다 되면 알려줘",
    "{} 상태 어때",
    "10분 뒤에 {} 켜",
    "거기도",
    "아니 {}",
    "turn off {}",
    "set {} to 40",
    "open {} and {}",
    "is {} on?",
    "{} too",
    "이거 꺼",
    "이거 켜고 저거 30%로",
    "이 조명은 끄고 {} 켜",
    "저기 {} 열어",
    "turn this off and {} on",
    "dim these lamps over there",
    "everything except {}",
    "play jazz on {}",
    "when {} is done tell me",
)


@lru_cache(maxsize=256)
def home_of(seed: int, size: int) -> tuple[Home, Lexicon]:
    """Return a home of at most `size` things that nobody has seen, each in some state."""
    rng = random.Random(seed)
    home = random_home(rng, rng.choice(["ko", "en"]))
    kept = rng.sample(list(home.things), min(size, len(home.things)))
    things = {key: home.things[key] for key in kept}
    state: dict[str, Mapping[str, Value]] = {
        key: {name: _value(rng, known) for name, known in thing.properties.items()}
        for key, thing in things.items()
    }
    whole = replace(home, things=things, state=state, available=frozenset(things))
    return whole, compile_lexicon(whole)


def _value(rng: random.Random, known: Property) -> Value:
    """Return a value that a property may have; now and then it is unknown."""
    candidates: list[Value] = [True, False, 0, 50, *known.enum]
    fit = [value for value in candidates if known.accepts(value)]
    return rng.choice(fit) if fit and rng.random() < 0.9 else None


def said(rng: random.Random, home: Home) -> str:
    """Return a sentence about things, types or rooms of a home."""
    names = [name for t in home.things.values() for name in (t.title, *t.aliases)]
    names += [area.name for area in home.areas.values()] + ["불", "티비", "the lights", "차고 문"]
    form = rng.choice(FORMS)
    return form.format(*(rng.choice(names) for _ in range(form.count("{}"))))


def understood(seed: int, home: Home, lexicon: Lexicon, model: Model, text: str) -> Understood:
    """Understand a text somewhere in a home, after some talk or none, with or without a look."""
    rng = random.Random(seed)
    ids = list(home.things)
    history = [
        Turn(utterance=said(rng, home), things=tuple(rng.sample(ids, min(len(ids), 2))))
        for _ in range(rng.choice([0, 0, 1, 2]))
    ]
    return Nano(model=model, tokenizer=tokenizer(), threshold=0.0).understand(
        text,
        home=home,
        lexicon=lexicon,
        area=rng.choice([None, *home.areas]),
        history=history,
        looks=looks(rng, home),
    )


def looks(rng: random.Random, home: Home) -> Looks | None:
    """Return some looks, now and then at what is not there, while 2 s were spoken."""
    if rng.random() < 0.3:
        return None
    ids = [*home.things, "nothing"]
    at = [rng.uniform(0, 2500) for _ in range(rng.choice([0, 1, 2, 5]))]
    return Looks(
        candidates=tuple(
            Candidate(
                thing=rng.choice(ids),
                span=Span(from_ms=from_ms, to_ms=from_ms + rng.uniform(-50, 1500)),
                angle_deg=rng.choice([0, 0.5, 3, 10, 180]),
            )
            for from_ms in at
        ),
        speech=Span(from_ms=500, to_ms=2500),
    )


def assert_valid(answer: Answer, home: Home) -> None:
    if isinstance(answer, Plan):
        assert_inside(answer, home)
        verdict = judge(answer, MINJI, home.things)
        codes = {"no_such_thing", "no_ability"}  # too much at once is another matter
        assert not isinstance(verdict, Refused) or verdict.code not in codes, verdict


@settings(max_examples=120)
@given(SEEDS, SIZES, SEEDS, TEXTS)
def test_random_weights_plan_only_what_a_random_home_can_do(
    seed: int, size: int, talk: int, noise: str
) -> None:
    home, lexicon = home_of(seed % 500, size)
    rng = random.Random(talk)
    text = noise if rng.random() < 0.3 else said(rng, home)
    assert_valid(understood(talk, home, lexicon, untrained(talk % 200), text).answer, home)


@settings(max_examples=300)
@given(SEEDS, SIZES, SEEDS, TEXTS)
def test_a_wilful_model_plans_only_what_a_random_home_can_do(
    seed: int, size: int, talk: int, noise: str
) -> None:
    home, lexicon = home_of(seed % 500, size)
    rng = random.Random(talk)
    text = noise if rng.random() < 0.2 else said(rng, home)
    liked = wish(talk, home) if home.things else frozenset()
    model = Whim(talk, tokenizer().piece, liked)
    assert_valid(understood(talk, home, lexicon, model, text).answer, home)


def test_random_weights_do_reach_plans() -> None:
    answers = []
    for talk in range(150):
        home, lexicon = home_of(talk, 20)
        text = said(random.Random(talk), home)
        answers.append(understood(talk, home, lexicon, untrained(talk), text).answer)
    assert sum(isinstance(answer, Plan) for answer in answers) > 15


@settings(max_examples=200)
@given(SEEDS, SEEDS)
def test_names_that_are_behind_their_home_break_nothing(seed: int, talk: int) -> None:
    """What has just left may be planned yet, as it was; the policy refuses it by its name."""
    home, lexicon = home_of(seed % 500, 70)
    rng = random.Random(talk)
    stay = rng.sample(list(home.things), len(home.things) // 2)
    left = replace(
        home,
        things={key: home.things[key] for key in stay},
        state={key: home.state[key] for key in stay},
        available=frozenset(stay),
    )
    model = Whim(talk, tokenizer().piece, wish(talk, home))
    answer = understood(talk, left, lexicon, model, said(rng, home)).answer
    assert_valid(answer, home)
    if isinstance(answer, Plan):
        gone = {command.thing_id for command in answer.commands()} - set(stay)
        assert not gone or isinstance(judge(answer, MINJI, left.things), Refused)
