"""What all tests share."""

import asyncio
import inspect
import os
from collections.abc import AsyncIterator, Iterator

import pytest
from hypothesis import settings

# pytest-asyncio (1.5) asks for the thread's loop before it sets its own; asked first, asyncio makes
# one that nobody closes, which some later test is then blamed for. Said to be none, it makes none.
asyncio.set_event_loop(None)

# A busy machine makes no example wrong; CI looks at the same examples each time.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    """Begin with the usual mask for new files: a command and a test set others for the process."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture(autouse=True)
def no_leftover_task(request: pytest.FixtureRequest) -> None:
    """Fail a test, or a fixture, that leaves a task behind."""
    if inspect.iscoroutinefunction(getattr(request, "function", None)):
        request.getfixturevalue("_tasks_are_ended")


@pytest.fixture
async def _tasks_are_ended() -> AsyncIterator[None]:
    before = asyncio.all_tasks()
    yield
    for _ in range(3):  # what was cancelled last needs a turn to end
        await asyncio.sleep(0)
    left = [task for task in asyncio.all_tasks() - before if task is not asyncio.current_task()]
    for task in left:
        task.cancel()
    assert not left, f"tasks were left behind: {left}"
