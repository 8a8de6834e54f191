"""Films that are made once."""

from pathlib import Path

import pytest

from .films import library


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with one film of each kind; read it, and leave it as it is."""
    folder = tmp_path_factory.mktemp("films")
    library(folder)
    return folder
