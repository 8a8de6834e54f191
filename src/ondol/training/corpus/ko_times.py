"""Korean timers, alarms, schedules, lists, media, hand-off, messages, time and weather."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from . import ko_acts as acts
from . import ko_words as words
from .compose import Frame, Table, Template, said
from .expand import expand
from .hangul import Verb
from .ko_targets import noun
from .ko_words import NOUNS, request

_SET = (
    *(Verb("맞추", "맞춰"),) * 3,
    *(Verb("설정하", "설정해"),) * 2,
    Verb("켜", "켜"),
    Verb("시작하", "시작해"),
    Verb("걸", "걸어"),
    Verb("돌리", "돌려"),
    Verb("재", "재"),
    Verb("세팅하", "세팅해"),
)
_CANCEL = (
    *(Verb("취소하", "취소해"),) * 4,
    *(Verb("끄", "꺼"),) * 3,
    Verb("지우", "지워"),
    Verb("없애", "없애"),
    Verb("삭제하", "삭제해"),
    Verb("해제하", "해제해"),
    Verb("멈추", "멈춰"),
    Verb("그만하", "그만해"),
)
_TELL = (
    *(Verb("알리", "알려"),) * 4,
    *(Verb("말하", "말해"),) * 2,
    Verb("울리", "울려"),
    Verb("깨우", "깨워"),
    Verb("부르", "불러"),
)
_T = "(타이머*6|알람*2|타임*1)"


def _timer(op: str, text: str, **parts: str) -> Template:
    frame: Frame = {"kind": "timer", "op": op, **parts}
    return said(text, [frame])


def timer(rng: random.Random) -> Template:
    """Compose anything about timers."""
    op = rng.choices(
        ("start", "cancel", "cancel_all", "status", "pause", "resume", "add", "subtract"),
        (40, 14, 6, 14, 6, 6, 8, 6),
    )[0]
    which, parts = _which_timer(rng)
    if op == "start":
        return _start(rng)
    if op == "cancel_all":
        text = rng.choice(
            (
                f"{expand('(모든|전체|내|지금까지 설정한|맞춰 둔|)', rng)} {expand('(타이머|알람|타이머들|알람들)', rng)} {expand('(다|전부|모두|싹 다|죄다)', rng)} {request(_CANCEL[:9], rng)}",
                f"{expand('(모든|전체)', rng)} {expand('(타이머|알람)', rng)} {expand('(취소|삭제|꺼|해제|지워|제거)', rng)}",
                f"{expand('(타이머|알람)', rng)} {expand('(하나도 남기지 말고|있는 거|설정된 거)', rng)} 다 {request(_CANCEL[:8], rng)}",
            )
        )
        return _timer(op, text)
    if op == "status":
        text = expand(
            "(얼마나 남았어*4|얼마 남았어*2|몇 분 남았어*3|몇 분 남았지|언제 끝나*2|언제 울려|남은 시간 알려 줘*2|시간 얼마나 남았어|상태 알려 줘|얼마나 됐어|몇 초 남았어|확인해 줘|아직 멀었어|다 됐어|얼마나 남았는지 알려 줘|얼마나 남았나요|몇 분 남았어요|돌아가고 있어|얼마 안 남았지)[?]",
            rng,
        )
        if rng.random() < 0.2:
            return _timer(
                op,
                expand(
                    "(지금|설정된|맞춰 둔|내|내일|현재|오늘|) (타이머|알람) (뭐 있어|몇 개야|몇 개 있어|있어|목록 보여 줘|다 알려 줘|알려 줘|언제야|몇 시야|몇 시로 돼 있어|보여 줘|리스트 알려 줘)[?]",
                    rng,
                ),
            )
        return _timer(op, f"{which}{rng.choice(('', '', '', '~은', ' 지금'))} {text}", **parts)
    if op in {"add", "subtract"}:
        return _more_or_less(op, which, parts, rng)
    if op == "pause":
        verbs: Sequence[Verb] = (
            Verb("멈추", "멈춰"),
            Verb("멈추", "멈춰"),
            Verb("일시정지하", "일시정지해"),
            Verb("잠깐 멈추", "잠깐 멈춰"),
            Verb("잠시 멈추", "잠시 멈춰"),
            Verb("세우", "세워"),
            Verb("중단하", "중단해"),
            Verb("잠깐 정지하", "잠깐 정지해"),
        )
    elif op == "resume":
        verbs = (
            Verb("다시 시작하", "다시 시작해"),
            Verb("계속하", "계속해"),
            Verb("재개하", "재개해"),
            Verb("이어서 하", "이어서 해"),
            Verb("다시 돌리", "다시 돌려"),
            Verb("다시 켜", "다시 켜"),
        )
    else:
        verbs = _CANCEL
    word = (
        expand("(취소|그만|스톱|off|종료)", rng)
        if op == "cancel" and rng.random() < 0.15
        else request(verbs, rng)
    )
    if op == "pause" and word.startswith(("멈", "세")) and rng.random() < 0.5:
        word = f"잠깐 {word}"
    if op == "cancel" and not parts and rng.random() < 0.25:
        return _timer(
            op,
            expand(
                f"[(내일|오늘|월요일|금요일|아침)] {{time}}[(에 맞춘|에 설정한|에 맞춰 둔)] 알람 {word}",
                rng,
            ),
        )
    return _timer(op, f"{which}{rng.choice(('', '', '', '~을', ' 좀', '~은'))} {word}", **parts)


def _which_timer(rng: random.Random) -> tuple[str, dict[str, str]]:
    """Return words for one timer and how the frame says which."""
    shape = rng.random()
    if shape < 0.52:
        return expand(f"({_T}*6|지금 타이머|내 타이머|돌아가는 타이머|아까 맞춘 타이머)", rng), {}
    if shape < 0.76:
        return expand("({timer} 타이머*5|{timer} 알람|{timer}용 타이머)", rng), {"name": "{timer}"}
    if shape < 0.9:
        return expand(
            "({duration} 타이머*3|{duration}짜리 타이머*3|{duration}짜리|{duration} 맞춰 놓은 거|{duration}으로 맞춘 타이머)",
            rng,
        ), {"length": "{duration}"}
    return expand(
        "({area} 타이머*4|{area}에서 돌아가는 타이머|{area}에 맞춰 둔 타이머|{area}에 있는 타이머)",
        rng,
    ), {"area": "{area}"}


def _start(rng: random.Random) -> Template:
    shape = rng.random()
    little = rng.choice(("", "", "", " 좀", " 하나", "~을"))
    if shape < 0.36:
        text = f"{{duration}}{expand('(*4|짜리*2| 동안)', rng)} {expand(_T, rng)}{little} {request(_SET, rng) if rng.random() < 0.75 else expand('(시작|부탁해|ㄱㄱ|온|on|설정|)', rng)}"
        return _timer("start", text, duration="{duration}")
    if shape < 0.48:
        text = f"{expand(_T, rng)}{rng.choice(('', '', '~을'))} {{duration}}{rng.choice(('', '', '~으로', '만'))} {request(_SET, rng) if rng.random() < 0.75 else ''}"
        return _timer("start", text, duration="{duration}")
    if shape < 0.66:
        text = f"{{duration}} {expand('(뒤에*3|후에*3|있다가*2|이따가|있다|지나면*2|뒤|후)', rng)} {request(_TELL, rng) if rng.random() < 0.8 else expand('(알람|알림|알람 울려 줘|알람 좀|알림 부탁해|알람 맞춰 줘)', rng)}"
        return _timer("start", text, duration="{duration}")
    if shape < 0.73:
        text = f"{{duration}}{rng.choice(('만', '', '만'))} {request((Verb('재', '재'), Verb('세', '세'), Verb('카운트하', '카운트해')), rng)}"
        return _timer("start", text, duration="{duration}")
    if shape < 0.95:
        text = rng.choice(
            (
                f"{{timer}} 타이머{little} {{duration}}{rng.choice(('', '~으로', '만'))} {request(_SET, rng) if rng.random() < 0.7 else ''}",
                f"{{duration}}{rng.choice(('', '짜리'))} {{timer}} 타이머{little} {request(_SET, rng) if rng.random() < 0.8 else ''}",
                f"{{timer}}{rng.choice((' ', '용 ', ' 때문에 '))}{{duration}} 타이머{little} {request(_SET, rng)}",
                f"{{timer}}~이라는 이름으로 {{duration}} 타이머 {request(_SET, rng)}".replace(
                    "~이라는", rng.choice(("라는", "이라는"))
                ),
                "{timer} {duration} 타이머",
            )
        )
        return _timer("start", text, duration="{duration}", name="{timer}")
    text = f"{{area}}(에|) {{duration}} 타이머{little} {request(_SET, rng)}".replace(
        "(에|)", rng.choice(("에", ""))
    )
    return _timer("start", text, duration="{duration}", area="{area}")


def _more_or_less(op: str, which: str, parts: Mapping[str, str], rng: random.Random) -> Template:
    if "length" in parts:
        which, parts = "타이머", {}
    if op == "add":
        verbs: Sequence[Verb] = (
            Verb("추가하", "추가해"),
            Verb("더하", "더해"),
            Verb("늘리", "늘려"),
            Verb("연장하", "연장해"),
        )
        link = rng.choice(
            ("에 {duration}", " {duration}", " {duration} 더", "~을 {duration}", " {duration}만 더")
        )
    else:
        verbs = (
            Verb("줄이", "줄여"),
            Verb("빼", "빼"),
            Verb("단축하", "단축해"),
            Verb("깎", "깎아"),
            Verb("앞당기", "앞당겨"),
        )
        link = rng.choice(("에서 {duration}", " {duration}", "~을 {duration}", "에서 {duration}만"))
    return _timer(op, f"{which}{link} {request(verbs, rng)}", duration="{duration}", **parts)


# --- schedules ------------------------------------------------------------------------------------


def _alarm(rng: random.Random) -> Template:
    day = expand("[(내일*3|오늘|내일 아침*2|모레|이따|낼)]", rng)
    when: dict[str, Any] = {"at": "{time}"}
    if rng.random() < 0.25:
        day, days = rng.choice(
            (
                ("매일", "daily"),
                ("매일 아침", "daily"),
                ("{day}", "{day}"),
                ("{day}", "{day}"),
                ("날마다", "daily"),
            )
        )
        when = {"every": days, "at": "{time}"}
    wake = (Verb("깨우", "깨워"),)
    shape = rng.random()
    if shape < 0.35:
        text = (
            f"{day} {{time}}에{rng.choice(('', '', ' 꼭', ' 나 좀', ' 나'))} {request(wake, rng)}"
        )
    elif shape < 0.75:
        text = f"{day} {{time}}{rng.choice(('', '', '에', '~으로'))} {expand('(알람*5|기상 알람|모닝콜|알림)', rng)}{rng.choice(('', '', ' 좀', '~을', ' 하나'))} {request((Verb('맞추', '맞춰'), Verb('설정하', '설정해'), Verb('켜', '켜'), Verb('울리', '울려'), Verb('추가하', '추가해'), Verb('걸', '걸어')), rng) if rng.random() < 0.8 else ''}"
    elif shape < 0.85:
        text = f"{day} {{time}}에 {expand('(일어나야 돼|일어나야 해|일어나야 되니까 깨워 줘|알려 줘|알람 부탁해|알람 울려 줘|일어날 거야 알람 맞춰 줘)', rng)}"
    else:
        tell = request((Verb("알리", "알려"), Verb("알리", "알려"), Verb("말하", "말해")), rng)
        if rng.random() < 0.65:
            return _reminder(rng, f"{day} {{time}}에", when, tell)
        text = f"{day} {{time}}에 {{message}}라고 {tell}"
        return said(
            text,
            [{"kind": "schedule", "when": when, "then": [{"kind": "say", "message": "{message}"}]}],
        )
    return said(text, [{"kind": "schedule", "when": when, "then": [{"kind": "say"}]}])


def _reminder(rng: random.Random, at: str, when: dict[str, Any], tell: str) -> Template:
    """Compose being told to do something, at a time or after so long."""
    if rng.random() < 0.45:
        at = expand("{duration} (뒤에*5|후에*4|있다가*3|이따가|지나면)", rng)
        when = {"after": "{duration}"}
    me = rng.choice(("", "", "", " 나한테", " 나", " 꼭"))
    return said(
        f"{at}{me} {{errand}} {tell}",
        [{"kind": "schedule", "when": when, "then": [{"kind": "say", "message": "{errand}"}]}],
    )


_SUN: Sequence[tuple[str, str]] = (
    (
        "(해 지면*3|해가 지면*2|일몰에|해 질 때|해가 지고 나면|해 떨어지면|일몰 때|날 어두워지면|해 저물면)",
        "sunset",
    ),
    ("(해 뜨면*3|해가 뜨면*2|일출에|해 뜰 때|동틀 때|일출 때|날 밝으면|해가 떠오르면)", "sunrise"),
)
_OVER = "(~을 넘으면*3|~을 넘어가면| 이상이면*2| 이상 되면|보다 높아지면*2|보다 높으면| 넘으면*2| 초과하면)"
_UNDER = "(보다 낮아지면*2| 밑으로 내려가면*2| 아래로 떨어지면*2| 이하면| 이하로 떨어지면|보다 낮으면| 밑으로 떨어지면)"
_TEST_OF: Mapping[str, str] = {"이상": ">=", "이하": "<="}


def _sensor_once(rng: random.Random) -> tuple[str, Frame]:
    """Return a condition on a sensor, in words and as data."""
    target: dict[str, Any] = {"type": "sensor"}
    place = ""
    if rng.random() < 0.6:
        target["area"], place = "{area2}", expand("{area2}(*3|의| 쪽)", rng)
    shape = rng.random()
    if shape < 0.5:
        measure, word, value, unit = rng.choice(
            (
                ("temperature", "(온도*3|실내 온도)", "{temp}", "도"),
                ("temperature", "(온도*2|방 온도)", "{temp}", "도"),
                ("humidity", "(습도*3|실내 습도)", "{pct}", "(퍼센트|프로|%)"),
                ("pm25", "(미세먼지*2|초미세먼지)", "{n}", ""),
                ("co2", "(이산화탄소*2|이산화탄소 농도)", "{n}", ""),
                ("battery", "배터리", "{pct}", "(퍼센트|프로)"),
            )
        )
        how = expand(_OVER if rng.random() < 0.55 else _UNDER, rng)
        op = next(
            (op for said_, op in _TEST_OF.items() if said_ in how),
            ">" if "넘" in how or "높" in how or "초과" in how else "<",
        )
        text = f"{place} {expand(word, rng)}{rng.choice(('', '~이'))} {value}{expand(unit, rng)}{'' if how.startswith(('보다', '~')) else ' '}{how}"
        return text, {
            "target": {**target, "sensor": measure},
            "test": {"value": {"op": op, "value": value}},
        }
    measure, word, is_true = rng.choice(
        (
            (
                "motion",
                "(움직임이 있으면|움직임이 감지되면|누가 지나가면|사람이 들어오면|모션 감지되면)",
                True,
            ),
            ("motion", "(움직임이 없으면|아무 움직임도 없으면)", False),
            ("occupancy", "(사람이 있으면|누가 들어오면|사람 들어오면)", True),
            ("occupancy", "(사람이 없으면|아무도 없으면|다 나가면|비면)", False),
            ("window", "창문(이|) (열리면*3|열려 있으면)", True),
            ("window", "창문(이|) (닫히면*2|닫혀 있으면)", False),
            ("door", "문(이|) (열리면*3|열려 있으면)", True),
            ("door", "문(이|) (닫히면*2|닫혀 있으면)", False),
            ("smoke", "(연기(가|) (나면|감지되면*2)|화재 경보 울리면)", True),
            ("gas", "가스(가|) (새면|감지되면|누출되면)", True),
            ("water_leak", "(물이 새면|누수되면|누수가 감지되면|물 새면)", True),
            ("vibration", "진동(이|) (감지되면|느껴지면)", True),
            ("battery", "배터리(가|) (부족하면|얼마 안 남으면)", True),
        )
    )
    if measure == "occupancy" and not is_true and not place:
        return _everyone_out(rng)
    link = (
        rng.choice(("", "에", "에", "에서"))
        if place and measure in {"motion", "occupancy", "smoke", "gas", "water_leak"}
        else ""
    )
    if measure == "occupancy" and expand(word, random.Random(0)) == "비면":
        link = ""
    return f"{place}{link} {expand(word, rng)}", {
        "target": {**target, "sensor": measure},
        "test": {"value": is_true},
    }


_EVERYONE = (
    "(다*4|모두*3|전부|다들*2|가족이 다*2|가족 모두|식구들 다*2|우리 다|우리가 다|온 가족이)"
)
_LEFT_HOME = (
    "(집에 아무도 없으면*6|아무도 없으면*3|집에 사람이 없으면*3|집이 비면*4|집에 아무도 없을 때*2|집에 사람 없으면*2"
    f"|집에 아무도 없게 되면|아무도 집에 없으면*2|{_EVERYONE} (나가면*5|외출하면*3|집을 비우면|집에서 나가면*2|나가고 나면)*14)"
)


def _everyone_out(rng: random.Random) -> tuple[str, Frame]:
    """Return the condition that nobody is at home."""
    return expand(_LEFT_HOME, rng), {
        "target": {"type": "person", "area": "all"},
        "test": {"location": "not_home"},
    }


def _thing_once(rng: random.Random) -> tuple[str, Frame]:
    shape = rng.random()
    if shape < 0.07:
        return _everyone_out(rng)
    if shape < 0.1:
        text = expand(
            f"{_EVERYONE} (들어오면*4|집에 오면*3|귀가하면*2|집에 들어오면|집에 있으면)", rng
        )
        return text, {
            "target": {"type": "person", "area": "all"},
            "test": {"location": "home"},
        }
    if shape < 0.3:
        is_home = rng.random() < 0.8
        verb = expand(
            "(집에 오면*3|들어오면*2|도착하면*2|퇴근하면|오면*2|집에 도착하면|귀가하면)"
            if is_home
            else "(나가면*3|외출하면*2|집에서 나가면|출근하면)",
            rng,
        )
        test = {"location": "home" if is_home else "not_home"}
        return f"{{name2}}{rng.choice(('~이', '', '~이'))} {verb}", {
            "target": {"type": "person", "name": "{name2}"},
            "test": test,
        }
    if shape < 0.5:
        kind = rng.choice(("washer", "washer", "dryer", "dishwasher"))
        word = {
            "washer": "(세탁기*2|빨래*2|세탁)",
            "dryer": "(건조기*2|건조)",
            "dishwasher": "(식기세척기|식세기|설거지)",
        }[kind]
        text = expand(f"{word} (끝나면*4|다 되면*2|다 끝나면*2|다 돌면|다 돌아가면)", rng)
        return text, {"target": {"type": kind}, "test": {"activity": "idle"}}
    if shape < 0.56:
        return expand(
            "(로봇청소기*2|청소기|로청) (청소 끝나면*2|충전대로 돌아오면|돌아오면|집에 들어가면)",
            rng,
        ), {"target": {"type": "vacuum"}, "test": {"activity": "docked"}}
    if shape < 0.64:
        return expand("냉장고 문[이] (열려 있으면*2|열리면|안 닫히면)", rng), {
            "target": {"type": "refrigerator"},
            "test": {"door_open": True},
        }
    if shape < 0.72:
        is_locked = rng.random() < 0.4
        return (
            f"{noun('lock', rng)}~이 {expand('(잠기면)' if is_locked else '(열리면|풀리면|안 잠겨 있으면)', rng)}",
            {"target": {"type": "lock"}, "test": {"locked": is_locked}},
        )
    is_on = rng.random() < 0.5
    verb = expand("(켜지면*3|켜져 있으면|켜면)" if is_on else "(꺼지면*3|꺼져 있으면|끄면)", rng)
    if rng.random() < 0.4:
        return f"{{name2}}{rng.choice(('~이', ''))} {verb}", {
            "target": {"name": "{name2}"},
            "test": {"on": is_on},
        }
    kind = rng.choice(("tv", "tv", "air_conditioner", "light", "oven"))
    return f"{noun(kind, rng)}{rng.choice(('~이', ''))} {verb}", {
        "target": dict(NOUNS[kind][1]),
        "test": {"on": is_on},
    }


def condition(rng: random.Random) -> tuple[str, Frame, bool]:
    """Return when something shall happen, in words and as data; and whether the words use up {duration}."""
    shape = rng.random()
    if shape < 0.3:
        return (
            expand("{duration} (뒤에*5|후에*4|있다가*3|이따가|지나면|뒤|후|있다)", rng),
            {"after": "{duration}"},
            True,
        )
    if shape < 0.55:
        return (
            expand(
                "[(내일*2|오늘*2|이따|오늘 밤|내일 아침|오늘 저녁)] {time}(에*6|쯤에|이 되면|되면)",
                rng,
            ),
            {"at": "{time}"},
            False,
        )
    if shape < 0.66:
        days, text = rng.choice(
            (
                ("daily", "매일"),
                ("daily", "날마다"),
                ("{day}", "{day}"),
                ("{day}", "{day}"),
                ("{day}", "{day}"),
            )
        )
        return (
            f"{text} {{time}}{rng.choice(('에', '에', '마다', '에는'))}",
            {"every": days, "at": "{time}"},
            False,
        )
    if shape < 0.73:
        text, event = rng.choice(_SUN)
        return expand(text, rng), {"sun": event}, False
    if shape < 0.87:
        text, once = _sensor_once(rng)
        return text, {"once": once}, False
    text, once = _everyone_out(rng) if shape < 0.9 else _thing_once(rng)
    return text, {"once": once}, False


_LATER = Table(
    (
        (6, acts.on_off),
        (2, acts.cover),
        (1.4, acts.levels),
        (2, acts.machines),
        (1, acts.lock),
        (1, acts.climate),
        (0.8, acts.color),
        (0.7, acts.scene),
        (1.2, acts.all_off),
    )
)


def _inner(rng: random.Random, text_before: str) -> Template:
    """Return an act for later that shares no placeholder with the words for when."""
    while True:
        made: Template = _LATER.pick(rng)(rng)
        taken = {
            name
            for name in (
                "{duration",
                "{time",
                "{day",
                "{temp",
                "{pct",
                "{n}",
                "{n+",
                "{area2",
                "{name2",
            )
            if name in text_before
        }
        is_act = made["frames"][0]["kind"] == "act"
        if (
            is_act
            and not any(name in made["text"] for name in taken)
            and "needs" not in made["frames"][0]
        ):
            return made


def schedule(rng: random.Random) -> Template:
    """Compose something for later, at a time, regularly or on a condition."""
    shape = rng.random()
    if shape < 0.24:
        return _alarm(rng)
    if shape < 0.34:
        text, once = _thing_once(rng) if rng.random() < 0.7 else _sensor_once(rng)
        tell = request(
            (
                Verb("알리", "알려"),
                Verb("알리", "알려"),
                Verb("말하", "말해"),
                Verb("부르", "불러"),
                Verb("얘기하", "얘기해"),
            ),
            rng,
        )
        if rng.random() < 0.1:
            tell = f"{{message}}라고 {tell}"
            return said(
                f"{text} {tell}",
                [
                    {
                        "kind": "schedule",
                        "when": {"once": once},
                        "then": [{"kind": "say", "message": "{message}"}],
                    }
                ],
            )
        return said(
            f"{text} {rng.choice(('', '', '나한테 ', '바로 '))}{tell}",
            [{"kind": "schedule", "when": {"once": once}, "then": [{"kind": "say"}]}],
        )
    text, when, _ = condition(rng)
    if shape < 0.4:
        verb = request(words.PLAY, rng)
        frame = {"kind": "schedule", "when": when, "then": [{"kind": "media", "query": "{query}"}]}
        return said(f"{text} {{query}} {verb}", [frame])
    made = _inner(rng, text)
    frame = {"kind": "schedule", "when": when, "then": made["frames"]}
    inner = made["text"]
    if rng.random() < 0.15 and "once" not in when:
        for here in ("좀 ", ""):
            if here in inner:
                break
        parts = inner.rsplit(" ", 1) if inner.count(" ") == 1 else [text, inner]
        if len(parts) == 2 and parts[0] != text:
            return said(f"{parts[0]} {text} {parts[1]}", [frame], made["tags"])
    return said(f"{text}{rng.choice(('', '', '', ','))} {inner}", [frame], made["tags"])


# --- lists ----------------------------------------------------------------------------------------

_ADD = (
    *(Verb("추가하", "추가해"),) * 4,
    *(Verb("넣", "넣어"),) * 3,
    Verb("적", "적어"),
    Verb("올리", "올려"),
    Verb("써 놓", "써 놔"),
    Verb("적어 놓", "적어 놔"),
    Verb("메모하", "메모해"),
)
_REMOVE = (
    *(Verb("빼", "빼"),) * 4,
    *(Verb("지우", "지워"),) * 3,
    Verb("삭제하", "삭제해"),
    Verb("제거하", "제거해"),
    Verb("없애", "없애"),
)
_DONE = (
    Verb("완료하", "완료해"),
    Verb("체크하", "체크해"),
    Verb("완료로 표시하", "완료로 표시해"),
    Verb("완료 처리하", "완료 처리해"),
    Verb("끝낸 걸로 하", "끝낸 걸로 해"),
    Verb("다 했다고 표시하", "다 했다고 표시해"),
)
_READ = (
    Verb("읽", "읽어"),
    Verb("읽", "읽어"),
    Verb("보여 주", "보여 줘"),
    Verb("알리", "알려"),
    Verb("알리", "알려"),
    Verb("부르", "불러"),
    Verb("확인하", "확인해"),
)


def _list(rng: random.Random) -> tuple[str, str | None]:
    shape = rng.random()
    if shape < 0.5:
        return expand("({list}*6|내 {list}|우리 {list}|{list} 목록|{list} 리스트)", rng), "{list}"
    if shape < 0.72:
        return expand(
            "(장보기*2|장보기 목록*2|쇼핑 목록*2|쇼핑 리스트*2|장바구니|살 것|장볼 거|마트 목록|구매 목록)",
            rng,
        ), "장보기"
    if shape < 0.86:
        return expand(
            "(할 일*3|할 일 목록*2|할 일 리스트|투두 리스트|해야 할 일|투두)", rng
        ), "할 일"
    return expand("(목록*2|리스트*2|내 목록|우리 리스트|메모)", rng), None


def lists(rng: random.Random) -> Template:
    """Compose list operations."""
    name, which = _list(rng)
    frame: Frame = {
        "kind": "list",
        "op": rng.choices(("add", "remove", "complete", "read"), (5, 2, 1.6, 2))[0],
    }
    if which:
        frame["list"] = which
    op = frame["op"]
    if op == "read":
        text = rng.choice(
            (
                f"{name}{rng.choice(('', '', '~을', ' 좀'))} {request(_READ, rng)}",
                f"{name}에 {expand('(뭐 있어*3|뭐 있지|뭐가 있어|뭐 들어 있어|뭐 적혀 있어|뭐뭐 있어|뭐 남았어|뭐 있는지 알려 줘)', rng)}{rng.choice(('?', '', ''))}",
                f"{name} {expand('(뭐야|내용 알려 줘|확인|읽어|뭐 남았어|다 읽어 줘)', rng)}",
            )
        )
        return said(text, [frame])
    frame["item"] = "{item}"
    item = rng.choice(("{item}", "{item}", "{item}~을", "{item} 좀", "{item}도"))
    if op == "add":
        verb = request(_ADD, rng)
        if rng.random() < 0.15:
            verb = rng.choice(("추가", "추가해", "추가요", "넣기", "추가 좀"))
        text = rng.choice(
            (
                f"{name}에 {item} {verb}",
                f"{name}에 {item} {verb}",
                f"{item} {name}에 {verb}",
                f"{name}에다 {item} {verb}",
            )
        )
        shape = rng.random()
        if shape < 0.08:
            frame.pop("list", None)
            text = expand(
                "{item}[~을| 좀] (사야 돼*2|사야 해|사야 되는데 적어 줘|다 떨어졌어|다 떨어졌다 적어 놔|필요해|사야지 적어 둬|없더라 적어 줘)",
                rng,
            )
        elif shape < 0.12:
            frame["list"] = "할 일"
            text = expand(
                "{item} (할 일에 적어 놔|할 일에 추가해 줘|까먹지 않게 할 일에 넣어 줘|할 일에 넣어 줘)",
                rng,
            )
    elif op == "remove":
        text = rng.choice(
            (
                f"{name}에서 {item} {request(_REMOVE, rng)}",
                f"{item} {name}에서 {request(_REMOVE, rng)}",
                f"{name}에 있는 {item} {request(_REMOVE, rng)}",
            )
        )
        if rng.random() < 0.06:
            frame.pop("list", None)
            text = expand("{item} (안 사도 돼 빼 줘|이제 필요 없어 지워 줘|목록에서 빼)", rng)
    else:
        text = rng.choice(
            (
                f"{name}에서 {item} {request(_DONE, rng)}",
                f"{name}에 있는 {item} {request(_DONE, rng)}",
                f"{item} {expand('(샀어|했어|끝났어|다 했어)', rng)}, {name}에서 {request(_DONE, rng)}",
                f"{name} {item} 완료",
            )
        )
    if op != "read" and "{item}" in text and rng.random() < 0.17:
        return _several_items(text, frame, rng)
    return said(text, [frame])


def _several_items(text: str, frame: Frame, rng: random.Random) -> Template:
    """Compose a list operation on two or three things at once: a frame for each."""
    joint = rng.choice(("~이랑 ", "~이랑 ", "하고 ", "하고 ", "~과 ", ", ", " 그리고 ", " "))
    items, places = f"{{item}}{joint}{{item2}}", ["{item}", "{item2}"]
    if rng.random() < 0.25:
        items = rng.choice(
            (
                "{item}, {item2}, {item3}",
                "{item}~이랑 {item2}~이랑 {item3}",
                "{item}하고 {item2}하고 {item3}",
                "{item} {item2} {item3}",
            )
        )
        places = [*places, "{item3}"]
    return said(
        text.replace("{item}", items), [{**frame, "item": place} for place in places], ("multi",)
    )


# --- media, hand-off, messages --------------------------------------------------------------------

_GENRES = "(음악*2|노래*3|앨범|라디오|방송|플레이리스트*2|팟캐스트|영화|드라마|노래 모음|히트곡|메들리|오디오북|채널)"
_KIND_OF = "(노래|음악|가수|영화|드라마|앨범|팟캐스트|만화|뮤직비디오|라디오|예능)"


def media(rng: random.Random) -> Template:
    """Compose playing what is looked up."""
    shape = rng.random()
    what = rng.choice(
        (
            "{query}",
            "{query}",
            "{query}",
            "{query} 좀",
            "{query}~을",
            "{query}",
            "{query} 노래",
            "{query} 음악",
        )
    )
    if rng.random() < 0.12:
        what = f"{{query}} {expand(_GENRES, rng)}"
    verb = request((*words.PLAY, *words.SHOW[4:6]), rng)
    wish = expand(
        "(듣고 싶어*3|보고 싶어*2|듣자*2|보자*2|들을래*2|볼래*2|들려줘|듣고 싶다|보고 싶네|들려 줄래|듣고 싶은데|찾아서 틀어 줘|검색해서 틀어 줘|들을까|볼까|틀어 볼까|한 곡 틀어 줘)",
        rng,
    )
    end = wish if rng.random() < 0.25 else verb
    frame: Frame = {"kind": "media", "query": "{query}"}
    if shape < 0.5:
        text = f"{what} {end}"
    elif shape < 0.57:
        kind = expand("(노래|음악|가수|영화|드라마|앨범|팟캐스트|만화|뮤직비디오|라디오|예능)", rng)
        text = f"{kind} {{query}} {end}"
    elif shape < 0.62:
        text = f"{{query}} {expand('(듣고 싶으니까 틀어 줘|한 곡 부탁해|부탁해|좀|play|재생|플레이|틀기)', rng)}"
    else:
        place, target = _player(rng)
        frame["target"] = target
        text = rng.choice(
            (f"{place} {what} {end}", f"{place} {what} {end}", f"{what} {place} {end}")
        )
    return said(text, [frame])


def _player(rng: random.Random) -> tuple[str, dict[str, Any]]:
    """Return where to play, in words (거실 티비에서) and as a target."""
    kind = rng.choice(("tv", "tv", "speaker", "speaker", "speaker", "headset"))
    where = rng.choice(("에서", "에", "~으로", "에서", "에다"))
    shape = rng.random()
    base = dict(NOUNS[kind][1])
    word = noun(kind, rng)
    if shape < 0.3:
        return f"{word}{where}", base
    if shape < 0.55:
        return f"{{area}} {word}{where}", {**base, "area": "{area}"}
    if shape < 0.75:
        return f"{{name}}{where}", {"type": ["tv", "speaker"], "name": "{name}"}
    if shape < 0.93:
        return f"{{area}}{rng.choice(('에서', '에', '에서'))}", {"area": "{area}"}
    return expand("(집 전체에|온 집안에|모든 방에|모든 스피커에서|집 전체 스피커로)", rng), {
        "type": "speaker",
        "area": "all",
    }


_GO_ON = (
    Verb("이어서 틀", "이어서 틀어"),
    Verb("옮기", "옮겨"),
    Verb("넘기", "넘겨"),
    Verb("보내", "보내"),
    Verb("이어서 재생하", "이어서 재생해"),
    Verb("계속 틀", "계속 틀어"),
    Verb("전환하", "전환해"),
)


def handoff(rng: random.Random) -> Template:
    """Compose moving what plays elsewhere."""
    what = expand(
        "(이거*3|보던 거*3|듣던 거*3|지금 나오는 거*2|이 노래*2|이 영화|지금 듣는 거|보던 영화|보고 있던 거|재생 중인 거|음악|이 음악|나오는 노래|)",
        rng,
    )

    def end(number: str) -> tuple[str, dict[str, Any]]:
        kind = rng.choice(("tv", "tv", "speaker", "speaker", "headset"))
        base = dict(NOUNS[kind][1])
        shape = rng.random()
        area = f"{{area{number}}}"
        if shape < 0.4:
            return noun(kind, rng), base
        if shape < 0.75:
            return f"{area} {noun(kind, rng)}", {**base, "area": area}
        if shape < 0.9:
            return f"{{name{number}}}", {"name": f"{{name{number}}}"}
        return area, {"area": area}

    verb = request(_GO_ON[1:4] if rng.random() < 0.6 else _GO_ON, rng)
    if rng.random() < 0.25:
        verb = expand(
            "(이어서 볼래*2|이어서 들을래|계속 볼래|계속 들을래|마저 볼래|볼래|들을래|이어 보자|이어서 듣자)",
            rng,
        )
    if rng.random() < 0.6:
        to, target = end("")
        return said(
            f"{what} {to}{rng.choice(('~으로', '~으로', '~으로', '에서'))} {verb}",
            [{"kind": "handoff", "to": target}],
        )
    (source, origin), (to, target) = end(""), end("2")
    joint = expand(
        "(에서 나오는 거|에서 보던 거|에서 듣던 거|에서|에서 나오는 노래|에 나오는 거|에서 틀던 거|에서 보던 영화|에서 듣던 음악)",
        rng,
    )
    text = f"{source}{joint} {to}{rng.choice(('~으로', '~으로', '~으로', '에서'))} {verb}"
    return said(text, [{"kind": "handoff", "to": target, "from": origin}])


_ANNOUNCE = (
    *(Verb("방송하", "방송해"),) * 3,
    *(Verb("말하", "말해"),) * 2,
    *(Verb("알리", "알려"),) * 2,
    *(Verb("전하", "전해"),) * 2,
    Verb("공지하", "공지해"),
    Verb("안내하", "안내해"),
    Verb("외치", "외쳐"),
)


def say(rng: random.Random) -> Template:
    """Compose a message for the home."""
    verb = request(_ANNOUNCE, rng)
    quote = rng.choice(("라고", "라고", "라고", "라고", "라고 좀", ", 이렇게", "라는 말"))
    frame: Frame = {"kind": "say", "message": "{message}"}
    shape = rng.random()
    if shape < 0.4:
        place = expand("[(다들 들리게|가족들한테|애들한테|식구들한테|모두한테)]", rng)
        text = f"{place} {{message}}{quote} {verb}"
    elif shape < 0.65:
        frame["target"] = {"area": "{area}"}
        text = rng.choice(
            (
                f"{{area}}{rng.choice(('에', '에다', '에 있는 사람한테', '에 있는 애들한테', ' 쪽에', ' 스피커로'))} {{message}}{quote} {verb}",
                f"{{message}}{quote} {{area}}에 {verb}",
            )
        )
    elif shape < 0.75:
        frame["target"] = {"floor": "{floor}"}
        text = f"{{floor}}{rng.choice(('에', '에 있는 사람들한테', ' 사람들한테', '에다'))} {{message}}{quote} {verb}"
    elif shape < 0.88:
        frame["target"] = {"area": "all"}
        text = f"{expand('(집 전체에|온 집에|모든 방에|집안 전체에|방마다|전체에|온 가족한테)', rng)} {{message}}{quote} {verb}"
    elif shape < 0.94:
        frame["target"] = {"name": "{name}"}
        text = f"{{name}}{rng.choice(('~으로', '에서', '에'))} {{message}}{quote} {verb}"
    else:
        text = rng.choice(
            (
                "방송해 줘, {message}",
                "안내 방송 부탁해: {message}",
                "전달 사항, {message}",
                "{message} 방송 좀",
                "{message} 안내해 줘",
            )
        )
    return said(text, [frame])


_WHEN = (
    "(오늘*6|내일*5|이번 주|오늘 밤|주말|바깥*2|밖*2|밖에|모레|오늘 저녁|내일 아침|이번 주말|오후에|지금 밖|오늘 밖|"
    "내일 오전|내일 낮|이따|저녁에|새벽에|다음 주|토요일|일요일|월요일|금요일|출근할 때|퇴근할 때|아침에)"
)
_WEATHER = (
    "(날씨 어때*5|날씨 알려 줘*3|날씨 좀|비 와*3|비 올까*2|눈 와|눈 올까|추워*2|더워*2|기온 몇 도야*2|우산 필요해*2|우산 챙겨야 돼|"
    "미세먼지 심해|날씨가 어떻게 돼|날씨 어떨 것 같아|비 온대|많이 추워|얼마나 더워|몇 도야|비 소식 있어|흐려|맑아|겉옷 챙겨야 할까|"
    "세차해도 될까|빨래 널어도 될까|바람 많이 불어|눈 온대|태풍 와|습해|해 나|반팔 입어도 돼|외출해도 괜찮을까|기온 알려 줘|"
    "패딩 입어야 돼|날 풀려|선선해|쌀쌀해|비 그쳐|소나기 와|안개 껴|자외선 세|미세먼지 어때|몇 도까지 올라가|몇 도까지 떨어져)"
)
_FORECAST = (
    "(날씨 어때*4|날씨 알려 줘*4|날씨*2|비 와?*2|비 올까?|우산 필요해?*2|우산 챙겨야 돼?|우산 가져가야 해?|일기예보 알려 줘*2|일기 예보|"
    "최고 기온 알려 줘|바깥 기온|바깥 온도 몇 도야|밖에 몇 도야|강수 확률 알려 줘|날씨 정보|비 소식 있어?|기상 예보 알려 줘|날씨 어떻대|"
    "지금 비 오나|눈 오나 봐 줘|날씨 좀 알려 줘|날씨 예보 들려줘|밖에 추워?|바깥 날씨 좀)"
)


def info(rng: random.Random) -> Template:
    """Compose time, date and weather."""
    shape = rng.random()
    if shape < 0.28:
        text = expand(
            "[(지금*4|현재*2|혹시|야)] (몇 시야*5|몇시야*3|몇 시지*2|시간 알려 줘*2|몇 시니|시간 좀|시각 알려 줘|몇 시예요|몇 시인가요|몇 시 몇 분이야|시간이 어떻게 돼|시계 좀 봐 줘|몇 시인지 알려 줘|몇 시입니까|현재 시간|몇 시고|몇 시여|몇 시 됐어|시간 몇 시야)[?]",
            rng,
        )
        return said(text, [{"kind": "info", "topic": "time"}])
    if shape < 0.5:
        text = expand(
            "[(오늘*6|지금|내일*2)] (며칠이야*4|무슨 요일이야*4|날짜 알려 줘*2|몇 월 며칠이야*2|요일이 뭐야|무슨 날이야|며칠이지|무슨 요일이지|날짜가 어떻게 돼|몇 일이야*2|며칠이에요|요일 알려 줘|며칠인가요|몇일이야|무슨 요일인가요|날짜 좀|몇 월 며칠이지)[?]",
            rng,
        )
        return said(text, [{"kind": "info", "topic": "date"}])
    if rng.random() < 0.6:
        text = f"{expand(_WHEN, rng)} {expand(_WEATHER, rng)}"
    else:
        text = expand(_FORECAST, rng)
    if rng.random() < 0.3 and not text.endswith(("줘", "좀", "?")):
        text += "?"
    return said(text, [{"kind": "info", "topic": "weather"}])


__all__ = ["condition", "handoff", "info", "lists", "media", "say", "schedule", "timer"]
