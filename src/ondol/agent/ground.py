"""From what was meant to what to do: frames become a plan on the present state of this home.

Pure. Relative values become absolute, groups and exceptions become things, ties become a question,
and what the home does not have is refused. Nothing here trusts the model: every thing, attribute
and value is looked up in the home and checked against the thing's own properties.

How open points are decided (which light is "the light", when several things tie) follows
docs/explanation/understanding.md.
"""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

from ondol.home.home import Home
from ondol.home.plan import (
    DAYS,
    Act,
    After,
    AllOf,
    At,
    Cancel,
    Comparison,
    Day,
    Handoff,
    Info,
    ListOp,
    Once,
    Plan,
    Play,
    Query,
    Say,
    Schedule,
    Step,
    Sun,
    Test,
    TimerOp,
    Undo,
    When,
)
from ondol.language import quantities
from ondol.language.normalise import key
from ondol.things.catalog import TYPES
from ondol.things.command import InvokeAction
from ondol.things.thing import Property, Thing, Value

from .answer import Answer, Chat, Clarify, Refused
from .frames import (
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
from .index import Index
from .linking import Mention
from .looking import Look, among, likeliest
from .names import APPS, HERE, THERE

STEPS: Mapping[str, float] = {
    "brightness": 20,
    "volume": 10,
    "position": 20,
    "tilt": 20,
    "speed": 20,
    "intensity": 20,
    "target_humidity": 5,
    "target_temperature": 1,
    "freezer_target_temperature": 1,
    "color_temperature": 500,
    "interval": 10,
}
"""By how much "a bit more" changes an attribute, in its unit."""

LEVELS = ("low", "medium", "high")

_DEVICE_IS_ON = frozenset({"power", "running"})
"""What sensors measure that watch whether a device is on."""

TAKEN_TOGETHER = frozenset(
    {"light", "cover", "fan", "outlet", "switch", "heater", "thermostat", "sensor", "person"}
)
"""Types of which all in one room are meant when none is named ("커튼 닫아")."""

TURNED_OFF_WITH_EVERYTHING = frozenset(
    {
        *("light", "switch", "outlet", "fan", "air_conditioner", "heater", "air_purifier"),
        *("humidifier", "dehumidifier", "diffuser", "tv", "speaker", "oven", "cooktop"),
    }
)
"""What "다 꺼" means where no type is said; "다 켜" means the lights."""

_KIN: tuple[frozenset[str], ...] = (
    frozenset({"switch", "outlet"}),
    frozenset({"thermostat", "heater"}),
    frozenset({"scene", "script"}),
)
"""Types that people do not tell apart."""


_SCREENS = ("tv", "headset")
_TO_HEAR = (("speaker",), ("tv",), ("headset",))
_TO_SEE = (("tv",), ("headset",), ("speaker",))
_TO_PLAY = (("tv", "headset", "speaker"),)
"""Kinds of player in a place, the likeliest first: for what is to be heard, and seen; what is to be
played, only its catalogue knows: all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What an utterance is understood in.

    Attributes:
        area: id of the speaker's area. last: ids of the things the last turn was about.
        looked_at: ids of the things the speaker looks at or points to, where no mention has them.
        answered: ids of the things of which somebody said, when asked, that they are meant.
        is_more: whether the words point back at the last turn ("주방도 켜줘").
        index: `index.compile_index(home)`, kept until the home's things change.
    """

    home: Home
    index: Index
    area: str | None = None
    last: tuple[str, ...] = ()
    looked_at: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    is_more: bool = False


_T = TypeVar("_T")
Problem = Clarify | Refused | Chat


def ground(frames: Sequence[Frame], mentions: Sequence[Mention], context: Context) -> Answer:
    """Return what to do about frames, in this home.

    A wish of several parts is done as far as it can be: what cannot is in `Plan.left_out`.
    """
    return _Grounder(mentions=mentions, context=context).answer(frames)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """The things that a target ranges over, and how it was said."""

    things: tuple[Thing, ...]
    is_named: bool = False
    is_everything: bool = False
    is_here: bool = False


@dataclass(slots=True, kw_only=True)
class _Grounder:
    mentions: Sequence[Mention]
    context: Context
    is_later: bool = False
    last: tuple[str, ...] = field(default=())
    said_areas: frozenset[str] = frozenset()  # where the parts before this one were
    part: ActFrame | QueryFrame | None = None  # the one that is being grounded

    def answer(self, frames: Sequence[Frame]) -> Answer:
        self.last = self.last or self.context.last
        steps: list[Step] = []
        problems: list[Problem] = []
        for frame in frames:
            result = self._step(frame)
            if isinstance(frame, ActFrame | QueryFrame):
                places = self._places(frame.target)
                self.said_areas = places[0] if places is not None else self.said_areas
            if isinstance(result, (Clarify, Refused, Chat)):
                problems.append(result)
            else:
                steps.append(result)
        asked = next((p for p in problems if isinstance(p, Clarify)), None)
        if asked is not None:
            return asked
        if not steps:
            refused = next((p for p in problems if isinstance(p, Refused)), None)
            return refused or Chat()
        left_out = tuple(p.code for p in problems if isinstance(p, Refused))
        return Plan(steps=_merged(steps), left_out=left_out)

    def _step(self, frame: Frame) -> Step | Problem:
        self.part = frame if isinstance(frame, ActFrame | QueryFrame) else None
        match frame:
            case ActFrame():
                return self._act(frame)
            case QueryFrame():
                return self._query(frame)
            case TimerFrame():
                return self._timer(frame)
            case ScheduleFrame():
                return self._schedule(frame)
            case ListFrame():
                return self._list(frame)
            case MediaFrame():
                return self._media(frame)
            case HandoffFrame():
                return self._handoff(frame)
            case SayFrame():
                return self._say(frame)
            case InfoFrame(topic="time" | "date" | "weather" as topic):
                return Info(topic=topic)
            case PlainFrame(kind="cancel"):
                return Cancel()
            case PlainFrame(kind="undo"):
                return Undo()
            case PlainFrame(kind="reject"):
                return Refused(code="unsupported")
            case PlainFrame(kind="clarify"):
                return Clarify(code="what")
            case _:
                return Chat()

    # --- which things ----------------------------------------------------------------------------

    def _mention(self, pointer: Pointer | int) -> Mention | None:
        index = pointer.index if isinstance(pointer, Pointer) else pointer
        return self.mentions[index - 1] if 0 < index <= len(self.mentions) else None

    def _things(self, identifiers: Iterable[str]) -> tuple[Thing, ...]:
        things = self.context.home.things
        return tuple(things[i] for i in identifiers if i in things)

    def _places(self, target: Target) -> tuple[frozenset[str], bool] | None:
        """Return the areas that a target names; None: it names none."""
        areas: set[str] = set()
        is_placed = False
        mentions = [m for index in target.pointers if (m := self._mention(index)) is not None]
        narrowed = {id(floor): area for floor, area in _floors_of_areas(mentions)}
        for mention in mentions:
            if mention.kind == "area" and mention not in narrowed.values():
                here = self._areas(mention)
                is_placed |= bool(here)
                areas.update(here)
            elif mention.kind == "floor":
                is_placed = True
                there = {a.id for a in self.context.home.areas.values() if a.floor in mention.ids}
                area = narrowed.get(id(mention))
                areas |= there if area is None else there & self._areas(area)
        return (frozenset(areas), True) if is_placed else None

    def _areas(self, mention: Mention) -> frozenset[str]:
        """Return the areas of a mention; "this room" and "that room" only where they are known."""
        meant = {
            HERE: self._here(),
            THERE: frozenset(t.area for t in self._things(self.last) if t.area is not None),
        }
        return frozenset(area for said in mention.ids for area in meant.get(said, {said}))

    def _named(self, target: Target) -> tuple[tuple[Mention, tuple[Thing, ...]], ...]:
        named: list[tuple[Mention, tuple[Thing, ...]]] = []
        for index in target.pointers:
            mention = self._mention(index)
            if mention is not None and mention.kind == "thing":
                named.append((mention, self._things(mention.ids)))
        return tuple(named)

    def _scope(self, target: Target, *, is_question: bool = False) -> _Scope | Problem:
        """Return the things that a target ranges over, before what is asked of them counts."""
        if target.unknown:
            return Refused(code="no_such_name", detail={"name": target.unknown[0]})
        if target.reference is not None:
            scope = self._referred(target)
        elif named := self._named(target):
            scope = self._by_name(named, target)
        else:
            scope = self._by_type(target, is_question=is_question)
        if isinstance(scope, _Scope) and target.excepted is not None:
            scope = self._without(scope, target.excepted)
        if isinstance(scope, _Scope) and target.state is not None:
            scope = self._in_state(scope, target.state)
        return scope

    def _by_name(
        self, named: Sequence[tuple[Mention, tuple[Thing, ...]]], target: Target
    ) -> _Scope | Problem:
        found: list[Thing] = []
        places = self._places(target)
        for mention, candidates in named:
            if not candidates:  # all so called left the home since its names were compiled
                return Refused(code="no_such_thing")
            look = mention.look
            chosen = (
                self._looked_at(look, candidates)
                if look is not None
                else self._one_of_namesakes(mention, candidates, target, places)
            )
            if not isinstance(chosen, tuple):
                return chosen
            found.extend(chosen)
        return _Scope(things=_unique(found), is_named=True)

    def _looked_at(self, look: Look, candidates: tuple[Thing, ...]) -> tuple[Thing, ...] | Clarify:
        """Return what a word that points means: the likeliest of what can do what is asked.

        Of several that may as well be meant, those that it concerns (the lit ones, to turn off);
        are there several still, it is a question, unless several were said ("these").
        """
        able = tuple(thing for thing in candidates if self._is_able(thing)) or candidates
        chosen = self._things(likeliest(among(look.shares, able)))
        if isinstance(self.part, ActFrame):
            chosen = self._concerned(chosen, self.part)
        return chosen if look.word.is_plural else self._answered(chosen)

    def _is_able(self, thing: Thing) -> bool:
        """Say whether a thing can do, or answer, what this part asks."""
        match self.part:
            case ActFrame() as frame:
                return self._can(thing, frame)
            case QueryFrame(attribute=attribute):
                return any(name in thing.properties for name, _ in _readings(attribute, None))
            case None:
                return True

    def _answered(self, things: tuple[Thing, ...]) -> tuple[Thing, ...] | Clarify:
        """Return the one thing, or which of several somebody said, when asked; else ask."""
        said = tuple(thing for thing in things if thing.id in self.context.answered)
        if said or len(things) == 1:
            return said or things
        return Clarify(code="which_thing", options=tuple(thing.id for thing in things))

    def _one_of_namesakes(
        self,
        mention: Mention,
        candidates: tuple[Thing, ...],
        target: Target,
        places: tuple[frozenset[str], bool] | None,
    ) -> tuple[Thing, ...] | Problem:
        if places is not None and not self._is_part_of_name(mention, target):
            there = tuple(thing for thing in candidates if thing.area in places[0])
            if not there:
                return Refused(code="no_such_thing", detail={"name": candidates[0].title})
            candidates = there
        if len(candidates) <= 1 or target.is_whole_home:
            return candidates
        is_typed = bool(target.types or target.kinds or target.measures)
        typed = tuple(thing for thing in candidates if is_typed and _is_of(thing, target))
        if not typed and "person" in target.types:  # "is the phone home?"
            typed = tuple(thing for thing in candidates if thing.measures in _WHEREABOUTS)
        chosen = typed or candidates
        for near in (self.said_areas, self._here()):
            if here := tuple(t for t in chosen if t.area in near):
                chosen = here
                break
        return self._answered(chosen)

    def _is_part_of_name(self, mention: Mention, target: Target) -> bool:
        """Say whether the areas that were pointed at only stand inside the thing's name."""
        areas = [m for i in target.pointers if (m := self._mention(i)) and m.kind != "thing"]
        return all(mention.start <= area.start and area.end <= mention.end for area in areas)

    def _referred(self, target: Target) -> _Scope | Problem:
        last = self._things(self.last)
        match target.reference:
            case "looked_at":
                looked_at = self._things(self.context.looked_at)
                if looked_at:
                    return _Scope(things=_of(looked_at, target) or looked_at, is_named=True)
                if target.types or target.kinds or target.measures:
                    return self._by_type(replace(target, reference=None))
                return Clarify(code="which_thing")
            case "last" if last:
                places = self._places(target)
                same = _of(last, target) or self._measured_beside(last, target) or last
                if places is not None:
                    return self._like(same, places[0])
                return _Scope(things=same, is_named=True)
            case "other" if last:
                kinds = {(thing.type, thing.kind) for thing in last}
                areas = {thing.area for thing in last}
                others = tuple(
                    thing
                    for thing in self.context.index.of_types(name for name, _ in kinds)
                    if (thing.type, thing.kind) in kinds
                    and thing not in last
                    and (thing.area in areas or len(last) == 1)
                )
                here = tuple(thing for thing in others if thing.area in areas)
                chosen = here or others
                if not chosen:
                    return Refused(code="no_such_thing")
                return _Scope(things=chosen, is_named=True)
            case _:
                if target.types or target.kinds or target.measures or target.pointers:
                    return self._scope(replace(target, reference=None))
                return Clarify(code="which_thing")

    def _measured_beside(self, last: Sequence[Thing], target: Target) -> tuple[Thing, ...]:
        """Return what measures, in the rooms of the last turn ("그 방은 몇 도야?")."""
        areas = {thing.area for thing in last}
        if not target.measures or any(m in t.properties for t in last for m in target.measures):
            return ()
        return tuple(thing for thing in self._matching(target) if thing.area in areas)

    def _like(self, things: Sequence[Thing], areas: frozenset[str]) -> _Scope | Problem:
        """Return things like these in other areas ("안방도")."""
        kinds = {(thing.type, thing.kind) for thing in things}
        found = tuple(
            thing
            for thing in self.context.index.in_areas(areas)
            if (thing.type, thing.kind) in kinds
        )
        if not found:
            return Refused(code="no_such_thing", detail={"type": things[0].type})
        return _Scope(things=self._namesakes(found, things) or found)

    def _namesakes(self, found: Sequence[Thing], things: Sequence[Thing]) -> tuple[Thing, ...]:
        """Return those that are called as these are in their own rooms."""
        names = {self._plain_title(thing) for thing in things}
        return tuple(thing for thing in found if self._plain_title(thing) in names)

    def _plain_title(self, thing: Thing) -> str:
        """Return a thing's title without its area's name ("주방 등" -> "등")."""
        area = self.context.home.areas.get(thing.area or "")
        return thing.title.removeprefix(area.name).strip() if area is not None else thing.title

    def _by_type(self, target: Target, *, is_question: bool = False) -> _Scope | Problem:
        home, index = self.context.home, self.context.index
        places = self._places(target)
        kin = self._kin(target)
        if kin is None:
            return self._missing(target, places[0] if places is not None else frozenset())
        if places is not None:
            found = tuple(t for t in index.in_areas(places[0]) if _is_of(t, kin))
            if not found and self.is_later and places[0] <= self.said_areas:
                # the room of the condition, taken for the thing's: the humidity in the bathroom
                return self._by_type(replace(target, pointers=()), is_question=is_question)
            if not found:
                return self._missing(target, places[0])
            if self.context.is_more and not is_question:
                found = self._namesakes(found, self._things(self.last)) or found
            return _Scope(things=found, is_everything=target.is_whole_home)
        if not target.is_whole_home and target.state is None:
            for near in (self.said_areas, self._here()):
                here = tuple(t for t in index.in_areas(near) if _is_of(t, kin))
                if here:
                    return _Scope(things=here, is_here=True)
        matching = tuple(t for t in self._candidates(kin) if _is_of(t, kin))
        if target.is_whole_home:
            return _Scope(things=matching, is_everything=True)
        if target.state is not None:
            matching = tuple(t for t in matching if self._meets(t, target.state)) or matching
        here = tuple(t for t in matching if t.area == self.context.area is not None)
        if here:
            return _Scope(things=here, is_here=True)
        placeless = tuple(thing for thing in matching if thing.area is None)
        if len(matching) == 1:
            return _Scope(things=matching)
        if is_question or (placeless and len(placeless) == len(matching)):
            return _Scope(things=matching, is_everything=is_question)
        if self.context.area is None and home.areas and _is_group(matching):
            return _Scope(things=matching, is_everything=True)
        chosen = self._answered(matching)
        return chosen if isinstance(chosen, Clarify) else _Scope(things=chosen, is_named=True)

    def _here(self) -> frozenset[str]:
        """Return the speaker's area, if it is known."""
        return frozenset() if self.context.area is None else frozenset({self.context.area})

    def _candidates(self, target: Target) -> Iterable[Thing]:
        """Return the things among which those of a target are."""
        types = (
            *target.types,
            *(("cover",) if target.kinds else ()),
            *(("sensor",) if target.measures else ()),
        )
        if not types or "any" in types:
            return self.context.home.things.values()
        return self.context.index.of_types(types)

    def _kin(self, target: Target) -> Target | None:
        """Return a target, or what people do not tell from it where the home has none of it."""
        if any(_is_of(thing, target) for thing in self._candidates(target)):
            return target
        if target.measures:
            other = Target(measures=tuple(sorted(_same_measures(target.measures))))
        else:
            types = {name for group in _KIN for name in group if group & set(target.types)}
            if not types:
                return None
            other = Target(types=tuple(sorted(types)))
        return other if any(_is_of(t, other) for t in self._candidates(other)) else None

    def _matching(self, target: Target) -> tuple[Thing, ...]:
        """Return all things of a target's types, or of their kin."""
        kin = self._kin(target)
        return () if kin is None else tuple(t for t in self._candidates(kin) if _is_of(t, kin))

    def _missing(self, target: Target, areas: frozenset[str]) -> Problem:
        name = next(iter((*target.kinds, *target.measures, *target.types)), "")
        names = [self.context.home.areas[a].name for a in sorted(areas)]
        return Refused(code="no_such_thing", detail={"type": name, "area": ", ".join(names)})

    def _without(self, scope: _Scope, excepted: Target) -> _Scope | Problem:
        if excepted.unknown:
            return Refused(code="no_such_name", detail={"name": excepted.unknown[0]})
        dropped: set[str] = set()
        for _, things in self._named(excepted):
            dropped.update(thing.id for thing in things)
        places = self._places(excepted)
        if excepted.reference is not None:
            referred = self._referred(excepted)
            if not isinstance(referred, _Scope):
                return referred
            dropped.update(thing.id for thing in referred.things)
        elif not dropped:
            kinds = replace(excepted, pointers=())
            is_typed = bool(excepted.types or excepted.kinds or excepted.measures)
            for thing in scope.things:
                is_there = places is None or thing.area in places[0]
                if (
                    is_there
                    and (places is not None or is_typed)
                    and (not is_typed or _is_of(thing, kinds))
                ):
                    dropped.add(thing.id)
        kept = tuple(thing for thing in scope.things if thing.id not in dropped)
        return replace(scope, things=kept, is_everything=True)

    def _in_state(self, scope: _Scope, state: tuple[str, Value]) -> _Scope:
        found = tuple(thing for thing in scope.things if self._meets(thing, state))
        if found or scope.is_everything:
            return replace(scope, things=found)
        return scope

    def _meets(self, thing: Thing, state: tuple[str, Value]) -> bool:
        attribute, wanted = state
        reported = self._reported(thing, attribute)
        if attribute == "position" and wanted == 100:
            return isinstance(reported, int | float) and reported > 0
        return reported == wanted

    def _reported(self, thing: Thing, attribute: str) -> Value:
        return self.context.home.state.get(thing.id, {}).get(attribute)

    # --- acts ------------------------------------------------------------------------------------

    def _act(self, frame: ActFrame) -> Act | Problem:
        if frame.target.types == () and frame.target == Target():
            return Clarify(code="which_thing")
        scope = self._scope(frame.target)
        if isinstance(scope, Chat | Clarify | Refused):
            return Chat() if frame.is_wish and not isinstance(scope, Clarify) else scope
        scope = self._widened(scope, frame)
        able = self._able(scope, frame)
        if isinstance(able, Refused):
            return Chat() if frame.is_wish else able
        chosen = self._chosen(able, frame)
        if isinstance(chosen, Clarify):
            return chosen
        if frame.is_wish and (changed := self._wish(chosen, frame)) is not None:
            return changed
        return self._changes(chosen, frame)

    def _widened(self, scope: _Scope, frame: ActFrame) -> _Scope:
        """Narrow "everything" to what it means, where no type was said."""
        target = frame.target
        if scope.is_named or target.types not in ((), ("any",)) or target.kinds or target.measures:
            return scope
        names = {name for name, _ in frame.settings}
        if frame.settings == (("on", Constant(True)),):
            things = tuple(t for t in scope.things if t.type == "light")
        elif names == {"on"}:
            things = tuple(t for t in scope.things if t.type in TURNED_OFF_WITH_EVERYTHING)
        elif any(name in {"brightness", "color", "color_temperature"} for name in names):
            things = tuple(t for t in scope.things if t.type == "light")
        else:
            things = tuple(t for t in scope.things if names & set(t.properties))
        return replace(scope, things=things)

    def _able(self, scope: _Scope, frame: ActFrame) -> _Scope | Refused:
        """Keep the things that can do what is asked; refuse if none can."""
        if not scope.things:
            return (
                Refused(code="no_such_thing")
                if not scope.is_everything
                else Refused(code="nothing_to_do")
            )
        able = tuple(thing for thing in scope.things if self._can(thing, frame))
        if not able:
            wanted = frame.settings[0][0] if frame.settings else frame.actions[0]
            detail = {"thing": scope.things[0].title, "attribute": wanted}
            return Refused(code="no_ability", detail=detail)
        return replace(scope, things=able)

    def _can(self, thing: Thing, frame: ActFrame) -> bool:
        settings = (_fitting(thing, name, wanted) for name, wanted in frame.settings)
        return all(setting is not None for setting in settings) and all(
            action in thing.actions for action in frame.actions
        )

    def _chosen(self, scope: _Scope, frame: ActFrame) -> tuple[Thing, ...] | Clarify:
        """Choose among the things that could be meant, as a person in that home would."""
        things = scope.things
        if len(things) == 1 or scope.is_named or scope.is_everything or self._is_plural(frame):
            return self._concerned(things, frame)
        if frame.target.reference is None and (title := self._the_one(things, frame)) is not None:
            return (title,)
        types = {thing.type for thing in things}
        if types <= TAKEN_TOGETHER and len(types) == 1:
            return self._concerned(things, frame)
        chosen: list[Thing] = []
        for here in self._by_room(things, frame.target):
            likely = self._answered(self._likeliest(here, frame))
            if isinstance(likely, Clarify):
                return likely
            chosen += likely
        return tuple(chosen)

    def _by_room(self, things: tuple[Thing, ...], target: Target) -> Sequence[tuple[Thing, ...]]:
        """Part things by the rooms that were named one by one ("거실이랑 안방 에어컨")."""
        mentions = [m for index in target.pointers if (m := self._mention(index)) is not None]
        if len(mentions) < 2 or any(mention.kind != "area" for mention in mentions):
            return (things,)
        rooms = (self._areas(mention) for mention in mentions)
        parts = (tuple(thing for thing in things if thing.area in room) for room in rooms)
        return [part for part in parts if part]

    def _is_plural(self, frame: ActFrame) -> bool:
        return frame.target.is_whole_home or frame.target.excepted is not None

    def _concerned(self, things: tuple[Thing, ...], frame: ActFrame) -> tuple[Thing, ...]:
        """Of several, keep those that the change concerns: the lit ones to dim or turn off."""
        if len(things) == 1 or self.is_later or not frame.settings:
            return things
        name, wanted = frame.settings[0]
        is_off = name == "on" and wanted == Constant(False)
        if is_off or isinstance(wanted, Relative) or name in {"color", "color_temperature"}:
            running = tuple(t for t in things if self._reported(t, "on") is not False)
            return running or things
        if name == "brightness":
            lit = tuple(t for t in things if self._reported(t, "on") is True)
            return lit or things
        return things

    def _the_one(self, things: tuple[Thing, ...], frame: ActFrame) -> Thing | None:
        """Return the one that carries the very name that was said ("거실 불"), to turn it on."""
        if frame.settings[:1] != (("on", Constant(True)),):
            return None
        areas = [m for index in frame.target.pointers if (m := self._mention(index)) is not None]
        for mention in self.mentions:
            is_all = self._is_part_of_name(mention, frame.target)  # not "거실하고 주방 불"
            if mention.kind == "thing" and is_all and any(a.start == mention.start for a in areas):
                same = tuple(thing for thing in things if thing.id in mention.ids)
                if len(same) == 1:
                    return same[0]
        return None

    def _likeliest(self, things: tuple[Thing, ...], frame: ActFrame) -> tuple[Thing, ...]:
        for attribute, value in (("playback", "playing"), ("on", True)):
            running = tuple(t for t in things if self._reported(t, attribute) == value)
            if len(running) == 1:
                return running
            things = running or things
        wanted = frame.target.types
        for name in wanted:  # a list of types stands in order of likelihood
            of_type = tuple(thing for thing in things if thing.type == name)
            if of_type:
                return of_type
        return things

    def _wish(self, things: tuple[Thing, ...], frame: ActFrame) -> Act | Problem | None:
        """Return what an implied wish means on the present state; None: just what it says."""
        if not frame.settings:
            return None
        name, wanted = frame.settings[0]
        if name == "on" and isinstance(wanted, Constant):
            if any(self._reported(thing, "on") is not wanted.value for thing in things):
                return None
            if wanted.value is False or any(t.type != "light" for t in things):
                return Chat()
            up = replace(frame, settings=(("brightness", Relative(sign=1)),), is_wish=False)
            return self._act(up)
        if isinstance(wanted, Relative) and "on" in things[0].properties:
            running = tuple(t for t in things if self._reported(t, "on") is True)
            if running:
                return None
            if name == "brightness" and wanted.sign > 0:
                return self._act(replace(frame, settings=(("on", Constant(True)),), is_wish=False))
            return Chat()
        return None

    def _changes(self, things: tuple[Thing, ...], frame: ActFrame) -> Act | Problem:
        changes: dict[str, dict[str, Value]] = {}
        for thing in things:
            values = self._values(thing, frame.settings)
            if not isinstance(values, dict):
                return values
            if values:
                changes[thing.id] = values
        self.last = tuple(thing.id for thing in things)
        actions = tuple(
            InvokeAction(thing_id=thing.id, name=action)
            for thing in things
            for action in frame.actions
        )
        return Act(changes=changes, actions=actions)

    def _values(
        self, thing: Thing, settings: Sequence[tuple[str, Wanted]]
    ) -> dict[str, Value] | Problem:
        values: dict[str, Value] = {}
        for name, wanted in settings:
            fitting = _fitting(thing, name, wanted)
            if fitting is None:
                return Refused(code="no_ability", detail={"thing": thing.title, "attribute": name})
            attribute, meant = fitting
            value = self._value(thing, attribute, meant)
            if isinstance(value, Clarify | Refused | Chat):
                return value
            values[attribute] = value.value
        return self._with_power(thing, values)

    def _with_power(self, thing: Thing, values: dict[str, Value]) -> dict[str, Value]:
        """Add `on` where setting something means that the thing should run."""
        if "on" not in thing.properties or "on" in values:
            return values
        is_off = self._reported(thing, "on") is False
        implied = TYPES[thing.type].is_on_implied if thing.type in TYPES else ()
        if thing.type in {"air_conditioner", "heater"}:
            implied = (*implied, "target_temperature", "mode")
        if is_off and any(name in implied and values[name] not in (0, "off") for name in values):
            return {**values, "on": True}
        return values

    def _value(self, thing: Thing, name: str, wanted: Wanted) -> Constant | Problem:
        """Return the absolute value that is wanted of a thing's property."""
        known = thing.properties[name]
        match wanted:
            case Constant():
                return _checked(thing, name, known, wanted.value)
            case Limit(is_maximum=is_maximum):
                return self._limit(thing, name, known, is_maximum=is_maximum)
            case Relative():
                return self._relative(thing, name, known, wanted)
            case Pointer():
                return _checked(thing, name, known, self._pointed(wanted, known))
            case Span(text=text):
                return _checked(thing, name, known, text)

    def _limit(
        self, thing: Thing, name: str, known: Property, *, is_maximum: bool
    ) -> Constant | Problem:
        if known.enum == ("auto", *LEVELS):
            return Constant("high" if is_maximum else "low")
        limit = known.maximum if is_maximum else known.minimum
        if limit is None:
            return Refused(code="no_ability", detail={"thing": thing.title, "attribute": name})
        if name == "brightness" and not is_maximum:
            limit = 1  # the dimmest light is still a light
        return _checked(thing, name, known, limit)

    def _relative(
        self, thing: Thing, name: str, known: Property, wanted: Relative
    ) -> Constant | Problem:
        now = self._reported(thing, name)
        if known.enum and known.enum == ("auto", *LEVELS):
            at = LEVELS.index(now) if isinstance(now, str) and now in LEVELS else 1
            return Constant(LEVELS[min(max(at + wanted.sign, 0), len(LEVELS) - 1)])
        if name == "channel" and isinstance(now, str) and now.isdigit():
            return Constant(str(max(int(now) + wanted.sign, 1)))
        if isinstance(now, bool) or not isinstance(now, int | float):
            return Refused(code="unknown_state", detail={"thing": thing.title, "attribute": name})
        step = STEPS.get(name, 1)
        if wanted.by is not None:
            by = wanted.by.value if isinstance(wanted.by, Constant) else self._number(wanted.by)
            if isinstance(by, bool) or not isinstance(by, int | float):
                return Clarify(code="value")
            is_steps = isinstance(wanted.by, Pointer) and self._unit(wanted.by) == "step"
            step = abs(by) * step if is_steps else abs(by)
        low = 1.0 if name == "brightness" else known.minimum
        value = now + wanted.sign * step
        if low is not None:
            value = max(value, low)
        if known.maximum is not None:
            value = min(value, known.maximum)
        return _checked(thing, name, known, value)

    def _unit(self, pointer: Pointer) -> str | None:
        mention = self._mention(pointer)
        quantity = mention.quantity if mention is not None else None
        return quantity.unit if isinstance(quantity, quantities.Number) else None

    def _number(self, pointer: Pointer) -> float | None:
        mention = self._mention(pointer)
        match mention.quantity if mention is not None else None:
            case quantities.Number(value=value, unit="fahrenheit"):
                return round((value - 32) * 5 / 9 * 2) / 2
            case quantities.Number(value=value):
                return value
            case quantities.Duration(seconds=seconds):
                return seconds
            case _:
                return None

    def _pointed(self, pointer: Pointer, known: Property) -> Value:
        """Return what a mention means as a value of this property; None: nothing."""
        mention = self._mention(pointer)
        if mention is None:
            return None
        match mention.quantity:
            case quantities.Color(css=css):
                return css
            case quantities.Duration(seconds=seconds):
                return seconds // 60 if known.unit == "MIN" else seconds
            case quantities.Number():
                value = self._number(pointer)
                if known.type is str and value is not None:
                    return f"{value:g}"
                return value
            case _:
                pass
        if mention.kind == "area":
            return next(iter(self._areas(mention)), None)
        return mention.value

    # --- questions -------------------------------------------------------------------------------

    def _query(self, frame: QueryFrame) -> Query | Problem:
        if self._is_of_what_is_on(frame):
            anything = replace(frame.target, measures=(), types=("any",))
            frame = replace(frame, target=anything, attribute="on")
        is_over_all = frame.ask in {"which", "count"}
        target = frame.target
        is_unplaced = self._places(target) is None and not self._named(target)
        if is_over_all and is_unplaced and target.reference is None:
            target = replace(target, is_whole_home=True)
        scope = self._asked(target, frame)
        if isinstance(scope, Chat | Clarify | Refused):
            return scope
        test = self._test(frame.test)
        if isinstance(test, Clarify):
            return test
        for attribute, mapped in _readings(frame.attribute, test):
            able = tuple(thing for thing in scope.things if attribute in thing.properties)
            if able:
                self.last = tuple(thing.id for thing in able)
                return Query(
                    things=self.last,
                    attribute=attribute,
                    ask=_ask(frame.ask),
                    test=_opened(attribute, mapped),
                )
        detail = {
            "thing": scope.things[0].title if scope.things else "",
            "attribute": frame.attribute,
        }
        return Refused(code="no_ability", detail=detail)

    def _is_of_what_is_on(self, frame: QueryFrame) -> bool:
        """Say whether devices are asked about which no sensor watches ("기기 뭐 켜져 있어?")."""
        target, test = frame.target, frame.test
        is_yes_or_no = test is not None and test.value in (Constant(True), Constant(False))
        if not is_yes_or_no or not set(target.measures) & _DEVICE_IS_ON or self._named(target):
            return False
        return isinstance(self._scope(target, is_question=True), Refused)

    def _asked(self, target: Target, frame: QueryFrame) -> _Scope | Problem:
        """Return what a question ranges over; a room's temperature may be its thermostat's."""
        state, target = target.state, replace(target, state=None)
        scope = self._scope(target, is_question=True)
        measures = target.measures
        if isinstance(scope, Refused) and scope.code == "no_such_thing":
            if measures:
                scope = self._measured_by_others(target, measures[0], scope)
            elif target.kinds:
                scope = self._watched_by_sensors(target, scope)
        if isinstance(scope, Clarify):
            return self._able_to_answer(scope, frame.attribute)
        if isinstance(scope, _Scope) and state is not None and frame.test is None:
            return self._in_state(scope, state)
        return scope

    def _able_to_answer(self, asked: Clarify, attribute: str) -> _Scope | Clarify:
        """Return the one of several namesakes that knows ("is the pet door locked?")."""
        measures = _TOLD_BY.get(attribute, frozenset({attribute}))
        able = tuple(
            thing
            for thing in self._things(asked.options)
            if thing.measures in measures or attribute in thing.properties
        )
        return _Scope(things=able, is_named=True) if len(able) == 1 else asked

    def _measured_by_others(
        self, target: Target, measure: str, refused: Refused
    ) -> _Scope | Problem:
        others: list[Target] = [replace(target, measures=(), types=("any",))]
        if kinds := tuple(kind for kind, told in _OPENING_TOLD_BY.items() if measure in told):
            others.insert(0, replace(target, measures=(), types=("cover",), kinds=kinds))
        if measure in {"door", "lock"}:
            others.append(replace(target, measures=(), types=("lock",)))
        for other in others:
            scope = self._scope(other, is_question=True)
            if not isinstance(scope, _Scope):
                continue
            if other.types == ("any",):
                things = tuple(t for t in scope.things if measure in t.properties)
                scope = replace(scope, things=things)
            if scope.things:
                return scope
        return refused

    def _watched_by_sensors(self, target: Target, refused: Refused) -> _Scope | Problem:
        """Return the sensors that tell whether what no motor moves is open ("창문 다 닫혔어?")."""
        measures = tuple(
            sorted({m for kind in target.kinds for m in _OPENING_TOLD_BY.get(kind, ())})
        )
        if not measures:
            return refused
        scope = self._scope(
            replace(target, types=("sensor",), kinds=(), measures=measures), is_question=True
        )
        return refused if isinstance(scope, Refused) else scope

    def _test(self, test: TestFrame | None) -> Test | Clarify | None:
        if test is None:
            return None
        op = _comparison(test.op)
        match test.value:
            case Constant(value=value):
                return Test(op=op, value=value)
            case Pointer() as pointer:
                mention = self._mention(pointer)
                number = self._number(pointer)
                if number is not None:
                    return Test(op=op, value=number)
                if mention is not None and isinstance(mention.quantity, quantities.Color):
                    return Test(op=op, value=mention.quantity.css)
                if mention is not None and mention.kind == "area":
                    return Test(op=op, value=next(iter(self._areas(mention)), None))
                value = mention.value if mention is not None else None
                return Clarify(code="value") if value is None else Test(op=op, value=value)
            case Span(text=text):
                return Test(op=op, value=text)
            case _:
                return Clarify(code="value")

    # --- the rest --------------------------------------------------------------------------------

    def _timer(self, frame: TimerFrame) -> TimerOp | Problem:
        seconds = self._duration(frame.seconds)
        if frame.op in {"start", "add", "subtract"} and not seconds:
            return Clarify(code="duration")
        area = self._mention(frame.area) if frame.area is not None else None
        op = next((op for op in _TIMER_OPS if op == frame.op), None)
        if op is None:
            return Clarify(code="what")
        return TimerOp(
            op=op,
            seconds=seconds if op in {"start", "add", "subtract"} else None,
            name=frame.name.text if frame.name is not None else None,
            length_s=self._duration(frame.length),
            area=next(iter(self._areas(area)), None) if area is not None else None,
        )

    def _duration(self, pointer: Pointer | None) -> int | None:
        mention = self._mention(pointer) if pointer is not None else None
        quantity = mention.quantity if mention is not None else None
        return int(quantity.seconds) if isinstance(quantity, quantities.Duration) else None

    def _schedule(self, frame: ScheduleFrame) -> Schedule | Problem:
        whens: list[When] = []
        for when_frame in frame.whens:
            when = self._when(when_frame)
            if isinstance(when, Clarify | Refused | Chat):
                return when
            whens.append(when)
        later = _Grounder(
            mentions=self.mentions,
            context=self.context,
            is_later=True,
            last=self.last,
            said_areas=self._sensed_areas(frame.whens),
        )
        then = later.answer(frame.then)
        if not isinstance(then, Plan):
            return then
        flat = [
            one for when in whens for one in (when.whens if isinstance(when, AllOf) else [when])
        ]
        return Schedule(when=flat[0] if len(flat) == 1 else AllOf(whens=tuple(flat)), then=then)

    def _sensed_areas(self, whens: Sequence[WhenFrame]) -> frozenset[str]:
        """Return where something is to be sensed: what is done then is done there, if it can be.

        "화장실에서 움직임 감지되면 불 켜" is that room's light, wherever it was said.
        """
        named = (self._places(when.target) for when in whens if isinstance(when, OnceFrame))
        return frozenset().union(*(places[0] for places in named if places is not None))

    def _when(self, frame: WhenFrame) -> When | Problem:
        match frame:
            case AfterFrame(duration=pointer):
                seconds = self._duration(pointer)
                return After(seconds=seconds) if seconds else Clarify(code="time")
            case AtFrame(clock=pointer, days=days, is_sooner=is_sooner):
                time = self._sooner(pointer) if is_sooner else self._clock(pointer)
                if time is None:
                    return Clarify(code="time")
                return At(time=time, days=self._days(days))
            case SunFrame(event=event):
                return Sun(event=event)
            case OnceFrame():
                return self._once(frame)

    def _sooner(self, pointer: Pointer) -> dt.time | None:
        """Return a time of day; of one that was said without its half of the day, the next."""
        time, mention, moment = (
            self._clock(pointer),
            self._mention(pointer),
            self.context.home.moment,
        )
        is_open = mention is not None and getattr(mention.quantity, "is_ambiguous", False)
        if time is None or moment is None or not is_open:
            return time
        now = moment.astimezone(ZoneInfo(self.context.home.timezone))
        since = now.hour * 60 + now.minute
        other = time.replace(hour=(time.hour + 12) % 24)
        return min(time, other, key=lambda one: (one.hour * 60 + one.minute - since - 1) % 1440)

    def _clock(self, pointer: Pointer) -> dt.time | None:
        mention = self._mention(pointer)
        match mention.quantity if mention is not None else None:
            case quantities.ClockTime(time=time):
                return time
            case quantities.Number(value=value) if value == int(value) and 0 <= value <= 24:
                return dt.time(int(value) % 24)
            case _:
                return None

    def _days(self, days: Pointer | Literal["daily"] | None) -> tuple[Day, ...]:
        if days == "daily":
            return DAYS
        mention = self._mention(days) if isinstance(days, Pointer) else None
        if mention is not None and isinstance(mention.quantity, quantities.Days):
            said = set(mention.quantity.days)
            return tuple(day for day in DAYS if day in said)
        return ()

    def _once(self, frame: OnceFrame) -> Once | AllOf | Problem:
        scope = self._asked(
            frame.target,
            QueryFrame(
                target=frame.target, attribute=frame.attribute, ask="value", test=frame.test
            ),
        )
        if isinstance(scope, Chat | Clarify | Refused):
            return scope
        test = self._test(frame.test)
        if not isinstance(test, Test):
            return Clarify(code="value")
        for attribute, mapped in _readings(frame.attribute, test):
            able = tuple(thing for thing in scope.things if attribute in thing.properties)
            is_everyone = frame.target.is_whole_home and all(t.type == "person" for t in able)
            if len(able) > 1 and not is_everyone:
                return Clarify(code="which_thing", options=tuple(thing.id for thing in able))
            opened = _opened(attribute, mapped)
            if able and opened is not None:
                self.last = tuple(thing.id for thing in able)
                whens = [Once(thing_id=it.id, attribute=attribute, test=opened) for it in able]
                return whens[0] if len(whens) == 1 else AllOf(whens=tuple(whens))
        return Refused(code="no_ability", detail={"attribute": frame.attribute})

    def _list(self, frame: ListFrame) -> ListOp | Problem:
        lists = self.context.index.of_types(["list"])
        if not lists:
            return Refused(code="no_list")
        chosen: Thing | None = None
        if isinstance(frame.list, Pointer):
            mention = self._mention(frame.list)
            ids = mention.ids if mention is not None else ()
            chosen = next((thing for thing in lists if thing.id in ids), None)
        elif frame.list is not None:
            chosen = _usual_list(lists, frame.list)
        if chosen is None:
            chosen = lists[0] if len(lists) == 1 else _usual_list(lists, "shopping")
        op = next((op for op in _LIST_OPS if op == frame.op), None)
        if chosen is None or op is None:
            return Clarify(code="which_thing", options=tuple(thing.id for thing in lists))
        item = frame.item.text if frame.item is not None else None
        if op != "read" and not item:
            return Clarify(code="what")
        return ListOp(op=op, list_id=chosen.id, item=item)

    def _players(
        self, target: Target | None, kinds: tuple[tuple[str, ...], ...] = _TO_HEAR
    ) -> tuple[str, ...] | Problem:
        """Return the players that a target names; in a place, those of the first kinds there."""
        is_untyped = target is None or target.types in ((), ("any",))
        places = None if target is None else self._places(target)
        if target is None or (target.is_whole_home and is_untyped and places is None):
            return ()  # wherever people are
        scope = self._scope(target)
        if isinstance(scope, Clarify):
            return scope.options or scope
        if isinstance(scope, Refused | Chat):
            return scope
        if places is not None and is_untyped and not self._named(target):
            there = ([t.id for t in scope.things if t.type in kind] for kind in kinds)
            found = next((ids for ids in there if ids), [])
            return tuple(found[:1] if len(kinds) > 1 else found)
        return tuple(thing.id for thing in scope.things)

    def _media(self, frame: MediaFrame) -> Play | Problem:
        app = self._app_of(frame.query.text)
        if frame.target is None:
            return Play(query=frame.query.text, things=self._players_here(), app=app)
        things = self._players(frame.target, _TO_PLAY)
        if not isinstance(things, tuple):
            return things
        self.last = things or self.last
        return Play(query=frame.query.text, things=things, app=app)

    def _app_of(self, query: str) -> str | None:
        """Return the app that is named beside what is to be played; nano writes only the title."""
        apps: set[str | None] = {
            mention.value
            for mention in self.mentions
            if mention.kind == "app" and isinstance(mention.value, str)
        }
        apps.discard(APPS.get(key(query)))  # "유튜브 틀어줘": it is what is wanted
        return next(iter(apps)) if len(apps) == 1 else None

    def _players_here(self) -> tuple[str, ...]:
        """Return what shows films where the speaker is; none, where that is not known."""
        here = self.context.index.in_areas(self._here())
        return tuple(thing.id for thing in here if thing.type in _SCREENS)

    def _handoff(self, frame: HandoffFrame) -> Handoff | Problem:
        to = self._players(frame.to, _TO_SEE)
        source = self._players(frame.source, _TO_SEE)
        if not isinstance(to, tuple):
            return to
        if not isinstance(source, tuple):
            return source
        if len(to) != 1:
            return Clarify(code="which_thing", options=to)
        self.last = to
        return Handoff(to=to[0], source=source[0] if len(source) == 1 else None)

    def _say(self, frame: SayFrame) -> Say | Problem:
        message = frame.message.text if frame.message is not None else ""
        if frame.target is None:
            return Say(message=message)
        things = self._players(frame.target)
        if not isinstance(things, tuple):
            return things
        return Say(message=message, things=things)


_TIMER_OPS: tuple[
    Literal["start", "cancel", "cancel_all", "pause", "resume", "add", "subtract", "status"], ...
] = ("start", "cancel", "cancel_all", "pause", "resume", "add", "subtract", "status")
_LIST_OPS: tuple[Literal["add", "remove", "complete", "read"], ...] = (
    "add",
    "remove",
    "complete",
    "read",
)
_COMPARISONS: tuple[Comparison, ...] = ("==", "!=", "<", "<=", ">", ">=")
_ASKS: tuple[Literal["value", "any", "all", "which", "count"], ...] = (
    "value",
    "any",
    "all",
    "which",
    "count",
)


def _ask(ask: str) -> Literal["value", "any", "all", "which", "count"]:
    return next(known for known in _ASKS if known == ask)


def _comparison(op: str) -> Comparison:
    return next(known for known in _COMPARISONS if known == op)


def _floors_of_areas(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Yield the floors that say of which floor the area right behind them is ("2층 화장실")."""
    for floor, area in itertools.permutations(mentions, 2):
        if floor.kind == "floor" and area.kind == "area" and 0 <= area.start - floor.end <= 1:
            yield floor, area


def _unique(things: Iterable[Thing]) -> tuple[Thing, ...]:
    return tuple({thing.id: thing for thing in things}.values())


def _is_of(thing: Thing, target: Target) -> bool:
    """Say whether a thing is of a target's types, cover kinds or measures."""
    if target.kinds and thing.type == "cover":
        return thing.kind in target.kinds
    if target.measures and thing.type == "sensor":
        return thing.measures in target.measures
    if target.measures and not set(target.types) - {"sensor"}:
        return False
    if target.kinds and not set(target.types) - {"cover"}:
        return False
    if "any" in target.types or not target.types:
        return not (target.kinds or target.measures)
    return thing.type in target.types


_SAME_MEASURE: tuple[frozenset[str], ...] = (
    frozenset({"co2", "carbon_dioxide"}),
    frozenset({"moisture", "water_leak"}),
    frozenset({"motion", "occupancy", "presence"}),
    frozenset({"atmospheric_pressure", "pressure"}),
)


_TOLD_BY: Mapping[str, frozenset[str]] = {
    "locked": frozenset({"lock"}),
    "position": frozenset({"door", "window", "opening", "garage_door"}),
    "location": frozenset({"presence", "occupancy"}),
    "value": frozenset(),
}
"""What a sensor measures that tells of an attribute; else the measure of its own name."""

_OPENING_TOLD_BY: Mapping[str, frozenset[str]] = {
    "window": frozenset({"window", "opening"}),
    "door": frozenset({"door", "opening"}),
    "garage": frozenset({"garage_door", "door"}),
    "gate": frozenset({"door", "opening"}),
}
"""Kinds of cover, and what a sensor measures that tells whether such a one is open."""

_WHEREABOUTS = frozenset({"presence", "occupancy"})


def _same_measures(measures: Sequence[str]) -> frozenset[str]:
    same = {name for group in _SAME_MEASURE for name in group if group & set(measures)}
    return frozenset({*measures, *same})


def _of(things: Sequence[Thing], target: Target) -> tuple[Thing, ...]:
    if not (target.types or target.kinds or target.measures):
        return tuple(things)
    return tuple(thing for thing in things if _is_of(thing, target))


def _is_group(things: Sequence[Thing]) -> bool:
    return {thing.type for thing in things} <= {"light"}


def _merged(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Join neighbouring acts, so that they are done at once."""
    merged: list[Step] = []
    for step in steps:
        before = merged[-1] if merged else None
        if isinstance(step, Act) and isinstance(before, Act):
            changes = {thing: dict(values) for thing, values in before.changes.items()}
            for thing, values in step.changes.items():
                changes.setdefault(thing, {}).update(values)
            merged[-1] = Act(changes=changes, actions=(*before.actions, *step.actions))
        else:
            merged.append(step)
    return tuple(merged)


def _usual_list(lists: Sequence[Thing], usual: Literal["shopping", "todo"]) -> Thing | None:
    words = {
        "shopping": ("shop", "grocer", "장보기", "쇼핑", "살 거"),
        "todo": ("to-do", "to do", "todo", "task", "할 일", "할일"),
    }[usual]
    for thing in lists:
        names = (thing.id, thing.title, *thing.aliases)
        if any(word in name.casefold() for name in names for word in words):
            return thing
    return None


_OPEN = Constant(100)
_SHUT = Constant(0)


def _fitting(thing: Thing, name: str, wanted: Wanted) -> tuple[str, Wanted] | None:
    """Return the property and value by which this thing does what is asked; None: it cannot.

    People say "on" of a washer that has a programme to run, and "open" of a lock.
    """
    known = thing.properties.get(name)
    if known is not None and not known.read_only:
        return (name, wanted)
    is_on = wanted == Constant(True)
    match name:
        case "on" if "activity" in thing.properties and isinstance(wanted, Constant):
            if thing.type in {"vacuum", "mower"}:
                return ("activity", Constant("cleaning" if is_on else "returning"))
            return ("activity", Constant("running" if is_on else "idle"))
        case "on" if "activated" in thing.properties and is_on:
            return ("activated", Constant(True))
        case "on" if "position" in thing.properties and thing.type in {"valve", "cover"}:
            return ("position", _OPEN if is_on else _SHUT)
        case "on" if "mode" in thing.properties and wanted == Constant(False):
            return ("mode", Constant("off"))
        case "on" if "speed" in thing.properties and wanted == Constant(False):
            return ("speed", _SHUT)
        case "on" if "playback" in thing.properties and wanted == Constant(False):
            return ("playback", Constant("paused"))
        case "activity" if wanted == Constant("running") and "on" in thing.properties:
            return ("on", Constant(True))
        case "activity" if wanted == Constant("idle") and "on" in thing.properties:
            return ("on", Constant(False))
        case "activated" if "on" in thing.properties:
            return ("on", wanted)
        case "position" if "locked" in thing.properties and wanted in (_OPEN, _SHUT):
            return ("locked", Constant(wanted == _SHUT))
        case "locked" if thing.type == "valve" and isinstance(wanted, Constant):
            return ("position", _SHUT if wanted.value is True else _OPEN)
        case "locked" if thing.type == "cover" and wanted == Constant(True):
            return ("position", _SHUT)
        case "fan_speed" if "speed" in thing.properties:
            return _as_speed(wanted)
        case "speed" | "intensity" if "fan_speed" in thing.properties:
            return _as_level(wanted)
        case "intensity" if "speed" in thing.properties:
            return ("speed", wanted)
        case "speed" if "intensity" in thing.properties:
            return ("intensity", wanted)
        case "oscillating" if "swing" in thing.properties and is_on:
            return ("swing", Constant("auto"))
        case "swing" if "oscillating" in thing.properties and wanted == Constant("auto"):
            return ("oscillating", Constant(True))
        case "muted" if "volume" in thing.properties and is_on:
            return ("volume", _SHUT)
        case _:
            return None


def _as_speed(wanted: Wanted) -> tuple[str, Wanted] | None:
    levels = {"low": 30, "medium": 60, "high": 100}
    match wanted:
        case Constant(value=str(level)) if level in levels:
            return ("speed", Constant(levels[level]))
        case Relative() | Limit():
            return ("speed", wanted)
        case _:
            return None


def _as_level(wanted: Wanted) -> tuple[str, Wanted] | None:
    return ("fan_speed", wanted) if isinstance(wanted, Relative | Limit) else None


def _checked(thing: Thing, name: str, known: Property, value: Value) -> Constant | Problem:
    """Return a value of the property's own type, or why the thing cannot take it."""
    detail = {"thing": thing.title, "attribute": name, "value": f"{value}"}
    if isinstance(value, float) and known.type is int:
        value = round(value)
    elif isinstance(value, int) and not isinstance(value, bool) and known.type is float:
        value = float(value) if value != int(value) else value
    if isinstance(value, float) and value == int(value):
        value = int(value)
    if known.enum and isinstance(value, str) and value not in known.enum:
        return Refused(code="no_ability", detail=detail)
    if value is None and not known.nullable:
        return Clarify(code="value")
    if not known.accepts(value):
        low, high = known.minimum, known.maximum
        if low is not None and high is not None:
            detail |= {"minimum": f"{low:g}", "maximum": f"{high:g}"}
        return Refused(code="out_of_range", detail=detail)
    return Constant(value)


def _readings(attribute: str, test: Test | None) -> list[tuple[str, Test | None]]:
    """Return the properties that may answer a question about `attribute`, the likeliest first."""
    readings: list[tuple[str, Test | None]] = [(attribute, test)]
    is_true = test is not None and test.value is True
    open_test = Test(op=">", value=0) if is_true else Test(op="==", value=0)
    match attribute:
        case "value":
            readings += [
                ("position", open_test if _is_boolean(test) else test),
                ("locked", Test(value=not is_true) if _is_boolean(test) else test),
                ("temperature", test),
                ("humidity", test),
                ("pm25", test),
                ("battery", test),
                ("power", test),
                ("on", test),
            ]
        case "position":
            is_open = test is not None and test.value != 0
            readings += [
                ("value", Test(value=is_open) if test is not None else None),
                ("locked", Test(value=not is_open) if test is not None else None),
                ("door_open", Test(value=is_open) if test is not None else None),
            ]
        case "locked":
            readings += [
                ("position", Test(op="==", value=0) if is_true else Test(op=">", value=0)),
                ("value", Test(value=not is_true) if test is not None else None),
            ]
        case "on":
            running = Test(op="==" if is_true else "!=", value="running")
            readings += [
                ("value", test),
                ("activity", running if test is not None else None),
                ("playback", Test(op="==" if is_true else "!=", value="playing")),
                ("position", open_test),
            ]
        case "activity":
            readings += [("remaining", None), ("on", Test(value=True))]
        case "location" if test is not None and test.value in {"home", "not_home"}:
            readings += [("value", Test(op=test.op, value=test.value == "home"))]
        case "temperature" | "humidity" | "pm25" | "battery" | "power" | "energy":
            readings += [("value", test)]
        case "door_open":
            readings += [("value", test), ("position", open_test)]
        case _:
            pass
    return readings


def _is_boolean(test: Test | None) -> bool:
    return test is not None and isinstance(test.value, bool)


def _opened(attribute: str, test: Test | None) -> Test | None:
    """Read "open" as "not shut": a curtain at 40% is open."""
    if attribute == "position" and test is not None and test.op == "==" and test.value == 100:
        return Test(op=">", value=0)
    return test
