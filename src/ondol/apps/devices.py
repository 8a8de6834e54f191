"""What speaks with devices: each adapter that the settings ask for, built in one place."""

import contextlib
import secrets
import socket
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ondol.adapters.mqtt.adapter import MqttAdapter
from ondol.adapters.mqtt.client import Client
from ondol.adapters.sim.broker import embedded_broker
from ondol.adapters.sim.memory import MemoryAdapter
from ondol.adapters.sim.virtual_home import Broker, VirtualHome, home_file
from ondol.errors import SettingsError
from ondol.home.home import Home
from ondol.things.adapter import Adapter

from .settings import Settings

PLAYERS = ("tv", "speaker", "headset")
"""In memory in the virtual home: MQTT discovery does not know them."""


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
    """What speaks with devices, and what other programs must know to do so."""

    broker: BrokerAccess
    adapters: dict[str, Adapter]
    virtual: VirtualHome | None = None
    told: dict[str, Any] = field(default_factory=dict)


@contextlib.asynccontextmanager
async def devices(settings: Settings, home: Home) -> AsyncIterator[Devices]:
    """Connect the home's own broker, else run an embedded one with the virtual home on it.

    Raises:
        OndolError: something that the settings ask for cannot be had.
    """
    if settings.broker is not None:
        access = BrokerAccess(
            url=settings.broker,
            username=settings.broker_username,
            password=secret(settings.broker_password_file, "the broker's password"),
            tls_ca=settings.broker_ca,
        )
        client = access.client()
        await client.check()
        yield Devices(broker=access, adapters={"mqtt": MqttAdapter(client)})
        return
    password = secrets.token_urlsafe(16)
    async with embedded_broker(port=_free_port(), password=password) as address:
        access = BrokerAccess(url=address.url, username=address.username, password=address.password)
        broker = Broker(
            host=address.host,
            port=address.port,
            username=address.username,
            password=address.password,
        )
        yield _virtual(settings, home, access, broker)


def _virtual(settings: Settings, home: Home, access: BrokerAccess, broker: Broker) -> Devices:
    players = MemoryAdapter(
        [thing for thing in home.things.values() if thing.type in PLAYERS], home.state
    )
    virtual = VirtualHome(settings.home or home_file(settings.demo), broker, players=players)
    return Devices(
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
