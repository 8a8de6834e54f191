import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from ondol.errors import InvalidModelError
from ondol.llama import Llama, load_kernel
from ondol.llama.quantised import Quantised, joined, quantise, write
from ondol.llama.weights import load_tensors

NANO = Path(__file__).parents[2] / "src" / "ondol" / "agent" / "nano"
TOKENS = [0, 600, 700, 33, 1200]
MATRICES = arrays(
    np.float32,
    array_shapes(min_dims=2, max_dims=2, max_side=8),
    elements=st.floats(-1000, 1000, width=32),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped model, written again in int8."""
    folder = tmp_path_factory.mktemp("int8") / "nano"
    write(NANO, folder)
    return folder


@given(MATRICES)
def test_a_value_is_off_by_half_a_level_at_most(
    matrix: np.ndarray[tuple[int, int], np.dtype[np.float32]],
) -> None:
    found = quantise(matrix)
    off = np.abs(found.floats() - matrix)
    assert (off <= 0.502 * found.scales_N[:, None]).all()


@given(MATRICES)
def test_what_was_quantised_is_quantised_to_itself(
    matrix: np.ndarray[tuple[int, int], np.dtype[np.float32]],
) -> None:
    once = quantise(matrix)
    np.testing.assert_array_equal(quantise(once.floats()).values_NM, once.values_NM)


def test_a_file_in_int8_is_half_as_large_and_read_like_any_other(folder: Path) -> None:
    sizes = [(at / "model.safetensors").stat().st_size for at in (folder, NANO)]
    assert sizes[0] < 0.53 * sizes[1]
    shipped = joined(load_tensors(NANO / "model.safetensors"))
    config = Llama.load(NANO).config
    rounded = {name: quantise(t) if t.ndim == 2 else t for name, t in as_arrays(shipped).items()}
    found = Llama.load(folder).logits(TOKENS)
    np.testing.assert_array_equal(found, Llama(config, rounded).logits(TOKENS))


def as_arrays(
    tensors: "dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]] | Quantised]",
) -> "dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]":
    return {name: t.floats() if isinstance(t, Quantised) else t for name, t in tensors.items()}


def test_the_kernel_reckons_the_same_from_either_file(folder: Path) -> None:
    kernel = load_kernel()
    if kernel is None:
        pytest.skip("there is no kernel")
    found, expected = (Llama.load(at, kernel=kernel).logits(TOKENS) for at in (folder, NANO))
    np.testing.assert_array_equal(found, expected)


def test_others_read_the_file(folder: Path) -> None:
    from safetensors.numpy import load_file

    tensors = load_file(folder / "model.safetensors")
    theirs = tensors["model.layers.0.self_attn.q_proj.weight"]
    scale = tensors["model.layers.0.self_attn.q_proj.weight_scale"]
    assert theirs.dtype == np.int8
    assert scale.shape == (len(theirs), 1)
    shipped = load_file(NANO / "model.safetensors")
    exact = shipped["model.layers.0.self_attn.q_proj.weight"].astype(np.float32)
    np.testing.assert_allclose(theirs * scale, exact, atol=scale.max() * 0.51)
    assert tensors["model.norm.weight"].dtype == np.float32


def test_a_damaged_file_in_int8_is_told_by_its_sum(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "nano"))
    data = bytearray((copy / "model.safetensors").read_bytes())
    data[-100] ^= 255
    (copy / "model.safetensors").write_bytes(data)
    with pytest.raises(InvalidModelError, match="damaged"):
        Llama.load(copy)
    with pytest.raises(InvalidModelError, match="damaged"):
        write(copy, tmp_path / "other")


def test_a_matrix_without_its_scales_is_refused() -> None:
    values = np.zeros((3, 4), np.int8)
    for scales in ({}, {"a.weight_scale": np.ones((2, 1), np.float32)}):
        with pytest.raises(InvalidModelError, match=r"a\.weight_scale .*install the model again"):
            joined({"a.weight": values, **scales})


def test_the_config_stays_a_llamas(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    assert config["architectures"] == ["LlamaForCausalLM"]
