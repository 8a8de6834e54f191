"""Texts to read along: SubRip and others turned into WebVTT, which is all that browsers read. Pure.

What stands in a file is from anybody: marks other than bold, italics and underline are text, and
a text can neither end its cue nor begin another. https://www.w3.org/TR/webvtt1/.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ondol.language.normalise import visible

MAX_BYTES = 4 * 1024 * 1024
MAX_CUES = 20_000
MAX_CUE = 1000
"""Characters of one cue."""
ENCODINGS = ("utf-8-sig", "utf-16", "cp949")
"""What subtitles are written in here; CP949 is what Korean Windows writes."""

_TIMING = re.compile(
    r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[,.](\d{1,3})\s*-->\s*"
    r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[,.](\d{1,3})"
)
_MARK = re.compile(r"<[^<>]{0,200}>|\{\\[^{}]{0,200}\}")
_KEPT = re.compile(r"&lt;(/?[biu])&gt;", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A text, from when to when it is shown."""

    start_s: float
    end_s: float
    text: str


def decoded(data: bytes) -> str | None:
    """Return the text of a file; None: it is no text, or too long."""
    if len(data) > MAX_BYTES:
        return None
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ENCODINGS:
        if (encoding == "utf-16") != marked:
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def read_cues(text: str) -> Iterator[Cue]:
    """Return the cues of SubRip or WebVTT; what is no cue is passed over."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    at, count = 0, 0
    while at < len(lines) and count < MAX_CUES:
        timing = _TIMING.search(lines[at][:200]) if "-->" in lines[at][:200] else None
        at += 1
        if timing is None:
            continue
        said = []
        while at < len(lines) and lines[at].strip():
            said.append(lines[at])
            at += 1
        start, end = _seconds(timing.groups()[:4]), _seconds(timing.groups()[4:])
        if said and end > start:
            count += 1
            yield Cue(start_s=start, end_s=end, text="\n".join(said))


def webvtt(cues: Iterable[Cue]) -> str:
    r"""Return a WebVTT file.

    >>> webvtt([Cue(start_s=1, end_s=2.5, text="안녕 <b>하세요</b> --> <script>")])
    'WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n안녕 <b>하세요</b> --&gt;\n'
    """
    blocks = ["WEBVTT\n"]
    for number, cue in enumerate(cues):
        if number >= MAX_CUES:
            break
        text = _safe(cue.text)
        if text and cue.start_s >= 0 and round(cue.end_s * 1000) > round(cue.start_s * 1000):
            blocks.append(f"{_time(cue.start_s)} --> {_time(cue.end_s)}\n{text}\n")
    return "\n".join(blocks)


def _safe(text: str) -> str:
    marked = _MARK.sub(lambda mark: mark[0] if re.fullmatch(r"</?[biuBIU]>", mark[0]) else "", text)
    shown = html.escape(html.unescape(visible(marked))[:MAX_CUE], quote=False)
    lines = (line.strip() for line in _KEPT.sub(r"<\1>", shown).split("\n"))
    return "\n".join(line for line in lines if line)


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, rest = (part or "0" for part in parts)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(rest.ljust(3, "0")) / 1000


def _time(seconds: float) -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}.{thousandths:03d}"
