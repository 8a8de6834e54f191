"""Writes a Llama that llama.cpp loads at once: small, random weights, a vocabulary of bytes."""

from pathlib import Path

import gguf
import numpy as np

DIM, LAYERS, HEADS, KV_HEADS, HIDDEN = 32, 2, 4, 2, 64
TEMPLATE = "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}assistant: "


def write(path: Path, *, seed: int = 7) -> Path:
    """Write the file and return its path."""
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
    _tensors(writer, np.random.default_rng(seed))
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
    writer.add_eos_token_id(2)
    writer.add_add_space_prefix(False)


def _tensors(writer: gguf.GGUFWriter, random: np.random.Generator) -> None:
    size, kv_size, vocab = DIM, DIM // HEADS * KV_HEADS, 259

    def put(name: str, *shape: int) -> None:
        values = random.standard_normal(shape) * 0.2
        writer.add_tensor(f"{name}.weight", values.astype(np.float32))

    def put_ones(name: str) -> None:
        writer.add_tensor(f"{name}.weight", np.ones(size, np.float32))

    put("token_embd", vocab, size)
    put("output", vocab, size)
    put_ones("output_norm")
    for layer in range(LAYERS):
        put_ones(f"blk.{layer}.attn_norm")
        put_ones(f"blk.{layer}.ffn_norm")
        put(f"blk.{layer}.attn_q", size, size)
        put(f"blk.{layer}.attn_k", kv_size, size)
        put(f"blk.{layer}.attn_v", kv_size, size)
        put(f"blk.{layer}.attn_output", size, size)
        put(f"blk.{layer}.ffn_gate", HIDDEN, size)
        put(f"blk.{layer}.ffn_up", HIDDEN, size)
        put(f"blk.{layer}.ffn_down", size, HIDDEN)
