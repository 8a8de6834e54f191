"""How often int8 writes the same frames as float32, over the exams; and what else was tried.

The kernel's rounding is its own; the alternatives are NumPy with the same weights, whose inputs are
rounded before each product.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from ondol.agent.exam import read_cases
from ondol.agent.frames import Frame
from ondol.agent.linking import compile_lexicon
from ondol.agent.understanding import Nano, Turn
from ondol.apps.hub import NANO, load_nano
from ondol.home import homefile
from ondol.llama import Llama
from ondol.llama.model import Floats
from ondol.llama.quantised import joined, quantise
from ondol.llama.weights import load_config, load_tensors

ROOT = Path(__file__).parents[1]

Written = tuple[tuple[Frame, ...], float]


def exams() -> list[Path]:
    """Return the exam files: those in tests/exam and those of the folder in ONDOL_EXAMS."""
    folders = [ROOT / "tests" / "exam"]
    if os.environ.get("ONDOL_EXAMS"):
        folders.append(Path(os.environ["ONDOL_EXAMS"]))
    return list(
        {f.name: f for folder in folders for f in sorted(folder.glob("*.exam.jsonl"))}.values()
    )


def written(nano: Nano, file: Path) -> Iterator[Written]:
    """Return what nano writes for each case: its frames and their probability."""
    homes: dict[str, Any] = {}
    for _, case in read_cases(file):
        name = case["home"]
        if name not in homes:
            home = homefile.load(file.with_name(name))
            homes[name] = {"home": home, "lexicon": compile_lexicon(home)}
        history: list[Turn] = []
        area = case.get("area")
        for said in (*case.get("history", ()), case["utterance"]):
            understood = nano.understand(said, **homes[name], area=area, history=history)
            history.append(understood.turn)
        yield understood.frames, understood.confidence


class Rounded:
    """A matrix whose products round their left side: `levels` a side, a scale for each `block`."""

    __array_ufunc__ = None  # NumPy leaves `x @ self` to us

    def __init__(self, matrix: Any, levels: int, block: int | None) -> None:
        self.matrix, self.levels, self.block = matrix, levels, block

    def __rmatmul__(self, x: Any) -> Any:
        """Return x @ matrix."""
        blocks = x.reshape(-1, self.block or x.shape[-1])
        scale = np.maximum(np.abs(blocks).max(axis=1, keepdims=True), 1e-30) / self.levels
        return (np.rint(blocks / scale) * scale).astype(np.float32).reshape(x.shape) @ self.matrix


def emulated(levels: int | None, block: int | None) -> Nano:
    """Return nano on NumPy with int8 weights; `levels` of its activations, None: all."""
    shipped = load_tensors(NANO / "model.safetensors")
    tensors = {name: quantise(t) if t.ndim == 2 else t for name, t in joined(shipped).items()}
    model = Llama(load_config(NANO), tensors)
    weights = model._weights
    assert isinstance(weights, Floats)
    if levels is not None:
        names = ("qkv_DX", "out_XD", "gate_up_DF", "down_FD")
        weights.layers = tuple(
            replace(layer, **{n: Rounded(getattr(layer, n), levels, block) for n in names})
            for layer in weights.layers
        )
    return replace(load_nano(), model=model)


def main() -> None:
    """Print the table."""
    files = exams()
    exact = replace(load_nano(), model=Llama.load(NANO))
    reference = [one for file in files for one in written(exact, file)]
    others = {
        "int8, by the kernel (inputs int16)": load_nano(),
        "int8, inputs float32": emulated(None, None),
        "int8, inputs int8": emulated(127, None),
        "int8, inputs int8, a scale for each 64": emulated(127, 64),
        "int8, inputs int8, a scale for each 32": emulated(127, 32),
    }
    print("| weights | same frames as float32 | share | confidence differs by |")
    print("| --- | --- | --- | --- |")
    for name, nano in others.items():
        found = [one for file in files for one in written(nano, file)]
        pairs: Sequence[tuple[Written, Written]] = list(zip(reference, found, strict=True))
        same = sum(one[0] == other[0] for one, other in pairs)
        apart = sum(abs(one[1] - other[1]) for one, other in pairs) / len(pairs)
        print(f"| {name} | {same} of {len(pairs)} | {same / len(pairs):.2%} | {apart:.4f} |")


if __name__ == "__main__":
    main()
