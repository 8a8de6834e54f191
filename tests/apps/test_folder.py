"""The data folder: secrets stay secret, and files are whole."""

from pathlib import Path

import pytest

from ondol.apps import folder
from ondol.errors import ServiceUnavailableError, SettingsError


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_the_token_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    data = tmp_path / "ondol"
    made = folder.token(data)
    assert len(made) == 43  # 256 bits in base64
    assert (mode(data), mode(data / "token")) == (0o700, 0o600)
    assert folder.token(data) == made
    assert folder.token(tmp_path / "other") != made


def test_a_token_that_was_opened_to_others_is_closed_again(tmp_path: Path) -> None:
    made = folder.token(tmp_path)
    (tmp_path / "token").chmod(0o644)
    assert folder.token(tmp_path) == made
    assert mode(tmp_path / "token") == 0o600


@pytest.mark.parametrize("damaged", [b"", b"short", b"\xff" * 43, b"a" * 42])
def test_a_token_that_was_cut_short_is_made_anew(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / "token").write_bytes(damaged)
    (tmp_path / "token.new").write_bytes(b"left by a crash")
    (tmp_path / "token.new").chmod(0o644)
    assert folder.known_token(tmp_path) is None
    assert len(folder.token(tmp_path)) == 43
    assert mode(tmp_path / "token") == 0o600
    assert not (tmp_path / "token.new").exists()


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="file/data cannot be used for data"):
        folder.token(tmp_path / "file" / "data")


def test_one_hub_holds_a_folder(tmp_path: Path) -> None:
    with (
        folder.held(tmp_path),
        pytest.raises(ServiceUnavailableError, match=r"another hub runs .* --data"),
        folder.held(tmp_path),
    ):
        pass
    with folder.held(tmp_path):  # free again, though the file is still there
        pass


def test_word_of_a_hub_is_there_while_it_runs(tmp_path: Path) -> None:
    with folder.running(tmp_path, {"url": "http://127.0.0.1:1"}):
        assert folder.read_running(tmp_path) == {"url": "http://127.0.0.1:1"}
        assert mode(tmp_path / "running.json") == 0o600
    assert folder.read_running(tmp_path) == {}


@pytest.mark.parametrize("left", [b"", b"[]", b"\xff", b"{"])
def test_word_that_makes_no_sense_is_none(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "running.json").write_bytes(left)
    assert folder.read_running(tmp_path) == {}
