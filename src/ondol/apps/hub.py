"""The hub: reads settings, builds the parts, starts the named tasks. Nothing else builds parts."""

import asyncio
import contextlib
import importlib.util
import socket
import uuid
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.types import ASGIApp

from ondol.adapters.sim.virtual_home import home_file
from ondol.agent.conversation import Conversation
from ondol.agent.endpoint import Endpoint, Where
from ondol.agent.frames import VOCABULARY
from ondol.agent.handing_on import HandingOn
from ondol.agent.understanding import Nano
from ondol.api import mqtt as mqtt_ask
from ondol.api.app import Mounted, create_app
from ondol.api.call import Parts
from ondol.api.mcp.on_demand import OnDemand
from ondol.api.security import Guard, hosts
from ondol.api.trust import Trust
from ondol.api.tv import Television
from ondol.errors import InvalidModelError, SettingsError
from ondol.home import homefile
from ondol.home.home import Home
from ondol.home.hub import Hub
from ondol.home.stores.sqlite import SqliteStore
from ondol.home.stores.sqlite_readings import SqliteReadings
from ondol.llama import Llama, Tokenizer, load_kernel
from ondol.media.keeper import Keeper
from ondol.media.library import Library
from ondol.media.stores.playing import SqlitePlaying
from ondol.media.tickets import Tickets
from ondol.things.thing import State

from . import folder
from .about import about
from .addresses import addresses_for
from .devices import devices, headsets, secret
from .llama import local_llama
from .media import films
from .mqtt_bus import MqttBus
from .players import HomePlayers
from .server import listen, serving
from .settings import LOOPBACK, Settings, as_key
from .sun import sun_for
from .system_clock import SystemClock, monotonic

if TYPE_CHECKING:
    from .tls import Tls

NANO = Path(__file__).parents[1] / "agent" / "nano"
HEADSET = "/api/headset"
"""Where headsets connect (docs/reference/headset.md)."""
OWN = ("list", "person")
"""What no adapter will speak of: the home file does."""
APPEAR_S = 5.0
"""How long a start waits for the virtual devices to be there."""

Progress = Callable[[str], None]


def load_nano(path: Path = NANO) -> Nano:
    """Read the model that understands.

    Raises:
        InvalidModelError: a file of it is missing, damaged, or of another version.
    """
    model = Llama.load(path, kernel=load_kernel())
    tokenizer = Tokenizer.load(path / "tokenizer.json")
    if len(tokenizer) != model.config.vocab_size:
        raise InvalidModelError(
            f"{path}: tokenizer.json has {len(tokenizer)} pieces, the model "
            f"{model.config.vocab_size}: install the model again"
        )
    unknown = [token for token in VOCABULARY if token not in tokenizer]
    if unknown:
        raise InvalidModelError(
            f"{path}: the model does not know {', '.join(unknown[:3])} of the frame vocabulary: "
            "install the model of this version, or train it (runs/nano.sh)"
        )
    return Nano(model=model, tokenizer=tokenizer)


async def run(
    settings: Settings,
    *,
    progress: Progress = lambda stage: None,
    ready: Callable[[str], None] = lambda address: None,
    secure: Callable[[str, str | None], None] = lambda address, fingerprint: None,
) -> None:
    """Run a hub until cancelled.

    Args:
        progress: called with the stage that begins: "home", "nano", "llama", "broker", "devices".
        ready: called with the page's address, token included, once it answers.
        secure: called before that with its address by HTTPS, and the fingerprint of the authority
            that devices must trust for it; None: the certificate is the owner's.

    Raises:
        OndolError: something that it needs cannot be had; the text says what to do.
    """
    token = folder.token(settings.data)
    async with contextlib.AsyncExitStack() as stack:
        stack.enter_context(folder.held(settings.data))
        listening = stack.enter_context(listen(settings.host, settings.port))
        encrypted = stack.enter_context(_listen_encrypted(settings))
        heard = stack.enter_context(_listen_for_voice(settings))
        progress("home")
        home = _home(settings)
        progress("nano")
        nano = await asyncio.to_thread(load_nano)
        if settings.llama is not None:
            progress("llama")
        larger = await stack.enter_async_context(_larger(settings))
        progress("broker")
        shown = await stack.enter_async_context(films(settings))
        library = shown.library if shown is not None else None
        playing = SqlitePlaying(settings.data / "playing.sqlite")
        stack.callback(playing.close)
        tickets = Tickets(token)
        players = HomePlayers(
            library=library,
            keeper=Keeper(playing, SystemClock()),
            tickets=tickets,
            clock=SystemClock(),
            address=lambda: _address(listening),
        )
        known = await stack.enter_async_context(devices(settings, home, players))
        store = SqliteStore(settings.data / "home.sqlite")
        stack.callback(store.close)
        readings = SqliteReadings(settings.data / "readings.sqlite")
        stack.callback(readings.close)
        hub = Hub(
            home=_own(home),
            store=store,
            clock=SystemClock(),
            new_id=lambda: uuid.uuid4().hex,
            sun=sun_for(home.timezone, settings.latitude, settings.longitude),
            readings=readings,
            players=players,
        )
        xr = headsets(hub.household, players.hear)
        conversation = Conversation(hub, nano, larger)
        if library is not None:
            library.on_change(conversation.renew)
        guard = Guard(
            token=token,
            hosts=hosts((settings.host, *settings.names)),
            clock=monotonic,
            key=hub.household.key,
        )
        parts = Parts(
            hub=hub,
            conversation=conversation,
            guard=guard,
            version=version("ondol"),
            pairs=known.pairs,
            about=about(settings, _addresses(listening, encrypted), NANO),
            media=library,
            media_origins=shown.origins if shown is not None else (),
            television=_television(library, tickets, players),
            trust=_trust(encrypted),
        )

        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(hub.run({**known.adapters, "xr": xr}), name="hub"),
                group.create_task(conversation.keep(), name="lexicon"),
                group.create_task(players.follow(hub), name="players"),
            ]
            if encrypted is not None:
                tasks.append(group.create_task(encrypted.tls.keep(), name="certificate"))
            if settings.mqtt_ask and known.broker is not None:
                serving_mqtt = mqtt_ask.serve(MqttBus(known.broker.client()), hub, conversation)
                tasks.append(group.create_task(serving_mqtt, name="mqtt-ask"))
            if settings.has_voice:
                speaking = _serve_voice(settings, hub, conversation, heard)
                tasks.append(group.create_task(speaking, name="voice"))
            for name, keep in shown.tasks.items() if shown is not None else ():
                tasks.append(group.create_task(keep(), name=name))
            if known.virtual is not None:
                tasks.append(group.create_task(known.virtual.run(), name="virtual-home"))
                progress("devices")
                await _appeared(hub, len(home.things))
            assistants, answering = _assistants(parts)
            mounts = {**assistants, HEADSET: Mounted(xr, "headset")}
            app = create_app(parts, mounts)
            async with _serving(app, listening, encrypted) as servers, answering:
                address = _address(listening)
                with folder.running(settings.data, {"url": address, **known.told}):
                    if encrypted is not None:
                        secure(_address(encrypted.listening, "https"), encrypted.fingerprint)
                    ready(f"{address}/#token={token}")
                    ended, _ = await asyncio.wait(servers, return_when=asyncio.FIRST_COMPLETED)
                    for server in ended:
                        await server
            for task in tasks:
                task.cancel()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Encrypted:
    """The port of HTTPS, and what is shown there."""

    listening: socket.socket
    tls: "Tls"

    @property
    def fingerprint(self) -> str | None:
        authority = self.tls.authority
        return authority.fingerprint if authority is not None else None


@contextlib.contextmanager
def _listen_encrypted(settings: Settings) -> Iterator[_Encrypted | None]:
    """Take the port of HTTPS, where there is to be one.

    Raises:
        SettingsError: the extra `https` is not installed, or the certificate cannot be used.
        ServiceUnavailableError: the port cannot be had.
    """
    if not settings.https:
        yield None
        return
    if importlib.util.find_spec("cryptography") is None:
        raise SettingsError("https needs the extra https: pip install 'ondol[https]'")
    from .tls import given_tls, own_tls

    if settings.tls_certificate is not None and settings.tls_key is not None:
        tls = given_tls(settings.tls_certificate, settings.tls_key)
    else:
        tls = own_tls(
            settings.data,
            names=settings.names,
            addresses=lambda: addresses_for(settings.host),
            clock=SystemClock(),
        )
    with listen(settings.host, settings.https_port, flag="--https-port") as listening:
        yield _Encrypted(listening=listening, tls=tls)


@contextlib.asynccontextmanager
async def _serving(
    app: ASGIApp, listening: socket.socket, encrypted: _Encrypted | None
) -> AsyncIterator[list["asyncio.Task[None]"]]:
    """Serve by HTTP, and by HTTPS where there is to be one; yields the tasks that do."""
    async with contextlib.AsyncExitStack() as stack:
        servers = [await stack.enter_async_context(serving(app, listening))]
        if encrypted is not None:
            context = encrypted.tls.context
            serving_tls = serving(app, encrypted.listening, tls=context)
            servers.append(await stack.enter_async_context(serving_tls))
        yield servers


def _television(
    library: Library | None, tickets: Tickets, players: HomePlayers
) -> Television | None:
    if library is None:
        return None
    now = SystemClock().now
    return Television(library=library, tickets=tickets, hear=players.hear, now=now)


def _trust(encrypted: _Encrypted | None) -> Trust | None:
    if encrypted is None or encrypted.tls.authority is None:
        return None
    authority = encrypted.tls.authority
    return Trust(certificate=authority.der, name=authority.name, fingerprint=authority.fingerprint)


@contextlib.contextmanager
def _listen_for_voice(settings: Settings) -> Iterator[socket.socket | None]:
    """Take the port of satellites, where there is one.

    Raises:
        SettingsError: the extra `voice` is not installed.
        ServiceUnavailableError: the port cannot be had.
    """
    if settings.has_voice and importlib.util.find_spec("wyoming") is None:
        raise SettingsError("voice needs the Wyoming protocol: pip install 'ondol[voice]'")
    if settings.voice_port is None:
        yield None
        return
    with listen(settings.voice_host, settings.voice_port) as listening:
        yield listening


async def _serve_voice(
    settings: Settings, hub: Hub, conversation: Conversation, listening: socket.socket | None
) -> None:
    """Hear satellites, and call those who wait for it; until cancelled."""
    from .voice.engines import WyomingSpeechToText, WyomingTextToSpeech
    from .voice.server import VoiceServer

    hears = WyomingSpeechToText(settings.stt, clock=monotonic) if settings.stt else None
    speaks = None
    if settings.tts is not None:
        voices = settings.tts_voices
        speaks = WyomingTextToSpeech(settings.tts, clock=monotonic, voices=voices)
    server = VoiceServer(
        hub=hub,
        conversation=conversation,
        version=version("ondol"),
        clock=monotonic,
        hears=hears,
        speaks=speaks,
        satellites=settings.satellites,
    )
    await server.serve(listening)


def _assistants(
    parts: Parts,
) -> tuple[Mapping[str, Mounted], contextlib.AbstractAsyncContextManager[None]]:
    """Return what answers other assistants, and its life; nothing where the extra is not there."""
    if importlib.util.find_spec("mcp") is None:
        return {}, contextlib.nullcontext()
    assistants = OnDemand(parts)
    return {"/mcp": Mounted(assistants, "mcp")}, assistants.running()


@contextlib.asynccontextmanager
async def _larger(settings: Settings) -> AsyncIterator[HandingOn | None]:
    """Return the larger model: an API's, a file's that is served here, or none."""
    async with contextlib.AsyncExitStack() as stack:
        if settings.llama is not None:
            serving_ = local_llama(settings.llama, timeout_s=settings.larger_timeout_s)
            where = await stack.enter_async_context(serving_)
        elif settings.larger_url is not None:
            where = Where(
                url=settings.larger_url,
                model=settings.larger_model or "",
                key=settings.larger_key or _key(settings.larger_key_file),
                timeout_s=settings.larger_timeout_s,
            )
        else:
            yield None
            return
        endpoint = Endpoint(where, clock=monotonic)
        stack.push_async_callback(endpoint.close)
        yield HandingOn(endpoint)


def _key(file: Path | None) -> str | None:
    text = secret(file, "the model's key")
    return None if text is None else as_key(text, str(file))


def _home(settings: Settings) -> Home:
    """Read the home file; a real home without one has the demo's lists, empty, and no more."""
    home = homefile.load(settings.home or home_file(settings.demo))
    if settings.home is not None or settings.is_virtual:
        return home
    lists = {key: thing for key, thing in home.things.items() if thing.type == "list"}
    state: dict[str, State] = {key: {"items": ()} for key in lists}
    return replace(home, id="home", areas={}, things=lists, state=state)


def _own(given: Home) -> Home:
    """Say of a home file that only what no adapter will speak of is there: lists, people."""
    own = (key for key, thing in given.things.items() if thing.type in OWN)
    return replace(given, available=frozenset(own))


async def _appeared(hub: Hub, count: int) -> None:
    """Wait until so many things are there, or long enough."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(APPEAR_S), hub.subscribe() as events:
            if len(hub.home().things) < count:
                async for _ in events:
                    if len(hub.home().things) >= count:
                        return


def _addresses(listening: socket.socket, encrypted: _Encrypted | None) -> list[str]:
    found = [_address(listening)]
    return found if encrypted is None else [*found, _address(encrypted.listening, "https")]


def _address(listening: socket.socket, scheme: str = "http") -> str:
    """Return the page's address as others reach it."""
    host, port = listening.getsockname()[:2]
    if host in {"0.0.0.0", "::"}:  # noqa: S104  that is what was asked for
        host = _own_address()
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


def _own_address() -> str:
    """Return this machine's address in its network; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # TEST-NET-1, RFC 5737
        except OSError:
            return "127.0.0.1"
        address: str = probe.getsockname()[0]
        return address


def is_open(settings: Settings) -> bool:
    """Say whether others in the network can reach the page."""
    return settings.host not in LOOPBACK
