import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
import tokenizers
import torch
from safetensors.torch import load_file

from ondol.llama import Llama, Tokenizer
from ondol.llama.weights import FILES
from ondol.training import tokenizer as tokenizer_trainer
from ondol.training.data import Examples, save
from ondol.training.export import write
from ondol.training.model import Llama as TorchLlama
from ondol.training.model import LlamaConfig
from ondol.training.train import TrainConfig, keep, train
from ondol.training.transfer import transfer

VOCABULARY = ("<s>", "</s>", "<act>", "<answer>")
TEXTS = ("거실 불을 꺼 줘", "안방에서 에어컨 24도로", "turn on the light", "우유를 추가해") * 20
COPIES = np.random.default_rng(1).integers(4, 300, (400, 2)).tolist()


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, TorchLlama]:
    """A model that learned to say its prompt again, exported, and what it was in training."""
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("made")
    tokenizer_trainer.train(
        iter(TEXTS), vocabulary=VOCABULARY, size=320, path=folder / "tokenizer.json"
    )
    size = len(Tokenizer.load(folder / "tokenizer.json"))
    config = LlamaConfig(
        vocab_size=size,
        hidden_size=32,
        intermediate_size=48,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=64,
    )
    save(folder / "shard.npz", (((0, *row, 3), (*row, 1)) for row in COPIES))
    model = train(
        TrainConfig(model=config, total_tokens=40_000, tokens_per_batch=512, log_every=1_000),
        Examples.load([folder / "shard.npz"]),
        folder / "run",
    )
    write(model, folder / "tokenizer.json", folder / "nano")
    return folder / "nano", model.eval()


def test_what_was_exported_loads_and_writes_what_was_trained(
    trained: tuple[Path, TorchLlama],
) -> None:
    folder, model = trained
    exported = Llama.load(folder)
    for row in COPIES[:40]:
        tokens = [0, *row, 3, *row]
        with torch.no_grad():
            expected = model(torch.tensor([tokens]))[0].numpy()
        found = exported.logits(tokens)
        np.testing.assert_allclose(found, expected, atol=0.02)  # half precision
        assert found.argmax(axis=1)[3:].tolist() == expected.argmax(axis=1)[3:].tolist()


def test_a_share_of_what_a_stage_began_with_is_kept(trained: tuple[Path, TorchLlama]) -> None:
    folder, model = trained
    after = TorchLlama(model.config)
    fresh = {name: weight.clone() for name, weight in after.named_parameters()}
    keep(after, folder, 0.25)
    before = load_file(folder / "model.safetensors")
    for name, weight in after.named_parameters():
        expected = 0.75 * fresh[name] + 0.25 * before[name].float()
        torch.testing.assert_close(weight.detach(), expected.detach())


def test_everybody_may_read_the_files(trained: tuple[Path, TorchLlama]) -> None:
    folder, _ = trained
    modes = {(folder / name).stat().st_mode for name in (*FILES, "manifest.json")}
    assert len(modes) == 1


def test_the_config_names_a_llama(trained: tuple[Path, TorchLlama]) -> None:
    folder, _ = trained
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    assert config["architectures"] == ["LlamaForCausalLM"]
    assert config["tie_word_embeddings"] is True


def test_the_vocabulary_has_the_first_ids(trained: tuple[Path, TorchLlama]) -> None:
    made = Tokenizer.load(trained[0] / "tokenizer.json")
    assert [made.id(piece) for piece in VOCABULARY] == list(range(len(VOCABULARY)))


def test_figures_and_particles_are_pieces_of_their_own(
    trained: tuple[Path, TorchLlama],
) -> None:
    made = Tokenizer.load(trained[0] / "tokenizer.json")
    text = "불을 24도로"
    cuts = {start for _, start, _ in made.encode_with_offsets(text)}
    assert {text.index("을"), text.index("4"), text.index("도"), text.index("로")} <= cuts


def test_hugging_face_decodes_what_it_encodes(trained: tuple[Path, TorchLlama]) -> None:
    theirs = tokenizers.Tokenizer.from_file(str(trained[0] / "tokenizer.json"))
    for text in ("거실 불을 꺼 줘 🙂", "turn on  24.5%"):
        assert theirs.decode(theirs.encode(text).ids) == text


def test_a_model_with_another_tokenizer_keeps_what_both_know(
    trained: tuple[Path, TorchLlama], tmp_path: Path
) -> None:
    folder, model = trained
    other = tmp_path / "tokenizer.json"
    tokenizer_trainer.train(iter(TEXTS), vocabulary=VOCABULARY, size=300, path=other)
    old, new = Tokenizer.load(folder / "tokenizer.json"), Tokenizer.load(other)
    config = dataclasses.replace(model.config, vocab_size=len(new))
    transfer(folder, other, config, tmp_path / "start")
    known = {old.piece(number): number for number in range(len(old))}
    shared = [number for number in range(len(new)) if new.piece(number) in known][:60]
    before = [known[new.piece(number)] for number in shared]
    found = Llama.load(tmp_path / "start").logits(shared)[:, shared]
    np.testing.assert_allclose(found, Llama.load(folder).logits(before)[:, before], atol=1e-3)


def test_a_new_piece_begins_as_the_mean_of_what_it_was_cut_into(
    trained: tuple[Path, TorchLlama], tmp_path: Path
) -> None:
    folder, model = trained
    other = tmp_path / "tokenizer.json"
    texts = ("conservatory conservatory", "온실 불 온실 불") * 20
    tokenizer_trainer.train(iter(texts), vocabulary=VOCABULARY, size=320, path=other)
    old, new = Tokenizer.load(folder / "tokenizer.json"), Tokenizer.load(other)
    config = dataclasses.replace(model.config, vocab_size=len(new))
    assert transfer(folder, other, config, tmp_path / "start") > 0
    (piece,) = new.encode("온실")
    weights = load_file(tmp_path / "start" / "model.safetensors")["model.embed_tokens.weight"]
    was = load_file(folder / "model.safetensors")["model.embed_tokens.weight"].float()
    torch.testing.assert_close(
        weights[piece].float(), was[old.encode("온실")].mean(dim=0), atol=1e-3, rtol=0
    )
