"""What people hear: made from what was observed, and from nothing else.

A model never writes a word of it. An outcome that is not `Done` is never said to be done; what the
hub could not do is said, with its reason. Korean is spoken politely (해요체).
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal
from zoneinfo import ZoneInfo

from ondol.home.home import Home, Timer
from ondol.home.plan import Query
from ondol.home.result import (
    Acted,
    Announced,
    Answered,
    Cancelled,
    Declined,
    Done,
    ListAnswer,
    NotDone,
    Outcome,
    Result,
    Scheduled,
    StepResult,
    TimedOut,
    TimerAnswer,
    Told,
    Undone,
)
from ondol.language.particles import with_particle
from ondol.things.command import InvokeAction, SetProperty
from ondol.things.thing import Thing, Value

from .answer import Chat, Clarify, Refused
from .summary import attribute_name, summary, when_text
from .wording import COLORS, DAYS, REASONS, TYPES, pick

Language = Literal["ko", "en"]


def reply(result: Result, home: Home, language: Language) -> str:
    """Return what to say about a plan that was submitted."""
    if result.confirmation is not None:
        what = summary(result.plan, home, language)
        if language == "ko":
            return f"‘{what}’는 다른 화면에서 확인해 주세요. 1분 안에 확인하면 할게요."
        return f"Please confirm “{what}” on another screen within a minute."
    if result.refused is not None:
        return _reason(result.refused.code, language, otherwise=result.refused.reason)
    said = [_step(step, home, language) for step in result.steps]
    said += [_reason(code, language) for code in result.plan.left_out]
    return " ".join(part for part in said if part) or pick(("네.", "OK."), language)


def reply_to(answer: Chat | Clarify | Refused, home: Home, language: Language) -> str:
    """Return what to say to an utterance of which no plan was made."""
    match answer:
        case Chat():
            return pick(
                (
                    "그건 집에서 할 수 있는 일이 아니라서 도와드리기 어려워요.",
                    "That is not something the home can do, so I can't help with it.",
                ),
                language,
            )
        case Clarify(code="which_thing", options=options) if options:
            names = [_title(option, home) for option in options[:5]]
            if language == "ko":
                return f"어느 것을 말씀하세요? {_listed(names, language, last='또는')}이 있어요."
            return f"Which one: {_listed(names, language, last='or')}?"
        case Clarify(code=code):
            return pick(_QUESTIONS.get(code, _QUESTIONS["unsure"]), language)
        case Refused(code=code, detail=detail):
            return _refusal(code, detail, language)


_QUESTIONS: Mapping[str, tuple[str, str]] = {
    "which_thing": ("무엇을 말씀하세요?", "Which thing do you mean?"),
    "which_area": ("어느 방을 말씀하세요?", "Which room do you mean?"),
    "what": ("무엇을 어떻게 할까요?", "What shall I do?"),
    "value": ("얼마로 할까요?", "What value would you like?"),
    "duration": ("얼마 동안으로 할까요?", "For how long?"),
    "time": ("몇 시로 할까요?", "At what time?"),
    "unsure": (
        "잘 못 알아들었어요. 다시 말씀해 주세요.",
        "I did not understand. Please say it again.",
    ),
}


def _refusal(code: str, detail: Mapping[str, str], language: Language) -> str:
    name, thing = detail.get("name", ""), detail.get("thing", "")
    is_korean = language == "ko"
    match code:
        case "no_such_name":
            if is_korean:
                return f"‘{name}’{with_particle(name, '이/가')[len(name) :]} 무엇인지 모르겠어요."
            return f"I don't know “{name}” in this home."
        case "no_such_thing" if detail.get("type"):
            what = pick(TYPES.get(detail["type"], (detail["type"], detail["type"])), language)
            area = detail.get("area", "")
            if is_korean:
                there = f"{area}에는 " if area else "이 집에는 "
                return f"{there}{with_particle(what, '이/가')} 없어요."
            return f"There is no {what} in the {area}." if area else f"There is no {what} here."
        case "no_ability" if thing:
            attribute = attribute_name(detail.get("attribute", ""), language)
            if is_korean:
                return f"{with_particle(thing, '은/는')} {attribute} 조절을 할 수 없어요."
            return f"{thing} cannot change its {attribute}."
        case "out_of_range" if "minimum" in detail:
            low, high = detail["minimum"], detail["maximum"]
            if is_korean:
                return f"{with_particle(thing, '은/는')} {low}에서 {high}까지만 맞출 수 있어요."
            return f"{thing} can only be set from {low} to {high}."
        case "unknown_state" if thing:
            attribute = attribute_name(detail.get("attribute", ""), language)
            if is_korean:
                return f"{thing}의 지금 {attribute} 값을 몰라서 얼마나 바꿀지 모르겠어요."
            return f"I don't know the {attribute} of {thing} now, so I can't change it by a step."
        case _:
            return _reason(code, language)


def _reason(code: str, language: Language, otherwise: str | None = None) -> str:
    known = REASONS.get(code)
    if known is not None:
        return pick(known, language)
    if otherwise and language == "en":
        return f"That was not done: {otherwise}."
    return pick(("그건 할 수 없었어요.", "That could not be done."), language)


def _step(step: StepResult, home: Home, language: Language) -> str:
    match step:
        case Acted(outcomes=outcomes):
            return _acted(outcomes, home, language)
        case Answered():
            return _answered(step, home, language)
        case TimerAnswer():
            return _timer(step, home, language)
        case Scheduled(entry=entry):
            when = when_text(entry.when, home, language)
            what = summary(entry.then, home, language)
            if language == "ko":
                return (
                    f"{when}에 하도록 예약했어요: {what}."
                    if _is_moment(when)
                    else f"예약했어요. {when}: {what}."
                )
            return f"Scheduled {when}: {what}."
        case ListAnswer():
            return _list(step, home, language)
        case Told():
            return _told(step, home, language)
        case Announced(message=message, delivered=delivered):
            if not delivered:
                return pick(
                    ("지금 알림을 들을 화면이 없어요.", "No screen is open to show that now."),
                    language,
                )
            if not message:
                return pick(("알렸어요.", "Announced."), language)
            return pick((f"“{message}”라고 알렸어요.", f"Announced “{message}”."), language)
        case Undone(entry_id=None):
            return pick(("되돌릴 것이 없어요.", "There is nothing to undo."), language)
        case Undone(outcomes=outcomes):
            return _undone(outcomes, home, language)
        case Cancelled():
            return pick(("네, 그대로 둘게요.", "OK, I'll leave it."), language)
        case Declined(code=code, reason=reason):
            return _reason(code, language, otherwise=reason)


def _is_moment(when: str) -> bool:
    return when[-1:].isdigit()


# --- acts -----------------------------------------------------------------------------------------

_DONE: Mapping[tuple[str, Value], tuple[str, str]] = {
    ("on", True): ("켰어요", "turned on"),
    ("on", False): ("껐어요", "turned off"),
    ("locked", True): ("잠갔어요", "locked"),
    ("locked", False): ("열었어요", "unlocked"),
    ("position", 100): ("열었어요", "opened"),
    ("position", 0): ("닫았어요", "closed"),
    ("muted", True): ("음소거했어요", "muted"),
    ("muted", False): ("소리를 켰어요", "unmuted"),
    ("activated", True): ("실행했어요", "ran"),
    ("activity", "cleaning"): ("청소를 시작했어요", "started"),
    ("activity", "returning"): ("돌려보냈어요", "sent home"),
    ("activity", "docked"): ("돌려보냈어요", "sent home"),
    ("activity", "running"): ("시작했어요", "started"),
    ("activity", "paused"): ("멈췄어요", "paused"),
    ("activity", "idle"): ("껐어요", "stopped"),
    ("playback", "playing"): ("재생했어요", "resumed"),
    ("playback", "paused"): ("멈췄어요", "paused"),
    ("playback", "idle"): ("멈췄어요", "stopped"),
    ("oscillating", True): ("회전시켰어요", "set to oscillate"),
    ("oscillating", False): ("회전을 멈췄어요", "stopped from oscillating"),
    ("rapid_freeze", True): ("급속 냉동을 켰어요", "set to rapid freeze"),
    ("rapid_freeze", False): ("급속 냉동을 껐어요", "taken off rapid freeze"),
}
_SUBJECTS = frozenset({"청소를 시작했어요"})


def _acted(outcomes: Sequence[Outcome], home: Home, language: Language) -> str:
    """Say what was done and what was not; nothing that changed is a thing to say too."""
    done = [one for one in outcomes if isinstance(one, Done)]
    failed = [one for one in outcomes if not isinstance(one, Done)]
    done = _without_implied_power(done)
    changed = [one for one in done if _has_changed(one)]
    parts = [_done(changed, home, language)] if changed else []
    if not changed and not failed:
        return pick(("이미 그렇게 되어 있어요.", "It is so already."), language)
    return _joined(parts, _failed(failed, home, language), language)


def _without_implied_power(done: Sequence[Done]) -> list[Done]:
    """Leave out that a thing was turned on where something else about it was set as well."""
    others = {
        one.command.thing_id
        for one in done
        if isinstance(one.command, SetProperty) and one.command.name != "on"
    }
    return [
        one
        for one in done
        if not (
            isinstance(one.command, SetProperty)
            and one.command.name == "on"
            and one.command.value is True
            and one.command.thing_id in others
        )
    ]


def _has_changed(one: Done) -> bool:
    if isinstance(one.command, InvokeAction) or one.command.name == "activated":
        return True
    return one.before != one.observed


def _done(done: Sequence[Done], home: Home, language: Language) -> str:
    """Say what was done, things that were done the same to together."""
    groups: dict[str, list[str]] = {}
    for one in done:
        groups.setdefault(_deed(one, home, language), []).append(one.command.thing_id)
    sentences = []
    for deed, things in groups.items():
        names = _names(things, home, language)
        if language == "ko":
            marked = with_particle(names, "이/가") if deed in _SUBJECTS else _object(names, deed)
            sentences.append(f"{marked} {deed}")
        else:
            sentences.append(_english_deed(names, deed))
    if language == "ko":
        return _korean_chain(sentences)
    return _capital("; ".join(sentences))


def _object(names: str, deed: str) -> str:
    if deed.endswith(("맞췄어요", "바꿨어요")):
        return names
    return with_particle(names, "을/를")


def _deed(one: Done, home: Home, language: Language) -> str:
    command = one.command
    if isinstance(command, InvokeAction):
        words = {
            "next": ("다음으로 넘겼어요", "skipped"),
            "previous": ("이전으로 돌렸어요", "went back"),
        }
        return pick(words.get(command.name, ("했어요", "done")), language)
    observed = one.observed if one.observed is not None else command.value
    if isinstance(observed, bool | int | float | str):
        known = _DONE.get((command.name, observed))
        if known is not None:
            return pick(known, language)
    value = value_text(home.things.get(command.thing_id), command.name, observed, home, language)
    attribute = attribute_name(command.name, language)
    if language == "ko":
        return f"{with_particle(attribute, '을/를')} {with_particle(value, '으로/로')} 맞췄어요"
    return f"set {attribute} to {value}"


def _english_deed(names: str, deed: str) -> str:
    if deed.startswith("set ") and " to " in deed:
        attribute, _, value = deed.removeprefix("set ").partition(" to ")
        return f"{names}: {attribute} set to {value}"
    return f"{deed} {names}"


def _korean_chain(sentences: Sequence[str]) -> str:
    """Join sentences: "등을 껐고, 에어컨을 켰어요."."""
    *earlier, last = sentences
    return "".join(f"{one.removesuffix('어요')}고, " for one in earlier) + f"{last}."


def _failed(failed: Sequence[NotDone | TimedOut], home: Home, language: Language) -> Sequence[str]:
    groups: dict[str, list[str]] = {}
    for one in failed:
        code = one.code if isinstance(one, NotDone) else "timed_out"
        things = groups.setdefault(code, [])
        if one.command.thing_id not in things:
            things.append(one.command.thing_id)
    sentences = []
    for code, things in groups.items():
        names = _names(things, home, language)
        if language == "ko":
            how = _FAILED_KO.get(code, "할 수 없다고 했어요")
            sentences.append(f"{with_particle(names, '이/가')} {how}")
        else:
            how = _FAILED_EN.get(code, "declined")
            sentences.append(f"{names} {how}")
    return sentences


_FAILED_KO = {
    "timed_out": "응답하지 않아요",
    "unreachable": "연결되어 있지 않아요",
    "gone": "사라졌어요",
    "superseded": "그사이 다르게 바뀌었어요",
}
_FAILED_EN = {
    "timed_out": "did not respond",
    "unreachable": "cannot be reached",
    "gone": "has gone",
    "superseded": "was changed otherwise meanwhile",
}


def _joined(done: Sequence[str], failed: Sequence[str], language: Language) -> str:
    if not failed:
        return " ".join(done)
    if language == "ko":
        if done:
            first = done[0].removesuffix(".")
            return f"{_but(first)} {', '.join(failed)}."
        return f"{', '.join(failed)}."
    if done:
        return f"{done[0]}, but {', '.join(failed)}."
    return _capital(f"{', '.join(failed)}.")


def _but(sentence: str) -> str:
    """Turn "등을 껐어요" into "등은 껐는데"."""
    head, _, verb = sentence.rpartition(" ")
    for particle in ("을", "를"):
        if head.endswith(particle):
            stem = head[: -len(particle)]
            head = with_particle(stem, "은/는")
            break
    return f"{head} {verb.removesuffix('어요')}는데"


def _undone(outcomes: Sequence[Outcome], home: Home, language: Language) -> str:
    if not outcomes:
        return pick(("되돌렸어요.", "Undone."), language)
    failed = [one for one in outcomes if not isinstance(one, Done)]
    if not failed:
        names = _names(_ids(outcomes), home, language)
        return pick(
            (f"{with_particle(names, '을/를')} 되돌렸어요.", f"Put back {names}."), language
        )
    trouble = ", ".join(_failed(failed, home, language))
    if len(failed) == len(outcomes):
        return pick((f"되돌리지 못했어요. {trouble}.", f"Could not undo: {trouble}."), language)
    return pick((f"되돌리는 중에 {trouble}.", f"Partly undone: {trouble}."), language)


def _ids(outcomes: Iterable[Outcome]) -> list[str]:
    return list(dict.fromkeys(one.command.thing_id for one in outcomes))


# --- names and values -----------------------------------------------------------------------------


def _title(thing_id: str, home: Home) -> str:
    thing = home.things.get(thing_id)
    return thing.title if thing is not None else thing_id


def _names(things: Sequence[str], home: Home, language: Language) -> str:
    """Name things; many of one type are counted ("불 4개")."""
    unique = list(dict.fromkeys(things))
    if len(unique) > 3:
        types = {home.things[one].type for one in unique if one in home.things}
        if len(types) == 1:
            kind = pick(TYPES.get(next(iter(types)), ("기기", "thing")), language)
            return f"{kind} {len(unique)}개" if language == "ko" else f"{len(unique)} {kind}s"
        return pick((f"기기 {len(unique)}개", f"{len(unique)} things"), language)
    return _listed([_title(one, home) for one in unique], language)


def _listed(names: Sequence[str], language: Language, last: str | None = None) -> str:
    """Join names: "등, 티비와 커튼"."""
    if len(names) < 2:
        return "".join(names)
    if language == "ko":
        joint = f" {last} " if last else ""
        before = names[-2] + joint if last else with_particle(names[-2], "과/와") + " "
        return ", ".join((*names[:-2], "")) + before + names[-1]
    return f"{', '.join(names[:-1])} {last or 'and'} {names[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_KO_WORDS: Mapping[str, str] = {
    "cool": "냉방",
    "heat": "난방",
    "auto": "자동",
    "dry": "제습",
    "fan": "송풍",
    "off": "꺼짐",
    "low": "약",
    "medium": "중",
    "high": "강",
    "up": "위",
    "middle": "가운데",
    "down": "아래",
    "sleep": "취침",
    "eco": "절전",
    "turbo": "터보",
    "quiet": "저소음",
    "forward": "정방향",
    "reverse": "역방향",
    "playing": "재생 중",
    "paused": "멈춤",
    "idle": "대기",
    "docked": "충전대",
    "cleaning": "청소 중",
    "returning": "돌아가는 중",
    "running": "작동 중",
    "home": "집",
    "away": "외출",
    "standard": "표준",
}
_EN_WORDS: Mapping[str, str] = {"docked": "on its dock", "idle": "idle"}


def value_text(thing: Thing | None, name: str, value: Value, home: Home, language: Language) -> str:
    """Return a value as people say it.

    >>> value_text(None, "target_temperature", 24.5, Home(id="h"), "ko")
    '24.5도'
    """
    known = thing.properties.get(name) if thing is not None else None
    unit = known.unit if known is not None else None
    match value:
        case None:
            if name == "cleaning_area":
                return pick(("집 전체", "the whole home"), language)
            return pick(("알 수 없음", "unknown"), language)
        case bool():
            return pick(("켜짐", "on") if value else ("꺼짐", "off"), language)
        case int() | float():
            return _number(value, unit, name, language)
        case str() if name == "color":
            return pick(COLORS.get(value, (value, value)), language)
        case str() if name == "cleaning_area" and value in home.areas:
            return home.areas[value].name
        case str():
            words = _KO_WORDS if language == "ko" else _EN_WORDS
            return words.get(value, value)
        case tuple():
            return _listed(list(value), language)


def _number(value: float, unit: str | None, name: str, language: Language) -> str:
    text = f"{value:g}"
    if unit == "SEC" or name == "remaining":
        return duration_text(int(value), language)
    if unit == "DEG_C" or ("temperature" in name and unit != "K"):
        return pick((f"{text}도", f"{text} degrees"), language)
    if unit == "PERCENT":
        return pick((f"{text}퍼센트", f"{text} percent"), language)
    units = {"K": "K", "W": "W", "KiloW-HR": "kWh", "MIN": "분", "PPM": "ppm", "LUX": "lx"}
    units |= {"MicroGM-PER-M3": "㎍", "HectoPA": "hPa", "V": "V", "A": "A"}
    if unit == "MIN" and language == "en":
        return f"{text} minutes"
    return f"{text}{units.get(unit or '', '')}"


def duration_text(seconds: int, language: Language) -> str:
    """Return a length of time as people say it.

    >>> duration_text(5400, "ko"), duration_text(60, "en")
    ('1시간 30분', '1 minute')
    """
    hours, rest = divmod(max(seconds, 0), 3600)
    minutes, rest = divmod(rest, 60)
    if language == "ko":
        parts = [f"{n}{u}" for n, u in ((hours, "시간"), (minutes, "분"), (rest, "초")) if n]
        return " ".join(parts) or "0초"
    named = ((hours, "hour"), (minutes, "minute"), (rest, "second"))
    parts = [f"{n} {u}{'' if n == 1 else 's'}" for n, u in named if n]
    return _listed(parts, "en") if parts else "0 seconds"


# --- questions ------------------------------------------------------------------------------------

_STATES: Mapping[tuple[str, Value], tuple[str, str]] = {
    ("on", True): ("켜져 있어요", "on"),
    ("on", False): ("꺼져 있어요", "off"),
    ("locked", True): ("잠겨 있어요", "locked"),
    ("locked", False): ("열려 있어요", "unlocked"),
    ("position", 100): ("열려 있어요", "open"),
    ("position", 0): ("닫혀 있어요", "closed"),
    ("door_open", True): ("열려 있어요", "open"),
    ("door_open", False): ("닫혀 있어요", "closed"),
    ("muted", True): ("음소거돼 있어요", "muted"),
    ("muted", False): ("소리가 켜져 있어요", "not muted"),
    ("location", "home"): ("집에 있어요", "at home"),
    ("location", "not_home"): ("집에 없어요", "away"),
    ("activity", "cleaning"): ("청소하고 있어요", "cleaning"),
    ("activity", "docked"): ("충전대에 있어요", "on its dock"),
    ("activity", "running"): ("돌아가고 있어요", "running"),
    ("activity", "paused"): ("멈춰 있어요", "paused"),
    ("activity", "idle"): ("쉬고 있어요", "idle"),
    ("activity", "returning"): ("돌아가고 있어요", "on its way home"),
    ("playback", "playing"): ("재생 중이에요", "playing"),
    ("playback", "paused"): ("멈춰 있어요", "paused"),
    ("playback", "idle"): ("쉬고 있어요", "idle"),
}
_OPENED = frozenset({"window", "door", "garage_door", "opening"})


def state_text(thing: Thing | None, name: str, value: Value, home: Home, language: Language) -> str:
    """Return what a thing is like: "꺼져 있어요", "off"."""
    if name == "value" and isinstance(value, bool):
        if thing is not None and thing.measures in _OPENED:
            words = ("열려 있어요", "open") if value else ("닫혀 있어요", "closed")
        elif thing is not None and thing.measures == "battery":
            words = ("부족해요", "low") if value else ("충분해요", "fine")
        else:
            words = ("감지됐어요", "detected") if value else ("감지되지 않았어요", "not detected")
        return pick(words, language)
    if name == "position" and isinstance(value, int | float) and value not in (0, 100):
        said = f"{value:g}"
        return pick((f"{said}퍼센트 열려 있어요", f"{said} percent open"), language)
    known = _STATES.get((name, value)) if isinstance(value, bool | int | float | str) else None
    if known is not None:
        return pick(known, language)
    said = value_text(thing, name, value, home, language)
    return pick((with_particle(said, "이에요/예요"), said), language)


def _answered(answered: Answered, home: Home, language: Language) -> str:
    query = answered.query
    known = {thing: value for thing, value in answered.values.items() if value is not None}
    if not known:
        names = _names(query.things, home, language)
        return pick(
            (
                f"{with_particle(names, '이/가')} 아직 알려 주지 않았어요.",
                f"{names} has not said yet.",
            ),
            language,
        )
    match query.ask:
        case "which":
            return _which(answered, home, language)
        case "count":
            count = answered.answer
            return pick((f"{count}개예요.", f"{count}."), language)
        case "any" | "all":
            return _yes_or_no(answered, home, language)
        case "value":
            said = [
                _one_value(thing, query, value, home, language) for thing, value in known.items()
            ]
            return " ".join(said)


def _one_value(thing_id: str, query: Query, value: Value, home: Home, language: Language) -> str:
    thing = home.things.get(thing_id)
    title = _title(thing_id, home)
    name = query.attribute
    if name == "remaining" and isinstance(value, int | float):
        if value <= 0:
            return pick(
                (f"{with_particle(title, '은/는')} 끝났어요.", f"{title} is finished."), language
            )
        left = duration_text(int(value), language)
        return pick(
            (f"{with_particle(title, '은/는')} {left} 남았어요.", f"{title} has {left} left."),
            language,
        )
    said = state_text(thing, name, value, home, language)
    is_state = isinstance(value, bool) or (name, value) in _STATES
    if name == "value" or is_state:
        return pick((f"{with_particle(title, '은/는')} {said}.", f"{title} is {said}."), language)
    attribute = attribute_name(name, language)
    if language == "ko":
        return f"{title} {with_particle(attribute, '은/는')} {said}."
    return f"The {attribute} of {title} is {said}."


def _which(answered: Answered, home: Home, language: Language) -> str:
    ids = answered.answer if isinstance(answered.answer, tuple) else ()
    if not ids:
        return pick(("없어요.", "None."), language)
    names = _listed([_title(one, home) for one in ids], language)
    return pick((f"{with_particle(names, '이에요/예요')}.", f"{names}."), language)


def _yes_or_no(answered: Answered, home: Home, language: Language) -> str:
    yes = pick(("네", "Yes") if answered.answer else ("아니요", "No"), language)
    if len(answered.values) > 1:
        test = answered.query.test
        holding = [t for t, v in answered.values.items() if test is None or test.holds(v)]
        if answered.query.ask == "any" and answered.answer and len(holding) <= 3:
            names = _listed([_title(one, home) for one in holding], language)
            return pick((f"네, {with_particle(names, '이에요/예요')}.", f"Yes: {names}."), language)
        missing = [one for one in answered.values if one not in holding]
        if answered.query.ask == "all" and not answered.answer and len(missing) <= 3:
            names = _listed([_title(one, home) for one in missing], language)
            return pick(
                (f"아니요, {with_particle(names, '은/는')} 아니에요.", f"No: not {names}."),
                language,
            )
        return f"{yes}."
    ((thing_id, value),) = answered.values.items()
    said = state_text(home.things.get(thing_id), answered.query.attribute, value, home, language)
    title = _title(thing_id, home)
    if language == "ko":
        return f"{yes}, {with_particle(title, '은/는')} {said}."
    return f"{yes}, {title} is {said}."


# --- timers, lists, time --------------------------------------------------------------------------


def _timer(answer: TimerAnswer, home: Home, language: Language) -> str:
    if answer.code is not None:
        return _reason(answer.code, language)
    op = answer.op.op
    if op == "status":
        return " ".join(_timer_left(timer, language) for timer in answer.timers)
    if not answer.timers:
        return _reason("no_timer", language)
    timer = answer.timers[0]
    name = f"{timer.name} " if timer.name else ""
    length = duration_text(timer.length_s if op == "start" else timer.left_s, language)
    words: Mapping[str, tuple[str, str]] = {
        "start": (
            f"{name}타이머를 {length}으로 시작했어요.",
            f"Started a {name}timer for {length}.",
        ),
        "cancel": (f"{name}타이머를 취소했어요.", f"Cancelled the {name}timer."),
        "cancel_all": (
            f"타이머 {len(answer.timers)}개를 취소했어요.",
            f"Cancelled {len(answer.timers)} timers.",
        ),
        "pause": (
            f"{name}타이머를 멈췄어요. {length} 남았어요.",
            f"Paused the {name}timer, {length} left.",
        ),
        "resume": (
            f"{name}타이머를 다시 시작했어요. {length} 남았어요.",
            f"Resumed the {name}timer, {length} left.",
        ),
        "add": (f"늘렸어요. {length} 남았어요.", f"Added; {length} left."),
        "subtract": (f"줄였어요. {length} 남았어요.", f"Taken off; {length} left."),
    }
    return pick(words[op], language)


def _timer_left(timer: Timer, language: Language) -> str:
    name = f"{timer.name} " if timer.name else ""
    left = duration_text(timer.left_s, language)
    if timer.is_paused:
        return pick(
            (
                f"{name}타이머는 멈춰 있고 {left} 남았어요.",
                f"The {name}timer is paused, {left} left.",
            ),
            language,
        )
    return pick((f"{name}타이머는 {left} 남았어요.", f"The {name}timer has {left} left."), language)


def _list(answer: ListAnswer, home: Home, language: Language) -> str:
    title = _title(answer.list_id, home)
    item = answer.item or ""
    if answer.code is not None:
        return _reason(answer.code, language)
    match answer.op.op:
        case "add":
            return pick(
                (
                    f"{title}에 {with_particle(item, '을/를')} 넣었어요.",
                    f"Added {item} to {title}.",
                ),
                language,
            )
        case "remove":
            return pick(
                (
                    f"{title}에서 {with_particle(item, '을/를')} 뺐어요.",
                    f"Removed {item} from {title}.",
                ),
                language,
            )
        case "complete":
            return pick(
                (f"{with_particle(item, '을/를')} 완료로 표시했어요.", f"Marked {item} as done."),
                language,
            )
        case "read":
            if not answer.items:
                return pick(
                    (f"{with_particle(title, '은/는')} 비어 있어요.", f"{title} is empty."),
                    language,
                )
            items = _listed(list(answer.items), language)
            return pick((f"{title}: {items}.", f"{title}: {items}."), language)


def _told(told: Told, home: Home, language: Language) -> str:
    if told.code is not None or told.moment is None:
        return _reason(told.code or "no_weather", language)
    moment = told.moment.astimezone(ZoneInfo(home.timezone))
    if told.topic == "time":
        return clock_text(moment.time(), language) + pick(("이에요.", "."), language)
    day = DAYS[moment.weekday()]
    if language == "ko":
        return f"{moment.month}월 {moment.day}일 {day[0]}이에요."
    return f"It is {day[1]}, {moment:%B} {moment.day}."


def clock_text(time: dt.time, language: Language) -> str:
    """Return a time of day as people say it.

    >>> clock_text(dt.time(19, 30), "ko"), clock_text(dt.time(0, 5), "en")
    ('오후 7시 30분', '12:05 am')
    """
    hour = time.hour % 12 or 12
    if language == "ko":
        part = "오전" if time.hour < 12 else "오후"
        return f"{part} {hour}시" + (f" {time.minute}분" if time.minute else "")
    return f"{hour}:{time.minute:02d} {'am' if time.hour < 12 else 'pm'}"
