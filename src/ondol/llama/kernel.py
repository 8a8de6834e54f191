"""Runs a model with int8 weights by `kernel.c`, through ctypes: all layers in one call.

The kernel is loaded from the package's own folder and nowhere else, and only if it was made of the
`kernel.c` that stands beside it. Without it `load` gives None and says why once: NumPy does the
same work (`model.Floats`). Shapes as in `model`.
"""

import ctypes
import logging
import stat
from collections.abc import Callable, Mapping, Sequence
from ctypes import POINTER, byref, c_char_p, c_float, c_int, c_int32, c_int64, c_void_p
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from . import build, weights
from .quantised import Quantised, quantise

_log = logging.getLogger(__name__)

_BLOCK = 16  # as in kernel.c
_NO_SUCH_TOKEN, _NO_ROOM = 1, 2

Array = npt.NDArray[np.float32]


class _Matrix(ctypes.Structure):
    _fields_ = (
        ("values", c_void_p),
        ("scales", c_void_p),
        ("rows", c_int32),
        ("columns", c_int32),
    )


class _Layer(ctypes.Structure):
    _fields_ = (
        ("norm_D", c_void_p),
        ("mlp_norm_D", c_void_p),
        ("qkv", _Matrix),
        ("out", _Matrix),
        ("gate_up", _Matrix),
        ("down", _Matrix),
    )


class _Rows(ctypes.Structure):
    _fields_ = (("values_VD", c_void_p), ("scales_V", c_void_p))


class _Model(ctypes.Structure):
    _fields_ = (
        *((name, c_int32) for name in ("layers", "width", "heads", "groups", "head", "inner")),
        ("vocabulary", c_int32),
        ("positions", c_int32),
        ("eps", c_float),
        ("level", c_int32),
        ("layer", c_void_p),
        ("norm_D", c_void_p),
        ("cos_TK", c_void_p),
        ("sin_TK", c_void_p),
        ("embedding", _Rows),
        ("scores", _Rows),
    )


class _Sequence(ctypes.Structure):
    _fields_ = (
        ("keys_LGSK", c_void_p),
        ("values_LGSK", c_void_p),
        ("scratch", c_void_p),
        ("capacity", c_int32),
        ("length", c_int32),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kernel:
    """The compiled kernel.

    Attributes:
        levels: the instruction sets that this processor has, of those it knows; the best last.
        level: the one that it uses.
    """

    read: Callable[..., int]
    scratch_bytes: Callable[..., int]
    levels: tuple[str, ...]
    level: str

    def at(self, level: str) -> "Kernel":
        """Return the kernel with another of its levels."""
        return replace(self, level=level)


@lru_cache
def load(path: Path = build.KERNEL) -> Kernel | None:
    """Return the kernel, or None, and log why, if there is none that can be trusted to be ours."""
    try:
        return _opened(path)
    except build.KernelError as error:
        _log.warning("nano runs on NumPy, several times slower than by its kernel: %s", error)
        return None


def _opened(path: Path) -> Kernel:
    remedy = f"with a C compiler, python {build.__file__} makes it"
    try:
        for place in (path, path.parent):
            if place.stat().st_mode & stat.S_IWOTH:
                raise build.KernelError(f"everybody may write to {place}: chmod o-w {place}")
        library = ctypes.CDLL(str(path))
        library.ondol_source.restype = c_char_p
        if library.ondol_source().decode() != build.digest():
            raise build.KernelError(f"{path} was made of another kernel.c: {remedy}")
        return _typed(library)
    except FileNotFoundError as error:
        raise build.KernelError(f"{path} was not made: {remedy}") from error
    except (OSError, AttributeError) as error:
        raise build.KernelError(f"{path} cannot be loaded ({error}): {remedy}") from error


def _typed(library: ctypes.CDLL) -> Kernel:
    library.ondol_level.restype = c_char_p
    library.ondol_scratch_bytes.restype = c_int64
    library.ondol_scratch_bytes.argtypes = (POINTER(_Model), c_int32)
    library.ondol_read.argtypes = (
        POINTER(_Model),
        POINTER(_Sequence),
        POINTER(c_int32),
        c_int32,
        POINTER(c_int32),
        c_int32,
        c_void_p,
        c_void_p,
    )
    levels = [library.ondol_level(c_int(at)).decode() for at in range(library.ondol_levels())]
    return Kernel(
        read=library.ondol_read,
        scratch_bytes=library.ondol_scratch_bytes,
        levels=tuple(levels),
        level=levels[-1],
    )


class Packed:
    """A model in the kernel's form; shared by all sequences, it holds no state of any."""

    def __init__(
        self,
        kernel: Kernel,
        config: weights.Config,
        tensors: Mapping[str, Array | Quantised],
        cos_TK: Array,
        sin_TK: Array,
    ) -> None:
        self._kept: list[npt.NDArray[Any]] = []  # what the structures point into
        self.kernel = kernel
        self._config = config
        self._layers = (_Layer * config.num_hidden_layers)(
            *(self._layer(tensors, at) for at in range(config.num_hidden_layers))
        )
        embedding = self._rows(tensors["model.embed_tokens.weight"])
        head = None if config.tie_word_embeddings else tensors["lm_head.weight"]
        self.model = _Model(
            layers=config.num_hidden_layers,
            width=config.hidden_size,
            heads=config.num_attention_heads,
            groups=config.num_key_value_heads,
            head=config.head_dim,
            inner=config.intermediate_size,
            vocabulary=config.vocab_size,
            positions=len(cos_TK),
            eps=config.rms_norm_eps,
            level=kernel.levels.index(kernel.level),
            layer=ctypes.addressof(self._layers),
            norm_D=self._floats(tensors["model.norm.weight"]),
            cos_TK=self._floats(cos_TK),
            sin_TK=self._floats(sin_TK),
            embedding=embedding,
            scores=embedding if head is None else self._rows(head),
        )

    def sequence(self, capacity: int) -> "Sequence_":
        """Return a new sequence of at most `capacity` positions."""
        return Sequence_(self, capacity)

    def logits(self, tokens: Sequence[int]) -> Array:
        """Return the logits at every position, TV."""
        sequence, every = self.sequence(len(tokens)), range(self._config.vocab_size)
        return np.stack([sequence.read((token,), every) for token in tokens])

    def _layer(self, tensors: Mapping[str, Array | Quantised], at: int) -> _Layer:
        prefix = f"model.layers.{at}."
        attention, mlp = f"{prefix}self_attn.", f"{prefix}mlp."
        return _Layer(
            norm_D=self._floats(tensors[f"{prefix}input_layernorm.weight"]),
            mlp_norm_D=self._floats(tensors[f"{prefix}post_attention_layernorm.weight"]),
            qkv=self._matrix(*(tensors[f"{attention}{name}_proj.weight"] for name in "qkv")),
            out=self._matrix(tensors[f"{attention}o_proj.weight"]),
            gate_up=self._matrix(*(tensors[f"{mlp}{n}_proj.weight"] for n in ("gate", "up"))),
            down=self._matrix(tensors[f"{mlp}down_proj.weight"]),
        )

    def _matrix(self, *parts: Array | Quantised) -> _Matrix:
        """Return matrices that read the same input as one, packed as kernel.c describes."""
        quantised = [_quantised(part) for part in parts]
        values_NM = np.concatenate([part.values_NM for part in quantised])
        scales_N = np.concatenate([part.scales_N for part in quantised])
        rows, columns = values_NM.shape
        padding = ((0, -rows % _BLOCK), (0, columns % 2))
        padded_NM = np.pad(values_NM, padding)
        packed = padded_NM.reshape(len(padded_NM) // _BLOCK, _BLOCK, -1, 2).swapaxes(1, 2)
        return _Matrix(
            values=self._kept_at(packed, np.int8),
            scales=self._floats(np.pad(scales_N, padding[0])),
            rows=rows,
            columns=columns,
        )

    def _rows(self, matrix: Array | Quantised) -> _Rows:
        quantised = _quantised(matrix)
        return _Rows(
            values_VD=self._kept_at(quantised.values_NM, np.int8),
            scales_V=self._floats(quantised.scales_N),
        )

    def _floats(self, array: Array | Quantised) -> int:
        if isinstance(array, Quantised):
            array = array.floats()
        return self._kept_at(array, np.float32)

    def _kept_at(self, array: npt.NDArray[Any], dtype: type[Any]) -> int:
        """Return the address of an array, in C's order, that lives as long as this does."""
        kept = np.ascontiguousarray(array, dtype)
        self._kept.append(kept)
        return kept.ctypes.data


class Sequence_:  # noqa: N801 - `Sequence` is the abstract type's name
    """One sequence under way: its KV cache, and the memory that the kernel works in."""

    def __init__(self, packed: Packed, capacity: int) -> None:
        self._packed = packed  # the kernel reads its memory
        model = packed.model
        padded = capacity + -capacity % _BLOCK
        size = model.layers * model.groups * padded * model.head
        scratch = packed.kernel.scratch_bytes(byref(model), padded) // 4 + 1
        self._memory = np.empty(2 * size + scratch, np.float32)
        keys = self._memory.ctypes.data
        values = keys + size * self._memory.itemsize
        self._sequence = _Sequence(
            keys, values, values + size * self._memory.itemsize, capacity, length=0
        )

    def read(self, tokens: Sequence[int], allowed: Sequence[int]) -> Array:
        """Read tokens and return the logits of those allowed after the last."""
        logits = np.empty(len(allowed), np.float32)
        self._call(tokens, allowed, logits.ctypes.data, None)
        return logits

    def hidden(self, tokens: Sequence[int]) -> Array:
        """Read tokens and return their hidden states after the last norm, TD."""
        hidden_TD = np.empty((len(tokens), self._packed.model.width), np.float32)
        self._call(tokens, (), None, hidden_TD.ctypes.data)
        return hidden_TD

    def _call(
        self,
        tokens: Sequence[int],
        allowed: Sequence[int],
        logits: int | None,
        hidden_TD: int | None,
    ) -> None:
        code = self._packed.kernel.read(
            byref(self._packed.model),
            byref(self._sequence),
            (c_int32 * len(tokens))(*tokens),
            len(tokens),
            (c_int32 * len(allowed))(*allowed),
            len(allowed),
            logits,
            hidden_TD,
        )
        if code == _NO_SUCH_TOKEN:
            raise IndexError(f"a token is not one of the model's {self._packed.model.vocabulary}")
        if code == _NO_ROOM:
            held = self._sequence
            raise ValueError(
                f"{len(tokens)} more tokens after {held.length} do not fit into {held.capacity}"
            )


def _quantised(matrix: Array | Quantised) -> Quantised:
    return matrix if isinstance(matrix, Quantised) else quantise(matrix)
