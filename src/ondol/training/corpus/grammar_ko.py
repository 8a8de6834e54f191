"""How Korean families speak to a home, as a grammar: what is regular, multiplied.

The phrases (phrases/) hold what no grammar finds. Here verbs, endings, particles, targets, values,
openings and questions are combined: `ko_acts`, `ko_questions`, `ko_sensed`,
`ko_left_out`, `ko_times`, `ko_talk`, `ko_everyday`, `ko_wider`,
`ko_elsewhere` and `ko_dialogue` have the rules, `ko_words` and `ko_targets` the words, `weights` the mix.
"""

import random
from collections.abc import Iterator, Mapping

from . import (
    ko_acts,
    ko_daily,
    ko_dialogue,
    ko_elsewhere,
    ko_everyday,
    ko_left_out,
    ko_no_request,
    ko_questions,
    ko_sensed,
    ko_talk,
    ko_times,
    ko_wider,
)
from .compose import Rule, Table, Template
from .expand import expand
from .hangul import resolve
from .ko_words import CLOSINGS, OPENINGS, REASONS, WAKE
from .weights import CLOSING_SHARE, KOREAN, OPENING_SHARE, REASON_SHARE, RULES, WAKE_SHARE

_RULES: Mapping[str, Rule] = {
    rule.__name__: rule
    for rule in (
        *(
            ko_acts.on_off,
            ko_acts.all_off,
            ko_acts.levels,
            ko_acts.color,
            ko_acts.cover,
            ko_acts.lock,
        ),
        *(ko_acts.climate, ko_acts.machines, ko_acts.media_control, ko_acts.scene),
        *(ko_dialogue.several, ko_dialogue.correction, ko_dialogue.follow_up),
        *(ko_questions.question, ko_times.info, ko_times.timer, ko_times.schedule, ko_times.lists),
        *(ko_times.media, ko_times.handoff, ko_times.say),
        *(ko_talk.wish, ko_talk.wish_said, ko_talk.cancel, ko_talk.undo, ko_talk.chat),
        *(ko_talk.reject, ko_talk.clarify, ko_no_request.no_request),
        *(ko_sensed.sensed, ko_left_out.left_out, ko_everyday.everyday),
        *(ko_wider.wider, ko_elsewhere.not_here, ko_daily.daily),
    )
}
_TABLE = Table([({**RULES, **KOREAN}[name], rule) for name, rule in _RULES.items()])
_ASKED = frozenset({"act", "timer", "schedule", "media", "list", "handoff", "say", "reject"})
_BARE = frozenset({"chat", "cancel", "undo", "clarify"})


def templates(rng: random.Random) -> Iterator[Template]:
    """Yield templates in the phrases' form (phrases/README.md), for ever."""
    while True:
        yield template(rng)


def template(rng: random.Random, name: str | None = None) -> Template:
    """Return one template in the phrases' form, of the rule with this name if one is given."""
    made: Template = (_RULES[name] if name is not None else _TABLE.pick(rng))(rng)
    text = _clean(_addressed(made, rng))
    done: Template = {"lang": "ko", "text": text, "frames": made["frames"], "tags": made["tags"]}
    if "history" in made:
        done["history"] = [
            {**turn, "lang": "ko", "text": _clean(turn["text"])} for turn in made["history"]
        ]
    return done


def _clean(text: str) -> str:
    return resolve(" ".join(text.split()))


def _addressed(made: Template, rng: random.Random) -> str:
    """Return the text as spoken to somebody: names and fillers in front, courtesies behind."""
    text: str = made["text"]
    kind = made["frames"][0]["kind"]
    is_plain = "history" not in made and "implied" not in made["tags"]
    if kind in _ASKED and is_plain:
        if rng.random() < REASON_SHARE:
            text = f"{expand(REASONS, rng)} {text}"
        if rng.random() < CLOSING_SHARE and not text.endswith(("?", "!")):
            closing = expand(CLOSINGS, rng)
            gap = "" if closing[0] in "!.~ㅎㅠ" else rng.choice((" ", ", ", " "))
            text = f"{text}{gap}{closing}"
    if kind not in _BARE and "implied" not in made["tags"] and rng.random() < OPENING_SHARE:
        text = f"{expand(OPENINGS, rng)}{rng.choice((' ', ' ', ', '))}{text}"
    if rng.random() < (WAKE_SHARE if kind not in _BARE else WAKE_SHARE / 3):
        text = f"{expand(WAKE, rng)}{rng.choice((' ', ' ', ' ', ', '))}{text}"
    return text
