"""English timers, alarms, schedules, lists, hand-off, messages, time and weather."""

import random
from collections.abc import Sequence
from typing import Any

from . import en_acts as acts
from .compose import Frame, Table, Template, said
from .en_targets import base, one
from .en_words import ask
from .expand import expand
from .surface import english

_MY = "(the*6|my*4|our|that|*2)"


def _timer(op: str, text: str, **parts: str) -> Template:
    return said(text, [{"kind": "timer", "op": op, **parts}])


def _which(rng: random.Random) -> tuple[str, dict[str, str]]:
    """Return words for one timer and how the frame says which."""
    shape = rng.random()
    my = expand(_MY, rng)
    if shape < 0.48:
        return f"{my} timer", {}
    if shape < 0.74:
        return rng.choice(
            (
                f"{my} {{timer}} timer",
                f"{my} {{timer}} timer",
                f"{my} timer for {{timer}}",
                f"{my} timer for the {{timer}}",
                f"{my} timer named {{timer}}",
                f"{my} timer called {{timer}}",
            )
        ), {"name": "{timer}"}
    if shape < 0.88:
        return rng.choice(
            (
                f"{my} {{duration}} timer",
                f"{my} {{duration}} timer",
                f"{my} timer for {{duration}}",
                f"{my} timer set for {{duration}}",
            )
        ), {"length": "{duration}"}
    return rng.choice(
        (
            f"{my} {{area}} timer",
            f"{my} timer in the {{area}}",
            f"{my} timer in {{area}}",
            f"{my} {{area}} timer",
        )
    ), {"area": "{area}"}


def timer(rng: random.Random) -> Template:
    """Compose anything about timers."""
    return _with_length(_timed(rng), rng)


_LENGTHS: Sequence[tuple[str, int]] = (
    ("(half an hour*4|1/2 an hour*3|half hour|a half hour*2|a half an hour|1/2 hour*2|half of an hour)", 1800),
    ("(half a minute*3|1/2 a minute*2|a half minute|1/2 minute|half minute)", 30),
    ("(a quarter of an hour*2|quarter of an hour|quarter hour|15 mins*2|fifteen mins)", 900),
    ("(three quarters of an hour*2|3 quarters of an hour|45 mins)", 2700),
    ("(an hour and a half*3|one and a half hours*3|1 and a half hours*2|1 1/2 hours*3|1 and a 1/2 hours*3|1.5 hours*2|one hour and a half|1 and 1/2 hours*2|one point five hours|one and half hours|90 mins|1h 30m|one hour thirty)", 5400),
    ("(two and a half hours*3|2 1/2 hours*2|2 and a 1/2 hours*2|2 and a half hours*2|2.5 hours|two hours and a half|2 and 1/2 hours)", 9000),
    ("(three and a half hours*2|3 1/2 hours|3 and a 1/2 hours*2|3 and a half hours)", 12600),
    ("(a minute and a half*3|one and a half minutes*3|1 1/2 minutes*2|1 and a 1/2 minutes*2|1.5 minutes|90 secs|ninety secs)", 90),
    ("(two and a half minutes*3|2 1/2 minutes*2|2 and a 1/2 minutes*2|2.5 minutes)", 150),
    ("(three and a half minutes*2|3 1/2 minutes|3 and a half minutes)", 210),
    ("(five and a half minutes|5 1/2 minutes|5 and a half minutes)", 330),
    ("(an hour and fifteen minutes|1 hour and 15 minutes*2|an hour 15)", 4500),
    ("(1 hour, 15 minutes, and 30 seconds|1 hour 15 minutes 30 seconds|one hour fifteen minutes and thirty seconds)", 4530),
    ("(a couple of hours|two hrs|2 hrs)", 7200),
    ("(a minute*3|one min|1 min|60 secs)", 60),
    ("(a couple of minutes|2 mins|two mins)", 120),
    ("(5 mins*2|five mins)", 300),
    ("(10 mins*2|10min|ten mins)", 600),
    ("(20 mins|20min|twenty mins)", 1200),
    ("(30 secs|30s|thirty secs)", 30),
)  # fmt: skip


def _with_length(made: Template, rng: random.Random) -> Template:
    """Say the length in one of the ways that are no plain number, or as English does before a noun."""
    text: str = made["text"]
    (frame,) = made["frames"]
    if text.count("{duration}") != 1 or "{duration}" not in frame.values():
        return made
    part = next(name for name, value in frame.items() if value == "{duration}")
    is_before_noun = "{duration} timer" in text or "{duration} {timer}" in text
    shape = rng.random()
    if is_before_noun and shape < 0.7:
        length, seconds = _before_noun(rng)
        text = text.replace(" a {duration}", f" {_article(length)} {{duration}}")
    elif not is_before_noun and shape < 0.4:
        pattern, seconds = rng.choice(_LENGTHS)
        length = expand(pattern, rng)
    else:
        return made
    frame = {**frame, part: f"PT{seconds}S"}
    return {**made, "text": text.replace("{duration}", length), "frames": [frame]}


def _article(noun: str) -> str:
    return "an" if noun.startswith(("8", "11", "18", "eight", "eleven", "hour")) else "a"


def _before_noun(rng: random.Random) -> tuple[str, int]:
    """Return a length as it stands before "timer" ("5 minute", "1 hour and 15 minute")."""
    parts = rng.choice(("m", "m", "m", "m", "h", "s", "hm", "ms", "hs", "hms", "half"))
    if parts == "half":
        return rng.choice((("half hour", 1800), ("half-hour", 1800), ("quarter hour", 900), ("half an hour", 1800)))  # fmt: skip
    said_: list[str] = []
    seconds = 0
    is_word = rng.random() < 0.4
    for part in parts:
        unit, length, most = {"h": ("hour", 3600, 8), "m": ("minute", 60, 59), "s": ("second", 1, 59)}[part]  # fmt: skip
        count = rng.choice((5, 10, 15, 20, 30, 45)) if part != "h" and rng.random() < 0.5 else rng.randint(1, most)  # fmt: skip
        seconds += count * length
        joint = "-" if len(parts) == 1 and rng.random() < 0.12 else " "
        said_.append(f"{english(count) if is_word else count}{joint}{unit}")
    if len(said_) == 1:
        return said_[0], seconds
    last = rng.choice((" and ", " and ", " "))
    return f"{' '.join(said_[:-1])}{last}{said_[-1]}", seconds


def _timed(rng: random.Random) -> Template:
    op = rng.choices(
        ("start", "cancel", "cancel_all", "status", "pause", "resume", "add", "subtract"),
        (38, 14, 7, 14, 7, 8, 9, 9),
    )[0]
    which, parts = _which(rng)
    if op == "start":
        return _start(rng)
    if op == "cancel":
        if rng.random() < 0.2:
            alarm = expand(
                "((cancel|remove|delete|turn off|get rid of|stop|disable|clear) (my|the|) {time} alarm [(for tomorrow|tomorrow|for (monday|tuesday|wednesday|thursday|friday|saturday|sunday)*2|on (friday|saturday|sunday)|for today|for the weekend)]*2|(cancel|remove|delete|turn off|disable) [(my|the)] alarm (for tomorrow|for tomorrow morning|on monday|for wednesday|for next week)|(cancel|turn off|delete) my (wake up|wakeup|morning) alarm|(cancel|remove|delete|turn off) (my|the) alarm (for|at|set for) {time}|(cancel|stop|delete|turn off) (my|the) alarm)",
                rng,
            )
            return _timer(op, ask(alarm, rng))
        return _timer(
            op,
            ask(
                f"{expand('(cancel*6|stop*4|delete*2|remove|end|turn off*2|kill|clear|scrap|get rid of|dismiss)', rng)} {which}",
                rng,
            ),
            **parts,
        )
    if op == "cancel_all":
        text = expand(
            "((cancel|stop|delete|clear|remove|turn off|dismiss|kill) (all*3|all the*2|all my*2|all of my|all of the|every one of my) (timers*3|alarms)*6|(cancel|clear|delete|stop) (every timer|my timers|timers|my alarms|every alarm|alarms)*2|(remove|delete|cancel) (all alarms|any alarms|all my alarms) [(set for tomorrow|that i have set|i have set|for today)]|get rid of (all the timers|every timer))",
            rng,
        )
        if rng.random() < 0.2 and "timer" in text:
            text = f"{text} {rng.choice(('in the {area}', 'in {area}', 'in my {area}'))}"
            return _timer(op, ask(text, rng), area="{area}")
        return _timer(op, ask(text, rng))
    if op == "status":
        if rng.random() < 0.25:
            return _timer(
                op,
                expand(
                    "(what (alarms|timers) (are|have i got|have been) (upcoming|coming up|active|on|set|running)*2|what alarms do i have (for tomorrow|set for tomorrow|in the morning|for the week)|(upcoming|my next|current) alarms|(report|tell me|give me|show|review|check) [my] alarm (settings|status|times|list)*2|what time (is|will) my (wake up|wakeup|morning|first|next) alarm [(set for|go off|ring)]*2|did i set (an alarm|my alarm|a timer|any alarms) [(for tomorrow|to wake up|for the morning|for work)]*2|is there an alarm (set|on|for tomorrow)*2|when will my alarm (ring|go off)*2|do i have an alarm (set|for tomorrow|on)*2|tell me [about] my (alarms|timers)*2|what (alarms|timers) do i have [set]|show [me] my (alarms|timers)|what time is my alarm set for|timer status|do i have any (alarms|timers)|next alarm|(list|check) [my] (alarms|timers)|when is my [next] alarm|is my alarm set|which (alarms|timers) are (on|set|active|running)|how many timers do i have|are there any timers running|what timers are running|when does my alarm go off)[?]",
                    rng,
                ),
            )
        text = expand(
            "(how much time is left on {0}*6|how long is left on {0}*3|how much longer on {0}*2|what's left on {0}|time left on {0}*2|check {0}*2|what's the status of {0}|how many minutes are left on {0}*2|is {0} done [yet]|is {0} almost done|when does {0} (end|finish|go off)*2|how long until {0} goes off|how's {0} doing|status of {0}|how much time does {0} have left*2|{0} status)",
            rng,
        )
        return _timer(op, text.replace("{0}", which) + rng.choice(("", "", "?")), **parts)
    if op == "pause":
        return _timer(
            op,
            ask(
                f"{expand('(pause*8|hold*2|freeze|suspend|halt|put a hold on|put a pause on)', rng)} {which}",
                rng,
            ),
            **parts,
        )
    if op == "resume":
        return _timer(
            op,
            ask(
                f"{expand('(resume*5|unpause*3|continue*5|restart*2|carry on with|go on with|keep going with|start again with|un-pause|continue with)', rng)} {which}",
                rng,
            ),
            **parts,
        )
    if "length" in parts:
        which, parts = "the timer", {}
    if op == "add":
        text = expand(
            "(add {duration} to {0}*6|add {duration} more to {0}*2|add another {duration} to {0}|put {duration} [more] on {0}*2|put another {duration} on {0}*2|extend {0} by {duration}*4|extend {0} {duration}|increase {0} by {duration}*4|increase the time on {0} by {duration}|give {0} {duration} more|give {0} another {duration}*2|give me {duration} more on {0}*2|make {0} {duration} longer*2|lengthen {0} by {duration}*2|prolong {0} by {duration}|bump {0} up by {duration}|raise {0} by {duration}|i need {duration} more on {0}|i need another {duration} on {0}|let {0} run {duration} longer*2|let {0} go another {duration}|push {0} back [by] {duration}|tack {duration} onto {0}|stick another {duration} on {0})",
            rng,
        )
    else:
        text = expand(
            "((take*4|remove*2|subtract*2|knock|shave|drop|deduct|trim|cut|lop|get|take away) {duration} (off|from|off of) {0}*9|reduce {0} by {duration}*4|reduce the time on {0} by {duration}|decrease {0} by {duration}*6|decrease {0} {duration}|shorten {0} by {duration}*4|lower {0} by {duration}*2|make {0} {duration} shorter*3|make {0} {duration} less|cut {0} by {duration}*2|cut {0} short by {duration}|bring {0} down by {duration}|{duration} less on {0}|trim {0} by {duration}|lessen {0} by {duration})",
            rng,
        )
    return _timer(op, ask(text.replace("{0}", which), rng), duration="{duration}", **parts)


def _start(rng: random.Random) -> Template:
    shape = rng.random()
    if shape < 0.55:
        text = expand(
            "((set|start|make|create|run|put on|begin|give me) (a*6|an|another|me a) {duration} timer*8|(set|start|create|make) a timer for {duration}*8|(set|start) a timer {duration}*2|timer for {duration}*3|{duration} timer*4|timer {duration}*2|"
            "count down {duration}|countdown {duration}|(remind|tell|alert|notify|wake) me in {duration}*4|wake me up in {duration}|set an alarm for {duration} from now*2|set an alarm in {duration}|start a countdown [(for|of)] {duration}|"
            "i need a {duration} timer*2|i want a timer for {duration}|let me know in {duration}*2|let me know when {duration} (is up|have passed)|set timer for {duration}*3|set timer {duration}|start timer for {duration}|time {duration}|put {duration} on the clock)",
            rng,
        )
        return _timer(
            "start", text if text.startswith(("i ", "{")) else ask(text, rng), duration="{duration}"
        )
    if shape < 0.93:
        text = expand(
            "((set|start|create) (a|an) {duration} timer (for*3|named|called|for the*2) {timer}*6|(set|start|create|make) (a|the|my) {timer} timer for {duration}*6|{timer} timer for {duration}*2|{timer} timer {duration}*2|(set|start) a timer for {duration} (named|called|for) {timer}*3|"
            "{duration} timer for [the] {timer}*3|{duration} for the {timer}|{duration} {timer} timer|start a {duration} {timer} timer*2|set a {duration} {timer} timer*2|{timer}, {duration}|time the {timer} for {duration}|(name|call) a {duration} timer {timer})",
            rng,
        )
        return _timer(
            "start",
            text if text.startswith("{") else ask(text, rng),
            duration="{duration}",
            name="{timer}",
        )
    text = expand(
        "((set|start) a timer for {duration} in the {area}|(set|start) a {duration} timer in the {area}|{area} timer for {duration})",
        rng,
    )
    return _timer(
        "start",
        text if text.startswith("{") else ask(text, rng),
        duration="{duration}",
        area="{area}",
    )


# --- schedules ------------------------------------------------------------------------------------


def _alarm(rng: random.Random) -> Template:
    if rng.random() < 0.24:
        every, days = rng.choice(
            (
                ("every day at {time}", "daily"),
                ("{day} at {time}", "{day}"),
                ("daily at {time}", "daily"),
                ("{time} {day}", "{day}"),
                ("every morning at {time}", "daily"),
            )
        )
        verb = rng.choice(
            (
                "wake me up",
                "set an alarm",
                "wake me",
                "set my alarm",
                "i need an alarm",
                "alarm",
                "set a recurring alarm",
            )
        )
        frame: Frame = {
            "kind": "schedule",
            "when": {"every": days, "at": "{time}"},
            "then": [{"kind": "say"}],
        }
        return said(f"{verb} {every}", [frame])
    when = {"at": "{time}"}
    if rng.random() < 0.22:
        text = expand(
            "(remind me (at|tomorrow at*1|today at*1) {time} to {errand}*6|(at|tomorrow at) {time} (remind|tell) me to {errand}*4|remind me to {errand} (at {time} [tomorrow]*5|tomorrow at {time}*2|by {time})*6|at {time} (say|announce) {message}*2|set a reminder (for {time}[,] {errand}|to {errand} at {time}*2|for {time} to {errand}*2)*3|don't let me forget to {errand} at {time}*2|reminder at {time}[,] {errand}|i (need|have) to {errand} at {time}[,] remind me*2)",
            rng,
        )
        shape = rng.random()
        if shape < 0.35 and "{errand}" in text:
            text, when = _later_reminder(rng)
        message = "{errand}" if "{errand}" in text else "{message}"
        return said(
            ask(text, rng) if text.startswith("remind") else text,
            [{"kind": "schedule", "when": when, "then": [{"kind": "say", "message": message}]}],
        )
    text = expand(
        "((set|make|create|put on|add|schedule) (an*4|my*2|a) alarm (for*6|at*2) [(tomorrow at*2|tomorrow|today at)] {time} [(tomorrow*2|tomorrow morning|today|please)]*8|wake me [up] at {time} [(tomorrow*2|tomorrow morning)]*6|alarm [(set|for*2)] {time}*2|"
        "i (need|want) to (get up|wake up|be up) at {time} [tomorrow]*3|i (would like|want|need) (a wake up alarm|an alarm) (at|for) {time}*2|set [my] alarm [tomorrow] (at|for) {time}*4|get me up at {time}|{time} alarm [(please|tomorrow)]*2|make sure i'm up by {time}|wake us at {time}|set the alarm clock (for|to) {time})",
        rng,
    )
    return said(
        text if text.startswith(("i ", "{", "alarm")) else ask(text, rng),
        [{"kind": "schedule", "when": when, "then": [{"kind": "say"}]}],
    )


def _later_reminder(rng: random.Random) -> tuple[str, dict[str, Any]]:
    """Return a reminder after so long, or every so often, in words and when."""
    if rng.random() < 0.7:
        return expand(
            "(remind me in {duration} to {errand}*4|remind me to {errand} in {duration}*4|in {duration} remind me to {errand}*3|(tell|alert) me to {errand} in {duration}|set a reminder to {errand} in {duration}|in {duration} tell me to {errand})",
            rng,
        ), {"after": "{duration}"}
    days, said_ = rng.choice((("daily", "every day"), ("daily", "every morning"), ("daily", "every evening"), ("{day}", "{day}"), ("{day}", "{day}")))  # fmt: skip
    return expand(
        f"(remind me {said_} at {{time}} to {{errand}}*3|remind me to {{errand}} {said_} at {{time}}*3|remind me to {{errand}} at {{time}} {said_}*2|{said_} at {{time}} (remind|tell) me to {{errand}}*2)",
        rng,
    ), {"every": days, "at": "{time}"}


def _sensor_once(rng: random.Random) -> tuple[str, Frame]:
    """Return a condition on a sensor, in words behind "when", and as data."""
    target: dict[str, Any] = {"type": "sensor"}
    where, area = "", rng.random() < 0.6
    if area:
        target["area"], where = (
            "{area2}",
            rng.choice((" in the {area2}", " in the {area2}", " in {area2}")),
        )
    if rng.random() < 0.5:
        over = rng.random() < 0.55
        measure, word, value, unit = rng.choice(
            (
                ("temperature", "the temperature", "{temp}", " degrees"),
                ("temperature", "it", "{temp}", " degrees"),
                ("temperature", "the temperature", "{temp}", ""),
                ("humidity", "the humidity", "{pct}", " percent"),
                ("pm25", "the pm2.5", "{n}", ""),
                ("co2", "the co2", "{n}", ""),
                ("battery", "the battery", "{pct}", " percent"),
            )
        )
        if measure == "temperature" and area and rng.random() < 0.4:
            word, where = "the {area2}", ""
        verb = expand(
            "(goes (above*2|over*2)|rises above*2|gets above|is (above|over|higher than)*3|exceeds)"
            if over
            else "((drops|falls) (below*2|under*2)*4|goes (below|under)|gets (below|under)|is (below|under|lower than)*3)",
            rng,
        )
        op = ">" if over else "<"
        if rng.random() < 0.1:
            verb, op = ("reaches", ">=") if over else ("gets down to", "<=")
        return f"{word}{where} {verb} {value}{unit}", {
            "target": {**target, "sensor": measure},
            "test": {"value": {"op": op, "value": value}},
        }
    the = "the {area2} " if area else "the "
    measure, words, is_true = rng.choice(
        (
            (
                "motion",
                f"(there's (motion|movement){where}*3|(motion|movement) is detected{where}*2|someone (walks into|enters|goes into) {the.strip() if area else 'the room'}*2|something moves{where})",
                True,
            ),
            ("motion", f"(there's no (motion|movement){where}|nothing moves{where})", False),
            (
                "occupancy",
                f"(someone is{where or ' here'}|anyone comes in{where.replace(' in ', ' to ') if area else ''}*1|somebody is{where or ' in the room'})",
                True,
            ),
            (
                "occupancy",
                f"({the if area else 'the room '}is empty*2|nobody is{where or ' here'}*2|everyone leaves {the.strip() if area else 'the room'})",
                False,
            ),
            ("window", f"({the}window (opens*2|is opened|is open)*3|a window opens{where})", True),
            ("window", f"{the}window (closes|is closed)", False),
            (
                "door",
                f"({the}door (opens*2|is opened|is open)*3|someone opens the door{where})",
                True,
            ),
            ("door", f"{the}door (closes|is closed|shuts)", False),
            (
                "smoke",
                f"(there's smoke{where}*2|smoke is detected{where}*2|the smoke alarm goes off{where})",
                True,
            ),
            (
                "gas",
                f"(there's gas{where}|gas is detected{where}*2|there's a gas leak{where})",
                True,
            ),
            (
                "water_leak",
                f"(there's a [water] leak{where}*2|a leak is detected{where}|water leaks{where})",
                True,
            ),
            ("vibration", f"(there's vibration{where}|vibration is detected{where})", True),
            ("battery", f"(a battery is low{where}|the battery is low{where})", True),
        )
    )
    return expand(words, rng), {"target": {**target, "sensor": measure}, "test": {"value": is_true}}


_ALL_AWAY = "(everyone*4|everybody*3|the whole family*2|the last (person|one)*2) (leaves*5|has left*2|goes out*2|leaves [the] (home|house)*3|is out*3|is away*2|is gone*2)*10|(nobody*4|no one*4) is (home*6|at home*3|in*2|in the house*2|left at home)*10|we (all leave*2|are all out*2|leave the house*2|are out)*5|we're all (out|gone|away)*3|the (house|home|flat|apartment) is empty*4"
_ALL_HOME = "(everyone*3|everybody*2|the whole family|we all) (is home*3|is back*2|gets home*3|is in|comes home)"


def _everyone(rng: random.Random) -> tuple[str, Frame]:
    """Return the condition that nobody is at home, or that all are."""
    is_home = rng.random() < 0.25
    text = expand(f"({_ALL_HOME if is_home else _ALL_AWAY})", rng)
    if text.startswith("we all") and is_home:
        text = rng.choice(("we are all home", "we're all home", "we all get home"))
    test = {"location": "home" if is_home else "not_home"}
    return text, {"target": {"type": "person", "area": "all"}, "test": test}


def _thing_once(rng: random.Random) -> tuple[str, Frame]:
    shape = rng.random()
    if shape < 0.09:
        return _everyone(rng)
    if shape < 0.34:
        is_home = rng.random() < 0.8
        verb = expand(
            "(gets home*4|comes home*3|arrives*2|is home*2|gets back|comes back|walks in)"
            if is_home
            else "(leaves*3|goes out*2|leaves home|is gone)",
            rng,
        )
        return f"{{name2}} {verb}", {
            "target": {"type": "person", "name": "{name2}"},
            "test": {"location": "home" if is_home else "not_home"},
        }
    if shape < 0.55:
        kind = rng.choice(("washer", "washer", "dryer", "dishwasher", "oven"))
        words = {
            "washer": "(the washing machine*2|the washer*2|the laundry*2|the washing|the wash)",
            "dryer": "(the dryer*3|the drying|the tumble dryer)",
            "dishwasher": "(the dishwasher*4|the dishes)",
            "oven": "the oven",
        }[kind]
        word = expand(words, rng)
        done = expand(
            "(are done|are finished)"
            if word == "the dishes"
            else "(is done*4|is finished*3|finishes*3|stops|ends|is through)",
            rng,
        )
        return f"{word} {done}", {"target": {"type": kind}, "test": {"activity": "idle"}}
    if shape < 0.61:
        return expand(
            "the (vacuum|robot|roomba|hoover) (is done|is back on its dock|is docked|finishes cleaning|gets home)",
            rng,
        ), {"target": {"type": "vacuum"}, "test": {"activity": "docked"}}
    if shape < 0.67:
        return expand("the fridge [door] (is open|is left open|opens)", rng), {
            "target": {"type": "refrigerator"},
            "test": {"door_open": True},
        }
    if shape < 0.75:
        is_locked = rng.random() < 0.4
        return f"the {one('lock', rng)} is {'locked' if is_locked else 'unlocked'}", {
            "target": {"type": "lock"},
            "test": {"locked": is_locked},
        }
    is_on = rng.random() < 0.5
    verb = expand(
        "(turns on*3|is turned on*2|comes on|is on|goes on)"
        if is_on
        else "(turns off*3|is turned off*2|goes off|is off)",
        rng,
    )
    if rng.random() < 0.45:
        return f"the {{name2}} {verb}", {"target": {"name": "{name2}"}, "test": {"on": is_on}}
    kind = rng.choice(("tv", "tv", "air_conditioner", "oven", "fan"))
    return f"the {one(kind, rng)} {verb}", {"target": base(kind), "test": {"on": is_on}}


def condition(rng: random.Random) -> tuple[str, Frame]:
    """Return when something shall happen, in words and as data."""
    shape = rng.random()
    if shape < 0.3:
        return expand(
            "(in {duration}*6|after {duration}*2|{duration} from now*2|{duration} later|once {duration} have passed)",
            rng,
        ), {"after": "{duration}"}
    if shape < 0.54:
        return expand(
            "(at {time}*8|at {time} (tomorrow|today|tonight|sharp)*3|tomorrow at {time}*2|today at {time}|tonight at {time}|around {time}|come {time}|when it's {time}|by {time})",
            rng,
        ), {"at": "{time}"}
    if shape < 0.65:
        text, days = rng.choice(
            (
                ("every day at {time}", "daily"),
                ("daily at {time}", "daily"),
                ("{day} at {time}", "{day}"),
                ("{day} at {time}", "{day}"),
                ("at {time} {day}", "{day}"),
                ("at {time} every day", "daily"),
                ("each day at {time}", "daily"),
                ("every night at {time}", "daily"),
                ("every morning at {time}", "daily"),
            )
        )
        return text, {"every": days, "at": "{time}"}
    if shape < 0.72:
        text, event = rng.choice(
            (
                (
                    "(at sunset*4|at sundown*2|come sundown|by nightfall|after sunset|when the sun sets*2|when the sun goes down*2|at dusk|when it gets dark*2|once the sun is down)",
                    "sunset",
                ),
                (
                    "(at sunrise*4|at daybreak|at sunup|when the sun comes up*2|at dawn*2|when the sun rises*2|at first light|once the sun is up)",
                    "sunrise",
                ),
            )
        )
        return expand(text, rng), {"sun": event}
    if shape < 0.85:
        text, once = _sensor_once(rng)
    else:
        text, once = _everyone(rng) if shape < 0.89 else _thing_once(rng)
    return (
        f"{rng.choice(('when', 'when', 'if', 'if', 'once', 'as soon as', 'whenever', 'in case'))} {text}",
        {"once": once},
    )


_LATER: Table[Any] = Table(
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


def _inner(rng: random.Random, before: str) -> Template:
    """Return an act for later that shares no placeholder with the words for when."""
    while True:
        made: Template = _LATER.pick(rng)(rng)
        taken = [
            name
            for name in ("{duration", "{time", "{day", "{temp", "{pct", "{n}", "{area2", "{name2")
            if name in before
        ]
        text = made["text"]
        if (
            made["frames"][0]["kind"] == "act"
            and "?" not in text
            and not any(name in text for name in taken)
        ):
            return made


def schedule(rng: random.Random) -> Template:
    """Compose something for later, at a time, regularly or on a condition."""
    shape = rng.random()
    if shape < 0.26:
        return _alarm(rng)
    if shape < 0.38:
        text, once = _thing_once(rng) if rng.random() < 0.7 else _sensor_once(rng)
        tell = expand(
            "(tell me*4|let me know*6|notify me*3|alert me*2|remind me|give me a shout|ping me|inform me|give me a heads up|warn me)",
            rng,
        )
        frame: Frame = {"kind": "schedule", "when": {"once": once}, "then": [{"kind": "say"}]}
        link = rng.choice(("when", "when", "if", "once", "as soon as"))
        if rng.random() < 0.12:
            frame["then"] = [{"kind": "say", "message": "{message}"}]
            return said(
                f"{link} {text} {rng.choice(('say', 'announce', 'tell everyone'))} {{message}}",
                [frame],
            )
        return said(
            f"{link} {text} {tell}" if rng.random() < 0.3 else ask(f"{tell} {link} {text}", rng),
            [frame],
        )
    text, when = condition(rng)
    if shape < 0.43:
        frame = {"kind": "schedule", "when": when, "then": [{"kind": "media", "query": "{query}"}]}
        play = rng.choice(("play {query}", "start playing {query}", "put on {query}"))
        return said(f"{play} {text}" if rng.random() < 0.6 else f"{text} {play}", [frame])
    if shape < 0.5:
        return _for_a_while(rng)
    made = _inner(rng, text)
    frame = {"kind": "schedule", "when": when, "then": made["frames"]}
    joined = (
        f"{text}{rng.choice((' ', ' ', ', '))}{made['text']}"
        if rng.random() < 0.45
        else f"{made['text']} {text}"
    )
    return said(joined, [frame], made["tags"])


_RUNNING: Table[tuple[str, dict[str, Any]]] = Table(
    (
        (5, ("(the*4|my|) {name}", {"name": "{name}"})),
        (3, ("the (fan*3|ceiling fan|extractor fan)", {"type": "fan"})),
        (3, ("the (ac*2|air con|air conditioner*2|aircon)", {"type": "air_conditioner"})),
        (2, ("the (lights*3|lamp)", {"type": "light"})),
        (1, ("the (heating*2|thermostat)", {"type": "thermostat"})),
        (1, ("the heater", {"type": "heater"})),
        (1, ("the humidifier", {"type": "humidifier"})),
        (1, ("the (air purifier*2|purifier)", {"type": "air_purifier"})),
    )
)


def _for_a_while(rng: random.Random) -> Template:
    """Compose what is to run for so long and no longer."""
    words, target = _RUNNING.pick(rng)
    text = expand(
        f"((run*5|turn on*4|switch on*2|put on*2) {words}*6|(turn|keep|have|leave) {words} on*2) for [(about|just|only)] {{duration}}",
        rng,
    )

    def switched(is_on: bool) -> Frame:
        return {"kind": "act", "target": target, "set": {"on": is_on}}

    later: Frame = {
        "kind": "schedule",
        "when": {"after": "{duration}"},
        "then": [switched(False)],
    }
    return said(ask(text, rng), [switched(True), later])


# --- lists ----------------------------------------------------------------------------------------


def _list(rng: random.Random) -> tuple[str, str | None]:
    shape = rng.random()
    my = rng.choice(("my ", "the ", "our ", "my ", "the ", ""))
    if shape < 0.46:
        return f"{my}{{list}}{' list' if rng.random() < 0.15 else ''}", "{list}"
    if shape < 0.74:
        return (
            f"{my or 'the '}{expand('(shopping list*6|grocery list*3|groceries|shopping|groceries list)', rng)}",
            "shopping",
        )
    if shape < 0.86:
        return (
            f"{my or 'my '}{expand('(to-do list*3|to do list*3|todo list*2|todos|task list|tasks)', rng)}",
            "to-do",
        )
    return f"{my or 'my '}list", None


_READ = (
    "(read {0}*3|read me {0}*2|show me {0}*3|what's on {0}*8|what is on {0}*4|tell me what's on {0}*3|check {0}*2|list {0}|what do i have on {0}*3|what's left on {0}*2|do i have anything on {0}*2|what did i put on {0}|open {0}|read out {0}*2|"
    "go over {0}|what items are on {0}*3|is there anything on {0}|tell me {0}*2|(tell|read|give|show|list) [me] (the items|everything|all the items|all items|what is|what i have|the things|what's still|each item) (on|in) {0}*10|"
    "(can|could) you tell me what [the] (items|things) (on|in) {0} are*3|what are the (items|things|entries) (on|in) {0}*4|which (items|things) (are|do i have) (on|in) {0}*3|what (things|all) (are|is) (on|in) {0}*2|what have (i|we) got on {0}*2|how many (items|things) are on {0}|"
    "what do (i|we) (need|still need) (on|from) {0}*2|what's in {0}*3|(review|display|recite|go through|run through|pull up|bring up|look at|see|view) {0}*6|read (back|through|off) {0}*2|let me (hear|see|know) (what's on|what is on|) {0}*3|what does {0} (say|contain|have on it|look like)*3|anything (left |)on {0}*2|are there (any items|any things) on {0}|what (am i|are we) (missing|out of) on {0}|give me {0}*2|i want to (hear|see|know what's on) {0}*2)"
)
_REMOVE = (
    "(remove {item} from {0}*8|take {item} off {0}*5|delete {item} from {0}*4|take {item} off of {0}*2|cross out {item} (from|on|in) {0}*3|cross {item} out (from|on|in|of) {0}*2|strike {item} (from|off|off of) {0}*3|strike out {item} (on|from) {0}|scratch {item} (off|from|off of) {0}*3|scratch out {item} on {0}|"
    "drop {item} from {0}*2|erase {item} (from|off) {0}*2|get {item} off {0}*2|get rid of {item} (on|from) {0}*2|clear {item} (from|off) {0}*2|cancel [the] {item} (from|on) {0}*2|take away {item} from {0}|take out {item} from {0}*2|pull {item} (from|off) {0}|wipe {item} (from|off) {0}|eliminate {item} from {0}|i don't need {item} on {0} (anymore|any more)*2|{item} can come off {0}|"
    "we don't need {item} on {0}*2|no more {item} on {0}|leave {item} off {0}|(remove|delete|erase) {item} (on|in) {0}*2|throw {item} off {0}|{item} off {0}|forget [about] {item} on {0}|i no longer need {item} on {0}|stop listing {item} on {0}|exclude {item} from {0})"
)
_COMPLETE = (
    "(complete {item} on {0}*4|check off {item} on {0}*4|check {item} off {0}*4|check {item} off of {0}*2|tick off {item} on {0}*3|tick {item} off {0}*3|tick {item} on {0}*2|mark {item} as done on {0}*3|mark {item} complete on {0}*2|mark {item} as completed on {0}*2|mark {item} (as bought|off|finished|as finished|done) on {0}*3|"
    "cross off {item} on {0}|i've (done|got|bought|finished) {item} on {0}, (mark it|check it off|tick it off)|finish {item} on {0}*2|check {item} on {0}|set {item} (as|to) (done|complete|completed) on {0}*2|{item} (is|are) done on {0}|{item} on {0} (is|are) (done|finished|complete)*2|mark off {item} on {0}*2|put a (tick|check) (next to|by) {item} on {0})"
)


def lists(rng: random.Random) -> Template:
    """Compose list operations."""
    name, which = _list(rng)
    frame: Frame = {
        "kind": "list",
        "op": rng.choices(("add", "remove", "complete", "read"), (5, 2, 1.6, 2))[0],
    }
    if which:
        frame["list"] = which
    if frame["op"] == "read":
        text = expand(_READ, rng).replace("{0}", name)
        text = f"{text} {expand('(*6|for today*2|today|now|right now|so far)', rng)}".rstrip()
        if text.startswith(("what", "do ", "is ", "are ", "which", "how", "anything")):
            return said(text + rng.choice(("", "", "?")), [frame])
        return said(ask(text, rng), [frame])
    frame["item"] = "{item}"
    if frame["op"] == "add":
        text = expand(
            "(add {item} to {0}*12|put {item} on {0}*8|put {item} onto {0}|add {item} on {0}*2|include {item} on {0}|write {item} on {0}*2|write down {item} on {0}|stick {item} on {0}|i need {item} on {0}*2|{0}, add {item}|throw {item} on {0}|place {item} on {0}|get {item} on {0}|note {item} on {0}|append {item} to {0}|jot {item} down on {0})",
            rng,
        ).replace("{0}", name)
        shape = rng.random()
        if shape > 0.8:
            return _several_items(text, frame, rng)
        if shape < 0.08:
            frame.pop("list", None)
            text = rng.choice(
                (
                    "we need {item}",
                    "we're out of {item}",
                    "i need to buy {item}",
                    "we need more {item}",
                    "buy {item}",
                    "don't let me forget {item}",
                    "get some {item}",
                )
            )
            return said(text, [frame])
        return said(ask(text, rng), [frame])
    text = expand(_REMOVE if frame["op"] == "remove" else _COMPLETE, rng)
    if rng.random() < 0.12:
        return _several_items(text.replace("{0}", name), frame, rng)
    return said(ask(text.replace("{0}", name), rng), [frame])


def _several_items(text: str, frame: Frame, rng: random.Random) -> Template:
    """Compose a list operation on two or three things at once: a frame for each."""
    joint = rng.choice((" and ", " and ", " and ", ", ", " & ", " plus "))
    items, places = f"{{item}}{joint}{{item2}}", ["{item}", "{item2}"]
    if rng.random() < 0.25:
        last = rng.choice((" and ", ", and ", ", "))
        items, places = f"{{item}}, {{item2}}{last}{{item3}}", [*places, "{item3}"]
    return said(
        ask(text.replace("{item}", items), rng),
        [{**frame, "item": place} for place in places],
        ("multi",),
    )


# --- hand-off, messages --------------------------------------------------------------------


def handoff(rng: random.Random) -> Template:
    """Compose moving what plays elsewhere."""

    def end(number: str) -> tuple[str, dict[str, Any]]:
        kind = rng.choice(("tv", "tv", "speaker", "speaker", "headset"))
        area, shape = f"{{area{number}}}", rng.random()
        if shape < 0.38:
            return f"{rng.choice(('the', 'my', 'the'))} {one(kind, rng)}", base(kind)
        if shape < 0.7:
            return f"the {area} {one(kind, rng)}", {**base(kind), "area": area}
        if shape < 0.85:
            return f"{rng.choice(('the ', ''))}{{name{number}}}", {"name": f"{{name{number}}}"}
        return f"the {area}", {"area": area}

    what = expand(
        "(this*4|the music*3|it*2|this song*2|the movie*2|what's playing*2|what i'm (watching|listening to)*2|playback*2|this video|the show|that)",
        rng,
    )
    to, target = end("2")
    if rng.random() < 0.4:
        source, origin = end("")
        text = rng.choice(
            (
                f"move {what} from {source} to {to}",
                f"transfer {what} from {source} to {to}",
                f"switch {what} from {source} to {to}",
                f"send {what} from {source} to {to}",
                f"take {what} from {source} to {to}",
            )
        )
        return said(ask(text, rng), [{"kind": "handoff", "to": target, "from": origin}])
    to, target = end("")
    where = "in" if target.keys() == {"area"} else "on"
    text = rng.choice(
        (
            f"move {what} to {to}",
            f"transfer {what} to {to}",
            f"send {what} to {to}",
            f"continue {what} {where} {to}",
            f"continue {'watching' if rng.random() < 0.5 else 'listening'} {where} {to}",
            f"switch {what} to {to}",
            f"carry on with {what} {where} {to}",
            f"play {what} {where} {to} instead",
            f"finish {what} {where} {to}",
            f"pick {what} up {where} {to}",
            f"bring {what} over to {to}",
            f"resume {what} {where} {to}",
        )
    )
    return said(ask(text, rng), [{"kind": "handoff", "to": target}])


def say(rng: random.Random) -> Template:
    """Compose a message for the home."""
    frame: Frame = {"kind": "say", "message": "{message}"}
    verb = expand(
        "(announce*5|broadcast*5|say*3|announce that*3|shout|make an announcement that|broadcast the message|make an announcement,)",
        rng,
    )
    shape = rng.random()
    if shape < 0.38:
        text = f"{verb} {{message}}"
    elif shape < 0.64:
        frame["target"] = {"area": "{area}"}
        text = rng.choice(
            (
                f"{verb} {{message}} in the {{area}}",
                "tell the {area} {message}",
                "tell everyone in the {area} {message}",
                "let the {area} know {message}",
                "tell whoever is in the {area} {message}",
                f"{verb} in the {{area}} {{message}}",
                "tell the kids in the {area} {message}",
                "announce to the {area} {message}",
            )
        )
    elif shape < 0.74:
        frame["target"] = {"floor": "{floor}"}
        text = rng.choice(
            (
                f"{verb} {{message}} {{floor}}",
                f"{verb} {{message}} on the {{floor}}",
                "tell everyone on the {floor} {message}",
                "tell everyone {floor} {message}",
            )
        )
    elif shape < 0.92:
        frame["target"] = {"area": "all"}
        text = rng.choice(
            (
                "tell everyone {message}",
                "let everyone know {message}",
                "tell everybody {message}",
                f"{verb} {{message}} everywhere",
                f"{verb} {{message}} to the whole house",
                "tell the family {message}",
                "tell the house {message}",
                f"{verb} to everyone {{message}}",
                "let everybody know that {message}",
                f"{verb} {{message}} throughout the house",
            )
        )
    else:
        frame["target"] = {"name": "{name}"}
        text = rng.choice(
            (
                f"{verb} {{message}} on the {{name}}",
                f"{verb} {{message}} on {{name}}",
                "use the {name} to say {message}",
            )
        )
    return said(ask(text, rng), [frame])


_TIME = "(what time is it*8|what's the time*5|tell me the time*4|do you have the time*2|current time*2|time please*2|what is the time now*2|what's the current time*2|do you know what time it is|what time is it now*2|give me the time*2|could you tell me the time*2|what's the time right now|how late is it|check the time|i need to know the time|what does the clock say|is it noon yet|the time)"
_DATE = "(what day is it*5|what's the date*4|what is today's date*4|what's today's date*4|which day is it today*2|tell me the date*3|what is the date today*3|what day of the week is it*3|what's tomorrow's date|what day is it tomorrow*2|what month is it*2|what year is it|today's date*2|is it (monday|friday|saturday) today|current date|what's the day today*2|give me the date|what weekday is it|do you know the date)"
_WEATHER = "(what's the weather [like]*8|how is the weather*4|how's the weather*4|will it rain*4|do i need an umbrella*3|is it going to (rain|snow)*4|what's the forecast*4|how hot will it be*2|how cold will it get*2|should i (take a coat|bring an umbrella|wear a jacket)*3|is it (cold|hot|warm|raining|snowing|sunny|windy) outside*5|what's the temperature outside*4|how (cold|warm|hot) is it outside*4|weather*2|weather forecast*3|is it raining*3|tell me the weather*3|give me the (weather|forecast)*3|will it be (sunny|cloudy|windy|nice)*3|what will the weather be like*3|any chance of rain*2|is there a storm coming|what's it like outside*3|do i need (sunscreen|a jacket|gloves)*2|can i hang the washing out|is it nice out|weather report*2|what's the high|show me the weather*2|(what is|what's|whats|how is|tell me|give me|show me) (this week's|tomorrow's|today's|tonight's|the weekend's|this weekend's|the week's|the current|the local) (weather*4|forecast*3|weather forecast*3|weather conditions|weather report)*6|(three|five|seven|ten|3|5|7|10|hourly|weekly|daily|weekend) (day |)(forecast|weather forecast)*3|(what is|what's|what are) the weather (condition|conditions|situation|outlook)*3|(will|is|could|might) it (rain*3|snow*2|be hot|be cold|be windy|storm|hail|be raining|be foggy|get warmer|clear up) at all|will there be (rain*2|snow|sunshine|a storm|thunder|fog)*3|should i (wear (a jacket*2|a coat|shorts|boots|a hat|sunglasses)|carry an umbrella*2|expect rain*2|water the garden)*3|is (rain|snow|a storm) (expected|coming|in the forecast)*3|how (cold|hot|warm|windy|humid) (is it going to be|will it get) [outside]*3|is it (freezing|chilly|foggy|humid|nice|pouring|dry) (outside*2|out)*3|what should i wear*2|do i need (a coat|boots|an umbrella|a sweater|to take an umbrella)*3|update me on the weather*2|check the (weather|forecast)*3|let me know the (weather|forecast)*2)"
_WHEN = "[(today*5|tomorrow*5|tonight*2|this weekend*3|this week*3|right now*2|this afternoon|this evening|tomorrow morning|(on|this|next) (monday|tuesday|wednesday|thursday|friday|saturday|sunday)*4|next week|later|at all*2|over the weekend|for the next few days|for the week|at the moment|in the morning|the rest of the day|for today|for tomorrow|later today)]"


def info(rng: random.Random) -> Template:
    """Compose time, date and weather."""
    shape = rng.random()
    topic, text = (
        ("time", _TIME)
        if shape < 0.28
        else ("date", _DATE)
        if shape < 0.5
        else ("weather", f"{_WEATHER} {_WHEN}")
    )
    made = expand(text, rng)
    return said(made + rng.choice(("", "", "?")), [{"kind": "info", "topic": topic}])


__all__ = ["condition", "handoff", "info", "lists", "say", "schedule", "timer"]
