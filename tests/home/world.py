"""A home in memory: a clock that the loop drives, and devices that behave, or do not."""

import asyncio
import contextlib
import datetime as dt
import itertools
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Literal
from zoneinfo import ZoneInfo

from ondol.errors import DeviceProtocolError, DeviceUnreachableError
from ondol.home.acting import Patience
from ondol.home.home import Home
from ondol.home.homefile import parse
from ondol.home.hub import Hub
from ondol.home.people import Person
from ondol.home.plan import Plan
from ondol.home.players import Players
from ondol.home.policy import Actor, Verdict, decide
from ondol.home.schedule import SunTimes
from ondol.home.stores.memory import MemoryStore
from ondol.home.stores.readings import ReadingStore
from ondol.home.stores.store import Store
from ondol.things.adapter import Adapter
from ondol.things.command import Accepted, Answer, Command, InvokeAction, Refused
from ondol.things.event import Availability, Changed, Event, Found, Gone
from ondol.things.thing import State, Thing, Value

START = dt.datetime(2026, 3, 2, 3, 0, tzinfo=dt.UTC)  # Monday noon in Seoul

HOME = parse(
    """{
  "id": "집", "language": "ko", "timezone": "Asia/Seoul",
  "areas": [{"id": "living", "name": "거실"}, {"id": "entrance", "name": "현관"}],
  "things": [
    {"id": "light", "name": "거실 등", "area": "living", "type": "light",
     "state": {"on": false, "brightness": 100, "color_temperature": 4000}},
    {"id": "stand", "name": "스탠드", "type": "light", "state": {"on": true, "brightness": 40}},
    {"id": "ac", "name": "에어컨", "area": "living", "type": "air_conditioner",
     "state": {"on": false, "mode": "cool", "target_temperature": 26, "temperature": 28.5}},
    {"id": "fan", "name": "선풍기", "type": "fan", "state": {"on": false, "speed": 0}},
    {"id": "boiler", "name": "보일러", "type": "thermostat",
     "state": {"on": true, "mode": "heat", "target_temperature": 21}},
    {"id": "curtain", "name": "커튼", "type": "cover", "kind": "curtain", "state": {"position": 0}},
    {"id": "lock", "name": "현관문", "area": "entrance", "type": "lock", "state": {"locked": true}},
    {"id": "robot", "name": "로봇", "type": "vacuum",
     "state": {"activity": "docked", "cleaning_area": null, "battery": 90}},
    {"id": "washer", "name": "세탁기", "type": "washer",
     "state": {"on": true, "activity": "running", "remaining": 600}},
    {"id": "tv", "name": "티비", "type": "tv", "area": "living",
     "state": {"on": true, "volume": 20, "muted": false, "app": null}},
    {"id": "movie", "name": "영화 모드", "type": "scene", "state": {"activated": false}},
    {"id": "shopping", "name": "장보기", "type": "list", "state": {"items": ["우유", "계란"]}}
  ]
}""",
    "집",
)

MINJI = Actor(id="minji", channel="kitchen", is_at_home=True)
JIWOO = Actor(id="jiwoo", channel="phone", is_at_home=False)
GUEST = Actor(id="guest", channel="page", is_at_home=True)
CHILD = Actor(id="haneul", channel="tablet", is_at_home=True)
PEOPLE = {
    person.id: person
    for person in (
        Person(id="minji", name="민지", role="owner"),
        Person(id="jiwoo", name="지우", role="adult"),
        Person(id="haneul", name="하늘", role="child"),
        Person(id="guest", name="손님", role="guest"),
    )
}


def judge(plan: Plan, actor: Actor, things: Mapping[str, Thing]) -> Verdict:
    """Return what policy says of a plan at `START`, for an actor of `PEOPLE`."""
    at = START.astimezone(ZoneInfo(HOME.timezone))
    return decide(plan, actor, PEOPLE.get(actor.id), things, at)


Fault = Literal[
    "refuses", "hangs", "lies", "raises", "unreachable", "protocol", "goes away", "mumbles"
]


class LoopClock:
    """Tells the time of the running loop, so that virtual time is the only time."""

    def __init__(self, start: dt.datetime = START) -> None:
        self._start = start
        self._at = asyncio.get_running_loop().time()

    def now(self) -> dt.datetime:
        passed = asyncio.get_running_loop().time() - self._at
        return self._start + dt.timedelta(seconds=passed)


class Peer:
    """Devices in memory that do what they are asked, each after `delay_s`."""

    def __init__(self, home: Home = HOME, *, delay_s: float = 0.05) -> None:
        self.home = home
        self.state: dict[str, dict[str, Value]] = {
            thing_id: dict(state) for thing_id, state in home.state.items()
        }
        self.delay_s = delay_s
        self.faults: dict[str, Fault] = {}
        self.asked: list[Command] = []
        self.starts = 0
        self.is_broken = False
        self._said: asyncio.Queue[Event | None] = asyncio.Queue()

    async def events(self) -> AsyncIterator[Event]:
        self.starts += 1
        if self.is_broken:
            raise RuntimeError("cannot start")
        for thing in self.home.things.values():
            yield Found(thing=thing)
            yield Availability(thing_id=thing.id, is_available=True)
            yield Changed(thing_id=thing.id, values=dict(self.state[thing.id]))
        while (event := await self._said.get()) is not None:
            yield event
        raise RuntimeError("the connection broke")

    async def apply(self, commands: Sequence[Command]) -> Answer:
        self.asked.extend(commands)
        thing_id = commands[0].thing_id
        match self.faults.get(thing_id):
            case "refuses":
                return Refused(reason="the door is open", code="door_open")
            case "hangs":
                await asyncio.Event().wait()
            case "lies":
                return Accepted()
            case "raises":
                raise ZeroDivisionError("a defect")
            case "unreachable":
                raise DeviceUnreachableError("no answer")
            case "protocol":
                raise DeviceProtocolError("an answer that makes no sense")
            case "goes away":
                self.say(Gone(thing_id=thing_id))
                return Accepted()
            case "mumbles":
                return None  # type: ignore[return-value]
            case None:
                pass
        await asyncio.sleep(self.delay_s)
        for command in commands:
            self._do(command)
        return Accepted()

    def say(self, event: Event) -> None:
        self._said.put_nowait(event)

    def report(self, thing_id: str, **values: Value) -> None:
        """Change on its own, as if somebody had touched it."""
        self.state[thing_id].update(values)
        self.say(Changed(thing_id=thing_id, values=values))

    def break_down(self) -> None:
        self._said.put_nowait(None)

    def _do(self, command: Command) -> None:
        if isinstance(command, InvokeAction) or command.name == "activated":
            return
        state = self.state[command.thing_id]
        said = {command.name: command.value}
        if said == {"activity": "returning"}:
            said = {"activity": "docked"}
        type_ = self.home.things[command.thing_id].type
        self.report(command.thing_id, **{**said, **_along_with(type_, said, state)})


def _along_with(type_: str, said: State, state: State) -> State:
    """Return what devices of a type change along with what they are told."""
    match type_, said:
        case "light", {"on": _}:
            return {}
        case "tv", {"on": False}:
            return {"app": None}
        case "tv", {"app": _}:
            return {"on": True}
        case "light", _ if not state["on"]:
            return {"on": True}
        case "fan", {"on": on}:
            return {"speed": (state["speed"] or 50) if on else 0}
        case "fan", {"speed": speed}:
            return {"on": speed != 0}
        case "thermostat", {"on": on}:
            return {"mode": ("auto" if state["mode"] == "off" else state["mode"]) if on else "off"}
        case "thermostat", {"mode": mode}:
            return {"on": mode != "off"}
        case _:
            return {}


class FixedSun:
    """Rises at six and sets at six, in UTC."""

    def next(self, event: Literal["sunrise", "sunset"], after: dt.datetime) -> dt.datetime | None:
        hour = 6 if event == "sunrise" else 18
        moment = after.replace(hour=hour, minute=0, second=0, microsecond=0)
        return moment if moment > after else moment + dt.timedelta(days=1)


def new_ids(prefix: str = "") -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"{prefix}{next(numbers)}"


_starts = itertools.count(1)


@asynccontextmanager
async def running(
    *adapters: Adapter,
    home: Home | None = None,
    store: Store | None = None,
    start: dt.datetime = START,
    sun: SunTimes | None = None,
    patience: Patience | None = None,
    readings: ReadingStore | None = None,
    players: Players | None = None,
) -> AsyncIterator[Hub]:
    """Run a hub with adapters, once they have said what is there."""
    given = home or Home(id="집", areas=HOME.areas)
    store = store or MemoryStore()
    for person in PEOPLE.values():
        store.put(person)
    hub = Hub(
        home=given,
        store=store,
        clock=LoopClock(start),
        new_id=new_ids(f"{next(_starts)}-"),
        sun=sun,
        patience=patience,
        readings=readings,
        players=players,
    )
    named = {f"peer-{number}": adapter for number, adapter in enumerate(adapters, 1)}
    task = asyncio.create_task(hub.run(named))
    await asyncio.sleep(0.01)
    try:
        yield hub
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def controllable(hub: Hub) -> Mapping[str, State]:
    """Return all that can be set, as it is reported."""
    home = hub.home()
    return {
        thing_id: {
            name: home.state[thing_id].get(name)
            for name, known in thing.properties.items()
            if not known.read_only and name != "activated"
        }
        for thing_id, thing in home.things.items()
    }
