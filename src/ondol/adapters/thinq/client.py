"""Asks LG's cloud, through LG's SDK; with `push`, what waits here.

The SDK (thinqconnect 1.0.14) is used as it is, but for the address: its one method that makes URLs
is overridden where a base URL is given, so that the same code talks to the virtual cloud. Neither
the SDK nor this logs the token.

An answer that is a refusal is a value or a `CloudError` with a reason (`tables.ERRORS`); what was
asked too often is not asked again for a while; what a retry may mend is retried, for readings.
"""

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from thinqconnect import (  # type: ignore[import-untyped]
    ThinQApi,
    ThinQAPIException,
    ThinQMQTTClient,
)
from thinqconnect.country import get_region_from_country  # type: ignore[import-untyped]
from thinqconnect.mqtt_client import CLIENT_BODY  # type: ignore[import-untyped]

from ondol.errors import DeviceProtocolError, DeviceUnreachableError, SettingsError
from ondol.things.command import Accepted, Answer, Refused

from . import tables
from .tables import Error

ANSWER_TIMEOUT_S = 10.0  # LG's own default is 15; a person is waiting
AT_ONCE = 4  # requests
RETRIES_S = (0.5, 2.0)  # pauses before a reading is asked for again
CONTROL_RETRY_S = 1.0
FIRST_QUIET_S = 60.0  # after "asked too often"; doubles up to the last
LAST_QUIET_S = 960.0
MQTT_PORT = 8883

_MAYBE_LATER = frozenset({"2210", "2212"})  # RETRY_REQUEST, SYNCING: nothing was done yet
_SUBSCRIBED = frozenset({"1207"})  # ALREADY_SUBSCRIBED_PUSH: as it should be
_UNREACHED = tables.ERRORS["2000"]

_log = logging.getLogger(__name__)


class CloudError(DeviceUnreachableError):
    """The cloud did not do it, or did not answer; `error` says what that means."""

    def __init__(self, error: Error, why: str) -> None:
        super().__init__(why)
        self.error = error


@dataclass(frozen=True, slots=True, kw_only=True)
class PushDoor:
    """Where messages are waited for, and what opens it."""

    host: str
    port: int
    topic: str
    client_id: str
    tls: ssl.SSLContext


class _Api(ThinQApi):  # type: ignore[misc]  # the SDK has no types
    """The SDK at another address."""

    def __init__(self, *args: Any, base_url: str | None) -> None:
        super().__init__(*args)
        self._base_url = base_url

    def _get_url_from_endpoint(self, endpoint: str) -> str:
        if self._base_url is None:
            url: str = super()._get_url_from_endpoint(endpoint)
            return url
        return f"{self._base_url}/{endpoint}"


class _Registration(ThinQMQTTClient):  # type: ignore[misc]  # the SDK has no types
    """The SDK's certificate request. The root is not downloaded: systems have Amazon's."""

    async def _get_root_certificate(self) -> str:
        return ""


@asynccontextmanager
async def open_cloud(
    *,
    token: str,
    country: str,
    client_id: str,
    base_url: str | None = None,
    root_ca: str | None = None,
    answer_timeout_s: float = ANSWER_TIMEOUT_S,
    retries_s: tuple[float, ...] = RETRIES_S,
) -> AsyncIterator["Cloud"]:
    """Yield a cloud to ask, for as long as the context lasts.

    Args:
        token: a personal access token (connect-pat.lgthinq.com).
        country: of the account, as ISO 3166 has it ("KR").
        client_id: the same at each start: LG blocks who comes as someone else each time.
        base_url: of another cloud than LG's; None: LG's, by country.
        root_ca: what signed the certificate of its messages' server (PEM); None: what the system
            trusts.

    Raises:
        SettingsError: the token or the country cannot be one.
    """
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise SettingsError("the ThinQ token is none: make one at https://connect-pat.lgthinq.com")
    try:
        get_region_from_country(country)
    except RuntimeError as error:
        raise SettingsError(
            f"LG's cloud does not serve the country {country[:20]!r}: name it as in KR, US"
        ) from error
    async with aiohttp.ClientSession() as session:
        api = _Api(session, token, country, client_id, base_url=base_url)
        yield Cloud(
            api,
            client_id=client_id,
            root_ca=root_ca,
            answer_timeout_s=answer_timeout_s,
            retries_s=retries_s,
        )


class Cloud:
    """LG's cloud, for one account. `open_cloud` makes one."""

    def __init__(
        self,
        api: ThinQApi,
        *,
        client_id: str,
        root_ca: str | None,
        answer_timeout_s: float,
        retries_s: tuple[float, ...],
    ) -> None:
        self._api = api
        self._client_id = client_id
        self._root_ca = root_ca
        self._answer_timeout_s = answer_timeout_s
        self._timeout = aiohttp.ClientTimeout(total=answer_timeout_s)
        self._retries_s = retries_s
        self._room = asyncio.Semaphore(AT_ONCE)
        self._quiet_until = 0.0
        self._quiet_s = FIRST_QUIET_S

    # Readings: each raises CloudError, or DeviceProtocolError for an answer that is none ---------

    async def devices(self) -> object:
        """Return the list of devices."""
        return await self._read(lambda: self._api.async_get_device_list(self._timeout))

    async def profile(self, device_id: str) -> object:
        """Return what a device can report and be asked for."""
        return await self._read(
            lambda: self._api.async_get_device_profile(device_id, self._timeout)
        )

    async def state(self, device_id: str) -> object:
        """Return what a device reports now."""
        return await self._read(lambda: self._api.async_get_device_status(device_id, self._timeout))

    async def energy_profile(self, device_id: str) -> object:
        """Return what is counted of a device's energy."""
        return await self._read(
            lambda: self._api.async_get_device_energy_profile(device_id, self._timeout)
        )

    async def energy(self, device_id: str, counted: str, first: str, last: str) -> object:
        """Return a device's use by day, from `first` to `last` (YYYYMMDD)."""
        return await self._read(
            lambda: self._api.async_get_device_energy_usage(
                device_id, counted, "DAILY", first, last, self._timeout
            )
        )

    # Commands ------------------------------------------------------------------------------------

    async def control(self, device_id: str, payload: Mapping[str, Any], *, name: str) -> Answer:
        """Hand a message to a device called `name`; `Accepted`: the cloud took it.

        Raises:
            CloudError: the device or the cloud gave no answer.
            DeviceProtocolError: the answer makes no sense.
        """

        def ask() -> Awaitable[Any]:
            control: Awaitable[Any] = self._api.async_post_device_control(
                device_id, payload, self._timeout
            )
            return control

        try:
            try:
                await self._ask(ask)
            except CloudError as error:
                if _code_of(error) not in _MAYBE_LATER:
                    raise
                await asyncio.sleep(CONTROL_RETRY_S)
                await self._ask(ask)
        except CloudError as error:
            if error.error.trouble == "unreachable":
                raise
            return Refused(reason=f"{name}: {error}", code=error.error.code)
        return Accepted()

    # Messages ------------------------------------------------------------------------------------

    async def watch(self, device_id: str) -> None:
        """Ask for messages about a device: its state, and its notifications."""
        await self._subscribe(lambda: self._api.async_post_push_subscribe(device_id, self._timeout))
        await self._subscribe(
            lambda: self._api.async_post_event_subscribe(device_id, self._timeout)
        )

    async def watch_devices(self) -> None:
        """Ask for messages about devices that come, go, or get another name."""
        await self._subscribe(lambda: self._api.async_post_push_devices_subscribe(self._timeout))

    async def _subscribe(self, call: Callable[[], Awaitable[Any]]) -> None:
        try:
            await self._ask(call)
        except CloudError as error:
            if _code_of(error) not in _SUBSCRIBED and error.error.trouble != "refused":
                raise
            _log.debug("a subscription was refused: %s", error)

    async def open_push(self) -> PushDoor:
        """Register for messages, and return where they are waited for.

        Raises:
            CloudError: the cloud did not do it.
            DeviceProtocolError: its answer makes no sense.
        """
        route = await self._read(lambda: self._api.async_get_route(self._timeout))
        host, port = _server(route)
        request = _Registration(self._api, self._client_id, lambda *_: None)
        await self._ask(lambda: self._api.async_post_client_register(CLIENT_BODY, self._timeout))
        await asyncio.to_thread(asyncio.run, request.generate_csr())  # it makes a key: 0.1 to 1 s
        is_issued = await self._ask(request.issue_certificate)
        if not is_issued or not isinstance(request.topic_subscription, str):
            raise DeviceProtocolError("LG's cloud answered with no certificate for its messages")
        return PushDoor(
            host=host,
            port=port,
            topic=request.topic_subscription,
            client_id=self._client_id,
            tls=await asyncio.to_thread(
                _tls, request.bytes_certificate, request.bytes_private_key, self._root_ca
            ),
        )

    # Asking --------------------------------------------------------------------------------------

    async def _read(self, call: Callable[[], Awaitable[Any]]) -> Any:
        """Ask for a reading, and again where that may help."""
        for pause_s in self._retries_s:
            try:
                return await self._ask(call)
            except CloudError as error:
                if error.error.trouble != "unreachable" or _code_of(error) == "1222":
                    raise
            await asyncio.sleep(pause_s)
        return await self._ask(call)

    async def _ask(self, call: Callable[[], Awaitable[Any]]) -> Any:
        loop = asyncio.get_running_loop()
        if loop.time() < self._quiet_until:
            limit = tables.ERRORS["1306"]
            raise CloudError(limit, limit.reason)
        try:
            async with self._room, asyncio.timeout(self._answer_timeout_s):
                answer = await call()
        except ThinQAPIException as error:  # its text has the code, and none of the headers
            raise self._meant(str(error.code), loop.time()) from error
        except aiohttp.ContentTypeError as error:
            if error.status == HTTPStatus.TOO_MANY_REQUESTS:
                raise self._meant("1306", loop.time()) from error
            if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                why = f"LG's cloud has a problem of its own (HTTP {error.status})"
                raise CloudError(_UNREACHED, why) from error
            raise DeviceProtocolError(
                f"LG's cloud answered no JSON (HTTP {error.status})"
            ) from error
        except TimeoutError as error:
            why = f"LG's cloud did not answer in {self._answer_timeout_s:g} s"
            raise CloudError(_UNREACHED, why) from error
        except (aiohttp.ClientError, OSError) as error:
            why = f"LG's cloud cannot be reached ({type(error).__name__}): check the network"
            raise CloudError(_UNREACHED, why) from error
        except (ValueError, AttributeError, TypeError, LookupError) as error:
            # The SDK looks into the answer without looking at it: these are its way to say so.
            raise DeviceProtocolError("LG's cloud answered what the SDK cannot read") from error
        self._quiet_s = FIRST_QUIET_S
        return answer

    def _meant(self, code: str, now: float) -> CloudError:
        error = tables.ERRORS.get(code, tables.UNKNOWN_ERROR)
        if error.trouble == "limit":
            self._quiet_until = now + self._quiet_s
            _log.warning("%s; in %.0f s", error.reason, self._quiet_s)
            self._quiet_s = min(self._quiet_s * 2, LAST_QUIET_S)
        shown = code if code.isalnum() and len(code) <= 8 else "an unknown code"
        return CloudError(error, f"{error.reason} ({shown})")


def _code_of(error: CloudError) -> str | None:
    cause = error.__cause__
    return str(cause.code) if isinstance(cause, ThinQAPIException) else None


def _server(route: object) -> tuple[str, int]:
    told = route.get("mqttServer") if isinstance(route, dict) else None
    try:
        parts = urlsplit(told if isinstance(told, str) else "")
        if parts.scheme == "mqtts" and parts.hostname:
            return parts.hostname, parts.port or MQTT_PORT
    except ValueError:  # no address
        pass
    raise DeviceProtocolError("LG's cloud names no server for its messages")


def _tls(certificate: bytes, key: bytes, root_ca: str | None) -> ssl.SSLContext:
    """Return what opens the messages' server; the key is in a file only while it is read."""
    context = ssl.create_default_context(cadata=root_ca)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "client.pem"
        file.touch(mode=0o600)
        file.write_bytes(key + b"\n" + certificate)
        try:
            context.load_cert_chain(file)
        except ssl.SSLError as error:
            raise DeviceProtocolError(
                "LG's cloud answered with a certificate that is none"
            ) from error
    return context
