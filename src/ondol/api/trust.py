"""Where devices fetch the home's own certificate authority, to trust it.

Over http, for who does not trust it yet cannot use https; so a person compares its fingerprint with
the one in the terminal of the hub, which the network cannot change. Nothing here is secret.
"""

import html
import plistlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

PATH = "/trust"
CERTIFICATE = "ondol-ca.crt"
PROFILE = "ondol.mobileconfig"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """A home's certificate authority: its certificate (DER), its name, and its fingerprint."""

    certificate: bytes
    name: str
    fingerprint: str


async def to_trust(request: Request) -> Response:
    """Send a browser on that left the last slash out."""
    return RedirectResponse(f"{PATH}/")


def trust_app(trust: Trust) -> Starlette:
    """Return the app under `/trust`."""
    profile = plistlib.dumps(_profile(trust))

    async def certificate(request: Request) -> Response:
        return _file(trust.certificate, "application/x-x509-ca-cert", CERTIFICATE)

    async def apple(request: Request) -> Response:
        return _file(profile, "application/x-apple-aspen-config", PROFILE)

    async def page(request: Request) -> Response:
        language = "ko" if "ko" in request.headers.get("accept-language", "").casefold() else "en"
        return HTMLResponse(_page(trust, language))

    return Starlette(
        routes=[
            Route("/", page),
            Route(f"/{CERTIFICATE}", certificate),
            Route(f"/{PROFILE}", apple),
        ]
    )


def _file(data: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=media_type, headers=headers)


def _profile(trust: Trust) -> Mapping[str, object]:
    """Return a profile with a root certificate (Apple, Configuration Profile Reference).

    Its ids come of the certificate: installed again, it takes its own place.
    """
    seed = uuid.uuid5(uuid.NAMESPACE_OID, trust.fingerprint)
    root = {
        "PayloadType": "com.apple.security.root",
        "PayloadVersion": 1,
        "PayloadIdentifier": f"ondol.ca.{seed}.root",
        "PayloadUUID": str(uuid.uuid5(seed, "root")).upper(),
        "PayloadDisplayName": trust.name,
        "PayloadCertificateFileName": CERTIFICATE,
        "PayloadContent": trust.certificate,
    }
    return {
        "PayloadType": "Configuration",
        "PayloadVersion": 1,
        "PayloadIdentifier": f"ondol.ca.{seed}",
        "PayloadUUID": str(seed).upper(),
        "PayloadDisplayName": trust.name,
        "PayloadDescription": f"SHA-256 {trust.fingerprint}",
        "PayloadContent": [root],
    }


_WORDS: Mapping[str, Mapping[str, str]] = {
    "ko": {
        "title": "온돌 인증서",
        "why": "이 기기가 온돌을 믿게 하려면 우리 집 인증서를 설치하세요. 기기마다 한 번이면 돼요.",
        "get": "인증서 받기",
        "apple": "Apple 기기용 프로파일 받기",
        "check": "설치하기 전에, 아래 지문(SHA-256)이 온돌을 켠 컴퓨터의 터미널에 나온 지문과 "
        "같은지 꼭 확인하세요. 다르면 설치하지 마세요.",
    },
    "en": {
        "title": "Ondol certificate",
        "why": "Install your home's own certificate, so that this device trusts Ondol. "
        "Once for each device.",
        "get": "Get the certificate",
        "apple": "Get the profile for Apple devices",
        "check": "Before you install it, compare this fingerprint (SHA-256) with the one in the "
        "terminal of the computer that runs Ondol. Where they differ, do not install it.",
    },
}


def _page(trust: Trust, language: str) -> str:
    words = {key: html.escape(text) for key, text in _WORDS[language].items()}
    half = (len(trust.fingerprint) + 1) // 2
    first, second = trust.fingerprint[:half], trust.fingerprint[half:]
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{words['title']}</title></head><body><main><h1>{words['title']}</h1>"
        f"<p>{words['why']}</p><p>{words['check']}</p>"
        f"<p>{html.escape(trust.name)}<br><code>{first}<br>{second}</code></p>"
        f'<p><a href="{PATH}/{CERTIFICATE}">{words["get"]}</a></p>'
        f'<p><a href="{PATH}/{PROFILE}">{words["apple"]}</a></p>'
        "</main></body></html>"
    )
