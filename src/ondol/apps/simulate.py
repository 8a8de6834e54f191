"""Gives virtual devices their faults, on the broker of the hub that runs."""

from pathlib import Path

import aiomqtt

from ondol.adapters.sim.devices import FAULTS
from ondol.adapters.sim.virtual_home import Broker, set_fault
from ondol.errors import ServiceUnavailableError, SettingsError

from . import folder


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
    except aiomqtt.MqttError as error:
        raise ServiceUnavailableError(
            f"the virtual home's broker does not answer ({error}): does the hub still run?"
        ) from error
