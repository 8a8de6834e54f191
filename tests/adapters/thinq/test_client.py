import asyncio
import gc

import pytest

from ondol.adapters.thinq.client import CloudError, open_cloud
from ondol.adapters.thinq.push import Deaf, Listening, Told, messages
from ondol.errors import DeviceProtocolError, SettingsError
from ondol.things.command import Accepted

from .world import TOKEN, new_cloud, opened

WASHER = "virtual-washer"


@pytest.mark.parametrize("token", ["", "two words", "line\nbreak", "토큰"])
async def test_a_token_that_is_none_is_a_clear_error(token: str) -> None:
    with pytest.raises(SettingsError, match=r"connect-pat\.lgthinq\.com"):
        async with open_cloud(token=token, country="KR", client_id="c"):
            pass


async def test_a_country_that_lg_does_not_serve_is_a_clear_error() -> None:
    with pytest.raises(SettingsError, match="'KOREA'"):
        async with open_cloud(token=TOKEN, country="KOREA", client_id="c"):
            pass


@pytest.mark.enable_socket
async def test_a_reading_is_asked_for_again_and_a_command_is_not() -> None:
    cloud = new_cloud(WASHER)
    async with cloud.serve() as address, open_cloud(
        token=TOKEN, country="KR", client_id="c", base_url=address.url, retries_s=(0.01, 0.01)
    ) as asked:  # fmt: skip
        cloud.trouble = "failing"
        with pytest.raises(CloudError, match="2000"):
            await asked.devices()
        assert cloud.asked == ["GET devices"] * 3
        cloud.asked.clear()
        with pytest.raises(CloudError):
            await asked.control(WASHER, {}, name="세탁기")
        assert len(cloud.asked) == 1


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("trouble", "error", "text"),
    [
        ("silent", CloudError, "did not answer in 0.2 s"),
        ("cut", CloudError, "cannot be reached"),
        ("page", CloudError, "HTTP 502"),
        ("rubbish", DeviceProtocolError, "cannot read"),
        ("odd", DeviceProtocolError, "cannot read"),
    ],
)
async def test_what_is_no_answer_says_what_it_is(
    trouble: str, error: type[Exception], text: str
) -> None:
    cloud = new_cloud(WASHER)
    async with cloud.serve() as address, opened(address, timeout_s=0.2) as asked:
        cloud.trouble = trouble  # type: ignore[assignment]  # a literal, through the parameters
        with pytest.raises(error, match=text):
            await asked.devices()


@pytest.mark.enable_socket
async def test_where_nobody_listens_the_network_is_named() -> None:
    cloud = new_cloud(WASHER)
    async with cloud.serve() as address:
        pass
    async with opened(address) as asked:
        with pytest.raises(CloudError, match="check the network"):
            await asked.control(WASHER, {}, name="세탁기")


@pytest.mark.enable_socket
async def test_messages_come_to_who_has_the_certificate() -> None:
    cloud = new_cloud(WASHER)
    async with cloud.serve() as address, opened(address) as asked:
        signals = messages(asked, first_retry_s=0.05)
        assert await anext(signals) == Listening()
        await asked.watch(WASHER)
        await asked.watch(WASHER)  # that it is subscribed already is no error
        payload = {"location": {"locationName": "MAIN"}}
        start = {**payload, "operation": {"washerOperationMode": "START"}}
        assert await asked.control(WASHER, start, name="세탁기") == Accepted()
        told = await anext(signals)
        assert isinstance(told, Told)
        assert told.message["report"]["runState"] == {"currentState": "RUNNING"}
        cloud.cut_messages()
        assert isinstance(await anext(signals), Deaf)
        assert await anext(signals) == Listening()
        await signals.aclose()


@pytest.mark.enable_socket
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_a_server_whose_certificate_is_not_trusted_is_not_listened_to() -> None:
    cloud = new_cloud(WASHER)
    async with cloud.serve() as address, open_cloud(
        token=TOKEN, country="KR", client_id="c", base_url=address.url
    ) as asked:  # fmt: skip
        signals = messages(asked)
        deaf = await anext(signals)
        assert isinstance(deaf, Deaf)
        assert "certificate" in deaf.reason.lower()
        await signals.aclose()
    gc.collect()  # paho leaves the socket of a failed handshake to the collector, which complains


@pytest.mark.enable_socket
async def test_many_requests_at_once_all_get_their_answer() -> None:
    cloud = new_cloud()
    cloud.trouble = "slow"
    async with cloud.serve() as address, opened(address, timeout_s=5) as asked:
        states = await asyncio.gather(*(asked.state(one) for one in cloud.appliances))
        assert len(states) == len(cloud.appliances)
