"""Writes a Llama as GGUF, float32, for llama.cpp: nano's folder, or one as Meta publishes it.

The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md (version 3). What differs from
the folder: llama.cpp turns neighbouring dimensions of a head together, where `LlamaForCausalLM`
turns those half a head apart, so rows of queries and keys are put in that order; and Llama 3's
rotation scaling is written as a tensor, `rope_freqs`, of what each frequency is divided by.

Tokens keep their ids. Llama 3's text is encoded as ever. Nano's is not quite: llama.cpp has neither
its cuts nor its lower case, so ids are to be given, as `llama.Tokenizer` makes them.
"""

import json
import struct
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from ondol.errors import InvalidModelError
from ondol.llama import Tokenizer, quantised, rope, weights
from ondol.llama.llama3_tokenizer import Llama3Tokenizer
from ondol.llama.quantised import Quantised

VERSION = 3
ALIGNMENT = 32

_F32 = 0  # of tensors
_UINT32, _INT32, _FLOAT32, _BOOL, _STRING, _ARRAY = 4, 5, 6, 7, 8, 9  # of metadata
_KINDS: Mapping[type, int] = {bool: _BOOL, int: _UINT32, float: _FLOAT32, str: _STRING}
_FORMATS = {_UINT32: "<I", _INT32: "<i", _FLOAT32: "<f", _BOOL: "<?"}
_NORMAL, _CONTROL, _USER_DEFINED, _UNUSED, _BYTE = 1, 3, 4, 5, 6  # of tokens

_ROPE = "rope_freqs"
_LAYER = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}

Array = npt.NDArray[np.float32]
Value = bool | int | float | str | list[int] | list[float] | list[str]
Progress = Callable[[int, int], None]
"""Is told how many tensors were written, and of how many."""


def write(folder: Path, path: Path, *, progress: Progress = lambda _done, _all: None) -> None:
    """Write a model folder as one GGUF file.

    Raises:
        InvalidModelError: a file of the folder is missing or damaged, or of no Llama.
    """
    config = weights.load_config(folder)
    is_ours = (folder / "manifest.json").exists()
    if is_ours:
        weights.check(folder)
    stored = weights.open_published(folder)
    weights.check_shapes(config, stored)
    described = {**_described(config, folder.resolve().name), **_tokens(folder, config, is_ours)}
    names = _names(config)
    # beside its place and renamed: half of one never stands there
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            _write_head(file, described, {at: _shape(config, name) for at, name in names.items()})
            for done, name in enumerate(names.values()):
                progress(done, len(names))
                data = np.ascontiguousarray(_tensor(config, stored, name), "<f4").tobytes()
                file.write(data + bytes(-len(data) % ALIGNMENT))
            progress(len(names), len(names))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _names(config: weights.Config) -> dict[str, str]:
    """Return each tensor's name in GGUF, and here."""
    scaled = {} if config.rope_scaling is None else {"rope_freqs.weight": _ROPE}
    head = {} if config.tie_word_embeddings else {"output.weight": "lm_head.weight"}
    return {
        "token_embd.weight": "model.embed_tokens.weight",
        **scaled,
        **{
            f"blk.{at}.{theirs}.weight": f"model.layers.{at}.{ours}.weight"
            for at in range(config.num_hidden_layers)
            for theirs, ours in _LAYER.items()
        },
        "output_norm.weight": "model.norm.weight",
        **head,
    }


def _shape(config: weights.Config, name: str) -> tuple[int, ...]:
    return (config.head_dim // 2,) if name == _ROPE else weights.shapes(config)[name]


def _tensor(config: weights.Config, stored: weights.Stored, name: str) -> Array:
    if name == _ROPE:
        return rope.divisors(config).astype(np.float32)
    tensor: Array = stored[name]
    if tensor.dtype == np.int8:
        scaled = {name: tensor, name + quantised.SCALE: stored[name + quantised.SCALE]}
        (matrix,) = quantised.joined(scaled).values()
        tensor = matrix.floats() if isinstance(matrix, Quantised) else matrix
    for part, heads in (
        ("q_proj.weight", config.num_attention_heads),
        ("k_proj.weight", config.num_key_value_heads),
    ):
        if name.endswith(part):
            return neighboured(tensor, heads)
    return tensor


def neighboured(matrix: Array, heads: int) -> Array:
    """Return rows of queries or keys such that those which turn together are neighbours.

    >>> neighboured(np.arange(8).reshape(8, 1), heads=2).ravel().tolist()
    [0, 2, 1, 3, 4, 6, 5, 7]
    """
    halves = matrix.reshape(heads, 2, -1, matrix.shape[1])
    return halves.swapaxes(1, 2).reshape(matrix.shape)


# --- metadata -------------------------------------------------------------------------------------


def _described(config: weights.Config, name: str) -> dict[str, Value]:
    return {
        "general.architecture": "llama",
        "general.name": name,
        "general.alignment": ALIGNMENT,
        "general.file_type": _F32,
        "llama.vocab_size": config.vocab_size,
        "llama.context_length": config.max_position_embeddings,
        "llama.embedding_length": config.hidden_size,
        "llama.block_count": config.num_hidden_layers,
        "llama.feed_forward_length": config.intermediate_size,
        "llama.attention.head_count": config.num_attention_heads,
        "llama.attention.head_count_kv": config.num_key_value_heads,
        "llama.attention.key_length": config.head_dim,
        "llama.attention.value_length": config.head_dim,
        "llama.attention.layer_norm_rms_epsilon": float(config.rms_norm_eps),
        "llama.rope.dimension_count": config.head_dim,
        "llama.rope.freq_base": float(config.rope_theta),
    }


def _tokens(folder: Path, config: weights.Config, is_ours: bool) -> dict[str, Value]:
    path = folder / "tokenizer.json"
    # reading it tells whether it is whole, and of the kind that it is written as
    made = Tokenizer.load(path) if is_ours else Llama3Tokenizer.load(path)
    data = json.loads(path.read_text(encoding="utf-8"))
    ids = {**data["model"]["vocab"], **{one["content"]: one["id"] for one in data["added_tokens"]}}
    if len(made) > config.vocab_size or max(ids.values()) >= config.vocab_size:
        raise InvalidModelError(
            f"{path} has more tokens than config.json, {config.vocab_size}: download both again"
        )
    names = {token: piece for piece, token in ids.items()}
    pieces = [names.get(token, f"<unused {token}>") for token in range(config.vocab_size)]
    kinds = [_NORMAL if token in names else _UNUSED for token in range(config.vocab_size)]
    for one in data["added_tokens"]:
        kinds[one["id"]] = _CONTROL if one["special"] else _USER_DEFINED
    common: dict[str, Value] = {
        "tokenizer.ggml.tokens": pieces,
        "tokenizer.ggml.token_type": kinds,
        "tokenizer.ggml.add_bos_token": not is_ours,
        **_ends(folder, config, ids),
    }
    merges = [one if isinstance(one, str) else " ".join(one) for one in data["model"]["merges"]]
    if not is_ours:
        return {
            "tokenizer.ggml.model": "gpt2",
            "tokenizer.ggml.pre": "llama-bpe",
            "tokenizer.ggml.merges": merges,
            **common,
            **_chat_template(folder),
        }
    for byte in range(256):
        kinds[made.id(f"<0x{byte:02X}>")] = _BYTE
    # without cuts there is no byte-pair encoding that llama.cpp knows: it merges by scores
    scores = [0.0] * config.vocab_size
    for rank, merge in reversed([*enumerate(merges, start=1)]):
        scores[ids[merge.replace(" ", "")]] = -float(rank)
    return {
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.pre": "default",
        "tokenizer.ggml.scores": scores,
        "tokenizer.ggml.add_space_prefix": False,
        **common,
    }


def _ends(folder: Path, config: weights.Config, ids: Mapping[str, int]) -> dict[str, Value]:
    """Return where texts begin and end; of several ends, llama.cpp knows the others by name."""
    found: dict[str, Value] = {}
    begin = weights.load_begin_token(folder)
    if begin is not None:
        found["tokenizer.ggml.bos_token_id"] = begin
    ends = (*config.eos_token_id, *weights.load_end_tokens(folder))
    if ends:
        found["tokenizer.ggml.eos_token_id"] = ends[0]
    if "<|eot_id|>" in ids:
        found["tokenizer.ggml.eot_token_id"] = ids["<|eot_id|>"]
    return found


def _chat_template(folder: Path) -> dict[str, Value]:
    """Return the template that stands in the folder, in a file of its own or in the tokenizer's."""
    path, older = folder / "chat_template.jinja", folder / "tokenizer_config.json"
    template: object
    try:
        if path.exists():
            template = path.read_text(encoding="utf-8")
        else:
            template = json.loads(older.read_text(encoding="utf-8")).get("chat_template")
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError) as error:
        raise InvalidModelError(
            f"the chat template in {folder} cannot be read ({error}): download it again"
        ) from error
    return {"tokenizer.chat_template": template} if isinstance(template, str) else {}


# --- bytes ----------------------------------------------------------------------------------------


def _write_head(
    file: BinaryIO, described: Mapping[str, Value], shapes: Mapping[str, tuple[int, ...]]
) -> None:
    file.write(b"GGUF" + struct.pack("<IQQ", VERSION, len(shapes), len(described)))
    file.writelines(_string(name) + _value(value) for name, value in described.items())
    at = 0
    for name, shape in shapes.items():
        file.write(_string(name) + struct.pack("<I", len(shape)))
        file.write(struct.pack(f"<{len(shape)}QIQ", *reversed(shape), _F32, at))
        size = 4 * int(np.prod(shape))
        at += size + -size % ALIGNMENT
    file.write(bytes(-file.tell() % ALIGNMENT))


def _value(value: Value) -> bytes:
    """Return a value's type and bytes."""
    if not isinstance(value, list):
        kind = _KINDS[type(value)]
        return struct.pack("<I", kind) + _scalar(kind, value)
    kind = {**_KINDS, int: _INT32}[type(value[0])]
    head = struct.pack("<IIQ", _ARRAY, kind, len(value))
    return head + b"".join(_scalar(kind, one) for one in value)


def _scalar(kind: int, value: bool | int | float | str) -> bytes:
    return _string(value) if isinstance(value, str) else struct.pack(_FORMATS[kind], value)


def _string(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data
