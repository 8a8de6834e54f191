"""Carries a nano over to another tokenizer, so that a new vocabulary is not a new beginning.

The blocks stay. A piece that the old vocabulary has keeps its embedding; a new one begins as the
mean of the old pieces that its text had been cut into (fast vocabulary transfer, Gee et al. 2022).
Training goes on from there: the blocks have still to learn what the new pieces mean.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file

from ondol.llama.tokenizer import SPACE, Tokenizer

from .export import write
from .model import Llama, LlamaConfig

_EMBEDDING = "model.embed_tokens.weight"


def transfer(source: Path, tokenizer: Path, config: LlamaConfig, folder: Path) -> int:
    """Write to `folder` the model of `source` with the vocabulary of `tokenizer`.

    `config` is of the new model and differs in `vocab_size` alone. Returns how many pieces are new.
    """
    old, new = Tokenizer.load(source / "tokenizer.json"), Tokenizer.load(tokenizer)
    weights = {name: w.float() for name, w in load_file(source / "model.safetensors").items()}
    known_VD = weights[_EMBEDDING]
    made_VD = torch.empty(config.vocab_size, config.hidden_size)
    number_new = 0
    for number in range(len(new)):
        text = new.piece(number)
        piece = text.replace(" ", SPACE)
        if piece in old:
            made_VD[number] = known_VD[old.id(piece)]
        else:
            made_VD[number] = known_VD[old.encode(text)].mean(dim=0)
            number_new += 1
    model = Llama(config)
    model.load_state_dict({**weights, _EMBEDDING: made_VD})
    write(model, tokenizer, folder)
    return number_new
