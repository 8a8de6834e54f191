"""What the words of a wish ask of a thing: "열어" of what opens, "더 밝게" of what can be dimmed.

Of what was looked at, only what can do that is meant. By words alone, so it settles what they say
plainly; nano reads the rest.
"""

import re
from collections.abc import Mapping

from ondol.language import quantities
from ondol.things.thing import Thing

_OPENS = ("position", "locked", "door_open", "door", "window", "garage_door", "opening", "lock")
_HEATS = ("target_temperature", "temperature", "freezer_target_temperature")
_WORDS: Mapping[tuple[str, ...], re.Pattern[str]] = {
    _OPENS: re.compile(
        r"열어|열려|열린|열고|열래|열까|열자|닫|잠가|잠그|잠궈|잠겨|잠긴|잠글"
        r"|\bopen|\bclos(?:e|ed|ing)\b|\bshut\b(?!.*\b(?:off|down)\b)|\b(?:un)?lock",
        re.IGNORECASE,
    ),
    ("brightness",): re.compile(r"밝|어둡|어두|\bdim|\bbright", re.IGNORECASE),
    ("volume", "muted"): re.compile(
        r"소리|볼륨|음량|음소거|\bvolume\b|\b(?:un)?mute|\blouder\b|\bquieter\b", re.IGNORECASE
    ),
    ("channel",): re.compile(r"채널|\bchannel\b", re.IGNORECASE),
    ("humidity", "target_humidity"): re.compile(r"습도|\bhumid", re.IGNORECASE),
    ("battery",): re.compile(r"배터리|\bbattery\b", re.IGNORECASE),
    _HEATS: re.compile(r"몇\s?도(?!\w)|온도|\btemperature\b|\bdegrees\b", re.IGNORECASE),
    ("color", "color_temperature"): re.compile(r"색(?:깔|으로|상)|\bcolou?r\b", re.IGNORECASE),
    ("playback", "activity"): re.compile(r"일시\s?정지|\bpause\b|\bresume\b", re.IGNORECASE),
}
"""Properties, and what sensors measure, of which a thing needs one; the first names them all."""


_PARTS = re.compile(r"(?<=[가-힣])고(?=\s)|그리고|,|\band\b|\bthen\b|\bbut\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"[가-힣]면(?![가-힣])|\b(?:when|if|once|until|after|before)\b", re.IGNORECASE
)


def asked_of(text: str, at: int) -> tuple[str, ...]:
    """Return of what a thing needs some to do what is asked of it; none: any thing may.

    `at`: where the thing stands in the text; only that part of a wish of several counts, and of one
    with a condition none.

    >>> asked_of("이거 좀 더 밝게", 0), asked_of("이거 끄고 커튼 닫아", 0)
    (('brightness',), ())
    """
    if _CONDITION.search(text):
        return ()
    cuts = [0, *(match.end() for match in _PARTS.finditer(text)), len(text)]
    begin = max(cut for cut in cuts if cut <= at)
    return _needed(text[begin : min((cut for cut in cuts if cut > at), default=len(text))])


def _needed(text: str) -> tuple[str, ...]:
    for needed, words in _WORDS.items():
        if words.search(text):
            return needed
    for quantity in quantities.read(text):
        match quantity:
            case quantities.Number(unit="celsius" | "fahrenheit"):
                return _HEATS
            case quantities.Color():
                return ("color", "color_temperature")
            case _:
                pass
    return ()


def is_able(thing: Thing, needed: tuple[str, ...]) -> bool:
    """Say whether a thing has one of the properties, or measures what they are about."""
    return not needed or thing.measures in needed or not set(needed).isdisjoint(thing.properties)
