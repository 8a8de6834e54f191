"""Finds the condition that everyone has left home, or that nobody is there."""

import re

_KOREAN = re.compile(
    r"(?:^|(?<=\s))"
    r"(?:(?:우리|가족|식구|온\s?가족|사람)(?:들)?(?:이|은|도)?\s)?"
    r"(?:(?:다들?|모두|전부|온\s?가족이|전원)\s?(?:집에서\s|밖에\s|밖으로\s)?"
    r"(?:나가(?:면|고\s?나면|고\s?없으면|는\s?순간)|나갔을\s?때|나갈\s?때|외출하(?:면|고\s?나면)|외출했을\s?때|집을\s?비우면)"
    r"|(?:우리\s?)?집에\s?(?:아무도|사람이?|한\s?명도)\s?없(?:으면|을\s?때|어지면|게\s?되면)"
    r"|아무도\s?(?:집에\s?)?없(?:으면|을\s?때|게\s?되면)"
    r"|집이?\s?비(?:면|게\s?되면|었을\s?때))"
)
_OF_LIGHTS = re.compile(r"(?:불|등|전등|조명|전기|전구)[이가]?\s$")
"""Before 다 나가면: lights go out, and nobody leaves."""
_ENGLISH = re.compile(
    r"\b(?:if|when|whenever|once|as soon as|after|while)\s"
    r"(?:(?:everyone|everybody|all of us|the (?:whole )?family|the last (?:person|one)(?: of us)?)"
    r"(?:'s|\s(?:is|are|has|have))?\s(?:leaves?|left|goes? out|gone(?: out)?|out|away)"
    r"|we(?:'re|\sare|'ve|\shave)?\sall\s(?:leave|left|go out|gone(?: out)?|out|away)"
    r"|(?:nobody|no one)(?:'s|\sis)\s(?:at home|home|in|here|left at home)"
    r"|(?:the|our)\s(?:house|home|flat|apartment)(?:'s|\sis)\sempty)\b"
    r"(?!\sthe\s(?!house|home|flat|apartment|building))",
    re.IGNORECASE,
)


def everyone_leaves(text: str) -> tuple[int, int] | None:
    """Return where a text says "when everyone has left"; None: it does not.

    Of a room it does not: "거실에 아무도 없으면", "when everyone leaves the kitchen".

    >>> everyone_leaves("다 나가면 불 꺼줘"), everyone_leaves("거실에 아무도 없으면 불 꺼")
    ((0, 5), None)
    >>> everyone_leaves("lock up when we're all out")
    (8, 26)
    """
    found = _KOREAN.search(text) or _ENGLISH.search(text)
    if found is None:
        return None
    before = text[: found.start()]
    is_of_a_room = found[0].startswith("아무도") and re.search(r"(?<!집)에\s$", before)
    return None if is_of_a_room or _OF_LIGHTS.search(before) else found.span()
