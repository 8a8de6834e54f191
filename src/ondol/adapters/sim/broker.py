"""The embedded MQTT broker of `ondol up`; aMQTT behind one class (docs/decisions/0005)."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass

from amqtt.broker import Broker
from amqtt.contexts import BaseContext, BrokerConfig, ListenerConfig
from amqtt.errors import BrokerError
from amqtt.plugins.base import BaseAuthPlugin
from amqtt.session import Session

from ondol.errors import ServiceUnavailableError


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the broker listens, and what opens it."""

    host: str
    port: int
    username: str
    password: str

    @property
    def url(self) -> str:
        """Return the URL, without the password."""
        return f"mqtt://{self.host}:{self.port}"


@contextlib.asynccontextmanager
async def embedded_broker(*, port: int, password: str) -> AsyncIterator[Address]:
    """Run a broker on the loopback for as long as the context lasts.

    Raises:
        ServiceUnavailableError: the port is in use.
    """
    address = Address(host="127.0.0.1", port=port, username="ondol", password=password)
    logging.getLogger("amqtt").setLevel(logging.CRITICAL)
    logging.getLogger("transitions").setLevel(logging.ERROR)
    config = BrokerConfig(
        listeners={"default": ListenerConfig(bind=f"{address.host}:{port}", max_connections=200)},
        plugins={
            f"{__name__}.OnePassword": {"username": address.username, "password": password},
        },
    )
    broker = Broker(config)
    try:
        await broker.start()
    except (OSError, BrokerError) as error:
        raise ServiceUnavailableError(
            f"the MQTT broker cannot listen on {address.host}:{port} ({_cause(error)}): stop what "
            "uses the port, or name the home's own broker with --broker"
        ) from error
    try:
        yield address
    finally:
        with contextlib.suppress(BrokerError, TimeoutError):
            async with asyncio.timeout(5):
                await broker.shutdown()


def _cause(error: BaseException) -> str:
    while error.__cause__ is not None:
        error = error.__cause__
    return str(error)


class OnePassword(BaseAuthPlugin):  # type: ignore[misc]  # aMQTT has no types
    """Lets in who knows the password that this start made."""

    def __init__(self, context: BaseContext) -> None:
        super().__init__(context)

    @dataclass
    class Config:
        """What opens the broker."""

        username: str
        password: str

    async def authenticate(self, *, session: Session) -> bool | None:
        """Say whether a client may come in."""
        expected = (self.config.username, self.config.password)
        return (session.username, session.password) == expected
