"""What the hub says of itself to adults: where its page is, and which models it has."""

import math
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from ondol.api.about import About, Model
from ondol.llama.weights import load_config, shapes

from .settings import Settings

WEIGHTS = "model.safetensors"


def about(settings: Settings, addresses: Sequence[str], nano: Path) -> About:
    """Return it for a hub whose own model is in the folder `nano`.

    Raises:
        InvalidModelError: there is no model in that folder.
    """
    larger = _larger(settings)
    models = (_nano(nano), *((larger,) if larger is not None else ()))
    return About(addresses=tuple(addresses), models=models)


def _nano(folder: Path) -> Model:
    parameters = sum(math.prod(shape) for shape in shapes(load_config(folder)).values())
    size_bytes = (folder / WEIGHTS).stat().st_size
    return Model(role="nano", name="Ondol nano", parameters=parameters, size_bytes=size_bytes)


def _larger(settings: Settings) -> Model | None:
    """Return the larger model that the settings name; None: there is none."""
    if settings.llama is not None:
        size_bytes = settings.llama.stat().st_size
        return Model(role="larger", name=settings.llama.stem, size_bytes=size_bytes)
    if settings.larger_url is None:
        return None
    url = urlsplit(settings.larger_url)
    host = url.netloc.rpartition("@")[2]  # what stands before it is a password
    return Model(
        role="larger",
        name=settings.larger_model or host,
        url=f"{url.scheme}://{host}{url.path}",
    )
