"""The doors of the hub: what every request passes before anything of it is read."""

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from .problem import ProblemError
from .security import Guard

MAX_BODY = 64 * 1024  # bytes
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def content_policy(origins: tuple[str, ...]) -> str:
    """Return what the page may load: its own, and films of the feeds' hosts that settings name.

    `blob:` is how a page plays what it puts together itself: HLS, by a worker of its own, which
    begins a subtitle track with an empty one of `data:`.
    """
    elsewhere = "".join(f" {origin}" for origin in origins)
    return (
        f"default-src 'self'; img-src 'self' data:{elsewhere}; "
        f"media-src 'self' blob: data:{elsewhere}; worker-src 'self' blob:; "
        f"connect-src 'self'{elsewhere}; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; object-src 'none'"
    )


class Doors:
    """Checks Host, Origin and length, and adds the security headers."""

    def __init__(self, app: ASGIApp, guard: Guard, *, origins: tuple[str, ...] = ()) -> None:
        self._app = app
        self._guard = guard
        self._headers = {**HEADERS, "Content-Security-Policy": content_policy(origins)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        send = _with_headers(send, scope, self._headers)
        try:
            self._check(scope)
            await self._app(scope, _limited(receive), send)
        except ProblemError as error:
            if scope["type"] == "websocket":
                await WebSocket(scope, receive, send).send_denial_response(error.response())
            else:
                await error.response()(scope, receive, send)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        host, origin = headers.get("host"), headers.get("origin")
        if not self._guard.is_host(host):
            detail = (
                f"{host} is not a name of this hub: use its address, or add the name to `names` "
                "in ondol.toml"
            )
            raise ProblemError(421, "unknown host", detail)
        is_reading = scope["type"] == "http" and scope["method"] in _SAFE
        if not is_reading and not self._guard.is_origin(origin, host):
            raise ProblemError(403, "foreign origin", f"a page of {origin} may not call this hub")
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()) or int(length[:20]) > MAX_BODY:
            raise _too_large()


def _too_large() -> ProblemError:
    return ProblemError(413, "too large", f"a request may have at most {MAX_BODY} bytes")


def _limited(receive: Receive) -> Receive:
    """Count what really comes: a chunked body does not say its length."""
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > MAX_BODY:
                raise _too_large()
        return message

    return limited


def _with_headers(send: Send, scope: Scope, added: Mapping[str, str]) -> Send:
    is_page = scope["type"] == "http" and not scope["path"].startswith(("/api/", "/openapi"))

    async def adding(message: Message) -> None:
        if message["type"] in {"http.response.start", "websocket.http.response.start"}:
            message.setdefault("headers", [])
            headers = MutableHeaders(scope=message)
            headers.update(added)
            headers.setdefault("Cache-Control", "no-cache" if is_page else "no-store")
        await send(message)

    return adding
