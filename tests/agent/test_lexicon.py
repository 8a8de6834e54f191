"""The names that a conversation knows keep up with the home, and no request waits for them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from ondol.agent.answer import Chat
from ondol.agent.conversation import Conversation
from ondol.agent.linking import Lexicon, link
from ondol.agent.looking import Looks
from ondol.agent.understanding import Turn, Understood
from ondol.home.home import Home
from ondol.things.catalog import describe
from ondol.things.event import Found
from ondol.things.thing import Thing
from tests.home.test_showing import Cinema
from tests.home.world import MINJI, Peer, running

MANY = 1500
"""More than the hub holds for one who does not keep up (`home.notice.MAX_WAITING`)."""


@dataclass
class Listening:
    """Hears what it is given, and understands nothing."""

    lexicons: list[Lexicon] = field(default_factory=list)

    def understand(
        self,
        utterance: str,
        *,
        home: Home,
        lexicon: Lexicon,
        area: str | None = None,
        history: Sequence[Turn] = (),
        looks: Looks | None = None,
    ) -> Understood:
        self.lexicons.append(lexicon)
        turn = Turn(utterance=utterance)
        return Understood(answer=Chat(), frames=(), confidence=1.0, turn=turn)


async def heard(conversation: Conversation, ears: Listening, name: str) -> None:
    """Wait until a name is known."""
    async with asyncio.timeout(8):
        while True:
            await conversation.say(name, MINJI)
            if any(mention.kind == "thing" for mention in link(name, ears.lexicons[-1])):
                return
            await asyncio.sleep(0)


async def test_things_that_all_announce_themselves_at_once_are_all_known() -> None:
    devices, ears = Peer(Home(id="집")), Listening()
    async with running(devices) as hub:
        conversation = Conversation(hub, ears)
        keeping = asyncio.create_task(conversation.keep())
        await asyncio.sleep(0)
        for number in range(MANY):
            devices.say(Found(thing=lamp(f"{number}번 램프")))
        await heard(conversation, ears, f"{MANY - 1}번 램프")
        devices.say(Found(thing=lamp("용암등")))
        await heard(conversation, ears, "용암등")
        assert not keeping.done()
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)


async def test_films_that_are_found_later_are_known_too() -> None:
    films, ears = Cinema(films={}), Listening()
    async with running(Peer(Home(id="집")), players=films) as hub:
        conversation = Conversation(hub, ears)
        keeping = asyncio.create_task(conversation.keep())
        films.films = {"m9": "등불 바다"}
        conversation.renew()
        async with asyncio.timeout(8):
            while not ears.lexicons or "등불바다" not in ears.lexicons[-1].titles.keys:
                await conversation.say("등불 바다", MINJI)
                await asyncio.sleep(0)
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)


def lamp(name: str) -> Thing:
    return describe(id=name, title=name, type="light", state={"on": False})
