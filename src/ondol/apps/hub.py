"""The hub: reads settings, builds the parts, starts the named tasks. Nothing else builds parts."""

import asyncio
import contextlib
import logging
import os
import secrets
import socket
import uuid
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn

from ondol.adapters.mqtt.adapter import MqttAdapter
from ondol.adapters.mqtt.client import Client
from ondol.adapters.sim.broker import embedded_broker
from ondol.adapters.sim.memory import MemoryAdapter
from ondol.adapters.sim.virtual_home import Broker, VirtualHome, home_file
from ondol.agent.conversation import Conversation
from ondol.agent.understanding import Nano
from ondol.api.app import Parts, create_app
from ondol.api.security import Guard, hosts
from ondol.errors import ServiceUnavailableError
from ondol.home import homefile
from ondol.home.home import Home
from ondol.home.hub import Hub
from ondol.home.stores.sqlite import SqliteStore
from ondol.llama import Llama, Tokenizer
from ondol.things.adapter import Adapter

from .settings import Settings, token
from .sun import sun_for
from .system_clock import SystemClock, monotonic

NANO = Path(__file__).parents[1] / "agent" / "nano"
BROKER_FILE = "broker"
"""Where the embedded broker's port and password stand, for `ondol sim`; only the owner reads it."""
IN_MEMORY = ("tv", "speaker", "headset")
OWN = ("list", "person")

Progress = Callable[[str], None]
_log = logging.getLogger(__name__)


def load_nano(folder: Path = NANO) -> Nano:
    """Read the model that understands.

    Raises:
        InvalidModelError: a file of it is missing or damaged.
    """
    return Nano(model=Llama.load(folder), tokenizer=Tokenizer.load(folder / "tokenizer.json"))


async def run(settings: Settings, progress: Progress, ready: Callable[[str], None]) -> None:
    """Run a hub until cancelled; `ready` is called with the page's address once it answers.

    Raises:
        OndolError: something that it needs cannot be had; the text says what to do.
    """
    secret = token(settings.data)
    listening = _listen(settings)
    progress("nano")
    nano = await asyncio.to_thread(load_nano)
    async with contextlib.AsyncExitStack() as stack:
        progress("home")
        hub, adapters, virtual = await _build(settings, stack, progress)
        conversation = Conversation(hub, nano)
        guard = Guard(token=secret, hosts=hosts((settings.host, *settings.names)), clock=monotonic)
        parts = Parts(hub=hub, conversation=conversation, guard=guard, version=version("ondol"))
        server = uvicorn.Server(
            uvicorn.Config(
                create_app(parts),
                log_level="warning",
                ws_max_size=64 * 1024,
                ws_max_queue=8,
                timeout_graceful_shutdown=2,
                lifespan="off",
            )
        )
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(hub.run(adapters), name="hub"),
                group.create_task(conversation.keep(), name="lexicon"),
            ]
            if virtual is not None:
                tasks.append(group.create_task(virtual.run(), name="virtual-home"))
            serving = group.create_task(server.serve(sockets=[listening]), name="http")
            tasks.append(group.create_task(_tell(server, settings, listening, secret, ready)))
            await serving
            for task in tasks:
                task.cancel()


async def _tell(
    server: uvicorn.Server,
    settings: Settings,
    listening: socket.socket,
    secret: str,
    ready: Callable[[str], None],
) -> None:
    while not server.started:
        await asyncio.sleep(0.02)
    port = listening.getsockname()[1]
    host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host  # noqa: S104
    ready(f"http://{host}:{port}/#token={secret}")


def _listen(settings: Settings) -> socket.socket:
    """Take the port before anything else is started, so that a conflict costs nothing."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        raise ServiceUnavailableError(
            f"{settings.host}:{settings.port} cannot be used ({error.strerror}): is another hub "
            "running? Stop it, or choose a port with --port"
        ) from error
    listening.listen(128)
    listening.setblocking(False)
    return listening


@dataclass(frozen=True, slots=True, kw_only=True)
class _Broker:
    url: str
    username: str | None
    password: str | None
    ca: Path | None = None


async def _build(
    settings: Settings, stack: contextlib.AsyncExitStack, progress: Progress
) -> tuple[Hub, dict[str, Adapter], VirtualHome | None]:
    path = settings.home or home_file(settings.demo)
    given = homefile.load(path)
    virtual: VirtualHome | None = None
    adapters: dict[str, Adapter] = {}
    if settings.broker is None:
        progress("broker")
        broker = await stack.enter_async_context(_embedded(settings))
        parts = urlsplit(broker.url)
        virtual = VirtualHome(
            home_file(settings.demo),
            Broker(
                host=parts.hostname or "127.0.0.1",
                port=parts.port or 1883,
                username=broker.username,
                password=broker.password,
            ),
        )
        players = [thing for thing in given.things.values() if thing.type in IN_MEMORY]
        adapters["memory"] = MemoryAdapter(players, given.state)
    else:
        broker = _named(settings)
    client = Client(
        broker.url,
        username=broker.username,
        password=broker.password,
        tls_ca=broker.ca,
        client_id=f"ondol-{uuid.uuid4().hex[:12]}",
    )
    adapters["mqtt"] = MqttAdapter(client)
    store = SqliteStore(settings.data / "home.sqlite")
    stack.callback(store.close)
    hub = Hub(
        home=_own(given),
        store=store,
        clock=SystemClock(),
        new_id=lambda: uuid.uuid4().hex,
        sun=sun_for(given.timezone, settings.latitude, settings.longitude),
    )
    return hub, adapters, virtual


def _own(given: Home) -> Home:
    """Keep of a home file what no adapter will say: areas, lists, people."""
    things = {key: thing for key, thing in given.things.items() if thing.type in OWN}
    state = {key: given.state[key] for key in things}
    return replace(given, things=things, state=state, available=frozenset(things))


@contextlib.asynccontextmanager
async def _embedded(settings: Settings) -> AsyncIterator[_Broker]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    password = secrets.token_urlsafe(16)
    async with embedded_broker(port=port, password=password) as address:
        note = settings.data / BROKER_FILE
        descriptor = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"{address.host} {address.port} {address.username} {address.password}\n")
        try:
            yield _Broker(url=address.url, username=address.username, password=address.password)
        finally:
            note.unlink(missing_ok=True)


def _named(settings: Settings) -> _Broker:
    secret = settings.broker_password_file
    return _Broker(
        url=settings.broker or "",
        username=settings.broker_username,
        password=secret.read_text(encoding="utf-8").strip() if secret is not None else None,
        ca=settings.broker_ca,
    )
