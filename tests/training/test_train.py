import json
from pathlib import Path

import numpy as np
import pytest
import torch

from ondol.training.data import Examples, batches, save
from ondol.training.model import LlamaConfig
from ondol.training.muon import Muon, orthogonal
from ondol.training.train import TrainConfig, train

pytestmark = pytest.mark.timeout(180)  # torch beside other work

CONFIG = TrainConfig(
    model=LlamaConfig(
        vocab_size=40,
        hidden_size=16,
        intermediate_size=24,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
    ),
    total_tokens=24_000,
    tokens_per_batch=256,
    log_every=5,
)


@pytest.fixture(autouse=True)
def one_thread() -> None:
    """Two wait for each other beside other work, here for longer than a test may take."""
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Examples:
    """Copy the middle one of three tokens: learnable at once."""
    path = tmp_path_factory.mktemp("corpus") / "shard.npz"
    rng = np.random.default_rng(0)
    rows = rng.integers(3, 40, (400, 3)).tolist()
    save(path, (((0, *row, 2), (row[1], 1)) for row in rows))
    return Examples.load([path])


def losses(folder: Path) -> list[float]:
    lines = (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["loss"] for line in lines]


def test_loss_falls(examples: Examples, tmp_path: Path) -> None:
    train(CONFIG, examples, tmp_path)
    assert losses(tmp_path)[-1] < losses(tmp_path)[0] / 2


def test_the_same_seed_gives_the_same_losses(examples: Examples, tmp_path: Path) -> None:
    for name in ("a", "b"):
        train(CONFIG, examples, tmp_path / name)
    assert losses(tmp_path / "a") == losses(tmp_path / "b")


def test_a_run_that_was_stopped_goes_on_bit_for_bit(examples: Examples, tmp_path: Path) -> None:
    whole = train(CONFIG, examples, tmp_path / "whole")
    ticks = iter(range(10_000))
    train(CONFIG, examples, tmp_path / "parts", clock=lambda: float(next(ticks)), budget_s=20.0)
    assert len(losses(tmp_path / "parts")) < len(losses(tmp_path / "whole")) / 2
    parts = train(CONFIG, examples, tmp_path / "parts")
    for one, other in zip(whole.parameters(), parts.parameters(), strict=True):
        assert torch.equal(one, other)


def test_a_batch_marks_just_the_answers(examples: Examples) -> None:
    tokens, is_target = next(batches(examples, tokens_per_batch=64, seed=0, pad=0))
    assert tokens.shape == is_target.shape
    assert is_target.sum(axis=1).tolist() == [2] * len(tokens)


def test_an_orthogonal_step_has_singular_values_of_about_one() -> None:
    matrices = torch.randn(3, 24, 40, generator=torch.Generator().manual_seed(0))
    for some in (matrices, matrices.mT):
        values = torch.linalg.svdvals(orthogonal(some, 5))
        assert values.min() > 0.5
        assert values.max() < 1.5


@pytest.mark.parametrize("shape", [(24, 40), (40, 24), (16, 16)])
def test_muon_moves_as_torchs_own_does(shape: tuple[int, int]) -> None:
    torch.manual_seed(0)
    ours, theirs = (torch.nn.Parameter(torch.ones(shape)) for _ in range(2))
    muon = Muon([ours], rate=0.02, weight_decay=0.01)
    peer = torch.optim.Muon([theirs], lr=0.02, weight_decay=0.01, ns_steps=4)
    for _ in range(5):
        ours.grad = torch.randn(shape)
        theirs.grad = ours.grad.clone()
        muon.step()
        peer.step()  # type: ignore[no-untyped-call]
    torch.testing.assert_close(ours, theirs, atol=2e-3, rtol=0)  # theirs is of bfloat16
