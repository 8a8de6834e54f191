"""What adults can call about the hub itself: how its adapters fare, which models it has."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from ondol.agent.summary import Language
from ondol.home.links import Link

from .about import Model
from .call import Call
from .openapi import Operation
from .schemas import AdapterView, MediaCountView, ModelView, SystemView


async def system(call: Call) -> SystemView:
    """Say how the hub is."""
    parts, about, media = call.parts, call.parts.about, call.parts.media
    return SystemView(
        version=parts.version,
        started_at=call.hub.started_at.isoformat(),
        addresses=list(about.addresses),
        https=any(url.startswith("https:") for url in about.addresses),
        adapters=[_adapter(link, call.language) for link in call.hub.links()],
        models=[
            ModelView(role=model.role, name=model.name, detail=_model(model, call.language))
            for model in about.models
        ],
        media=None
        if media is None
        else MediaCountView(
            items=len(media.items()), folders=[str(folder) for folder in media.folders]
        ),
    )


def _adapter(link: Link, language: Language) -> AdapterView:
    return AdapterView(
        id=link.id,
        state=link.state,
        things=link.things,
        detail=(_running if link.state == "running" else _waiting)(link, language),
        since=link.since.isoformat(),
    )


def _running(link: Link, language: Language) -> str | None:
    """Return what is not as it should be, though the adapter runs."""
    is_korean = language == "ko"
    if link.things == 0:
        return "아직 찾은 기기가 없어요" if is_korean else "it has found no things yet"
    if link.out_of_reach == 0:
        return None
    if link.out_of_reach == link.things == 1:
        return "기기가 응답하지 않아요" if is_korean else "its thing cannot be reached"
    if link.out_of_reach == link.things:
        return "모든 기기가 응답하지 않아요" if is_korean else "none of its things can be reached"
    if is_korean:
        return f"기기 {link.things}개 중 {link.out_of_reach}개가 응답하지 않아요"
    return f"{link.out_of_reach} of its {link.things} things cannot be reached"


def _waiting(link: Link, language: Language) -> str:
    is_korean = language == "ko"
    if link.reason is None:
        return "시작하고 있어요" if is_korean else "starting"
    if link.again_s is None:
        again = "다시 연결하고 있어요" if is_korean else "trying again now"
    else:
        wait_s = max(round(link.again_s), 1)
        again = f"{wait_s}초 뒤에 다시 해 볼게요" if is_korean else f"trying again in {wait_s} s"
    tries = f"{link.tries}번 끊겼어요" if is_korean else f"failed {link.tries} times"
    if link.tries > 1:
        again = f"{tries}. {again}" if is_korean else f"{tries}, {again}"
    return f"{again} ({link.reason})"


def _model(model: Model, language: Language) -> str | None:
    """Return how large a model is and where it runs: "4.2M parameters, 8.0 MB"."""
    is_korean = language == "ko"
    parts: list[str] = []
    if model.parameters is not None:
        millions = f"{model.parameters / 1e6:.1f}"
        count = (
            f"매개변수 {float(millions) * 100:.0f}만 개" if is_korean else f"{millions}M parameters"
        )
        parts.append(count)
    if model.size_bytes is not None:
        parts.append(f"{model.size_bytes / 1e6:.1f} MB")
    if model.url is not None:
        parts.append(model.url)
    return ", ".join(parts) or None


OPERATIONS: Mapping[Operation, Callable[[Call], Awaitable[Any]]] = {
    Operation(
        method="GET",
        path="/api/system",
        summary="How the hub is: adapters, models, addresses",
        answer=SystemView,
        for_="adults",
    ): system,
}
