"""Completes a title of which a part is known: "Rhapsody" in "play the Bohemian Rhapsody track".

A small model finds where a title is; where it ends is told by the words around it, which are few:
verbs of playing, requests, kinds of media, and what is named already (a player, a room).
"""

import re
from collections.abc import Sequence

_WORD = re.compile(r"\S+")
_EDGE = re.compile(r"^[\"'“‘(,.]+|[,!?;:~…]+$|(?<=\w\w)\.+$")

_ASKING = frozenset(
    re.findall(
        r"\S+",
        """
        play plays playing replay start starting put putting on listen listening to too
        hear hearing more good little across will fancy fire tune program watch watching
        stream streaming queue up throw turn resume continue reading read find search
        show get give bring stick pull look shuffle loop repeat blast go going ahead
        want wanna gonna need would ya like love could can may you u please pls plz
        kindly let let's lets me us my our i i'd i'll i'm id im we we'd we'll hey ok
        okay uh um so well olly alexa ondol google siri jarvis computer echo some any
        bit lot a an the that this it just now then again next first tonight today
        tomorrow right away real quick quickly asap loud loudly instead maybe and or but
        if when while after before already thanks thank ta cheers is are do be possible
        mind how about what mood feel feeling for in at through throughout over via
        using with from everywhere every all whole house room speaker speakers ones
        """,
    )
)
"""English words that stand around a title; inside one they are kept where the model put them."""
_KINDS = frozenset(
    re.findall(
        r"\S+",
        """
        track tracks song songs album albums artist band music movie movies film films
        show shows series episode episodes podcast podcasts audiobook audiobooks audio
        book playlist playlists radio station stations channel tv video videos record
        single tune tunes soundtrack symphony musical documentary story stories lecture
        opera anime cartoon concert called named titled ep lp
        """,
    )
)
_LINKS = frozenset({"by", "of"})

_KO_ASKING = re.compile(
    r"^(?:틀|재생|들려|듣|들을|들어|들으|보여|보자|보고|볼래|봐|볼까|켜|나오|찾아|검색|플레이|스트리밍|시작|이어서|해줘|해주|해라|하자|줘|주세|주실|줄래|줄|좀|그럼|이제"
    r"|지금|다시|바로|당장|얼른|빨리|그리고|혹시|저기|있잖아|이봐|어이|일단|즉시|가수|배우|그룹|여보세요|누구야|아휴|아이고|그냥|나한테|코타나|올리|이따|온집안|내가|나는|우리|오늘|내일|이따|크게|작게|조용히|계속|한번|한|번"
    r"|싶|부탁|고마|하나|아무거나|헤이|오케이|온돌|아리아|지니|클로바|구글|빅스비|시리|알렉사|누구)[가-힣]{0,5}$"
    r"|^(?:나|난|자|야|음|어|그|저)$"
    r"|^(?:티비|티브이|텔레비전|텔레비젼|테레비|tv|스피커|오디오|사운드바|전축|헤드셋|헤드폰|브이알|블루투스|라디오|홈팟)[가-힣]{0,3}$"
    r"|(?:에서|에다|에다가|한테|으로만)$"
)
_KO_VERB = re.compile(r"(?:틀어|재생|들려|들을|듣|보여|나오게|찾아|플레이)")
_KO_KINDS = re.compile(
    r"^(?:노래|음악|곡|앨범|영화|드라마|방송|라디오|채널|영상|동영상|팟캐스트|플레이리스트|재생목록|프로그램|프로|만화|음반|오디오북|시리즈|뮤직비디오|뮤비)"
    r"(?:들|나|이나|만|도|을|를|이|가|은|는|로|으로|부터|라도|이라도|에서|의)?$"
)


def whole_title(text: str, part: str, taken: Sequence[tuple[int, int]] = ()) -> str:
    """Return the title that `part` is of; `taken` are the characters of what is named otherwise.

    >>> whole_title("play the Bohemian Rhapsody track", "Rhapsody")
    'Bohemian Rhapsody'
    >>> whole_title("i'd like to hear queen's barcelona please", "queen")
    "queen's barcelona"
    >>> whole_title("거실에서 샘김 히트곡 틀어줄래", "틀어줄래", [(0, 2)])
    '샘김 히트곡'
    >>> whole_title("play jazz in the kitchen", "jazz", [(17, 24)])
    'jazz'
    """
    words = [match.span() for match in _WORD.finditer(text)]
    at = text.find(part)
    inside = [n for n, (start, end) in enumerate(words) if start < at + len(part) and end > at]
    if at < 0 or not inside:
        return part
    is_around = [_is_around(text[a:b], a, b, taken) for a, b in words]
    first, last = inside[0], inside[-1]
    if all(is_around[first : last + 1]):
        return _longest(text, words, is_around) or part
    is_part = [
        not is_around[n]
        or (text[a:b].lower() in _LINKS and not any(is_around[max(n - 1, 0) : n + 2 : 2]))
        for n, (a, b) in enumerate(words)
    ]
    while first and is_part[first - 1]:
        first -= 1
    while last + 1 < len(words) and is_part[last + 1]:
        last += 1
    is_more, is_further = first < inside[0], last > inside[-1]
    start = words[first][0] if is_more or _is_cut(text, at, words[first][0]) else at
    end = at + len(part)
    end = words[last][1] if is_further or _is_cut_behind(text, end) else end
    found = _EDGE.sub("", text[start:end])
    after = text[words[last + 1][0] : words[last + 1][1]] if last + 1 < len(words) else ""
    is_of_kind = _EDGE.sub("", after).lower() in _KINDS  # "the Queen album" is not The Queen's
    return found.removeprefix("the ") if is_of_kind and " " in found else found


_TO_PLAY = re.compile(
    r"^(?:please |hey \w+,? |ok(?:ay)? \w+,? )?(?:(?:can|could|would|will) you )?(?:please )?"
    r"(?:play|stream|listen to|put on)(?: me| us)? (?!with\b|along\b|dead\b|it\b|that\b)\S"
    r"|\S\s?(?:틀어|재생해|재생)\s?(?:줘|주세요|줄래|줄래요|주라|라|봐|주실래요|주시겠어요)?[요.!?~]*$",
    re.IGNORECASE,
)
_GAME = re.compile(
    r"\b(?:games?|chess|checkers|cards|hide|tag|trivia|quiz|poker|tricks?|jokes?|role|fetch|hangman"
    r"|questions|rock paper|scissors|tic)\b|게임 ?하|놀이|끝말|농담|퀴즈",
    re.IGNORECASE,
)


def wanted_title(text: str, taken: Sequence[tuple[int, int]] = ()) -> str | None:
    """Return the title that a text plainly asks to play; None: it asks for none.

    >>> wanted_title("please play leviathan"), wanted_title("play chess with me")
    ('leviathan', None)
    >>> wanted_title("넷플릭스에서 오징어게임 틀어줘", [(0, 4)]), wanted_title("노래 틀어줘")
    ('오징어게임', None)
    """
    if _TO_PLAY.search(text) is None or _GAME.search(text) is not None:
        return None
    words = [match.span() for match in _WORD.finditer(text)]
    around = [_is_around(text[a:b], a, b, taken) for a, b in words]
    return _longest(text, words, around) or None


def is_all_around(title: str) -> bool:
    """Say whether a title is made of nothing but words that stand around titles.

    >>> is_all_around("It"), is_all_around("The Movie"), is_all_around("It Happened One Night")
    (True, True, False)
    """
    return all(_is_around(match.group(), 0, 0, ()) for match in _WORD.finditer(title))


def _is_around(word: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    """Say whether a word stands around titles rather than in them."""
    if any(a < end and start < b for a, b in taken) or word.endswith(","):
        return True
    if word in {"My", "Our"}:
        return False
    plain = _EDGE.sub("", word).lower()
    if re.search("[가-힣]", plain):
        is_kind = _KO_KINDS.match(plain) is not None
        return is_kind or _KO_ASKING.match(plain) is not None or _KO_VERB.search(plain) is not None
    return plain in _ASKING or plain in _KINDS or plain in _LINKS or not plain


def _longest(text: str, words: Sequence[tuple[int, int]], is_around: Sequence[bool]) -> str:
    """Return the longest run of words that are not around titles."""
    best, run = "", ""
    for (start, end), around in zip(words, is_around, strict=True):
        run = "" if around else (f"{run} " if run else "") + text[start:end]
        best = max(best, run, key=len)
    return _EDGE.sub("", best)


def _is_cut(text: str, start: int, word: int) -> bool:
    """Say whether a part begins inside a word of Latin letters."""
    return start > word and text[start - 1].isalnum() and text[start].isascii()


def _is_cut_behind(text: str, end: int) -> bool:
    """Say whether a part ends before the 's of its word."""
    return re.match(r"['’]s\b", text[end:]) is not None
