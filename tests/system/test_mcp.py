"""Other assistants at the product: the official client, over HTTP and over `ondol mcp`."""

import asyncio
import re
import subprocess
import sys
import urllib.error
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.subscriptions import ResourceUpdated
from mcp.shared.exceptions import MCPError

from tests.api.mcp_world import bearing, connected, data, said

from .conftest import RunningHub, free_port, ondol

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(120)]

MODES = pytest.mark.parametrize("mode", ["auto", "legacy"])
LAMP = "study_light"
UNLOCK = {"thing": "door_lock", "values": {"locked": False}}


def key(hub: RunningHub, person: str = "owner") -> tuple[str, str]:
    """Make a key that opens only this way in; its id, and the key."""
    given = hub.call("POST", f"/api/people/{person}/keys", {"label": "assistant", "way": "mcp"})
    return given["id"], given["token"]


@asynccontextmanager
async def over_http(hub: RunningHub, token: str, mode: str = "auto") -> AsyncIterator[Client]:
    async with bearing(token) as http, connected(f"{hub.base}/mcp", http, mode) as client:
        yield client


@asynccontextmanager
async def over_stdio(
    hub: RunningHub, token: str, folder: Path, mode: str = "auto"
) -> AsyncIterator[Client]:
    file = folder / "key"
    file.write_text(token)
    command, *arguments = ondol("mcp", "--key-file", str(file), data=hub.data)
    async with Client(StdioServerParameters(command=command, args=arguments), mode=mode) as client:
        yield client


async def use(client: Client, hub: RunningHub) -> None:
    """List, read, ask, act, undo, and ask for what waits."""
    listed = data(await client.call_tool("list_things", {"area": "서재"}))
    assert LAMP in {thing["id"] for thing in listed["things"]}
    before = data(await client.call_tool("read_thing", {"thing": LAMP}))["state"]["on"]
    text, name = ("서재 불 꺼 줘", "껐어요") if before else ("서재 불 켜 줘", "켰어요")
    asked = await client.call_tool("ask", {"text": text})
    assert name in said(asked)
    assert data(asked)["status"] == "done"
    assert hub.state(LAMP)["on"] is not before
    assert data(await client.call_tool("undo"))["status"] == "done"
    await asyncio.to_thread(hub.until, LAMP, "on", before)
    volume = 21 if hub.state("living_tv")["volume"] == 20 else 20
    louder = {"thing": "living_tv", "values": {"volume": volume}}
    acted = data(await client.call_tool("set_properties", louder))
    assert acted["outcomes"][0]["observed"] == volume
    assert data(await client.call_tool("undo"))["status"] == "done"
    waits = data(await client.call_tool("set_properties", UNLOCK))
    assert waits["status"] == "waiting"
    assert "60초" in waits["notice"]
    pending = data(await client.call_tool("pending"))["pending"]
    assert waits["confirmation"]["id"] in {one["id"] for one in pending}
    assert hub.state("door_lock")["locked"] is True
    hub.call("POST", f"/api/confirmations/{waits['confirmation']['id']}", {"accept": False})
    home = (await client.read_resource("ondol://home")).contents[0]
    assert home.mime_type == "application/json"


@MODES
async def test_the_official_client_uses_the_home_over_http(hub: RunningHub, mode: str) -> None:
    async with over_http(hub, key(hub)[1], mode) as client:
        await use(client, hub)


@MODES
async def test_the_official_client_uses_the_home_over_standard_input(
    hub: RunningHub, mode: str, tmp_path: Path
) -> None:
    async with over_stdio(hub, key(hub)[1], tmp_path, mode) as client:
        await use(client, hub)


async def test_what_opens_the_home_is_done_after_a_persons_yes(hub: RunningHub) -> None:
    async with over_http(hub, key(hub)[1]) as client:
        asked = data(await client.call_tool("ask", {"text": "도어락 열어 줘"}))
        assert asked["status"] == "waiting"
        path = f"/api/confirmations/{asked['confirmation']['id']}"
        await asyncio.to_thread(hub.call, "POST", path, {"accept": True})
        await asyncio.to_thread(hub.until, "door_lock", "locked", False)
        lock = {"thing": "door_lock", "values": {"locked": True}}
        assert data(await client.call_tool("set_properties", lock))["status"] == "done"


async def test_a_key_for_assistants_opens_nothing_else_and_ends_when_it_is_taken_back(
    hub: RunningHub,
) -> None:
    key_id, token = key(hub)
    theirs = replace(hub, token=token)
    for method, path, body in (
        ("GET", "/api/home", None),
        ("GET", "/api/confirmations", None),
        ("POST", "/api/confirmations/x", {"accept": True}),
        ("POST", "/api/session", {"token": token}),
    ):
        with pytest.raises(urllib.error.HTTPError) as refused:
            theirs.call(method, path, body)
        assert refused.value.code == 403
    async with over_http(hub, token) as client:
        assert data(await client.call_tool("list_things"))["things"]
        hub.call("DELETE", f"/api/keys/{key_id}")
        with pytest.raises(MCPError):
            await client.call_tool("list_things")


async def test_a_guests_assistant_does_what_the_guest_may(hub: RunningHub) -> None:
    rules = [{"allow": True, "areas": ["study"]}, {"allow": False}]
    body = {"name": "손님의 비서", "role": "guest", "rules": rules}
    guest = hub.call("POST", "/api/people", body)["id"]
    try:
        async with over_http(hub, key(hub, guest)[1]) as client:
            lamp = {"thing": LAMP, "values": {"on": hub.state(LAMP)["on"]}}
            hood = {"thing": "hood", "values": {"on": True}}
            ends = [
                data(await client.call_tool("set_properties", asked))["status"]
                for asked in (lamp, hood, UNLOCK)
            ]
            assert ends == ["done", "refused", "refused"]
    finally:
        hub.call("DELETE", f"/api/people/{guest}")


async def test_who_listens_over_standard_input_is_told_what_changed(
    hub: RunningHub, tmp_path: Path
) -> None:
    async with over_stdio(hub, hub.token, tmp_path) as client, asyncio.timeout(30):
        uri = "ondol://things/bedroom_tv"
        async with client.listen(resource_subscriptions=[uri]) as changes:
            before = hub.state("bedroom_tv")["volume"]
            hub.call("PATCH", "/api/things/bedroom_tv", {"volume": 7 if before != 7 else 8})
            assert await anext(changes) == ResourceUpdated(uri)
            hub.call("POST", "/api/undo")


def test_without_a_hub_or_with_a_wrong_key_the_command_says_why(
    hub: RunningHub, tmp_path: Path
) -> None:
    file = tmp_path / "key"
    file.write_text("wrong")
    for url, why in ((f"http://127.0.0.1:{free_port()}", "ondol up"), (hub.base, "wrong token")):
        failed = subprocess.run(
            [sys.executable, "-m", "ondol", "mcp", "--url", url, "--key-file", str(file)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert failed.returncode == 2
        assert failed.stdout == ""
        assert re.fullmatch(f"ondol: .*{why}.*\n", failed.stderr)
