"""The connection: what it does when the other side is absent, silent, strange or refuses."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from websockets.asyncio.server import serve
from websockets.datastructures import Headers
from websockets.http11 import Response

from ondol.adapters.home_assistant.client import (
    Client,
    Connected,
    Lost,
    News,
    Pace,
    RequestRefusedError,
    Signal,
)
from ondol.adapters.home_assistant.protocol import CONFIG, PING, STATES
from ondol.errors import DeviceUnreachableError, ServiceUnavailableError, SettingsError
from tests.ports import free_port
from tests.simulators.home_assistant import TOKEN, FakeHomeAssistant

from .world import QUICK

PATIENT = Pace(ping_s=60, first_retry_s=0.05, last_retry_s=0.2, refused_retry_s=0.3)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://home.local:8123", "http://home.local:8123"),
        ("https://home.example", "https://home.example:443"),
        ("http://192.168.0.9:8123/", "http://192.168.0.9:8123"),
        ("ws://home.local:8123/api/websocket", "http://home.local:8123"),
        ("https://home.example/ha", "https://home.example:443/ha"),
        ("http://[::1]:8123", "http://[::1]:8123"),
    ],
)
def test_a_url_names_a_home_assistant(url: str, shown: str) -> None:
    assert Client(url, token="x").url == shown


@pytest.mark.parametrize("url", ["", "home.local", "mqtt://a", "http://", "http://a:b", "http://["])
def test_a_url_that_names_none_is_a_clear_error(url: str) -> None:
    with pytest.raises(SettingsError, match="write http://HOST:8123 or https://HOST"):
        Client(url, token="x")


def test_a_file_that_is_no_certificate_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is no certificate authority"):
        Client("https://home.local", token="x", tls_ca=tmp_path / "absent.pem")


async def test_before_it_is_connected_nothing_can_be_asked() -> None:
    with pytest.raises(DeviceUnreachableError, match="was not connected to yet"):
        await Client("http://home.local", token="x").ask(CONFIG)


pytestmark = pytest.mark.enable_socket


@asynccontextmanager
async def signals_of(client: Client) -> AsyncIterator["asyncio.Queue[Signal]"]:
    heard: asyncio.Queue[Signal] = asyncio.Queue()

    async def listen() -> None:
        async for signal in client.signals():
            heard.put_nowait(signal)

    task = asyncio.create_task(listen())
    try:
        yield heard
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def following(heard: "asyncio.Queue[Signal]") -> Signal:
    async with asyncio.timeout(10):
        return await heard.get()


async def test_it_connects_asks_and_hears() -> None:
    async with FakeHomeAssistant(states={"light.a": {"s": "on", "a": {}}}).running() as home:
        client = Client(home.url, token=TOKEN, pace=PATIENT)
        await client.check()
        async with signals_of(client) as heard:
            assert await following(heard) == Connected(version="2026.11.1")
            assert await client.ask(PING) is None
            await client.subscribe(STATES, "states")
            assert await following(heard) == News(name="states", event={"a": home.states})


async def test_who_is_not_there_is_a_clear_error() -> None:
    client = Client(f"http://127.0.0.1:{free_port()}", token=TOKEN, pace=QUICK)
    with pytest.raises(ServiceUnavailableError, match=r"cannot be reached .*is it running"):
        await client.check()


async def test_one_that_comes_late_is_waited_for() -> None:
    home = FakeHomeAssistant(port=free_port())
    async with signals_of(Client(home.url, token=TOKEN, pace=QUICK)) as heard:
        assert isinstance(await following(heard), Lost)
        async with home.running():
            while not isinstance(await following(heard), Connected):
                pass


async def test_a_wrong_token_is_a_clear_error_said_once_and_tried_slowly(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with FakeHomeAssistant().running() as home:
        client = Client(home.url, token="wrong", pace=QUICK)
        with pytest.raises(ServiceUnavailableError, match=r"does not take the token .*make a new"):
            await client.check()
        before = home.heard["auth"]
        with caplog.at_level(logging.WARNING):
            async with signals_of(client) as heard:
                for _ in range(3):
                    lost = await following(heard)
                    assert isinstance(lost, Lost)
                    assert "make a new one" in lost.reason
        assert home.heard["auth"] - before <= 3
        assert len([said for said in caplog.messages if "token" in said]) == 1
        assert "wrong" not in caplog.text


async def test_a_port_that_accepts_and_says_nothing_is_given_up() -> None:
    async with FakeHomeAssistant(silent={"all"}).running() as home:
        hurried = Client(home.url, token=TOKEN, pace=Pace(connect_s=0.2))
        with pytest.raises(ServiceUnavailableError, match="does not answer"):
            await hurried.check()


async def test_a_socket_that_is_no_web_server_is_given_up() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        with pytest.raises(ServiceUnavailableError, match="does not answer"):
            await Client(url, token=TOKEN, pace=Pace(connect_s=0.2)).check()


async def test_one_that_stops_answering_is_parted_from() -> None:
    async with (
        FakeHomeAssistant().running() as home,
        signals_of(Client(home.url, token=TOKEN, pace=QUICK)) as heard,
    ):
        assert isinstance(await following(heard), Connected)
        home.silent.add("ping")
        lost = await following(heard)
        assert isinstance(lost, Lost)
        assert "stopped answering" in lost.reason
        home.silent.clear()
        assert isinstance(await following(heard), Connected)


async def test_a_request_without_an_answer_ends_in_time() -> None:
    async with FakeHomeAssistant(silent={"get_config"}).running() as home:
        pace = Pace(answer_s=0.2, ping_s=60)
        client = Client(home.url, token=TOKEN, pace=pace)
        async with signals_of(client) as heard:
            await following(heard)
            with pytest.raises(DeviceUnreachableError, match=r"does not answer \(get_config\)"):
                await client.ask(CONFIG)
            assert await client.ask(PING) is None


async def test_a_request_that_is_out_when_the_connection_breaks_ends() -> None:
    async with FakeHomeAssistant(silent={"get_config"}).running() as home:
        client = Client(home.url, token=TOKEN, pace=PATIENT)
        async with signals_of(client) as heard:
            await following(heard)
            asking = asyncio.create_task(client.ask(CONFIG))
            await home.until_heard("get_config")
            await home.hang_up()
            with pytest.raises(DeviceUnreachableError, match="closed the connection"):
                await asking
            assert isinstance(await following(heard), Lost)
            assert isinstance(await following(heard), Connected)


async def test_a_refusal_comes_back_in_its_words_cleaned() -> None:
    refused = {"get_config": ("unauthorized", "No\u200b way\n" + "x" * 500)}
    async with FakeHomeAssistant(refused=refused).running() as home:
        client = Client(home.url, token=TOKEN, pace=PATIENT)
        async with signals_of(client) as heard:
            await following(heard)
            with pytest.raises(RequestRefusedError) as why:
                await client.ask(CONFIG)
            assert why.value.code == "unauthorized"
            assert why.value.reason.startswith("No way x")
            assert len(why.value.reason) <= 200


async def test_rubbish_is_set_aside_and_the_connection_lives() -> None:
    async with FakeHomeAssistant().running() as home:
        client = Client(home.url, token=TOKEN, pace=PATIENT)
        async with signals_of(client) as heard:
            await following(heard)
            await client.subscribe(STATES, "states")
            await following(heard)
            for text in (
                "{",
                "[]",
                '{"type": "event"}',
                '{"type": "result", "id": 99}',
                "[" * 9999,
            ):
                home.say(text)
            home.say('{"type": "event", "id": 999, "event": 1}')
            home.say('{"type": "auth_required"}')
            assert await client.ask(PING) is None
            home.put("light.a", "on")
            assert isinstance(await following(heard), News)


async def test_what_is_no_home_assistant_is_a_clear_error() -> None:
    async with (
        serve(lambda peer: peer.send('{"hello": 1}'), "127.0.0.1", 0) as server,
    ):
        port = next(iter(server.sockets)).getsockname()[1]
        client = Client(f"http://127.0.0.1:{port}", token=TOKEN, pace=QUICK)
        with pytest.raises(ServiceUnavailableError, match="is not understood"):
            await client.check()


async def test_the_token_does_not_follow_a_redirect_to_another_host() -> None:
    def elsewhere(_peer: object, _request: object) -> Response:
        return Response(302, "Found", Headers(Location=home.url.replace("http", "ws")))

    async with (
        FakeHomeAssistant().running() as home,
        serve(lambda peer: peer.wait_closed(), "127.0.0.1", 0, process_request=elsewhere) as server,
    ):
        port = next(iter(server.sockets)).getsockname()[1]
        with pytest.raises(ServiceUnavailableError, match="redirect"):
            await Client(f"http://127.0.0.1:{port}", token=TOKEN, pace=QUICK).check()
        assert "auth" not in home.heard
