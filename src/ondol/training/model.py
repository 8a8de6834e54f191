"""Nano in torch: a Llama (RMSNorm, RoPE, SwiGLU, grouped-query attention, tied head).

Names and semantics are those of Hugging Face's `LlamaForCausalLM` (Llama 2 and 3: "rotate half"
RoPE, no biases), so that its `model.safetensors` and `config.json` load there. Shapes, as suffixes:
B batch, T positions, D width, H heads, G key/value heads, K width of a head, V vocabulary.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True, kw_only=True)
class LlamaConfig:
    """The shape of a Llama, with the names of Hugging Face's `config.json`."""

    vocab_size: int
    hidden_size: int
    intermediate_size: int
    num_hidden_layers: int
    num_attention_heads: int
    num_key_value_heads: int
    rope_theta: float = 10_000.0
    rms_norm_eps: float = 1e-5
    max_position_embeddings: int = 512

    @property
    def head_dim(self) -> int:
        """Return the width of a head."""
        return self.hidden_size // self.num_attention_heads


class RMSNorm(nn.Module):
    """Root mean square layer normalisation (Zhang, Sennrich 2019)."""

    def __init__(self, width: int, eps: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self._eps = eps

    def forward(self, x_BTD: Tensor) -> Tensor:
        """Return x, scaled to a root mean square of 1 and by the weight."""
        return functional.rms_norm(x_BTD, (x_BTD.shape[-1],), self.weight, self._eps)


class Attention(nn.Module):
    """Causal self-attention; each key/value head serves several query heads."""

    def __init__(self, config: LlamaConfig) -> None:
        super().__init__()
        width, head = config.hidden_size, config.head_dim
        self._heads, self._groups, self._head = (
            config.num_attention_heads,
            config.num_key_value_heads,
            head,
        )
        self.q_proj = nn.Linear(width, self._heads * head, bias=False)
        self.k_proj = nn.Linear(width, self._groups * head, bias=False)
        self.v_proj = nn.Linear(width, self._groups * head, bias=False)
        self.o_proj = nn.Linear(self._heads * head, width, bias=False)

    def forward(self, x_BTD: Tensor, cos_TK: Tensor, sin_TK: Tensor) -> Tensor:
        """Return what each position attends to."""
        batch, length, _ = x_BTD.shape
        heads, groups, width = self._heads, self._groups, self._head
        q_BHTK = self.q_proj(x_BTD).view(batch, length, heads, width).transpose(1, 2)
        k_BGTK = self.k_proj(x_BTD).view(batch, length, groups, width).transpose(1, 2)
        v_BGTK = self.v_proj(x_BTD).view(batch, length, groups, width).transpose(1, 2)
        dtype = v_BGTK.dtype  # under autocast half precision, which rotation would widen
        rotated_BHTK = _rotated(q_BHTK, cos_TK, sin_TK).to(dtype)
        k_BGTK = _rotated(k_BGTK, cos_TK, sin_TK).to(dtype)
        # R: a group's heads x positions. Written out: utterances are short, and on a CPU the
        # backward pass of torch's fused attention takes 28% of a step (2026-11-26)
        q_BGRK = rotated_BHTK.reshape(batch, groups, -1, width) * width**-0.5
        scores_BHTT = (q_BGRK @ k_BGTK.transpose(-1, -2)).view(batch, heads, length, length).float()
        later_TT = torch.ones(length, length, dtype=torch.bool, device=x_BTD.device).triu(1)
        weights_BHTT = scores_BHTT.masked_fill(later_TT, -torch.inf).softmax(-1).to(dtype)
        mixed_BHTK = (weights_BHTT.view(batch, groups, -1, length) @ v_BGTK).view(
            batch, heads, length, width
        )
        out_BTD: Tensor = self.o_proj(mixed_BHTK.transpose(1, 2).reshape(batch, length, -1))
        return out_BTD


def _rotated(x_BHTK: Tensor, cos_TK: Tensor, sin_TK: Tensor) -> Tensor:
    first, second = x_BHTK.chunk(2, dim=-1)
    return x_BHTK * cos_TK + torch.cat((-second, first), dim=-1) * sin_TK


class Mlp(nn.Module):
    """SwiGLU (Shazeer 2020)."""

    def __init__(self, config: LlamaConfig) -> None:
        super().__init__()
        width, inner = config.hidden_size, config.intermediate_size
        self.gate_proj = nn.Linear(width, inner, bias=False)
        self.up_proj = nn.Linear(width, inner, bias=False)
        self.down_proj = nn.Linear(inner, width, bias=False)

    def forward(self, x_BTD: Tensor) -> Tensor:
        """Return the gated projection of each position."""
        out_BTD: Tensor = self.down_proj(
            functional.silu(self.gate_proj(x_BTD)) * self.up_proj(x_BTD)
        )
        return out_BTD


class Layer(nn.Module):
    """One block: attention and MLP, each behind a norm, each added to the stream."""

    def __init__(self, config: LlamaConfig) -> None:
        super().__init__()
        self.input_layernorm = RMSNorm(config.hidden_size, config.rms_norm_eps)
        self.self_attn = Attention(config)
        self.post_attention_layernorm = RMSNorm(config.hidden_size, config.rms_norm_eps)
        self.mlp = Mlp(config)

    def forward(self, x_BTD: Tensor, cos_TK: Tensor, sin_TK: Tensor) -> Tensor:
        """Return the stream after this block."""
        x_BTD = x_BTD + self.self_attn(self.input_layernorm(x_BTD), cos_TK, sin_TK)
        out_BTD: Tensor = x_BTD + self.mlp(self.post_attention_layernorm(x_BTD))
        return out_BTD


class Stack(nn.Module):
    """Embedding, blocks and the last norm; `model.*` in Hugging Face's names."""

    def __init__(self, config: LlamaConfig) -> None:
        super().__init__()
        self.embed_tokens = nn.Embedding(config.vocab_size, config.hidden_size)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.num_hidden_layers))
        self.norm = RMSNorm(config.hidden_size, config.rms_norm_eps)


class Llama(nn.Module):
    """A causal language model whose head is its embedding.

    Initialised: embeddings and projections N(0, 0.02); what is added to the stream (`o_proj`,
    `down_proj`) N(0, 0.02 / sqrt(2 * layers)); norms 1.
    """

    cos_TK: Tensor
    sin_TK: Tensor

    def __init__(self, config: LlamaConfig) -> None:
        super().__init__()
        self.config = config
        self.model = Stack(config)
        cos_TK, sin_TK = rotations(config)
        self.register_buffer("cos_TK", cos_TK, persistent=False)
        self.register_buffer("sin_TK", sin_TK, persistent=False)
        for name, parameter in self.named_parameters():
            if parameter.dim() > 1:
                is_added = name.endswith(("o_proj.weight", "down_proj.weight"))
                scale = 0.02 / (2 * config.num_hidden_layers) ** 0.5 if is_added else 0.02
                nn.init.normal_(parameter, std=scale)

    def hidden(self, tokens_BT: Tensor) -> Tensor:
        """Return the last norm's output, BTD."""
        length = tokens_BT.shape[1]
        cos_TK, sin_TK = self.cos_TK[:length], self.sin_TK[:length]
        x_BTD = self.model.embed_tokens(tokens_BT)
        for layer in self.model.layers:
            x_BTD = layer(x_BTD, cos_TK, sin_TK)
        normed: Tensor = self.model.norm(x_BTD)
        return normed

    def forward(self, tokens_BT: Tensor) -> Tensor:
        """Return logits, BTV."""
        return self.hidden(tokens_BT) @ self.model.embed_tokens.weight.T

    def loss(self, tokens_BT: Tensor, is_target_BT: Tensor) -> Tensor:
        """Return the mean cross-entropy of the tokens marked in `is_target_BT`.

        Only their positions reach the head, whose vocabulary is most of the work otherwise.
        """
        x_BTD = self.hidden(tokens_BT[:, :-1])
        chosen_BT = is_target_BT[:, 1:]
        logits_NV = x_BTD[chosen_BT] @ self.model.embed_tokens.weight.T
        return functional.cross_entropy(logits_NV, tokens_BT[:, 1:][chosen_BT])


def rotations(config: LlamaConfig) -> tuple[Tensor, Tensor]:
    """Return cosines and sines of each position's rotation, TK (RoFormer, Su et al. 2021)."""
    width = config.head_dim
    frequencies = config.rope_theta ** (-torch.arange(0, width, 2, dtype=torch.float64) / width)
    positions = torch.arange(config.max_position_embeddings, dtype=torch.float64)
    angles_TK = torch.outer(positions, frequencies).repeat(1, 2)
    return angles_TK.cos().float(), angles_TK.sin().float()
