"""What goes over HTTP and WebSocket, as types; the OpenAPI document is made from them."""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, RootModel, WithJsonSchema

from ondol.home.layout import MAX_CORNERS, MAX_HANDLE, MAX_ID, Surface
from ondol.home.people import Way
from ondol.home.readings import KEPT_S, MAX_POINTS

MAX_TOKEN = 200  # characters
MAX_TEXT = 1000
MAX_NAME = 128
MAX_NUMBER = 10**12
MAX_ITEMS = 500
PLAN = "plan"
"""The component that holds the JSON Schema of a plan (`ondol schema plan`)."""

Scalar = bool | int | float | str | None
Value = Scalar | list[str]
_Text = Annotated[str, Field(max_length=MAX_TEXT)]
_Name = Annotated[str, Field(max_length=MAX_NAME)]
_Whole = Annotated[int, Field(ge=-MAX_NUMBER, le=MAX_NUMBER)]
_Number = Annotated[float, Field(ge=-MAX_NUMBER, le=MAX_NUMBER, allow_inf_nan=False)]
_Texts = Annotated[list[_Text], Field(max_length=MAX_ITEMS)]
Given = bool | _Whole | _Number | _Text | _Texts | None
"""A value as somebody sends it: limited, because it comes from outside."""


class _Wire(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


# What is asked ------------------------------------------------------------------------------------


class SessionRequest(_Wire):
    """The token that `ondol up` printed."""

    token: str = Field(min_length=1, max_length=MAX_TOKEN)


_Moment = Annotated[float, Field(ge=-(10**15), le=10**15, allow_inf_nan=False)]


class _Span(_Wire):
    from_ms: _Moment
    to_ms: _Moment


class CandidateRequest(_Span):
    """A thing near the middle of the look for a while, and how near; chosen by hand: 0 degrees."""

    thing: str = Field(max_length=MAX_ID)
    angle_deg: float = Field(ge=0, le=180, allow_inf_nan=False)


class WordRequest(_Span):
    """A word as the recogniser heard it, and when."""

    text: _Text


class LooksRequest(_Wire):
    """Where the speaker looked, and when; all on one clock, of any origin, in milliseconds."""

    candidates: list[CandidateRequest] = Field(max_length=64)
    speech: _Span
    words: list[WordRequest] = Field(default=[], max_length=200)


class AskRequest(_Wire):
    """Something said to the home; `area` is the id of the speaker's area.

    `looks` say what "이거" and "that" mean. A headset that says no area is in its own room.
    """

    text: str = Field(min_length=1, max_length=MAX_TEXT)
    area: str | None = Field(default=None, max_length=MAX_NAME)
    language: Literal["ko", "en"] | None = None
    looks: LooksRequest | None = None


class SetRequest(RootModel[dict[_Name, Given]]):
    """Properties of a thing and the values that they are to take."""

    root: dict[_Name, Given] = Field(min_length=1, max_length=50)


class ConfirmRequest(_Wire):
    """Yes or no to one plan."""

    accept: bool


class RuleView(_Wire):
    """What one person may or may not ask for; empty lists mean any.

    `start` and `end` are times of day in the home, "21:00"; the first rule that fits decides.
    """

    allow: bool
    types: list[_Name] = Field(default=[], max_length=50)
    areas: list[_Name] = Field(default=[], max_length=50)
    ways: list[Way] = Field(default=[], max_length=7)
    start: dt.time | None = None
    end: dt.time | None = None


class PersonRequest(_Wire):
    """Somebody to let in."""

    name: str = Field(min_length=1, max_length=MAX_NAME)
    role: Literal["owner", "adult", "child", "guest"]
    rules: list[RuleView] = Field(default=[], max_length=50)
    expires_at: AwareDatetime | None = None


class RightsRequest(_Wire):
    """Other rules for a person, and another end of a guest's stay."""

    rules: list[RuleView] = Field(max_length=50)
    expires_at: AwareDatetime | None = None


class KeyRequest(_Wire):
    """A new key: where it will be used, and the one way in that it opens; None: page and API."""

    label: str = Field(default="", max_length=MAX_NAME)
    way: Literal["mcp"] | None = None


class JournalQuery(_Wire):
    """How far back."""

    limit: int = Field(default=50, ge=1, le=500)


class HistoryQuery(_Wire):
    """Which property of which thing, and how far back."""

    thing: str = Field(min_length=1, max_length=MAX_ID)
    property: str = Field(min_length=1, max_length=MAX_NAME)
    hours: int = Field(default=24, ge=1, le=KEPT_S // 3600)


class EnergyQuery(_Wire):
    """How many days, today among them."""

    days: int = Field(default=7, ge=1, le=KEPT_S // 86400)


_Metres = Annotated[float, Field(ge=-MAX_NUMBER, le=MAX_NUMBER, allow_inf_nan=False)]


class RoomRequest(_Wire):
    """The walls of an area: its corners in order, in metres on the plan."""

    area: str | None = Field(default=None, max_length=MAX_NAME)
    outline: list[tuple[_Metres, _Metres]] = Field(max_length=MAX_CORNERS)
    height_m: _Metres


class _Pose(_Wire):
    x: _Metres
    y: _Metres
    height_m: _Metres
    yaw_deg: _Metres = Field(description="counter-clockwise, seen from above")


class PlaceRequest(_Pose):
    """Where a thing is: metres on the plan, and above that floor."""

    thing: str | None = Field(default=None, max_length=MAX_ID)
    surface: Surface
    floor: str | None = Field(default=None, max_length=MAX_NAME)


class AlignmentRequest(_Pose):
    """Where an anchor of the calling headset lies in the plan."""

    handle: str = Field(min_length=1, max_length=MAX_HANDLE)


class HandoffRequest(_Wire):
    """Where to carry on; `from` is what plays, else what played last, where it is not said."""

    to: str = Field(min_length=1, max_length=MAX_ID)
    source: str | None = Field(default=None, alias="from", max_length=MAX_ID)


class PlayedRequest(_Wire):
    """Where a TV's page is in its film, in seconds."""

    position_s: float = Field(ge=0, le=MAX_NUMBER, allow_inf_nan=False)
    duration_s: float | None = Field(default=None, ge=0, le=MAX_NUMBER, allow_inf_nan=False)
    playback: Literal["playing", "paused", "idle"]


# What is answered ---------------------------------------------------------------------------------


class PropertyView(_Wire):
    """What a property is (W3C WoT Thing Description)."""

    type: Literal["boolean", "integer", "number", "string", "array"]
    unit: str | None
    minimum: float | None
    maximum: float | None
    step: float | None
    enum: list[Scalar]
    read_only: bool
    nullable: bool


class ThingView(_Wire):
    """A thing, what it reports, and what is asked of it and not reported yet."""

    id: str
    title: str
    type: str
    kind: str | None
    measures: str | None
    area: str | None
    available: bool
    state: dict[str, Value]
    desired: dict[str, Value]
    properties: dict[str, PropertyView]
    actions: list[str]


class AreaView(_Wire):
    """A room, or a place outside."""

    id: str
    name: str
    floor: str | None


class TimerView(_Wire):
    """A timer; lengths in seconds."""

    id: str
    name: str | None
    area: str | None
    length_s: int
    left_s: int
    paused: bool


class ScheduleView(_Wire):
    """Something to be done later; `summary` says what and when."""

    id: str
    summary: str
    next_at: str | None


class ConfirmationView(_Wire):
    """A plan that waits for a yes from another session."""

    id: str
    summary: str
    expires_at: str
    own: bool = Field(description="whether this session asked: then another must answer")


class HomeView(_Wire):
    """The home at one moment."""

    id: str
    language: str
    timezone: str
    areas: list[AreaView]
    things: list[ThingView]
    timers: list[TimerView]
    schedules: list[ScheduleView]
    confirmations: list[ConfirmationView]


class OutcomeView(_Wire):
    """How one command ended."""

    thing: str
    name: str
    value: Value
    end: Literal["done", "refused", "timed_out"]
    observed: Value
    reason: str | None = None


class AnswerView(_Wire):
    """What came of a wish. `reply` is what people hear; `id` is its line in the journal."""

    id: str | None
    kind: Literal["plan", "chat", "clarify", "reject"]
    reply: str
    by: Literal["home", "model"] = Field(
        default="home",
        description="model: the reply is a larger model's own words; the home observed none of it",
    )
    outcomes: list[OutcomeView]
    plan: Annotated[
        dict[str, Any] | None,
        WithJsonSchema(
            {"anyOf": [{"$ref": f"#/components/schemas/{PLAN}"}, {"type": "null"}]},
            mode="serialization",
        ),
    ]
    confirmation: ConfirmationView | None = None
    options: list[str] = Field(
        default=[], description="ids of the things of which one is to be named, of a `clarify`"
    )


class WhyView(_Wire):
    """How a line of the journal came to be; `steps` tell it in the reader's language.

    `schedule`: on what the schedule waited that did it.
    """

    kind: Literal["said", "touched", "schedule", "undo", "assistant", "program"]
    person: str | None
    way: str
    schedule: str | None
    confirmed_by: str | None
    steps: list[str]


class EntryView(_Wire):
    """A line of the journal."""

    id: str
    at: str
    actor: str
    text: str | None
    summary: str
    reply: str
    status: str
    outcomes: list[OutcomeView]
    undone: bool
    can_undo: bool
    why: WhyView


class RoomView(_Wire):
    """The walls of an area: its corners in order, in metres on the plan."""

    area: str
    outline: list[tuple[float, float]]
    height_m: float


class PlaceView(_Wire):
    """Where a thing is: metres on the plan, and above that floor; degrees from above."""

    thing: str
    x: float
    y: float
    height_m: float
    yaw_deg: float
    surface: Surface
    floor: str | None


class AlignmentView(_Wire):
    """Where a persistent anchor of a headset lies in the plan."""

    headset: str
    handle: str
    x: float
    y: float
    height_m: float
    yaw_deg: float


class LayoutView(_Wire):
    """Where rooms and things are; `alignments` are those that the caller may see, newest first."""

    revision: int
    rooms: list[RoomView]
    things: list[PlaceView]
    alignments: list[AlignmentView]


class PointView(_Wire):
    """What a property was in the stretch of time that begins at `at`."""

    at: str
    mean: float
    low: float
    high: float


class HistoryView(_Wire):
    """What a property was; stretches of which nothing is known have no point."""

    thing: str
    property: str
    unit: str | None
    points: list[PointView] = Field(max_length=MAX_POINTS)


class EnergyDayView(_Wire):
    """What one day of the home took, in kWh."""

    date: str
    kwh: float
    by_thing: dict[str, float]


class EnergyView(_Wire):
    """What each day took, the oldest first, today last."""

    days: list[EnergyDayView]


class PlayingView(_Wire):
    """What a player plays, or played last; while it plays, it goes on from `position_s` at `at`."""

    player: str
    item: str | None = Field(description="a film of the library")
    app: str | None
    content_id: str | None
    title: str | None
    position_s: float | None = Field(description="null: nobody knows")
    at: str
    playback: Literal["playing", "paused", "idle"]
    duration_s: float | None


class AdapterView(_Wire):
    """An adapter, since when it is so, and in `detail` what is not as it should be."""

    id: str
    state: Literal["running", "waiting"]
    things: int
    detail: str | None
    since: str


class ModelView(_Wire):
    """A model that understands, or answers; `detail`: how large it is, and where it runs."""

    role: Literal["nano", "larger"]
    name: str
    detail: str | None


class MediaCountView(_Wire):
    """How many films there are, and in which folders."""

    items: int
    folders: list[str]


class SystemView(_Wire):
    """How the hub is; `addresses` are those of its page."""

    version: str
    started_at: str
    addresses: list[str]
    https: bool
    adapters: list[AdapterView]
    models: list[ModelView]
    media: MediaCountView | None


class KeyView(_Wire):
    """A key that a person holds; what it is, nobody can read again."""

    id: str
    label: str
    way: str | None
    made_at: str


class KeyGiven(_Wire):
    """A new key, for the only time that it is shown."""

    id: str
    token: str


class PersonView(_Wire):
    """Somebody who may ask, or something (`voice`, `program`)."""

    id: str
    name: str
    role: Literal["owner", "adult", "child", "guest", "voice", "program"]
    rules: list[RuleView]
    expires_at: str | None
    keys: list[KeyView]
    built_in: bool


class PairingView(_Wire):
    """A device that asks a person whether the hub may use it; `denied` ones can be asked again."""

    id: str
    title: str
    state: Literal["paired", "asking", "denied", "unreachable"]


class MeView(_Wire):
    """Who calls."""

    id: str
    name: str
    role: str


class Health(_Wire):
    """That the hub runs."""

    status: Literal["ok"]
    version: str


class Problem(_Wire):
    """RFC 9457 problem details."""

    title: str
    detail: str
    status: int


# What is sent line by line to those who ask ------------------------------------------------------


class WordsLine(_Wire):
    """More of a reply that a larger model words."""

    type: Literal["words"] = "words"
    text: str


class AnswerLine(_Wire):
    """The whole answer, at the end."""

    type: Literal["answer"] = "answer"
    answer: AnswerView


class ProblemLine(_Wire):
    """Why there is no answer, at the end."""

    type: Literal["problem"] = "problem"
    problem: Problem


Line = WordsLine | AnswerLine | ProblemLine


# What is sent to those who watch ------------------------------------------------------------------


class HomeMessage(_Wire):
    """The whole home: first of all, and whenever areas or names changed."""

    type: Literal["home"] = "home"
    home: HomeView


class FoundMessage(_Wire):
    """A thing is there, or can do more or less than before."""

    type: Literal["found"] = "found"
    thing: ThingView


class GoneMessage(_Wire):
    """A thing was taken away."""

    type: Literal["gone"] = "gone"
    thing: str


class StateMessage(_Wire):
    """All that a thing reports, and what is asked of it and not reported yet."""

    type: Literal["state"] = "state"
    thing: str
    state: dict[str, Value]
    desired: dict[str, Value]


class AvailabilityMessage(_Wire):
    """A thing can be reached again, or no more."""

    type: Literal["availability"] = "availability"
    thing: str
    available: bool


class JournalMessage(_Wire):
    """A line of the journal is new, or is not what it was."""

    type: Literal["journal"] = "journal"
    entry: EntryView


class ConfirmationMessage(_Wire):
    """Somebody must say yes or no."""

    type: Literal["confirmation"] = "confirmation"
    confirmation: ConfirmationView


class ConfirmationEndedMessage(_Wire):
    """A confirmation is open no more."""

    type: Literal["confirmation_ended"] = "confirmation_ended"
    id: str
    end: Literal["accepted", "declined", "expired"]


class TimersMessage(_Wire):
    """All timers and schedules, as they are now."""

    type: Literal["timers"] = "timers"
    timers: list[TimerView]
    schedules: list[ScheduleView]


class LayoutMessage(_Wire):
    """What of the layout is new, and what is gone; a gap in `revision`: ask for all of it."""

    type: Literal["layout"] = "layout"
    revision: int
    rooms: list[RoomView]
    things: list[PlaceView]
    gone_rooms: list[str]
    gone_things: list[str]


class PlayingMessage(_Wire):
    """What each player plays, or played last: all of them."""

    type: Literal["playing"] = "playing"
    playing: list[PlayingView]


class AnnouncementMessage(_Wire):
    """The home says something."""

    type: Literal["announcement"] = "announcement"
    message: str
    at: str


MESSAGES = (
    HomeMessage,
    FoundMessage,
    GoneMessage,
    StateMessage,
    AvailabilityMessage,
    JournalMessage,
    ConfirmationMessage,
    ConfirmationEndedMessage,
    TimersMessage,
    LayoutMessage,
    PlayingMessage,
    AnnouncementMessage,
)
Message = (
    HomeMessage
    | FoundMessage
    | GoneMessage
    | StateMessage
    | AvailabilityMessage
    | JournalMessage
    | ConfirmationMessage
    | ConfirmationEndedMessage
    | TimersMessage
    | LayoutMessage
    | PlayingMessage
    | AnnouncementMessage
)
