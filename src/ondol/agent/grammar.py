"""Lets the model write frames and nothing else: a finite automaton over `frames.VOCABULARY`.

The frame language is regular, for what a schedule holds runs to the end of the output. `_FRAMES`
states it once; it is compiled to a non-deterministic automaton at import and made deterministic
state by state, on demand, for each set of things that an utterance can point at ("no number was
said": no branch that needs one is offered, so that there is never a dead end). The home's part is
in the pointers, which only reach names of the live home; the utterance's part is the spans: a span
is a run of the utterance's own tokens. Measured against llguidance in
docs/decisions/0007-constrained-decoding.md.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ondol.things.catalog import COVER_KINDS, MEASURES, TYPES

from .frames import (
    ACTIONS,
    ASKS,
    ATTRIBUTES,
    COMPARISONS,
    END,
    LIST_OPS,
    NUMBERS,
    REFERENCES,
    TIMER_OPS,
    TOPICS,
    UNKNOWN,
)
from .linking import Mention, MentionKind
from .prompt import TextToken

# --- the language --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Tokens:
    """One of these tokens; not offered where the utterance mentions any of the kinds `unless`."""

    choices: tuple[str, ...]
    unless: frozenset[MentionKind] = frozenset()


@dataclass(frozen=True, slots=True)
class _Point:
    kinds: frozenset[MentionKind]


@dataclass(frozen=True, slots=True)
class _Copy:
    """A span of the utterance and the `<end_span>` behind it."""


@dataclass(frozen=True, slots=True)
class _Sequence:
    parts: tuple["_Expression", ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    options: tuple["_Expression", ...]


@dataclass(frozen=True, slots=True)
class _Again:
    """Back to the beginning of a frame: after one frame, or inside a schedule."""


_Expression = _Tokens | _Point | _Copy | _Sequence | _Choice | _Again
_EMPTY = _Sequence(())


def _tokens(*choices: str) -> _Tokens:
    return _Tokens(choices)


def _seq(*parts: _Expression) -> _Sequence:
    return _Sequence(parts)


def _alt(*options: _Expression) -> _Choice:
    return _Choice(options)


def _maybe(part: _Expression) -> _Choice:
    return _Choice((part, _EMPTY))


def _up_to(times: int, part: _Expression) -> _Expression:
    return _EMPTY if times == 0 else _maybe(_seq(part, _up_to(times - 1, part)))


def _point(*kinds: MentionKind) -> _Point:
    return _Point(frozenset(kinds))


def _words(*words: str) -> _Tokens:
    return _Tokens(tuple(f"<v:{word}>" for word in words))


_BOOLEANS = _tokens("<v:true>", "<v:false>")
_LITERALS = _tokens(*(f"<n:{number}>" for number in NUMBERS))
_UNSAID = _Tokens(_LITERALS.choices, unless=frozenset({"number", "percent", "celsius", "kelvin"}))
"""Numbers that nobody said, where none was said: else the model would guess what it should read."""
_NAMED = _seq(_tokens("<named>"), _Copy())
_SAID = _point("number", "percent", "celsius", "kelvin")
_NUMBER = _alt(_SAID, _UNSAID)
_RELATIVE = _alt(
    _tokens("<more>", "<less>"),
    _seq(_tokens("<by_more>", "<by_less>"), _NUMBER),
)
_MEASURED = _alt(_NUMBER, _RELATIVE, _tokens("<max>", "<min>"))
_TEMPERATURE = _alt(
    _SAID,
    _tokens("<more>", "<less>", "<max>", "<min>"),
    _seq(_tokens("<by_more>", "<by_less>"), _alt(_SAID, _UNSAID)),
)
_MODES = _words("cool", "heat", "auto", "dry", "fan", "off", "sleep", "eco", "turbo", "quiet")
_PROGRAMS = _words("quick", "delicates", "cotton", "wool", "standard", "eco", "auto", "quiet")

_WANTED: Mapping[str, _Expression] = {
    "mode": _alt(_MODES, _words("low", "medium", "high"), _NAMED),
    "program": _alt(_PROGRAMS, _NAMED),
    "fan_speed": _alt(_words("auto", "low", "medium", "high"), _tokens("<more>", "<less>")),
    "swing": _words("auto", "up", "middle", "down"),
    "direction": _words("forward", "reverse"),
    "playback": _words("playing", "paused", "idle"),
    "activity": _words("cleaning", "paused", "returning", "docked", "running", "idle"),
    "color": _point("color"),
    "color_temperature": _MEASURED,
    "app": _alt(_point("app"), _NAMED, _tokens("<null>")),
    "source": _alt(_point("source", "app"), _NAMED),
    "channel": _alt(_point("number"), _NAMED, _tokens("<more>", "<less>")),
    "title": _NAMED,
    "cleaning_area": _alt(_point("area"), _tokens("<null>")),
    "location": _alt(_words("home", "not_home"), _point("area"), _NAMED),
    "position": _alt(_SAID, _LITERALS, _RELATIVE, _tokens("<max>", "<min>")),
    "target_temperature": _TEMPERATURE,
    "freezer_target_temperature": _TEMPERATURE,
    "interval": _alt(_MEASURED, _point("duration")),
    "remaining": _alt(_point("duration"), _NUMBER),
    "value": _alt(_BOOLEANS, _NUMBER, _NAMED),
    "items": _NAMED,
    **dict.fromkeys(
        ("on", "oscillating", "muted", "locked", "rapid_freeze", "activated", "door_open"),
        _BOOLEANS,
    ),
}
"""What an attribute may be set to, or compared with; the others are numbers."""

_STATES: Mapping[str, _Expression] = {
    "on": _BOOLEANS,
    "muted": _BOOLEANS,
    "locked": _BOOLEANS,
    "playback": _WANTED["playback"],
    "activity": _WANTED["activity"],
    "position": _LITERALS,
}


def _wanted(attribute: str) -> _Expression:
    return _WANTED.get(attribute, _MEASURED)


def _test(attribute: str) -> _Expression:
    return _seq(_tokens(*(f"<is:{op}>" for op in COMPARISONS)), _wanted(attribute))


def _parts() -> tuple[_Expression, ...]:
    states = (_seq(_tokens(f"<a:{name}>"), value) for name, value in _STATES.items())
    return (
        _up_to(4, _tokens(*(f"<t:{name}>" for name in (*TYPES, "any")))),
        _up_to(2, _tokens(*(f"<c:{name}>" for name in COVER_KINDS))),
        _up_to(2, _tokens(*(f"<m:{name}>" for name in MEASURES))),
        _maybe(_tokens(*(f"<ref:{name}>" for name in REFERENCES))),
        _up_to(6, _point("area", "floor", "thing")),
        _maybe(_seq(_tokens(UNKNOWN), _Copy())),
        _maybe(_tokens("<all>")),
        _maybe(_seq(_tokens("<now>"), _alt(*states))),
    )


_TARGET = _seq(*_parts(), _maybe(_seq(_tokens("<except>"), *_parts())))
_SETTINGS = _alt(
    *(_seq(_tokens(f"<a:{name}>"), _wanted(name)) for name in ATTRIBUTES),
    _tokens(*(f"<do:{name}>" for name in ACTIONS)),
)
_DURATION = _point("duration")
_CLOCK = _point("clock", "number")
_WHEN = _alt(
    _seq(_tokens("<after>"), _DURATION),
    _seq(_tokens("<at>"), _CLOCK),
    _seq(_tokens("<every>"), _alt(_tokens("<daily>"), _point("days")), _CLOCK),
    _seq(_tokens("<sun>"), _tokens("<sunset>", "<sunrise>")),
    _seq(
        _tokens("<once>"),
        _TARGET,
        _alt(*(_seq(_tokens(f"<a:{name}>"), _test(name)) for name in ATTRIBUTES)),
    ),
)
_QUERIES = _alt(
    *(
        _seq(
            _tokens(f"<a:{name}>"),
            _tokens(*(f"<ask:{ask}>" for ask in ASKS)),
            _maybe(_test(name)),
        )
        for name in ATTRIBUTES
    )
)
_FRAME = _alt(
    _seq(_tokens("<act>"), _maybe(_tokens("<wish>")), _TARGET, _SETTINGS, _up_to(3, _SETTINGS)),
    _seq(_tokens("<query>"), _TARGET, _QUERIES),
    _seq(
        _tokens("<timer>"),
        _tokens(*(f"<op:{op}>" for op in TIMER_OPS)),
        _maybe(_seq(_tokens("<seconds>"), _DURATION)),
        _maybe(_seq(_tokens("<named>"), _Copy())),
        _maybe(_seq(_tokens("<length>"), _DURATION)),
        _maybe(_seq(_tokens("<in_area>"), _point("area"))),
    ),
    _seq(
        _tokens("<schedule>"),
        _WHEN,
        _up_to(2, _seq(_tokens("<and>"), _WHEN)),
        _tokens("<then>"),
        _Again(),
    ),
    _seq(
        _tokens("<list>"),
        _tokens(*(f"<op:{op}>" for op in LIST_OPS)),
        _maybe(_seq(_tokens("<named>"), _Copy())),
        _maybe(_alt(_tokens("<shopping>", "<todo>"), _point("thing"))),
    ),
    _seq(_tokens("<media>"), _Copy(), _TARGET),
    _seq(_tokens("<handoff>"), _TARGET, _maybe(_seq(_tokens("<from>"), _TARGET))),
    _seq(_tokens("<say>"), _alt(_tokens("<null>"), _Copy()), _TARGET),
    _seq(_tokens("<info>"), _tokens(*(f"<topic:{topic}>" for topic in TOPICS))),
    _tokens("<cancel>", "<undo>", "<chat>", "<reject>", "<clarify>"),
)
_FRAMES = _seq(_FRAME, _maybe(_Again()))

# --- the automaton -------------------------------------------------------------------------------


_Symbol = _Tokens | _Point | _Copy


@dataclass(slots=True)
class _Nfa:
    """Edges by node, (symbol, node behind); node 0 begins a frame, node 1 is the end.

    Symbols are numbered, for few differ: what passes is decided once for each.
    """

    symbols: dict[_Symbol, int] = field(default_factory=dict)
    edges: list[list[tuple[int, int]]] = field(default_factory=lambda: [[], []])
    silent: list[list[int]] = field(default_factory=lambda: [[], []])

    def node(self) -> int:
        self.edges.append([])
        self.silent.append([])
        return len(self.edges) - 1

    def build(self, expression: _Expression, start: int, end: int) -> None:
        match expression:
            case _Tokens() | _Point() | _Copy():
                number = self.symbols.setdefault(expression, len(self.symbols))
                self.edges[start].append((number, end))
            case _Sequence(parts=parts):
                at = start
                for place, part in enumerate(parts):
                    following = end if place == len(parts) - 1 else self.node()
                    self.build(part, at, following)
                    at = following
                if not parts:
                    self.silent[start].append(end)
            case _Choice(options=options):
                for option in options:
                    self.build(option, start, end)
            case _Again():
                self.silent[start].append(0)

    def into(self) -> list[list[tuple[int | None, int]]]:
        """Return the edges that lead to each node, (symbol, node before); None: silent."""
        found: list[list[tuple[int | None, int]]] = [[] for _ in self.edges]
        for node, edges in enumerate(self.edges):
            for symbol, target in edges:
                found[target].append((symbol, node))
            for target in self.silent[node]:
                found[target].append((None, node))
        return found


def _compile() -> _Nfa:
    nfa = _Nfa()
    nfa.build(_FRAMES, 0, 1)
    return nfa


_NFA = _compile()
_INTO = _NFA.into()
_SYMBOLS = tuple(_NFA.symbols)


@dataclass(slots=True)
class State:
    """What may come next. `tokens` has each token's next state; spans have one."""

    tokens: dict[str, frozenset[int]]
    points: dict[MentionKind, frozenset[int]]
    copy: frozenset[int]
    is_end: bool


class Automaton:
    """The frame language for utterances that mention just these kinds of thing."""

    def __init__(self, available: frozenset[MentionKind], *, has_text: bool) -> None:
        self._available = available
        self._passes = [self._is_offered(symbol, has_text) for symbol in _SYMBOLS]
        self._live = self._find_live()
        self._states: dict[frozenset[int], State] = {}
        self.start = self._closure({0})

    def state(self, nodes: frozenset[int]) -> State:
        """Return what may follow; computed once."""
        known = self._states.get(nodes)
        if known is None:
            known = self._states[nodes] = self._expand(nodes)
        return known

    def _is_offered(self, symbol: _Symbol, has_text: bool) -> bool:
        match symbol:
            case _Tokens(unless=unless):
                return not unless & self._available
            case _Point(kinds=kinds):
                return bool(kinds & self._available)
            case _Copy():
                return has_text

    def _find_live(self) -> frozenset[int]:
        """Return the nodes from which the end can be reached with what is available."""
        live, waiting = {1}, [1]
        while waiting:
            for symbol, node in _INTO[waiting.pop()]:
                if node not in live and (symbol is None or self._passes[symbol]):
                    live.add(node)
                    waiting.append(node)
        return frozenset(live)

    def _closure(self, nodes: set[int]) -> frozenset[int]:
        found, waiting = set(nodes), list(nodes)
        while waiting:
            for target in _NFA.silent[waiting.pop()]:
                if target not in found:
                    found.add(target)
                    waiting.append(target)
        return frozenset(found & self._live)

    def _expand(self, nodes: frozenset[int]) -> State:
        following: dict[int, set[int]] = {}
        for node in nodes:
            for number, target in _NFA.edges[node]:
                if target in self._live and self._passes[number]:
                    following.setdefault(number, set()).add(target)
        tokens: dict[str, tuple[int, ...]] = {}
        points: dict[MentionKind, tuple[int, ...]] = {}
        copy: tuple[int, ...] = ()
        for number in following:
            match _SYMBOLS[number]:
                case _Tokens(choices=choices):
                    for token in choices:
                        tokens[token] = (*tokens.get(token, ()), number)
                case _Point(kinds=kinds):
                    for kind in kinds & self._available:
                        points[kind] = (*points.get(kind, ()), number)
                case _Copy():
                    copy = (*copy, number)
        # most tokens stand in the same symbols as others, and lead where those lead
        behind = {
            numbers: self._closure(set().union(*(following[number] for number in numbers)))
            for numbers in {*tokens.values(), *points.values(), copy}
        }
        return State(
            tokens={token: behind[numbers] for token, numbers in tokens.items()},
            points={kind: behind[numbers] for kind, numbers in points.items()},
            copy=behind[copy],
            is_end=1 in nodes,
        )


@lru_cache(maxsize=512)
def automaton(available: frozenset[MentionKind], has_text: bool) -> Automaton:
    """Return the automaton for what an utterance offers; kept, for few such sets are common."""
    return Automaton(available, has_text=has_text)


class _Numbered:
    """An automaton with a tokenizer's ids for the names of its tokens; looked up once each."""

    def __init__(self, automaton: Automaton, ids: Callable[[str], int]) -> None:
        self.automaton = automaton
        self._ids = ids
        self._tokens: dict[frozenset[int], dict[int, frozenset[int]]] = {}

    def tokens(self, nodes: frozenset[int]) -> Mapping[int, frozenset[int]]:
        """Return the ids that may follow and the state behind each."""
        known = self._tokens.get(nodes)
        if known is None:
            tokens = self.automaton.state(nodes).tokens
            known = self._tokens[nodes] = {self._ids(name): tokens[name] for name in tokens}
        return known


@lru_cache(maxsize=512)
def _numbered(
    available: frozenset[MentionKind], has_text: bool, ids: Callable[[str], int]
) -> _Numbered:
    return _Numbered(automaton(available, has_text), ids)


# --- one utterance -------------------------------------------------------------------------------


class FrameConstraint:
    """A `llama.Constraint`: which tokens may come next in the frames of one utterance.

    `text` are the utterance's own tokens, without marks: a span begins and ends where words do.
    `ids` gives the id of a vocabulary token. With `all_known` nothing is called unknown. Raises
    ValueError where `advance` gets a token that was not allowed.
    """

    def __init__(
        self,
        *,
        mentions: Sequence[Mention],
        text: Sequence[TextToken],
        ids: Callable[[str], int],
        all_known: bool = False,
    ) -> None:
        self._starts = [at for at, token in enumerate(text) if token.is_start]
        self._ends = frozenset(at + 1 for at, token in enumerate(text) if token.is_end)
        has_text = bool(self._starts) and bool(self._ends)
        self._numbered = _numbered(frozenset(m.kind for m in mentions), has_text, ids)
        self._automaton = self._numbered.automaton
        self._pointers: dict[MentionKind, list[int]] = {}
        self._kinds: dict[int, MentionKind] = {}
        for number, mention in enumerate(mentions, start=1):
            identifier = ids(f"<@{number}>")
            self._pointers.setdefault(mention.kind, []).append(identifier)
            self._kinds[identifier] = mention.kind
        self._text = [token.id for token in text]
        self._unknown = ids(UNKNOWN) if all_known else None
        self._answer_end = ids(END)
        self._span_end = ids("<end_span>")
        self._nodes = self._automaton.start
        self._places: list[int] | None = None  # in a span: where in `text` it may go on
        self._after_span: frozenset[int] = frozenset()
        self._is_finished = False

    def allowed(self) -> Sequence[int]:
        """Return the ids that may come next; none: finished."""
        if self._is_finished:
            return ()
        if self._places is not None:
            following = {self._text[place] for place in self._places if place < len(self._text)}
            is_end = any(place in self._ends for place in self._places)
            return [*sorted(following), *([self._span_end] if is_end else ())]
        state = self._automaton.state(self._nodes)
        allowed = [t for t in self._numbered.tokens(self._nodes) if t != self._unknown]
        for kind in state.points:
            allowed.extend(self._pointers[kind])
        if state.copy:
            allowed.extend(sorted({self._text[at] for at in self._starts}))
        if state.is_end:
            allowed.append(self._answer_end)
        return allowed

    def advance(self, token: int) -> None:
        """Take a token that was allowed."""
        if self._places is not None:
            self._advance_span(token)
            return
        state = self._automaton.state(self._nodes)
        if token == self._answer_end and state.is_end:
            self._is_finished = True
        elif token in self._kinds and self._kinds[token] in state.points:
            self._nodes = state.points[self._kinds[token]]
        elif (following := self._numbered.tokens(self._nodes).get(token)) is not None:
            self._nodes = following
        elif state.copy and (places := [at + 1 for at in self._starts if self._text[at] == token]):
            self._places = places
            self._after_span = state.copy
        else:
            raise ValueError(f"token {token} is not allowed here")

    def _advance_span(self, token: int) -> None:
        if token == self._span_end:
            self._nodes, self._places = self._after_span, None
            return
        places = [
            place + 1
            for place in self._places or ()
            if place < len(self._text) and self._text[place] == token
        ]
        if not places:
            raise ValueError(f"token {token} does not continue the span")
        self._places = places
