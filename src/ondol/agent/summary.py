"""Says in a few words what a plan would do: for the journal, schedules and confirmations."""

from collections.abc import Mapping, Sequence
from typing import Literal

from ondol.home.home import Home
from ondol.home.plan import (
    Act,
    After,
    AllOf,
    At,
    Cancel,
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
from ondol.things.thing import Value

Language = Literal["ko", "en"]

ATTRIBUTES: Mapping[str, tuple[str, str]] = {
    "on": ("전원", "power"),
    "brightness": ("밝기", "brightness"),
    "color": ("색", "colour"),
    "color_temperature": ("색온도", "colour temperature"),
    "speed": ("세기", "speed"),
    "fan_speed": ("바람 세기", "fan speed"),
    "oscillating": ("회전", "oscillation"),
    "swing": ("바람 방향", "swing"),
    "direction": ("방향", "direction"),
    "mode": ("모드", "mode"),
    "target_temperature": ("설정 온도", "target temperature"),
    "freezer_target_temperature": ("냉동실 온도", "freezer temperature"),
    "rapid_freeze": ("급속 냉동", "rapid freeze"),
    "temperature": ("온도", "temperature"),
    "humidity": ("습도", "humidity"),
    "target_humidity": ("희망 습도", "target humidity"),
    "intensity": ("세기", "intensity"),
    "interval": ("간격", "interval"),
    "position": ("열림", "opening"),
    "tilt": ("각도", "tilt"),
    "locked": ("잠금", "lock"),
    "volume": ("음량", "volume"),
    "muted": ("음소거", "mute"),
    "playback": ("재생", "playback"),
    "source": ("입력", "input"),
    "app": ("앱", "app"),
    "channel": ("채널", "channel"),
    "title": ("제목", "title"),
    "activity": ("동작", "activity"),
    "program": ("코스", "programme"),
    "cleaning_area": ("청소 구역", "cleaning area"),
    "remaining": ("남은 시간", "time left"),
    "battery": ("배터리", "battery"),
    "power": ("소비 전력", "power"),
    "energy": ("사용량", "energy"),
    "pm25": ("초미세먼지", "PM2.5"),
    "door_open": ("문", "door"),
    "location": ("위치", "location"),
    "items": ("항목", "items"),
    "value": ("값", "value"),
    "activated": ("실행", "activation"),
}
"""What an attribute is called, in Korean and English."""

_VERBS: Mapping[tuple[str, Value], tuple[str, str]] = {
    ("on", True): ("켜기", "turn on"),
    ("on", False): ("끄기", "turn off"),
    ("locked", True): ("잠그기", "lock"),
    ("locked", False): ("열기", "unlock"),
    ("position", 100): ("열기", "open"),
    ("position", 0): ("닫기", "close"),
    ("muted", True): ("음소거", "mute"),
    ("muted", False): ("음소거 해제", "unmute"),
    ("activated", True): ("실행", "run"),
    ("activity", "cleaning"): ("청소 시작", "start cleaning"),
    ("activity", "returning"): ("돌려보내기", "send home"),
    ("activity", "running"): ("시작", "start"),
    ("activity", "paused"): ("일시정지", "pause"),
    ("activity", "idle"): ("멈추기", "stop"),
    ("playback", "playing"): ("재생", "play"),
    ("playback", "paused"): ("일시정지", "pause"),
}
_UNITS = {"PERCENT": "%", "DEG_C": "°C", "K": "K", "MIN": "min"}
_OPS: Mapping[str, tuple[str, str]] = {
    "start": ("시작", "start"),
    "cancel": ("취소", "cancel"),
    "cancel_all": ("모두 취소", "cancel all"),
    "pause": ("일시정지", "pause"),
    "resume": ("다시 시작", "resume"),
    "add": ("늘리기", "add"),
    "subtract": ("줄이기", "subtract"),
    "status": ("확인", "status"),
    "remove": ("빼기", "remove"),
    "complete": ("완료", "complete"),
    "read": ("읽기", "read"),
}


def attribute_name(name: str, language: Language) -> str:
    """Return what an attribute is called.

    >>> attribute_name("brightness", "ko")
    '밝기'
    """
    korean, english = ATTRIBUTES.get(name, (name, name.replace("_", " ")))
    return korean if language == "ko" else english


def summary(plan: Plan, home: Home, language: Language) -> str:
    """Return a plan in a few words."""
    return ", ".join(_step(step, home, language) for step in plan.steps) or "-"


def _pick(pair: tuple[str, str], language: Language) -> str:
    return pair[0] if language == "ko" else pair[1]


def _title(thing_id: str, home: Home) -> str:
    thing = home.things.get(thing_id)
    return thing.title if thing is not None else thing_id


def _step(step: Step, home: Home, language: Language) -> str:
    is_korean = language == "ko"
    match step:
        case Act():
            return _act(step, home, language)
        case Query(things=things, attribute=attribute):
            names = ", ".join(_title(thing, home) for thing in things[:3])
            asked = attribute_name(attribute, language)
            return f"{names} {asked} 묻기" if is_korean else f"ask {asked} of {names}"
        case TimerOp(op=op, seconds=seconds):
            length = f" {_length(seconds, language)}" if seconds else ""
            said = _pick(_OPS[op], language)
            return f"타이머{length} {said}" if is_korean else f"{said} timer{length}"
        case Schedule(when=when, then=then):
            later = summary(then, home, language)
            return f"{when_text(when, home, language)}: {later}"
        case ListOp(op=op, item=item, list_id=list_id):
            said = _pick(
                _OPS.get(op, ("추가", "add")) if op != "add" else ("추가", "add"), language
            )
            return " ".join(part for part in (_title(list_id, home), item, said) if part)
        case Play(query=query):
            return f"{query} 재생" if is_korean else f"play {query}"
        case Handoff(to=to):
            name = _title(to, home)
            return f"{name}에서 이어 보기" if is_korean else f"carry on on {name}"
        case Say(message=message):
            if not message:
                return "알림" if is_korean else "alarm"
            return f"“{message}” 방송" if is_korean else f"announce “{message}”"
        case Info(topic=topic):
            names_ = {
                "time": ("시각", "time"),
                "date": ("날짜", "date"),
                "weather": ("날씨", "weather"),
            }
            return _pick(names_[topic], language)
        case Cancel():
            return "취소" if is_korean else "never mind"
        case Undo():
            return "되돌리기" if is_korean else "undo"


def _act(act: Act, home: Home, language: Language) -> str:
    said: dict[str, list[str]] = {}
    for thing_id, values in act.changes.items():
        words = [_change(thing_id, name, value, home, language) for name, value in values.items()]
        said.setdefault(", ".join(words), []).append(_title(thing_id, home))
    for action in act.actions:
        names = {"next": ("다음", "next"), "previous": ("이전", "previous")}
        word = _pick(names.get(action.name, (action.name, action.name)), language)
        said.setdefault(word, []).append(_title(action.thing_id, home))
    is_korean = language == "ko"
    return ", ".join(
        f"{', '.join(titles)} {what}" if is_korean else f"{what}: {', '.join(titles)}"
        for what, titles in said.items()
    )


def _change(thing_id: str, name: str, value: Value, home: Home, language: Language) -> str:
    verb = _VERBS.get((name, value)) if isinstance(value, bool | int | str) else None
    if verb is not None:
        return _pick(verb, language)
    thing = home.things.get(thing_id)
    known = thing.properties.get(name) if thing is not None else None
    unit = _UNITS.get(known.unit or "", "") if known is not None else ""
    text = f"{value:g}" if isinstance(value, int | float) else f"{value}"
    return f"{attribute_name(name, language)} {text}{unit}"


def when_text(when: When, home: Home, language: Language) -> str:
    """Return a moment or condition in a few words."""
    is_korean = language == "ko"
    match when:
        case After(seconds=seconds):
            length = _length(seconds, language)
            return f"{length} 뒤" if is_korean else f"in {length}"
        case At(time=time, days=days):
            if len(days) == 7:
                return f"매일 {time:%H:%M}" if is_korean else f"every day at {time:%H:%M}"
            named = "".join(_DAY[day][0] for day in days) if is_korean else ", ".join(days)
            return f"{named} {time:%H:%M}".strip()
        case Sun(event=event):
            names = {"sunset": ("해 질 때", "at sunset"), "sunrise": ("해 뜰 때", "at sunrise")}
            return _pick(names[event], language)
        case Once(thing_id=thing_id, attribute=attribute, test=test):
            name = attribute_name(attribute, language)
            state = f"{_title(thing_id, home)} {name} {test.op} {test.value}"
            return f"{state}이면" if is_korean else f"once {state}"
        case AllOf(whens=whens):
            everyone, others = of_everyone(whens, home, language)
            return " + ".join((*everyone, *(when_text(one, home, language) for one in others)))


_EVERYONE = {
    "home": ("모두 집에 오면", "once everyone is home"),
    "not_home": ("모두 나가면", "once everyone has left"),
}


def of_everyone(
    whens: Sequence[When], home: Home, language: Language
) -> tuple[tuple[str, ...], tuple[When, ...]]:
    """Return words for what is asked of all people of the home, if it is; and the other conditions.

    "모두 나가면" is one condition for each of them, and nobody wants to hear these.
    """
    people = {thing.id for thing in home.things.values() if thing.type == "person"}
    asked = {
        one.thing_id: one
        for one in whens
        if isinstance(one, Once) and one.thing_id in people and one.attribute == "location"
    }
    tests = {one.test for one in asked.values()}
    words = next((pair for to, pair in _EVERYONE.items() if tests == {Test(value=to)}), None)
    if words is None or asked.keys() != people or len(people) == 1:
        return (), tuple(whens)
    return (_pick(words, language),), tuple(one for one in whens if one not in asked.values())


_DAY = {
    "mon": "월",
    "tue": "화",
    "wed": "수",
    "thu": "목",
    "fri": "금",
    "sat": "토",
    "sun": "일",
}


def _length(seconds: int, language: Language) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    units = ("시간", "분", "초") if language == "ko" else (" h", " min", " s")
    parts = zip((hours, minutes, rest), units, strict=True)
    return " ".join(f"{count}{unit}" for count, unit in parts if count)
