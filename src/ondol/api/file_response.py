"""Hands out a file of a film, whole or in ranges (RFC 9110, section 14).

Starlette answers ranges, `If-Range` and what cannot be satisfied; a range that makes no sense it
refuses, where the standard wants it passed over.
"""

import re

from starlette.requests import Request
from starlette.responses import FileResponse

from ondol.media.library import Served

MAX_RANGES = 5
KEPT = "private, max-age=3600"

_ONE = r"\s*(?:\d{1,18}-\d{0,18}|-\d{1,18})\s*"
_RANGES = re.compile(f"bytes={_ONE}(?:,{_ONE})*")
_RANGE = re.compile(r"(\d+)-(\d+)")


def file_response(served: Served, request: Request) -> FileResponse:
    """Return the answer to a request for a file."""
    if not is_understood(request.headers.get("range", "")):
        known = request.scope["headers"]
        request.scope["headers"] = [one for one in known if one[0] != b"range"]
    is_film = served.mime.startswith(("video/", "audio/"))  # a text may be mended beneath its name
    headers = {"Cache-Control": KEPT} if is_film else None
    return FileResponse(served.path, media_type=served.mime, headers=headers)


def is_understood(ranges: str) -> bool:
    """Say whether a Range header makes sense; an empty one does not.

    >>> [is_understood(one) for one in ("bytes=0-", "bytes=-5, 7-9", "bytes=9-7", "lines=1-2")]
    [True, True, False, False]
    """
    if _RANGES.fullmatch(ranges) is None or ranges.count(",") >= MAX_RANGES:
        return False
    return all(int(start) <= int(end) for start, end in _RANGE.findall(ranges))
