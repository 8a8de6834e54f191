"""Llamas as they are published, against `transformers`: the same logits, the same text."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from ondol.errors import InvalidModelError
from ondol.llama import Llama, load_kernel
from ondol.llama.constraint import Unconstrained
from ondol.llama.rope import frequencies
from ondol.llama.weights import Config, Llama3Scaling
from tests.llama.published import NANO, PUBLISHED, edit, made

TOKENS = np.random.default_rng(6).integers(0, 500, 600).tolist()

pytestmark = pytest.mark.timeout(90)  # transformers takes its time to be imported


@pytest.fixture(scope="module")
def transformers() -> Any:
    torch.set_num_threads(1)
    return pytest.importorskip("transformers")


def logits(model: Any, tokens: list[int]) -> "np.ndarray[Any, np.dtype[np.float32]]":
    with torch.no_grad():
        found: np.ndarray[Any, np.dtype[np.float32]] = (
            model(torch.tensor([tokens])).logits[0].numpy()
        )
    return found


KINDS = {
    "tied, bf16, in several files": ({}, torch.bfloat16, "100KB"),
    "a head of its own, f16": ({"tie_word_embeddings": False}, torch.float16, "1GB"),
    "no scaling, f32": ({"rope_scaling": None, "head_dim": None}, torch.float32, "1GB"),
}


@pytest.fixture(scope="module", params=list(KINDS.values()), ids=list(KINDS))
def published(
    request: pytest.FixtureRequest, transformers: Any, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Any]:
    """A folder, and what `transformers` reads from it."""
    changes, dtype, shard = request.param
    folder = tmp_path_factory.mktemp("llama")
    made(transformers, **changes).to(dtype).save_pretrained(folder, max_shard_size=shard)
    model, info = transformers.LlamaForCausalLM.from_pretrained(
        folder, dtype=torch.float32, output_loading_info=True
    )
    assert not any(info.values())
    return folder, model.eval()


def test_nano_is_a_llama_for_transformers(transformers: Any) -> None:
    model, info = transformers.LlamaForCausalLM.from_pretrained(
        NANO, dtype=torch.float32, output_loading_info=True
    )
    assert not any(info.values()), info
    nano = Llama.load(NANO)
    tokens = np.random.default_rng(2).integers(0, nano.config.vocab_size, 200).tolist()
    np.testing.assert_allclose(nano.logits(tokens), logits(model, tokens), atol=1e-3)


def test_a_published_llama_gives_the_logits_of_transformers(published: tuple[Path, Any]) -> None:
    folder, model = published
    found, expected = Llama.load_published(folder).logits(TOKENS), logits(model, TOKENS)
    assert expected.std() > 0.5, "else anything would be near enough"
    np.testing.assert_allclose(found, expected, atol=1e-3)


def test_a_published_llama_writes_what_transformers_writes(published: tuple[Path, Any]) -> None:
    folder, model = published
    llama = Llama.load_published(folder)
    assert llama.config.eos_token_id == (7, 9)
    for start in range(0, 50, 10):
        prompt = TOKENS[start : start + 10]
        written = llama.generate(
            prompt, Unconstrained(500, llama.config.eos_token_id), max_tokens=30
        )
        tokens = torch.tensor([prompt])
        theirs = model.generate(
            tokens,
            attention_mask=torch.ones_like(tokens),
            max_new_tokens=30,
            do_sample=False,
            pad_token_id=7,
        )
        assert list(written.ids) == theirs[0, len(prompt) :].tolist()


def test_the_kernel_reads_published_llamas_too(published: tuple[Path, Any]) -> None:
    if (kernel := load_kernel()) is None:
        pytest.skip("there is no kernel")
    found = Llama.load_published(published[0], kernel=kernel).logits(TOKENS[:80])
    assert np.corrcoef(found.ravel(), logits(published[1], TOKENS[:80]).ravel())[0, 1] > 0.995


def test_the_older_form_of_the_config_means_the_same(
    published: tuple[Path, Any], tmp_path: Path
) -> None:
    """Meta's files have `rope_theta` and `rope_scaling`; `transformers` 5 writes both in one."""
    folder, model = published
    for file in folder.iterdir():
        (tmp_path / file.name).symlink_to(file)
    (tmp_path / "config.json").unlink()
    (tmp_path / "config.json").write_bytes((folder / "config.json").read_bytes())
    rope = model.config.rope_parameters
    scaling = PUBLISHED if rope["rope_type"] == "llama3" else None
    older = {"rope_theta": rope["rope_theta"], "rope_scaling": scaling, "rope_parameters": None}
    edit(tmp_path / "config.json", **older)
    newer = Llama.load_published(folder).config
    assert Llama.load_published(tmp_path).config == newer
    assert (newer.rope_scaling is None) == (scaling is None)


@settings(max_examples=50)
@given(
    factor=st.floats(1, 64),
    low=st.floats(0.5, 4),
    more=st.floats(0.5, 8),
    positions=st.integers(32, 100_000),
    theta=st.floats(1_000, 1_000_000),
    half=st.integers(1, 64),
)
def test_rotations_are_those_of_transformers(
    transformers: Any,
    factor: float,
    low: float,
    more: float,
    positions: int,
    theta: float,
    half: int,
) -> None:
    from transformers.modeling_rope_utils import ROPE_INIT_FUNCTIONS

    scaling = Llama3Scaling(
        factor=factor,
        low_freq_factor=low,
        high_freq_factor=low + more,
        original_max_position_embeddings=positions,
    )
    ours = Config(
        vocab_size=10,
        hidden_size=8,
        intermediate_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        num_key_value_heads=1,
        head_dim=2 * half,
        rope_theta=theta,
        rms_norm_eps=1e-5,
        max_position_embeddings=100,
        rope_scaling=scaling,
    )
    theirs = transformers.LlamaConfig(
        head_dim=2 * half,
        max_position_embeddings=1_000_000,
        rope_parameters={
            **PUBLISHED,
            "factor": factor,
            "low_freq_factor": low,
            "high_freq_factor": low + more,
            "original_max_position_embeddings": positions,
            "rope_theta": theta,
        },
    )
    expected, attention = ROPE_INIT_FUNCTIONS["llama3"](theirs, torch.device("cpu"))
    assert attention == 1.0
    np.testing.assert_allclose(frequencies(ours), expected.numpy(), rtol=2e-4)


# --- what is refused -----------------------------------------------------------------------------


@pytest.fixture
def several(transformers: Any, tmp_path: Path) -> Path:
    """A folder with several files of weights, to be damaged."""
    made(transformers).save_pretrained(tmp_path, max_shard_size="300KB")
    return tmp_path


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("model_type", "qwen2", "only 'llama' is known"),
        ("attention_bias", True, "only False is known"),
        ("hidden_act", "gelu", "only 'silu' is known"),
        ("rope_parameters", {"rope_type": "yarn"}, "'yarn' are not known"),
        ("rope_parameters", {**PUBLISHED, "factor": "x"}, "factor is 'x'"),
        ("rope_parameters", {**PUBLISHED, "high_freq_factor": 1.0}, "not above low_freq_factor"),
        ("rope_parameters", [1], "no object"),
        ("head_dim", 63, "cannot be turned"),
        ("eos_token_id", "end", "not ids"),
        ("tie_word_embeddings", False, r"lm_head\.weight is missing"),
        ("num_hidden_layers", 4, r"layers\.3.* is missing"),
        ("rms_norm_eps", float("inf"), "not a positive float"),
    ],
)
def test_a_config_of_another_model_is_refused(
    several: Path, field: str, value: object, said: str
) -> None:
    edit(several / "config.json", **{field: value})
    with pytest.raises(InvalidModelError, match=rf"config\.json.*{said}"):
        Llama.load_published(several)


def test_files_that_the_index_names_must_be_there_and_whole(several: Path) -> None:
    first, second = sorted(several.glob("model-*.safetensors"))[:2]
    data = first.read_bytes()
    first.write_bytes(data[:-1])
    with pytest.raises(InvalidModelError, match=rf"{first.name} is no whole model"):
        Llama.load_published(several)
    first.write_bytes(second.read_bytes())
    with pytest.raises(InvalidModelError, match=rf"{first.name} lacks model\."):
        Llama.load_published(several)
    first.unlink()
    with pytest.raises(InvalidModelError, match=rf"{first.name} is no whole model"):
        Llama.load_published(several)


@pytest.mark.parametrize("name", ["../x.safetensors", "/etc/passwd", 3])
def test_an_index_reaches_no_other_folder(several: Path, name: object) -> None:
    index = several / "model.safetensors.index.json"
    edit(index, weight_map={"model.norm.weight": name})
    with pytest.raises(InvalidModelError, match="names no files of its folder"):
        Llama.load_published(several)


def test_an_empty_folder_is_told_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(InvalidModelError, match=r"config\.json cannot be read"):
        Llama.load_published(tmp_path)


def test_the_end_tokens_of_chat_models_are_in_their_own_file(several: Path) -> None:
    edit(several / "generation_config.json", eos_token_id=[9, 11])
    assert Llama.load_published(several).config.eos_token_id == (7, 9, 11)
    (several / "generation_config.json").unlink()
    assert Llama.load_published(several).config.eos_token_id == (7, 9)


def test_sequences_reach_as_far_as_was_asked_for(several: Path) -> None:
    llama = Llama.load_published(several, positions=50)
    assert len(llama.cos_TK) == 50
    written = llama.generate(TOKENS[:45], Unconstrained(500, ()), max_tokens=30)
    assert len(written.ids) == 5
