"""What all tests share."""

import asyncio

# pytest-asyncio (1.5) asks for the thread's loop before it sets its own; asked first, asyncio makes
# one that nobody closes, which some later test is then blamed for. Said to be none, it makes none.
asyncio.set_event_loop(None)
