"""What will be done, put into words: schedules, and what waits for a yes. Pure."""

import datetime as dt
from zoneinfo import ZoneInfo

from ondol.home.home import Home
from ondol.home.plan import Act, After, AllOf, At, Once, Plan, Say, Step, Sun, When
from ondol.home.schedule import ScheduledPlan
from ondol.language.particles import with_particle
from ondol.language.speak import Language, clock, date, duration, quoted, weekdays
from ondol.things.thing import Thing, Value

from . import wording
from .deeds import english, korean, planned, setting_words, the, title, value_text
from .summary import attribute_name, of_everyone, summary

_KOREAN_TURNS = {  # a state as it comes about: 켜져 있어요 -> 켜지면
    "켜져 있어요": "켜지면",
    "꺼져 있어요": "꺼지면",
    "열려 있어요": "열리면",
    "닫혀 있어요": "닫히면",
    "잠겨 있어요": "잠기면",
    "올라가 있어요": "올라가면",
    "내려와 있어요": "내려오면",
    "충전대에 있어요": "충전대로 돌아오면",
    "돌아가고 있어요": "돌아가기 시작하면",
    "청소하고 있어요": "청소를 시작하면",
    "재생 중이에요": "재생을 시작하면",
    "배터리가 부족해요": "배터리가 부족해지면",
    "나가 있어요": "나가면",
}
_ENDS = frozenset({"washer", "dryer", "dishwasher", "oven"})


def promised(kept: ScheduledPlan, home: Home, language: Language) -> str:
    """Return what was scheduled: "10분 뒤에 TV를 끌게요."."""
    when = when_said(kept.when, kept.next_at, home, language)
    what = _promise(kept.then, home, language)
    if language == "ko":
        return f"{when} {what}."
    return f"{when[:1].upper()}{when[1:]}, {what}."


def _promise(then: Plan, home: Home, language: Language) -> str:
    acts = [step for step in then.steps if isinstance(step, Act)]
    if acts and len(acts) == len(then.steps):
        clauses = tuple(clause for act in acts for clause in planned(act, home, language))
        if not clauses:
            return "확인할게요" if language == "ko" else "I'll have a look"
        if language == "ko":
            return korean(clauses, home, "ㄹ게요")
        return f"I'll {english(clauses, home, is_past=False)}"
    if len(then.steps) == 1:
        said = _promise_to_say(then.steps[0], language)
        if said is not None:
            return said
    what = summary(then, home, language)
    return f"할 일로 적어 둘게요: {what}" if language == "ko" else f"I'll do this: {what}"


def _promise_to_say(step: Step, language: Language) -> str | None:
    if not isinstance(step, Say):
        return None
    if not step.message:
        return "알려 드릴게요" if language == "ko" else "I'll let you know"
    if language == "ko":
        return f"{quoted(step.message)} 알려 드릴게요"
    return f"I'll announce “{step.message}”"


def when_said(when: When, next_at: dt.datetime | None, home: Home, language: Language) -> str:
    """Return when something is done, as it stands before what is done."""
    is_korean = language == "ko"
    match when:
        case After(seconds=seconds):
            length = duration(seconds, language)
            return f"{length} 뒤에" if is_korean else f"in {length}"
        case At(time=time, days=days) if days:
            every = weekdays(days, language)
            said = clock(time, language)
            return f"{every} {said}에" if is_korean else f"{every} at {said}"
        case At(time=time):
            return _at(time, next_at, home, language)
        case Sun(event="sunset"):
            return "해가 지면" if is_korean else "at sunset"
        case Sun():
            return "해가 뜨면" if is_korean else "at sunrise"
        case Once():
            return _once(when, home, language)
        case AllOf(whens=whens):
            everyone, others = of_everyone(whens, home, language)
            said_all = [*everyone, *(when_said(one, next_at, home, language) for one in others)]
            return ", ".join(said_all) if is_korean else " and ".join(said_all)


def _at(time: dt.time, next_at: dt.datetime | None, home: Home, language: Language) -> str:
    said = clock(time, language)
    is_midnight = time == dt.time(0)
    if is_midnight and next_at is not None:
        next_at -= dt.timedelta(hours=1)  # midnight is of the night that people are in
    day = _day(next_at, home, language)
    if is_midnight and day == "today":
        return f"tonight at {said}"
    if language == "ko":
        return f"{day} {said}에".strip()
    return f"{day} at {said}".strip()


def _day(next_at: dt.datetime | None, home: Home, language: Language) -> str:
    if next_at is None or home.moment is None:
        return ""
    zone = ZoneInfo(home.timezone)
    day = next_at.astimezone(zone).date()
    ahead = (day - home.moment.astimezone(zone).date()).days
    if ahead in (0, 1):
        return (("오늘", "today"), ("내일", "tomorrow"))[ahead][0 if language == "ko" else 1]
    return date(day, language)


def _once(once: Once, home: Home, language: Language) -> str:
    thing = home.things.get(once.thing_id)
    own = title(once.thing_id, home, language)
    value = once.test.value
    if once.test.op == "==" and thing is not None:
        state = _state(thing, once.attribute, value, home, language)
        if state is not None:
            return _once_so(own, thing, state, language)
    if once.attribute == "remaining" or (thing is not None and thing.type in _ENDS):
        return (
            f"{with_particle(own, '이/가')} 끝나면" if language == "ko" else f"once {own} is done"
        )
    return _once_past(once, thing, own, home, language)


def _state(thing: Thing, name: str, value: Value, home: Home, language: Language) -> str | None:
    """Return what then holds: "열려 있어요", "open"; None: it is a number, or ends something."""
    if name == "value" and isinstance(value, bool):
        at = (0 if value else 1) + (0 if language == "ko" else 2)
        fact = wording.FACTS.get(thing.measures or "")
        if fact is not None:
            return fact[at]
        states = wording.SENSOR_STATES
        return states.get(thing.measures or "", states[""])[at]
    if thing.type in _ENDS and (name, value) in {("activity", "idle"), ("remaining", 0)}:
        return None
    if name == "location":
        if value == "not_home":
            return "나가 있어요" if language == "ko" else "out"
        place = "집" if f"{value}".casefold() in ("home", "집") else f"{value}"
        return f"{place}에 있어요" if language == "ko" else f"at {value}"
    if isinstance(value, int | float) and not isinstance(value, bool) and name != "position":
        return None
    return setting_words(thing, name, value, home, language).state


def _once_so(own: str, thing: Thing, state: str, language: Language) -> str:
    if language == "en":
        if thing.measures in wording.FACTS:
            return f"once {state} at {own}"
        return f"once {own} is {state}"
    if thing.measures in wording.FACTS:
        return f"{own}에서 {_if(state)}"
    if thing.type == "person" and state not in _KOREAN_TURNS:
        return f"{with_particle(own, '이/가')} {state.removesuffix('에 있어요')}에 오면"
    return f"{with_particle(own, '이/가')} {_if(state)}"


def _if(state: str) -> str:
    """Return a Korean state as a condition."""
    if state in _KOREAN_TURNS:
        return _KOREAN_TURNS[state]
    for ending, condition in (
        ("있어요", "있으면"),
        ("없어요", "없으면"),
        ("이에요", "이 되면"),
        ("예요", "가 되면"),
        ("됐어요", "되면"),
        ("않아요", "않으면"),
    ):
        if state.endswith(ending):
            return state.removesuffix(ending) + condition
    return f"{state.removesuffix('요')}지면"


def _once_past(once: Once, thing: Thing | None, own: str, home: Home, language: Language) -> str:
    said = value_text(thing, once.attribute, once.test.value, home, language)
    measures = (thing.measures if thing is not None else None) or once.attribute
    korean_name, english_name = wording.MEASURED.get(
        measures, (attribute_name(once.attribute, "ko"), attribute_name(once.attribute, "en"))
    )
    area = home.areas.get(thing.area or "") if thing is not None else None
    is_named_so = own.lower().endswith(english_name.lower())
    if measures in wording.OF_A_PLACE and area is not None and not is_named_so:
        own = area.name if language == "ko" else the(area.name)
    if language == "ko":
        subject = own if own.endswith(korean_name) else f"{own} {korean_name}"
        endings = {
            "<": f"{said}보다 낮아지면",
            "<=": f"{said} 이하가 되면",
            ">": f"{said}보다 높아지면",
            ">=": f"{said} 이상이 되면",
            "==": f"{with_particle(said, '이/가')} 되면",
            "!=": f"{with_particle(said, '이/가')} 아니게 되면",
        }
        return f"{with_particle(subject, '이/가')} {endings[once.test.op]}"
    subject = own if own.lower().endswith(english_name.lower()) else f"{own} {english_name}"
    endings = {
        "<": f"drops below {said}",
        "<=": f"drops to {said}",
        ">": f"rises above {said}",
        ">=": f"reaches {said}",
        "==": f"is {said}",
        "!=": f"is no longer {said}",
    }
    return f"once {subject} {endings[once.test.op]}"


def to_confirm(plan: Plan, home: Home, language: Language) -> str:
    """Return that a plan waits for a yes: "현관문을 열려면 다른 화면에서 확인해 주세요."."""
    clauses = tuple(
        clause
        for step in plan.steps
        if isinstance(step, Act)
        for clause in planned(step, home, language)
    )
    if language == "ko":
        what = korean(clauses, home, "려면") if clauses else "이 일을 하려면"
        return f"{what} 다른 화면에서 확인해 주세요."
    what = english(clauses, home, is_past=False) if clauses else "do that"
    return f"To {what}, please confirm on another screen."
