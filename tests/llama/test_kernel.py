"""The kernel against NumPy with the same weights, on every instruction set of this machine."""

import logging
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ondol.llama import Kernel, Llama, build, load_kernel
from ondol.llama.kernel import Packed
from ondol.llama.model import Floats
from ondol.llama.quantised import Quantised, quantise
from ondol.llama.weights import Config, load_tensors, shapes

NANO = Path(__file__).parents[2] / "src" / "ondol" / "agent" / "nano"

Array = npt.NDArray[np.float32]

pytestmark = pytest.mark.skipif(
    shutil.which("cc") is None and not build.KERNEL.exists(), reason="there is no C compiler"
)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Kernel:
    """The kernel as other processors get it, in plain C."""
    path = build.make(tmp_path_factory.mktemp("kernel") / "plain.so", plain=True)
    made = load_kernel(path)
    assert made is not None
    return made


@pytest.fixture(scope="module")
def kernels(plain: Kernel) -> list[Kernel]:
    """Every kernel that runs here, with each instruction set that it has for this processor."""
    made = load_kernel()
    assert made is not None, "the kernel was not made: make setup"
    return [*(made.at(level) for level in made.levels), plain]


def turned(positions: int, head: int) -> tuple[Array, Array]:
    angles_tk = np.tile(np.outer(np.arange(positions), 10.0 ** -np.arange(head // 2)), (1, 2))
    return np.cos(angles_tk).astype(np.float32), np.sin(angles_tk).astype(np.float32)


def made_up(config: Config, seed: int) -> dict[str, Array | Quantised]:
    rng = np.random.default_rng(seed)
    tensors: dict[str, Array | Quantised] = {}
    for name, shape in shapes(config).items():
        drawn = rng.normal(0, 0.3, shape).astype(np.float32)
        tensors[name] = quantise(drawn) if len(shape) == 2 else 1 + drawn
    return tensors


def shape(
    heads: int = 4, groups: int = 2, head: int = 8, inner: int = 40, layers: int = 2
) -> Config:
    return Config(
        vocab_size=50,
        hidden_size=heads * head,
        intermediate_size=inner,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        num_key_value_heads=groups,
        head_dim=head,
        rope_theta=10_000.0,
        rms_norm_eps=1e-5,
        max_position_embeddings=200,
    )


@settings(max_examples=40)
@given(
    groups=st.integers(1, 3),
    together=st.integers(1, 3),
    half=st.integers(1, 12),
    inner=st.integers(1, 70),
    cuts=st.lists(st.integers(1, 80), min_size=1, max_size=3),
    seed=st.integers(0, 2**32 - 1),
)
def test_a_llama_of_any_shape_is_read_as_numpy_reads_it(
    kernels: list[Kernel],
    groups: int,
    together: int,
    half: int,
    inner: int,
    cuts: list[int],
    seed: int,
) -> None:
    config = shape(groups * together, groups, 2 * half, inner)
    tensors, rotations = made_up(config, seed), turned(240, 2 * half)
    tokens = np.random.default_rng(seed).integers(0, 50, sum(cuts)).tolist()
    expected = Floats(config, tensors, *rotations).sequence(len(tokens)).hidden(tokens)
    parts = [tokens[at : at + cut] for at, cut in zip(np.cumsum([0, *cuts]), cuts, strict=False)]
    for kernel in kernels:
        sequence = Packed(kernel, config, tensors, *rotations).sequence(len(tokens))
        found = np.concatenate([sequence.hidden(part) for part in parts])
        np.testing.assert_allclose(found, expected, atol=0.02, err_msg=kernel.level)
        assert np.abs(found - expected).mean() < 1e-3


def test_logits_are_those_of_the_allowed_in_their_order(
    kernels: list[Kernel],
) -> None:
    config = shape()
    tensors, rotations = made_up(config, 3), turned(100, 8)
    tokens, allowed = [7, 9, 0, 49] * 20, [49, 3, 0, 3]
    expected = Floats(config, tensors, *rotations).sequence(80).read(tokens, allowed)
    for kernel in kernels:
        packed = Packed(kernel, config, tensors, *rotations)
        found = packed.sequence(80).read(tokens, allowed)
        np.testing.assert_allclose(found, expected, atol=0.02, err_msg=kernel.level)


def test_a_head_of_its_own_scores(kernels: list[Kernel]) -> None:
    config, rotations = replace(shape(), tie_word_embeddings=False), turned(10, 8)
    drawn = np.random.default_rng(4).normal(0, 0.3, (50, config.hidden_size)).astype(np.float32)
    head = quantise(drawn)
    tensors = made_up(config, 4)
    tensors["lm_head.weight"] = head
    numpy = Floats(config, tensors, *rotations)
    expected = head.floats() @ numpy.sequence(3).hidden([5, 6, 7])[-1]
    np.testing.assert_allclose(numpy.logits([5, 6, 7])[-1], expected, atol=1e-4)
    np.testing.assert_allclose(
        numpy.sequence(3).read([5, 6, 7], [9, 4]), expected[[9, 4]], atol=1e-4
    )
    for kernel in kernels:
        packed = Packed(kernel, config, tensors, *rotations)
        found = packed.sequence(3).read([5, 6, 7], range(50))
        np.testing.assert_allclose(found, expected, atol=0.02)


def test_sums_that_are_as_large_as_can_be_do_not_overflow(kernels: list[Kernel]) -> None:
    config = shape(heads=1, groups=1, head=2, inner=12_000, layers=1)
    tensors, rotations = made_up(config, 2), turned(4, 2)
    for name in ("gate_proj", "up_proj", "down_proj"):
        at = f"model.layers.0.mlp.{name}.weight"
        ones = np.ones(tensors[at].shape, np.float32)
        tensors[at] = quantise(ones * (1 if name != "down_proj" else [[1], [-2]]))
    expected = Floats(config, tensors, *rotations).sequence(1).hidden([3])
    for kernel in kernels:
        found = Packed(kernel, config, tensors, *rotations).sequence(1).hidden([3])
        np.testing.assert_allclose(found, expected, atol=0.01, err_msg=kernel.level)


def test_nano_is_the_same_on_every_instruction_set(
    kernels: list[Kernel],
) -> None:
    exact = Llama.load(NANO)
    tensors: Mapping[str, Array | Quantised] = {
        name: quantise(tensor) if tensor.ndim == 2 else tensor
        for name, tensor in load_tensors(NANO / "model.safetensors").items()
    }
    reference = Llama(exact.config, tensors)
    rotations = exact.cos_TK, exact.sin_TK
    tokens = np.random.default_rng(5).integers(0, exact.config.vocab_size, 90).tolist()
    every = range(exact.config.vocab_size)
    expected = reference.sequence(90).read(tokens, every)
    for kernel in kernels:
        packed = Packed(kernel, exact.config, tensors, *rotations)
        found = packed.sequence(90).read(tokens, every)
        np.testing.assert_allclose(found, expected, atol=0.02, err_msg=kernel.level)
        assert found.argmax() == expected.argmax()
    close = exact.sequence(90).read(tokens, every)
    assert np.corrcoef(close, expected)[0, 1] > 0.998


def test_what_a_sequence_cannot_hold_is_refused_and_reads_nothing(plain: Kernel) -> None:
    packed = Packed(plain, shape(), made_up(shape(), 1), *turned(40, 8))
    sequence = packed.sequence(20)
    before = sequence.read([1, 2, 3], [4])
    with pytest.raises(ValueError, match="30 more tokens after 3 do not fit into 20"):
        sequence.read([1] * 30, [4])
    with pytest.raises(ValueError, match="0 more tokens"):
        sequence.read([], [4])
    for tokens, allowed in (([50], [4]), ([-1], [4]), ([1], [50]), ([1], [-1])):
        with pytest.raises(IndexError, match="the model's 50"):
            sequence.read(tokens, allowed)
    again = packed.sequence(20)
    again.read([1, 2], [4])
    assert again.read([3], [4]) == before
    assert sequence.read([9], [4]) == again.read([9], [4])


def test_positions_end_where_the_rotations_do(plain: Kernel) -> None:
    sequence = Packed(plain, shape(), made_up(shape(), 1), *turned(10, 8)).sequence(64)
    sequence.read([1] * 10, [4])
    with pytest.raises(ValueError, match="after 10 do not fit"):
        sequence.read([1], [4])


# --- what is loaded ------------------------------------------------------------------------------


def refusal(path: Path, caplog: pytest.LogCaptureFixture) -> str:
    with caplog.at_level(logging.WARNING):
        assert load_kernel(path) is None
        assert load_kernel(path) is None
    assert len(caplog.records) == 1, "it is said once"
    return caplog.text


def test_without_a_kernel_it_is_said_how_to_make_one(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    said = refusal(tmp_path / "_kernel.so", caplog)
    assert "was not made: with a C compiler, python" in said


def test_a_kernel_where_everybody_may_write_is_not_loaded(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    path = build.make(folder / "_kernel.so", plain=True)
    folder.chmod(0o777)
    assert "everybody may write" in refusal(path, caplog)


def test_a_kernel_that_everybody_may_write_is_not_loaded(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "_kernel.so"
    path.write_bytes(b"")
    path.chmod(0o666)
    assert "everybody may write" in refusal(path, caplog)


def test_a_file_that_is_no_library_is_not_loaded(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "_kernel.so"
    path.write_bytes(b"\x7fELF")
    assert "cannot be loaded" in refusal(path, caplog)


def test_a_kernel_of_another_source_is_not_loaded(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    source = tmp_path / "kernel.c"
    source.write_bytes(build.SOURCE.read_bytes() + b"\n/* another */\n")
    path = build.make(tmp_path / "_kernel.so", source=source, plain=True)
    assert "made of another kernel.c" in refusal(path, caplog)


def test_another_library_is_not_taken_for_the_kernel(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    source = tmp_path / "kernel.c"
    source.write_text("int nothing(void) { return 0; }\n")
    path = build.make(tmp_path / "_kernel.so", source=source)
    assert "cannot be loaded" in refusal(path, caplog)


def test_a_compiler_that_fails_leaves_no_file(tmp_path: Path) -> None:
    source = tmp_path / "kernel.c"
    source.write_text("this is not C\n")
    with pytest.raises(build.KernelError, match="failed"):
        build.make(tmp_path / "_kernel.so", source=source)
    assert [path.name for path in tmp_path.iterdir()] == ["kernel.c"]


def test_without_a_compiler_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CC", str(tmp_path / "no-cc"))
    with pytest.raises(build.KernelError, match="no C compiler"):
        build.make(tmp_path / "_kernel.so")


def test_the_kernel_leaves_the_arithmetic_of_the_process_alone() -> None:
    """A library linked with -ffast-math would turn denormal numbers into 0, everywhere."""
    assert load_kernel() is not None
    assert np.float32(1e-38) * np.float32(0.01) > 0
