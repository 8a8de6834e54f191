"""What nano writes: frames, as a sequence of tokens and as data.

A frame says what was meant in the speaker's terms, not yet what to do in this home: "거실 불 꺼" is
`<act> <t:light> <@1> <a:on> <v:false>`, where `<@1>` points at the first mention that
`agent.linking` found (거실, an area). Values that a person says (numbers, times, names) are never
written by the model: it points at their mention, or copies a span of the utterance. `ground` turns
frames into a plan on the live home; `grammar` lets the model write nothing else.

`VOCABULARY` is the closed list of these tokens; the model's tokenizer holds each as one piece.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ondol.things.catalog import COVER_KINDS, MEASURES, TYPES
from ondol.things.thing import Value

MAX_POINTERS = 24

ATTRIBUTES: tuple[str, ...] = tuple(
    sorted({name for kind in TYPES.values() for name in kind.properties})
)
ACTIONS = ("next", "previous")
ASKS = ("value", "any", "all", "which", "count")
TIMER_OPS = ("start", "cancel", "cancel_all", "pause", "resume", "add", "subtract", "status")
LIST_OPS = ("add", "remove", "complete", "read")
TOPICS = ("time", "date", "weather")
REFERENCES = ("last", "other", "looked_at")
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
WORDS: tuple[str, ...] = (
    *("cool", "heat", "auto", "dry", "fan", "off", "sleep", "eco", "turbo", "quiet"),
    *("low", "medium", "high", "up", "middle", "down", "forward", "reverse"),
    *("playing", "paused", "idle", "cleaning", "returning", "docked", "running"),
    *("quick", "delicates", "cotton", "wool", "standard", "home", "not_home"),
)
"""Values that have a name of their own, whatever the language."""
NUMBERS = (0, 1, 5, 10, 20, 25, 30, 50, 70, 75, 80, 100)
"""Numbers that people mean without saying one ("열어" is position 100)."""

KINDS = (
    *("act", "query", "timer", "schedule", "list", "media", "handoff", "say", "info"),
    *("cancel", "undo", "chat", "reject", "clarify"),
)
MENTION_KINDS = (
    *("area", "floor", "thing", "number", "percent", "celsius", "kelvin", "duration", "clock"),
    *("days", "color", "max", "min", "app", "source"),
)
_MARKS = (
    *(
        "wish",
        "all",
        "except",
        "unknown",
        "now",
        "more",
        "less",
        "by_more",
        "by_less",
        "max",
        "min",
    ),
    *(
        "seconds",
        "named",
        "length",
        "in_area",
        "after",
        "at",
        "every",
        "daily",
        "once",
        "and",
        "sun",
    ),
    *(
        "sunset",
        "sunrise",
        "then",
        "from",
        "shopping",
        "todo",
        "null",
        "turn",
        "answer",
        "end_span",
    ),
)

START, END = "<s>", "</s>"

VOCABULARY: tuple[str, ...] = (
    START,
    END,
    *(f"<{kind}>" for kind in KINDS),
    *(f"<{mark}>" for mark in _MARKS),
    *(f"<k:{kind}>" for kind in MENTION_KINDS),
    *(f"<t:{name}>" for name in (*TYPES, "any")),
    *(f"<c:{name}>" for name in COVER_KINDS),
    *(f"<m:{name}>" for name in MEASURES),
    *(f"<a:{name}>" for name in ATTRIBUTES),
    *(f"<do:{name}>" for name in ACTIONS),
    *(f"<ask:{name}>" for name in ASKS),
    *(f"<op:{name}>" for name in dict.fromkeys((*TIMER_OPS, *LIST_OPS))),
    *(f"<topic:{name}>" for name in TOPICS),
    *(f"<ref:{name}>" for name in REFERENCES),
    *(f"<is:{name}>" for name in COMPARISONS),
    "<v:true>",
    "<v:false>",
    *(f"<v:{word}>" for word in WORDS),
    *(f"<n:{number}>" for number in NUMBERS),
    *(f"<@{number}>" for number in range(1, MAX_POINTERS + 1)),
)


@dataclass(frozen=True, slots=True)
class Constant:
    """A value with a token of its own."""

    value: Value


@dataclass(frozen=True, slots=True)
class Pointer:
    """The mention with this number, counted from 1."""

    index: int


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the utterance, as it was said."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """More or less than now; `by` None: how much was not said."""

    sign: Literal[1, -1]
    by: "Pointer | Constant | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """As much, or as little, as the thing can."""

    is_maximum: bool


Wanted = Constant | Pointer | Span | Relative | Limit


UNKNOWN = "<unknown>"
"""Before a span that is the name of something that the home does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Which things are meant.

    Attributes:
        types: thing types; kinds: cover kinds; measures: what sensors measure.
        pointers: mentions of areas, floors and things. unknown: names that the home does not have.
        state: only those that report this now.
    """

    types: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    pointers: tuple[int, ...] = ()
    unknown: tuple[str, ...] = ()
    is_whole_home: bool = False
    reference: Literal["last", "other", "looked_at"] | None = None
    state: tuple[str, Value] | None = None
    excepted: "Target | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActFrame:
    """Something should change. `is_wish`: it was implied ("너무 어두워"), not asked for."""

    target: Target
    settings: tuple[tuple[str, Wanted], ...] = ()
    actions: tuple[str, ...] = ()
    is_wish: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TestFrame:
    """A comparison; one with a `Pointer` takes its value from the mention."""

    __test__ = False  # not a test class, whatever pytest thinks

    op: str
    value: Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryFrame:
    """A question about things."""

    target: Target
    attribute: str
    ask: str
    test: TestFrame | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerFrame:
    """A timer operation."""

    op: str
    seconds: Pointer | None = None
    name: Span | None = None
    length: Pointer | None = None
    area: Pointer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterFrame:
    """So long from now."""

    duration: Pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class AtFrame:
    """At a time of day; on `days` (None: the next time).

    `is_sooner`: of two hours that a clock shows alike, the one that comes first ("until ten").
    """

    clock: Pointer
    days: Pointer | Literal["daily"] | None = None
    is_sooner: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SunFrame:
    """At the next sunset or sunrise."""

    event: Literal["sunset", "sunrise"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnceFrame:
    """Once things report something."""

    target: Target
    attribute: str
    test: TestFrame


WhenFrame = AfterFrame | AtFrame | SunFrame | OnceFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleFrame:
    """Frames for later; several `whens` must all hold."""

    whens: tuple[WhenFrame, ...]
    then: tuple["Frame", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFrame:
    """A list operation; `list` points at its name, or says which list is usual."""

    op: str
    item: Span | None = None
    list: Pointer | Literal["shopping", "todo"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFrame:
    """Something to play."""

    query: Span
    target: Target | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffFrame:
    """What plays goes on elsewhere."""

    to: Target
    source: Target | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SayFrame:
    """A message to announce; None: an alarm."""

    message: Span | None = None
    target: Target | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoFrame:
    """Time, date or weather."""

    topic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainFrame:
    """A kind that says all by itself."""

    kind: Literal["cancel", "undo", "chat", "reject", "clarify"]


Frame = (
    ActFrame
    | QueryFrame
    | TimerFrame
    | ScheduleFrame
    | ListFrame
    | MediaFrame
    | HandoffFrame
    | SayFrame
    | InfoFrame
    | PlainFrame
)

Piece = str
"""A token of `VOCABULARY`, or a piece of the utterance inside a span."""


class FrameError(ValueError):
    """Tokens that are no frames; the grammar makes this impossible for the model's own output."""


def parse(pieces: Sequence[Piece]) -> tuple[Frame, ...]:
    """Read frames from tokens; spans are text pieces that `<end_span>` closes.

    Raises:
        FrameError: not a sequence of frames.

    >>> parse(["<act>", "<t:light>", "<@1>", "<a:on>", "<v:false>"])[0].settings
    (('on', Constant(value=False)),)
    """
    return _Reader(pieces).frames()


@dataclass(slots=True)
class _Reader:
    pieces: Sequence[Piece]
    at: int = field(default=0)

    def frames(self) -> tuple[Frame, ...]:
        frames: list[Frame] = []
        while self.at < len(self.pieces):
            frames.append(self._frame())
        return tuple(frames)

    def _peek(self) -> Piece:
        return self.pieces[self.at] if self.at < len(self.pieces) else ""

    def _take(self, *expected: Piece) -> Piece:
        piece = self._peek()
        if not piece or (expected and piece not in expected):
            raise FrameError(f"{piece or 'the end'} at {self.at}, expected {expected or 'more'}")
        self.at += 1
        return piece

    def _took(self, piece: Piece) -> bool:
        if self._peek() == piece:
            self.at += 1
            return True
        return False

    def _tagged(self, tag: str) -> str | None:
        piece = self._peek()
        if piece.startswith(f"<{tag}") and piece.endswith(">"):
            self.at += 1
            return piece[len(tag) + 1 : -1]
        return None

    def _need(self, tag: str) -> str:
        value = self._tagged(tag)
        if value is None:
            raise FrameError(f"{self._peek() or 'the end'} at {self.at}, expected <{tag}…>")
        return value

    def _pointer(self) -> Pointer:
        return Pointer(int(self._need("@")))

    def _span(self) -> Span:
        start = self.at
        while not self._took("<end_span>"):
            self._take()
        return Span("".join(self.pieces[start : self.at - 1]).strip())

    def _frame(self) -> Frame:
        match self._take()[1:-1]:
            case "act":
                return self._act()
            case "query":
                return self._query()
            case "timer":
                return self._timer()
            case "schedule":
                return self._schedule()
            case "list":
                return self._list()
            case "media":
                return MediaFrame(query=self._span(), target=self._optional_target())
            case "handoff":
                to = self._target()
                return HandoffFrame(to=to, source=self._target() if self._took("<from>") else None)
            case "say":
                message = None if self._took("<null>") else self._span()
                return SayFrame(message=message, target=self._optional_target())
            case "info":
                return InfoFrame(topic=self._need("topic:"))
            case ("cancel" | "undo" | "chat" | "reject" | "clarify") as kind:
                return PlainFrame(kind=kind)
            case other:
                raise FrameError(f"<{other}> begins no frame")

    def _act(self) -> ActFrame:
        is_wish = self._took("<wish>")
        target = self._target()
        settings: list[tuple[str, Wanted]] = []
        actions: list[str] = []
        while True:
            if (attribute := self._tagged("a:")) is not None:
                settings.append((attribute, self._wanted()))
            elif (action := self._tagged("do:")) is not None:
                actions.append(action)
            else:
                break
        if not settings and not actions:
            raise FrameError(f"an act without a setting at {self.at}")
        return ActFrame(
            target=target, settings=tuple(settings), actions=tuple(actions), is_wish=is_wish
        )

    def _query(self) -> QueryFrame:
        target = self._target()
        attribute = self._need("a:")
        return QueryFrame(
            target=target, attribute=attribute, ask=self._need("ask:"), test=self._optional_test()
        )

    def _optional_test(self) -> TestFrame | None:
        op = self._tagged("is:")
        return None if op is None else TestFrame(op=op, value=self._wanted())

    def _timer(self) -> TimerFrame:
        op = self._need("op:")
        seconds = self._pointer() if self._took("<seconds>") else None
        name = self._span() if self._took("<named>") else None
        length = self._pointer() if self._took("<length>") else None
        area = self._pointer() if self._took("<in_area>") else None
        return TimerFrame(op=op, seconds=seconds, name=name, length=length, area=area)

    def _schedule(self) -> ScheduleFrame:
        whens = [self._when()]
        while self._took("<and>"):
            whens.append(self._when())
        self._take("<then>")
        then = self.frames()
        if not then:
            raise FrameError("a schedule of nothing")
        return ScheduleFrame(whens=tuple(whens), then=then)

    def _when(self) -> WhenFrame:
        match self._take("<after>", "<at>", "<every>", "<sun>", "<once>"):
            case "<after>":
                return AfterFrame(duration=self._pointer())
            case "<at>":
                return AtFrame(clock=self._pointer())
            case "<every>":
                days: Pointer | Literal["daily"] = (
                    "daily" if self._took("<daily>") else self._pointer()
                )
                return AtFrame(clock=self._pointer(), days=days)
            case "<sun>":
                is_set = self._take("<sunset>", "<sunrise>") == "<sunset>"
                return SunFrame(event="sunset" if is_set else "sunrise")
            case _:
                target = self._target()
                attribute = self._need("a:")
                op = self._need("is:")
                test = TestFrame(op=op, value=self._wanted())
                return OnceFrame(target=target, attribute=attribute, test=test)

    def _list(self) -> ListFrame:
        op = self._need("op:")
        item = self._span() if self._took("<named>") else None
        which: Pointer | Literal["shopping", "todo"] | None = None
        if self._took("<shopping>"):
            which = "shopping"
        elif self._took("<todo>"):
            which = "todo"
        elif self._peek().startswith("<@"):
            which = self._pointer()
        return ListFrame(op=op, item=item, list=which)

    def _wanted(self) -> Wanted:
        piece = self._peek()
        if piece.startswith("<@"):
            return self._pointer()
        match self._take():
            case "<more>":
                return Relative(sign=1)
            case "<less>":
                return Relative(sign=-1)
            case "<by_more>":
                return Relative(sign=1, by=self._amount())
            case "<by_less>":
                return Relative(sign=-1, by=self._amount())
            case "<max>":
                return Limit(is_maximum=True)
            case "<min>":
                return Limit(is_maximum=False)
            case "<null>":
                return Constant(None)
            case "<named>":
                return self._span()
            case literal:
                self.at -= 1
                if (word := self._tagged("v:")) is not None:
                    return Constant({"true": True, "false": False}.get(word, word))
                if (number := self._tagged("n:")) is not None:
                    return Constant(int(number))
                raise FrameError(f"{literal} is no value")

    def _amount(self) -> Pointer | Constant:
        if (number := self._tagged("n:")) is not None:
            return Constant(int(number))
        return self._pointer()

    def _optional_target(self) -> Target | None:
        target = self._target()
        return None if target == Target() else target

    def _target(self) -> Target:
        parts = _TargetParts()
        while self._target_part(parts):
            pass
        return parts.build()

    def _target_part(self, parts: "_TargetParts") -> bool:
        for tag, names in (("t:", parts.types), ("c:", parts.kinds), ("m:", parts.measures)):
            if (name := self._tagged(tag)) is not None:
                names.append(name)
                return True
        if self._peek().startswith("<@"):
            parts.pointers.append(self._pointer().index)
        elif self._took(UNKNOWN):
            parts.unknown.append(self._span().text)
        elif self._took("<all>"):
            parts.is_whole_home = True
        elif (reference := self._tagged("ref:")) is not None:
            parts.reference = reference
        elif self._took("<now>"):
            attribute = self._need("a:")
            wanted = self._wanted()
            if not isinstance(wanted, Constant):
                raise FrameError("<now> takes a constant")
            parts.state = (attribute, wanted.value)
        elif self._took("<except>"):
            parts.excepted = self._target()
            return False  # what follows <except> belongs to it
        else:
            return False
        return True


@dataclass(slots=True)
class _TargetParts:
    types: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    pointers: list[int] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    is_whole_home: bool = False
    reference: str | None = None
    state: tuple[str, Value] | None = None
    excepted: Target | None = None

    def build(self) -> Target:
        reference = next((r for r in ("last", "other", "looked_at") if r == self.reference), None)
        return Target(
            types=tuple(self.types),
            kinds=tuple(self.kinds),
            measures=tuple(self.measures),
            pointers=tuple(self.pointers),
            unknown=tuple(self.unknown),
            is_whole_home=self.is_whole_home,
            reference=reference,
            state=self.state,
            excepted=self.excepted,
        )


def pieces(frames: Sequence[Frame]) -> Iterator[Piece]:
    """Yield the tokens of frames; spans as one text piece. The inverse of `parse`."""
    for frame in frames:
        yield from _frame_pieces(frame)


def _frame_pieces(frame: Frame) -> Iterator[Piece]:
    match frame:
        case ActFrame():
            yield "<act>"
            if frame.is_wish:
                yield "<wish>"
            yield from _target_pieces(frame.target)
            for attribute, wanted in frame.settings:
                yield f"<a:{attribute}>"
                yield from _wanted_pieces(wanted)
            for action in frame.actions:
                yield f"<do:{action}>"
        case QueryFrame():
            yield "<query>"
            yield from _target_pieces(frame.target)
            yield f"<a:{frame.attribute}>"
            yield f"<ask:{frame.ask}>"
            yield from _test_pieces(frame.test)
        case TimerFrame():
            yield "<timer>"
            yield f"<op:{frame.op}>"
            yield from _optional("<seconds>", frame.seconds)
            yield from _optional("<named>", frame.name)
            yield from _optional("<length>", frame.length)
            yield from _optional("<in_area>", frame.area)
        case ScheduleFrame():
            yield "<schedule>"
            for number, when in enumerate(frame.whens):
                if number:
                    yield "<and>"
                yield from _when_pieces(when)
            yield "<then>"
            yield from pieces(frame.then)
        case ListFrame():
            yield "<list>"
            yield f"<op:{frame.op}>"
            yield from _optional("<named>", frame.item)
            if isinstance(frame.list, Pointer):
                yield f"<@{frame.list.index}>"
            elif frame.list is not None:
                yield f"<{frame.list}>"
        case MediaFrame():
            yield "<media>"
            yield from _wanted_pieces(frame.query, is_named=False)
            yield from _target_pieces(frame.target)
        case HandoffFrame():
            yield "<handoff>"
            yield from _target_pieces(frame.to)
            if frame.source is not None:
                yield "<from>"
                yield from _target_pieces(frame.source)
        case SayFrame():
            yield "<say>"
            if frame.message is None:
                yield "<null>"
            else:
                yield from _wanted_pieces(frame.message, is_named=False)
            yield from _target_pieces(frame.target)
        case InfoFrame():
            yield "<info>"
            yield f"<topic:{frame.topic}>"
        case PlainFrame():
            yield f"<{frame.kind}>"


def _optional(mark: str, wanted: Pointer | Span | None) -> Iterator[Piece]:
    if wanted is not None:
        yield mark
        yield from _wanted_pieces(wanted, is_named=False)


def _when_pieces(when: WhenFrame) -> Iterator[Piece]:
    match when:
        case AfterFrame():
            yield "<after>"
            yield f"<@{when.duration.index}>"
        case AtFrame(days=None):
            yield "<at>"
            yield f"<@{when.clock.index}>"
        case AtFrame():
            yield "<every>"
            yield f"<@{when.days.index}>" if isinstance(when.days, Pointer) else "<daily>"
            yield f"<@{when.clock.index}>"
        case SunFrame():
            yield "<sun>"
            yield f"<{when.event}>"
        case OnceFrame():
            yield "<once>"
            yield from _target_pieces(when.target)
            yield f"<a:{when.attribute}>"
            yield from _test_pieces(when.test)


def _test_pieces(test: TestFrame | None) -> Iterator[Piece]:
    if test is not None:
        yield f"<is:{test.op}>"
        yield from _wanted_pieces(test.value)


def _wanted_pieces(wanted: Wanted, *, is_named: bool = True) -> Iterator[Piece]:
    match wanted:
        case Constant(value=None):
            yield "<null>"
        case Constant(value=bool(value)):
            yield "<v:true>" if value else "<v:false>"
        case Constant(value=str(value)):
            yield f"<v:{value}>"
        case Constant(value=value):
            yield f"<n:{value}>"
        case Pointer(index=index):
            yield f"<@{index}>"
        case Span(text=text):
            if is_named:
                yield "<named>"
            yield text
            yield "<end_span>"
        case Relative(sign=sign, by=None):
            yield "<more>" if sign > 0 else "<less>"
        case Relative(sign=sign, by=by):
            yield "<by_more>" if sign > 0 else "<by_less>"
            if by is not None:
                yield from _wanted_pieces(by)
        case Limit(is_maximum=is_maximum):
            yield "<max>" if is_maximum else "<min>"


def _target_pieces(target: Target | None) -> Iterator[Piece]:
    if target is None:
        return
    yield from (f"<t:{name}>" for name in target.types)
    yield from (f"<c:{name}>" for name in target.kinds)
    yield from (f"<m:{name}>" for name in target.measures)
    if target.reference is not None:
        yield f"<ref:{target.reference}>"
    yield from (f"<@{index}>" for index in target.pointers)
    for name in target.unknown:
        yield UNKNOWN
        yield name
        yield "<end_span>"
    if target.is_whole_home:
        yield "<all>"
    if target.state is not None:
        attribute, value = target.state
        yield "<now>"
        yield f"<a:{attribute}>"
        yield from _wanted_pieces(Constant(value))
    if target.excepted is not None:
        yield "<except>"
        yield from _target_pieces(target.excepted)
