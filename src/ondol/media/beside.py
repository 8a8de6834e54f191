"""Runs what blocks, and may never end, beside the loop: reading what anybody may have made."""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")


async def in_thread(call: Callable[[], _T], *, timeout_s: float) -> _T:
    """Run what blocks in a thread that nothing waits for at the end of the process.

    Raises:
        TimeoutError: it took too long; its thread is left to itself.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[_T] = loop.create_future()

    def succeed(result: _T) -> None:
        if not done.done():
            done.set_result(result)

    def fail(error: BaseException) -> None:
        if not done.done():
            done.set_exception(error)

    def run() -> None:
        try:
            result = call()
        except BaseException as error:  # noqa: BLE001  raised again where it is waited for
            _tell(loop, fail, error)
        else:
            _tell(loop, succeed, result)

    threading.Thread(target=run, name="media", daemon=True).start()
    async with asyncio.timeout(timeout_s):
        return await done


def _tell(loop: asyncio.AbstractEventLoop, tell: Callable[[_T], None], what: _T) -> None:
    with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
        loop.call_soon_threadsafe(tell, what)
