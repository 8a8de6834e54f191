"""From text to plan in homes of 20, 500 and 5,000 things, beside two peers, in one run on one core.

* hassil with the published sentences of home-assistant-intents, used as Home Assistant uses it: the
  home's names and areas as slot lists, names that do not occur in the text filtered out; a strict
  look, and where that finds nothing a second one and one that allows unknown names.
* A model of Llama 3.2 1B's shape with random weights (speed does not depend on what they are), in
  transformers, bfloat16: the home described in the prompt, the utterance, and a tool call of 30
  tokens. Tokens are counted at four characters each. Once with the whole prompt to read, and once
  with all but the utterance kept in the KV cache, the best that a server does.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from ondol.agent.exam import percentiles, read_cases
from ondol.agent.linking import compile_lexicon
from ondol.agent.understanding import Nano
from ondol.apps.hub import load_nano
from ondol.home import homefile
from ondol.home.home import Area, Home
from ondol.things.catalog import describe
from ondol.things.thing import State

ROOT = Path(__file__).parents[1]
SIZES = (20, 500, 5000)
CALL = 30  # tokens of {"name": "HassTurnOff", "parameters": {"name": "...", "area": "..."}}
Language = Literal["ko", "en"]
NAMES: dict[Language, str] = {"ko": "seoul-flat", "en": "maple-house"}


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds of each utterance."""

    times: tuple[float, ...]

    @property
    def text(self) -> str:
        """Return the median and the 95th percentile."""
        found = percentiles(self.times)
        return f"{found['p50_ms']:.2f} / {found['p95_ms']:.2f}"

    @property
    def p50(self) -> float:
        """Return the median."""
        return statistics.median(self.times)


def home_of(language: Language, size: int) -> Home:
    """Return an exam's home, cut or filled up to `size` things with lamps in rooms of their own."""
    home = homefile.load(ROOT / "tests" / "exam" / f"{NAMES[language]}.home.json")
    things, areas, state = dict(home.things), dict(home.areas), dict(home.state)
    rng = random.Random(size)
    for identifier in list(things)[size:]:
        del things[identifier]
        state.pop(identifier, None)
    words = (
        ("별채", "동관", "서관", "남관") if language == "ko" else ("east", "west", "north", "south")
    )
    noun = "스탠드" if language == "ko" else "lamp"
    while len(things) < size:
        number = len(things)
        if number % 10 == 0:
            name = f"{rng.choice(words)} {number // 10}"
            areas[f"x{number // 10}"] = Area(id=f"x{number // 10}", name=name)
        area = next(reversed(areas))
        values: State = {"on": False, "brightness": 50}
        title = f"{areas[area].name} {noun} {number}"
        things[f"x{number}"] = describe(
            id=f"x{number}", title=title, type="light", state=values, area=area
        )
        state[f"x{number}"] = values
    return replace(home, things=things, areas=areas, state=state)


def utterances(language: Language) -> list[str]:
    """Return what the authored exam says in a language."""
    cases = read_cases(ROOT / "tests" / "exam" / "authored.dev.exam.jsonl")
    return [case["utterance"] for _, case in cases if case["lang"] == language]


def timed(said: Sequence[str], work: Callable[[str], object]) -> Timed:
    """Time each utterance, after all of them once."""
    for one in said:
        work(one)
    times: list[float] = []
    for one in said * 3:
        started = time.perf_counter()
        work(one)
        times.append((time.perf_counter() - started) * 1e3)
    return Timed(tuple(times))


def ours(nano: Nano, home: Home, said: Sequence[str]) -> Timed:
    """Time nano's whole path, from text to plan."""
    lexicon, area = compile_lexicon(home), next(iter(home.areas))
    return timed(said, lambda text: nano.understand(text, home=home, lexicon=lexicon, area=area))


def hassil(language: Language, home: Home, said: Sequence[str]) -> tuple[Timed, Timed, int]:
    """Time hassil where it recognises and where not; return how many it recognises, too."""
    from hassil import recognize_best
    from hassil.intents import Intents, TextSlotList
    from home_assistant_intents import get_intents

    intents = Intents.from_dict(get_intents(language) or {})
    names = sorted({n for t in home.things.values() for n in (t.title, *t.aliases)})
    areas = TextSlotList.from_strings(
        sorted({n for a in home.areas.values() for n in (a.name, *a.aliases)})
    )
    floors = TextSlotList.from_strings(sorted({a.floor for a in home.areas.values() if a.floor}))

    def look(text: str) -> bool:
        lowered = text.casefold()
        there = [name for name in names if name.casefold() in lowered]
        slots = {"name": TextSlotList.from_strings(there), "area": areas, "floor": floors}
        options: dict[str, Any] = {"slot_lists": slots, "language": language}
        options |= {"best_metadata_key": "hass_custom_sentence", "best_slot_name": "name"}
        if recognize_best(text, intents, **options) is not None:
            return True
        if recognize_best(text, intents, **options) is not None:
            return True
        recognize_best(text, intents, **options, allow_unmatched_entities=True)
        return False

    found = {text: look(text) for text in said}
    known = [text for text in said if found[text]]
    strange = [text for text in said if not found[text]]
    return timed(known, look), timed(strange, look), len(known)


def described(home: Home) -> str:
    """Return a home as a larger model is told of it."""
    lines = []
    for thing in home.things.values():
        area = home.areas.get(thing.area or "")
        state = ", ".join(f"{k}={v}" for k, v in home.state.get(thing.id, {}).items())
        lines.append(
            f"- {thing.id} ({thing.type}) '{thing.title}' in {area.name if area else '-'}: {state}"
        )
    return "You control this home. Answer with one tool call.\n" + "\n".join(lines)


def one_billion(home: Home, said: Sequence[str]) -> tuple[list[float], list[float], int]:
    """Return seconds a turn with all of the prompt to read, with its prefix kept; its tokens."""
    import torch
    from transformers import DynamicCache, LlamaConfig, LlamaForCausalLM

    torch.set_num_threads(1)
    torch.manual_seed(0)
    torch.set_default_dtype(torch.bfloat16)
    config = LlamaConfig(
        vocab_size=128256,
        hidden_size=2048,
        intermediate_size=8192,
        num_hidden_layers=16,
        num_attention_heads=32,
        num_key_value_heads=8,
        max_position_embeddings=131072,
        rope_theta=500000.0,
        tie_word_embeddings=True,
    )
    model = LlamaForCausalLM(config).eval()
    prefix = len(described(home)) // 4

    def turn(ids: Any, cache: Any) -> None:
        for _ in range(CALL):
            out = model(ids, cache=cache, logits_to_keep=1)
            ids = out.logits[:, -1:].argmax(-1)

    cold, warm = [], []
    with torch.inference_mode():
        for text in said:
            ids = torch.randint(0, 128256, (1, prefix + 20 + len(text) // 4))
            started = time.perf_counter()
            turn(ids, DynamicCache(config=config))
            cold.append(time.perf_counter() - started)
            cache = DynamicCache(config=config)
            model(ids[:, :prefix], cache=cache, logits_to_keep=1)
            started = time.perf_counter()
            turn(ids[:, prefix:], cache)
            warm.append(time.perf_counter() - started)
    return cold, warm, prefix


def main() -> None:
    """Print the tables."""
    nano = load_nano()
    print("Milliseconds, p50 / p95, of the authored exam's utterances; one core.\n")
    print("| language | things | nano | hassil, recognised | hassil, not | hassil recognises |")
    print("| --- | --- | --- | --- | --- | --- |")
    medians: dict[tuple[str, int], float] = {}
    for language in NAMES:
        said = utterances(language)
        for size in SIZES:
            home = home_of(language, size)
            mine = ours(nano, home, said)
            medians[language, size] = mine.p50
            known, strange, count = hassil(language, home, said)
            peer = f"{known.text} | {strange.text} | {count} of {len(said)}"
            print(f"| {language} | {size} | {mine.text} | {peer} |", flush=True)
    print("\n| language | nano's p50 at 5,000 things / at 20 |\n| --- | --- |")
    for language in NAMES:
        print(f"| {language} | {medians[language, 5000] / medians[language, 20]:.2f} |")
    home = home_of("en", 45)
    said = utterances("en")[:2]
    cold, warm, prefix = one_billion(home, said)
    mine_s = medians["en", 500] / 1e3
    print("\n| a Llama of 1B, bfloat16, one core | seconds a turn | times nano's p50 |")
    print("| --- | --- | --- |")
    for name, times in ((f"whole prompt ({prefix} tokens of home)", cold), ("prefix kept", warm)):
        best = min(times)
        print(f"| {name} | {best:.1f} (best of {len(times)}) | {best / mine_s:,.0f} |")


if __name__ == "__main__":
    main()
