"""Finds the words that point at something: "이거", "저 커튼", "that", "this one", "저기".

By words alone: what they point at, whoever knows where the speaker looks or points decides. Korean
tells apart what is near (이), farther away (저) and spoken of (그), English this and that; "it" and
"그거" speak of what was said, and point only where nothing was (Diessel, Demonstratives, 1999).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Points = Literal["thing", "place"]
Which = Literal["near", "far", "said"]
Reads = Callable[[str], int]
"""Returns how many of the first characters of a text name a kind of thing; 0: none do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deictic:
    """A word, or a few, that point.

    Attributes:
        start, end: characters of the text, a noun included, a particle not.
        points: at a thing, or at a place.
        which: what is near, what is farther off, or what was said before ("그거", "it").
        noun: the kind of thing that it says ("조명" of "이 조명"); empty: any.
        particle: Korean; what the word bears in itself, to be said of another: "은/는" of "이건".
        is_plural: whether it says several ("이것들", "these").
    """

    start: int
    end: int
    points: Points = "thing"
    which: Which
    noun: str = ""
    particle: str = ""
    is_plural: bool = False


def deictics(text: str, noun: Reads) -> tuple[Deictic, ...]:
    """Return the words of a text that point, in their order; `noun` knows the kinds of thing.

    >>> [one.start for one in deictics("이거 끄고 저거 켜", lambda text: 0)]
    [0, 6]
    """
    found = (*_korean(text, noun), *_english(text, noun))
    return tuple(sorted(found, key=lambda one: one.start))


# Korean -------------------------------------------------------------------------------------------

_PRONOUN = re.compile(
    r"(?<![가-힣])(?P<which>[이요저그])(?:\s?(?P<whole>거|것)(?P<many>들)?|(?P<short>건|걸|게)(?![가-힣]*(?:이|가)\s))"
)
_ADNOMINAL = re.compile(r"(?<![가-힣])(?P<which>[이요저그])(?P<gap>\s?)(?=[가-힣A-Za-z])")
_PLACE = re.compile(r"(?<![가-힣])(?P<which>여기|저기|거기|이쪽|저쪽|그쪽)(?!요|[,.!])")
_WHICH: Mapping[str, Which] = {
    **dict.fromkeys(["이", "요", "여기", "이쪽"], "near"),
    **dict.fromkeys(["저", "저기", "저쪽"], "far"),
    **dict.fromkeys(["그", "거기", "그쪽"], "said"),
    **dict.fromkeys(["this", "these", "here"], "near"),
    **dict.fromkeys(["that", "those", "there"], "far"),
}
_PARTICLES = {"건": "은/는", "걸": "을/를", "게": "이/가"}
_NOT_MEANT = re.compile(r"\s?말고")
_IDIOM = re.compile(r"이것\s?저것|이거\s?저거|이게\s?뭐|그게\s?아니|그건\s?그렇")


def _korean(text: str, noun: Reads) -> list[Deictic]:
    idioms = [match.span() for match in _IDIOM.finditer(text)]
    found: list[Deictic] = []
    for match in _PRONOUN.finditer(text):
        start, end = match.span()
        particle = _PARTICLES.get(match["short"] or "", "")
        if match["short"] == "걸" and text[end : end + 1] == "로":
            end, particle = end + 1, "으로/로"
        if _NOT_MEANT.match(text, end) or any(a <= start < b for a, b in idioms):
            continue
        found.append(
            Deictic(
                start=start,
                end=end,
                particle=particle,
                which=_WHICH[match["which"]],
                is_plural=bool(match["many"]),
            )
        )
    for match in _ADNOMINAL.finditer(text):
        length = noun(text[match.end() :])
        least = 1 if match["gap"] else 2  # 이불 is a blanket
        if length < least:
            continue
        end = match.end() + length
        many = text.startswith("들", end)
        found.append(
            Deictic(
                start=match.start(),
                end=end + many,
                noun=text[match.end() : end],
                which=_WHICH[match["which"]],
                is_plural=many,
            )
        )
    found.extend(
        Deictic(
            start=match.start(),
            end=match.end(),
            points="place",
            which=_WHICH[match["which"]],
        )
        for match in _PLACE.finditer(text)
        if not _NOT_MEANT.match(text, match.end())
    )
    return found


# English ------------------------------------------------------------------------------------------

_DEMONSTRATIVE = re.compile(
    r"(?<![\w'’-])(?P<which>this|that|these|those)(?:['’]s)?(?P<one>\s+(?:one|thing|things|ones))?(?![\w-])",
    re.IGNORECASE,
)
_IT = re.compile(r"(?<![\w'’-])it(?![\w'’-])", re.IGNORECASE)
_OTHER_NOUN = re.compile(
    r"\s+(?:morning|afternoon|evening|night|day|week|month|year|weekend|time|moment|minute|hour|way|much"
    r"|song|movie|film|video|music|album|playlist|channel|episode|series|podcast|game|app|story|word"
    r"|room|place|area|floor|side|house|home|timer|alarm|list|reminder|schedule|scene|mode|person)s?\b",
    re.IGNORECASE,
)
"""What is no device: "this song", "that time"."""
_CLAUSE_AFTER = re.compile(
    r"\s+(?:the|a|an|my|our|your|i|we|you|he|she|they|there|everything|all|no)\b", re.IGNORECASE
)
_CLAUSE_BEFORE = re.compile(
    r"\b(?:lights?|lamps?|devices?|everything|anything|something|all|ones?|rooms?|doors?|windows?"
    r"|sure|so|like|now|given|know|think|say|said|see)\s+$",
    re.IGNORECASE,
)
"""Behind what "that" begins a clause, or means nothing that can be looked at."""
_IT_IS_NOTHING = re.compile(
    r"(?:\b(?:make|makes|is|was|does|did|will|when|if|because|time\s+is)\s+)$", re.IGNORECASE
)
_IT_GOES_ON = re.compile(
    r"\s+(?:is|was|gets|got|feels|will|looks|seems|rains|snows)\b", re.IGNORECASE
)
_IT_OF_A_THING = re.compile(
    r"\s+(?:on|off|open|closed|shut|locked|unlocked|running|playing|set|charging|charged|done|finished"
    r"|empty|full)\b",
    re.IGNORECASE,
)
_THERE = re.compile(r"\b(?:over|in|out|up|down)\s+(?P<where>here|there)\b", re.IGNORECASE)


def _english(text: str, noun: Reads) -> list[Deictic]:
    found: list[Deictic] = []
    for match in _DEMONSTRATIVE.finditer(text):
        which, start, end = match["which"].casefold(), match.start(), match.end()
        behind = len(text) - len(text[end:].lstrip())
        is_alone = match["one"] is None
        named = noun(text[behind:]) if is_alone and behind > end else 0
        if is_alone and not named and _is_no_thing(which, text, start, end):
            continue
        said = text[behind : behind + named]
        if said:
            end = behind + named
        elif match.group().endswith(("'s", "’s")):
            end -= 2
        is_plural = which in {"these", "those"}
        found.append(
            Deictic(start=start, end=end, which=_WHICH[which], noun=said, is_plural=is_plural)
        )
    found.extend(
        Deictic(start=match.start(), end=match.end(), which="said")
        for match in _IT.finditer(text)
        if not _is_it_nothing(text, match.start(), match.end())
    )
    found.extend(
        Deictic(
            start=match.start(),
            end=match.end(),
            points="place",
            which=_WHICH[match["where"].casefold()],
        )
        for match in _THERE.finditer(text)
    )
    return found


def _is_no_thing(which: str, text: str, start: int, end: int) -> bool:
    """Say whether this or that is no pointing at a device: of a time, a song, or a clause."""
    if _OTHER_NOUN.match(text, end) or re.search(r"\blike\s+$", text[:start], re.IGNORECASE):
        return True
    is_clause = _CLAUSE_AFTER.match(text, end) or _CLAUSE_BEFORE.search(text[:start])
    return which == "that" and is_clause is not None


def _is_it_nothing(text: str, start: int, end: int) -> bool:
    """Say whether "it" stands for the weather, the hour, or how things are ("make it warmer")."""
    if _IT_GOES_ON.match(text, end):
        return True
    return (
        _IT_IS_NOTHING.search(text[:start]) is not None and _IT_OF_A_THING.match(text, end) is None
    )


# What is left out ---------------------------------------------------------------------------------

_KO_BARE = re.compile(
    r"(?:(?:좀|조금|더|다시|이제|지금)\s?)*"
    r"(?:켜|꺼|끄|열어|열|닫아|닫|잠가|잠궈|잠그|멈춰|밝게|어둡게|시원하게|따뜻하게|세게|약하게|크게|작게"
    r"|올려|내려|높여|낮춰|줄여|키워)"
    r"(?:\s?(?:해|하자|줘|줘요|주세요|주라|줄래|줄래요|봐|놔|둬|자|라|요|고|좀))*[\s.!?~]*"
)
_EN_BARE = re.compile(
    r"(?P<verb>(?:please )?(?:(?:turn|switch) (?:on|off|up|down)|open|close|shut|lock|unlock|stop"
    r"|pause|start))(?P<rest>(?: please)?[.!]*)",
    re.IGNORECASE,
)


def with_what_is_left_out(text: str) -> str | None:
    """Return a wish that names no object with the word that points at one; None: it needs none.

    Korean leaves out what both see ("열어"); so does an order in English ("turn off").

    >>> with_what_is_left_out("열어"), with_what_is_left_out("좀 더 밝게 해 줘")
    ('이거 열어', '이거 좀 더 밝게 해 줘')
    >>> with_what_is_left_out("turn off please"), with_what_is_left_out("다 꺼")
    ('turn off this please', None)
    >>> with_what_is_left_out("여기 열어"), with_what_is_left_out("열쇠 어디 있어")
    (None, None)
    """
    if _KO_BARE.fullmatch(text):
        return f"이거 {text}"
    if match := _EN_BARE.fullmatch(text):
        return f"{match['verb']} this{match['rest']}"
    return None
