"""Gives virtual devices their faults, on the broker of the hub that runs."""

from pathlib import Path

import aiomqtt

from ondol.adapters.sim.devices import FAULTS
from ondol.adapters.sim.virtual_home import Broker, set_fault
from ondol.errors import ServiceUnavailableError, SettingsError

from .hub import BROKER_FILE


async def simulate_fault(data: Path, device: str, fault: str) -> None:
    """Give a device a fault.

    Raises:
        SettingsError: there is no such fault.
        ServiceUnavailableError: no hub with a virtual home runs.
    """
    chosen = next((one for one in FAULTS if one == fault), None)
    if chosen is None:
        raise SettingsError(f"there is no fault {fault!r}; there are {', '.join(FAULTS)}")
    note = data / BROKER_FILE
    if not note.is_file():
        raise ServiceUnavailableError("no hub with a virtual home runs: start one with `ondol up`")
    host, port, username, password = note.read_text(encoding="ascii").split()
    broker = Broker(host=host, port=int(port), username=username, password=password)
    try:
        await set_fault(broker, device, chosen)
    except aiomqtt.MqttError as error:
        raise ServiceUnavailableError(
            f"the virtual home's broker does not answer: {error}"
        ) from error
