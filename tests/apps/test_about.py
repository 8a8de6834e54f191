"""What the hub says of itself: its models as they are, and no secret with them."""

from pathlib import Path

import pytest

from ondol.apps.about import about
from ondol.apps.hub import NANO
from ondol.apps.settings import Settings
from ondol.errors import InvalidModelError
from ondol.llama.weights import load_tensors


def test_nano_has_the_parameters_that_are_in_its_file(tmp_path: Path) -> None:
    (nano,) = about(Settings(data=tmp_path), ["http://10.0.0.2:8420"], NANO).models
    stored = load_tensors(NANO / "model.safetensors")
    scales = sum(tensor.size for name, tensor in stored.items() if name.endswith("scale"))
    assert nano.parameters == sum(tensor.size for tensor in stored.values()) - scales
    assert nano.size_bytes == (NANO / "model.safetensors").stat().st_size


def test_a_larger_model_is_named_with_where_it_is_and_without_its_password(tmp_path: Path) -> None:
    settings = Settings(
        data=tmp_path,
        larger_url="https://minji:secret@models.example:8443/v1",
        larger_model="llama3.1",
        larger_key="k-secret",
    )
    told = about(settings, [], NANO)
    larger = told.models[1]
    assert (larger.name, larger.url) == ("llama3.1", "https://models.example:8443/v1")
    assert "secret" not in repr(told)


def test_a_file_of_a_larger_model_is_named_with_its_size(tmp_path: Path) -> None:
    file = tmp_path / "Llama-3.2-1B.gguf"
    file.write_bytes(b"GGUF" + bytes(96))
    larger = about(Settings(data=tmp_path, llama=file), [], NANO).models[1]
    assert (larger.role, larger.name, larger.size_bytes) == ("larger", "Llama-3.2-1B", 100)


def test_a_folder_without_a_model_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InvalidModelError):
        about(Settings(data=tmp_path), [], tmp_path)
