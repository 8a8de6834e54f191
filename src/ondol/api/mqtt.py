"""The home over MQTT: programs of the home's broker say something and read what came of it.

`ondol/ask` takes a text, or JSON (`AskMessage`); `ondol/reply` gets an `AskReply` for each. Who
publishes is nobody that we know, so it is the built-in person `program` that asks: comfort at once,
more only after a yes on the page, doors never (docs/reference/policy.md). A retained message is not
heard: the broker would say it again at every start.
"""

import asyncio
import json
import logging
from collections import OrderedDict
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ondol.agent.conversation import Conversation
from ondol.errors import DeviceUnreachableError, ServiceUnavailableError
from ondol.home.home import Home
from ondol.home.hub import Hub
from ondol.home.people import PROGRAM
from ondol.home.policy import Actor

from . import views
from .schemas import MAX_NAME, MAX_TEXT, ConfirmationView, OutcomeView

ASK = "ondol/ask"
REPLY = "ondol/reply"
MAX_PAYLOAD = 8 * 1024  # bytes
MAX_WAITING = 20
"""Wishes that wait while another is done; what comes beyond them is told to come again."""
MAX_IDS = 500
"""Ids that are remembered: at least once (QoS 1) may mean twice."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A message of the broker."""

    payload: bytes
    is_retained: bool = False


class Bus(Protocol):
    """What is needed of a broker; `apps` has a real one."""

    def messages(self, topic: str) -> AsyncGenerator[Published]:
        """Yield what is published on a topic, for ever, through losses of the connection."""
        ...

    async def publish(self, topic: str, payload: str) -> None:
        """Publish a message.

        Raises:
            DeviceUnreachableError: there is no connection.
        """
        ...


class AskMessage(BaseModel):
    """What is published on `ondol/ask`; a text alone is one, too.

    `id` comes back in the reply, and makes a message that comes twice be done once; `session` keeps
    the turns of one program together ("거기도").
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(min_length=1, max_length=MAX_TEXT)
    id: str | None = Field(default=None, max_length=MAX_NAME)
    session: str = Field(default="", max_length=MAX_NAME)
    area: str | None = Field(default=None, max_length=MAX_NAME)
    language: Literal["ko", "en"] | None = None


class AskReply(BaseModel):
    """What is published on `ondol/reply`; `problem` says why a message was not heard."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str | None = None
    text: str = ""
    reply: str = ""
    kind: Literal["plan", "chat", "clarify", "reject"] | None = None
    outcomes: list[OutcomeView] = []
    confirmation: ConfirmationView | None = None
    problem: str | None = None


async def serve(bus: Bus, hub: Hub, conversation: Conversation) -> None:
    """Answer what is published, one after another; until cancelled."""
    waiting: asyncio.Queue[AskMessage] = asyncio.Queue(MAX_WAITING)
    async with asyncio.TaskGroup() as group:
        group.create_task(_answer_all(bus, hub, conversation, waiting), name="mqtt-ask:answers")
        seen: OrderedDict[str, None] = OrderedDict()
        async with aclosing(bus.messages(ASK)) as messages:
            async for message in messages:
                if message.is_retained:
                    continue
                asked = read(message.payload, hub.home())
                if isinstance(asked, AskReply):
                    await _publish(bus, asked)
                elif asked.id is None or _is_new(asked.id, seen):
                    try:
                        waiting.put_nowait(asked)
                    except asyncio.QueueFull:
                        problem = f"{MAX_WAITING} wishes wait already: ask again later"
                        await _publish(bus, AskReply(id=asked.id, text=asked.text, problem=problem))


def read(payload: bytes, home: Home) -> AskMessage | AskReply:
    """Return what a payload asks, or the reply that says why it asks nothing.

    >>> from ondol.home.home import Home
    >>> read("거실 불 켜줘".encode(), Home(id="집")).text
    '거실 불 켜줘'
    """
    if len(payload) > MAX_PAYLOAD:
        return AskReply(problem=f"a message may have at most {MAX_PAYLOAD} bytes")
    try:
        text = payload.decode("utf-8").strip()
        given = json.loads(text) if text.startswith("{") else {"text": text}
        asked = AskMessage.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the message"
        return AskReply(problem=f"{where}: {first['msg']}")
    except (ValueError, RecursionError) as error:
        return AskReply(problem=f"neither a text nor JSON: {error}"[:MAX_TEXT])
    if asked.area is not None and asked.area not in home.areas:
        problem = f"area: no area {asked.area} in this home"
        return AskReply(id=asked.id, text=asked.text, problem=problem)
    return asked


def _is_new(identifier: str, seen: OrderedDict[str, None]) -> bool:
    is_new = identifier not in seen
    seen[identifier] = None
    while len(seen) > MAX_IDS:
        seen.popitem(last=False)
    return is_new


async def _answer_all(
    bus: Bus, hub: Hub, conversation: Conversation, waiting: "asyncio.Queue[AskMessage]"
) -> None:
    while True:
        asked = await waiting.get()
        try:
            reply = await _answer(asked, hub, conversation)
        except ServiceUnavailableError as error:
            reply = AskReply(id=asked.id, text=asked.text, problem=str(error))
        await _publish(bus, reply)


async def _answer(asked: AskMessage, hub: Hub, conversation: Conversation) -> AskReply:
    channel = f"mqtt:{asked.session}"
    actor = Actor(id=PROGRAM.id, channel=channel, way="mqtt", is_at_home=True)
    spoken = await conversation.say(asked.text, actor, area=asked.area, language=asked.language)
    answer = views.spoken_view(spoken, hub.home(), channel)
    return AskReply(
        id=asked.id,
        text=asked.text,
        reply=answer.reply,
        kind=answer.kind,
        outcomes=answer.outcomes,
        confirmation=answer.confirmation,
    )


async def _publish(bus: Bus, reply: AskReply) -> None:
    try:
        await bus.publish(REPLY, reply.model_dump_json(exclude_defaults=True))
    except DeviceUnreachableError as error:
        _log.warning("what was asked over MQTT cannot be answered: %s", error)
