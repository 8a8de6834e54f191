"""What goes over HTTP and WebSocket, as types; the OpenAPI document is made from them."""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, RootModel, WithJsonSchema

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


class AskRequest(_Wire):
    """Something said to the home; `area` is the id of the speaker's area."""

    text: str = Field(min_length=1, max_length=MAX_TEXT)
    area: str | None = Field(default=None, max_length=MAX_NAME)
    language: Literal["ko", "en"] | None = None


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
    ways: list[Literal["page", "api", "mcp", "voice", "mqtt"]] = Field(default=[], max_length=5)
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
    | AnnouncementMessage
)
