"""Assembles training examples: a template, a random home, values, distortion, marks and frames.

An example is a prompt and the answer that nano should write for it, both as token ids. What the
linker does not find in a rendered text, nano is not taught to find either: such a rendering is
dropped and counted. Utterances of exams are dropped by `Exclusion`.
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ondol.agent.frames import END, MAX_POINTERS, Span, pieces
from ondol.agent.linking import Lexicon, Name, compile_lexicon, link, mark_of
from ondol.agent.prompt import Prompt, Said, TextEncoder, build
from ondol.home.home import Home
from ondol.language.normalise import clean, key
from ondol.things.thing import Thing

from . import surface
from .frames import Encoder, NotExpressible, Slot
from .homes import Language, random_home, random_thing, strange_name
from .render import PLACEHOLDER, render

UNKNOWN_SHARE = 0.08
"""How often a named place or thing is one that the home does not have."""

UNRELATED_SHARE = 0.3
"""How often an utterance that follows nothing has some other turn in front of it: in a real
conversation most turns do, and must not be taken for more of the same."""

SHARED_SHARE = 0.08
"""How often things of several types bear a name, so that the type matters too."""

SHARED_SENSOR_SHARE = 0.3
"""The same of sensors: a phone has a battery, a plug and a presence, all called "phone"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What nano reads and what it should write, as token ids."""

    prompt: tuple[int, ...]
    answer: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Utterances that must not be trained on, normalised as the exams' authors do."""

    keys: frozenset[str]

    @classmethod
    def of_exams(cls, folder: Path) -> "Exclusion":
        """Read every `*.exam.jsonl` of a folder; earlier utterances of a dialogue count too."""
        keys: set[str] = set()
        for file in sorted(folder.glob("*.exam.jsonl")):
            for line in file.read_text(encoding="utf-8").splitlines():
                case = json.loads(line)
                keys.update(key(said) for said in (case["utterance"], *case.get("history", ())))
        return cls(frozenset(keys))

    @classmethod
    def of_lines(cls, file: Path) -> "Exclusion":
        """Read a file with an utterance a line; a line in [brackets] is a heading."""
        lines = file.read_text(encoding="utf-8").splitlines()
        return cls(frozenset(key(line) for line in lines if line and not line.startswith("[")))

    def __or__(self, other: "Exclusion") -> "Exclusion":
        return Exclusion(self.keys | other.keys)

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and key(text) in self.keys


@dataclass(slots=True, kw_only=True)
class Assembler:
    """Makes examples of templates. `homes` are shared by many templates: names repeat, as in life.

    `distort` is `distort.distort`; `share` says how often it is used.
    """

    rng: random.Random
    encoder: TextEncoder
    exclusion: Exclusion
    distort: Callable[..., tuple[str, Sequence[tuple[int, int]]]] | None = None
    share: float = 0.25
    homes: dict[Language, list[tuple[Home, Lexicon]]] = field(default_factory=dict)
    dropped: Counter[str] = field(default_factory=Counter)
    recent: dict[Language, str] = field(default_factory=dict)

    def example(self, template: Mapping[str, Any]) -> Example | None:
        """Return an example of a template, or None if this rendering cannot be expressed."""
        language: Language = template["lang"]
        home, lexicon = self._home(language)
        filling = _Filling(rng=self.rng, language=language, home=home, lexicon=lexicon)
        try:
            earlier = self._earlier(template, filling)
            before = (
                None
                if earlier is None
                else Said(text=earlier.text, mentions=tuple(earlier.mentions))
            )
            filling.prepare(template)
            said, frames = self._said(template, filling, earlier)
        except NotExpressible as reason:
            self.dropped[str(reason).split(" ")[-1]] += 1
            return None
        if said.text in self.exclusion:
            self.dropped["exam"] += 1
            return None
        prompt = build(said, before, self.encoder)
        try:
            answer = answer_ids(
                list(pieces(frames)), frames_spans(frames), prompt, said.text, self.encoder
            )
        except NotExpressible as reason:
            self.dropped[str(reason)] += 1
            return None
        self.recent[language] = said.text
        return Example(prompt=prompt.ids, answer=answer, text=said.text)

    def _home(self, language: Language) -> tuple[Home, Lexicon]:
        known = self.homes.setdefault(language, [])
        if len(known) < 400 or self.rng.random() < 0.02:
            home = random_home(self.rng, language)
            known.append((home, compile_lexicon(home)))
            if len(known) > 800:
                known.pop(0)
        return self.rng.choice(known)

    def _earlier(self, template: Mapping[str, Any], filling: "_Filling") -> Encoder | None:
        history = template.get("history")
        if not history:
            return self._unrelated(template["lang"], filling)
        filling.prepare({**history[-1], "tags": ()})
        text, slots = render(history[-1]["text"], filling.value)
        if clean(text, limit=300) != text:
            text, slots = _cleaned(text, slots)
        if text in self.exclusion:
            raise NotExpressible("exam")
        return Encoder(text=text, mentions=link(text, filling.lexicon)[:10], slots=slots)

    def _unrelated(self, language: Language, filling: "_Filling") -> Encoder | None:
        """Return the turn of another example, which means nothing for this one."""
        text = self.recent.get(language)
        if text is None or self.rng.random() > UNRELATED_SHARE:
            return None
        return Encoder(text=text, mentions=link(text, filling.lexicon)[:10], slots={})

    def _said(
        self, template: Mapping[str, Any], filling: "_Filling", earlier: Encoder | None
    ) -> tuple[Said, tuple[Any, ...]]:
        text, slots = render(template["text"], filling.value)
        if self.distort is not None and self.rng.random() < self.share:
            keep = [(slot.start, slot.end) for slot in slots.values()]
            text, ranges = self.distort(text, template["lang"], self.rng, keep)
            slots = {
                name: Slot(start=start, end=end, value=slot.value, is_known=slot.is_known)
                for (name, slot), (start, end) in zip(slots.items(), ranges, strict=True)
            }
        if clean(text, limit=300) != text:
            text, slots = _cleaned(text, slots)
        mentions = link(text, filling.lexicon)
        encoder = Encoder(
            text=text,
            mentions=mentions,
            slots=slots,
            tags=template.get("tags", ()),
            earlier=earlier,
        )
        if encoder.first + len(mentions) > MAX_POINTERS:
            raise NotExpressible("too many mentions")
        return Said(text=text, mentions=mentions), encoder.frames(template["frames"])


def _cleaned(text: str, slots: Mapping[str, Slot]) -> tuple[str, dict[str, Slot]]:
    cleaned = clean(text, limit=300)
    lead = len(text) - len(text.lstrip())
    if cleaned != text.strip():
        raise NotExpressible("text that is not clean")
    return cleaned, {
        name: Slot(
            start=slot.start - lead, end=slot.end - lead, value=slot.value, is_known=slot.is_known
        )
        for name, slot in slots.items()
    }


def frames_spans(frames: Sequence[Any]) -> list[str]:
    """Return the texts of all spans, in the order in which `pieces` yields them."""
    return [piece for piece in pieces(frames) if not piece.startswith("<")]


def answer_ids(
    written: Sequence[str], spans: Sequence[str], prompt: Prompt, text: str, encoder: TextEncoder
) -> tuple[int, ...]:
    """Return the ids of an answer; its spans are runs of the prompt's own text tokens.

    Raises:
        NotExpressible: a span does not begin and end where tokens do.
    """
    ids: list[int] = []
    for number, piece in enumerate(written):
        is_span = number + 1 < len(written) and written[number + 1] == "<end_span>"
        if is_span:
            ids += _run(piece, prompt, text)
        else:
            ids.append(encoder.id(piece))
    return (*ids, encoder.id(END))


def _run(span: str, prompt: Prompt, text: str) -> list[int]:
    start = text.find(span)
    while start >= 0:
        end = start + len(span)
        inside = [t for t in prompt.text if t.start < end and t.end > start]
        if inside and _is_exact(text, inside[0].start, inside[-1].end, start, end):
            return [token.id for token in inside]
        start = text.find(span, start + 1)
    raise NotExpressible("span between tokens")


def _is_exact(text: str, first: int, last: int, start: int, end: int) -> bool:
    """Say whether tokens cover just the span; a space in front of it belongs to its first token."""
    return text[first:last].strip() == text[start:end].strip()


@dataclass(slots=True, kw_only=True)
class _Filling:
    """Chooses what placeholders stand for, in one home; the same throughout a dialogue."""

    rng: random.Random
    language: Language
    home: Home
    lexicon: Lexicon
    chosen: dict[str, tuple[str, Any, bool]] = field(default_factory=dict)
    wanted: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    can_be_unknown: bool = True

    def prepare(self, template: Mapping[str, Any]) -> None:
        """Look up what each name placeholder is the name of, and add names that are literal."""
        extra: dict[str, Name] = {}
        self.can_be_unknown = template.get("kind") is None and "followup" not in template.get(
            "tags", ()
        )
        for target in _targets(template["frames"]):
            for part in ("name",):
                said = target.get(part)
                for name in [said] if isinstance(said, str) else said or ():
                    if name.startswith("{"):
                        self.wanted[name.strip("{}")] = target
                    else:
                        extra |= self._literal(name, target)
            area = target.get("area")
            if isinstance(area, str) and area != "all" and not area.startswith("{"):
                extra[key(area)] = Name(areas=("literal",))
            floor = target.get("floor")
            if isinstance(floor, str) and floor != "all" and not floor.startswith("{"):
                extra[key(floor)] = Name(floors=(floor,))
        if extra:
            names = {**self.lexicon.names, **extra}
            self.lexicon = replace(self.lexicon, names=names, longest=max(map(len, names)))

    def _literal(self, name: str, target: Mapping[str, Any]) -> dict[str, Name]:
        type_, kind, measures = _type_of(target, self.rng)
        thing = Thing(id="literal", title=name, type=type_, kind=kind, measures=measures)
        return {key(name): Name(things=(thing.id,), thing_mark=mark_of(thing))}

    def value(self, placeholder: str) -> tuple[str, Any, bool]:
        """Return the text, the value and whether the home knows it, of a placeholder."""
        if placeholder not in self.chosen:
            self.chosen[placeholder] = self._choose(placeholder)
        return self.chosen[placeholder]

    def _choose(self, placeholder: str) -> tuple[str, Any, bool]:
        rng, language = self.rng, self.language
        match placeholder.rstrip("23"):  # item, item2, item3
            case "area":
                return self._area(placeholder)
            case "floor":
                return self._floor()
            case "name" | "list":
                return self._name(placeholder)
            case "n":
                value: float = rng.choice(
                    (1, 2, 3, 5, 10, 15, 20, 25, 30, 40, 50, rng.randint(1, 100))
                )
                return surface.number(rng, language, value), value, True
            case "pct":
                value = rng.choice(
                    (10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90, rng.randint(1, 100))
                )
                return surface.number(rng, language, value), value, True
            case "temp":
                value = rng.randint(16, 30) if rng.random() < 0.85 else rng.randint(32, 60) / 2
                return surface.number(rng, language, value), value, True
            case "duration":
                text, seconds = surface.duration(rng, language)
                return text, seconds, True
            case "time":
                text, time = surface.clock(rng, language)
                return text, time, True
            case "day":
                return surface.days(rng, language), "days", True
            case "color":
                text, css = surface.color(rng, language)
                return text, css, True
            case name:
                text = self._word(name)
                return text, text, True

    def _word(self, name: str) -> str:
        from . import vocabulary

        return vocabulary.word(self.rng, self.language, name)

    def _area(self, placeholder: str) -> tuple[str, Any, bool]:
        taken = {text for text, _, _ in self.chosen.values()}
        if self.can_be_unknown and self.rng.random() < UNKNOWN_SHARE:
            other = self.rng.choice(list(random_home(self.rng, self.language).areas.values())).name
            if key(other) not in self.lexicon.names and other not in taken:
                return other, other, False
        names = [
            name
            for area in self.home.areas.values()
            for name in (area.name, *area.aliases)
            if name not in taken
        ]
        if not names:
            raise NotExpressible(f"no {placeholder}")
        chosen = self.rng.choice(names)
        return chosen, chosen, True

    def _floor(self) -> tuple[str, Any, bool]:
        floors = sorted({area.floor for area in self.home.areas.values() if area.floor})
        if not floors:
            raise NotExpressible("no floor")
        from ondol.agent.names import floor_names

        names = [
            name
            for floor in floors
            for name in floor_names(floor, floors)
            if name.isascii() == (self.language == "en")
        ]
        if not names:
            raise NotExpressible("no floor")
        chosen = self.rng.choice(names)
        return chosen, chosen, True

    def _name(self, placeholder: str) -> tuple[str, Any, bool]:
        target = self.wanted.get(placeholder, {"type": "list"} if placeholder == "list" else {})
        if self.can_be_unknown and placeholder != "list" and self.rng.random() < UNKNOWN_SHARE:
            strange = strange_name(self.rng, self.language, _type_of(target, self.rng)[0]).strip()
            if not link(strange, self.lexicon):
                return strange, strange, False
        type_, kind, measures = _type_of(target, self.rng)
        taken = {text for text, _, _ in self.chosen.values()}
        area = self.rng.choice(list(self.home.areas.values()))
        for _ in range(5):
            thing = random_thing(
                self.rng, self.language, "named", type_, area, kind=kind, measures=measures
            )
            if thing.title not in taken:
                break
        else:
            raise NotExpressible("no other name")
        known = self.lexicon.names.get(key(thing.title))
        name = Name(
            areas=known.areas if known is not None else (),
            floors=known.floors if known is not None else (),
            things=(thing.id,),
            thing_mark="<k:thing>" if self.rng.random() < _shared(type_) else mark_of(thing),
        )
        names = {**self.lexicon.names, key(thing.title): name}
        longest = max(self.lexicon.longest, len(key(thing.title)))
        self.lexicon = replace(self.lexicon, names=names, longest=longest)
        return thing.title, thing.title, True


def _shared(type_: str) -> float:
    return SHARED_SENSOR_SHARE if type_ in {"sensor", "person"} else SHARED_SHARE


def _targets(frames: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for frame in frames:
        for part in ("target", "to", "from"):
            target = frame.get(part)
            while target:
                yield target
                target = target.get("except")
        when = frame.get("when")
        if when:
            for one in when.get("all", [when]):
                if "once" in one:
                    yield one["once"]["target"]
        yield from _targets(frame.get("then", ()))


def _type_of(target: Mapping[str, Any], rng: random.Random) -> tuple[str, str | None, str | None]:
    """Return a type, cover kind and measure for a thing that a target names."""
    if target.get("cover"):
        said = target["cover"]
        return "cover", said if isinstance(said, str) else rng.choice(said), None
    if target.get("sensor"):
        said = target["sensor"]
        return "sensor", None, said if isinstance(said, str) else rng.choice(said)
    said = target.get("type") or ("light", "switch", "fan", "air_conditioner", "tv", "speaker")
    type_ = said if isinstance(said, str) else rng.choice(list(said))
    return type_, None, None


__all__ = ["PLACEHOLDER", "Assembler", "Example", "Exclusion", "Span"]
