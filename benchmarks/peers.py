"""Homes of 20 to 5,000 things, beside Home Assistant's matcher and a Llama of the 1B shape.

One core, one run, the same sentences and the same homes for all:

* nano: text to plan, all included but the hub's lexicon, which is compiled when names change;
* hassil with home-assistant-intents, as Home Assistant's own agent uses them: sentences of all
  domains with their expansion rules, lists of names and areas made once, names that the text holds
  picked by a trie, the speaker's area as context. Its cascade for what does not match: strict among
  all names, then with unmatched names allowed. Its cache of the last 128 sentences is left out;
* llama.cpp (xllamacpp) with random weights of Llama 3.2's 1B shape in Q4_0: the home described, the
  utterance, a tool call. The prompt has as many tokens as Llama 3's pattern cuts pieces from the
  text, which is fewer than its tokenizer makes of them. "Kept" is the kind case: the home's
  description stays in the cache from turn to turn.

`gguf` and `xllamacpp` are test extras; where they are not installed, that table is left out, and
the output says so.
"""

import importlib.util
import os
import random
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from hassil.intents import Intents, SlotList, TextSlotList, TextSlotValue
from hassil.recognize import MISSING_ENTITY, RecognizeResult, recognize_all, recognize_best
from hassil.trie import Trie
from home_assistant_intents import get_intents

from ondol.agent.exam import percentiles
from ondol.agent.linking import compile_lexicon
from ondol.agent.understanding import Nano
from ondol.apps.hub import load_nano
from ondol.home import homefile
from ondol.home.home import Area, Home
from ondol.things.catalog import describe

EXAM = Path(__file__).parents[1] / "tests" / "exam"
SIZES = (20, 500, 5_000)
AREA = "living_room"
"""Where the speaker is."""
ROUNDS = 5

SAID: Mapping[str, Sequence[str]] = {
    "ko": (
        "거실 불 켜",
        "거실 불 꺼",
        "안방 불 켜줘",
        "주방 불 꺼줘",
        "서재 조명 켜 줘",
        "무드등 켜줘",
        "간접등 꺼",
        "스탠드 꺼 줘",
        "거실 커튼 열어줘",
        "안방 블라인드 닫아줘",
        "거실 에어컨 켜줘",
        "거실 에어컨 24도로 맞춰줘",
        "공기청정기 꺼줘",
        "가습기 켜줘",
        "세탁기 시작해줘",
        "로봇청소기 시작해",
        "거실 TV 켜",
        "불 꺼",
        "모든 불 꺼줘",
        "도어락 잠가줘",
        "거실 불 좀 꺼 줄래?",
        "안방 불이랑 스탠드 같이 꺼줘",
        "너무 더운데 에어컨 좀",
        "소파 쪽이 좀 어둡네",
        "티비 소리 두 칸만 줄여줘",
        "무드등만 빼고 다 꺼",
        "거실 불 끄고 에어컨 스물네 도로",
        "커튼 반만 열어놔",
        "애들 자니까 티비 조용히",
        "세탁기 다 되면 알려줘",
        "십 분 뒤에 거실 불 꺼",
        "창고에 불 켜줘",
        "엄마가 불 끄래?",
        "불 끄지 마",
    ),
    "en": (
        "turn on the kitchen light",
        "turn off the kitchen light",
        "turn off the lights in the living room",
        "turn on the bedroom light",
        "turn on the floor lamp",
        "set the bedside lamp to 40%",
        "set the living room lights to red",
        "open the garage door",
        "close the living room curtains",
        "open the bedroom blinds",
        "lock the front door",
        "turn on the ceiling fan",
        "turn off the coffee maker",
        "set the temperature to 21 degrees",
        "what is the temperature in the bedroom",
        "is the front door locked",
        "turn on the living room TV",
        "start the robot vacuum",
        "turn off all the lights",
        "what time is it",
        "could you kill the lights in here for me",
        "kitchen and hallway lights off",
        "it's way too dark to read",
        "make it a bit warmer",
        "everything off except the bedside lamp",
        "dim the living room light and close the curtains",
        "turn the TV down two notches",
        "lights out in ten minutes",
        "tell me when the washing machine is done",
        "put the porch light on when the sun goes down",
        "open the blinds halfway, would you",
        "switch on the attic light",
        "did Mom say turn off the light",
        "don't turn the heating off",
    ),
}
"""Of our own, a family's; which of them hassil matches, the run itself finds out."""

DOMAINS: Mapping[str, str] = {
    "outlet": "switch",
    "air_conditioner": "climate",
    "thermostat": "climate",
    "heater": "climate",
    "air_purifier": "fan",
    "humidifier": "humidifier",
    "dehumidifier": "humidifier",
    "tv": "media_player",
    "speaker": "media_player",
    "headset": "media_player",
    "mower": "lawn_mower",
    "list": "todo",
    "water_heater": "water_heater",
}
"""Home Assistant's domain for a type, where it is not called the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a call took, in milliseconds: by the clock, and of the processor.

    The two are one on a core of its own; a busy neighbour stretches the first.
    """

    wall: float
    cpu: float


# --- homes ---------------------------------------------------------------------------------------


def grown(home: Home, count: int, language: str) -> Home:
    """Return a home of so many things: its own, of every type first, then more in more rooms."""
    seen: Counter[str] = Counter()
    ranks: dict[str, int] = {}
    for key, thing in home.things.items():
        ranks[key] = seen[thing.type]
        seen[thing.type] += 1
    things = {key: home.things[key] for key in sorted(ranks, key=ranks.__getitem__)[:count]}
    areas, state = dict(home.areas), {key: home.state[key] for key in things}
    made = 0
    while len(things) < count:
        room, kind = divmod(made, len(_ROOM))
        area = f"extra_{room}"
        name = f"{room + 1}호실" if language == "ko" else f"suite {room + 1}"
        areas.setdefault(
            area, Area(id=area, name=name, floor="3층" if language == "ko" else "annexe")
        )
        type_, ko, en, values = _ROOM[kind]
        title = f"{name} {ko if language == 'ko' else en}"
        id_ = f"extra_{made}"
        things[id_] = describe(id=id_, title=title, type=type_, state=values, area=area)
        state[id_] = values
        made += 1
    return Home(
        id=home.id,
        language=home.language,
        timezone=home.timezone,
        areas=areas,
        things=things,
        state=state,
    )


_ROOM: Sequence[tuple[str, str, str, dict[str, Any]]] = (
    ("light", "천장등", "ceiling light", {"on": False, "brightness": 80}),
    ("light", "독서등", "reading light", {"on": True, "brightness": 40}),
    ("outlet", "콘센트", "outlet", {"on": True, "power": 3}),
    ("air_conditioner", "냉방", "cooler", {"on": False, "mode": "cool", "target_temperature": 25}),
    ("cover", "창가림", "window shade", {"position": 100}),
    ("fan", "송풍기", "blower", {"on": False, "speed": 40}),
    ("tv", "화면", "screen", {"on": False, "volume": 20, "muted": False, "playback": "idle"}),
    ("speaker", "오디오", "audio", {"on": False, "volume": 20, "playback": "idle"}),
)


# --- hassil, as Home Assistant uses it -----------------------------------------------------------


class Matcher:
    """Home Assistant's way with hassil: lists made once, three tries for one text."""

    def __init__(self, home: Home, language: str, intents: Intents) -> None:
        self._language, self._intents = language, intents
        self._trie = Trie()
        self._names: list[TextSlotValue] = []
        for thing in home.things.values():
            context = {"domain": DOMAINS.get(thing.type, thing.type)}
            if thing.kind:
                context["device_class"] = thing.kind
            for name in (thing.title, *thing.aliases):
                value = TextSlotValue.from_tuple((name, name, context), allow_template=False)
                self._names.append(value)
                self._trie.insert(name.strip().lower(), value)
        areas = [
            (name, name) for area in home.areas.values() for name in (area.name, *area.aliases)
        ]
        floors = sorted({area.floor for area in home.areas.values() if area.floor})
        self._lists: dict[str, SlotList] = {
            "area": TextSlotList.from_tuples(areas, allow_template=False, name="area"),
            "floor": TextSlotList.from_strings(floors, allow_template=False, name="floor"),
        }
        self._all = {**self._lists, "name": TextSlotList(name="name", values=self._names)}

    def strict(self, text: str, area: str | None) -> RecognizeResult | None:
        """Match among the names that the text holds."""
        found = [value for _, _, value in self._trie.find(text.lower(), unique=False)]
        return self._best(
            text, {**self._lists, "name": TextSlotList(name="name", values=found)}, area
        )

    def cascade(self, text: str, area: str | None) -> RecognizeResult | None:
        """Match, or find out what is missing: that is what it then replies."""
        found = self.strict(text, area) or self._best(text, self._all, area)
        if found is not None:
            return found
        best: RecognizeResult | None = None
        for result in recognize_all(
            text,
            self._intents,
            slot_lists=self._all,
            intent_context=_context(area),
            allow_unmatched_entities=True,
            language=self._language,
        ):
            if any(one.text == MISSING_ENTITY for one in _texts(result)):
                continue
            if best is None or len(result.entities) > len(best.entities):
                best = result
        return best

    def _best(
        self, text: str, lists: Mapping[str, SlotList], area: str | None
    ) -> RecognizeResult | None:
        return recognize_best(
            text,
            self._intents,
            slot_lists=dict(lists),
            intent_context=_context(area),
            language=self._language,
            best_metadata_key="hass_custom_sentence",
            best_slot_name="name",
        )


def _context(area: str | None) -> dict[str, Any]:
    return {"area": {"value": area, "text": area}} if area else {}


def _texts(result: RecognizeResult) -> list[Any]:
    return [one for one in result.unmatched_entities.values() if hasattr(one, "text")]


# --- nano and hassil side by side ----------------------------------------------------------------


def _times(calls: Sequence[Callable[[], object]], rounds: int = ROUNDS) -> list[Taken]:
    """Return each call's medians over the rounds; all are called once in each round."""
    taken: list[list[Taken]] = [[] for _ in calls]
    for call in calls:
        call()  # caches that a hub which has run a minute has
    for _ in range(rounds):
        for times, call in zip(taken, calls, strict=True):
            times.append(_taken(call))
    return [
        Taken(
            wall=statistics.median(one.wall for one in times),
            cpu=statistics.median(one.cpu for one in times),
        )
        for times in taken
    ]


def _taken(call: Callable[[], object]) -> Taken:
    started, worked = time.perf_counter(), time.process_time()
    call()
    cpu = time.process_time() - worked
    return Taken(wall=(time.perf_counter() - started) * 1e3, cpu=cpu * 1e3)


def _median(times: Sequence[Taken]) -> float:
    return statistics.median(one.cpu for one in times)


def _p(times: Sequence[float]) -> str:
    found = percentiles(times)
    return f"{found['p50_ms']:.2f} / {found['p95_ms']:.2f}"


def _beside_hassil(nano: Nano) -> tuple[list[str], list[str]]:
    """Return the rows of both tables: by size, and beside hassil."""
    sizes: list[str] = []
    beside: list[str] = []
    for language, file in (("ko", "seoul-flat"), ("en", "maple-house")):
        whole = homefile.load(EXAM / f"{file}.home.json")
        intents = Intents.from_dict(get_intents(language) or {})
        said, name = SAID[language], whole.areas[AREA].name
        homes = {count: grown(whole, count, language) for count in SIZES}
        lexicons = {count: compile_lexicon(home) for count, home in homes.items()}
        asked = [
            (count, one) for one in said for count in SIZES
        ]  # by turns: neighbours come and go
        taken = _times(
            [
                partial(nano.understand, one, home=homes[c], lexicon=lexicons[c], area=AREA)
                for c, one in asked
            ]
        )
        by_size = {
            count: [t for (c, _), t in zip(asked, taken, strict=True) if c == count]
            for count in SIZES
        }
        for count, home in homes.items():
            compiled = _median(_times([partial(compile_lexicon, home)]))
            matcher = Matcher(home, language, intents)
            mine = by_size[count]
            sizes.append(
                f"| {language} | {count} | {_p([one.wall for one in mine])}"
                f" | {_p([one.cpu for one in mine])}"
                f" | {_median(mine) / _median(by_size[SIZES[0]]):.2f} | {compiled:.1f} |"
            )
            is_match = [matcher.strict(s, name) is not None for s in said]
            strict = _times([partial(matcher.strict, s, name) for s in said], 3)
            cascade = _times([partial(matcher.cascade, s, name) for s in said], 3)
            for matched, theirs, case in (
                (True, strict, "matched"),
                (False, strict, "not matched, strict"),
                (False, cascade, "not matched, cascade"),
            ):
                ours = [t for t, is_in in zip(mine, is_match, strict=True) if is_in is matched]
                peer = [t for t, is_in in zip(theirs, is_match, strict=True) if is_in is matched]
                beside.append(
                    f"| {language} | {count} | {case}: {len(ours)} of {len(said)}"
                    f" | {_p([one.cpu for one in ours])} | {_p([one.cpu for one in peer])}"
                    f" | {_median(ours) / _median(peer):.2f} |"
                )
    return sizes, beside


# --- a Llama of the 1B shape ---------------------------------------------------------------------

SHAPE = {
    "embedding_length": 2048,
    "block_count": 16,
    "feed_forward_length": 8192,
    "attention.head_count": 32,
    "attention.head_count_kv": 8,
    "vocab": 128_256,
}
"""Llama 3.2 1B's config.json; the head is tied."""
_PIECES = re.compile(
    r"'(?:[sdmt]|ll|ve|re)|[^\w\s]?[^\W\d_]+|\d{1,3}| ?[^\s\w]+|\s+", re.IGNORECASE
)
"""Llama 3's first cut of a text, in `re`'s terms: each piece is one token or more."""
TURNS = 4


def _random_gguf(path: Path) -> None:
    """Write a model of the 1B shape whose Q4_0 blocks hold random numbers of a likely size."""
    import numpy as np
    from gguf import GGMLQuantizationType, GGUFWriter, LlamaFileType

    rng = np.random.default_rng(0)
    size, layers = SHAPE["embedding_length"], SHAPE["block_count"]
    inner, heads = SHAPE["feed_forward_length"], SHAPE["attention.head_count"]
    keys = size // heads * SHAPE["attention.head_count_kv"]
    writer = GGUFWriter(path, "llama")
    writer.add_context_length(8192)
    writer.add_embedding_length(size)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(inner)
    writer.add_head_count(heads)
    writer.add_head_count_kv(SHAPE["attention.head_count_kv"])
    writer.add_rope_dimension_count(size // heads)
    writer.add_rope_freq_base(500_000.0)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(SHAPE["vocab"])
    writer.add_file_type(LlamaFileType.MOSTLY_Q4_0)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("llama-bpe")
    writer.add_token_list([f"t{number}" for number in range(SHAPE["vocab"])])
    writer.add_token_types([1] * SHAPE["vocab"])
    writer.add_token_merges(["t 0"])
    writer.add_bos_token_id(0)
    writer.add_eos_token_id(1)

    def weights(name: str, rows: int, columns: int) -> None:
        blocks = rng.integers(0, 256, (rows, columns // 32, 18), dtype=np.uint8)
        blocks[:, :, :2] = np.array([0.006], np.float16).view(np.uint8)  # a block's scale
        writer.add_tensor(name, blocks.reshape(rows, -1), raw_dtype=GGMLQuantizationType.Q4_0)

    weights("token_embd.weight", SHAPE["vocab"], size)
    writer.add_tensor("output_norm.weight", np.ones(size, np.float32))
    for layer in range(layers):
        for part in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"blk.{layer}.{part}.weight", np.ones(size, np.float32))
        for part, rows, columns in (
            ("attn_q", size, size),
            ("attn_k", keys, size),
            ("attn_v", keys, size),
            ("attn_output", size, size),
            ("ffn_gate", inner, size),
            ("ffn_up", inner, size),
            ("ffn_down", size, inner),
        ):
            weights(f"blk.{layer}.{part}.weight", rows, columns)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _described(home: Home) -> str:
    """Describe a home as assistants do it in a system prompt."""
    lines = [
        "You control a smart home. Call one of the tools: turn_on(name, area), "
        "turn_off(name, area), set(name, attribute, value), get_state(name). Answer in JSON only.",
        "Devices:",
    ]
    for thing in home.things.values():
        area = home.areas[thing.area].name if thing.area else "-"
        state = ", ".join(f"{k}={v}" for k, v in home.state[thing.id].items())
        lines.append(f"- {thing.title}; {area}; {thing.type}; {state}")
    return "\n".join(lines)


_CALL = '{"name": "turn_off", "parameters": {"name": "kitchen light", "area": "kitchen"}}'


def _beside_llama(nano: Nano) -> list[str]:
    """Return the rows of the third table."""
    import xllamacpp

    whole = homefile.load(EXAM / "maple-house.home.json")
    home = grown(whole, SIZES[0], "en")
    lexicon = compile_lexicon(home)
    said = SAID["en"][:TURNS]
    calls = [partial(nano.understand, s, home=home, lexicon=lexicon) for s in said]
    mine = _median(_times(calls))
    rng = random.Random(3)

    def tokens(text: str) -> list[int]:
        return [rng.randrange(2, SHAPE["vocab"]) for _ in _PIECES.findall(text)]

    length = len(_PIECES.findall(_CALL))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "llama-1b.gguf"
        _random_gguf(path)
        params = xllamacpp.CommonParams()
        params.model.path = str(path)
        params.hostnames, params.port = ["127.0.0.1"], 0
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
        params.n_ctx, params.n_parallel, params.n_gpu_layers = 4096, 1, 0
        params.warmup = False
        server = xllamacpp.Server(params)

        def turn(text: str) -> tuple[Taken, Mapping[str, Any]]:
            asked = {
                "prompt": [*prefix, *tokens(text)],
                "n_predict": length,
                "ignore_eos": True,
                "temperature": 0.0,
                "cache_prompt": True,
            }
            answers: list[dict[str, Any]] = []
            taken = _taken(lambda: answers.append(server.handle_completions(asked)))
            return taken, answers[0]["timings"]

        prefix = tokens(_described(home))
        cold, *kept = [turn(one) for one in said]
    return [
        _llama_row("nothing", [cold], mine),
        _llama_row("the home's description", kept, mine),
    ]


def _llama_row(case: str, turns: Sequence[tuple[Taken, Mapping[str, Any]]], mine: float) -> str:
    wall = statistics.median(taken.wall for taken, _ in turns)
    cpu = statistics.median(taken.cpu for taken, _ in turns)
    timings = turns[-1][1]
    tokens = f"{timings['prompt_n']} | {timings['predicted_n']}"
    figures = f"{wall:.0f} | {cpu:.0f} | {mine:.2f} | {cpu / mine:.0f}"
    return f"| {case} | {len(turns)} | {tokens} | {figures} |"


def section() -> str:
    """Measure all and return the tables."""
    nano = load_nano()
    sizes, beside = _beside_hassil(nano)
    parts = [
        "Text to plan, ms p50 / p95, by the clock and of the processor; ratios are of the latter,",
        "which a busy neighbour does not stretch. The lexicon is compiled when names change, not",
        "for a request.",
        "",
        "| language | things | nano, clock | nano, CPU | p50 to 20 things | lexicon, CPU ms |",
        "| --- | --- | --- | --- | --- | --- |",
        *sizes,
        "",
        "The same sentences with hassil and home-assistant-intents, CPU ms p50 / p95.",
        "",
        "| language | things | sentences | nano | hassil | nano / hassil, p50 |",
        "| --- | --- | --- | --- | --- | --- |",
        *beside,
    ]
    missing = [name for name in ("xllamacpp", "gguf") if importlib.util.find_spec(name) is None]
    if missing:
        parts += ["", f"Llama of the 1B shape: left out, {' and '.join(missing)} not installed."]
        return "\n".join(parts)
    return "\n".join(
        (
            *parts,
            "",
            "Llama 3.2's 1B shape, random Q4_0 weights, llama.cpp, one thread, 20 things.",
            "",
            "| in its cache | turns | tokens read | written | ms | CPU ms | nano, CPU ms | ratio |",
            "| --- | --- | --- | --- | --- | --- | --- | --- |",
            *_beside_llama(nano),
        )
    )


def main() -> None:
    """Print the tables."""
    print(section())


if __name__ == "__main__":
    main()
