"""Our kernel and NumPy against ONNX Runtime and torch, at nano's shape, one thread.

ONNX Runtime runs the same weights as exported by torch, in float and as int8 (dynamic); all read a
prompt of 25 tokens at once and give what the next token needs. One more token with the cache is
compared between NumPy and the kernel: what is exported has no cache. What a whole utterance costs
stands in `benchmarks.understanding`, what int8 changes in `benchmarks.quantised`.
"""

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

if TYPE_CHECKING:
    from ondol.llama.kernel import Packed
    from ondol.llama.model import Floats

NANO = Path(__file__).parents[1] / "src" / "ondol" / "agent" / "nano"
LENGTH = 25
NUMPY = "NumPy float32"
FOOTPRINT = """
import time
from ondol.apps.hub import NANO, load_nano
from ondol.llama import Llama, Tokenizer

def memory_mb(name):
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024

before, started = memory_mb("VmRSS"), time.perf_counter()
kept = {call}
spent = (time.perf_counter() - started) * 1e3
print(*(f"{{x:.0f}}" for x in (spent, memory_mb("VmRSS") - before, memory_mb("VmHWM") - before)))
"""


def side_by_side(calls: Mapping[str, Callable[[], object]], rounds: int = 200) -> dict[str, float]:
    """Return each call's median milliseconds; they take turns, so that a busy machine slows all."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            started = time.perf_counter()
            call()
            times[name].append((time.perf_counter() - started) * 1e3)
    return {name: statistics.median(found) for name, found in times.items()}


def _rms_norm(x: "Any", shape: "Any", weight: "Any", eps: float) -> "Any":
    """Stand in for torch's own, which its exporter does not know."""
    return x * (x.pow(2).mean(-1, keepdim=True) + eps).rsqrt() * weight


def _attention(q: "Any", k: "Any", v: "Any", **_: object) -> "Any":
    """Stand in for torch's grouped attention, which its exporter does not know."""
    import torch

    times = q.shape[1] // k.shape[1]
    k, v = k.repeat_interleave(times, 1), v.repeat_interleave(times, 1)
    scores = q @ k.transpose(-1, -2) / q.shape[-1] ** 0.5
    blocked = torch.ones(q.shape[2], q.shape[2]).triu(1).bool()
    return scores.masked_fill(blocked, float("-inf")).softmax(-1) @ v


def _table(title: str, times: Mapping[str, float]) -> None:
    print(f"| {title} | ms p50 | ratio to NumPy |\n| --- | --- | --- |")
    for name, spent in times.items():
        print(f"| {name} | {spent:.3f} | {spent / times[NUMPY]:.2f} |")


def _exported(trained: "Any", example: "Any", folder: Path) -> dict[str, Callable[[], object]]:
    """Return a call of ONNX Runtime for each precision."""
    import onnxruntime
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from torch.nn import functional

    plain, small = folder / "nano.onnx", folder / "nano.int8.onnx"
    buffer = io.BytesIO()
    functional.rms_norm = _rms_norm
    functional.scaled_dot_product_attention = _attention
    torch.onnx.export(trained, (example,), buffer, dynamo=False, input_names=["tokens"])
    plain.write_bytes(buffer.getvalue())
    quantize_dynamic(plain, small, weight_type=QuantType.QInt8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    calls: dict[str, Callable[[], object]] = {}
    for name, path in (("ONNX Runtime float32", plain), ("ONNX Runtime int8", small)):
        session = onnxruntime.InferenceSession(path, options)
        feed = {"tokens": example.numpy()}
        calls[name] = lambda s=session, f=feed: s.run(None, f)
    return calls


def _whole_path(forms: Mapping[str, "Floats | Packed"]) -> dict[str, float]:
    """Return the median milliseconds from text to plan, over the authored exam, by turns."""
    from ondol.agent.exam import read_cases
    from ondol.agent.linking import compile_lexicon
    from ondol.apps.hub import load_nano
    from ondol.home import homefile
    from ondol.llama import Llama

    exam = NANO.parents[3] / "tests" / "exam" / "authored.dev.exam.jsonl"
    cases = [case for _, case in read_cases(exam)]
    homes = {name: homefile.load(exam.with_name(name)) for name in {c["home"] for c in cases}}
    lexicons = {name: compile_lexicon(home) for name, home in homes.items()}
    models = {}
    for name, form in forms.items():
        model = Llama.load(NANO)
        model._weights = form
        models[name] = replace(load_nano(), model=model)
    times: dict[str, list[float]] = {name: [] for name in models}
    for case in cases * 3:
        for name, nano in models.items():
            started = time.perf_counter()
            nano.understand(
                case["utterance"], home=homes[case["home"]], lexicon=lexicons[case["home"]]
            )
            times[name].append((time.perf_counter() - started) * 1e3)
    return {name: statistics.median(found[len(cases) :]) for name, found in times.items()}


def _footprint() -> None:
    """Print what loading takes, each in a process of its own."""
    print("| model | load ms | memory MB more | at its highest |\n| --- | --- | --- | --- |")
    for name, call in (
        ("int8, by the kernel", "load_nano()"),
        ("float32, NumPy", "Llama.load(NANO), Tokenizer.load(NANO / 'tokenizer.json')"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", FOOTPRINT.format(call=call)],
            capture_output=True,
            text=True,
            check=True,
        )
        print(f"| {name} | {' | '.join(done.stdout.split())} |")


def main() -> None:
    """Print the tables."""
    import torch
    from safetensors.torch import load_file

    from ondol.llama import Llama, load_kernel
    from ondol.llama.kernel import Packed
    from ondol.llama.model import Floats
    from ondol.llama.weights import load_config, load_tensors
    from ondol.training.model import Llama as Trained
    from ondol.training.model import LlamaConfig

    torch.set_num_threads(1)
    config = load_config(NANO)
    exact = Llama.load(NANO)._weights
    assert isinstance(exact, Floats)
    forms: dict[str, Floats | Packed] = {NUMPY: exact}
    compiled = load_kernel()
    assert compiled is not None
    tensors = load_tensors(NANO / "model.safetensors")
    for level in compiled.levels:
        forms[f"our kernel, int8, {level}"] = Packed(
            compiled.at(level), config, tensors, exact.cos_TK, exact.sin_TK
        )
    rng = np.random.default_rng(0)
    tokens, allowed = rng.integers(400, 5000, LENGTH).tolist(), list(range(2, 60))
    trained = Trained(LlamaConfig(**{n: getattr(config, n) for n in LlamaConfig.__slots__}))
    weights = {k: v.float() for k, v in load_file(NANO / "model.safetensors").items()}
    trained.load_state_dict(weights)
    trained.eval()
    example = torch.tensor([tokens])
    prompts: dict[str, Callable[[], object]] = {
        name: lambda f=form: f.sequence(LENGTH).read(tokens, allowed)
        for name, form in forms.items()
    }
    with (
        torch.no_grad(),
        tempfile.TemporaryDirectory() as folder,
        warnings.catch_warnings(action="ignore"),
    ):
        prompts["torch float32"] = lambda: trained.hidden(example)
        prompts |= _exported(trained, example, Path(folder))
        _table(f"a prompt of {LENGTH} tokens", side_by_side(prompts))
    rounds = 200
    steps: dict[str, Callable[[], object]] = {}
    for name, form in forms.items():
        sequence = form.sequence(LENGTH + rounds)
        sequence.read(tokens, allowed)
        steps[name] = lambda s=sequence: s.read((7,), allowed)
    print()
    _table(f"one more token, with the cache ({LENGTH} to {LENGTH + rounds})", side_by_side(steps))
    print()
    _table("from text to plan, the authored exam", _whole_path(forms))
    print()
    _footprint()


if __name__ == "__main__":
    main()
