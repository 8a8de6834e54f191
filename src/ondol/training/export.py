"""From a model to the folder that `llama.Llama.load` reads."""

import hashlib
import json
import shutil
from dataclasses import asdict
from pathlib import Path

from safetensors.torch import save

from ondol.llama.weights import FILES, FORMAT

from .model import Llama


def write(model: Llama, tokenizer: Path, folder: Path) -> None:
    """Write `config.json`, `model.safetensors` (half precision), tokenizer and manifest.

    The folder loads as `LlamaForCausalLM` too; half precision loses nothing that greedy decoding
    shows (tests/training/test_export.py).
    """
    config = model.config
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {
        name: parameter.detach().cpu().half().contiguous()
        for name, parameter in model.named_parameters()
    }
    # not save_file: what that writes only its owner may read
    (folder / "model.safetensors").write_bytes(save(tensors, metadata={"format": "pt"}))
    described = {
        **asdict(config),
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "hidden_act": "silu",
        "tie_word_embeddings": True,
        "attention_bias": False,
        "mlp_bias": False,
        "head_dim": config.head_dim,
        "bos_token_id": 0,
        "eos_token_id": 1,
        "torch_dtype": "float16",
    }
    (folder / "config.json").write_text(json.dumps(described, indent=1), encoding="utf-8")
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    manifest = {"format": FORMAT, "sha256": sums}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
