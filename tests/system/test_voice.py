"""`ondol up` with voice: a satellite's sound, real nano, a device of the virtual home, and back."""

import asyncio
import json
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from wyoming.asr import Transcript
from wyoming.info import Describe, Info

from tests.apps.voice.world import Client
from tests.simulators.wyoming_engines import Engine, hearing, sound_of, speaking
from tests.simulators.wyoming_satellite import Satellite, waiting

from .conftest import RunningHub, free_port, ondol, running_hub

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(180)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A hub, its engines, and a satellite that it has called."""

    hub: RunningHub
    ears: Engine
    mouth: Engine
    panel: Satellite
    port: int

    @asynccontextmanager
    async def satellite(self) -> AsyncIterator[Client]:
        async with Client("127.0.0.1", self.port, connect_timeout=5, read_timeout=60) as client:
            yield client

    async def until(self, thing: str, name: str, value: object) -> None:
        await asyncio.to_thread(self.hub.until, thing, name, value)


@asynccontextmanager
async def spoken_to(folder: Path) -> AsyncIterator[Spoken]:
    """Run the product beside engines and a satellite, which live in this process."""
    port, panel_port = free_port(), free_port()
    async with (
        hearing(port=free_port()) as ears,
        speaking(port=free_port()) as mouth,
        waiting(Satellite(), panel_port) as panel,
    ):
        settings = {
            "voice_port": port,
            "stt": ears.url,
            "tts": mouth.url,
            "satellites": f"127.0.0.1:{panel_port}=거실",
        }
        lines = (f"{name} = {json.dumps(value)}" for name, value in settings.items())
        (folder / "ondol.toml").write_text("\n".join(lines), encoding="utf-8")
        running = running_hub(folder)
        hub = await asyncio.to_thread(running.__enter__)
        try:
            async with asyncio.timeout(20):
                await panel.is_ready.wait()
            yield Spoken(hub=hub, ears=ears, mouth=mouth, panel=panel, port=port)
        finally:
            await asyncio.to_thread(running.__exit__, None, None, None)


async def test_the_whole_way_from_a_voice_to_a_deed_and_back(tmp_path: Path) -> None:
    async with spoken_to(tmp_path) as home:
        # A satellite that was called: it streams, the hub hears where speech ends, and knows where.
        said = await home.panel.hear(sound_of("불 켜줘"))
        assert said == "거실 등, 무드등과 간접등을 켰어요."
        await home.until("living_light", "on", True)

        # Two that call keep their own conversation.
        async with home.satellite() as one, home.satellite() as other:
            await one.speak(sound_of("안방 불 켜줘"))
            await other.say(Transcript(text="Turn off the living room light", language="en"))
            assert await one.spoken() == await one_said(home)
            assert (await other.text("handled")).startswith("Turned off")
            await home.until("living_light", "on", False)
            await one.say(Transcript(text="거실도"))
            await one.until("handled")
            await home.until("living_light", "on", True)

        # An assistant asks what is here.
        async with home.satellite() as assistant:
            await assistant.say(Describe())
            info = Info.from_event(await assistant.until("info"))
            assert [info.handle[0].name, info.asr[0].name, info.tts[0].name] == [
                "Ondol",
                "listener",
                "beeper",
            ]


async def one_said(home: Spoken) -> str:
    """Return what the engine said last for the hub."""
    return str(home.mouth.asked[-1].event().data["text"])


async def test_a_door_waits_for_the_page_whatever_the_room_says(tmp_path: Path) -> None:
    async with spoken_to(tmp_path) as home, home.satellite() as satellite:
        await satellite.speak(sound_of("현관문 열어줘"))
        assert "확인" in await satellite.spoken()
        await satellite.say(Transcript(text="응 확인"))
        await satellite.until("handled", "not-handled")
        told = await asyncio.to_thread(home.hub.call, "GET", "/api/home")
        first = told["confirmations"][0]["id"]
        locked = await asyncio.to_thread(home.hub.state, "door_lock")
        assert locked["locked"] is True
        yes = {"accept": True}
        await asyncio.to_thread(home.hub.call, "POST", f"/api/confirmations/{first}", yes)
        await home.until("door_lock", "locked", False)


async def test_without_its_engines_the_home_goes_on_by_text(tmp_path: Path) -> None:
    async with spoken_to(tmp_path) as home, home.satellite() as satellite:
        home.ears.fault, home.mouth.fault = "hangs up", "fails"
        await satellite.speak(sound_of("거실 불 켜줘"))
        assert (await satellite.until("error")).data["code"] == "stt-unavailable"
        await satellite.say(Transcript(text="거실 불 켜줘"))
        assert await satellite.text("handled") == "거실 등을 켰어요."
        await home.until("living_light", "on", True)


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('voice_port = 0\nstt = "http://127.0.0.1"', "tcp://HOST:PORT"),
        ('voice_port = 0\nvoice_host = "0.0.0.0"', "satellites"),
        ('voice_port = 0\nsatellites = [{address = "8.8.8.8"}]', "private"),
        ('tts = "tcp://127.0.0.1:10200"', "voice_port"),
    ],
)
def test_a_setting_that_cannot_be_used_ends_the_start(
    tmp_path: Path, setting: str, said: str
) -> None:
    (tmp_path / "ondol.toml").write_text(setting, encoding="utf-8")
    told = subprocess.run(
        ondol("up", "--port", "0", data=tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.returncode == 2
    assert said in told.stderr
