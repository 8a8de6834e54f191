"""Llama 3.2 1B's true shape, with random weights: our float runtime beside `transformers`.

The checkpoint is written as Meta publishes it (bfloat16, one file, `rope_scaling: llama3`, tied
head). Each side reads it in a process of its own, in float32, with one thread: memory is its own,
and nothing is kept from the other. Seconds are the processor's: the sides do not run at once, so on
a busy machine a clock would compare its hours. Takes 2.5 GB of disk and 8 GB of memory for some
minutes.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}
SHAPE: Mapping[str, Any] = {
    "vocab_size": 128_256,
    "hidden_size": 2048,
    "intermediate_size": 8192,
    "num_hidden_layers": 16,
    "num_attention_heads": 32,
    "num_key_value_heads": 8,
    "head_dim": 64,
    "max_position_embeddings": 131_072,
    "rms_norm_eps": 1e-5,
    "tie_word_embeddings": True,
    "bos_token_id": 128_000,
    "eos_token_id": [128_001, 128_008, 128_009],
}
ROPE = {
    "rope_theta": 500_000.0,
    "rope_type": "llama3",
    "factor": 32.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 8192,
}
POSITIONS, WRITTEN = 64, 8
TOKENS = np.random.default_rng(1).integers(0, 128_000, POSITIONS).tolist()
LIMIT = 1e-3
SIDES = ("transformers", "ours")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a side found and took: processor seconds, gigabytes of its own while it has a model."""

    logits: Any
    ids: list[int]
    load_s: float
    read_s: float
    write_s: float
    own_gb: float


def make(folder: Path) -> None:
    """Write a random checkpoint; norms too are not all ones, as they are when training starts."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    torch.manual_seed(0)
    torch.set_default_dtype(torch.bfloat16)
    model = LlamaForCausalLM(LlamaConfig(**SHAPE, rope_parameters=ROPE))
    for name, weight in model.named_parameters():
        if name.endswith("norm.weight"):
            torch.nn.init.uniform_(weight, 0.5, 1.5)
    model.save_pretrained(folder, max_shard_size="5GB")


def ours(folder: Path) -> Run:
    """Read the prompt, then read it again and write greedily."""
    from ondol.llama import Llama
    from ondol.llama.constraint import Unconstrained

    started = time.process_time()
    llama = Llama.load_published(folder)
    loaded = time.process_time()
    logits = llama.logits(TOKENS)
    read = time.process_time()
    every = Unconstrained(llama.config.vocab_size, llama.config.eos_token_id)
    ids = llama.generate(TOKENS, every, max_tokens=WRITTEN).ids
    return Run(
        logits=logits,
        ids=list(ids),
        load_s=loaded - started,
        read_s=read - loaded,
        write_s=time.process_time() - read,
        own_gb=_gb("RssAnon"),
    )


def transformers(folder: Path) -> Run:
    """Do the same as `ours`."""
    import torch
    from transformers import LlamaForCausalLM

    torch.set_num_threads(1)
    started = time.process_time()
    model = LlamaForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    loaded = time.process_time()
    tokens = torch.tensor([TOKENS])
    with torch.inference_mode():
        logits = model(tokens).logits[0].numpy()
        read = time.process_time()
        ids = model.generate(
            tokens,
            attention_mask=torch.ones_like(tokens),
            max_new_tokens=WRITTEN,
            do_sample=False,
            pad_token_id=128_001,
        )[0, POSITIONS:].tolist()
    return Run(
        logits=logits,
        ids=ids,
        load_s=loaded - started,
        read_s=read - loaded,
        write_s=time.process_time() - read,
        own_gb=_gb("RssAnon"),
    )


def _gb(kind: str) -> float:
    """Return a figure of this process's memory; RssAnon leaves out files that are mapped."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(rf"{kind}:\s+(\d+) kB", status)
    assert found is not None, kind
    return int(found[1]) * 1024 / 1e9


def side(name: str, folder: Path) -> None:
    """Measure one side; its logits are left in the folder, its figures printed."""
    run = {"ours": ours, "transformers": transformers}[name](folder)
    np.save(folder / f"{name}.npy", run.logits)
    figures = {"load_s": run.load_s, "read_s": run.read_s, "write_s": run.write_s}
    print(json.dumps({"ids": run.ids, **figures, "own_gb": run.own_gb, "most_gb": _gb("VmHWM")}))


def _child(step: str, folder: Path) -> str:
    return subprocess.run(
        [sys.executable, "-m", "benchmarks.llama_1b", step, str(folder)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **ONE_THREAD},
    ).stdout


def section() -> str:
    """Measure both sides and return the text and table.

    Raises:
        AssertionError: logits differ by more than 1e-3, or other tokens are written.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _child("make", folder)
        size = (folder / "model.safetensors").stat().st_size / 1e9
        found = {one: json.loads(_child(one, folder).splitlines()[-1]) for one in SIDES}
        theirs, mine = (np.load(folder / f"{one}.npy") for one in SIDES)
    apart = float(np.abs(theirs - mine).max())
    lines = [
        f"{size:.2f} GB of random bfloat16 read by each side in float32, {POSITIONS} positions; "
        f"logits with a standard deviation of {theirs.std():.2f}.",
        "",
        "| | load, CPU s | read the prompt, CPU s | read it and write "
        f"{WRITTEN} tokens, CPU s | memory, GB | at its highest, mapped files included, GB |",
        "| --- | --- | --- | --- | --- | --- |",
        *(
            f"| {one} | {row['load_s']:.1f} | {row['read_s']:.1f} | {row['write_s']:.1f} "
            f"| {row['own_gb']:.1f} | {row['most_gb']:.1f} |"
            for one, row in found.items()
        ),
        "",
        f"Logits differ by {apart:.1e} at most, over {theirs.size:,}. Written greedily: "
        f"{found['ours']['ids']}, by both.",
    ]
    assert apart < LIMIT, f"logits differ by {apart}"
    assert found["ours"]["ids"] == found["transformers"]["ids"], "other tokens are written"
    return "\n".join(lines)


if __name__ == "__main__":
    match sys.argv[1:]:
        case []:
            print(section())
        case ["make", folder]:
            make(Path(folder))
        case [name, folder]:
            side(name, Path(folder))
