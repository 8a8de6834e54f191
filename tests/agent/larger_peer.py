"""A server of the OpenAI-compatible chat protocol, in memory, that does as it is told."""

import asyncio
import json
from collections.abc import Sequence
from typing import Any, Literal

import httpx
from starlette.types import Receive, Scope, Send

Deed = Literal["says", "hangs", "hangs after a word", "breaks off", "mumbles"] | int | str
"""What it does with a call: a status to refuse with, or "plan:TEXT", or one of these."""
WORDS = ("고래는 ", "짝을 찾으려고 ", "노래해요.")


class LargerPeer:
    """Does the next of its deeds with each call, the last one for ever."""

    def __init__(self, *deeds: Deed, knows_schemas: bool = True, echoes_key: bool = False) -> None:
        self._deeds = deeds
        self._knows_schemas = knows_schemas
        self._echoes_key = echoes_key
        self.bodies: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.ended = 0

    def transport(self) -> httpx.AsyncBaseTransport:
        return _Streaming(self)

    def calls(self) -> int:
        return len(self.bodies)

    def next_deed(self) -> Deed:
        return self._deeds[min(self.calls(), len(self._deeds)) - 1]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        data = b""
        while (message := await receive())["type"] == "http.request":
            data += message.get("body", b"")
            if not message.get("more_body"):
                break
        body = json.loads(data)
        self.bodies.append(body)
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        self.keys.append(headers.get("authorization", ""))
        try:
            await self._do(body, send)
        finally:
            self.ended += 1

    async def _do(self, body: dict[str, Any], send: Send) -> None:
        deed = self.next_deed()
        if "response_format" in body and not self._knows_schemas:
            deed = 400
        match deed:
            case int(status):
                detail = f"no: {self.keys[-1]}" if self._echoes_key else "no"
                await self._answer(send, status, [json.dumps({"error": {"message": detail}})])
            case "hangs":
                await asyncio.Event().wait()
            case "hangs after a word":
                await self._start(send, 200)
                await self._send(send, _words(WORDS[0]))
                await asyncio.Event().wait()
            case "breaks off":
                await self._answer(send, 200, [_words(WORDS[0])])
            case "mumbles":
                await self._answer(send, 200, ["data: <html>busy</html>\n\n"])
            case "says":
                await self._answer(send, 200, [*map(_words, WORDS), _END])
            case text if "tools" in body:
                await self._answer(send, 200, [_arguments(text), _END])
            case text:
                await self._answer(send, 200, [_words(text), _END])

    async def _answer(self, send: Send, status: int, parts: Sequence[str]) -> None:
        await self._start(send, status)
        for part in parts:
            await self._send(send, part)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _start(self, send: Send, status: int) -> None:
        headers = [(b"content-type", b"text/event-stream")]
        await send({"type": "http.response.start", "status": status, "headers": headers})

    async def _send(self, send: Send, text: str) -> None:
        await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


def _event(**choice: object) -> str:
    return f"data: {json.dumps({'choices': [{'index': 0, **choice}]})}\n\n"


def _words(text: str) -> str:
    return _event(delta={"content": text}, finish_reason=None)


def _arguments(text: str) -> str:
    return _event(delta={"tool_calls": [{"index": 0, "function": {"arguments": text}}]})


_END = _event(delta={}, finish_reason="stop") + "data: [DONE]\n\n"


class _Streaming(httpx.AsyncBaseTransport):
    """Calls an ASGI app and hands each part of its answer on as it is sent."""

    def __init__(self, app: LargerPeer) -> None:
        self._app = app

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        said: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        given = [{"type": "http.request", "body": await request.aread(), "more_body": False}]

        async def receive() -> dict[str, Any]:
            return given.pop()

        async def run() -> None:
            headers = [(name.lower(), value) for name, value in request.headers.raw]
            scope = {"type": "http", "headers": headers}
            try:
                await self._app(scope, receive, said.put)  # type: ignore[arg-type]
            finally:
                said.put_nowait(None)

        task = asyncio.create_task(run())
        try:
            start = await said.get()
        except asyncio.CancelledError:
            task.cancel()
            raise
        assert start is not None
        return httpx.Response(start["status"], stream=_Body(said, task))


class _Body(httpx.AsyncByteStream):
    def __init__(self, said: "asyncio.Queue[dict[str, Any] | None]", task: "asyncio.Task[None]"):
        self._said = said
        self._task = task

    async def __aiter__(self) -> Any:
        while (message := await self._said.get()) is not None:
            yield message["body"]

    async def aclose(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
