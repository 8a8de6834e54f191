"""Asks a larger model behind an OpenAI-compatible endpoint: opens, waits, gives up in time.

The only module that knows httpx. Proxies and passwords of the environment are left alone: who is
asked is what the settings say, and nobody else sees it.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx

from ondol.errors import LargerModelError, Why
from ondol.home import wire
from ondol.home.plan import Plan
from ondol.language.normalise import clean

from . import breaker
from .completions import (
    Arguments,
    Finished,
    Message,
    Piece,
    Reader,
    Words,
    chat_body,
    is_object,
    schema_body,
    tool_body,
)
from .larger import CHAT_TOKENS, PLAN_TOKENS

CONNECT_S = 5.0
MAX_CALLS = 4
"""How many are asked at once; a server on the same machine has no more to give."""
MAX_ERROR_BYTES = 4096
CANNOT_CONSTRAIN = frozenset({400, 404, 415, 422, 501})
"""What servers answer to a `response_format` that they do not know."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Which model is asked, and for how long.

    Attributes:
        url: base of the API ("http://127.0.0.1:11434/v1").
        key: sent as a bearer token; never shown.
        timeout_s: deadline of an answer, from the question to its last word.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout_s: float = 40.0


class Endpoint:
    """One endpoint. `clock` counts seconds, for the circuit breaker."""

    def __init__(
        self,
        where: Where,
        *,
        clock: Callable[[], float],
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._where = where
        self._clock = clock
        self._circuit: breaker.Circuit = breaker.Closed()
        self._can_constrain = True
        self._schema: Mapping[str, Any] = wire.schema(Plan)
        self._http = httpx.AsyncClient(
            base_url=where.url.rstrip("/") + "/",
            headers={"Authorization": f"Bearer {where.key}"} if where.key else {},
            timeout=httpx.Timeout(where.timeout_s, connect=min(CONNECT_S, where.timeout_s)),
            limits=httpx.Limits(max_connections=MAX_CALLS),
            transport=transport,
            trust_env=False,
        )

    async def close(self) -> None:
        """Close what is open."""
        await self._http.aclose()

    async def chat(self, messages: Sequence[Message], hear: Callable[[str], None]) -> None:
        """Answer in free text; `hear` is called with each piece of it as it comes.

        Raises:
            LargerModelError: no answer could be had, or only the pieces that were heard.
        """

        def take(piece: Piece) -> None:
            if isinstance(piece, Words):
                hear(piece.text)
            elif piece == Finished("length"):
                hear("…")

        until = asyncio.get_running_loop().time() + self._where.timeout_s
        await self._call(chat_body(self._where.model, messages, CHAT_TOKENS), take, until)

    async def plan(self, messages: Sequence[Message]) -> str:
        """Return the text of a plan: JSON constrained by its schema, else a tool's arguments.

        Raises:
            LargerModelError: no answer could be had.
        """
        model, schema = self._where.model, self._schema
        until = asyncio.get_running_loop().time() + self._where.timeout_s
        if self._can_constrain:
            body = schema_body(model, messages, PLAN_TOKENS, schema)
            with contextlib.suppress(_CannotConstrainError):
                text = await self._collect(body, until)
                if text.lstrip().startswith("{"):
                    return text  # else the server took no notice of the schema
        text = await self._collect(tool_body(model, messages, PLAN_TOKENS, schema), until)
        if self._can_constrain and is_object(text):
            self._can_constrain = False  # a server does not learn it while it runs
            _log.info("%s knows no response_format: a tool is called instead", self._name)
        return text

    async def _collect(self, body: Mapping[str, Any], until: float) -> str:
        words: list[str] = []
        arguments: list[str] = []

        def take(piece: Piece) -> None:
            match piece:
                case Words(text=text):
                    words.append(text)
                case Arguments(text=text):
                    arguments.append(text)
                case Finished():
                    pass

        await self._call(body, take, until)
        return "".join(arguments or words)

    # One call -------------------------------------------------------------------------------------

    async def _call(
        self, body: Mapping[str, Any], take: Callable[[Piece], None], until: float
    ) -> None:
        """Make one call, until a moment of the loop's time, if the circuit lets it through."""
        circuit = breaker.begun(self._circuit, self._clock())
        if circuit is None:
            raise LargerModelError("down", f"{self._name} failed of late; it is left alone a while")
        self._circuit = circuit
        try:
            async with asyncio.timeout_at(until):
                await self._read(body, take)
        except _CannotConstrainError:
            self._circuit = breaker.Closed()  # it answers
            raise
        except (TimeoutError, httpx.TimeoutException) as error:
            raise self._failed("slow", f"no answer in {self._where.timeout_s:g} s") from error
        except httpx.HTTPError as error:
            raise self._failed("down", str(error) or type(error).__name__) from error
        except LargerModelError as error:
            raise self._failed(error.code, str(error)) from error
        except ValueError as error:
            raise self._failed("unreadable", str(error)) from error
        except BaseException:  # the caller left: that says nothing of the model
            self._circuit = breaker.abandoned(self._circuit, self._clock())
            raise
        self._circuit = breaker.Closed()

    async def _read(self, body: Mapping[str, Any], take: Callable[[Piece], None]) -> None:
        async with self._http.stream("POST", "chat/completions", json=body) as response:
            if response.status_code != httpx.codes.OK:
                await self._refuse(response, is_constrained="response_format" in body)
            reader = Reader()
            async with contextlib.aclosing(response.aiter_bytes()) as chunks:  # type: ignore[type-var]
                async for chunk in chunks:
                    for piece in reader.feed(chunk):
                        take(piece)
                    if reader.is_done:
                        return
            raise ValueError("the answer broke off")

    async def _refuse(self, response: httpx.Response, *, is_constrained: bool) -> None:
        """Raise what a status other than 200 means."""
        status = response.status_code
        if is_constrained and status in CANNOT_CONSTRAIN:
            raise _CannotConstrainError
        if status in {401, 403}:
            raise LargerModelError("key", f"it does not take the key ({status})")
        said = bytearray()
        async with contextlib.aclosing(response.aiter_bytes()) as chunks:  # type: ignore[type-var]
            async for chunk in chunks:
                said += chunk
                if len(said) > MAX_ERROR_BYTES:
                    break
        raise LargerModelError("down", f"it answered {status}: {said.decode('utf-8', 'replace')}")

    def _without_key(self, text: str) -> str:
        return text.replace(self._where.key, "…") if self._where.key else text

    def _failed(self, code: Why, why: str) -> LargerModelError:
        self._circuit = breaker.failed(self._circuit, self._clock())
        shown = self._without_key(clean(why, limit=300))
        _log.warning("%s: %s", self._name, shown)
        return LargerModelError(code, f"{self._name}: {shown}")

    @property
    def _name(self) -> str:
        return f"the larger model at {urlsplit(self._where.url).netloc}"


class _CannotConstrainError(Exception):
    """The server does not know `response_format`."""
