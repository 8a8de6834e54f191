"""A whole hub by http and https, as the command line starts it."""

import asyncio
import ssl
from pathlib import Path

import httpx
import pytest

from ondol.api.security import SECURE_COOKIE
from ondol.apps import folder
from ondol.apps.hub import run
from ondol.apps.settings import Settings

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(60)]


async def test_a_hub_answers_by_both_and_says_whom_to_trust(tmp_path: Path) -> None:
    told: list[tuple[str, str | None]] = []
    addresses: list[str] = []
    is_ready = asyncio.Event()

    def ready(address: str) -> None:
        addresses.append(address)
        is_ready.set()

    settings = Settings(data=tmp_path, port=0, https=True, https_port=0, webos=("127.0.0.250",))
    hub = asyncio.create_task(
        run(settings, ready=ready, secure=lambda *both: told.append(both)), name="hub"
    )
    try:
        async with asyncio.timeout(30):
            await is_ready.wait()
        plain, _, token = addresses[0].partition("/#token=")
        ((secure, fingerprint),) = told
        async with httpx.AsyncClient(base_url=plain) as client:
            authority = (await client.get("/trust/ondol-ca.crt")).content
            page = (await client.get("/trust/")).text.replace("<br>", "")
            assert fingerprint is not None
            assert fingerprint in page
        context = ssl.create_default_context()
        context.load_verify_locations(cadata=authority)
        async with httpx.AsyncClient(base_url=secure, verify=context) as client:
            opened = await client.post("/api/session", json={"token": token})
            assert opened.status_code == 204
            assert SECURE_COOKIE in client.cookies
            system = (await client.get("/api/system")).json()
            assert (system["https"], system["addresses"]) == (True, [plain, secure])
            assert (await client.get("/api/playing")).json() == []
    finally:
        hub.cancel()
        await asyncio.gather(hub, return_exceptions=True)
    assert folder.read_running(tmp_path) == {}
