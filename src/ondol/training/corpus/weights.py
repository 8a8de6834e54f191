"""How often the grammars use each rule, in both languages: the one place to tune the mix."""

from collections.abc import Mapping

RULES: Mapping[str, float] = {
    # acts
    "on_off": 14,
    "all_off": 1.5,
    "levels": 7,
    "color": 2.5,
    "cover": 4.5,
    "lock": 2,
    "climate": 3,
    "machines": 4,
    "media_control": 3.5,
    "scene": 1.5,
    "several": 4,
    "correction": 1.2,
    "wish": 2.5,
    "wish_said": 0.6,
    "follow_up": 4,
    # questions
    "question": 20,
    "info": 1.5,
    # time, lists, media
    "timer": 5,
    "schedule": 7,
    "lists": 3,
    "media": 4,
    "handoff": 0.8,
    "say": 1.1,
    # what changes nothing
    "cancel": 1.8,
    "undo": 0.8,
    "no_request": 10,
    "chat": 8,
    "reject": 3,
    "clarify": 1.2,
}
"""Rule and weight. About 45% acts, 20% questions, 5% timers, 7% schedules, 8% chat."""

ENGLISH: Mapping[str, float] = {
    "on_off": 11,
    "placed": 6,
    "set_placed": 2,
    "left_out": 2.5,
    "outdoors": 0.9,
    "question": 21,
    "sensed": 6,
    "measured": 2.5,
    "learner": 2.5,
    "mixed": 1.8,
    "timer": 6,
    "schedule": 7.5,
    "lists": 4,
    "media": 9,
    "info": 2,
    "daily": 12,
}
"""Rules that only English has, or that it uses more or less often."""

KOREAN: Mapping[str, float] = {
    "question": 21,
    "sensed": 10,
    "left_out": 3.5,
    "everyday": 9,
    "wider": 20,
    "not_here": 8,
    "wish": 3.5,
    "follow_up": 6,
    "media": 8,
    "info": 2.5,
    "say": 2.5,
    "daily": 12,
}
"""Rules that only Korean has, or that it uses more or less often."""

WAKE_SHARE = 0.1
"""How often an assistant's name comes first."""

OPENING_SHARE = 0.13
"""How often a filler or a polite word comes first."""

CLOSING_SHARE = 0.07
"""How often something is said after a command."""

REASON_SHARE = 0.025
"""How often a command comes with a reason that changes nothing."""

SPELT_SHARE = 0.03
"""How often English is typed in haste or heard wrong."""

CLIPPED_SHARE = 0.06
"""How often English goes without its articles."""
