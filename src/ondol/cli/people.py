"""`ondol people`: who may ask what of the home; for its owner, on the hub's machine or by --url."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from ondol.errors import SettingsError

from .remote import call
from .terminal import AsJson, Data, Url, data_folder, out, print_json, spoken, words

app = typer.Typer(help="The people of the home: roles, rules, keys.")

Who = Annotated[str, typer.Argument(metavar="NAME", help="Name or id of a person.")]
Rules = Annotated[
    list[str] | None,
    typer.Option(
        "--rule",
        help='"deny type=tv time=21:00-07:00", "allow area=living", "deny way=voice"; in order.',
    ),
]
Until = Annotated[
    dt.datetime | None,
    typer.Option(help="When a guest's stay ends, in this machine's time: 2026-12-01T12:00."),
]


@app.callback(invoke_without_command=True)
def people(
    context: typer.Context, as_json: AsJson = False, data: Data = None, url: Url = None
) -> None:
    """List everybody who may ask."""
    if context.invoked_subcommand is not None:
        return
    found = _all(data, url)
    if as_json:
        print_json(found)
        return
    table = Table(*(words(key) for key in ("id", "name", "role", "rules", "until", "keys")))
    for person in found:
        rules = "\n".join(_rule_text(rule) for rule in person["rules"])
        keys = "\n".join(
            f"{key['id']} {key['label']}{' (' + key['way'] + ')' if key['way'] else ''}"
            for key in person["keys"]
        )
        cells = (person["id"], person["name"], person["role"], rules, person["expires_at"] or "")
        table.add_row(*(escape(cell) for cell in (*cells, keys)))
    out().print(table)


@app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    role: Annotated[str, typer.Option(help="owner, adult, child or guest")] = "adult",
    rule: Rules = None,
    until: Until = None,
    data: Data = None,
    url: Url = None,
) -> None:
    """Let somebody in."""
    body = {"name": name, "role": role, **_rights(rule, until)}
    person = call("POST", "/api/people", body, data=data_folder(data), url=url, language=spoken())
    out().print(escape(f"{person['name']}: {person['role']} ({person['id']})"))


@app.command()
def rules(
    name: Who, rule: Rules = None, until: Until = None, data: Data = None, url: Url = None
) -> None:
    """Give a person other rules; without --rule, none."""
    path = f"/api/people/{_id(name, data, url)}"
    call("PATCH", path, _rights(rule, until), data=data_folder(data), url=url, language=spoken())


@app.command()
def remove(name: Who, data: Data = None, url: Url = None) -> None:
    """Take a person away, with all keys and schedules."""
    path = f"/api/people/{_id(name, data, url)}"
    call("DELETE", path, data=data_folder(data), url=url, language=spoken())


@app.command()
def key(
    name: Who,
    way: Annotated[
        str | None, typer.Option(help="The only way in that it opens: mcp. Without: page and API.")
    ] = None,
    label: Annotated[str, typer.Option(help="Where it is used.")] = "",
    data: Data = None,
    url: Url = None,
) -> None:
    """Make a key and print it, once."""
    path = f"/api/people/{_id(name, data, url)}/keys"
    body = {"label": label, "way": way}
    given = call("POST", path, body, data=data_folder(data), url=url, language=spoken())
    print(given["token"])


@app.command("take-back")
def take_back(
    key_id: Annotated[str, typer.Argument(metavar="KEY", help="Id of the key.")],
    data: Data = None,
    url: Url = None,
) -> None:
    """Make a key open nothing any more."""
    call("DELETE", f"/api/keys/{key_id}", data=data_folder(data), url=url, language=spoken())


def _all(data: Data, url: Url) -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = call(
        "GET", "/api/people", data=data_folder(data), url=url, language=spoken()
    )
    return found


def _id(name: str, data: Data, url: Url) -> str:
    found = _all(data, url)
    for person in found:
        if name in (person["id"], person["name"]):
            return str(person["id"])
    there = ", ".join(person["name"] for person in found)
    raise SettingsError(f"there is no {name!r} in this home; there are {there}")


def _rights(rules: Sequence[str] | None, until: dt.datetime | None) -> dict[str, Any]:
    return {
        "rules": [read_rule(text) for text in rules or ()],
        "expires_at": until.astimezone().isoformat() if until is not None else None,
    }


def read_rule(text: str) -> dict[str, Any]:
    """Return the rule that a text says.

    Raises:
        SettingsError: it says none.

    >>> read_rule("deny type=tv,speaker time=21:00-07:00")["types"]
    ['tv', 'speaker']
    """
    verb, *parts = text.split()
    wrong = SettingsError(
        f"{text!r} is no rule: write allow or deny, then type=, area=, way= or time=HH:MM-HH:MM"
    )
    if verb not in {"allow", "deny"}:
        raise wrong
    rule: dict[str, Any] = {"allow": verb == "allow"}
    names = {"type": "types", "area": "areas", "way": "ways"}
    for part in parts:
        name, _, value = part.partition("=")
        if name in names and value:
            rule[names[name]] = value.split(",")
        elif name == "time" and "-" in value:
            start, _, end = value.partition("-")
            rule["start"], rule["end"] = start or None, end or None
        else:
            raise wrong
    return rule


def _rule_text(rule: Mapping[str, Any]) -> str:
    parts = ["allow" if rule["allow"] else "deny"]
    for name, key_ in (("type", "types"), ("area", "areas"), ("way", "ways")):
        if rule[key_]:
            parts.append(f"{name}={','.join(rule[key_])}")
    if rule["start"] or rule["end"]:
        start, end = ((rule[key_] or "")[:5] for key_ in ("start", "end"))
        parts.append(f"time={start}-{end}")
    return " ".join(parts)
