import hashlib
import json
import shutil
import struct
from pathlib import Path
from typing import Any

import pytest

from ondol.errors import InvalidModelError
from ondol.llama import Llama
from ondol.llama.weights import FILES, open_tensors

NANO = Path(__file__).parents[2] / "src" / "ondol" / "agent" / "nano"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped model, to be damaged."""
    return Path(shutil.copytree(NANO, tmp_path / "nano"))


def edit(path: Path, **changes: Any) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **changes}))


def sign(folder: Path) -> None:
    """Let the manifest name the files as they are now: a whole model, but not a right one."""
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    edit(folder / "manifest.json", sha256=sums)


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
@pytest.mark.parametrize("damage", ["missing", "half", "empty", "folder"])
def test_a_file_that_is_not_whole_is_named(folder: Path, name: str, damage: str) -> None:
    path = folder / name
    data = path.read_bytes()
    path.unlink()
    match damage:
        case "half":
            path.write_bytes(data[: len(data) // 2])
        case "empty":
            path.write_bytes(b"")
        case "folder":
            path.mkdir()
        case _:
            pass
    with pytest.raises(InvalidModelError, match=rf"{name}.*install it again"):
        Llama.load(folder)


@pytest.mark.parametrize("sums", [None, [], {}, {"config.json": "0"}])
def test_a_manifest_that_does_not_name_all_files_is_refused(folder: Path, sums: object) -> None:
    edit(folder / "manifest.json", sha256=sums)
    with pytest.raises(InvalidModelError, match="does not name the sha256"):
        Llama.load(folder)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("num_attention_heads", 0), ("num_attention_heads", 5), ("num_key_value_heads", 4)),
        *(("num_hidden_layers", -1), ("num_hidden_layers", 7), ("hidden_size", "192")),
        *(("intermediate_size", 500), ("vocab_size", 6145), ("num_key_value_heads", 2)),
        *(("rope_theta", "x"), ("rms_norm_eps", None), ("max_position_embeddings", True)),
    ],
)
def test_a_config_that_the_weights_do_not_fit_is_refused(
    folder: Path, field: str, value: object
) -> None:
    edit(folder / "config.json", **{field: value})
    sign(folder)
    with pytest.raises(InvalidModelError, match=r"config\.json.*install"):
        Llama.load(folder)


@pytest.mark.parametrize("cut", [slice(0, -1_000), slice(4, None)])
def test_weights_that_do_not_hold_what_they_say_are_refused(folder: Path, cut: slice) -> None:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[cut])
    sign(folder)
    with pytest.raises(InvalidModelError, match=r"model\.safetensors is no whole model"):
        Llama.load(folder)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"dtype": "F64"}, "F64"),
        ({"shape": [-1, -2]}, "the shape"),
        ({"shape": [1.0]}, "the shape"),
        ({"shape": [3]}, "a has 12 bytes"),
        ({"data_offsets": [-8, 0]}, "not at -8 to 0"),
        ({"data_offsets": [4, 12]}, "not at 4 to 12"),
        ({"data_offsets": None}, "no whole model"),
    ],
)
def test_a_tensor_that_does_not_lie_in_its_file_is_refused(
    tmp_path: Path, entry: dict[str, Any], said: str
) -> None:
    header = json.dumps({"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8], **entry}})
    path = tmp_path / "model.safetensors"
    path.write_bytes(struct.pack("<Q", len(header)) + header.encode() + bytes(8))
    with pytest.raises(InvalidModelError, match=said):
        open_tensors(path)
