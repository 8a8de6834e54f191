"""Settings of a hub: flags, else environment (`ONDOL_*`), else `ondol.toml` in the data folder."""

import ipaddress
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

from ondol.errors import SettingsError

from .voice.satellites import Satellite, parse_engine, parse_satellites

DEFAULT_PORT = 8420
DEFAULT_HTTPS_PORT = 8443
FILE = "ondol.toml"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

_T = TypeVar("_T")
_MAC = re.compile("([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a hub is started with.

    Attributes:
        data: folder for token, database and settings.
        host: address to listen on. names: host names that the hub is called by, beside addresses.
        https: whether the page is served encrypted too, on `https_port`, as headsets need it.
        tls_certificate, tls_key: the owner's own certificate (PEM); None: one of the home's own.
        home: a home file: areas, lists, people; without a broker, its devices too.
        demo: language of the virtual home that runs where neither broker nor home is given.
        broker: URL of the home's own MQTT broker; None: an embedded one, with the virtual home.
        mqtt_ask: whether programs of the home's broker may ask over MQTT (`ondol/ask`).
        webos: LG TVs, each `HOST` or `HOST/MAC`; the MAC wakes one that sleeps deeply.
        thinq_token_file: file with a personal access token of LG ThinQ. thinq_country: "KR".
        thinq_url, thinq_ca: another cloud than LG's (the virtual one), and who signed for it (PEM).
        home_assistant: URL of a Home Assistant whose devices come along.
        home_assistant_token_file: file with a long-lived access token of it.
        home_assistant_exclude: domains and entities of it that do not come along.
        home_assistant_ca: who signed its certificate (PEM).
        latitude, longitude: where the home is, for sunrise and sunset.
        larger_url: base of an OpenAI-compatible API that answers what nano cannot; None: none does.
        larger_model: what that API calls the model.
        larger_key, larger_key_file: its key, from the environment or a file; never shown.
        larger_timeout_s: how long an answer may take, to its last word.
        larger_insecure: unencrypted http is meant, though the API is in no private network.
        llama: a GGUF file of a Llama that is served on this machine instead.
        voice_host, voice_port: where satellites may speak to the hub; no port: nowhere.
        stt, tts: speech engines, `tcp://HOST:PORT`.
        tts_voices: names of voices to choose before others.
        satellites: who may speak from the network, where they stand, and who is to be called.
        media: folders of films. media_feeds: URLs of feeds in DeoVR's or HereSphere's form.
        media_hosts: further hosts that films of those feeds may lie on, `https://HOST`.
    """

    data: Path
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    names: tuple[str, ...] = ()
    https: bool = False
    https_port: int = DEFAULT_HTTPS_PORT
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    home: Path | None = None
    demo: Literal["ko", "en"] = "ko"
    broker: str | None = None
    broker_username: str | None = None
    broker_password_file: Path | None = None
    broker_ca: Path | None = None
    mqtt_ask: bool = False
    webos: tuple[str, ...] = ()
    thinq_token_file: Path | None = None
    thinq_country: str = "KR"
    thinq_url: str | None = None
    thinq_ca: Path | None = None
    home_assistant: str | None = None
    home_assistant_token_file: Path | None = None
    home_assistant_exclude: tuple[str, ...] = ()
    home_assistant_ca: Path | None = None
    latitude: float | None = None
    longitude: float | None = None
    larger_url: str | None = None
    larger_model: str | None = None
    larger_key: str | None = field(default=None, repr=False)
    larger_key_file: Path | None = None
    larger_timeout_s: float = 40.0
    larger_insecure: bool = False
    llama: Path | None = None
    voice_host: str = "127.0.0.1"
    voice_port: int | None = None
    stt: str | None = None
    tts: str | None = None
    tts_voices: tuple[str, ...] = ()
    satellites: tuple[Satellite, ...] = ()
    media: tuple[Path, ...] = ()
    media_feeds: tuple[str, ...] = ()
    media_hosts: tuple[str, ...] = ()

    @property
    def is_virtual(self) -> bool:
        """Say whether the home is the virtual one: nothing real is named."""
        real = (self.broker, self.webos, self.thinq_token_file, self.home_assistant)
        return not any(real)

    @property
    def has_voice(self) -> bool:
        """Say whether somebody can speak to the hub: satellites come, or are called."""
        return self.voice_port is not None or any(one.port for one in self.satellites)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A value, and where it was said."""

    value: Any
    where: str
    folder: Path

    def wrong(self, wanted: str) -> SettingsError:
        return SettingsError(f"{self.where}: {str(self.value)[:200]!r} is not {wanted}")


def data_folder(flag: Path | None, environment: Mapping[str, str]) -> Path:
    """Return where a hub keeps its things (XDG Base Directory, unless told otherwise).

    Raises:
        SettingsError: it is in the home of somebody who has none.
    """
    base = environment.get("XDG_DATA_HOME") or "~/.local/share"
    path = flag or Path(environment.get("ONDOL_DATA") or f"{base}/ondol")
    try:
        return path.expanduser()
    except RuntimeError as error:  # ~nobody, or nobody's home is known
        raise SettingsError(f"{path}: {error}; name the data folder with --data") from error


def load(flags: Mapping[str, Any], environment: Mapping[str, str]) -> Settings:
    """Return the settings; a flag that is None was not given.

    Raises:
        SettingsError: one that is unknown, or that cannot be used; it says where it stands.
    """
    data = data_folder(flags.get("data"), environment)
    said = _in_file(data) | _in_environment(environment) | _in_flags(flags)

    def read(name: str, reader: Callable[[_Said], _T], otherwise: _T) -> _T:
        return reader(said[name]) if name in said else otherwise

    settings = Settings(
        data=data,
        host=read("host", _text, "127.0.0.1"),
        port=read("port", _port, DEFAULT_PORT),
        names=read("names", _names, ()),
        https=read("https", _truth, "tls_certificate" in said),
        https_port=read("https_port", _port, DEFAULT_HTTPS_PORT),
        tls_certificate=read("tls_certificate", _file, None),
        tls_key=read("tls_key", _file, None),
        home=read("home", _file, None),
        demo=read("demo", _language, "ko"),
        broker=read("broker", _broker, None),
        broker_username=read("broker_username", _text, None),
        broker_password_file=read("broker_password_file", _file, None),
        broker_ca=read("broker_ca", _file, None),
        mqtt_ask=read("mqtt_ask", _truth, False),
        webos=read("webos", _tvs, ()),
        thinq_token_file=read("thinq_token_file", _file, None),
        thinq_country=read("thinq_country", _country, "KR"),
        thinq_url=read("thinq_url", _thinq, None),
        thinq_ca=read("thinq_ca", _file, None),
        home_assistant=read("home_assistant", _home_assistant, None),
        home_assistant_token_file=read("home_assistant_token_file", _file, None),
        home_assistant_exclude=read("home_assistant_exclude", _names, ()),
        home_assistant_ca=read("home_assistant_ca", _file, None),
        latitude=read("latitude", _degrees(90), None),
        longitude=read("longitude", _degrees(180), None),
        larger_url=read("larger_url", _api, None),
        larger_model=read("larger_model", _text, None),
        larger_key=read("larger_key", _secret, None),
        larger_key_file=read("larger_key_file", _file, None),
        larger_timeout_s=read("larger_timeout_s", _seconds, 40.0),
        larger_insecure=read("larger_insecure", _truth, False),
        llama=read("llama", _file, None),
        voice_host=read("voice_host", _text, "127.0.0.1"),
        voice_port=read("voice_port", _port, None),
        stt=read("stt", _engine, None),
        tts=read("tts", _engine, None),
        tts_voices=read("tts_voices", _names, ()),
        satellites=read("satellites", _satellites, ()),
        media=read("media", _folders, ()),
        media_feeds=read("media_feeds", _feeds, ()),
        media_hosts=read("media_hosts", _feeds, ()),
    )
    _check_together(settings, said)
    return settings


KEYS = tuple(name for name in Settings.__dataclass_fields__ if name != "data")


def _in_file(data: Path) -> dict[str, _Said]:
    file = data / FILE
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} cannot be read: {error}") from error
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file} is not TOML: {error}") from error
    for name in values:
        if name not in KEYS:
            raise SettingsError(f"{file}: unknown setting {name!r}; known: {', '.join(KEYS)}")
    return {
        name: _Said(value=value, where=f"{name} in {file}", folder=data)
        for name, value in values.items()
    }


def _in_environment(environment: Mapping[str, str]) -> dict[str, _Said]:
    names = {f"ONDOL_{name.upper()}": name for name in KEYS}
    return {
        name: _Said(value=environment[variable], where=variable, folder=Path())
        for variable, name in names.items()
        if environment.get(variable)
    }


def _in_flags(flags: Mapping[str, Any]) -> dict[str, _Said]:
    return {
        name: _Said(value=value, where=f"--{name.replace('_', '-')}", folder=Path())
        for name, value in flags.items()
        if value is not None and name in KEYS
    }


def _check_together(settings: Settings, said: Mapping[str, _Said]) -> None:
    for name in ("broker_username", "broker_password_file", "broker_ca"):
        if name in said and settings.broker is None:
            raise SettingsError(f"{said[name].where} is said, but no broker is: name it (--broker)")
    if (settings.latitude is None) != (settings.longitude is None):
        raise SettingsError("latitude and longitude belong together: give both, or neither")
    if (settings.home_assistant is None) != (settings.home_assistant_token_file is None):
        raise SettingsError(
            "home_assistant and home_assistant_token_file belong together: give both, or neither"
        )
    for name in ("home_assistant_exclude", "home_assistant_ca"):
        if name in said and settings.home_assistant is None:
            raise SettingsError(
                f"{said[name].where} is said, but no Home Assistant is: name it (home_assistant)"
            )
    for name in ("thinq_country", "thinq_url", "thinq_ca"):
        if name in said and settings.thinq_token_file is None:
            raise SettingsError(
                f"{said[name].where} is said, but there is no token of LG ThinQ: put one into a "
                "file and name that with thinq_token_file"
            )
    if settings.mqtt_ask and settings.broker is None and not settings.is_virtual:
        raise SettingsError(
            f"{said['mqtt_ask'].where} is said, but no broker is: name it (--broker)"
        )
    if settings.media_hosts and not settings.media_feeds:
        raise SettingsError(
            f"{said['media_hosts'].where} is said, but no feed is: name one (media_feeds)"
        )
    _check_https(settings, said)
    _check_larger(settings, said)
    _check_voice(settings, said)


def _check_https(settings: Settings, said: Mapping[str, _Said]) -> None:
    if (settings.tls_certificate is None) != (settings.tls_key is None):
        raise SettingsError(
            "tls_certificate and tls_key belong together: give both, or neither, and the hub makes "
            "a certificate of the home's own"
        )
    for name in ("https_port", "tls_certificate"):
        if name in said and not settings.https:
            raise SettingsError(f"{said[name].where} is said, but https is not: say https = true")
    if settings.https and settings.https_port == settings.port != 0:
        raise SettingsError(f"https_port and port are both {settings.port}: give them two ports")


def _check_voice(settings: Settings, said: Mapping[str, _Said]) -> None:
    for name in ("voice_host", "stt", "tts", "tts_voices", "satellites"):
        if name in said and not settings.has_voice:
            raise SettingsError(
                f"{said[name].where} is said, but nobody can speak: open a port for satellites "
                "(voice_port), or give one of them a port to be called at"
            )
    if settings.voice_host not in LOOPBACK and not settings.satellites:
        raise SettingsError(
            f"{said['voice_host'].where}: who of the network may speak? Name them in satellites"
        )


def _check_larger(settings: Settings, said: Mapping[str, _Said]) -> None:
    for name in ("larger_model", "larger_key", "larger_key_file", "larger_insecure"):
        if name in said and settings.larger_url is None:
            raise SettingsError(
                f"{said[name].where} is said, but no larger model is: name its API (--larger-url)"
            )
    if settings.larger_url is None:
        return
    where = said["larger_url"].where
    if settings.llama is not None:
        raise SettingsError(f"{where} and {said['llama'].where}: one larger model is enough")
    if settings.larger_model is None:
        raise SettingsError(f"{where}: which model? Name it with --larger-model")
    if settings.larger_key is not None and settings.larger_key_file is not None:
        raise SettingsError("the larger model's key is said twice: ONDOL_LARGER_KEY, and a file")
    parts = urlsplit(settings.larger_url)
    if parts.scheme == "http" and not (settings.larger_insecure or is_near(parts.hostname or "")):
        raise SettingsError(
            f"{where}: what is said at home would go to {parts.hostname} unencrypted. Use "
            "https://, or its private address; if you do mean it, say larger_insecure = true"
        )


def is_near(host: str) -> bool:
    """Say whether a host is this machine or, by its address, in a private network.

    >>> is_near("localhost"), is_near("192.168.0.9"), is_near("::1"), is_near("example.com")
    (True, True, True, False)
    """
    if host in LOOPBACK:
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False  # whose a name is, only the network knows
    return address.is_loopback or (address.is_private and not address.is_unspecified)


def _text(said: _Said) -> str:
    if isinstance(said.value, str) and said.value.strip():
        return said.value.strip()
    raise said.wrong("a text")


def _port(said: _Said) -> int:
    text = str(said.value).strip()
    if isinstance(said.value, bool) or not text.isdecimal() or not 0 <= int(text[:6]) <= 65535:
        raise said.wrong("a port: use 1 to 65535, or 0 for any that is free")
    return int(text)


def _engine(said: _Said) -> str:
    text = _text(said)
    try:
        parse_engine(text)
    except SettingsError as error:
        raise SettingsError(f"{said.where}: {error}") from error
    return text


def _satellites(said: _Said) -> tuple[Satellite, ...]:
    try:
        return parse_satellites(said.value)
    except SettingsError as error:
        raise SettingsError(f"{said.where}: {error}") from error


def _names(said: _Said) -> tuple[str, ...]:
    names = said.value.split(",") if isinstance(said.value, str) else said.value
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise said.wrong("a list of host names")
    return tuple(name.strip() for name in names if name.strip())


def _tvs(said: _Said) -> tuple[str, ...]:
    tvs = _names(said)
    for tv in tvs:
        host, _, mac = tv.partition("/")
        if not host or (mac and not _MAC.fullmatch(mac)):
            raise said.wrong("a list of TVs: write HOST, or HOST/AA:BB:CC:DD:EE:FF")
    if len({tv.partition("/")[0] for tv in tvs}) < len(tvs):
        raise said.wrong("a list of TVs, each named once")
    return tvs


def _country(said: _Said) -> str:
    text = _text(said).upper()
    if not (text.isascii() and text.isalpha() and len(text) == 2):
        raise said.wrong("a country: write its two letters (ISO 3166), KR")
    return text


def _home_assistant(said: _Said) -> str:
    return _near_or_secure(said, "a Home Assistant: write http://HOST:8123 or https://HOST")


def _thinq(said: _Said) -> str:
    return _near_or_secure(said, "a cloud of LG ThinQ: write http://HOST:PORT or https://HOST")


def _near_or_secure(said: _Said, wanted: str) -> str:
    """Return a URL to which a token may go: encrypted, or in the home's own network."""
    text = _text(said).rstrip("/")
    wrong = said.wrong(wanted)
    try:
        parts = urlsplit(text)
        is_url = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        raise wrong from None
    if not is_url or "@" in parts.netloc or parts.query or parts.fragment:
        raise wrong
    host = parts.hostname or ""
    if parts.scheme == "http" and not is_near(host) and not host.endswith(".local"):
        raise SettingsError(
            f"{said.where}: the token would go to {host} unencrypted. Use https://, or its "
            "private address"
        )
    return text


def _language(said: _Said) -> Literal["ko", "en"]:
    match said.value:
        case "ko":
            return "ko"
        case "en":
            return "en"
        case _:
            raise said.wrong("a language of the virtual home: use ko or en")


def _broker(said: _Said) -> str:
    text = _text(said)
    try:
        parts = urlsplit(text)
        is_broker = parts.scheme in {"mqtt", "mqtts"} and parts.hostname and parts.port != 0
    except ValueError:
        is_broker = False
    if not is_broker:
        raise said.wrong("a broker: write mqtt://HOST or mqtts://HOST, with :PORT where it differs")
    return text


def _api(said: _Said) -> str:
    text = _text(said).rstrip("/")
    wrong = said.wrong("an API: write http://HOST:PORT/v1 or https://HOST/v1")
    try:
        parts = urlsplit(text)
        is_api = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        raise wrong from None
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise SettingsError(
            f"{said.where}: an address holds no key; put it into a file (larger_key_file)"
        )
    if not is_api:
        raise wrong
    return text if parts.path else f"{text}/v1"


def _secret(said: _Said) -> str:
    if said.where != "ONDOL_LARGER_KEY":
        raise SettingsError(
            f"{said.where}: a key does not belong here; put it into a file and name that with "
            "larger_key_file, or say ONDOL_LARGER_KEY"
        )
    return as_key(str(said.value), said.where)


def as_key(text: str, where: str) -> str:
    """Return the key that a text from `where` is.

    Raises:
        SettingsError: it cannot be sent as one; the error does not show it.
    """
    key = text.strip()
    if not key:
        raise SettingsError(f"{where} holds no key: put it there, alone")
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise SettingsError(
            f"{where} is no key: it holds spaces, further lines, or what no key holds"
        )
    return key


def _seconds(said: _Said) -> float:
    try:
        value = float(said.value)
    except (TypeError, ValueError):
        raise said.wrong("a number of seconds") from None
    if isinstance(said.value, bool) or not 1 <= value <= 600:
        raise said.wrong("between 1 and 600 seconds")
    return value


def _truth(said: _Said) -> bool:
    truths = {"true": True, "1": True, "false": False, "0": False}
    known = truths.get(str(said.value).strip().casefold())
    if known is None:
        raise said.wrong("true or false")
    return known


def _file(said: _Said) -> Path | None:
    if not isinstance(said.value, str | Path) or not str(said.value):
        raise said.wrong("a path")
    try:
        path = said.folder / Path(said.value).expanduser()
    except RuntimeError as error:  # ~nobody
        raise said.wrong("a path") from error
    if not path.is_file():
        raise SettingsError(f"{said.where}: there is no file {path}")
    return path


def _folders(said: _Said) -> tuple[Path, ...]:
    """Return folders; one that is not there now may come with its disk later."""
    given = said.value.split(os.pathsep) if isinstance(said.value, str) else said.value
    if not isinstance(given, list | tuple) or not all(isinstance(one, str | Path) for one in given):
        raise said.wrong("a list of folders")
    try:
        folders = [said.folder / Path(one).expanduser() for one in given if str(one).strip()]
    except RuntimeError as error:  # ~nobody
        raise said.wrong("a list of folders") from error
    for folder in folders:
        if folder.exists() and not folder.is_dir():
            raise SettingsError(f"{said.where}: {folder} is no folder")
    return tuple(dict.fromkeys(folders))


def _feeds(said: _Said) -> tuple[str, ...]:
    urls = _names(said)
    for url in urls:
        try:
            parts = urlsplit(url)
            is_url = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
            is_url = is_url and "@" not in parts.netloc
        except ValueError:
            is_url = False
        if not is_url:
            raise said.wrong("a list of addresses: write https://HOST, with what follows it")
    return urls


def _degrees(most: int) -> Callable[[_Said], float | None]:
    def read(said: _Said) -> float | None:
        try:
            value = float(said.value)
        except (TypeError, ValueError):
            raise said.wrong("a number of degrees") from None
        if isinstance(said.value, bool) or not -most <= value <= most:
            raise said.wrong(f"between -{most} and {most} degrees")
        return value

    return read
