"""Settings: which of three places counts, and what is said of one that cannot be used."""

import contextlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.apps.settings import KEYS, Settings, data_folder, load
from ondol.errors import SettingsError


def toml(folder: Path, text: str) -> Path:
    (folder / "ondol.toml").write_text(text, encoding="utf-8")
    return folder


def test_nothing_said_means_loopback_and_the_virtual_home(tmp_path: Path) -> None:
    assert load({"data": tmp_path}, {}) == Settings(data=tmp_path)
    assert Settings(data=tmp_path).host == "127.0.0.1"


def test_a_flag_counts_before_the_environment_and_that_before_the_file(tmp_path: Path) -> None:
    toml(tmp_path, 'port = 1\nhost = "10.0.0.1"\ndemo = "en"')
    environment = {"ONDOL_PORT": "2", "ONDOL_HOST": "10.0.0.2", "ONDOL_DEMO": ""}
    settings = load({"data": tmp_path, "port": 3, "host": None}, environment)
    assert (settings.port, settings.host, settings.demo) == (3, "10.0.0.2", "en")


def test_all_that_can_be_set_can_stand_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "home.json").write_text("{}")
    (tmp_path / "password").write_text("secret")
    toml(
        tmp_path,
        """
        host = "0.0.0.0"
        port = 0
        names = ["ondol.local", "home"]
        https = true
        https_port = 8444
        tls_certificate = "password"
        tls_key = "password"
        home = "home.json"
        demo = "en"
        broker = "mqtts://broker.local:8883"
        broker_username = "ondol"
        broker_password_file = "password"
        broker_ca = "password"
        mqtt_ask = true
        webos = ["192.168.0.20", "tv.local/AA:BB:CC:DD:EE:FF"]
        thinq_token_file = "password"
        thinq_country = "us"
        home_assistant = "http://homeassistant.local:8123/"
        home_assistant_token_file = "password"
        home_assistant_exclude = ["scene", "light.porch"]
        home_assistant_ca = "password"
        thinq_url = "http://127.0.0.1:9000"
        thinq_ca = "password"
        voice_host = "0.0.0.0"
        voice_port = 10700
        stt = "tcp://127.0.0.1:10300"
        tts = "tcp://127.0.0.1:10200"
        tts_voices = ["ko_KR-kss"]
        satellites = [{address = "192.168.0.31", area = "kitchen"}]
        latitude = 37.5
        longitude = 127
        larger_url = "http://model.example/v1/"
        larger_model = "llama3.2"
        larger_key_file = "password"
        larger_timeout_s = 20
        larger_insecure = true
        """,
    )
    settings = load({"data": tmp_path}, {})
    assert settings.home == tmp_path / "home.json"
    assert settings.broker_password_file == tmp_path / "password"
    assert settings.names == ("ondol.local", "home")
    assert settings.webos == ("192.168.0.20", "tv.local/AA:BB:CC:DD:EE:FF")
    assert (settings.mqtt_ask, settings.thinq_country) == (True, "US")
    assert settings.home_assistant == "http://homeassistant.local:8123"
    assert (settings.latitude, settings.longitude) == (37.5, 127.0)
    assert settings.larger_url == "http://model.example/v1"
    assert (settings.larger_timeout_s, settings.larger_insecure) == (20.0, True)
    set_ = {name for name in KEYS if getattr(settings, name) is not None}
    assert set_ == set(KEYS) - {"larger_key", "llama"}  # not in a file; not beside an API


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("port = 'many'", "port in .*many.*is not a port"),
        ("port = 65536", "65536"),
        ("port = true", "True"),
        ("port = -1", "-1"),
        ("port = 84.2", "84.2"),
        ("demo = 'fr'", "'fr' is not a language"),
        ("host = 7", "host in .*'7' is not a text"),
        ("host = ''", "host"),
        ("https_port = 8443", "https is not: say https = true"),
        ("https = true\nport = 8443", "https_port and port are both 8443"),
        ("tls_key = 'ondol.toml'", "belong together"),
        (
            "https = false\ntls_certificate = 'ondol.toml'\ntls_key = 'ondol.toml'",
            "tls_certificate in .* https is not",
        ),
        ("names = [1]", "host names"),
        ("home = 'nothing.json'", "there is no file .*nothing.json"),
        ("home = 7", "not a path"),
        ("home = '~nobody-of-that-name/x'", "not a path"),
        ("broker = 'http://x'", "mqtt://HOST"),
        ("broker = 'mqtt://'", "mqtt://HOST"),
        ("broker = 'mqtt://h:x'", "mqtt://HOST"),
        ("broker_username = 'me'", "no broker is"),
        ("mqtt_ask = 'perhaps'", "true or false"),
        ("webos = ['192.168.0.20/AA']", "HOST/AA:BB:CC:DD:EE:FF"),
        ("webos = ['/AA:BB:CC:DD:EE:FF']", "HOST/AA:BB:CC:DD:EE:FF"),
        ("webos = ['a', 'a/AA:BB:CC:DD:EE:FF']", "named once"),
        ("thinq_country = 'KR'", "no token of LG ThinQ"),
        ("thinq_url = 'http://example.com'", "unencrypted"),
        ("home_assistant_exclude = ['scene']", "no Home Assistant is"),
        ("webos = ['tv']\nmqtt_ask = true", "no broker is"),
        ("stt = 'tcp://127.0.0.1:10300'", "nobody can speak"),
        ("stt = 'http://127.0.0.1'\nvoice_port = 1", "tcp://"),
        ("voice_host = '0.0.0.0'\nvoice_port = 1", "satellites"),
        ("satellites = [{address = 'moon'}]\nvoice_port = 1", "satellites in"),
        ("thinq_country = 'Korea'", "two letters"),
        ("home_assistant = 'http://192.168.0.2:8123'", "belong together"),
        ("home_assistant = 'http://example.com'", "unencrypted"),
        ("home_assistant = 'ftp://192.168.0.2'", "http://HOST:8123"),
        ("latitude = 91\nlongitude = 0", "between -90 and 90"),
        ("latitude = 'north'", "a number of degrees"),
        ("latitude = 37.5", "belong together"),
        ("larger_model = 'llama3.2'", "no larger model is"),
        ("larger_url = 'http://localhost:11434'", "which model"),
        ("larger_url = 'ftp://h/v1'\nlarger_model = 'm'", "http://HOST:PORT/v1"),
        ("larger_url = 'http://h:x/v1'\nlarger_model = 'm'", "http://HOST:PORT/v1"),
        ("larger_url = 'https://sk-1@h/v1'\nlarger_model = 'm'", "an address holds no key"),
        ("larger_url = 'https://h/v1?key=sk-1'\nlarger_model = 'm'", "an address holds no key"),
        ("larger_url = 'http://example.com/v1'\nlarger_model = 'm'", "unencrypted"),
        ("larger_url = 'http://8.8.8.8/v1'\nlarger_model = 'm'", "unencrypted"),
        ("larger_timeout_s = 0", "between 1 and 600"),
        ("larger_timeout_s = 'soon'", "a number of seconds"),
        ("larger_insecure = 'perhaps'", "true or false"),
        ("llama = 'nothing.gguf'", "there is no file .*nothing.gguf"),
        ("prot = 1", "unknown setting 'prot'; known: host, port"),
        ("port = x", "is not TOML: .*line 1"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_its_place(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(SettingsError, match=said) as wrong:
        load({"data": toml(tmp_path, text)}, {})
    assert "\n" not in str(wrong.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:11434/v1",
        "http://localhost:8080/v1",
        "http://[::1]:8080/v1",
        "http://192.168.0.20:11434/v1",
        "http://10.1.2.3/v1",
        "https://api.example.com/v1",
    ],
)
def test_what_is_said_at_home_stays_there_or_goes_encrypted(tmp_path: Path, url: str) -> None:
    flags = {"data": tmp_path, "larger_url": url, "larger_model": "m"}
    assert load(flags, {}).larger_url == url


def test_an_api_without_a_path_gets_the_usual_one(tmp_path: Path) -> None:
    flags = {"data": tmp_path, "larger_url": "http://localhost:11434/", "larger_model": "m"}
    assert load(flags, {}).larger_url == "http://localhost:11434/v1"


def test_the_key_comes_from_the_environment_or_a_file_and_is_never_shown(tmp_path: Path) -> None:
    flags = {"data": tmp_path, "larger_url": "https://h/v1", "larger_model": "m"}
    settings = load(flags, {"ONDOL_LARGER_KEY": "sk-1"})
    assert settings.larger_key == "sk-1"
    assert "sk-1" not in repr(settings)
    (tmp_path / "key").write_text("sk-2")
    with pytest.raises(SettingsError, match="said twice"):
        load({**flags, "larger_key_file": tmp_path / "key"}, {"ONDOL_LARGER_KEY": "sk-1"})
    with pytest.raises(SettingsError, match="a key does not belong here") as wrong:
        load({**flags, "data": toml(tmp_path, "larger_key = 'sk-3'")}, {})
    assert "sk-3" not in str(wrong.value)


@pytest.mark.parametrize("key", ["sk 1", "sk-1\nsk-2", "sk-열쇠", " "])
def test_a_key_that_cannot_be_sent_is_refused_unshown(tmp_path: Path, key: str) -> None:
    flags = {"data": tmp_path, "larger_url": "https://h/v1", "larger_model": "m"}
    with pytest.raises(SettingsError, match=r"ONDOL_LARGER_KEY (is no|holds no) key") as wrong:
        load(flags, {"ONDOL_LARGER_KEY": key})
    assert "sk" not in str(wrong.value)


def test_one_larger_model_is_enough(tmp_path: Path) -> None:
    (tmp_path / "a.gguf").write_bytes(b"GGUF")
    flags = {"data": tmp_path, "llama": tmp_path / "a.gguf"}
    assert load(flags, {}).llama == tmp_path / "a.gguf"
    with pytest.raises(SettingsError, match="one larger model is enough"):
        load({**flags, "larger_url": "https://h/v1", "larger_model": "m"}, {})


def test_the_message_names_the_variable_or_the_flag(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"^ONDOL_PORT: 'x'"):
        load({"data": tmp_path}, {"ONDOL_PORT": "x"})
    with pytest.raises(SettingsError, match=r"^--broker-ca: there is no file /nothing"):
        load({"data": tmp_path, "broker_ca": Path("/nothing")}, {})


def test_a_file_that_is_no_text_is_an_error_not_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "ondol.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="cannot be read"):
        load({"data": tmp_path}, {})


def test_the_data_folder_is_the_flag_else_the_variable_else_xdg() -> None:
    environment = {"ONDOL_DATA": "/b", "XDG_DATA_HOME": "/c"}
    assert data_folder(Path("/a"), environment) == Path("/a")
    assert data_folder(None, environment) == Path("/b")
    assert data_folder(None, {"XDG_DATA_HOME": "/c"}) == Path("/c/ondol")
    assert data_folder(None, {}) == Path.home() / ".local/share/ondol"


@given(
    st.dictionaries(
        st.sampled_from(KEYS),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    )
)
def test_no_setting_whatever_it_is_breaks_the_reader(flags: dict[str, Any]) -> None:
    with contextlib.suppress(SettingsError):
        load({"data": Path("/nowhere"), **flags}, {})


def test_a_certificate_of_the_owners_own_means_https(tmp_path: Path) -> None:
    (tmp_path / "hub.pem").write_text("")
    toml(tmp_path, "tls_certificate = 'hub.pem'\ntls_key = 'hub.pem'")
    assert load({"data": tmp_path}, {}).https
    assert not load({"data": tmp_path / "other"}, {}).https
