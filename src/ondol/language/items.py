"""Completes what is to go on a list, or off it, by the words around it.

A small model finds where an item is; where it begins and ends stands in the text: between the verb
and the list in English ("add OAT MILK to my groceries"), between the list and the verb in Korean
("할 일에 보고서 쓰기 추가해줘").
"""

import re

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
_SEVERAL = re.compile(r",| (?:and|plus|&) |[가-힣](?:이랑|랑|하고|와|과) | 그리고 ", re.IGNORECASE)


def whole_item(text: str, part: str, list_: tuple[int, int]) -> str:
    """Return the item that `part` is of; `list_` are the characters that name the list.

    Of several items none is completed, and one that does not stand so is left as it is.

    >>> whole_item("할 일에 보고서 쓰기 추가해줘", "쓰기", (0, 3))
    '보고서 쓰기'
    >>> whole_item("remove pepper from my grocery list", "my", (22, 34))
    'pepper'
    >>> whole_item("add eggs and bread to groceries", "eggs", (22, 31))
    'eggs'
    """
    found = _BEFORE.search(text[: list_[0]]) or _BEHIND.search(text[list_[1] :])
    if found is None or _SEVERAL.search(found["item"]):
        return part
    return found["item"]
