"""One request that passed the doors, and what the API calls."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import Request

from ondol.agent.conversation import Conversation
from ondol.agent.summary import Language
from ondol.home.hub import Hub
from ondol.home.people import Person
from ondol.home.policy import Actor
from ondol.media.library import Library
from ondol.things.pairing import Pairs
from ondol.things.thing import Thing

from .about import About
from .codes import Codes
from .problem import ProblemError, stranger_problem
from .security import Caller, Guard, Stranger
from .trust import Trust
from .tv import Television

_M = TypeVar("_M", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the API calls.

    Attributes:
        media: the films of the home; None: it has none.
        media_origins: hosts of feeds, whose films the page may play ("https://films.example").
    """

    hub: Hub
    conversation: Conversation
    guard: Guard
    version: str
    pairs: tuple[Pairs, ...] = ()
    codes: Codes = field(default_factory=lambda: Codes(secrets.randbelow))
    television: Television | None = None
    trust: Trust | None = None
    media: Library | None = None
    media_origins: tuple[str, ...] = ()
    about: About = field(default_factory=About)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request that passed the doors; `known` is None where anybody may call."""

    request: Request
    parts: Parts
    known: Caller | None
    language: Language

    @property
    def hub(self) -> Hub:
        """The hub that is called."""
        return self.parts.hub

    @property
    def caller(self) -> Caller:
        """Who calls."""
        if self.known is None:
            raise LookupError("a public operation has no caller")
        return self.known

    @property
    def actor(self) -> Actor:
        """Who asks, as `policy` sees it."""
        return self.caller.actor()

    @property
    def person(self) -> Person:
        """The person who calls.

        Raises:
            ProblemError: the person's rights ended a moment ago.
        """
        person = self.hub.household.person(self.caller.person)
        if person is None:
            raise stranger_problem(Stranger("no_token"))
        return person

    @property
    def peer(self) -> str:
        """The address that the request came from."""
        return self.request.client.host if self.request.client is not None else ""

    def named(self, parameter: str) -> str:
        """Return a parameter of the path."""
        return str(self.request.path_params[parameter])

    def thing(self) -> Thing:
        """Return the thing that the path names.

        Raises:
            ProblemError: there is none.
        """
        thing = self.hub.home().things.get(self.named("id"))
        if thing is None:
            raise ProblemError(
                404, "no such thing", f"there is no thing {self.named('id')} in this home"
            )
        return thing

    async def body(self, model: type[_M]) -> _M:
        """Return what was sent.

        Raises:
            ProblemError: it is not what it should be; the text says where.
        """
        data = await self.request.body()
        return _checked(lambda: model.model_validate_json(data))

    def query(self, model: type[_M]) -> _M:
        """Return what stands after the question mark."""
        given = dict(self.request.query_params)
        return _checked(lambda: model.model_validate(given))


def _checked(read: Callable[[], _M]) -> _M:
    try:
        return read()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the body"
        raise ProblemError(422, "not understood", f"{where}: {first['msg']}") from error
