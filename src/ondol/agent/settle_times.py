"""What stands in the text of when: nothing that was said to be for later is done now.

Nano writes when something shall be done; where it forgot, the words still say it. A time of day, a
length of time "in" or "뒤에", the sun, everyone's leaving: one of them, and one thing to do, is put
off until then. Of several things none can be told to be it: nothing was understood. Of what waits
for somebody to do something ("내가 잠들면") it is asked when that is.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ondol.language import quantities
from ondol.language.leaving import everyone_leaves

from .frames import (
    ActFrame,
    AfterFrame,
    AtFrame,
    Constant,
    Frame,
    MediaFrame,
    OnceFrame,
    Pointer,
    ScheduleFrame,
    SunFrame,
    Target,
    TestFrame,
    WhenFrame,
)
from .linking import Mention
from .settle_looks import pointed_at

EVERYONE_LEFT = OnceFrame(
    target=Target(types=("person",), is_whole_home=True),
    attribute="location",
    test=TestFrame(op="==", value=Constant("not_home")),
)


def _once_everyone_left(frames: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """Wait until everyone has left, where that was said; nothing is done before."""
    match frames:
        case (ScheduleFrame(whens=whens) as later,):
            states = [when for when in whens if isinstance(when, OnceFrame)]
            if EVERYONE_LEFT in states or len(states) > 1:
                return frames  # it is there, or none can be told to be it
            others = tuple(when for when in whens if when not in states)
            return (replace(later, whens=(EVERYONE_LEFT, *others)),)
        case (_, *_) if all(isinstance(frame, ActFrame | MediaFrame) for frame in frames):
            return (ScheduleFrame(whens=(EVERYONE_LEFT,), then=frames),)
        case _:
            return frames


_AFTER = re.compile(r"\b(?:in|after) $", re.IGNORECASE)
_KO_AFTER = re.compile(r"^ ?(?:뒤|후|있다가|이따가)")
_NOT_YET = re.compile(r"\b(?:until|till|before|since|last|for) $|\btimer\b", re.IGNORECASE)
_KO_NOT_YET = re.compile(r"^ ?(?:까지|전에|짜리|타이머|알람)")
_TOLD = re.compile(
    r"(?:^|[,.;] ?|\b(?:so|because|since|as) )"
    r"(?:(?:i|we|he|she|they)(?! (?:want|need|would like|wanna)\b|'d (?:like|love|prefer)\b)"
    r"(?:'\w+)? "
    r"|it'?s |it is |there'?s |there is "
    r"|(?:my|our|the) \w+(?: \w+)? (?:is|are|has|have|comes?|arrives?|starts?|begins?) )"
    r"[^,.;]*$",
    re.IGNORECASE,
)
_KO_TOLD = re.compile(
    r"^(?:네|다|야|넘었|됐|인데)(?![가-힣]*[에부까])|^[가-힣\s]*?(?:니까|라서|[아어해여]서|는데|거든|거라|이야|이다|됐[네다어])(?=[\s,]|$)"
)
"""A time in what is only told: "it's seven o'clock, ...", "9시에 회의 있으니까 ..."."""
_SUNSET = re.compile(
    r"\b(?:at|by|after|come) (?:sunset|sundown|dusk|nightfall)\b"
    r"|\bwhen (?:the sun (?:sets|goes down)|it gets dark)\b"
    r"|(?:해\s?(?:가\s?)?(?:지|질|떨어지|저물)(?:고\s?나)?(?:면|\s?때)|일몰\s?(?:에|때|되면))",
    re.IGNORECASE,
)
_SUNRISE = re.compile(
    r"\b(?:at|after|come) (?:sunrise|sunup|dawn|daybreak|first light)\b"
    r"|\bwhen the sun (?:rises|comes up)\b"
    r"|(?:해\s?(?:가\s?)?(?:뜨|뜰|떠오르)(?:고\s?나)?(?:면|\s?때)|일출\s?(?:에|때|되면)|동\s?틀\s?때)",
    re.IGNORECASE,
)
_WHEN_ONE = re.compile(
    r"\b(?:when|whenever|once|as soon as) (?:i|we|he|she|they)\b(?! (?:say|tell|ask|said|told))"
    r"|(?:^|(?<=\s))(?:내가|제가|우리가|나|우리) (?:[가-힣]+ ){0,2}"
    r"(?!(?:괜찮|가능하|되|좋|싶)[가-힣]*면)[가-힣]+(?:면|[을할갈올잘깰] 때)(?=[\s,])",
    re.IGNORECASE,
)
"""What somebody will do, of which a home knows nothing."""


UNTOLD = AtFrame(clock=Pointer(0))
"""A time that nothing in the text says: `ground` asks for it."""


def put_off(frames: tuple[Frame, ...], text: str, own: dict[int, Mention]) -> tuple[Frame, ...]:
    """Return frames of which none is done before the time that was said; none: it is not clear."""
    frames = tuple(_ended(frame, text, own) for frame in frames)
    if everyone_leaves(text) is not None:
        frames = _once_everyone_left(frames)
    elif (sun := _sun(text)) is not None and len(frames) == 1:
        frames = (_at_the_sun(frames[0], sun),)
    if not frames or not all(isinstance(frame, ActFrame | MediaFrame) for frame in frames):
        return frames
    whens = _whens(frames, text, own)
    if not whens and len(frames) == 1 and (end := _end_of(frames[0], text, own)) is not None:
        return (*frames, end)
    if not whens:
        is_for_later = _WHEN_ONE.search(text) is not None and all(
            isinstance(frame, ActFrame) and not frame.is_wish for frame in frames
        )
        return (ScheduleFrame(whens=(UNTOLD,), then=frames),) if is_for_later else frames
    if len(whens) > 1 or len(frames) > 1:
        return ()
    return (ScheduleFrame(whens=whens, then=frames),)


_UNTIL = re.compile(r"\b(?:until|till) $", re.IGNORECASE)
_KO_UNTIL = re.compile(r"^ ?까지")


def _end_of(frame: Frame, text: str, own: dict[int, Mention]) -> ScheduleFrame | None:
    """Return what ends an act that is wanted until a time of day ("10시까지 켜줘")."""
    if not isinstance(frame, ActFrame) or frame.settings != (("on", Constant(True)),):
        return None
    ends = _ends(text, own)
    if len(ends) != 1:
        return None
    off = replace(frame, settings=(("on", Constant(False)),))
    when = AtFrame(clock=Pointer(ends[0]), is_sooner=True)
    return ScheduleFrame(whens=(when,), then=(off,))


def _ended(frame: Frame, text: str, own: dict[int, Mention]) -> Frame:
    """Take the end that nano wrote of "until ten" for the next ten."""
    if not isinstance(frame, ScheduleFrame):
        return frame
    ends = _ends(text, own)
    return replace(
        frame,
        whens=tuple(
            replace(when, is_sooner=True)
            if isinstance(when, AtFrame) and when.clock.index in ends and when.days is None
            else when
            for when in frame.whens
        ),
    )


def _ends(text: str, own: dict[int, Mention]) -> list[int]:
    """Return the times of day until which something is said to be."""
    return [
        number
        for number, mention in own.items()
        if isinstance(mention.quantity, quantities.ClockTime)
        and (_UNTIL.search(text[: mention.start]) or _KO_UNTIL.match(text[mention.end :]))
    ]


_KO_BEHIND = re.compile(r"^(?: ?(?:뒤|후|있다가|이따가|지나)[가-힣]{0,2}|에)(?![가-힣])")


def span_of(time: Mention, text: str) -> tuple[int, int]:
    """Return where a time is said, with the word behind it: "10분 뒤에"."""
    behind = _KO_BEHIND.match(text[time.end :])
    return time.start, time.end + (behind.end() if behind is not None else 0)


def _whens(frames: Sequence[Frame], text: str, own: dict[int, Mention]) -> tuple[WhenFrame, ...]:
    """Return the times that the text says and no frame means."""
    meant = {number for frame in frames for number in pointed_at(frame)}
    titles = [frame.query.text for frame in frames if isinstance(frame, MediaFrame)]
    found: list[WhenFrame] = []
    for number, mention in own.items():
        before, behind = text[: mention.start], text[mention.end :]
        said = text[mention.start : mention.end]
        if number in meant or any(said in title for title in titles):
            continue
        if isinstance(mention.quantity, quantities.ClockTime):
            is_told = _TOLD.search(before) or _KO_TOLD.match(behind)
            if not (is_told or _NOT_YET.search(before) or _KO_NOT_YET.match(behind)):
                found.append(AtFrame(clock=Pointer(number)))
        elif mention.kind == "duration" and (_AFTER.search(before) or _KO_AFTER.match(behind)):
            found.append(AfterFrame(duration=Pointer(number)))
    outside = text if not titles else ""  # "When the Sun Goes Down" is a song
    sun = _sun(outside)
    return tuple(found) if sun is None else (*found, sun)


def _sun(text: str) -> SunFrame | None:
    if _SUNSET.search(text):
        return SunFrame(event="sunset")
    return SunFrame(event="sunrise") if _SUNRISE.search(text) else None


def _at_the_sun(frame: Frame, sun: SunFrame) -> Frame:
    """Wait for the sun and not for people: everyone's leaving ends in 지고 나면 too."""
    if isinstance(frame, ScheduleFrame) and frame.whens == (EVERYONE_LEFT,):
        return replace(frame, whens=(sun,))
    return frame
