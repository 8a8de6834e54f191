"""How English-speaking families speak to a home, as a grammar: what is regular, multiplied.

The phrases (phrases/) hold what no grammar finds. Here verbs, requests, targets, values, openings
and questions are combined: `en_acts`, `en_questions`, `en_times`, `en_talk` and `en_dialogue` have the
rules, `en_words` and `en_targets` the words, `weights` the mix.
"""

import random
from collections.abc import Iterator, Mapping

from . import (
    en_acts,
    en_daily,
    en_dialogue,
    en_everywhere,
    en_learners,
    en_media,
    en_no_request,
    en_questions,
    en_sensed,
    en_talk,
    en_times,
)
from .compose import Rule, Table, Template
from .en_words import OPENINGS, REASONS, WAKE
from .expand import expand
from .weights import (
    CLIPPED_SHARE,
    ENGLISH,
    OPENING_SHARE,
    REASON_SHARE,
    RULES,
    SPELT_SHARE,
    WAKE_SHARE,
)

_RULES: Mapping[str, Rule] = {
    rule.__name__: rule
    for rule in (
        *(
            en_acts.on_off,
            en_acts.all_off,
            en_acts.levels,
            en_acts.color,
            en_acts.cover,
            en_acts.lock,
        ),
        *(en_acts.climate, en_acts.machines, en_acts.media_control, en_acts.scene),
        *(en_dialogue.several, en_dialogue.mixed, en_dialogue.correction, en_dialogue.follow_up),
        *(en_questions.question, en_times.info, en_times.timer, en_times.schedule, en_times.lists),
        *(en_sensed.sensed, en_sensed.measured, en_learners.learner),
        *(en_everywhere.placed, en_everywhere.set_placed, en_everywhere.left_out),
        en_everywhere.outdoors,
        *(en_media.media, en_times.handoff, en_times.say, en_daily.daily),
        *(en_talk.wish, en_talk.wish_said, en_talk.cancel, en_talk.undo, en_talk.chat),
        *(en_talk.reject, en_talk.clarify, en_no_request.no_request),
    )
}
_TABLE = Table([({**RULES, **ENGLISH}[name], rule) for name, rule in _RULES.items()])
_BARE = frozenset({"chat", "cancel", "undo", "clarify"})


def templates(rng: random.Random) -> Iterator[Template]:
    """Yield templates in the phrases' form (phrases/README.md), for ever."""
    while True:
        yield template(rng)


def template(rng: random.Random, name: str | None = None) -> Template:
    """Return one template in the phrases' form, of the rule with this name if one is given."""
    made: Template = (_RULES[name] if name is not None else _TABLE.pick(rng))(rng)
    text = " ".join(_addressed(made, rng).split())
    done: Template = {"lang": "en", "text": text, "frames": made["frames"], "tags": made["tags"]}
    if "history" in made:
        done["history"] = [
            {**turn, "lang": "en", "text": " ".join(turn["text"].split())}
            for turn in made["history"]
        ]
    return done


def _addressed(made: Template, rng: random.Random) -> str:
    """Return the text as spoken to somebody: names, fillers and reasons in front."""
    text: str = made["text"]
    kind = made["frames"][0]["kind"]
    is_plain = "history" not in made and "implied" not in made["tags"]
    if kind in {"act", "reject"} and is_plain and rng.random() < REASON_SHARE:
        text = f"{expand(REASONS, rng)}{rng.choice((', ', ' ', ' so ', ', so '))}{text}"
    if kind not in _BARE and rng.random() < OPENING_SHARE * 0.7:
        text = f"{expand(OPENINGS, rng)}{rng.choice((' ', ' ', ', '))}{text}"
    if rng.random() < (WAKE_SHARE if kind not in _BARE else WAKE_SHARE / 3):
        text = f"{expand(WAKE, rng)}{rng.choice((' ', ' ', ' ', ', '))}{text}"
    shape = rng.random()
    if shape > 1 - SPELT_SHARE:
        text = en_learners.spelt(text, rng) or text
    elif shape > 1 - SPELT_SHARE - CLIPPED_SHARE:
        text = en_learners.clipped(text) or text
    shape = rng.random()
    if shape < 0.3 and text[0] != "{":
        text = text[0].upper() + text[1:]
    if shape < 0.12 and not text.endswith(("?", "!", ".")):
        text += "?" if kind == "query" else "."
    return text
