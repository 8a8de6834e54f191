"""Rooms that a name may begin with: "안방 에어컨", "Kitchen counter light".

Appliances of a maker's cloud have names and no places; people put the place into the name. Only
words that are rooms and nothing else count: "창 밖" or "Home" are none.
"""

import re

_KOREAN = (
    "거실|안방|침실|큰방|작은방|건넌방|서재|공부방|아이방|아기방|놀이방|드레스룸|옷방|주방|부엌|다이닝룸|식당|욕실|화장실|"
    "현관|복도|베란다|발코니|테라스|다용도실|세탁실|팬트리|창고|차고|마당|정원|옥상|다락방|지하실|손님방|게스트룸|작업실|사무실"
)
_ENGLISH = (
    "living room|family room|master bedroom|guest bedroom|guest room|kids room|kids' room|bedroom|"
    "kitchen|dining room|bathroom|hallway|hall|entrance|study|office|nursery|playroom|laundry room|"
    "utility room|pantry|garage|basement|attic|porch|balcony|patio|terrace|garden|backyard"
)
_ROOM = re.compile(rf"(?:{_KOREAN})(?=\s+\S)|(?:{_ENGLISH})(?=\s+\S)", re.IGNORECASE)


def room_of(name: str) -> str | None:
    """Return the room that a name begins with; None: it names none, or nothing but a room.

    >>> room_of("안방 에어컨"), room_of("Living Room TV"), room_of("거실"), room_of("방등 2")
    ('안방', 'Living Room', None, None)
    """
    found = _ROOM.match(name)
    return found.group() if found is not None else None
