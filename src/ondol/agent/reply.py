"""What people hear: made from what was observed, and from nothing else.

A model never writes a word of it. An outcome that is not `Done` is never said to be done; what
could not be done is said with its reason. Korean is spoken and polite (해요체).
"""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from ondol.home.home import Home, Timer
from ondol.home.plan import TimerOp, Undo
from ondol.home.result import (
    Acted,
    Announced,
    Answered,
    Asked,
    Cancelled,
    Declined,
    Done,
    ListAnswer,
    Outcome,
    Result,
    Scheduled,
    Shown,
    StepResult,
    TimerAnswer,
    Told,
    Undone,
)
from ondol.language.particles import with_particle
from ondol.language.speak import Language, about, clock, date, duration, joined, quoted

from . import shown, wording
from .answer import Chat, Clarify, Refused
from .deeds import NAMED, account, fitted, noun_of, the, title, told
from .findings import found
from .promises import promised, to_confirm
from .summary import attribute_name
from .wording import pick


def reply(result: Result, home: Home, language: Language) -> str:
    """Return what to say about a plan that was submitted."""
    if result.confirmation is not None:
        if any(isinstance(step, Undo) for step in result.plan.steps):
            return pick(
                (
                    "되돌리려면 다른 화면에서 확인해 주세요.",
                    "To undo that, please confirm on another screen.",
                ),
                language,
            )
        return to_confirm(result.plan, home, language)
    if result.refused is not None:
        return _refused(result.refused.code, language)
    said = [*_steps(result.steps, home, language)]
    said += dict.fromkeys(left_out(code, language) for code in result.plan.left_out)
    return " ".join(said) or pick(wording.NOTHING_TO_DO, language)


def _refused(code: str, language: Language) -> str:
    return pick(wording.REFUSED.get(code, wording.REFUSED["unsupported"]), language)


def left_out(code: str, language: Language) -> str:
    """Return why a part of a wish is not in its plan."""
    return pick(wording.LEFT_OUT.get(code, wording.LEFT_OUT[""]), language)


def _steps(steps: tuple[StepResult, ...], home: Home, language: Language) -> list[str]:
    """Say each step; what was done is said together, where the first of it stands."""
    outcomes = tuple(o for step in steps if isinstance(step, Acted) for o in step.outcomes)
    said: list[str] = []
    is_told = False
    for step in steps:
        if isinstance(step, Acted):
            if not is_told:
                said.append(_acted(outcomes, home, language))
            is_told = True
        else:
            said.append(_step(step, home, language))
    return said


def _acted(outcomes: tuple[Outcome, ...], home: Home, language: Language) -> str:
    sentences = told(account(outcomes, home, language), home, language)
    return " ".join(sentences) or pick(wording.NOTHING_TO_DO, language)


def _step(step: StepResult, home: Home, language: Language) -> str:
    match step:
        case Acted(outcomes=outcomes):
            return _acted(outcomes, home, language)
        case Answered():
            return found(step, home, language)
        case TimerAnswer():
            return _timer(step, home, language)
        case Scheduled(entry=entry):
            return promised(entry, home, language)
        case ListAnswer():
            return _list(step, home, language)
        case Told():
            return _told(step, home, language)
        case Announced():
            return _announced(step, language)
        case Undone():
            return _undone(step, home, language)
        case Cancelled():
            return pick(wording.CANCELLED, language)
        case Shown():
            return shown.shown(step, home, language)
        case Asked():
            return shown.asked(step, home, language)
        case Declined(code=code):
            said = shown.declined(step, home, language)
            if said is not None:
                return said
            otherwise = wording.REFUSED["unsupported"]
            return pick(wording.DECLINED.get(code, otherwise), language)


def _undone(undone: Undone, home: Home, language: Language) -> str:
    if undone.entry_id is None:
        return pick(wording.NOTHING_TO_UNDO, language)
    done = [outcome for outcome in undone.outcomes if isinstance(outcome, Done)]
    if len(done) == len(undone.outcomes):
        opening = wording.UNDONE
    else:
        opening = wording.PARTLY_UNDONE if done else wording.NOT_UNDONE
    said = pick(opening, language)
    if undone.outcomes:
        said = " ".join([said, *told(account(undone.outcomes, home, language), home, language)])
    return said


def _announced(announced: Announced, language: Language) -> str:
    if not announced.delivered:
        return pick(wording.NOBODY_LISTENS, language)
    if not announced.message:
        return pick(wording.ANNOUNCED, language)
    message = announced.message
    return pick((f"{quoted(message)} 알렸어요.", f"Announced “{message}”."), language)


def _told(said: Told, home: Home, language: Language) -> str:
    if said.moment is None:
        return pick(wording.DECLINED["no_weather"], language)
    moment = said.moment.astimezone(ZoneInfo(home.timezone))
    if said.topic == "date":
        day = date(moment.date(), language)
        return f"오늘은 {day}이에요." if language == "ko" else f"Today is {day}."
    time = clock(moment.time(), language)
    if language == "ko":
        return f"지금은 {with_particle(time, '이에요/예요')}."
    return f"It's {time}."


# --- timers --------------------------------------------------------------------------------------


def timer_name(timer: Timer, language: Language) -> str:
    """Return what a timer is called: by its name, else by its length."""
    if language == "ko":
        return f"{timer.name or duration(timer.length_s, 'ko')} 타이머"
    return f"{timer.name or _adjective(timer.length_s)} timer"


def _adjective(seconds: int) -> str:
    """Return a length of time before a noun.

    >>> _adjective(300), _adjective(5400)
    ('5-minute', '1 hour 30 minute')
    """
    said = duration(seconds, "en").removesuffix("s")
    return said.replace(" ", "-") if said.count(" ") == 1 else said


def _timer(answer: TimerAnswer, home: Home, language: Language) -> str:
    if answer.code == "which_timer":
        named = [timer_name(timer, language) for timer in answer.timers]
        if language == "ko":
            return f"어느 타이머요? {with_particle(joined(named, 'ko'), '이/가')} 있어요."
        return f"Which timer: {' or '.join(the(name) for name in named)}?"
    if answer.code is not None or not answer.timers:
        problem = wording.TIMER_PROBLEMS.get(answer.code or "no_timer")
        return pick(problem or wording.REFUSED["unsupported"], language)
    if answer.op.op == "status":
        return " ".join(_timer_left(timer, language) for timer in answer.timers)
    if answer.op.op == "cancel_all" and len(answer.timers) > 1:
        count = len(answer.timers)
        return pick(
            (f"타이머 {count}개를 모두 취소했어요.", f"Cancelled {count} timers."), language
        )
    return _timer_changed(answer.op, answer.timers[0], language)


def _timer_changed(op: TimerOp, timer: Timer, language: Language) -> str:
    name = timer_name(timer, language)
    left = about(timer.left_s, language)
    by = duration(op.seconds or 0, language)
    length = duration(timer.length_s, language)
    if language == "ko":
        of = with_particle(name, "을/를")
        started = f"{of} {with_particle(length, '으로/로')} 맞췄어요."
        return {
            "start": started if timer.name else f"{of} 시작했어요.",
            "cancel": f"{of} 취소했어요.",
            "cancel_all": f"{of} 취소했어요.",
            "pause": f"{of} 멈췄어요. {left} 남았어요.",
            "resume": f"{of} 다시 시작했어요. {left} 남았어요.",
            "add": f"{by} 늘렸어요. 이제 {left} 남았어요.",
            "subtract": f"{by} 줄였어요. 이제 {left} 남았어요.",
        }[op.op]
    return {
        "start": f"The {name} is set for {length}." if timer.name else f"Started a {name}.",
        "cancel": f"Cancelled the {name}.",
        "cancel_all": f"Cancelled the {name}.",
        "pause": f"Paused the {name} with {left} left.",
        "resume": f"Resumed the {name} with {left} left.",
        "add": f"Added {by}. Now {left} left.",
        "subtract": f"Took off {by}. Now {left} left.",
    }[op.op]


def _timer_left(timer: Timer, language: Language) -> str:
    name, left = timer_name(timer, language), about(timer.left_s, language)
    if language == "ko":
        paused = "멈춰 있고 " if timer.is_paused else ""
        return f"{with_particle(name, '은/는')} {paused}{left} 남았어요."
    if timer.is_paused:
        return f"The {name} is paused with {left} left."
    return f"The {name} has {left} left."


# --- lists ---------------------------------------------------------------------------------------


def _list(answer: ListAnswer, home: Home, language: Language) -> str:
    if language == "ko":
        return _list_korean(answer, title(answer.list_id, home, "ko"))
    return _list_english(answer, title(answer.list_id, home, "en"))


def _list_korean(answer: ListAnswer, name: str) -> str:
    item = answer.item or ""
    problems = {
        "already_there": f"{with_particle(item, '은/는')} 이미 {name}에 있어요.",
        "no_such_item": f"{with_particle(item, '은/는')} {name}에 없어요.",
        "full": f"{with_particle(name, '이/가')} 가득 찼어요.",
        "what": "무엇을 적을까요?" if answer.op.op == "add" else "무엇을 뺄까요?",
    }
    if answer.code is not None:
        return problems.get(answer.code, wording.REFUSED["unsupported"][0])
    match answer.op.op:
        case "add":
            return f"{name}에 {with_particle(item, '을/를')} 넣었어요."
        case "remove":
            return f"{name}에서 {with_particle(item, '을/를')} 뺐어요."
        case "complete":
            return f"{name}에서 {with_particle(item, '을/를')} 끝낸 걸로 했어요."
        case "read" if not answer.items:
            return f"{with_particle(name, '은/는')} 비어 있어요."
        case "read":
            return f"{name}에는 {with_particle(joined(answer.items, 'ko'), '이/가')} 있어요."


def _list_english(answer: ListAnswer, name: str) -> str:
    item = answer.item or ""
    start = name[:1].upper() + name[1:]
    problems = {
        "already_there": f"{item} is already on {name}.",
        "no_such_item": f"{item} is not on {name}.",
        "full": f"{start} is full.",
        "what": "What should I add?" if answer.op.op == "add" else "What should I take off?",
    }
    if answer.code is not None:
        said = problems.get(answer.code, wording.REFUSED["unsupported"][1])
        return said[:1].upper() + said[1:]
    match answer.op.op:
        case "add":
            return f"Added {item} to {name}."
        case "remove":
            return f"Took {item} off {name}."
        case "complete":
            return f"Ticked {item} off {name}."
        case "read" if not answer.items:
            return f"{start} is empty."
        case "read":
            return f"On {name}: {joined(answer.items, 'en')}."


# --- what no plan was made of --------------------------------------------------------------------


def reply_to(answer: Chat | Clarify | Refused, home: Home, language: Language) -> str:
    """Return what to say to an utterance of which no plan was made."""
    match answer:
        case Chat():
            return pick(wording.CHAT, language)
        case Clarify(code="which_thing", options=options) if len(options) > 1:
            return _which(options, home, language)
        case Clarify(code=code):
            return pick(wording.QUESTIONS.get(code, wording.QUESTIONS["unsure"]), language)
        case Refused(code=code, detail=detail):
            make = _refused_korean if language == "ko" else _refused_english
            return make(code, detail) or _refused(code, language)


def unanswered(code: str, language: Language) -> str:
    """Return what to say where a larger model gave no answer."""
    return pick(wording.UNANSWERED.get(code, wording.UNANSWERED["down"]), language)


def cut_short(language: Language) -> str:
    """Return what to say behind a larger model's words that have no end."""
    return pick(wording.CUT_SHORT, language)


def _which(options: tuple[str, ...], home: Home, language: Language) -> str:
    if len(options) <= NAMED + 1:
        names = [title(option, home, language) for option in options]
        if language == "ko":
            return f"{joined(names, 'ko')} 중에 어느 걸 말씀하시는 거예요?"
        *first, last = names
        return f"Which one: {', '.join(first)} or {last}?"
    noun = noun_of([home.things[option] for option in options if option in home.things])
    if language == "ko":
        return f"{with_particle(noun[0], '이/가')} {len(options)}개 있어요. 어느 방이요?"
    return f"There are {len(options)} {noun[2]}. In which room?"


def _refused_korean(code: str, detail: Mapping[str, str]) -> str | None:
    name, thing, area = detail.get("name"), detail.get("thing"), detail.get("area")
    what = _attribute_words(detail.get("attribute", ""), "ko")
    match code:
        case "no_such_name" if name:
            return f"{with_particle(f'‘{name}’', '은/는')} 우리 집에 없는 이름이에요."
        case "no_such_thing" if name:
            return f"거기에는 {with_particle(name, '이/가')} 없어요."
        case "no_such_thing" if detail.get("type"):
            noun = wording.NOUNS.get(detail["type"], wording.NOUNS[""])[0]
            place = f"{area}에는" if area else "집에"
            return f"{place} {with_particle(noun, '이/가')} 없어요."
        case "no_ability" if thing and what:
            return f"{with_particle(thing, '은/는')} {with_particle(what, '을/를')} 바꿀 수 없어요."
        case "out_of_range" if thing and "minimum" in detail:
            low, high, what = detail["minimum"], detail["maximum"], detail.get("attribute", "")
            unit = "도" if "temperature" in what and what != "color_temperature" else ""
            limits = f"{low}{unit}에서 {high}{unit}까지만"
            return f"{with_particle(thing, '은/는')} {limits} 맞출 수 있어요."
        case "unknown_state" if thing and what:
            return fitted(f"{thing} {what}", "{을/를} 지금 알 수 없어서 바꾸지 못했어요.")
        case _:
            return None


def _refused_english(code: str, detail: Mapping[str, str]) -> str | None:
    name, thing, area = detail.get("name"), detail.get("thing"), detail.get("area")
    what = _attribute_words(detail.get("attribute", ""), "en")
    match code:
        case "no_such_name" if name:
            return f"I don't know “{name}” in this home."
        case "no_such_thing" if name:
            return f"There is no {name} there."
        case "no_such_thing" if detail.get("type"):
            noun = wording.NOUNS.get(detail["type"], wording.NOUNS[""])[1]
            place = f" in {the(area)}" if area else " in this home"
            return f"There is no {noun}{place}."
        case "no_ability" if thing and what:
            return f"{_capital(the(thing))} can't change its {what}."
        case "out_of_range" if thing and "minimum" in detail:
            low, high = detail["minimum"], detail["maximum"]
            return f"{_capital(the(thing))} can only be set from {low} to {high}."
        case "unknown_state" if thing and what:
            return f"I don't know the {what} of {the(thing)} now, so I can't change it."
        case _:
            return None


def _attribute_words(name: str, language: Language) -> str:
    """Return what an attribute is called, where it has a name that people know."""
    return attribute_name(name, language) if name and name not in {"value", "activated"} else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


__all__ = ["Language", "reply", "reply_to", "timer_name"]
