"""What the words around a mention settle, whatever nano wrote of it.

Nano says what is meant; some of it stands in the text as plainly as a number does. A title goes on
to the words that ask for it; a chandelier is no other lamp; "to ninety" is no step of ninety; of
two lengths of time the one before "timer" says which timer; the one thing that is named is meant; a
room right behind a floor is that floor's.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from ondol.language.items import whole_items
from ondol.language.title import wanted_title, whole_title

from .frames import (
    ActFrame,
    Constant,
    Frame,
    HandoffFrame,
    ListFrame,
    MediaFrame,
    OnceFrame,
    PlainFrame,
    Pointer,
    QueryFrame,
    Relative,
    ScheduleFrame,
    Span,
    Target,
    TimerFrame,
    Wanted,
    WhenFrame,
)
from .linking import Mention
from .names import lamps_in
from .nouns import noun_at
from .settle_looks import aimed, pointed_at
from .settle_parts import parted
from .settle_times import EVERYONE_LEFT, put_off, span_of

_NAMING = frozenset({"thing", "area", "floor", "app"})
_MEASURES = frozenset({"number", "percent", "celsius", "kelvin"})
_TO = re.compile(r"\b(?:to|like)\s+$", re.IGNORECASE)
_RO = re.compile(r"^\s?(?:으로|로)(?![가-힣])")
_TIMER = re.compile(r"^[\s-]*(?:짜리\s?)?(?:timer|타이머)", re.IGNORECASE)


_NO_PLACE = (
    r"the|a|an|my|our|your|his|her|their|its|this|that|these|those|all|every|each|both|any|some|no|of|in|on"
    r"|off|up|down|out|to|and|or|with|without|more|less|most|least|much|too|so|just|only|but|for|from|at|if"
    r"|when|then|not|me|us|you|please|hey|main|big|small|little|other|others|whole|entire|same|rest|new|old"
    r"|one|two|three|four|five|six|first|second|next|last|upper|lower|room|house|home|bright|brighter|dim"
    r"|dimmer|warm|warmer|cool|cooler|cold|soft|softer|low|lower|high|full|red|blue|green|white|yellow|pink"
    r"|purple|orange|smart|led|electric|night|mood|accent|disco|damn|bloody|stupid|turn|turning|switch|put"
    r"|set|make|dim|brighten|bring|keep|leave|kill|shut|cut|hit|get|give|need|want|see|have|has|is|are|was"
    r"|lights?|lamps?|it|there|here|now|again|still|overhead|ceiling|many|which|what|back|extra|enough|good"
    r"|better|natural|actual|current|nice|maximum|minimum|activate|deactivate|lower|raise|adjust|change|start"
    r"|stop|check|color|colour|fire|throw|flip|lose|use|pop|go|let|can|could|do|does|did|dead|few|bit|lot"
    r"|reduce|increase|decrease|single|disable|enable|than|well|shine|should|would|will|must|flick|light|illuminate"
    r"|dimmed|remaining|various|separate|decent|gentle|strong|please|further|somewhat|slightly|away|outside"
)
_PLACED = re.compile(
    r"(?<!\S)(?!(?:이|그|저|온|내|네|우리|모든)\s?방\b|옆방|당장|천장|방마다)"
    r"(?P<name>(?:[가-힣]+(?:실|방|장|룸|홀))|[가-힣]*(?:창고|마당|다락|옥탑))"
    r"(?:에|의|에 있는|쪽)?\s(?:불|조명|전등|등)(?![가-힣]{2})"
    rf"|\b(?P<other>(?!(?:{_NO_PLACE})\b)(?<!')[a-z]{{3,}}) (?:lights?|lamps?)\b",
    re.IGNORECASE,
)
"""A place, by its ending or by where it stands, right before the word for a light."""


def settled(
    frames: Sequence[Frame], text: str, mentions: Sequence[Mention], first: int
) -> tuple[Frame, ...]:
    """Return frames as the text settles them; `mentions` from `first` on are of this text."""
    own = dict(enumerate(mentions[first:], start=first + 1))
    parts = _listed(parted(aimed(frames, text, own), own), text, own)
    settled_ = tuple(_settled(frame, text, own) for frame in parts)
    settled_ = put_off(settled_, text, own)
    return tuple(_named(frame, text, own) for frame in settled_) if len(frames) == 1 else settled_


def _named(frame: Frame, text: str, own: dict[int, Mention]) -> Frame:
    """Point at the one thing, or room, that is named, where only its type was written."""
    if isinstance(frame, ActFrame) and (room := _room_of(frame.target, text, own)) is not None:
        return replace(frame, target=replace(frame.target, pointers=(room,)))
    if isinstance(frame, ScheduleFrame) and len(frame.then) == 1 and not _of_things(frame.whens):
        return replace(frame, then=(_named(frame.then[0], text, own),))
    named = {number: mention for number, mention in own.items() if mention.kind == "thing"}
    if not isinstance(frame, ActFrame | QueryFrame) or len(named) != 1:
        return frame
    ((number, mention),) = named.items()
    target = frame.target
    is_open = not (target.pointers or target.unknown or target.reference or target.is_whole_home)
    if is_open and mention.mark in {f"<t:{type_}>" for type_ in target.types}:
        return replace(frame, target=replace(target, pointers=(number,)))
    return frame


def _of_things(whens: Sequence[WhenFrame]) -> bool:
    """Say whether a name may be of what is waited for, and not of what is done then."""
    return any(isinstance(when, OnceFrame) and when != EVERYONE_LEFT for when in whens)


_TUNED = re.compile(r"(?P<last>\S{2,}) (?:좀 )?(?:틀어|재생)")
_HOW = re.compile(r"(?:[게히로만도은는이가을를]|모두|전부|전체|몽땅)$")


def _played(frame: ActFrame, text: str, own: dict[int, Mention]) -> str | None:
    """Return the title that was taken for its first word ("등불 바다 틀어줘")."""
    target, last = frame.target, _TUNED.search(text)
    is_lit = target == Target(types=("light",)) and frame.settings == (("on", Constant(True)),)
    if last is None or not is_lit or _HOW.search(last["last"]):
        return None
    if noun_at(last["last"]) == len(last["last"]):
        return None
    title = wanted_title(text, _taken(own))
    return title if title is not None and " " in title else None


_IN = re.compile(r"\b(?:in|of|at)(?: (?:the|my|our))? $", re.IGNORECASE)


def _room_of(target: Target, text: str, own: dict[int, Mention]) -> int | None:
    """Return the room of which it was said, and written nothing ("the light of my bed room")."""
    is_open = not (target.pointers or target.unknown or target.reference or target.excepted)
    rooms = [number for number, mention in own.items() if mention.kind == "area"]
    if not is_open or target.is_whole_home or len(rooms) != 1:
        return None
    return rooms[0] if _IN.search(text[: own[rooms[0]].start]) else None


def _settled(
    frame: Frame, text: str, own: dict[int, Mention], when: Sequence[tuple[int, int]] = ()
) -> Frame:
    """Settle one frame; `when`: where the text says when it is to be done."""
    match frame:
        case MediaFrame(query=query):
            taken = [*_taken(own), *when]
            return replace(frame, query=Span(whole_title(text, query.text, taken)))
        case PlainFrame(kind="chat") if (title := wanted_title(text, _taken(own))) is not None:
            return MediaFrame(query=Span(title))
        case ActFrame() if (title := _played(frame, text, own)) is not None:
            return MediaFrame(query=Span(title))
        case ActFrame() if (to := _carried_to(text, own)) is not None:
            return HandoffFrame(to=Target(pointers=(to,)))
        case HandoffFrame(to=Target(pointers=())) if (to := _carried_to(text, own)) is not None:
            return replace(frame, to=Target(pointers=(to,)))
        case ActFrame():
            goals = [number for number, m in own.items() if _is_goal(m, text)]
            settings = tuple((name, _wanted(value, goals)) for name, value in frame.settings)
            target = _target(_roomed(_everything(frame.target, text, own), own), text, own)
            return replace(frame, target=target, settings=settings)
        case QueryFrame(target=target):
            roomed = replace(frame, target=_roomed(target, own))
            return _of_devices(roomed) if _DEVICES.search(text) else roomed
        case TimerFrame(op="add" | "subtract", seconds=Pointer(said), length=None):
            lengths = [
                number
                for number, m in own.items()
                if m.kind == "duration" and number != said and _TIMER.match(text[m.end :])
            ]
            return replace(frame, length=Pointer(lengths[0])) if len(lengths) == 1 else frame
        case ScheduleFrame(whens=whens, then=then):
            times = [own[n] for one in whens for n in pointed_at(one) if n in own]
            when = [span_of(time, text) for time in times]
            done = (_settled(one, text, own, when) for one in then)
            flat = (one.then if isinstance(one, ScheduleFrame) else (one,) for one in done)
            return replace(frame, then=tuple(itertools.chain.from_iterable(flat)))
        case _:
            return frame


_DEVICES = re.compile(r"기기")


def _of_devices(frame: QueryFrame) -> QueryFrame:
    """Ask the sensors that watch devices, where a home has them, as Home Assistant does."""
    if frame.target.types != ("any",) or frame.attribute != "on" or frame.test is None:
        return frame
    watched = replace(frame.target, types=(), measures=("power",))
    return replace(frame, target=watched, attribute="value")


_CARRY_ON_TO = re.compile(r"^\s?(?:으로|로)\s?(?:이어|계속)")
_CARRY_ON = re.compile(
    r"\b(?:carry on|continue|resume|go on|keep watching)\b(?: \w+){0,3} (?:on|in) (?:the |my )?$",
    re.IGNORECASE,
)
_PLAYERS = frozenset({"<t:tv>", "<t:speaker>", "<t:headset>"})


def _carried_to(text: str, own: dict[int, Mention]) -> int | None:
    """Return the player on which what plays is to go on ("퀘스트로 이어서 볼래")."""
    named = (
        number
        for number, m in own.items()
        if m.kind == "thing"
        and m.mark in _PLAYERS
        and (_CARRY_ON_TO.match(text[m.end :]) or _CARRY_ON.search(text[: m.start]))
    )
    return next(named, None)


def _listed(frames: tuple[Frame, ...], text: str, own: dict[int, Mention]) -> tuple[Frame, ...]:
    """Complete what is to go on a list, or off it, where that is all that was said."""
    lists = [(m.start, m.end) for m in own.values() if m.mark == "<t:list>"]
    spans = [one.item for one in frames if isinstance(one, ListFrame) and one.item is not None]
    if len(lists) != 1 or not spans or len(spans) != len(frames):
        return frames
    items = whole_items(text, [span.text for span in spans], lists[0])
    kinds = itertools.chain(frames, itertools.repeat(frames[-1]))  # a third item is as the second
    return tuple(
        replace(frame, item=Span(item)) if isinstance(frame, ListFrame) else frame
        for frame, item in zip(kinds, items, strict=False)
    )


def _taken(own: dict[int, Mention]) -> list[tuple[int, int]]:
    return [(m.start, m.end) for m in own.values() if m.kind in _NAMING]


def _roomed(target: Target, own: dict[int, Mention]) -> Target:
    """Point at both a floor and the room right behind it, where one is ("2층 화장실 불")."""
    pairs = (
        (floor, room)
        for floor, room in itertools.permutations(own, 2)
        if own[floor].kind == "floor"
        and own[room].kind == "area"
        and 0 <= own[room].start - own[floor].end <= 1
        and (floor in target.pointers) != (room in target.pointers)
    )
    others = (room if floor in target.pointers else floor for floor, room in pairs)
    return replace(target, pointers=(*target.pointers, *others))


_ALL = re.compile(
    r"\beverything\b|(?<![가-힣])(?:전부|모두|모조리|몽땅|싹|다)(?:\s다)?\s(?:꺼|끄|껐)",
    re.IGNORECASE,
)


_EACH = re.compile(
    r"(?:(?<![가-힣])모든\s?|\b(?:all(?: of)?(?: the)?|every|each) )$", re.IGNORECASE
)


def _everything(target: Target, text: str, own: dict[int, Mention]) -> Target:
    """Mean all that is in a place, where it was said ("거실 전부 꺼", "모든 거실 조명")."""
    places = [own[number] for number in target.pointers if number in own]
    if not places or any(place.kind not in {"area", "floor"} for place in places):
        return target
    if target.types or target.kinds or target.measures or target.reference:
        is_each = any(_EACH.search(text[: place.start]) for place in places)
        return replace(target, is_whole_home=target.is_whole_home or is_each)
    if _ALL.search(text) is None:
        return target
    return replace(target, types=("any",), is_whole_home=True)


_POWERED = re.compile(
    r"(?P<name>(?<![가-힣])(?:[가-힣] )?(?!(?:콘센트|플러그|멀티탭|스위치|모든|전체|전부"
    r"|다|집|메인|대기|여기|이|저|그|이쪽|저쪽|모두|지금|좀|그냥|방|이제|다시)(?:의)?\s?전원)[가-힣]+?)(?:의)?\s?전원"
)
"""What is said to have power: "밥솥 전원"."""


def _target(target: Target, text: str, own: dict[int, Mention]) -> Target:
    """Name what is called what the home does not have ("찬장 불", "밥 솥 전원")."""
    if target.pointers or target.unknown or target.reference or not target.types:
        return target
    if target.types == ("light",):
        placed = (match.span(match.lastgroup or 0) for match in _PLACED.finditer(text))
        found = (*lamps_in(text), *placed)
    elif {"outlet", "switch"}.issuperset(target.types):
        found = tuple(match.span("name") for match in _POWERED.finditer(text))
    else:
        return target
    strange = tuple(
        text[start:end]
        for start, end in found
        if not any(m.start < end and start < m.end for m in own.values())
    )
    return replace(target, unknown=strange[:1])


def _is_goal(mention: Mention, text: str) -> bool:
    """Say whether a number is where something shall come to ("to ninety", "24도로")."""
    if mention.kind not in _MEASURES:
        return False
    before, behind = text[: mention.start], text[mention.end :]
    return _TO.search(before) is not None or _RO.match(behind) is not None


def _wanted(wanted: Wanted, goals: Sequence[int]) -> Wanted:
    match wanted:
        case Relative(by=Pointer(index)) if index in goals:
            return Pointer(index)
        case Relative(by=None) if len(goals) == 1:
            return Pointer(goals[0])
        case _:
            return wanted
