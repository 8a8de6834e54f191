"""Tells whether a name may be no name but an order, meant for a model that reads it.

A suspicion, not a parser: it looks for verbs where names have none, for signs of markup, and for
words that mix scripts so that they look like others (Unicode TR 39, section 5.2). A name that is
suspected wrongly loses nothing but its mention to a larger model.
"""

import re
import unicodedata

_MARKUP = re.compile(r'[<>{}\[\]|\\"“”=:;]')
_KOREAN = re.compile(
    "(?:켜|꺼|끄|열어|닫아|틀어|풀어|올려|내려|맞춰|바꿔|돌려|보내|읽어|지워|잠가|멈춰|눌러|해|줘|주세요|하세요|해라|하자"
    "|십시오|취소|추가|삭제|실행|해제|무시|방송|전송|기억)(?![가-힣])"
    "|[0-9] ?(?:도|%|퍼센트|번|단)?(?:으로|로)(?![가-힣])"
)
_VERBS = (
    "unlock|lock|disable|enable|open|close|shut|set|turn|switch|start|stop|run|send|announce|cancel|delete|undo|add|raise"
    "|lower|read|write|ignore|remember|forget|say|tell|make|put|play|activate|deactivate|reset|erase|buy|order|call|do|never"
    "|always|when|if|please|system|yes"
)
_FIRST = re.compile(rf"^[^a-z]*(?:[a-z][^a-z]+)?(?:{_VERBS})\b")
_OBJECT = re.compile(rf"\b(?:{_VERBS}) (?:the|a|an|all|every|any|each|my|your|it|everything)\b")


def may_order(name: str) -> bool:
    """Say whether a (cleaned) name reads as an order.

    >>> [may_order(name) for name in ("거실 등", "Kitchen switch", "Set-top box", "XR 헤드셋")]
    [False, False, False, False]
    >>> [may_order(name) for name in ("불 다 꺼", "unlock the door", "lamp; run x", "lаmp")]
    [True, True, True, True]
    """
    plain = name.casefold()
    return (
        _MARKUP.search(plain) is not None
        or _KOREAN.search(plain) is not None
        or (_FIRST.search(plain) is not None and not _HYPHENED.search(plain))
        or _OBJECT.search(plain) is not None
        or any(_is_mixed(word) for word in plain.split())
    )


_HYPHENED = re.compile(rf"^(?:{_VERBS})-[a-z]")


def _is_mixed(word: str) -> bool:
    scripts = {
        unicodedata.name(letter, "").partition(" ")[0] for letter in word if letter.isalpha()
    }
    return "LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})
