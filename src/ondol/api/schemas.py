"""What goes over HTTP and WebSocket, as types; the OpenAPI document is made from them."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Scalar = bool | int | float | str | None
Value = Scalar | list[str]


class _Wire(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SessionRequest(_Wire):
    """The token that `ondol up` printed."""

    token: str = Field(max_length=200)


class AskRequest(_Wire):
    """Something said to the home; `area` is the id of the speaker's area."""

    text: str = Field(min_length=1, max_length=1000)
    area: str | None = Field(default=None, max_length=128)
    language: Literal["ko", "en"] | None = None


class ConfirmRequest(_Wire):
    """Yes or no to one plan."""

    accept: bool


class PropertyView(_Wire):
    """What a property is (W3C WoT Thing Description)."""

    type: str
    unit: str | None
    minimum: float | None
    maximum: float | None
    step: float | None
    enum: list[Scalar]
    read_only: bool
    nullable: bool


class ThingView(_Wire):
    """A thing, what it reports and what is asked of it."""

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
    """What came of a wish. `reply` is what people hear; `plan` is as `ondol schema plan` says."""

    id: str | None
    kind: Literal["plan", "chat", "clarify", "reject"]
    reply: str
    outcomes: list[OutcomeView]
    plan: dict[str, Any] | None
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


class Health(_Wire):
    """That the hub runs."""

    status: Literal["ok"]
    version: str


class Problem(BaseModel):
    """RFC 9457 problem details."""

    title: str
    detail: str
    status: int
