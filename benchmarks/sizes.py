"""Sizes of nano against score and latency, each trained from nothing on the same few tokens.

    python -m benchmarks.sizes BUILD [TOKENS]

BUILD is a folder of `runs/nano.sh` with its tokenizer and shards. A size that learns more from as
many tokens is the better one only if it is fast enough; a long training's worth: runs/LOG.md.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import sys
import tempfile
import time
from pathlib import Path

import torch

from benchmarks.quantised import exams
from ondol.agent.exam import examine, total
from ondol.agent.understanding import Nano
from ondol.llama import Llama, Tokenizer, load_kernel
from ondol.training.data import Examples
from ondol.training.export import write
from ondol.training.model import LlamaConfig
from ondol.training.train import TrainConfig, train

SIZES = ((128, 4, 4, 2, 352), (192, 6, 6, 3, 512), (256, 6, 8, 4, 704))
"""Width, layers, heads, key/value heads, inner width."""


def row(config: LlamaConfig, examples: Examples, tokenizer: Path, tokens: int) -> str:
    """Train one size and return its row of the table."""
    started = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        run = TrainConfig(model=config, total_tokens=tokens, muon_rate=0.02, adam_rate=3e-3)
        model = train(run, examples, Path(folder) / "run")
        spent = time.process_time() - started
        parameters = sum(p.numel() for p in model.parameters())
        write(model, tokenizer, Path(folder) / "nano")
        nano = Nano(
            model=Llama.load(Path(folder) / "nano", kernel=load_kernel()),
            tokenizer=Tokenizer.load(tokenizer),
        )
        size = (Path(folder) / "nano" / "model.safetensors").stat().st_size / 1e6
        found = total([examine(file, nano, clock=time.perf_counter) for file in exams()])
    shape = f"{config.hidden_size} x {config.num_hidden_layers}"
    return (
        f"| {shape} | {parameters / 1e6:.1f} M, {size:.1f} MB | {spent:.0f} s |"
        f" {found['right'] / found['cases']:.1%} | {found['wrong_acts'] / found['cases']:.2%} |"
        f" {found['p50_ms']:.1f} / {found['p95_ms']:.1f} |"
    )


def main(build: Path, tokens: int) -> None:
    """Print the table."""
    torch.set_num_threads(1)
    examples = Examples.load(sorted(build.glob("shard*.npz"))[-1:])
    vocabulary = len(Tokenizer.load(build / "tokenizer.json"))
    print(f"After {tokens / 1e6:g} M tokens, from nothing; int8, one core.\n")
    print("| width x layers | size | processor time | right | wrong acts | p50 / p95 ms |")
    print("| --- | --- | --- | --- | --- | --- |")
    for width, layers, heads, groups, inner in SIZES:
        config = LlamaConfig(
            vocab_size=vocabulary,
            hidden_size=width,
            intermediate_size=inner,
            num_hidden_layers=layers,
            num_attention_heads=heads,
            num_key_value_heads=groups,
        )
        print(row(config, examples, build / "tokenizer.json", tokens), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_500_000)
