"""Writes a Llama that llama.cpp loads at once: small, random weights, a vocabulary of bytes."""

import string
from pathlib import Path

import gguf
import numpy as np
import numpy.typing as npt

DIM, LAYERS, HEADS, KV_HEADS, HIDDEN = 32, 2, 4, 2, 64
END, FIRST_BYTE = 2, 3  # ids
TEMPLATE = "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}assistant: "


def write(path: Path, *, seed: int = 7, is_talkative: bool = False) -> Path:
    """Write the file and return its path; a talkative one writes letters until it is stopped."""
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(16384)
    writer.add_embedding_length(DIM)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(HIDDEN)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KV_HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(DIM // HEADS)
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    _tokens(writer)
    writer.add_chat_template(TEMPLATE)
    _tensors(writer, np.random.default_rng(seed), is_talkative=is_talkative)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _tokens(writer: gguf.GGUFWriter) -> None:
    names = [b"<unk>", b"<s>", b"</s>", *(f"<0x{byte:02X}>".encode() for byte in range(256))]
    control, byte = gguf.TokenType.CONTROL, gguf.TokenType.BYTE
    writer.add_vocab_size(len(names))
    writer.add_tokenizer_model("llama")
    writer.add_token_list(names)
    writer.add_token_scores([0.0] * len(names))
    writer.add_token_types([gguf.TokenType.UNKNOWN, control, control, *[byte] * 256])
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(END)
    writer.add_add_space_prefix(False)


def _tensors(writer: gguf.GGUFWriter, random: np.random.Generator, *, is_talkative: bool) -> None:
    size, kv_size, vocab = DIM, DIM // HEADS * KV_HEADS, 259

    def values(*shape: int) -> npt.NDArray[np.float32]:
        return (random.standard_normal(shape) * 0.2).astype(np.float32)

    def put(name: str, tensor: npt.NDArray[np.float32]) -> None:
        writer.add_tensor(f"{name}.weight", tensor)

    def mixing(*shape: int) -> npt.NDArray[np.float32]:
        """Return weights of what adds to a state; a talkative one keeps its first dimension."""
        made = values(*shape)
        made[0] *= not is_talkative
        return made

    embedding, output = values(vocab, size), values(vocab, size)
    if is_talkative:  # the first dimension is the same in every state, and says: letters
        embedding[:, 0] = 4
        output[:, 0] = -1
        output[[FIRST_BYTE + ord(letter) for letter in string.ascii_letters], 0] = 0.5
    put("token_embd", embedding)
    put("output", output)
    put("output_norm", np.ones(size, np.float32))
    for layer in range(LAYERS):
        put(f"blk.{layer}.attn_norm", np.ones(size, np.float32))
        put(f"blk.{layer}.ffn_norm", np.ones(size, np.float32))
        put(f"blk.{layer}.attn_q", values(size, size))
        put(f"blk.{layer}.attn_k", values(kv_size, size))
        put(f"blk.{layer}.attn_v", values(kv_size, size))
        put(f"blk.{layer}.attn_output", mixing(size, size))
        put(f"blk.{layer}.ffn_gate", values(HIDDEN, size))
        put(f"blk.{layer}.ffn_up", values(HIDDEN, size))
        put(f"blk.{layer}.ffn_down", mixing(size, HIDDEN))
