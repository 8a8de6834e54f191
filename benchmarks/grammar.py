"""Our frame automaton against llguidance, on the same frames: cost of a step, cost of compiling.

llguidance gets the same language as a Lark grammar over the same tokenizer's special tokens, for an
utterance with an area, a number and no spans; both are walked along the same random answers.
"""

import json
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.peers import EXAM, SAID, SIZES, grown
from ondol.agent.frames import END, VOCABULARY
from ondol.agent.grammar import Automaton, FrameConstraint, automaton
from ondol.agent.linking import Mention, compile_lexicon, link
from ondol.agent.understanding import Nano
from ondol.apps.hub import load_nano
from ondol.home import homefile
from ondol.llama import Tokenizer

NANO = Path(__file__).parents[1] / "src" / "ondol" / "agent" / "nano"
MENTIONS = (
    Mention(start=0, end=2, kind="area", mark="<k:area>"),
    Mention(start=3, end=5, kind="number", mark="<k:number>"),
)


def _walks(tokenizer: Tokenizer, count: int) -> list[list[int]]:
    rng = random.Random(7)
    walks: list[list[int]] = []
    while len(walks) < count:
        constraint = FrameConstraint(mentions=MENTIONS, text=(), ids=tokenizer.id)
        walk: list[int] = []
        while (allowed := constraint.allowed()) and len(walk) < 40:
            walk.append(rng.choice(list(allowed)))
            constraint.advance(walk[-1])
        if walk[-1] == tokenizer.id(END):
            walks.append(walk)
    return walks


def ours(tokenizer: Tokenizer, walks: Sequence[Sequence[int]]) -> list[float]:
    """Return microseconds a step, for each walk: the allowed tokens and the advance."""
    times = []
    for walk in walks:
        constraint = FrameConstraint(mentions=MENTIONS, text=(), ids=tokenizer.id)
        started = time.perf_counter()
        for token in walk:
            constraint.allowed()
            constraint.advance(token)
        times.append((time.perf_counter() - started) / len(walk) * 1e6)
    return times


def llguidance(walks: Sequence[Sequence[int]], tokenizer: Tokenizer) -> tuple[list[float], float]:
    """Return microseconds a step for each walk, and milliseconds to compile the grammar."""
    import llguidance as guidance
    import llguidance.numpy as guidance_numpy

    data = json.loads((NANO / "tokenizer.json").read_text(encoding="utf-8"))
    parts = [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}]
    parts += [{"type": "ByteFallback"}, {"type": "Fuse"}]
    data["decoder"] = {"type": "Sequence", "decoders": parts}
    lark = _lark()
    fast = guidance.LLTokenizer(json.dumps(data))
    started = time.perf_counter()
    matcher = guidance.LLMatcher(fast, lark)
    compiled_ms = (time.perf_counter() - started) * 1e3
    if matcher.is_error():
        raise RuntimeError(matcher.get_error())
    bitmask = guidance_numpy.allocate_token_bitmask(1, fast.vocab_size)
    times = []
    for walk in walks:
        one = matcher.deep_copy()
        steps = [token for token in walk if tokenizer.piece(token) != END]
        started = time.perf_counter()
        for token in steps:
            guidance_numpy.fill_next_token_bitmask(one, bitmask)
            one.consume_token(token)
        times.append((time.perf_counter() - started) / max(len(steps), 1) * 1e6)
        if one.is_error():
            raise RuntimeError(one.get_error())
    return times, compiled_ms


def _lark() -> str:
    """Write the automaton for `MENTIONS` as a Lark grammar, a rule a state."""
    states = Automaton(frozenset(m.kind for m in MENTIONS), has_text=False)
    names: dict[frozenset[int], str] = {}
    waiting = [states.start]
    rules: list[str] = []
    names[states.start] = "start"
    while waiting:
        nodes = waiting.pop()
        state = states.state(nodes)
        grouped: dict[frozenset[int], list[str]] = {}
        for token, following in state.tokens.items():
            grouped.setdefault(following, []).append(token)
        for kind, following in state.points.items():
            numbers = [i for i, m in enumerate(MENTIONS, start=1) if m.kind == kind]
            grouped.setdefault(following, []).extend(f"<@{i}>" for i in numbers)
        options = []
        for following, tokens in grouped.items():
            if following not in names:
                names[following] = f"s{len(names)}"
                waiting.append(following)
            group = " | ".join(f"<[{VOCABULARY.index(token)}]>" for token in tokens)
            options.append(f"({group}) {names[following]}")
        if state.is_end:
            options.append('""')
        rules.append(f"{names[nodes]}: " + " | ".join(options))
    return "\n".join(sorted(rules, key=lambda rule: not rule.startswith("start:")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the grammar costs a home of `things`: its own part in ms, an utterance's in µs."""

    language: str
    things: int
    compiled_ms: float
    link_us: float
    first_us: float
    again_us: float


def parts(nano: Nano) -> list[Parts]:
    """Return what each home's part costs when it changes, and what each utterance's does.

    Medians of processor time, but for the first time that an utterance offers what it offers: the
    longest, for that is when the automaton grows.
    """
    found = []
    for language, file in (("ko", "seoul-flat"), ("en", "maple-house")):
        whole = homefile.load(EXAM / f"{file}.home.json")
        for count in SIZES:
            home = grown(whole, count, language)
            lexicon = compile_lexicon(home)
            compiled = statistics.median(_ms(partial(compile_lexicon, home)) for _ in range(7))
            linked, first, again = [], [], []
            automaton.cache_clear()
            for said in SAID[language]:
                linked.append(_ms(partial(link, said, lexicon)))
                prompt = nano.prompt(said, None, lexicon)
                constrain = partial(
                    FrameConstraint,
                    mentions=prompt.mentions,
                    text=prompt.text,
                    ids=nano.tokenizer.id,
                )
                first.append(_ms(constrain))
                again.append(_ms(constrain))
            found.append(
                Parts(
                    language=language,
                    things=count,
                    compiled_ms=compiled,
                    link_us=statistics.median(linked) * 1e3,
                    first_us=max(first) * 1e3,
                    again_us=statistics.median(again) * 1e3,
                )
            )
    return found


def _ms(call: Callable[[], object]) -> float:
    started = time.process_time()
    call()
    return (time.process_time() - started) * 1e3


def main() -> None:
    """Print the tables."""
    tokenizer = Tokenizer.load(NANO / "tokenizer.json")
    walks = _walks(tokenizer, 200)
    ours(tokenizer, walks)  # states are expanded once, as in a hub that has run a minute
    mine = statistics.median(ours(tokenizer, walks))
    print("| constraint | compile ms | step µs p50 |\n| --- | --- | --- |")
    print(f"| ours | at import | {mine:.1f} |")
    theirs, compiled_ms = llguidance(walks, tokenizer)
    other = statistics.median(theirs)
    print(f"| llguidance | {compiled_ms:.1f} | {other:.1f} |")
    print(f"\nours / llguidance: {mine / other:.2f}\n")
    print("The home's part is compiled when names change, in a thread (`agent.conversation`).")
    print("The utterance's part is within a request: its names found, its automaton and spans.\n")
    print("| home | things | its part, ms | names found, µs | grammar, µs | at its first, µs |")
    print("| --- | --- | --- | --- | --- | --- |")
    for part in parts(load_nano()):
        utterance = f"{part.link_us:.0f} | {part.again_us:.0f} | {part.first_us:.0f}"
        print(f"| {part.language} | {part.things} | {part.compiled_ms:.1f} | {utterance} |")


if __name__ == "__main__":
    main()
