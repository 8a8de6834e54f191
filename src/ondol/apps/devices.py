"""What speaks with devices: each adapter that the settings ask for, built in one place."""

import contextlib
import importlib.util
import logging
import secrets
import socket
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

from starlette.types import Scope

from ondol.adapters.home_assistant.adapter import HomeAssistantAdapter
from ondol.adapters.home_assistant.client import Client as HomeAssistantClient
from ondol.adapters.home_assistant.mirror import Choice
from ondol.adapters.mqtt.adapter import MqttAdapter
from ondol.adapters.mqtt.client import Client
from ondol.adapters.sim.broker import embedded_broker
from ondol.adapters.sim.memory import MemoryAdapter
from ondol.adapters.sim.virtual_home import Broker, VirtualHome, home_file
from ondol.adapters.xr.adapter import XrAdapter
from ondol.api.security import Caller
from ondol.errors import ServiceUnavailableError, SettingsError
from ondol.home.home import Home
from ondol.home.household import Household
from ondol.things.adapter import Adapter
from ondol.things.pairing import Pairs
from ondol.things.playing import HearPlayed, Played, nobody_listens

from . import folder
from .settings import Settings
from .system_clock import SystemClock, monotonic

if TYPE_CHECKING:
    from ondol.adapters.webos.adapter import WebosAdapter

_log = logging.getLogger(__name__)

PLAYERS = ("tv", "speaker", "headset")
"""In memory in the virtual home: MQTT discovery does not know them."""


class KnowsFilms(Protocol):
    """Who knows what films are called, and hears what plays."""

    def title_of(self, item: str) -> str | None:
        """Return what a film is called; None: there is none."""
        ...

    def hear(self, played: Played) -> None:
        """Take in what a player says."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerAccess:
    """How the home's broker is reached; each `client` is a connection of its own."""

    url: str
    username: str | None = None
    password: str | None = None
    tls_ca: Path | None = None

    def client(self) -> Client:
        """Return a client that is not connected yet."""
        return Client(
            self.url,
            username=self.username,
            password=self.password,
            tls_ca=self.tls_ca,
            client_id=f"ondol-{uuid.uuid4().hex[:12]}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Devices:
    """What speaks with devices, and what other programs must know to do so.

    Attributes:
        broker: None where the home has none. pairs: those whose devices ask a person.
    """

    adapters: dict[str, Adapter]
    broker: BrokerAccess | None = None
    pairs: tuple[Pairs, ...] = ()
    virtual: VirtualHome | None = None
    told: dict[str, Any] = field(default_factory=dict)


@contextlib.asynccontextmanager
async def devices(settings: Settings, home: Home, films: KnowsFilms) -> AsyncIterator[Devices]:
    """Connect what the settings name; where that is nothing, run the virtual home.

    The virtual players play the `films` of the home.

    Raises:
        OndolError: something that the settings ask for cannot be had.
    """
    async with contextlib.AsyncExitStack() as stack:
        if settings.is_virtual:
            made = await stack.enter_async_context(_virtual(settings, home, films))
        else:
            made = await _own_broker(settings) if settings.broker is not None else _NOTHING
        adapters = dict(made.adapters)
        pairs: list[Pairs] = []
        if settings.webos:
            adapters["webos"] = tvs = _webos(settings)
            pairs.append(tvs)
        if settings.thinq_token_file is not None:
            adapters["thinq"] = await stack.enter_async_context(_thinq(settings, home))
        if settings.home_assistant is not None:
            adapters["home_assistant"] = await _home_assistant(settings.home_assistant, settings)
        yield replace(made, adapters=adapters, pairs=tuple(pairs))


_NOTHING = Devices(adapters={})


async def _own_broker(settings: Settings) -> Devices:
    access = BrokerAccess(
        url=settings.broker or "",
        username=settings.broker_username,
        password=secret(settings.broker_password_file, "the broker's password"),
        tls_ca=settings.broker_ca,
    )
    client = access.client()
    await client.check()
    return Devices(broker=access, adapters={"mqtt": MqttAdapter(client)})


@contextlib.asynccontextmanager
async def _virtual(settings: Settings, home: Home, films: KnowsFilms) -> AsyncIterator[Devices]:
    """Run the virtual home on an embedded broker."""
    password = secrets.token_urlsafe(16)
    async with embedded_broker(port=_free_port(), password=password) as address:
        broker = Broker(
            host=address.host,
            port=address.port,
            username=address.username,
            password=address.password,
        )
        access = BrokerAccess(url=address.url, username=address.username, password=address.password)
        players = MemoryAdapter(
            [thing for thing in home.things.values() if thing.type in PLAYERS],
            home.state,
            title_of=films.title_of,
            hear=films.hear,
        )
        file = settings.home or home_file(settings.demo)
        virtual = VirtualHome(file, broker, players=players)
        yield Devices(
            broker=access,
            adapters={"mqtt": MqttAdapter(access.client()), "memory": players},
            virtual=virtual,
            told={
                "broker": {
                    "host": broker.host,
                    "port": broker.port,
                    "username": broker.username,
                    "password": broker.password,
                },
                "devices": [*(device.id for device in virtual.devices), *players.thing_ids],
            },
        )


def headsets(household: Household, hear: HearPlayed = nobody_listens) -> XrAdapter:
    """Speak with the headsets that people let in; `hear` is told what plays in them."""
    adapter = XrAdapter(
        lambda: {key.id: key.label for key in household.headsets()},
        headset_of,
        new_id=lambda: uuid.uuid4().hex,
        clock=monotonic,
        hear=hear,
    )
    household.listen(adapter.look_again)
    return adapter


def headset_of(scope: Scope) -> str | None:
    """Return the headset that opened a connection: the doors have seen its key."""
    caller: Caller = scope["caller"]
    return caller.headset


def _webos(settings: Settings) -> "WebosAdapter":
    """Speak with LG's TVs; their library is loaded only here."""
    _needs("aiowebostv", extra="webos", what="LG's TVs need")
    from ondol.adapters.webos.adapter import WebosAdapter
    from ondol.adapters.webos.address import parse_address

    addresses = [parse_address(text) for text in settings.webos]
    return WebosAdapter(addresses, folder.Kept(settings.data / "webos"))


@contextlib.asynccontextmanager
async def _thinq(settings: Settings, home: Home) -> AsyncIterator[Adapter]:
    """Speak with LG's appliances; the SDK takes half a second to load, and is loaded only here."""
    _needs("thinqconnect", extra="thinq", what="LG's appliances need")
    from ondol.adapters.thinq.adapter import ThinqAdapter
    from ondol.adapters.thinq.client import open_cloud

    kept = folder.Kept(settings.data / "thinq")
    client_id = kept.get("client_id")
    if client_id is None:  # LG blocks who comes as somebody else each time
        client_id = f"ondol-{uuid.uuid4().hex}"
        kept.put("client_id", client_id)
    async with open_cloud(
        token=secret(settings.thinq_token_file, "the token of LG ThinQ") or "",
        country=settings.thinq_country,
        client_id=client_id,
        base_url=settings.thinq_url,
        root_ca=secret(settings.thinq_ca, "the certificate of thinq_ca"),
    ) as cloud:
        zone = ZoneInfo(home.timezone)
        yield ThinqAdapter(cloud, clock=SystemClock(), timezone=zone, language=home.language)


async def _home_assistant(url: str, settings: Settings) -> Adapter:
    """Speak with a Home Assistant; one that is down comes later, a token that is none never does.

    Raises:
        SettingsError: it does not take the token.
    """
    token = secret(settings.home_assistant_token_file, "the token of Home Assistant")
    client = HomeAssistantClient(url, token=token or "", tls_ca=settings.home_assistant_ca)
    try:
        await client.check()
    except ServiceUnavailableError as error:
        _log.warning("%s; its devices come as soon as it is there", error)
    choice = Choice(
        exclude=frozenset(settings.home_assistant_exclude),
        without_mqtt=settings.broker is not None,
    )
    return HomeAssistantAdapter(client, choice=choice)


def _needs(module: str, *, extra: str, what: str) -> None:
    if importlib.util.find_spec(module) is None:
        raise SettingsError(f"{what} the extra {extra}: pip install 'ondol[{extra}]'")


def secret(file: Path | None, what: str) -> str | None:
    """Return what a file holds; None: no file was named.

    Raises:
        SettingsError: it cannot be read.
    """
    if file is None:
        return None
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{what} cannot be read from {file}: {error}") from error


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
