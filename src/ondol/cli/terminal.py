"""What all commands share: their common flags, the terminal's language, and how they print."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ondol.apps import settings

from .words import Language, language, say

Data = Annotated[
    Path | None,
    typer.Option(help="Folder for token, database and settings [ONDOL_DATA].", show_default=False),
]
Url = Annotated[
    str | None,
    typer.Option(help="Address of the hub, if not the one that runs here.", envvar="ONDOL_URL"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def spoken() -> Language:
    """Return the language of this terminal."""
    return language(os.environ)


def words(key: str, **values: str) -> str:
    """Return what to say to this terminal."""
    return say(key, spoken(), **values)


def out() -> Console:
    """Return where results go."""
    return Console(highlight=False)


def err() -> Console:
    """Return where progress and problems go."""
    return Console(stderr=True, highlight=False)


def data_folder(data: Path | None) -> Path:
    """Return the hub's data folder."""
    return settings.data_folder(data, os.environ)


def print_json(value: object) -> None:
    """Print for machines."""
    print(json.dumps(value, ensure_ascii=False, indent=1))
