"""Reads a model folder: `config.json`, `model.safetensors`, `tokenizer.json`, `manifest.json`.

The first three are as Hugging Face's `LlamaForCausalLM` has them; the manifest names the sha256 of
each, so that a damaged file is told apart from a bad answer. Folders that others published (Meta's
Llama 3.x) have no manifest, and their weights in one file or in several. safetensors: 8 bytes of
header length, a JSON header, then the data (https://github.com/huggingface/safetensors, "Format").
"""

import hashlib
import json
import math
import mmap
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ondol.errors import InvalidModelError

FORMAT = 1
"""Version of the manifest; the frame vocabulary's version is the caller's."""

FILES = ("config.json", "model.safetensors", "tokenizer.json")
"""What a model folder holds, beside its manifest."""

WEIGHTS, INDEX = "model.safetensors", "model.safetensors.index.json"

_TYPES: Mapping[str, np.dtype[Any]] = {
    "F32": np.dtype("<f4"),
    "F16": np.dtype("<f2"),
    "BF16": np.dtype("<u2"),  # the upper half of a float32; NumPy has no such type
    "I8": np.dtype("i1"),
}
_AGAIN = "download or install it again"
_COUNTS = (
    *("vocab_size", "hidden_size", "intermediate_size", "num_hidden_layers"),
    *("num_attention_heads", "num_key_value_heads", "max_position_embeddings"),
)
_ROPE_THETA = 10_000.0  # what a `LlamaForCausalLM` has that names none

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Llama3Scaling:
    """How Llama 3.1 and later stretch the slow rotations; names of `config.json`.

    Attributes:
        factor: how much slower those turn that go round fewer than `low_freq_factor` times within
            `original_max_position_embeddings` positions; above `high_freq_factor` none does.
    """

    factor: float
    low_freq_factor: float
    high_freq_factor: float
    original_max_position_embeddings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The shape of a Llama, with the names of Hugging Face's `config.json`.

    Attributes:
        head_dim: width of a head.
        tie_word_embeddings: whether the embedding is the head too.
        eos_token_id: ids that end an answer.
    """

    vocab_size: int
    hidden_size: int
    intermediate_size: int
    num_hidden_layers: int
    num_attention_heads: int
    num_key_value_heads: int
    head_dim: int
    rope_theta: float
    rms_norm_eps: float
    max_position_embeddings: int
    rope_scaling: Llama3Scaling | None = None
    tie_word_embeddings: bool = True
    eos_token_id: tuple[int, ...] = ()


def check(folder: Path) -> Mapping[str, Any]:
    """Compare a folder's files with its manifest and return the manifest.

    Raises:
        InvalidModelError: a file is missing, damaged, or of another format.
    """
    manifest = _json(folder / "manifest.json")
    if manifest.get("format") != FORMAT:
        raise InvalidModelError(
            f"{folder} has format {manifest.get('format')}, this version reads {FORMAT}: "
            "install the model that belongs to it"
        )
    sums = manifest.get("sha256")
    if not isinstance(sums, dict) or not set(FILES) <= set(sums):
        raise InvalidModelError(
            f"{folder / 'manifest.json'} does not name the sha256 of each of {', '.join(FILES)}: "
            "install the model again"
        )
    for name in FILES:
        path = folder / name
        try:
            found = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise InvalidModelError(f"{path} cannot be read ({error}): install it again") from error
        if found != sums[name]:
            raise InvalidModelError(f"{path} is damaged (its sha256 is wrong): install it again")
    return manifest


def load_config(folder: Path) -> Config:
    """Read `config.json`.

    Raises:
        InvalidModelError: missing, or of no Llama that is known here; the text names the field.
    """
    path = folder / "config.json"
    data = _json(path)
    for name, plain in _PLAIN.items():
        if data.get(name, plain) != plain:
            raise InvalidModelError(
                f"{path}: {name} is {data[name]!r}, and only {plain!r} is known: use another model"
            )
    counts = {name: int(_positive(path, data, name, int)) for name in _COUNTS}
    heads, width = counts["num_attention_heads"], counts["hidden_size"]
    if data.get("head_dim") is None:
        if width % heads:
            raise InvalidModelError(f"{path}: its heads do not divide its width: {_AGAIN}")
        data["head_dim"] = width // heads
    head_dim = int(_positive(path, data, "head_dim", int))
    if head_dim % 2 or heads % counts["num_key_value_heads"]:
        raise InvalidModelError(f"{path}: its heads cannot be turned or shared: {_AGAIN}")
    # newer versions of transformers write `rope_parameters`, which holds both
    rope = data.get("rope_parameters") or data.get("rope_scaling") or {}
    if not isinstance(rope, dict):
        raise InvalidModelError(f"{path}: its rope parameters are no object: {_AGAIN}")
    theta = {"rope_theta": rope.get("rope_theta", data.get("rope_theta", _ROPE_THETA))}
    return Config(
        **counts,
        head_dim=head_dim,
        rope_theta=_positive(path, theta, "rope_theta", float),
        rms_norm_eps=_positive(path, data, "rms_norm_eps", float),
        rope_scaling=_scaling(path, rope),
        tie_word_embeddings=data.get("tie_word_embeddings", False) is True,
        eos_token_id=_ids(path, data.get("eos_token_id")),
    )


_PLAIN: Mapping[str, object] = {
    "model_type": "llama",
    "hidden_act": "silu",
    "attention_bias": False,
    "mlp_bias": False,
}
"""What a config may say only so, or leave out: other Llamas are not reckoned here."""


def load_end_tokens(folder: Path) -> tuple[int, ...]:
    """Return the ids that `generation_config.json` ends an answer with; none without that file.

    Published chat models name there what `config.json` may lack (`<|eot_id|>`).

    Raises:
        InvalidModelError: the file is damaged.
    """
    path = folder / "generation_config.json"
    return _ids(path, _json(path).get("eos_token_id")) if path.exists() else ()


def load_begin_token(folder: Path) -> int | None:
    """Return the id that texts begin with, by `config.json`; None if it names none.

    Raises:
        InvalidModelError: the file is missing or damaged.
    """
    path = folder / "config.json"
    return next(iter(_ids(path, _json(path).get("bos_token_id"))), None)


def _positive(path: Path, data: Mapping[str, Any], name: str, kind: type[float]) -> float:
    value = data.get(name)
    if (
        isinstance(value, bool)
        or not isinstance(value, (int, kind))
        or not value > 0
        or not math.isfinite(value)
    ):
        raise InvalidModelError(
            f"{path}: {name} is {value!r}, not a positive {kind.__name__}: {_AGAIN}"
        )
    return value


def _scaling(path: Path, rope: Mapping[str, Any]) -> Llama3Scaling | None:
    kind = rope.get("rope_type", rope.get("type", "default"))
    if kind == "default":
        return None
    if kind != "llama3":
        raise InvalidModelError(
            f"{path}: rotations of type {kind!r} are not known, only llama3: use another model"
        )
    positions = "original_max_position_embeddings"
    scaling = Llama3Scaling(
        factor=_positive(path, rope, "factor", float),
        low_freq_factor=_positive(path, rope, "low_freq_factor", float),
        high_freq_factor=_positive(path, rope, "high_freq_factor", float),
        original_max_position_embeddings=int(_positive(path, rope, positions, int)),
    )
    if scaling.high_freq_factor <= scaling.low_freq_factor:
        raise InvalidModelError(
            f"{path}: high_freq_factor is not above low_freq_factor, {scaling.low_freq_factor}: "
            f"{_AGAIN}"
        )
    return scaling


def _ids(path: Path, value: object) -> tuple[int, ...]:
    ids = value if isinstance(value, list) else [] if value is None else [value]
    if not all(type(one) is int and one >= 0 for one in ids):
        raise InvalidModelError(f"{path}: an end or beginning is {value!r}, not ids: {_AGAIN}")
    return tuple(ids)


def shapes(config: Config) -> Mapping[str, tuple[int, ...]]:
    """Return the shape of each tensor that a model of this config has."""
    width, inner = config.hidden_size, config.intermediate_size
    all_heads = config.num_attention_heads * config.head_dim
    grouped = config.num_key_value_heads * config.head_dim
    layer: Mapping[str, tuple[int, ...]] = {
        "input_layernorm": (width,),
        "self_attn.q_proj": (all_heads, width),
        "self_attn.k_proj": (grouped, width),
        "self_attn.v_proj": (grouped, width),
        "self_attn.o_proj": (width, all_heads),
        "post_attention_layernorm": (width,),
        "mlp.gate_proj": (inner, width),
        "mlp.up_proj": (inner, width),
        "mlp.down_proj": (width, inner),
    }
    head = {} if config.tie_word_embeddings else {"lm_head.weight": (config.vocab_size, width)}
    return {
        "model.embed_tokens.weight": (config.vocab_size, width),
        "model.norm.weight": (width,),
        **{
            f"model.layers.{at}.{name}.weight": shape
            for at in range(config.num_hidden_layers)
            for name, shape in layer.items()
        },
        **head,
    }


def check_shapes(config: Config, tensors: Mapping[str, Any]) -> None:
    """Compare tensors with what a model of this config has; more of them do no harm.

    Raises:
        InvalidModelError: one is missing, or of another shape.
    """
    for name, shape in shapes(config).items():
        found = tensors.shape(name) if isinstance(tensors, Stored) else _shape(tensors, name)
        if found != shape:
            raise InvalidModelError(
                f"{WEIGHTS} does not fit config.json: {name} is {found or 'missing'}, not {shape}: "
                "install the model again"
            )


def _shape(tensors: Mapping[str, Any], name: str) -> tuple[int, ...] | None:
    return tensors[name].shape if name in tensors else None


class Stored(Mapping[str, npt.NDArray[Any]]):
    """The tensors of safetensors files, read when they are asked for, each time anew.

    In float32, whatever the file has; those in int8 as they are. So a model is never held twice.
    """

    def __init__(self, tensors: Mapping[str, "_Tensor"]) -> None:
        self._tensors = tensors

    def __getitem__(self, name: str) -> npt.NDArray[Any]:
        return self._tensors[name].read()

    def __iter__(self) -> Iterator[str]:
        return iter(self._tensors)

    def __len__(self) -> int:
        return len(self._tensors)

    def shape(self, name: str) -> tuple[int, ...] | None:
        """Return the shape of a tensor, without reading it; None if there is none."""
        return self._tensors[name].shape if name in self._tensors else None

    @property
    def is_quantised(self) -> bool:
        """Return whether any is in int8."""
        return any(tensor.kind == "I8" for tensor in self._tensors.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tensor:
    """Where a tensor lies: `data` is its own bytes, in a file that the system reads as needed."""

    data: memoryview
    kind: str
    shape: tuple[int, ...]

    def read(self) -> npt.NDArray[Any]:
        flat = np.frombuffer(self.data, _TYPES[self.kind])
        if self.kind == "BF16":
            flat = (flat.astype(np.uint32) << 16).view(np.float32)
        elif self.kind != "I8":
            flat = flat.astype(np.float32)
        return flat.reshape(self.shape)


def open_tensors(path: Path) -> Stored:
    """Open a safetensors file.

    Raises:
        InvalidModelError: missing, truncated, or of a type that is not known.
    """
    return Stored(_opened(path))


def _opened(path: Path) -> dict[str, _Tensor]:
    try:
        with path.open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        (length,) = struct.unpack("<Q", data[:8])
        header = json.loads(bytes(data[8 : 8 + length]))
        body = data[8 + length :]
        return {
            name: _tensor(body, name, entry)
            for name, entry in header.items()
            if name != "__metadata__"
        }
    except (OSError, struct.error, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidModelError(f"{path} is no whole model ({error}): {_AGAIN}") from error


def _tensor(body: memoryview, name: str, entry: Mapping[str, Any]) -> _Tensor:
    begin, end = entry["data_offsets"]
    shape = tuple(entry["shape"])
    if not all(type(side) is int and side >= 0 for side in shape):
        raise ValueError(f"{name} has the shape {shape}")
    size = math.prod(shape) * _TYPES[entry["dtype"]].itemsize
    if not 0 <= begin <= end <= len(body) or end - begin != size:
        raise ValueError(f"{name} has {size} bytes, which are not at {begin} to {end}")
    return _Tensor(data=body[begin:end], kind=entry["dtype"], shape=shape)


def load_tensors(path: Path) -> dict[str, npt.NDArray[Any]]:
    """Read all tensors of a safetensors file, as `Stored` has them.

    Raises:
        InvalidModelError: missing, truncated, or of a type that is not known.
    """
    return dict(open_tensors(path))


def open_published(folder: Path) -> Stored:
    """Open the tensors of a folder as published: one file, or those that an index names.

    Raises:
        InvalidModelError: a file is missing or damaged; the text names it.
    """
    if (folder / WEIGHTS).exists() or not (folder / INDEX).exists():
        return open_tensors(folder / WEIGHTS)
    path = folder / INDEX
    names = _json(path).get("weight_map")
    if not isinstance(names, dict) or not all(
        isinstance(file, str) and Path(file).name == file for file in names.values()
    ):
        raise InvalidModelError(f"{path} names no files of its folder: {_AGAIN}")
    files = {file: _opened(folder / file) for file in sorted(set(names.values()))}
    for name, file in names.items():
        if name not in files[file]:
            raise InvalidModelError(f"{folder / file} lacks {name}, which is to be there: {_AGAIN}")
    return Stored({name: files[file][name] for name, file in names.items()})


def _json(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidModelError(f"{path} cannot be read ({error}): {_AGAIN}") from error
    if not isinstance(data, dict):
        raise InvalidModelError(f"{path} holds no object: {_AGAIN}")
    return data
