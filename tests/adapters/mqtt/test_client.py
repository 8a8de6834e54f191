from pathlib import Path

import pytest

from ondol.adapters.mqtt.client import Client
from ondol.adapters.mqtt.parts import Publish
from ondol.errors import DeviceUnreachableError, SettingsError


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("mqtt://broker", ("broker", 1883)),
        ("mqtts://broker", ("broker", 8883)),
        ("mqtt://broker:1234", ("broker", 1234)),
        ("mqtt://[::1]:1234", ("::1", 1234)),
    ],
)
def test_a_url_names_a_broker(url: str, address: tuple[str, int]) -> None:
    client = Client(url, client_id="a")
    assert (client.host, client.port) == address


@pytest.mark.parametrize(
    "url", ["", "broker", "http://broker", "mqtt://", "mqtt://a:b", "mqtt://a:99999", "mqtt://[", 3]
)
def test_a_url_that_names_none_is_a_clear_error(url: str) -> None:
    with pytest.raises(SettingsError, match="write mqtt://host or mqtts://host"):
        Client(str(url), client_id="a")


def test_a_password_in_the_url_is_not_told() -> None:
    client = Client("mqtt://me:secret@broker", client_id="a")
    assert client.url == "mqtt://broker:1883"


def test_a_file_that_is_no_certificate_is_a_clear_error(tmp_path: Path) -> None:
    broken = tmp_path / "ca.pem"
    broken.write_text("nothing")
    with pytest.raises(SettingsError, match="is no certificate authority"):
        Client("mqtts://broker", tls_ca=broken, client_id="a")
    with pytest.raises(SettingsError, match="is no certificate authority"):
        Client("mqtts://broker", tls_ca=tmp_path / "absent.pem", client_id="a")


async def test_before_it_is_connected_nothing_can_be_sent() -> None:
    client = Client("mqtt://broker", client_id="a")
    with pytest.raises(DeviceUnreachableError, match="was not connected to yet"):
        await client.publish([Publish(topic="a", payload="b")])
