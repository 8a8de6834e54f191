"""The commands: each reads its flags, calls what does the work, and prints.

What runs a hub or a model is imported by the commands that do: it takes most of a second, which
those that only ask the running hub need not wait for.
"""

import asyncio
import contextlib
import importlib.util
import json
import logging
import os
import signal
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from ondol.apps import folder
from ondol.apps import settings as hub_settings
from ondol.apps.system_clock import stopwatch
from ondol.errors import SettingsError

from . import people
from .remote import call, listen
from .terminal import AsJson, Data, Url, data_folder, err, out, print_json, spoken, words

if TYPE_CHECKING:
    from ondol.agent.exam import Report
    from ondol.apps import hub as hub_app

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
app.add_typer(people.app, name="people")


@app.command()
def up(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on; 0.0.0.0 for the network [127.0.0.1].")
    ] = None,
    port: Annotated[int | None, typer.Option(help="Port of the page and the API [8420].")] = None,
    https: Annotated[
        bool | None,
        typer.Option("--https/--no-https", help="Serve the page by HTTPS too, for headsets."),
    ] = None,
    https_port: Annotated[
        int | None, typer.Option(help="Port of the page by HTTPS [8443].")
    ] = None,
    tls_certificate: Annotated[
        Path | None, typer.Option(help="A certificate of your own for HTTPS (PEM).")
    ] = None,
    tls_key: Annotated[Path | None, typer.Option(help="The key of that certificate (PEM).")] = None,
    data: Data = None,
    home: Annotated[
        Path | None, typer.Option(help="Home file: areas, lists; virtual devices, if no broker.")
    ] = None,
    demo: Annotated[str | None, typer.Option(help="Language of the virtual home: ko, en.")] = None,
    broker: Annotated[
        str | None, typer.Option(help="The home's own broker: mqtt://HOST or mqtts://HOST.")
    ] = None,
    broker_username: Annotated[str | None, typer.Option(help="User at the broker.")] = None,
    broker_password_file: Annotated[
        Path | None, typer.Option(help="File that holds the user's password.")
    ] = None,
    broker_ca: Annotated[
        Path | None, typer.Option(help="Who signed the broker's certificate (PEM).")
    ] = None,
    larger_url: Annotated[
        str | None,
        typer.Option(help="A larger model's OpenAI-compatible API: http://HOST:PORT/v1."),
    ] = None,
    larger_model: Annotated[str | None, typer.Option(help="What that API calls the model.")] = None,
    larger_key_file: Annotated[
        Path | None, typer.Option(help="File that holds that API's key [ONDOL_LARGER_KEY].")
    ] = None,
    llama: Annotated[
        Path | None, typer.Option(help="Serve this Llama (GGUF) here, as the larger model.")
    ] = None,
    media: Annotated[
        list[Path] | None, typer.Option(help="Folder of films; may be said more than once.")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log more.")] = False,
) -> None:
    """Run the hub; without --broker, with a virtual home on an embedded broker.

    Each option can also stand in ondol.toml in the data folder, or in the environment (ONDOL_PORT).
    """
    flags = {
        "data": data,
        "host": host,
        "port": port,
        "https": https,
        "https_port": https_port,
        "tls_certificate": tls_certificate,
        "tls_key": tls_key,
        "home": home,
        "demo": demo,
        "broker": broker,
        "broker_username": broker_username,
        "broker_password_file": broker_password_file,
        "broker_ca": broker_ca,
        "larger_url": larger_url,
        "larger_model": larger_model,
        "larger_key_file": larger_key_file,
        "llama": llama,
        "media": media or None,
    }
    from ondol.apps import hub as hub_app

    _log_to_stderr(verbose)
    os.umask(0o077)  # what is kept of a home is its own business
    chosen = hub_settings.load(flags, os.environ)
    status = err().status("Ondol")
    encrypted: list[tuple[str, str | None]] = []

    def progress(stage: str) -> None:
        status.update(f"Ondol: {words(stage)}")

    def secure(address: str, fingerprint: str | None) -> None:
        encrypted.append((address, fingerprint))

    def ready(address: str) -> None:
        status.stop()
        console = out()
        console.print(f"{words('up')} {words('open')}\n\n  [bold]{escape(address)}[/bold]\n")
        if hub_app.is_open(chosen):
            console.print(words("lan_secure" if encrypted else "lan"))
        for url, fingerprint in encrypted:
            console.print(f"\n{words('https')}\n\n  [bold]{escape(url)}[/bold]\n")
            if fingerprint is not None:
                console.print(words("trust", url=f"{address.partition('/#')[0]}/trust"))
                console.print(f"\n  SHA-256 {fingerprint[:47]}\n          {fingerprint[48:]}\n")
        console.file.flush()

    with status:
        _run(chosen, progress, ready, secure)
    out().print(words("down"))


def _run(
    chosen: hub_settings.Settings,
    progress: "hub_app.Progress",
    ready: "hub_app.Progress",
    secure: "Callable[[str, str | None], None]",
) -> None:
    """Run a hub until Ctrl-C or SIGTERM, both of which end it gracefully."""
    from ondol.apps import hub as hub_app

    try:
        running = hub_app.run(chosen, progress=progress, ready=ready, secure=secure)
        asyncio.run(_until_stopped(running))
    except BaseExceptionGroup as group:
        raise _first(group) from group


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    inner = group.exceptions[0]
    return _first(inner) if isinstance(inner, BaseExceptionGroup) else inner


def _log_to_stderr(verbose: bool) -> None:
    form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    logging.basicConfig(format=form, level=logging.INFO if verbose else logging.WARNING)


@app.command()
def token(data: Data = None) -> None:
    """Print the token of the hub on this machine, for the page or another program."""
    print(folder.token(data_folder(data)))


@app.command()
def ask(
    text: Annotated[str, typer.Argument(help="What to say to the home.")],
    home: Annotated[
        Path | None, typer.Option(help="Ask this home file; nothing is carried out, no hub needed.")
    ] = None,
    area: Annotated[str | None, typer.Option(help="Id of the area in which you are.")] = None,
    as_json: AsJson = False,
    data: Data = None,
    url: Url = None,
) -> None:
    """Say something to the home: `ondol ask "거실 불 꺼"`."""
    if home is not None:
        _print_foreseen(_foresee(text, home, area), as_json=as_json)
        return
    body = {"text": text, "area": area}
    lines = listen("/api/ask", body, data=data_folder(data), url=url, language=spoken())
    _print_lines(lines, as_json=as_json)


def _print_lines(lines: Iterator[Mapping[str, Any]], *, as_json: bool) -> None:
    """Print a larger model's words as they come, or what the home answers."""
    console, said = out(), ""
    for line in lines:
        match line:
            case {"type": "words", "text": str(text)} if not as_json:
                piece = text if said else text.lstrip()
                said += piece
                console.out(piece, end="", highlight=False)
                console.file.flush()
            case {"type": "answer", "answer": answer} if as_json or not said:
                _print_answer(answer, as_json=as_json)
            case {"type": "answer", "answer": answer}:
                _, _, rest = answer["reply"].partition(said.rstrip())
                console.out(rest, highlight=False)
            case _:
                pass
    if said:
        console.print(f"[dim]{words('by_model')}[/dim]")


def _foresee(text: str, home: Path, area: str | None) -> Mapping[str, Any]:
    from ondol.agent.offline import Offline
    from ondol.apps import hub as hub_app
    from ondol.home import homefile

    loaded = homefile.load(home)
    if area is not None and area not in loaded.areas:
        raise SettingsError(f"{home} has no area {area!r}; it has {', '.join(loaded.areas)}")
    return asyncio.run(Offline(hub_app.load_nano(), loaded).say(text, area)).as_json()


def _print_foreseen(answer: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(answer)
        return
    console = out()
    console.print(escape(answer["reply"]))
    for thing, values in answer["changes"].items():
        for name, value in values.items():
            console.print(escape(f"  {thing}.{name} = {json.dumps(value, ensure_ascii=False)}"))


def _print_answer(answer: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(answer)
        return
    console = out()
    console.print(escape(answer["reply"]))
    for outcome in answer["outcomes"]:
        mark = {"done": "✓", "refused": "✗", "timed_out": "…"}[outcome["end"]]
        observed = json.dumps(outcome["observed"], ensure_ascii=False)
        why = f" ({outcome['reason']})" if outcome.get("reason") else ""
        console.print(escape(f"  {mark} {outcome['thing']}.{outcome['name']} = {observed}{why}"))


@app.command()
def things(as_json: AsJson = False, data: Data = None, url: Url = None) -> None:
    """List the home's things and what they report."""
    home = call("GET", "/api/home", data=data_folder(data), url=url, language=spoken())
    if as_json:
        print_json(home["things"])
        return
    areas = {area["id"]: area["name"] for area in home["areas"]}
    table = Table(*(words(key) for key in ("id", "name", "area", "type", "state")))
    for thing in home["things"]:
        state = ", ".join(f"{k}={v}" for k, v in thing["state"].items() if v is not None)
        shown = state if thing["available"] else f"({words('offline')}) {state}"
        area = areas.get(thing["area"] or "", "")
        row = (thing["id"], thing["title"], area, thing["type"], shown)
        table.add_row(*(escape(cell) for cell in row))
    out().print(table)


@app.command()
def undo(as_json: AsJson = False, data: Data = None, url: Url = None) -> None:
    """Take back the last act."""
    answer = call("POST", "/api/undo", data=data_folder(data), url=url, language=spoken())
    _print_answer(answer, as_json=as_json)


@app.command()
def confirm(
    identifier: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Which one; without it, all are listed.")
    ] = None,
    no: Annotated[bool, typer.Option("--no", help="Say no instead of yes.")] = False,
    as_json: AsJson = False,
    data: Data = None,
    url: Url = None,
) -> None:
    """Say yes to what waits for one; not to what `ondol ask` itself asked for."""
    folder_, said = data_folder(data), spoken()
    if identifier is None:
        waiting = call("GET", "/api/confirmations", data=folder_, url=url, language=said)
        _print_waiting(waiting, as_json=as_json)
        return
    path, body = f"/api/confirmations/{identifier}", {"accept": not no}
    answer = call("POST", path, body, data=folder_, url=url, language=said)
    _print_answer(answer, as_json=as_json)


def _print_waiting(waiting: Sequence[Mapping[str, Any]], *, as_json: bool) -> None:
    if as_json:
        print_json(waiting)
        return
    console = out()
    for one in waiting:
        console.print(escape(f"{one['summary']} ({one['expires_at']})"))
        how = words("confirm_elsewhere") if one["own"] else words("confirm", id=one["id"])
        console.print(escape(f"  {how}"))
    if not waiting:
        console.print(words("none_waiting"))


@app.command()
def pair(
    device: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="Which is to ask again; else list all."),
    ] = None,
    as_json: AsJson = False,
    data: Data = None,
    url: Url = None,
) -> None:
    """List devices that ask whether the hub may use them, or have one ask again."""
    folder_, said = data_folder(data), spoken()
    if device is not None:
        call("POST", f"/api/pairings/{quote(device)}", data=folder_, url=url, language=said)
        return
    found = call("GET", "/api/pairings", data=folder_, url=url, language=said)
    if as_json:
        print_json(found)
        return
    for one in found:
        line = f"{one['id']}  {one['title'] or '?'}: {words('pairing_' + one['state'])}"
        out().print(escape(line))
    if not found:
        out().print(words("none_asks"))


@app.command()
def mcp(
    key_file: Annotated[
        Path | None, typer.Option(help="File that holds a key; without it, the home's own token.")
    ] = None,
    data: Data = None,
    url: Url = None,
) -> None:
    """Let another assistant on this machine use the home: MCP over standard input and output."""
    if importlib.util.find_spec("mcp") is None:
        raise SettingsError("other assistants need the extra mcp: pip install 'ondol[mcp]'")
    from .mcp import bridge, hub_at

    bridge(hub_at(data_folder(data), url, key_file))


@app.command()
def exam(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="*.exam.jsonl")],
    as_json: AsJson = False,
) -> None:
    """Score exam files: how well the home understands."""
    from ondol.agent.exam import total

    reports = _examined(files)
    whole = total(reports)
    if as_json:
        print_json({"files": [report.as_json() for report in reports], "total": whole})
        return
    table = Table(*(words(k) for k in ("file", "cases", "right", "wrong_acts")), "p50 ms", "p95 ms")
    rows = (*(report.as_json() for report in reports), {"file": words("total"), **whole})
    for row in rows:
        share = f"{row['right']} ({row['right'] / row['cases']:.1%})" if row["cases"] else "-"
        times = (f"{row['p50_ms']:.1f}", f"{row['p95_ms']:.1f}")
        table.add_row(escape(row["file"]), str(row["cases"]), share, str(row["wrong_acts"]), *times)
    out().print(table)


def _examined(files: Sequence[Path]) -> "list[Report]":
    from ondol.agent.exam import examine, read_cases
    from ondol.apps import hub as hub_app

    nano = hub_app.load_nano()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err(), transient=True) as bar:
        reports = []
        for file in files:
            task = bar.add_task(escape(file.name), total=len(read_cases(file)))

            def progress(at: Any = task) -> None:
                bar.advance(at)

            reports.append(examine(file, nano, clock=stopwatch, progress=progress))
        return reports


@app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE.gguf", help="What to write.")],
    model: Annotated[
        Path | None, typer.Option(help="Folder of a Llama 3.x; without it, nano.")
    ] = None,
) -> None:
    """Write a model for llama.cpp: GGUF, float32."""
    from ondol.apps import hub as hub_app
    from ondol.training import gguf

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err(), transient=True) as bar:
        task = bar.add_task(escape(file.name))

        def progress(done: int, whole: int) -> None:
            bar.update(task, completed=done, total=whole)

        try:
            gguf.write(model or hub_app.NANO, file, progress=progress)
        except OSError as error:
            raise SettingsError(
                f"{file} cannot be written ({error}): name another place"
            ) from error
    out().print(escape(f"{file}: {file.stat().st_size / 1e6:.0f} MB"))


@schema.command("plan")
def schema_plan() -> None:
    """Print the JSON Schema of a plan: what is asked of a home."""
    from ondol.home import wire
    from ondol.home.plan import Plan

    print_json(wire.schema(Plan))


@sim.command("tv")
def sim_tv(
    address: Annotated[
        str, typer.Option(help="An address of the loopback; each TV has its own.")
    ] = "127.0.0.31",
    accept: Annotated[
        bool, typer.Option("--accept", help="Say yes to who wants to connect, unasked.")
    ] = False,
) -> None:
    """Run a virtual LG TV until Ctrl-C; it asks here who may connect."""
    asyncio.run(_until_stopped(_run_tv(address, accept=accept)))


async def _run_tv(address: str, *, accept: bool) -> None:
    from ondol.apps.simulate import virtual_tv

    async with virtual_tv(address, "accept" if accept else "wait") as tv:
        out().print(escape(f'webos = ["{address}"]'), soft_wrap=True)
        while True:
            await tv.asked.wait()
            tv.asked.clear()
            if not accept:
                yes = await asyncio.to_thread(typer.confirm, words("tv_asks"), default=True)
                tv.answer_prompt(accept=yes)


@sim.command("thinq")
def sim_thinq(
    where: Annotated[Path, typer.Option(help="Folder for its token and its certificate.")] = Path(
        "thinq"
    ),
    speed: Annotated[
        float, typer.Option(help="How fast time passes for its appliances.", min=0.0, max=3600.0)
    ] = 1.0,
) -> None:
    """Run a virtual cloud of LG appliances until Ctrl-C, and print what connects a hub to it."""
    asyncio.run(_until_stopped(_run_thinq(where, speed)))


async def _run_thinq(where: Path, speed: float) -> None:
    from ondol.apps.simulate import virtual_thinq

    async with virtual_thinq(where, speed=speed) as settings:
        out().print(escape(settings), soft_wrap=True)  # lines for a file
        await asyncio.Event().wait()


async def _until_stopped(running: Coroutine[Any, Any, None]) -> None:
    """Run something until Ctrl-C or SIGTERM, both of which end it gracefully."""
    task = asyncio.ensure_future(running)
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task


@sim.command("fault")
def sim_fault(
    device: Annotated[str, typer.Argument(help="Id of a virtual device.")],
    fault: Annotated[str, typer.Argument(help="none, offline, slow, refuses or lies")],
    data: Data = None,
) -> None:
    """Give a virtual device a fault, or take it away."""
    from ondol.apps.simulate import simulate_fault

    asyncio.run(simulate_fault(data_folder(data), device, fault))
    out().print(escape(f"{device}: {fault}"))
