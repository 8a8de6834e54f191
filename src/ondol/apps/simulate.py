"""The virtual world: faults for devices of the hub that runs; a TV and a cloud beside it."""

import asyncio
import contextlib
import importlib.util
import ipaddress
import json
import secrets
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ondol import mqtt
from ondol.adapters.sim.devices import FAULTS
from ondol.adapters.sim.virtual_home import Broker, set_fault
from ondol.errors import ServiceUnavailableError, SettingsError

from . import folder
from .system_clock import SystemClock

if TYPE_CHECKING:
    from ondol.adapters.sim.webos.server import VirtualTv


async def simulate_fault(data: Path, device: str, fault: str) -> None:
    """Give a device a fault, or take it away ("none").

    Raises:
        SettingsError: there is no such fault, or no such device.
        ServiceUnavailableError: no hub with a virtual home runs.
    """
    chosen = next((one for one in FAULTS if one == fault), None)
    if chosen is None:
        raise SettingsError(f"there is no fault {fault!r}; there are {', '.join(FAULTS)}")
    told = folder.read_running(data)
    if "broker" not in told:
        raise ServiceUnavailableError("no hub with a virtual home runs: start one with `ondol up`")
    if device not in told["devices"]:
        known = ", ".join(told["devices"])
        raise SettingsError(f"there is no virtual device {device!r}; there are {known}")
    try:
        await set_fault(Broker(**told["broker"]), device, chosen)
    except mqtt.MqttError as error:
        raise ServiceUnavailableError(
            f"the virtual home's broker does not answer ({error}): does the hub still run?"
        ) from error


@contextlib.asynccontextmanager
async def virtual_tv(
    host: str, prompt: Literal["accept", "deny", "wait"]
) -> AsyncIterator["VirtualTv"]:
    """Run a virtual LG TV at an address of the loopback.

    Raises:
        ServiceUnavailableError: the address or one of its ports cannot be had.
        SettingsError: the address is not of the loopback.
    """
    from ondol.adapters.sim.webos.server import VirtualTv
    from ondol.adapters.sim.webos.television import Television

    if not _is_loopback(host):
        raise SettingsError(f"{host} is not of the loopback: use 127.0.0.31, or another 127.x.y.z")
    octets = ipaddress.ip_address(host).packed[-3:]
    television = Television(
        uuid=str(uuid.uuid5(uuid.NAMESPACE_DNS, f"tv.{host}")),
        mac="a8:23:fe:" + ":".join(f"{octet:02x}" for octet in octets),
    )
    async with VirtualTv(television, host=host, prompt=prompt).running() as tv:
        yield tv


@contextlib.asynccontextmanager
async def virtual_thinq(folder_: Path, *, speed: float) -> AsyncIterator[str]:
    """Run a virtual cloud of LG appliances, and yield the settings that connect a hub to it.

    Its token and certificate are put into `folder_`. `speed`: of the time that its appliances live
    in, as a multiple of ours.

    Raises:
        SettingsError: the extra `thinq` is not there, or the folder cannot be written.
    """
    if importlib.util.find_spec("thinqconnect") is None:
        raise SettingsError("the virtual cloud needs the extra thinq: pip install 'ondol[thinq]'")
    from ondol.adapters.sim.thinq.cloud import VirtualCloud

    cloud = VirtualCloud(clock=SystemClock(), token=secrets.token_urlsafe(24))
    async with cloud.serve() as address, asyncio.TaskGroup() as group:
        token_file = _put(folder_ / "thinq.token", address.token)
        ca_file = _put(folder_ / "thinq.pem", address.root_ca)
        living = group.create_task(cloud.live(speed=speed), name="virtual-thinq")
        yield (
            f'thinq_url = "{address.url}"\n'
            f"thinq_token_file = {json.dumps(str(token_file.resolve()))}\n"
            f"thinq_ca = {json.dumps(str(ca_file.resolve()))}"
        )
        living.cancel()


def _put(file: Path, text: str) -> Path:
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.write(file, text)
    except OSError as error:
        raise SettingsError(f"{file} cannot be written: {error.strerror}") from error
    return file


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
