"""Completes what is to go on a list, or off it, by the words around it.

A small model finds where an item is; where it begins and ends stands in the text: between the verb
and the list in English ("add OAT MILK to my groceries"), between the list and the verb in Korean
("할 일에 보고서 쓰기 추가해줘").
"""

import re
from collections.abc import Sequence

_BEFORE = re.compile(
    r"\b(?:add|put|write(?: down)?|include|stick|throw|note|jot(?: down)?|append|remove|take|delete"
    r"|cross(?: off| out)?|drop|erase|scratch(?: off)?|tick off|check off) (?P<item>\S.*?)"
    r" (?:to|on|onto|in|from|off|off of|out of)(?: (?:my|the|our))? $",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"^(?: ?(?:목록|리스트))?(?:에다가|에다|에서|에) (?P<item>\S.*?)(?:[을를]|도)?(?: 좀)?"
    r" (?:추가|넣어|넣[자고]|적어|올려|써 ?[놔줘]|메모|빼[줘 ]|빼$|지워|지우|삭제|제거|없애"
    r"|완료|체크)"
)
_IN_FRONT = re.compile(r"^(?P<item>[가-힣A-Za-z0-9][^.?!]*?)(?:[을를]|도)?(?: 좀)? $")
"""Korean before its list: "우유하고 빵 장보기에 추가해줘"."""
_JOINT = re.compile(
    r"\s*,\s*(?:and )?|\s+(?:and|plus|&)\s+|(?<=[가-힣])(?:이랑|랑|하고|와|과)\s+|\s+그리고\s+",
    re.IGNORECASE,
)


def whole_items(text: str, parts: Sequence[str], list_: tuple[int, int]) -> Sequence[str]:
    """Return the items that `parts` are of; `list_` are the characters that name the list.

    At least as many as there are parts: nothing is lost. Of one, what joins words is its own.

    >>> whole_items("할 일에 치과 예약 추가해줘", ["치"], (0, 3))
    ['치과 예약']
    >>> whole_items("remove pepper from my grocery list", ["my"], (22, 34))
    ['pepper']
    >>> whole_items("add eggs and bread to groceries", ["eggs", "eggs"], (22, 31))
    ['eggs', 'bread']
    >>> whole_items("장보기에 감자, 양파, 당근 적어줘", ["감자", "양파"], (0, 3))
    ['감자', '양파', '당근']
    >>> whole_items("add mac and cheese to groceries", ["mac"], (22, 31))
    ['mac and cheese']
    """
    before = text[: list_[0]]
    found = _BEFORE.search(before) or _BEHIND.search(text[list_[1] :])
    if len(parts) == 1:
        return parts if found is None else [found["item"]]
    found = found or _IN_FRONT.search(before)
    said = [] if found is None else _JOINT.split(found["item"])
    return said if len(said) >= len(parts) else parts
