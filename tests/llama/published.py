"""Random Llamas as others publish them, and a tokenizer with Llama 3's cuts, trained here."""

import json
from pathlib import Path
from typing import Any

import tokenizers
import torch
from tokenizers import AddedToken, Regex, decoders, models, pre_tokenizers, trainers

from ondol.llama.llama3_tokenizer import PATTERN

NANO = Path(__file__).parents[2] / "src" / "ondol" / "agent" / "nano"
PUBLISHED = {  # of Llama 3.2 1B
    "rope_type": "llama3",
    "factor": 32.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 8192,
}
SPECIAL = ("<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>")
LINES = (
    *("거실 불을 꺼 줘", "안방에서 에어컨 24도로 맞춰 줘", "It's 12345 o'clock, isn't it?"),
    *("turn on the light\n\nin the hall  ", "They've 2,000 things; we'll see!", "{'a': [1, 2]}"),
    *(
        "오늘 습도는 45.5%예요 🙂",
        "def f(x):\n    return x ** 2\r\n",
        "日本語も少し ñandú ÅNGSTRÖM",
    ),
)


def trained() -> tokenizers.Tokenizer:
    made = tokenizers.Tokenizer(models.BPE(ignore_merges=True))
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(PATTERN), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    made.decoder = decoders.ByteLevel()
    made.train_from_iterator(
        LINES * 3,
        trainers.BpeTrainer(
            vocab_size=600,
            min_frequency=2,
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        ),
    )
    made.add_special_tokens([AddedToken(name, special=True, normalized=False) for name in SPECIAL])
    return made


DATA: dict[str, Any] = json.loads(trained().to_str())
"""Its `tokenizer.json`."""


def made(transformers: Any, **changes: Any) -> Any:
    """A random Llama with what Llama 3.2 1B has, only smaller."""
    torch.manual_seed(1)
    config = transformers.LlamaConfig(
        **{
            "vocab_size": 500,
            "hidden_size": 96,
            "intermediate_size": 256,
            "num_hidden_layers": 3,
            "num_attention_heads": 8,
            "num_key_value_heads": 2,
            "head_dim": 64,
            "rope_theta": 500_000.0,
            "rope_scaling": PUBLISHED,
            "max_position_embeddings": 131_072,
            "tie_word_embeddings": True,
            "eos_token_id": [7, 9],
            "initializer_range": 0.1,
            **changes,
        }
    )
    return transformers.LlamaForCausalLM(config).eval()


def edit(path: Path, **changes: Any) -> None:
    """Change fields of a file of JSON; None leaves one out."""
    data = {**json.loads(path.read_text(encoding="utf-8")), **changes}
    path.write_text(json.dumps({name: v for name, v in data.items() if v is not None}))
