"""What the hub can say of itself, as its composition root knows it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model that understands, or answers.

    Attributes:
        parameters, size_bytes: None where only its server knows.
        url: where it is asked; None: in this process. No password is in it.
    """

    role: Literal["nano", "larger"]
    name: str
    parameters: int | None = None
    size_bytes: int | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Where the page is, and what understands."""

    addresses: tuple[str, ...] = ()
    models: tuple[Model, ...] = ()
