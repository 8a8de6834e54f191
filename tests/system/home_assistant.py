"""A real Home Assistant for the tests: starts it with virtual devices, makes users and tokens.

It lives in an environment of its own, for it pins what it needs (tests/system/setup.sh makes it);
nothing of it is imported here.
"""

import asyncio
import json
import os
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

ROOT = Path(__file__).parents[2]
ENVIRONMENT = ROOT / "build" / "home-assistant"
HASS = ENVIRONMENT / "bin" / "hass"
WHY_SKIPPED = f"needs Home Assistant in {ENVIRONMENT}: make system"

START_S = 60.0
STOP_S = 30.0

CONFIGURATION = """
homeassistant:
  name: 우리 집
  latitude: 37.5
  longitude: 127.0
  unit_system: metric
  time_zone: Asia/Seoul
http:
  server_host: 127.0.0.1
  server_port: {port}
api:
config:
websocket_api:
onboarding:
logger:
  default: warning
demo:
kitchen_sink:
input_boolean:
  guests: {{name: 손님}}
input_button:
  bell: {{name: 초인종}}
input_number:
  budget: {{name: 예산, min: 0, max: 100}}
scene:
  - name: 영화 모드
    entities:
      light.bed_light: "off"
script:
  goodnight:
    alias: 잘 자
    sequence:
      - service: light.turn_off
        target: {{entity_id: light.ceiling_lights}}
switch:
  - platform: template
    switches:
      broken:
        friendly_name: 고장 난 스위치
        value_template: "{{{{ false }}}}"
        turn_on: {{service: nothing.there}}
        turn_off: {{service: nothing.there}}
template:
  - sensor:
      - name: 마당 온도
        unique_id: yard
        device_class: temperature
        unit_of_measurement: "°F"
        state: "50"
"""


@dataclass
class HomeAssistant:
    """One Home Assistant, in a folder of its own."""

    folder: Path
    port: int = 0
    owner: str = field(default="", repr=False)
    _process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        if not self.port:
            self.port = _free_port()
            text = CONFIGURATION.format(port=self.port)
            (self.folder / "configuration.yaml").write_text(text, encoding="utf-8")
        log = (self.folder / "out.log").open("ab")
        with log:
            self._process = subprocess.Popen(
                [HASS, "--config", self.folder, "--skip-pip"],
                stdout=log,
                stderr=log,
                env={**os.environ, "HOME": str(self.folder), "LC_ALL": "C.UTF-8"},
            )
        deadline = time.monotonic() + START_S
        while not self._answers():
            said = (self.folder / "out.log").read_text(encoding="utf-8", errors="replace")
            assert self._process.poll() is None, said[-2000:]
            assert time.monotonic() < deadline, said[-2000:]
            time.sleep(0.1)

    def stop(self, *, at_once: bool = False) -> None:
        """Stop it as a power cut does, or as people do."""
        if self._process is None:
            return
        (self._process.kill if at_once else self._process.terminate)()
        try:
            self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(STOP_S)
        self._process = None

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/api/onboarding", timeout=5):
                return True
        except OSError:
            return False

    # Users and tokens, as the pages in a browser make them --------------------------------------

    def onboard(self) -> None:
        """Make the owner, as the first visit does."""
        person = {"name": "주인", "username": "owner", "password": PASSWORD, "language": "ko"}
        made = self._post("/api/onboarding/users", {"client_id": self._client, **person})
        self.owner = self._access(made["auth_code"])

    async def resident(self, name: str) -> str:
        """Make a user who is no administrator; return a short-lived token of theirs."""
        async with self.talking() as ask:
            user = {"name": name, "group_ids": ["system-users"]}
            made = await ask(type="config/auth/create", **user)
            person = {"user_id": made["user"]["id"], "username": name, "password": PASSWORD}
            await ask(type="config/auth_provider/homeassistant/create", **person)
        return await asyncio.to_thread(self._log_in, name)

    async def long_lived(self, token: str, name: str = "Ondol") -> str:
        """Return a long-lived token of the user whose token it is."""
        async with self.talking(token) as ask:
            made: str = await ask(
                type="auth/long_lived_access_token", client_name=name, lifespan=3650
            )
        return made

    async def revoke(self, token: str, name: str) -> None:
        """Take a user's long-lived token of that name back."""
        async with self.talking(token) as ask:
            for one in await ask(type="auth/refresh_tokens"):
                if one["client_name"] == name:
                    await ask(type="auth/delete_refresh_token", refresh_token_id=one["id"])

    def _log_in(self, name: str) -> str:
        flow = {
            "client_id": self._client,
            "handler": ["homeassistant", None],
            "redirect_uri": self._client,
        }
        begun = self._post("/auth/login_flow", flow)
        said = {"client_id": self._client, "username": name, "password": PASSWORD}
        return self._access(self._post(f"/auth/login_flow/{begun['flow_id']}", said)["result"])

    @property
    def _client(self) -> str:
        return f"{self.url}/"

    def _access(self, code: str) -> str:
        asked = {"grant_type": "authorization_code", "code": code, "client_id": self._client}
        body = urllib.parse.urlencode(asked).encode()
        with urllib.request.urlopen(f"{self.url}/auth/token", data=body, timeout=10) as answer:
            token: str = json.loads(answer.read())["access_token"]
        return token

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        request = urllib.request.Request(
            self.url + path,
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read())

    # What its own page does and sees ------------------------------------------------------------

    @asynccontextmanager
    async def talking(self, token: str | None = None) -> AsyncIterator["Ask"]:
        """Yield how to ask it by its WebSocket API; the owner asks, unless a token is given."""
        uri = f"{self.url.replace('http', 'ws')}/api/websocket"
        async with connect(uri, max_size=None, proxy=None) as connection:
            await connection.recv()
            said = {"type": "auth", "access_token": token or self.owner}
            await connection.send(json.dumps(said))
            assert json.loads(await connection.recv())["type"] == "auth_ok"
            yield Ask(connection)

    async def state(self, entity_id: str) -> dict[str, Any]:
        """Return an entity's state and attributes."""
        async with self.talking() as ask:
            found: dict[str, Any] = next(
                one for one in await ask(type="get_states") if one["entity_id"] == entity_id
            )
        return found

    async def call(self, service: str, entity_id: str, **data: Any) -> None:
        """Call a service, as somebody at its page does."""
        domain, _, name = service.partition(".")
        async with self.talking() as ask:
            await ask(
                type="call_service",
                domain=domain,
                service=name,
                service_data={"entity_id": entity_id, **data},
            )


PASSWORD = "a long enough one"  # noqa: S105  of users that live as long as the test


class Ask:
    """Asks by one connection."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._last = 0

    async def __call__(self, **request: Any) -> Any:
        self._last += 1
        await self._connection.send(json.dumps({"id": self._last, **request}))
        while True:
            answer = json.loads(await self._connection.recv())
            if answer["id"] == self._last:
                assert answer["success"], answer
                return answer["result"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
