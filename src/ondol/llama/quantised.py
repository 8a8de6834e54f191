"""Weights as int8, each output row with a scale: in memory, and in safetensors.

`<name>.weight` is I8 and `<name>.weight_scale` F32, a column; norms stay F32. Names and meaning are
those of compressed-tensors ("int-quantized", symmetric, by channel), which others read too; only
that the embedding is quantised as well is our own. Why: docs/decisions/0008-int8-kernel.md. Shapes,
as suffixes: N rows, the outputs; M columns.
"""

import hashlib
import json
import shutil
import struct
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ondol.errors import InvalidModelError

from . import weights

LEVELS = 127
_LEAST = np.float32(1e-30)  # a row below is zeros: one over its scale would be none
SCALE = "_scale"

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantised:
    """A matrix of N rows and M columns: `values_NM` times each row's scale."""

    values_NM: npt.NDArray[np.int8]
    scales_N: Array

    @property
    def shape(self) -> tuple[int, ...]:
        """Return (rows, columns)."""
        return self.values_NM.shape

    def floats(self) -> Array:
        """Return the matrix in float32."""
        floats: Array = self.values_NM * self.scales_N[:, None]
        return floats


def quantise(matrix_NM: Array) -> Quantised:
    """Round a matrix to 255 levels a row.

    >>> quantise(np.array([[0.0, 1.0, -0.5]], np.float32)).values_NM.tolist()
    [[0, 127, -64]]
    """
    largest_N = np.maximum(matrix_NM.max(axis=1), -matrix_NM.min(axis=1))
    scales_N = np.maximum(largest_N, _LEAST) / np.float32(LEVELS)
    rounded_NM = np.rint(matrix_NM * (1 / scales_N)[:, None])
    return Quantised(values_NM=rounded_NM.astype(np.int8), scales_N=scales_N)


def joined(tensors: Mapping[str, npt.NDArray[Any]]) -> dict[str, Array | Quantised]:
    """Return a file's tensors, those in int8 together with their scales.

    Raises:
        InvalidModelError: a matrix in int8 has no scales, or not one for each row.
    """
    found: dict[str, Array | Quantised] = {}
    for name, tensor in tensors.items():
        if tensor.dtype != np.int8:
            if not name.endswith(f".weight{SCALE}"):
                found[name] = tensor
            continue
        scales = tensors.get(name + SCALE)
        if scales is None or tensor.ndim != 2 or scales.shape != (len(tensor), 1):
            shape = None if scales is None else scales.shape
            raise InvalidModelError(
                f"model.safetensors: {name} is int8, {tensor.shape}, and {name}{SCALE} is {shape}, "
                "not a scale for each row: install the model again"
            )
        found[name] = Quantised(values_NM=tensor, scales_N=scales[:, 0])
    return found


def write(source: Path, folder: Path) -> None:
    """Write a model folder again with all matrices in int8: half the size of half precision.

    Raises:
        InvalidModelError: the source is no whole model.
    """
    weights.check(source)
    tensors: dict[str, npt.NDArray[Any]] = {}
    for name, tensor in joined(weights.load_tensors(source / "model.safetensors")).items():
        if isinstance(tensor, Quantised) or tensor.ndim == 2:
            matrix = tensor if isinstance(tensor, Quantised) else quantise(tensor)
            tensors[name] = matrix.values_NM
            tensors[name + SCALE] = matrix.scales_N[:, None]
        else:
            tensors[name] = tensor
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.safetensors").write_bytes(_safetensors(tensors))
    for name in set(weights.FILES) - {"model.safetensors"}:
        shutil.copyfile(source / name, folder / name)
    sums = {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in weights.FILES}
    manifest = {"format": weights.FORMAT, "sha256": sums}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")


def _safetensors(tensors: Mapping[str, npt.NDArray[Any]]) -> bytes:
    """Return the bytes of a file; "Format" as in `weights`, the data at a multiple of 8."""
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    at = 0
    for name, tensor in tensors.items():
        kind = "I8" if tensor.dtype == np.int8 else "F32"
        header[name] = {
            "dtype": kind,
            "shape": tensor.shape,
            "data_offsets": (at, at + tensor.nbytes),
        }
        at += tensor.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    data = (np.ascontiguousarray(tensor).tobytes() for tensor in tensors.values())
    return b"".join((struct.pack("<Q", len(text)), text, *data))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("python -m ondol.llama.quantised MODEL_FOLDER NEW_FOLDER")
    try:
        write(Path(sys.argv[1]), Path(sys.argv[2]))
    except InvalidModelError as error:
        sys.exit(str(error))
