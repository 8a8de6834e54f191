"""NumPy against ONNX Runtime and torch, at nano's shape, one thread: reading a prompt.

ONNX Runtime runs the same weights as exported by torch, in float and as int8 (dynamic); both read a
prompt of 25 tokens at once and give the last logits. Decoding with a cache is NumPy's own figure:
what a whole utterance costs stands in `benchmarks.understanding`.
"""

import io
import os
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

NANO = Path(__file__).parents[1] / "src" / "ondol" / "agent" / "nano"
LENGTH = 25


def median_ms(call: Callable[[], object], times: int = 60) -> float:
    """Return the median milliseconds of a call."""
    call()
    found = []
    for _ in range(times):
        started = time.perf_counter()
        call()
        found.append((time.perf_counter() - started) * 1e3)
    return statistics.median(found)


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


def main() -> None:
    """Print the table."""
    import onnxruntime
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from safetensors.torch import load_file
    from torch.nn import functional

    from ondol.llama import Llama
    from ondol.llama.model import Sequence_
    from ondol.llama.weights import load_config
    from ondol.training.model import Llama as Trained
    from ondol.training.model import LlamaConfig

    torch.set_num_threads(1)
    nano = Llama.load(NANO)
    tokens = np.random.default_rng(0).integers(400, 5000, LENGTH).tolist()
    config = load_config(NANO)
    trained = Trained(LlamaConfig(**{n: getattr(config, n) for n in LlamaConfig.__slots__}))
    weights = {k: v.float() for k, v in load_file(NANO / "model.safetensors").items()}
    trained.load_state_dict(weights)
    trained.eval()
    example = torch.tensor([tokens])
    rows = [("NumPy float32", median_ms(lambda: Sequence_(nano, LENGTH).feed(tokens)))]
    with torch.no_grad():
        rows.append(("torch float32", median_ms(lambda: trained.hidden(example))))
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain, small = Path(folder) / "nano.onnx", Path(folder) / "nano.int8.onnx"
        buffer = io.BytesIO()
        functional.rms_norm = _rms_norm
        functional.scaled_dot_product_attention = _attention
        torch.onnx.export(trained, (example,), buffer, dynamo=False, input_names=["tokens"])
        plain.write_bytes(buffer.getvalue())
        quantize_dynamic(plain, small, weight_type=QuantType.QInt8)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        for name, path in (("ONNX Runtime float32", plain), ("ONNX Runtime int8", small)):
            session = onnxruntime.InferenceSession(path, options)
            feed = {"tokens": np.array([tokens], np.int64)}
            rows.append((name, median_ms(lambda s=session, f=feed: s.run(None, f))))
    numpy_ms = rows[0][1]
    print(f"| runtime | prompt of {LENGTH} tokens, ms p50 | ratio to NumPy |\n| --- | --- | --- |")
    for name, spent in rows:
        print(f"| {name} | {spent:.2f} | {spent / numpy_ms:.2f} |")
    sequence = Sequence_(nano, LENGTH + 400)
    sequence.feed(tokens)
    step = median_ms(lambda: sequence.feed([7]), times=200)
    print(f"\nNumPy, one more token with the cache: {step:.2f} ms p50")


if __name__ == "__main__":
    main()
