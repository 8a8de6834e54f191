"""Public utterances of real people as templates: what is chat, and simple commands.

The sets stay outside the project (their licences; docs/reference/nano.md has the attributions) and
are read from a folder that a setting names. Each rule here maps a set's own intents to frames and
leaves out what it cannot map safely. "*" stands for the one quantity of its kind in the text.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .homes import area_words

Template = dict[str, Any]

_CHAT = re.compile(
    r"general_|qa_|calendar|news|email|social|transport|takeaway|recommendation|cooking|joke|quirky"
    r"|factoid|greet|datetime_convert|music_likeness|music_dislike|play_game|post$"
)
_NOT_CHAT = frozenset(
    {
        *(
            "smart_home",
            "timer",
            "alarm",
            "play_music",
            "change_volume",
            "whisper_mode",
            "next_song",
        ),
        *("shopping_list", "shopping_list_update", "todo_list", "todo_list_update", "reminder"),
        *(
            "reminder_update",
            "time",
            "date",
            "weather",
            "what_song",
            "cancel",
            "yes",
            "no",
            "repeat",
        ),
        *("reset_settings", "sync_device", "change_speed", "update_playlist", "timezone"),
    }
)
_PLAYERS = {"type": ["tv", "speaker", "headset"], "state": {"on": True}}
_QUERY_SLOTS = (
    *("song_name", "artist_name", "music_genre", "playlist_name", "audiobook_name", "radio_name"),
    *("podcast_name", "podcast_descriptor", "media_type", "music_album"),
)
_KINDS: Mapping[str, Mapping[str, Any]] = {
    "light": {"type": "light"},
    "switch": {"type": ["switch", "outlet"]},
    "fan": {"type": "fan"},
    "media_player": {"type": ["tv", "speaker"]},
    "climate": {"type": ["thermostat", "heater", "air_conditioner"]},
}


def templates(folder: Path) -> Iterator[Template]:
    """Yield templates of every set that is there; a set that is absent is left out."""
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            made = _template(row, file.name)
            if made is not None:
                yield made


def _template(row: Mapping[str, Any], name: str) -> Template | None:
    text, intent = row["utterance"].strip(), row["intent"]
    if name.startswith("clinc150"):
        frames: list[dict[str, Any]] | None = None
        if intent not in _NOT_CHAT:
            frames = [{"kind": "chat"}]
    elif name.startswith("massive_ko"):
        frames = _korean(text, intent)
    elif name.startswith(("hwu64", "slurp")):
        text, frames = _assistant(text, intent, row.get("slots") or {})
    elif name.startswith("hads"):
        frames = _device(text, intent, row["slots"])
    else:
        frames = None
    if frames is None or ("{" in text and "{area}" not in text):
        return None
    return {"lang": row["lang"], "text": text, "frames": frames, "tags": []}


def _act(target: Mapping[str, Any], settings: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"kind": "act", "target": dict(target), "set": dict(settings)}]


def _assistant(
    text: str, intent: str, slots: Mapping[str, Any]
) -> tuple[str, list[dict[str, Any]] | None]:
    """Map an intent of HWU64 or SLURP."""
    if _CHAT.search(intent):
        return text, [{"kind": "chat"}]
    if intent.endswith("music_query"):
        return text, _playing(text)
    place = str(slots.get("house_place", ""))
    target: dict[str, Any] = {"type": "light"}
    if re.search(r"\b(?:all|every|whole|entire)\b", text):
        target["area"] = "all"
    if place and place in text and "all" not in place and "house" not in place:
        text = text.replace(place, "{area}", 1)
        target["area"] = "{area}"
    elif place:
        return text, None
    short = intent.removeprefix("iot_")
    if short in {"hue_lightoff", "hue_lighton"}:
        return text, _act(target, {"on": short.endswith("on")})
    if short in {"hue_lightup", "hue_lightdim"} and not re.search(r"\d|percent|full|max", text):
        return text, _act(target, {"brightness": "up" if short.endswith("up") else "down"})
    if short == "hue_lightchange" and slots.get("color_type"):
        return text, _act(target, {"color": "*"})
    if short == "cleaning":
        return text, _cleaning(target)
    if short in {"wemo_on", "wemo_off"} and "area" not in target:
        return text, _act({"type": ["outlet", "switch"]}, {"on": short.endswith("on")})
    if short == "coffee" and "coffee" in text:
        return text, _act({"type": "switch", "name": "coffee"}, {"on": True})
    return text, _media_and_time(text, intent, slots)


def _playing(text: str) -> list[dict[str, Any]] | None:
    """Map a question about music: what plays now, or what is known of some music (chat)."""
    if re.search(r"\b(?:this|playing|current)\b|\b(?:name|title) of the song\b", text):
        is_title = re.search(r"\b(?:name|title|what|which|identify)\b", text)
        asked = {"kind": "query", "target": _PLAYERS, "attribute": "title", "ask": "value"}
        return [asked] if is_title else None
    return [{"kind": "chat"}]


def _cleaning(target: Mapping[str, Any]) -> list[dict[str, Any]]:
    settings: dict[str, Any] = {"activity": "cleaning"}
    if target.get("area") == "{area}":
        settings["cleaning_area"] = "{area}"
    return _act({"type": "vacuum"}, settings)


def _media_and_time(
    text: str, intent: str, slots: Mapping[str, Any]
) -> list[dict[str, Any]] | None:
    has_place = bool(slots.get("place_name")) or bool(re.search(r"\bin [A-Z]", text))
    if intent.startswith("audio_volume") and not re.search(
        r"\d|percent|twenty|thirty|ninety", text
    ):
        if "mute" in intent:
            return _act(_PLAYERS, {"muted": True}) if "unmute" not in text else None
        return _act(_PLAYERS, {"volume": "up" if intent.endswith("up") else "down"})
    if intent == "weather_query":
        return [{"kind": "chat"}] if has_place else [{"kind": "info", "topic": "weather"}]
    if intent == "datetime_query":
        topic = "time" if re.search(r"\btime\b|clock", text) else "date"
        return [{"kind": "chat"}] if has_place else [{"kind": "info", "topic": topic}]
    if intent == "alarm_set":
        return [{"kind": "schedule", "when": {"at": "*"}, "then": [{"kind": "say"}]}]
    if intent == "alarm_query":
        return [{"kind": "timer", "op": "status"}]
    if intent == "alarm_remove":
        is_all = bool(re.search(r"\ball\b|alarms\b|every", text))
        return [{"kind": "timer", "op": "cancel_all" if is_all else "cancel"}]
    if intent.startswith("play_"):
        said = [str(slots[name]) for name in _QUERY_SLOTS if slots.get(name)]
        if len(said) == 1 and said[0] in text:
            return [{"kind": "media", "query": said[0]}]
    return None


_KOREAN_COLORS = re.compile(
    r"빨간|빨강|파란|파랑|초록|녹색|노란|노랑|보라|주황|분홍|핑크|하늘색|흰색|하얀"
)


def _korean(text: str, intent: str) -> list[dict[str, Any]] | None:
    """Map a rough intent of the Korean part of MASSIVE."""
    if intent in {"other", "email", "news", "traffic", "stock"}:
        is_home = re.search(r"불 |조명|에어컨|청소|커피|소켓|플러그|켜|꺼|볼륨|음량|틀어", text)
        return None if is_home else [{"kind": "chat"}]
    if intent == "weather":
        return [{"kind": "info", "topic": "weather"}]
    if intent == "light":
        return _korean_light(text)
    if intent == "plug" and re.search(r"[켜꺼끄]", text):
        return _act({"type": ["outlet", "switch"]}, {"on": "켜" in text})
    return None


def _korean_light(text: str) -> list[dict[str, Any]] | None:
    target: dict[str, Any] = {"type": "light"}
    if re.search(r"모든|전부|전체|집 안|집안", text):
        target["area"] = "all"
    areas = [word for word in area_words("ko") if word in text]
    if len(areas) > 1 or re.search(r"\d|퍼센트|프로|빼고|말고|아니|마(?![가-힣])|분|시에", text):
        return None
    if areas:
        target["area"] = areas[0]
    if _KOREAN_COLORS.search(text):
        return _act(target, {"color": "*"})
    if re.search(r"꺼|끄", text) and not re.search(r"켜|밝|어둡", text):
        return _act(target, {"on": False})
    if re.search(r"켜", text) and not re.search(r"꺼|밝|어둡", text):
        return _act(target, {"on": True})
    if re.search(r"밝게|밝기 (?:올|높)", text) and not re.search(r"덜|어둡", text):
        return _act(target, {"brightness": "up"})
    if re.search(r"어둡|낮|줄|덜 밝", text):
        return _act(target, {"brightness": "down"})
    return None


_ACTIONS: Mapping[str, Mapping[str, Any]] = {
    "Turn on": {"on": True},
    "Turn off": {"on": False},
    "Pause": {"playback": "paused"},
    "Unpause": {"playback": "playing"},
    "Lock": {"locked": True},
    "Unlock": {"locked": False},
    "Open": {"position": 100},
    "Close": {"position": 0},
}


def _device(text: str, intent: str, slots: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """Map a synthetic device action, where it names its device or its area and type."""
    settings, kind = _ACTIONS.get(intent), _KINDS.get(str(slots.get("device_type")))
    device, area = str(slots.get("device", "")), str(slots.get("area", ""))
    lowered = text.lower()
    if settings is None or kind is None or re.search(r"\band\b|,|except|\d", lowered):
        return None
    if device and device.lower() in lowered:
        return _act({**kind, "name": device}, settings)
    words = {"light": "light|lamp", "fan": "fan", "switch": "switch|plug", "media_player": "tv"}
    word = words.get(str(slots.get("device_type")), "thermostat|heat")
    if area and area.lower() in lowered and re.search(word, lowered):
        return _act({**kind, "area": area}, settings)
    return None
