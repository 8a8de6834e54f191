"""Says whether words point back at what was said before: "거기도", "그거 말고", "the other one".

By words alone, no meaning: whoever asks knows the turn before and weighs both readings.
"""

import re

_KOREAN = re.compile(
    r"그거|그것|그건|그걸|그게|그\s?방|그\s?(?:불|등)|거기|그쪽|아까|방금|마저|똑같이|마찬가지|이번엔|반대로"
    r"|말고|아니"
    r"|(?<!온)(?<!습)(?<!정)(?<!속)(?<!각)(?<!농)(?<=[가-힣a-zA-Z])도(?=$|[\s.,!?~])"
)
_ENGLISH = re.compile(
    r"\b(?:it|that|those|them|there|one|ones|too|also|as well|same|again|instead|not|no|nope"
    r"|actually|other|another|either|back|what about|how about|and)\b",
    re.IGNORECASE,
)


def points_back(text: str) -> bool:
    """Say whether a text has words that point back.

    >>> [points_back(t) for t in ("주방도 켜줘", "온도 알려줘", "the other one", "lights off")]
    [True, False, True, False]
    """
    return bool(_KOREAN.search(text) or _ENGLISH.search(text))
