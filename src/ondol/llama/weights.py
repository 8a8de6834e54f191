"""Reads a model folder: `config.json`, `model.safetensors`, `tokenizer.json`, `manifest.json`.

The first three are as Hugging Face's `LlamaForCausalLM` has them; the manifest names the sha256 of
each, so that a damaged file is told apart from a bad answer. safetensors: 8 bytes of header length,
a JSON header, then the data (https://github.com/huggingface/safetensors, "Format").
"""

import hashlib
import json
import struct
from collections.abc import Mapping
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

_TYPES: Mapping[str, np.dtype[Any]] = {
    "F32": np.dtype("<f4"),
    "F16": np.dtype("<f2"),
    "I8": np.dtype("i1"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The shape of a Llama, with the names of Hugging Face's `config.json`."""

    vocab_size: int
    hidden_size: int
    intermediate_size: int
    num_hidden_layers: int
    num_attention_heads: int
    num_key_value_heads: int
    rope_theta: float
    rms_norm_eps: float
    max_position_embeddings: int

    @property
    def head_dim(self) -> int:
        """Return the width of a head."""
        return self.hidden_size // self.num_attention_heads


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
        InvalidModelError: missing, or not a Llama's; the text names the field.
    """
    path = folder / "config.json"
    data = _json(path)
    for name, kind in Config.__annotations__.items():
        value = data.get(name)
        if isinstance(value, bool) or not isinstance(value, (int, kind)) or not value > 0:
            raise InvalidModelError(
                f"{path}: {name} is {value!r}, not a positive {kind.__name__}: install it again"
            )
    config = Config(**{name: data[name] for name in Config.__slots__})
    if (
        config.hidden_size % (2 * config.num_attention_heads)
        or config.num_attention_heads % config.num_key_value_heads
    ):
        raise InvalidModelError(f"{path}: its heads do not divide its width: install it again")
    return config


def shapes(config: Config) -> Mapping[str, tuple[int, ...]]:
    """Return the shape of each tensor that a model of this config has."""
    width, inner = config.hidden_size, config.intermediate_size
    grouped = config.num_key_value_heads * config.head_dim
    layer: Mapping[str, tuple[int, ...]] = {
        "input_layernorm": (width,),
        "self_attn.q_proj": (width, width),
        "self_attn.k_proj": (grouped, width),
        "self_attn.v_proj": (grouped, width),
        "self_attn.o_proj": (width, width),
        "post_attention_layernorm": (width,),
        "mlp.gate_proj": (inner, width),
        "mlp.up_proj": (inner, width),
        "mlp.down_proj": (width, inner),
    }
    return {
        "model.embed_tokens.weight": (config.vocab_size, width),
        "model.norm.weight": (width,),
        **{
            f"model.layers.{at}.{name}.weight": shape
            for at in range(config.num_hidden_layers)
            for name, shape in layer.items()
        },
    }


def load_tensors(path: Path) -> dict[str, npt.NDArray[Any]]:
    """Read all tensors of a safetensors file, as float32; those in int8 as they are.

    Raises:
        InvalidModelError: missing, truncated, or of a type that is not known.
    """
    try:
        data = path.read_bytes()
        (length,) = struct.unpack("<Q", data[:8])
        header = json.loads(data[8 : 8 + length])
        body = memoryview(data)[8 + length :]
        tensors: dict[str, npt.NDArray[Any]] = {}
        for name, entry in header.items():
            if name == "__metadata__":
                continue
            begin, end = entry["data_offsets"]
            flat = np.frombuffer(body[begin:end], _TYPES[entry["dtype"]])
            shaped = flat.reshape(entry["shape"])
            tensors[name] = shaped if flat.dtype == np.int8 else shaped.astype(np.float32)
    except (OSError, struct.error, ValueError, KeyError, TypeError) as error:
        raise InvalidModelError(f"{path} is no whole model ({error}): install it again") from error
    return tensors


def _json(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidModelError(f"{path} cannot be read ({error}): install it again") from error
    if not isinstance(data, dict):
        raise InvalidModelError(f"{path} holds no object: install it again")
    return data
