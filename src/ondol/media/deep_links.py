"""How streaming apps of LG's TVs are told what to show: the forms of their `contentId`, as data.

Apps do not publish these forms, and change them: each row says who found it, and when that was
looked up. None of them was tried here on a real TV. No row says where to begin: no app is known to
take a position by SSAP, each goes on where its own account remembers. Between players a content
bears the id by which the app's own pages call it; an app without a row keeps its `contentId` as it
is. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote


@dataclass(frozen=True, slots=True, kw_only=True)
class DeepLink:
    """The form of one app's `contentId`; `{id}` is what the app's own pages call the content."""

    app: str
    form: str
    source: str


DEEP_LINKS: Mapping[str, DeepLink] = {
    link.app: link
    for link in (
        DeepLink(
            app="YouTube",
            form="v={id}",
            source="owners' reports: github.com/supersaiyanmode/PyWebOSTV/issues/99, "
            "github.com/jellyfin/jellyfin-webos/issues/260 (2026-11-26)",
        ),
        DeepLink(
            app="Netflix",
            form="m=http://api.netflix.com/catalog/titles/movies/{id}&source_type=4",
            source="owners' reports: github.com/hobbyquaker/lgtv2/issues/25, "
            "github.com/jellyfin/jellyfin-webos/issues/260 (2026-11-26)",
        ),
    )
}
"""By the name that every home calls the app by."""


def to_link(app: str, content: str) -> str:
    """Return the `contentId` by which an app is told what to show.

    >>> to_link("YouTube", "29reTU13exU"), to_link("TVING", "P0001")
    ('v=29reTU13exU', 'P0001')
    """
    link = DEEP_LINKS.get(app)
    return content if link is None else link.form.replace("{id}", quote(content, safe=""))


def from_link(app: str, content_id: str) -> str:
    """Return what an app's own pages call the content of a `contentId`.

    >>> from_link("YouTube", "v=29reTU13exU"), from_link("YouTube", "29reTU13exU")
    ('29reTU13exU', '29reTU13exU')
    """
    link = DEEP_LINKS.get(app)
    if link is None:
        return content_id
    before, _, behind = link.form.partition("{id}")
    if not (content_id.startswith(before) and content_id.endswith(behind)):
        return content_id
    return unquote(content_id[len(before) : len(content_id) - len(behind)])
