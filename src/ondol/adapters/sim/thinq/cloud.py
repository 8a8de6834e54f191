"""The virtual cloud: LG's ThinQ Connect API for virtual appliances, on the loopback.

It answers what LG's SDK asks (thinqconnect 1.0.14, `thinq_api`): devices, profiles, states,
control, energy, subscriptions, and the certificate for the messages. It is made of aiohttp, because
whoever runs it has the SDK, and with it aiohttp; and because aiohttp lets a handler cut its own
connection, which a fault here does.
"""

import asyncio
import contextlib
import datetime as dt
import json
import re
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from aiohttp import web

from ondol.clock import Clock

from .appliances import Model, household
from .behaviour import MESSAGES, Appliance, Refusal, Told
from .broker import HOST, Broker
from .certificates import Authority

Trouble = Literal[
    "none", "revoked", "limited", "failing", "page", "rubbish", "slow", "silent", "cut", "odd"
]
"""What is wrong with the whole cloud.

`revoked`: the token; `limited`: asked too often; `failing`: HTTP 500 in JSON; `page`: HTTP 502 in
HTML; `rubbish`: broken JSON; `slow`: it answers after `SLOW_S`; `silent`: never; `cut`: it cuts the
connection; `odd`: JSON that is none of LG's.
"""

SLOW_S = 0.3
DOES_AFTER_S = 0.05  # an appliance does what it is told a little after the cloud said yes
TICK_S = 1.0

_PERIOD = re.compile(r"\d{8}")
_MESSAGE_ID = re.compile(r"[\w-]{22}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the cloud is, what opens it, and what signed its messages' certificate."""

    url: str
    token: str
    root_ca: str


class VirtualCloud:
    """LG's cloud with some appliances.

    Attributes:
        appliances: by id.
        asked: paths of all requests, with their method, in their order.
        trouble: what is wrong with the cloud now.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        token: str,
        models: Iterable[Model] | None = None,
        does_after_s: float = DOES_AFTER_S,
    ) -> None:
        found = household() if models is None else models
        self.appliances = {model.id: Appliance(model) for model in found}
        self.asked: list[str] = []
        self.trouble: Trouble = "none"
        self._clock = clock
        self._token = token
        self._does_after_s = does_after_s
        self._broker = Broker()
        self._authority = Authority(clock.now())
        self._watched: dict[str, set[str]] = {"push": set(), "event": set()}
        self._clients: set[str] = set()
        self._later: set[asyncio.TimerHandle] = set()

    @contextlib.asynccontextmanager
    async def serve(self, *, port: int = 0) -> AsyncIterator[Address]:
        """Serve on the loopback for as long as the context lasts."""
        app = web.Application(client_max_size=65_536)
        app.router.add_route("*", "/{path:.*}", self._handle)
        runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
        await runner.setup()
        try:
            site = web.TCPSite(runner, HOST, port)
            await site.start()
            async with self._broker.serve(self._authority):
                listening = runner.addresses[0][1]
                yield Address(
                    url=f"http://{HOST}:{listening}",
                    token=self._token,
                    root_ca=self._authority.root,
                )
        finally:
            for handle in self._later:
                handle.cancel()
            await runner.cleanup()

    async def live(self, *, speed: float = 1.0) -> None:
        """Let time pass for the appliances, until cancelled."""
        while True:
            await asyncio.sleep(TICK_S)
            self.tick(TICK_S * speed)

    def tick(self, seconds: float) -> None:
        """Let some time pass at once."""
        for appliance in tuple(self.appliances.values()):
            self._tell(appliance, appliance.tick(seconds))

    # What happens in the home --------------------------------------------------------------------

    def add(self, model: Model) -> None:
        """Register an appliance."""
        self.appliances[model.id] = Appliance(model)
        self._tell_devices(self.appliances[model.id], "DEVICE_REGISTERED")

    def remove(self, device_id: str) -> None:
        """Take an appliance away."""
        self._tell_devices(self.appliances.pop(device_id), "DEVICE_UNREGISTERED")

    def rename(self, device_id: str, alias: str) -> None:
        """Give an appliance another name."""
        self.appliances[device_id].model.alias = alias
        self._tell_devices(self.appliances[device_id], "DEVICE_ALIAS_CHANGED")

    def turn(self, device_id: str, report: Any) -> None:
        """Let somebody change an appliance by hand: resources, as its state has them."""
        appliance = self.appliances[device_id]
        _merge(appliance.state, report)
        self._tell(appliance, [Told(report=report)])

    def notify(self, device_id: str, code: str) -> None:
        """Let an appliance send a notification."""
        self._tell(self.appliances[device_id], [Told(code=code)])

    def say(self, message: bytes) -> None:
        """Send something to all clients of the messages, whatever it is."""
        for client in self._clients:
            self._broker.publish(_topic(client), message)

    def cut_messages(self) -> None:
        """Cut the connections of the messages."""
        self._broker.cut()

    def silence_messages(self, *, is_silent: bool) -> None:
        """Let the messages' server accept connections and say nothing, or talk again."""
        self._broker.is_silent = is_silent

    @property
    def is_heard(self) -> bool:
        """Say whether somebody waits for messages."""
        return bool(self._broker.topics)

    @property
    def watched(self) -> frozenset[str]:
        """Return the devices whose states are told."""
        return frozenset(self._watched["event"])

    def _tell(self, appliance: Appliance, told: Iterable[Told]) -> None:
        for one in told:
            if one.code is not None and appliance.id in self._watched["push"]:
                self._send(appliance, "DEVICE_PUSH", {"pushCode": one.code})
            if one.report is not None and appliance.id in self._watched["event"]:
                self._send(appliance, "DEVICE_STATUS", {"report": one.report})

    def _tell_devices(self, appliance: Appliance, push_type: str) -> None:
        if "devices" in self._watched["push"]:
            self._send(appliance, push_type, {})

    def _send(self, appliance: Appliance, push_type: str, body: dict[str, Any]) -> None:
        message = {
            "pushType": push_type,
            "deviceId": appliance.id,
            "deviceType": appliance.model.type,
            **body,
        }
        self.say(json.dumps(message).encode())

    # HTTP ----------------------------------------------------------------------------------------

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        path = request.match_info["path"]
        self.asked.append(f"{request.method} {path}")
        troubled = await self._in_trouble(request)
        if troubled is not None:
            return troubled
        if (refusal := self._check(request)) is not None:
            return _refuse(refusal)
        answer = await self._answer(request, path)
        if isinstance(answer, Refusal):
            return _refuse(answer)
        return web.json_response({**_envelope(self._clock.now()), "response": answer})

    async def _in_trouble(self, request: web.Request) -> web.StreamResponse | None:
        match self.trouble:
            case "limited":
                return _refuse(Refusal("1314"))
            case "failing":
                return _refuse(Refusal("2000"), status=500)
            case "page":
                return web.Response(
                    status=502, text="<h1>Bad Gateway</h1>", content_type="text/html"
                )
            case "rubbish":
                return web.Response(text='{"response": [', content_type="application/json")
            case "odd":
                return web.json_response([1, 2, 3])
            case "slow":
                await asyncio.sleep(SLOW_S)
            case "silent":
                await asyncio.Event().wait()
            case "cut":
                if request.transport is not None:
                    request.transport.abort()
            case "none" | "revoked":
                pass
        return None

    def _check(self, request: web.Request) -> Refusal | None:
        headers = request.headers
        token = "" if self.trouble == "revoked" else f"Bearer {self._token}"
        if not token or headers.get("Authorization") != token:
            return Refusal("1103")
        if not headers.get("x-api-key"):
            return Refusal("1301")
        wanted = ("x-country", "x-client-id", "x-service-phase")
        if not all(headers.get(name) for name in wanted):
            return Refusal("1216")
        if not _MESSAGE_ID.fullmatch(headers.get("x-message-id", "")):
            return Refusal("1104")
        return None

    async def _answer(self, request: web.Request, path: str) -> Any:
        """Return the `response` to a request, or why there is none."""
        match request.method, path.split("/"):
            case "GET", ["devices"]:
                return [_listed(one) for one in self.appliances.values()]
            case "GET", ["devices", "energy", device_id, "profile"]:
                return self._of(device_id, _energy_profile)
            case "GET", ["devices", "energy", device_id, "usage"]:
                return self._of(device_id, lambda one: self._usage(one, request))
            case "GET", ["devices", device_id, "profile"]:
                return self._of(device_id, lambda one: one.model.profile)
            case "GET", ["devices", device_id, "state"]:
                return self._of(device_id, _state)
            case "POST", ["devices", device_id, "control"]:
                payload = await _body(request)
                return self._of(device_id, lambda one: self._control(one, payload))
            case "GET", ["route"]:
                return {
                    "apiServer": f"http://{request.host}",
                    "mqttServer": f"mqtts://{HOST}:{self._broker.port}",
                    "webSocketServer": f"wss://{HOST}:{self._broker.port}",
                }
            case _:
                return await self._answer_client(request, path)

    async def _answer_client(self, request: web.Request, path: str) -> Any:
        client = request.headers["x-client-id"]
        match request.method, path.split("/"):
            case "POST", ["client"]:
                self._clients.add(client)
                return {}
            case "DELETE", ["client"]:
                self._clients.discard(client)
                return {}
            case "POST", ["client", "certificate"]:
                return self._certificate(client, await _body(request))
            case "POST" | "DELETE", ["push", "devices"]:
                return self._watch("push", "devices", is_on=request.method == "POST")
            case "GET", [("push" | "event") as kind]:
                return [{"deviceId": one} for one in sorted(self._watched[kind])]
            case "POST", [("push" | "event") as kind, device_id, "subscribe"]:
                return self._of(device_id, lambda _: self._watch(kind, device_id, is_on=True))
            case "DELETE", [("push" | "event") as kind, device_id, "unsubscribe"]:
                return self._of(device_id, lambda _: self._watch(kind, device_id, is_on=False))
            case _:
                return Refusal("1000")

    def _of(self, device_id: str, answer: Callable[[Appliance], Any]) -> Any:
        appliance = self.appliances.get(device_id)
        return Refusal("1205") if appliance is None else answer(appliance)

    def _control(self, appliance: Appliance, payload: Any) -> Any:
        if (refusal := appliance.check(payload)) is not None:
            return refusal
        loop = asyncio.get_running_loop()
        self._later.add(loop.call_later(self._does_after_s, self._perform, appliance, payload))
        return {}

    def _perform(self, appliance: Appliance, payload: Any) -> None:
        now = asyncio.get_running_loop().time()
        self._later = {handle for handle in self._later if handle.when() > now}
        self._tell(appliance, appliance.perform(payload))

    def _usage(self, appliance: Appliance, request: web.Request) -> Any:
        counted, period = request.query.get("property"), request.query.get("period")
        first, last = request.query.get("startDate", ""), request.query.get("endDate", "")
        if counted not in appliance.model.counts or period != "DAILY":
            return Refusal("1102")
        if not _PERIOD.fullmatch(first) or not _PERIOD.fullmatch(last):
            return Refusal("1102")
        day, end = (dt.date.fromisoformat(told) for told in (first, last))
        days = [
            {"usedDate": f"{day + dt.timedelta(days=count):%Y%m%d}", counted: 400 + 10 * count}
            for count in range(min((end - day).days + 1, 31))
        ]
        return {"resultCode": "0000", "result": {"dataList": days, "property": [counted]}}

    def _certificate(self, client: str, body: Any) -> Any:
        asked = body.get("csr") if isinstance(body, dict) else None
        try:
            certificate = self._authority.sign(asked if isinstance(asked, str) else "")
        except ValueError:
            return Refusal("1102")
        self._clients.add(client)
        result = {"certificatePem": certificate, "subscriptions": [_topic(client)]}
        return {"resultCode": "0000", "result": result}

    def _watch(self, kind: str, device_id: str, *, is_on: bool) -> Any:
        watched = self._watched[kind]
        if is_on and kind == "push" and device_id in watched:
            return Refusal("1207")
        (watched.add if is_on else watched.discard)(device_id)
        return {}


def _topic(client: str) -> str:
    return f"app/clients/{client}/push"


def _listed(appliance: Appliance) -> dict[str, Any]:
    model = appliance.model
    return {
        "deviceId": model.id,
        "deviceInfo": {
            "deviceType": model.type,
            "modelName": model.name,
            "alias": model.alias,
            "reportable": True,
        },
    }


def _state(appliance: Appliance) -> Any:
    return Refusal("1222") if appliance.fault == "offline" else appliance.state


def _energy_profile(appliance: Appliance) -> Any:
    if not appliance.model.counts:
        return Refusal("1220")
    return {"resultCode": "0000", "result": {"property": list(appliance.model.counts)}}


async def _body(request: web.Request) -> Any:
    try:
        return await request.json()
    except ValueError:
        return None


def _envelope(now: dt.datetime) -> dict[str, str]:
    return {"messageId": "virtual", "timestamp": f"{now:%Y-%m-%dT%H:%M:%S.%f}"}


def _refuse(refusal: Refusal, *, status: int | None = None) -> web.Response:
    is_key = refusal.code in ("1103", "1301", "1314")
    body = {"code": refusal.code, "message": MESSAGES.get(refusal.code, "Bad request")}
    status = status or (401 if is_key else 400)
    return web.json_response({"messageId": "virtual", "error": body}, status=status)


def _merge(state: Any, report: Any) -> None:
    """Put a report into a state, in the place that it names."""
    if isinstance(state, list):
        wanted = report.get("location")
        state = next((one for one in state if one.get("location") == wanted), state[0])
    for name, values in report.items():
        there = state.get(name)
        if isinstance(there, dict) and isinstance(values, dict):
            _merge(there, values)
        else:
            state[name] = values
