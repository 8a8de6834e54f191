import hashlib
import json
import shutil
from pathlib import Path

import pytest

from ondol.apps.hub import NANO, load_nano
from ondol.errors import InvalidModelError
from ondol.llama.weights import FILES


def with_pieces(folder: Path, pieces: dict[str, int]) -> Path:
    """Return a model folder, whole and signed, whose tokenizer has these pieces."""
    shutil.copytree(NANO, folder)
    path = folder / "tokenizer.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**data, "model": {**data["model"], "vocab": pieces}}))
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    (folder / "manifest.json").write_text(json.dumps({"format": 1, "sha256": sums}))
    return folder


@pytest.fixture(scope="module")
def pieces() -> dict[str, int]:
    data = json.loads((NANO / "tokenizer.json").read_text(encoding="utf-8"))
    return dict(data["model"]["vocab"])


def test_a_model_that_does_not_know_a_token_of_the_frames_is_refused(
    tmp_path: Path, pieces: dict[str, int]
) -> None:
    renamed = {"<old>" if piece == "<t:light>" else piece: at for piece, at in pieces.items()}
    with pytest.raises(InvalidModelError, match=r"does not know <t:light>"):
        load_nano(with_pieces(tmp_path / "nano", renamed))


def test_a_tokenizer_of_another_model_is_refused(tmp_path: Path, pieces: dict[str, int]) -> None:
    with pytest.raises(InvalidModelError, match="pieces"):
        load_nano(with_pieces(tmp_path / "nano", {**pieces, "한 조각 더": len(pieces)}))


def test_the_shipped_model_belongs_to_this_version() -> None:
    assert load_nano().threshold > 0
