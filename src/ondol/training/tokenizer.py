"""Trains nano's tokenizer: byte-pair encoding with byte fallback over Korean and English.

Figures are one piece each; frequent Korean particles are pieces of their own, so that a span of an
utterance ends where a name does. Tokens of the frame vocabulary are atomic and never come from
text. `llama.tokenizer` encodes with the result; the trainer is Hugging Face's `tokenizers`.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from tokenizers import (
    AddedToken,
    Regex,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    trainers,
)

from ondol.llama.tokenizer import PIECES, SPACE


def train(texts: Iterable[str], *, vocabulary: Sequence[str], size: int, path: Path) -> None:
    """Write `tokenizer.json` (the format of Hugging Face) with `size` pieces in all.

    `vocabulary` gets the first ids, in order.
    """
    tokenizer = Tokenizer(models.BPE(byte_fallback=True, unk_token=None))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.Lowercase(), normalizers.Replace(" ", SPACE)]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(PIECES.pattern), "isolated")
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace(SPACE, " "), decoders.ByteFallback(), decoders.Fuse()]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=[AddedToken(piece, special=True, normalized=False) for piece in vocabulary]
        + [f"<0x{byte:02X}>" for byte in range(256)],
        limit_alphabet=2400,
        min_frequency=2,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = json.loads(tokenizer.to_str())
    # `tokenizers` takes all that its trainer was given for special, and drops it in decoding
    kept["added_tokens"] = [t for t in kept["added_tokens"] if t["content"] in set(vocabulary)]
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
