"""The commands themselves."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from ondol.agent.exam import examine, read_cases, total
from ondol.agent.offline import Offline
from ondol.apps import hub as hub_app
from ondol.apps import settings as hub_settings
from ondol.apps.simulate import simulate_fault
from ondol.apps.system_clock import stopwatch
from ondol.errors import SettingsError
from ondol.home import homefile, wire
from ondol.home.plan import Plan

from .remote import call

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A home that understands Korean and English, on its own devices.",
)
sim = typer.Typer(no_args_is_help=True, help="The virtual home.")
app.add_typer(sim, name="sim")
schema = typer.Typer(no_args_is_help=True, help="Published JSON Schemas.")
app.add_typer(schema, name="schema")

_out = Console(highlight=False)
_err = Console(stderr=True, highlight=False)
_STAGES = {"nano": "reading nano", "home": "reading the home", "broker": "starting the broker"}

Data = Annotated[Path | None, typer.Option(help="Folder for token, database and settings.")]
Url = Annotated[str | None, typer.Option(help="Address of the hub.", envvar="ONDOL_URL")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def _data(data: Path | None) -> Path:
    return data or hub_settings.default_data()


@app.command()
def up(
    host: Annotated[str | None, typer.Option(help="Address to listen on (loopback).")] = None,
    port: Annotated[int | None, typer.Option(help="Port of the page and API (8420).")] = None,
    data: Data = None,
    home: Annotated[Path | None, typer.Option(help="Home file with areas and lists.")] = None,
    demo: Annotated[str | None, typer.Option(help="Virtual home: ko or en.")] = None,
    broker: Annotated[
        str | None, typer.Option(help="The home's own broker: mqtt://HOST or mqtts://HOST.")
    ] = None,
    broker_username: Annotated[str | None, typer.Option(help="Its user.")] = None,
    broker_password_file: Annotated[
        Path | None, typer.Option(help="File that holds its password.")
    ] = None,
    broker_ca: Annotated[Path | None, typer.Option(help="CA certificate for mqtts://.")] = None,
) -> None:
    """Run the hub; without --broker, with a virtual home on an embedded broker."""
    flags = {
        "data": data,
        "host": host,
        "port": port,
        "home": home,
        "demo": demo,
        "broker": broker,
        "broker_username": broker_username,
        "broker_password_file": broker_password_file,
        "broker_ca": broker_ca,
    }
    chosen = hub_settings.load(flags, os.environ)
    status = _err.status("Ondol")

    def progress(stage: str) -> None:
        status.update(f"Ondol: {_STAGES.get(stage, stage)}")

    def ready(address: str) -> None:
        status.stop()
        _out.print(f"온돌이 켜졌어요. Ondol is up: [bold]{address}[/bold]")
        _out.print("열면 바로 쓸 수 있어요. Open it; Ctrl-C stops the hub.")
        sys.stdout.flush()

    try:
        with status:
            asyncio.run(hub_app.run(chosen, progress, ready))
    except KeyboardInterrupt:
        pass
    except ExceptionGroup as group:
        raise _first(group) from group


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    inner = group.exceptions[0]
    return _first(inner) if isinstance(inner, BaseExceptionGroup) else inner


@app.command()
def ask(
    text: Annotated[str, typer.Argument(help="What to say to the home.")],
    home: Annotated[Path | None, typer.Option(help="Ask this home file, without a hub.")] = None,
    area: Annotated[str | None, typer.Option(help="Id of the area in which you are.")] = None,
    as_json: AsJson = False,
    data: Data = None,
    url: Url = None,
) -> None:
    """Say something to the home: `ondol ask "거실 불 꺼"`."""
    if home is not None:
        loaded = homefile.load(home)
        if area is not None and area not in loaded.areas:
            known = ", ".join(loaded.areas)
            raise SettingsError(f"{home} has no area {area!r}; it has {known}")
        said = asyncio.run(Offline(hub_app.load_nano(), loaded).say(text, area))
        answer: dict[str, Any] = said.as_json()
    else:
        body = {"text": text, "area": area}
        answer = call("POST", "/api/ask", body, data=_data(data), url=url)
    _print(answer, as_json=as_json)


def _print(answer: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    _out.print(answer["reply"])
    for outcome in answer.get("outcomes", ()):
        mark = {"done": "✓", "refused": "✗", "timed_out": "…"}[outcome["end"]]
        _out.print(f"  {mark} {outcome['thing']}.{outcome['name']} = {outcome['observed']}")


@app.command()
def things(as_json: AsJson = False, data: Data = None, url: Url = None) -> None:
    """List the home's things and what they report."""
    home = call("GET", "/api/home", data=_data(data), url=url)
    if as_json:
        print(json.dumps(home["things"], ensure_ascii=False, indent=1))
        return
    areas = {area["id"]: area["name"] for area in home["areas"]}
    table = Table("id", "name", "area", "type", "state")
    for thing in home["things"]:
        state = ", ".join(f"{k}={v}" for k, v in thing["state"].items() if v is not None)
        is_there = "" if thing["available"] else " (offline)"
        area = areas.get(thing["area"] or "", "")
        table.add_row(thing["id"], thing["title"] + is_there, area, thing["type"], state)
    _out.print(table)


@app.command()
def undo(as_json: AsJson = False, data: Data = None, url: Url = None) -> None:
    """Take back the last act."""
    _print(call("POST", "/api/undo", data=_data(data), url=url), as_json=as_json)


@app.command()
def confirm(
    identifier: Annotated[str | None, typer.Argument(metavar="[ID]", help="Which one.")] = None,
    no: Annotated[bool, typer.Option("--no", help="Say no.")] = False,
    as_json: AsJson = False,
    data: Data = None,
    url: Url = None,
) -> None:
    """List what waits for a yes, or answer it (not what this command asked for itself)."""
    folder = _data(data)
    if identifier is None:
        for one in call("GET", "/api/confirmations", data=folder, url=url):
            _out.print(f"{one['id']}  {one['summary']}  ({one['expires_at']})")
        return
    path = f"/api/confirmations/{identifier}"
    _print(call("POST", path, {"accept": not no}, data=folder, url=url), as_json=as_json)


@app.command()
def exam(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="*.exam.jsonl")],
    as_json: AsJson = False,
) -> None:
    """Score exam files: how well the home understands."""
    nano = hub_app.load_nano()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    reports = []
    with Progress(*columns, console=_err, transient=True) as progress:
        for file in files:
            task = progress.add_task(file.name, total=len(read_cases(file)))
            report = examine(
                file,
                nano,
                clock=stopwatch,
                progress=lambda task=task: progress.advance(task),  # type: ignore[misc]
            )
            reports.append(report)
    whole = total(reports)
    if as_json:
        described = {"files": [report.as_json() for report in reports], "total": whole}
        print(json.dumps(described, ensure_ascii=False, indent=1))
        return
    table = Table("file", "cases", "right", "wrong acts", "p50 ms", "p95 ms")
    for row in (*(report.as_json() for report in reports), {"file": "total", **whole}):
        cases, right = row["cases"], row["right"]
        share = f"{right} ({right / cases:.1%})" if cases else "-"
        numbers = (f"{row['p50_ms']:.1f}", f"{row['p95_ms']:.1f}")
        table.add_row(row["file"], str(cases), share, str(row["wrong_acts"]), *numbers)
    _out.print(table)


@schema.command("plan")
def schema_plan() -> None:
    """Print the JSON Schema of a plan."""
    print(json.dumps(wire.schema(Plan), ensure_ascii=False, indent=1))


@sim.command("fault")
def sim_fault(
    device: Annotated[str, typer.Argument(help="Id of a virtual device.")],
    fault: Annotated[str, typer.Argument(help="none, offline, slow, refuses or lies")],
    data: Data = None,
) -> None:
    """Give a virtual device a fault, or take it away."""
    asyncio.run(simulate_fault(_data(data), device, fault))
    _out.print(f"{device}: {fault}")
