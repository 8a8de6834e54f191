"""What speech engines have, by their `info`, and what the hub says of itself. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wyoming.info import (
    AsrModel,
    AsrProgram,
    Attribution,
    HandleModel,
    HandleProgram,
    Info,
    TtsProgram,
    TtsVoice,
)

from ondol.agent.speech import primary
from ondol.language.normalise import clean

MAX_NAME = 100
MAX_MODELS = 1000
"""Piper alone names some 150 voices."""
MAX_LANGUAGES = 200
LANGUAGES = ("ko", "en")
"""What nano understands."""

_OWN = Attribution(name="Ondol", url="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model that hears, or a voice that speaks, and the languages it has."""

    name: str
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Programs:
    """What one engine has that is installed, for hearing and for speaking."""

    asr: tuple[Model, ...] = ()
    tts: tuple[Model, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """Of the programs, by "asr" and "tts"."""


def programs(data: Mapping[str, Any]) -> Programs:
    """Read an engine's `info`; what is no program or no model in it is left out.

    >>> programs({"tts": [{"name": "piper", "voices": [{"name": "a", "languages": ["en"]}]}]}).tts
    (Model(name='a', languages=('en',)),)
    """
    found = {kind: [*_installed(data.get(kind))] for kind in ("asr", "tts")}
    return Programs(
        asr=_models(found["asr"], "models"),
        tts=_models(found["tts"], "voices"),
        names={kind: _name(some[0]) or kind for kind, some in found.items() if some},
    )


def _models(some: Iterable[Mapping[str, Any]], kind: str) -> tuple[Model, ...]:
    models = (model for program in some for model in _installed(program.get(kind)))
    read = (
        Model(name=name, languages=_languages(model.get("languages")))
        for model in models
        if (name := _name(model))
    )
    return tuple(model for model, _ in zip(read, range(MAX_MODELS), strict=False))


def _installed(value: object) -> Iterable[Mapping[str, Any]]:
    """Yield what is there of a list of artifacts, and says nothing else of itself."""
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict) and one.get("installed", True) is True:
            yield one


def _name(artifact: Mapping[str, Any]) -> str:
    name = artifact.get("name")
    return clean(name, limit=MAX_NAME) if isinstance(name, str) else ""


def _languages(value: object) -> tuple[str, ...]:
    texts = value[:MAX_LANGUAGES] if isinstance(value, list) else ()
    return tuple(clean(one, limit=MAX_NAME) for one in texts if isinstance(one, str))


def fitting(models: Sequence[Model], language: str) -> Model | None:
    """Return the first model that has a language; None: none has.

    >>> fitting([Model(name="amy"), Model(name="kss", languages=("ko",))], "ko")
    Model(name='kss', languages=('ko',))
    """
    wanted = primary(language)
    return next((one for one in models if wanted in map(primary, one.languages)), None)


def area_in(data: Mapping[str, Any]) -> str | None:
    """Return the area that a satellite's `info` names; None: it names none.

    >>> area_in({"satellite": {"name": "panel", "area": "주방"}})
    '주방'
    """
    satellite = data.get("satellite")
    area = satellite.get("area") if isinstance(satellite, dict) else None
    return clean(area, limit=MAX_NAME) or None if isinstance(area, str) else None


def own_info(version: str, hears: Programs | None, speaks: Programs | None) -> Info:
    """Return what the hub is: a `handle` service, and the engines that it passes sound on to.

    It is no `intent` service: that leaves the deed to who asked, and here the hub does it.
    """
    asr, tts = [], []
    if hears is not None:
        models = [
            AsrModel(**_artifact(one.name, one.name, None), languages=[*one.languages])
            for one in hears.asr
        ]
        name = hears.names.get("asr", "asr")
        asr.append(AsrProgram(**_artifact(name, "writes speech down", version), models=models))
    if speaks is not None:
        voices = [
            TtsVoice(**_artifact(one.name, one.name, None), languages=[*one.languages])
            for one in speaks.tts
        ]
        name = speaks.names.get("tts", "tts")
        tts.append(TtsProgram(**_artifact(name, "says a text aloud", version), voices=voices))
    understands = HandleModel(
        **_artifact("nano", "understands what is said to a home", version), languages=[*LANGUAGES]
    )
    handle = HandleProgram(
        **_artifact("Ondol", "a home that is spoken to", version),
        models=[understands],
        supports_home_control=True,
    )
    return Info(asr=asr, tts=tts, handle=[handle])


def _artifact(name: str, description: str, version: str | None) -> dict[str, Any]:
    return {
        "name": name,
        "attribution": _OWN,
        "installed": True,
        "description": description,
        "version": version,
    }
