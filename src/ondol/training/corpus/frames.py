"""From a phrase template to the frames that nano should write for one rendering of it.

A template's frames (see phrases/README.md) say what is meant with placeholders and literal values;
here they become `agent.frames`, whose values point at what `agent.linking` finds in the rendered
text. A meaning that the text does not carry for the linker (a number that it cannot read, say)
raises `NotExpressible`: such a rendering is not trained on.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from ondol.agent.frames import (
    NUMBERS,
    WORDS,
    ActFrame,
    AfterFrame,
    AtFrame,
    Constant,
    Frame,
    HandoffFrame,
    InfoFrame,
    Limit,
    ListFrame,
    MediaFrame,
    OnceFrame,
    PlainFrame,
    Pointer,
    QueryFrame,
    Relative,
    SayFrame,
    ScheduleFrame,
    Span,
    SunFrame,
    Target,
    TestFrame,
    TimerFrame,
    Wanted,
    WhenFrame,
)
from ondol.agent.linking import Mention, MentionKind
from ondol.agent.names import APPS, SOURCES
from ondol.language import quantities
from ondol.language.normalise import key
from ondol.things.thing import Value

EVERYTHING = 5  # a list of at least so many types means "everything"

_DAYS: Mapping[str, frozenset[str]] = {
    "weekdays": frozenset({"mon", "tue", "wed", "thu", "fri"}),
    "weekends": frozenset({"sat", "sun"}),
}


class NotExpressible(Exception):  # noqa: N818 - it is a verdict on a text, no fault
    """The rendered text does not carry this meaning for the linker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A placeholder as it was filled: characters of the text and the value behind them."""

    start: int
    end: int
    value: Any
    is_known: bool = True


@dataclass(slots=True, kw_only=True)
class Encoder:
    """Encodes the frames of one rendered text.

    Attributes:
        slots: by placeholder, without braces. earlier: the turn before, whose mentions are
            numbered first and may be meant again ("거기도 꺼").
    """

    text: str
    mentions: Sequence[Mention]
    slots: Mapping[str, Slot]
    tags: Sequence[str] = ()
    earlier: "Encoder | None" = None
    used: set[int] = field(default_factory=set)

    @property
    def first(self) -> int:
        """Return how many mentions the turn before has."""
        return 0 if self.earlier is None else len(self.earlier.mentions)

    def frames(self, templates: Sequence[Mapping[str, Any]]) -> tuple[Frame, ...]:
        """Return the frames, in order.

        Raises:
            NotExpressible: some value has no mention in the text.
        """
        return tuple(self._frame(template) for template in templates)

    def _frame(self, frame: Mapping[str, Any]) -> Frame:
        match frame["kind"]:
            case "act":
                return self._act(frame)
            case "query":
                return self._query(frame)
            case "timer":
                return TimerFrame(
                    op=frame["op"],
                    seconds=self._duration(frame.get("duration")),
                    name=self._span(frame.get("name")),
                    length=self._duration(frame.get("length")),
                    area=self._area(frame.get("area")),
                )
            case "schedule":
                return self._schedule(frame)
            case "list":
                return ListFrame(
                    op=frame["op"],
                    item=self._span(frame.get("item")),
                    list=self._list(frame.get("list")),
                )
            case "media":
                query = self._span(frame["query"])
                if query is None:
                    raise NotExpressible("media without a query")
                return MediaFrame(query=query, target=self._optional(frame.get("target")))
            case "handoff":
                return HandoffFrame(
                    to=self._target(frame["to"]), source=self._optional(frame.get("from"))
                )
            case "say":
                return SayFrame(
                    message=self._message(frame.get("message")),
                    target=self._optional(frame.get("target")),
                )
            case "info":
                return InfoFrame(topic=frame["topic"])
            case "cancel" | "undo" | "chat" | "reject" | "clarify" as kind:
                return PlainFrame(kind=kind)
            case other:
                raise NotExpressible(f"no frame for {other}")

    def _act(self, frame: Mapping[str, Any]) -> ActFrame:
        target = self._target(frame["target"])
        settings = tuple(
            (name, self._wanted(name, value)) for name, value in frame.get("set", {}).items()
        )
        is_wish = "implied" in self.tags
        return ActFrame(
            target=target,
            settings=settings,
            actions=tuple(frame.get("actions", ())),
            is_wish=is_wish,
        )

    def _query(self, frame: Mapping[str, Any]) -> QueryFrame:
        tests = frame.get("test") or {}
        test = next((self._test(name, value) for name, value in tests.items()), None)
        return QueryFrame(
            target=self._target(frame["target"]),
            attribute=frame["attribute"],
            ask=frame["ask"],
            test=test,
        )

    def _test(self, name: str, value: Any) -> TestFrame:
        if isinstance(value, Mapping):
            return TestFrame(op=value["op"], value=self._wanted(name, value["value"]))
        return TestFrame(op="==", value=self._wanted(name, value))

    # --- targets ---------------------------------------------------------------------------------

    def _optional(self, target: Mapping[str, Any] | None) -> Target | None:
        return None if not target else self._target(target)

    def _target(self, target: Mapping[str, Any]) -> Target:
        types, kinds, measures = _kinds(target)
        pointers: list[int] = []
        unknown: list[str] = []
        is_whole_home = target.get("area") == "all" or target.get("floor") == "all"
        if "area" in target and target["area"] not in ("all", None):
            self._place(target["area"], "area", pointers, unknown)
            is_whole_home = is_whole_home or "group" in self.tags
        if "floor" in target and target["floor"] != "all":
            self._place(target["floor"], "floor", pointers, unknown)
        if target.get("name"):
            self._place(target["name"], "thing", pointers, unknown)
            if not self._is_shared(pointers):
                types, kinds, measures = (), (), ()
        state = None
        for name, value in (target.get("state") or {}).items():
            if not isinstance(value, bool | int | str):
                raise NotExpressible("a state that is no constant")
            state = (name, value)
        excepted = target.get("except")
        reference: Literal["last", "other", "looked_at"] | None = target.get("ref")
        if not (types or kinds or measures or pointers or unknown or reference):
            types = ("any",)
        return Target(
            types=types,
            kinds=kinds,
            measures=measures,
            pointers=tuple(pointers),
            unknown=tuple(unknown),
            is_whole_home=is_whole_home,
            reference=reference,
            state=state,
            excepted=self._target(excepted) if excepted else None,
        )

    def _is_shared(self, pointers: Sequence[int]) -> bool:
        """Say whether things of several types bear the name: then its type is said too."""
        marks = [self.mentions[p - self.first - 1].mark for p in pointers if p > self.first]
        return "<k:thing>" in marks

    def _place(
        self, said: str | Sequence[str], kind: MentionKind, pointers: list[int], unknown: list[str]
    ) -> None:
        for name in [said] if isinstance(said, str) else said:
            if self._is_from_before(name) and self.earlier is not None:
                self.earlier._place(name, kind, pointers, unknown)
                continue
            slot = self._slot(name)
            if slot is None:
                pointers.append(self._pointer_to_name(name, kind))
            elif slot.is_known:
                pointers.append(self._pointer_at(slot, kind))
            else:
                unknown.append(self.text[slot.start : slot.end])

    def _is_from_before(self, name: str) -> bool:
        return (
            self.earlier is not None
            and name.startswith("{")
            and name.strip("{}") not in self.slots
            and name.strip("{}") in self.earlier.slots
        )

    def _slot(self, value: Any) -> Slot | None:
        if not isinstance(value, str) or not value.startswith("{"):
            return None
        slot = self.slots.get(value.strip("{}"))
        if slot is None:
            raise NotExpressible(f"{value} is not in the text")
        return slot

    def _pointer_at(self, slot: Slot, kind: MentionKind) -> int:
        for number, mention in enumerate(self.mentions, start=self.first + 1):
            if (
                mention.kind == kind
                and mention.start == slot.start
                and mention.end >= slot.end
                and mention.end <= slot.end + 2
            ):
                return number
        raise NotExpressible(f"{kind} at {slot.start} was not linked")

    def _pointer_to_name(self, name: str, kind: MentionKind) -> int:
        wanted = key(name)
        for number, mention in enumerate(self.mentions, start=self.first + 1):
            if mention.kind == kind and key(self.text[mention.start : mention.end]) == wanted:
                return number
        raise NotExpressible(f"{name} was not linked")

    # --- values ----------------------------------------------------------------------------------

    def _wanted(self, name: str, value: Any) -> Wanted:
        match value:
            case "up" if name != "swing":
                return Relative(sign=1)
            case "down" if name != "swing":
                return Relative(sign=-1)
            case {"by": by}:
                return self._by(by)
            case None:
                return Constant(None)
            case "*":
                found = self._take(lambda m: m.kind == name)
                if found is None:
                    raise NotExpressible(f"no {name} in the text")
                return found
            case bool():
                return Constant(value)
            case int() | float():
                return self._number(name, value)
            case str() if value.startswith("{"):
                return self._filled(name, value)
            case str():
                return self._literal(name, value)
            case _:
                raise NotExpressible(f"{name}: {value}")

    def _by(self, by: Any) -> Relative:
        if isinstance(by, str):
            slot = self._slot(by.lstrip("-"))
            if slot is None:
                raise NotExpressible(f"by {by}")
            sign: Literal[1, -1] = -1 if by.startswith("-") else 1
            return Relative(sign=sign, by=self._numeric_pointer(slot))
        sign = -1 if by < 0 else 1
        found = self._numeric(abs(by))
        if found is not None:
            return Relative(sign=sign, by=found)
        if abs(by) in NUMBERS:
            return Relative(sign=sign, by=Constant(int(abs(by))))
        raise NotExpressible(f"by {by}")

    def _filled(self, name: str, placeholder: str) -> Wanted:
        slot = self._slot(placeholder)
        assert slot is not None  # noqa: S101 - a placeholder always has one, or raises
        if name == "cleaning_area":
            if not slot.is_known:
                raise NotExpressible("an unknown area to clean")
            return Pointer(self._pointer_at(slot, "area"))
        if isinstance(slot.value, bool | int | float):
            return self._numeric_pointer(slot)
        for number, mention in enumerate(self.mentions, start=self.first + 1):
            is_there = mention.start < slot.end and mention.end > slot.start
            if is_there and mention.kind in {"color", "app", "source", "number"}:
                return Pointer(number)
        return Span(self.text[slot.start : slot.end])

    def _numeric_pointer(self, slot: Slot) -> Pointer:
        for number, mention in enumerate(self.mentions, start=self.first + 1):
            is_there = mention.start < slot.end and mention.end > slot.start
            if is_there and _value_of(mention) == slot.value:
                return Pointer(number)
        raise NotExpressible(f"{slot.value} was not read in the text")

    def _numeric(self, value: float) -> Pointer | None:
        return self._take(lambda mention: _value_of(mention) == value)

    def _take(self, fits: Callable[[Mention], bool]) -> Pointer | None:
        """Return the first mention that fits, preferring one that no frame points at yet."""
        fitting = [
            number
            for number, mention in enumerate(self.mentions, start=self.first + 1)
            if fits(mention)
        ]
        chosen = next((number for number in fitting if number not in self.used), None)
        if chosen is None:
            chosen = fitting[0] if fitting else None
        if chosen is None:
            return None
        self.used.add(chosen)
        return Pointer(chosen)

    def _number(self, name: str, value: float) -> Wanted:
        found = self._numeric(value)
        if found is not None:
            return found
        extremes = {mention.kind for mention in self.mentions} & {"max", "min"}
        if value in (0, 1, 100) and extremes and name not in {"position", "on"}:
            return Limit(is_maximum=value == 100)
        if value in NUMBERS:
            return Constant(int(value))
        raise NotExpressible(f"{value} was not read in the text")

    def _literal(self, name: str, value: str) -> Wanted:
        if name == "color":
            found = self._take(
                lambda m: isinstance(m.quantity, quantities.Color) and m.quantity.css == value
            )
        elif name in {"app", "source"}:
            known = APPS if name == "app" else SOURCES
            called = known.get(key(value), value)
            found = self._take(lambda m: m.kind in {"app", "source"} and m.value == called)
        elif name == "channel" and value.isdigit():
            found = self._numeric(int(value))
        elif value in WORDS:
            return Constant(value)
        else:
            found = None
        if found is not None:
            return found
        at = self.text.casefold().find(value.casefold())
        if at < 0:
            raise NotExpressible(f"{name}: {value} is not in the text")
        return Span(self.text[at : at + len(value)])

    def _span(self, said: Any) -> Span | None:
        if said is None:
            return None
        slot = self._slot(said)
        if slot is not None:
            return Span(self.text[slot.start : slot.end])
        at = self.text.casefold().find(str(said).casefold())
        if at < 0:
            raise NotExpressible(f"{said} is not in the text")
        return Span(self.text[at : at + len(said)])

    def _message(self, said: Any) -> Span | None:
        try:
            return self._span(said)
        except NotExpressible:
            return None  # an alarm's own words ("wake up" for 깨워줘): the home words it

    # --- times -----------------------------------------------------------------------------------

    def _duration(self, said: Any) -> Pointer | None:
        if said is None:
            return None
        slot = self._slot(said)
        seconds = slot.value if slot is not None else _seconds(said)
        found = self._take(
            lambda m: isinstance(m.quantity, quantities.Duration) and m.quantity.seconds == seconds
        )
        if found is None:
            raise NotExpressible(f"{said} was not read in the text")
        return found

    def _clock(self, said: str) -> Pointer:
        if said == "*":
            found = self._take(lambda m: m.kind == "clock")
            if found is None:
                raise NotExpressible("no time in the text")
            return found
        slot = self._slot(said)
        if slot is not None:
            for number, mention in enumerate(self.mentions, start=self.first + 1):
                is_there = mention.start <= slot.start and mention.end >= slot.end
                if is_there and isinstance(mention.quantity, quantities.ClockTime):
                    return Pointer(number)
            raise NotExpressible(f"{said} was not read in the text")
        hour, minute = (int(part) for part in said.split(":"))
        found = self._take(
            lambda m: (
                isinstance(m.quantity, quantities.ClockTime)
                and m.quantity.time.minute == minute
                and (m.quantity.time.hour - hour) % 12 == 0
            )
        )
        if found is None:
            raise NotExpressible(f"{said} was not read in the text")
        return found

    def _schedule(self, frame: Mapping[str, Any]) -> ScheduleFrame:
        when = frame["when"]
        whens = when.get("all", [when])
        return ScheduleFrame(
            whens=tuple(self._when(part) for part in whens), then=self.frames(frame["then"])
        )

    def _when(self, when: Mapping[str, Any]) -> WhenFrame:
        match when:
            case {"after": said}:
                duration = self._duration(said)
                if duration is None:
                    raise NotExpressible("after nothing")
                return AfterFrame(duration=duration)
            case {"every": days, "at": time}:
                return AtFrame(clock=self._clock(time), days=self._days(days))
            case {"at": time}:
                return AtFrame(clock=self._clock(time))
            case {"sun": event}:
                return SunFrame(event=event)
            case {"once": {"target": target, "test": test}}:
                name, value = next(iter(test.items()))
                return OnceFrame(
                    target=self._target(target), attribute=name, test=self._test(name, value)
                )
            case _:
                raise NotExpressible(f"when {when}")

    def _days(self, days: Any) -> Pointer | Literal["daily"]:
        found = self._take(lambda m: m.kind == "days")
        if found is not None:
            return found
        if days == "daily":
            return "daily"
        raise NotExpressible(f"{days} were not read in the text")

    def _area(self, said: Any) -> Pointer | None:
        if said is None:
            return None
        pointers: list[int] = []
        self._place(said, "area", pointers, [])
        if not pointers:
            raise NotExpressible("an unknown area for a timer")
        return Pointer(pointers[0])

    def _list(self, said: Any) -> Pointer | Literal["shopping", "todo"] | None:
        if said is None:
            return None
        slot = self._slot(said)
        if slot is not None:
            if not slot.is_known:
                raise NotExpressible("an unknown list")
            return Pointer(self._pointer_at(slot, "thing"))
        found = self._take(lambda m: m.kind == "thing" and m.mark == "<t:list>")
        if found is not None:
            return found
        return "todo" if said in {"to-do", "todo", "할 일"} else "shopping"


def _kinds(
    target: Mapping[str, Any],
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    said = target.get("type")
    types = tuple([said] if isinstance(said, str) else said or ())
    kinds = tuple(
        [target["cover"]] if isinstance(target.get("cover"), str) else target.get("cover", ())
    )
    sensor = target.get("sensor")
    measures = tuple([sensor] if isinstance(sensor, str) else sensor or ())
    if kinds:
        types = tuple(name for name in types if name != "cover")
    if measures:
        types = tuple(name for name in types if name != "sensor")
    if len(types) >= EVERYTHING or (not (types or kinds or measures) and "area" in target):
        types = ("any",)
    return types, kinds, measures


def _value_of(mention: Mention) -> Value:
    match mention.quantity:
        case quantities.Number(value=value):
            return value
        case _:
            return None


def _seconds(iso: str) -> int:
    """Read an ISO 8601 duration of hours, minutes and seconds.

    >>> _seconds("PT1H30M")
    5400
    """
    total, number = 0, ""
    for character in iso.removeprefix("PT"):
        if character.isdigit():
            number += character
        else:
            total += int(number) * {"H": 3600, "M": 60, "S": 1}[character]
            number = ""
    return total
