"""A Llama: prefill, decode, KV cache; in NumPy, float32, and with int8 weights by `kernel`.

RMSNorm, "rotate half" RoPE, grouped-query attention, SwiGLU and a head, tied or of its own, as in
Hugging Face's `LlamaForCausalLM`. Shapes, as suffixes: T positions, S positions so far, D width,
H heads, G key and value heads, K width of a head, F inner width, V vocabulary. Chosen by
measurement: docs/decisions/0008-int8-kernel.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from . import generate as generation
from . import quantised, rope, weights
from .constraint import Constraint
from .kernel import Kernel, Packed
from .quantised import Quantised

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layer:
    """Weights of one block; projections that read the same input are joined."""

    norm_D: Array
    qkv_DX: Array
    out_XD: Array
    mlp_norm_D: Array
    gate_up_DF: Array
    down_FD: Array


class Llama:
    """A model, read once and shared by all sequences; it holds no state of any."""

    def __init__(
        self,
        config: weights.Config,
        tensors: Mapping[str, Array | Quantised],
        *,
        kernel: Kernel | None = None,
    ) -> None:
        weights.check_shapes(config, tensors)
        self.config = config
        self.cos_TK, self.sin_TK = _rotations(config)
        self._weights = (
            Floats(config, tensors, self.cos_TK, self.sin_TK)
            if kernel is None
            else Packed(kernel, config, tensors, self.cos_TK, self.sin_TK)
        )

    @classmethod
    def load(cls, folder: Path, *, kernel: Kernel | None = None) -> "Llama":
        """Read a model folder; its matrices may be floats or int8 (`quantised`).

        With a kernel (`kernel.load()`) the weights are int8. Without, all is float32, in NumPy:
        slower, exact, and the reference.

        Raises:
            InvalidModelError: a file is missing, damaged, or of another version.
        """
        weights.check(folder)
        tensors = quantised.joined(weights.load_tensors(folder / "model.safetensors"))
        return cls(weights.load_config(folder), tensors, kernel=kernel)

    @classmethod
    def load_published(
        cls, folder: Path, *, positions: int = 8192, kernel: Kernel | None = None
    ) -> "Llama":
        """Read a folder as others publish it, without a manifest: Meta's Llama 3.x, for one.

        Weights may be in one file or in several. Sequences reach as far as `positions`, or as
        the model does if that is less: at Llama 3's 131,072 the rotations alone take 67 MB.

        Raises:
            InvalidModelError: a file is missing or damaged, or of no Llama that is known here.
        """
        config, tensors = weights.load_config(folder), weights.open_published(folder)
        weights.check_shapes(config, tensors)
        ends = {**dict.fromkeys(config.eos_token_id + weights.load_end_tokens(folder))}
        config = replace(
            config,
            max_position_embeddings=min(positions, config.max_position_embeddings),
            eos_token_id=tuple(ends),
        )
        read = quantised.joined(tensors) if tensors.is_quantised else tensors
        return cls(config, read, kernel=kernel)

    def generate(
        self, prompt: Sequence[int], constraint: Constraint, *, max_tokens: int
    ) -> generation.Generation:
        """Write what the constraint allows after a prompt, as far as the model's positions reach.

        Nothing is written after a prompt that takes them all: 225 rare characters, of 3 bytes each.
        """
        room = min(max_tokens, self.config.max_position_embeddings - len(prompt))
        if room <= 0:
            return generation.Generation(ids=(), logprobs=())
        sequence = self._weights.sequence(len(prompt) + room)
        return generation.generate(sequence, prompt, constraint, max_tokens=room)

    def sequence(self, capacity: int) -> generation.Forward:
        """Return a new sequence of at most `capacity` positions."""
        return self._weights.sequence(capacity)

    def logits(self, tokens: Sequence[int]) -> Array:
        """Return the logits at every position, TV; for comparison with other runtimes."""
        return self._weights.logits(tokens)


class Floats:
    """The weights in float32, and the forward pass in NumPy."""

    def __init__(
        self,
        config: weights.Config,
        tensors: Mapping[str, Array | Quantised],
        cos_TK: Array,
        sin_TK: Array,
    ) -> None:
        self.config = config
        self.cos_TK, self.sin_TK = cos_TK, sin_TK
        self.embed_VD = np.ascontiguousarray(_floats(tensors["model.embed_tokens.weight"]))
        self.head_VD = (
            self.embed_VD
            if config.tie_word_embeddings
            else np.ascontiguousarray(_floats(tensors["lm_head.weight"]))
        )
        self.norm_D = _floats(tensors["model.norm.weight"])
        self.layers = tuple(_layer(tensors, at) for at in range(config.num_hidden_layers))

    def sequence(self, capacity: int) -> "Sequence_":
        """Return a new sequence of at most `capacity` positions."""
        return Sequence_(self, capacity)

    def logits(self, tokens: Sequence[int]) -> Array:
        """Return the logits at every position, TV."""
        logits: Array = self.sequence(len(tokens)).hidden(tokens) @ self.head_VD.T
        return logits


class Sequence_:  # noqa: N801 - `Sequence` is the abstract type's name
    """One sequence under way: its KV cache, GSK for each layer."""

    def __init__(self, model: Floats, capacity: int) -> None:
        config = model.config
        shape = (config.num_hidden_layers, config.num_key_value_heads, capacity, config.head_dim)
        self._model = model
        self._keys_LGSK = np.empty(shape, np.float32)
        self._values_LGSK = np.empty(shape, np.float32)
        self._length = 0

    def read(self, tokens: Sequence[int], allowed: Sequence[int]) -> Array:
        """Read tokens and return the logits of those allowed after the last."""
        last_D = self.hidden(tokens)[-1]
        head_VD = self._model.head_VD
        if allowed != range(len(head_VD)):  # all: a large vocabulary is not copied for each token
            head_VD = head_VD[np.asarray(allowed)]
        logits: Array = head_VD @ last_D
        return logits

    def hidden(self, tokens: Sequence[int]) -> Array:
        """Read tokens and return their hidden states after the last norm, TD."""
        model = self._model
        x_TD = model.embed_VD[np.asarray(tokens)]
        start, end = self._length, self._length + len(tokens)
        cos_TK, sin_TK = model.cos_TK[start:end], model.sin_TK[start:end]
        for at, layer in enumerate(model.layers):
            x_TD = x_TD + self._attend(at, layer, x_TD, cos_TK, sin_TK, start, end)
            h_TD = _normed(x_TD, layer.mlp_norm_D, model.config.rms_norm_eps)
            gate_TF, up_TF = np.split(h_TD @ layer.gate_up_DF, 2, axis=1)
            x_TD = x_TD + (gate_TF / (1.0 + np.exp(-gate_TF)) * up_TF) @ layer.down_FD
        self._length = end
        return _normed(x_TD, model.norm_D, model.config.rms_norm_eps)

    def _attend(
        self,
        at: int,
        layer: _Layer,
        x_TD: Array,
        cos_TK: Array,
        sin_TK: Array,
        start: int,
        end: int,
    ) -> Array:
        config = self._model.config
        heads, groups, width = (
            config.num_attention_heads,
            config.num_key_value_heads,
            config.head_dim,
        )
        length = end - start
        projected = _normed(x_TD, layer.norm_D, config.rms_norm_eps) @ layer.qkv_DX
        split = projected.reshape(length, heads + 2 * groups, width).transpose(1, 0, 2)
        rotated = _rotated(split[: heads + groups], cos_TK, sin_TK)
        self._keys_LGSK[at, :, start:end] = rotated[heads:]
        self._values_LGSK[at, :, start:end] = split[heads + groups :]
        keys_GSK, values_GSK = self._keys_LGSK[at, :, :end], self._values_LGSK[at, :, :end]
        q_GRK = rotated[:heads].reshape(groups, -1, width)  # R: this group's heads x positions
        scores_GRS: Array = q_GRK @ keys_GSK.transpose(0, 2, 1) * np.float32(width**-0.5)
        if length > 1:
            blocked_TS = np.arange(end)[None, :] > np.arange(start, end)[:, None]
            scores_GRS.reshape(groups, -1, length, end)[:, :, blocked_TS] = -np.inf
        scores_GRS -= scores_GRS.max(axis=-1, keepdims=True)
        np.exp(scores_GRS, out=scores_GRS)
        scores_GRS /= scores_GRS.sum(axis=-1, keepdims=True)
        mixed_HTK: Array = (scores_GRS @ values_GSK).reshape(heads, length, width)
        out: Array = mixed_HTK.transpose(1, 0, 2).reshape(length, -1) @ layer.out_XD
        return out


def _layer(tensors: Mapping[str, Array | Quantised], at: int) -> _Layer:
    prefix = f"model.layers.{at}."
    attention, mlp = f"{prefix}self_attn.", f"{prefix}mlp."
    return _Layer(
        norm_D=_floats(tensors[f"{prefix}input_layernorm.weight"]),
        qkv_DX=_turned(*(tensors[f"{attention}{name}_proj.weight"] for name in "qkv")),
        out_XD=_turned(tensors[f"{attention}o_proj.weight"]),
        mlp_norm_D=_floats(tensors[f"{prefix}post_attention_layernorm.weight"]),
        gate_up_DF=_turned(*(tensors[f"{mlp}{name}_proj.weight"] for name in ("gate", "up"))),
        down_FD=_turned(tensors[f"{mlp}down_proj.weight"]),
    )


def _turned(*matrices: Array | Quantised) -> Array:
    """Return matrices that read the same input as one, an input a row."""
    return np.ascontiguousarray(np.concatenate([_floats(matrix) for matrix in matrices]).T)


def _floats(tensor: Array | Quantised) -> Array:
    return tensor.floats() if isinstance(tensor, Quantised) else tensor


def _normed(x_TD: Array, weight_D: Array, eps: float) -> Array:
    mean_T1 = np.einsum("td,td->t", x_TD, x_TD)[:, None] / x_TD.shape[1]
    normed: Array = x_TD * (weight_D / np.sqrt(mean_T1 + eps))
    return normed


def _rotated(x_HTK: Array, cos_TK: Array, sin_TK: Array) -> Array:
    half = x_HTK.shape[-1] // 2
    turned = np.concatenate((-x_HTK[..., half:], x_HTK[..., :half]), axis=-1)
    rotated: Array = x_HTK * cos_TK + turned * sin_TK
    return rotated


def _rotations(config: weights.Config) -> tuple[Array, Array]:
    positions_T = np.arange(config.max_position_embeddings)
    angles_TK = np.tile(np.outer(positions_T, rope.frequencies(config)), (1, 2))
    return np.cos(angles_TK).astype(np.float32), np.sin(angles_TK).astype(np.float32)
