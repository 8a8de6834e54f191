"""The one port between Ondol and devices: what each adapter must offer."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from .command import Answer, Command
from .event import Event


class Adapter(Protocol):
    """Speaks one protocol for any number of things."""

    def events(self) -> AsyncIterator[Event]:
        """Yield what is so and then what happens; ends only when cancelled.

        A thing is `Found` before anything else is said of it.
        """
        ...

    async def apply(self, commands: Sequence[Command]) -> Answer:
        """Hand all commands for one thing to it, together where its protocol can.

        `Accepted` means handed on; what came of it is what the thing reports. (A light that gets
        brightness and colour in one message changes once, not twice.)

        Raises:
            DeviceUnreachableError: no connection, or no answer within the adapter's time limit.
        """
        ...
