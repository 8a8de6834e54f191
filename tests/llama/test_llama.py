import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from ondol.errors import InvalidModelError
from ondol.llama import Llama, Tokenizer, load_kernel
from ondol.llama.generate import generate

NANO = Path(__file__).parents[2] / "src" / "ondol" / "agent" / "nano"


@pytest.fixture(scope="module")
def nano() -> Llama:
    return Llama.load(NANO)


@pytest.fixture(scope="module", params=["float32", "int8"])
def either(request: pytest.FixtureRequest) -> Llama:
    """The model, as exact as can be and as hubs run it."""
    kernel = load_kernel() if request.param == "int8" else None
    if request.param == "int8" and kernel is None:
        pytest.skip("there is no kernel")
    return Llama.load(NANO, kernel=kernel)


class Scripted:
    """Allows what a list says, one entry a step."""

    def __init__(self, steps: Sequence[Sequence[int]]) -> None:
        self.steps, self.taken = steps, list[int]()

    def allowed(self) -> Sequence[int]:
        return self.steps[len(self.taken)] if len(self.taken) < len(self.steps) else ()

    def advance(self, token: int) -> None:
        assert token in self.allowed()
        self.taken.append(token)


def test_reading_all_at_once_or_one_by_one_is_the_same(either: Llama) -> None:
    tokens, allowed = [0, 700, 900, 1200, 33, 7], range(100)
    single = either.sequence(8)
    for end, token in enumerate(tokens, start=1):
        whole = either.sequence(8).read(tokens[:end], allowed)
        np.testing.assert_allclose(whole, single.read([token], allowed), atol=1e-4)


def test_numpy_gives_the_logits_of_the_model_that_was_trained(nano: Llama) -> None:
    torch = pytest.importorskip("torch")
    from safetensors.torch import load_file

    from ondol.training.model import Llama as Trained
    from ondol.training.model import LlamaConfig

    data = json.loads((NANO / "config.json").read_text(encoding="utf-8"))
    config = LlamaConfig(**{name: data[name] for name in LlamaConfig.__slots__})
    trained = Trained(config)
    weights = {name: t.float() for name, t in load_file(NANO / "model.safetensors").items()}
    trained.load_state_dict(weights)
    tokens = [0, 512, 1033, 2048, 77, 3]
    with torch.no_grad():
        expected = trained(torch.tensor([tokens]))[0].numpy()
    np.testing.assert_allclose(nano.logits(tokens), expected, atol=1e-3)


def test_forced_tokens_change_nothing_but_the_work(nano: Llama) -> None:
    class Counting:
        def __init__(self) -> None:
            self.inner, self.calls = nano.sequence(64), 0

        def read(
            self, tokens: Sequence[int], allowed: Sequence[int]
        ) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
            self.calls += 1
            return self.inner.read(tokens, allowed)

    forward = Counting()
    written = generate(
        forward, [0, 600, 700], Scripted([[5], [6], [8, 9], [10], [11, 12]]), max_tokens=10
    )
    assert forward.calls == 2
    assert written.logprobs[0] == 0.0
    again = nano.generate(
        [0, 600, 700], Scripted([[5], [6], [8, 9], [10], [11, 12]]), max_tokens=10
    )
    assert written.ids == again.ids


def test_the_likeliest_allowed_token_is_taken(either: Llama) -> None:
    logits = either.logits([0, 600])[-1]
    allowed = [40, 50, 60]
    written = either.generate([0, 600], Scripted([allowed]), max_tokens=3)
    assert written.ids == (max(allowed, key=lambda token: logits[token]),)


def test_after_a_prompt_that_takes_all_positions_nothing_is_written(either: Llama) -> None:
    positions = either.config.max_position_embeddings
    assert either.generate([0] * positions, Scripted([[5, 6]]), max_tokens=3).ids == ()
    assert either.generate([0] * 5_000, Scripted([[5], [6]]), max_tokens=3).ids == ()


def test_an_answer_ends_where_the_positions_do(either: Llama) -> None:
    prompt = [0] * (either.config.max_position_embeddings - 2)
    assert len(either.generate(prompt, Scripted([[5, 6]] * 9), max_tokens=9).ids) == 2


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="counts threads in /proc")
def test_the_runtime_has_one_thread() -> None:
    script = "import os, ondol.llama; print(len(os.listdir('/proc/self/task')))"
    environment = {k: v for k, v in os.environ.items() if not k.endswith("_NUM_THREADS")}
    counted = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script], capture_output=True, check=True, env=environment
    )
    assert counted.stdout.strip() == b"1"


def test_a_damaged_file_is_told_by_its_sum(tmp_path: Path) -> None:
    folder = tmp_path / "nano"
    shutil.copytree(NANO, folder)
    data = bytearray((folder / "model.safetensors").read_bytes())
    data[-100] ^= 255
    (folder / "model.safetensors").write_bytes(data)
    with pytest.raises(InvalidModelError, match="damaged"):
        Llama.load(folder)


def test_another_format_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "nano"
    shutil.copytree(NANO, folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps({**manifest, "format": 99}))
    with pytest.raises(InvalidModelError, match="format 99"):
        Llama.load(folder)


def test_text_never_becomes_a_token_of_the_vocabulary() -> None:
    tokenizer = Tokenizer.load(NANO / "tokenizer.json")
    act = tokenizer.id("<act>")
    assert act not in tokenizer.encode("<act> <t:light> <@1>")


def test_text_survives_the_tokenizer() -> None:
    tokenizer = Tokenizer.load(NANO / "tokenizer.json")
    for text in ("거실 불 꺼 줘", "turn off 24.5%", "뷁 🙂 ñ", "우유를 추가해"):
        assert tokenizer.decode(tokenizer.encode(text)) == text
        offsets = tokenizer.encode_with_offsets(text)
        assert offsets[0][1] == 0
        assert max(end for _, _, end in offsets) == len(text)


def test_the_tokenizer_equals_the_one_that_was_trained() -> None:
    trained = pytest.importorskip("tokenizers").Tokenizer.from_file(str(NANO / "tokenizer.json"))
    tokenizer = Tokenizer.load(NANO / "tokenizer.json")
    for text in (
        "거실에 있는 불을 다 꺼 주실래요?",
        "What's the CO2 level in Leo's room?",
        "22.5도 반",
    ):
        assert tokenizer.encode(text) == trained.encode(text, add_special_tokens=False).ids
