"""How much an address may send. Pure.

A port without a password is open to whatever a broken or taken-over satellite sends. Speech needs
little, so each address has a budget in bytes, which fills up again with time: half a minute of the
best sound at once, and then thirty times what speech needs. Events, wishes and connections cost
beside their size, because reading, understanding and accepting take time.
"""

from collections.abc import Callable

from ondol.errors import DeviceProtocolError

BURST_BYTES = 16 * 1024 * 1024
BYTES_PER_S = 1024 * 1024
EVENT_BYTES = 2 * 1024
WISH_BYTES = 256 * 1024
CONNECTION_BYTES = 64 * 1024


class Budget:
    """What one address may still send.

    >>> budget = Budget(clock=lambda: 0.0)
    >>> budget.spend(BURST_BYTES)
    >>> budget.spend(1)
    Traceback (most recent call last):
    ondol.errors.DeviceProtocolError: it sends more than any speech is
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        """Begin with a full one; `clock` counts seconds."""
        self._clock = clock
        self._left = float(BURST_BYTES)
        self._at = clock()

    def spend(self, size_bytes: int) -> None:
        """Count what is sent, or costs as much.

        Raises:
            DeviceProtocolError: it is more than there is.
        """
        now = self._clock()
        self._left = min(self._left + (now - self._at) * BYTES_PER_S, BURST_BYTES)
        self._at = now
        if size_bytes > self._left:
            raise DeviceProtocolError("it sends more than any speech is")
        self._left -= size_bytes
