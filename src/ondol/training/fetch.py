"""Fetches the public sets from their owners, so that anybody can make nano as we do.

`python -m ondol.training.fetch --data FOLDER` (runs/fetch.sh). Each set of `sources.toml` is taken
from its owner's repository at one commit: a commit's name is the checksum of all that it holds, so
what comes is what was meant, or nothing. Only the files named there are asked for, where the server
can filter (GitHub does). A set is written whole or not at all, without what stands in an exam; one
that is there already is not fetched again, so an interrupted run goes on where it was.

It trains nothing (`nano.sh` does), it needs git and no torch, and it keeps no copy of what it got.
What the owners' files look like is `forms`' business.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, assert_never

from ondol.errors import ServiceUnavailableError
from ondol.language.normalise import clean, key

from .corpus.assemble import Exclusion
from .forms import EDITION, FORMS, Row, Unread

SOURCES = Path(__file__).with_name("sources.toml")
RECORD = "fetched.json"
ATTRIBUTION = "ATTRIBUTION.md"
STORE = ".fetching"

TIMEOUT_S = 600.0
"""Of one command of git. The largest of these repositories is some ten megabytes of names."""

NUMBER_TOLD = 3
"""How many unreadable records are shown; all of them stand in the file beside the set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A set that its owner keeps in git; `paths` are files, or folders taken whole."""

    name: str
    title: str
    url: str
    commit: str
    paths: Sequence[str]
    form: str
    license: str
    attribution: str

    @property
    def page(self) -> str:
        return self.url.removesuffix(".git")


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """A set that training reads when it is there, and that cannot be fetched: `why`."""

    name: str
    title: str
    page: str
    license: str
    attribution: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A set was fetched and written."""

    source: Source
    number_rows: int
    number_repeated: int
    number_in_exams: int
    unread: Sequence[Unread]


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A set was made of the same commit and exams before; nothing was done."""

    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """A file of the set's name is there that was not made here, or was changed: left alone."""

    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A set could not be had; whatever was there before is there still."""

    source: Source
    reason: str


Result = Fetched | Present | Foreign | Failed


def sources(file: Path = SOURCES) -> tuple[Sequence[Source], Sequence[Other]]:
    """Return the sets that can be fetched, and those that cannot."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return [Source(**one) for one in table["sets"]], [Other(**one) for one in table["others"]]


def fetch(wanted: Iterable[Source], folder: Path, exclusion: Exclusion) -> Iterator[Result]:
    """Bring each wanted set into a folder; one that fails does not keep the next from it."""
    folder.mkdir(parents=True, exist_ok=True)
    for source in wanted:
        fingerprint = _fingerprint(source, exclusion)
        match _state(folder, source, fingerprint):
            case "present":
                yield Present(source=source)
            case "foreign":
                yield Foreign(source=source)
            case "absent" | "old":
                yield _fetched(source, folder, exclusion, fingerprint)


def _fetched(
    source: Source, folder: Path, exclusion: Exclusion, fingerprint: str
) -> Fetched | Failed:
    try:
        files = files_of(source, folder / STORE / source.name)
    except ServiceUnavailableError as error:
        return Failed(source=source, reason=str(error))
    read = list(FORMS[source.form](files))
    unread = [one for one in read if isinstance(one, Unread)]
    rows = [one for one in read if isinstance(one, Row)]
    if not rows:
        first = f"; {unread[0].where}: {unread[0].why}" if unread else ""
        return Failed(source=source, reason=f"no record of its form in {source.commit}{first}")
    single = _single(rows)
    kept = [(number, row) for number, row in single if row.utterance not in exclusion]
    content = "".join(_line(source, number, row) for number, row in kept).encode()
    _write_unread(folder, source, unread)
    # The record first: should we die in between, there is no file of these sums, and none is used.
    _record(folder, source, {"made_of": fingerprint, "sha256": _sha256(content)})
    _write(_file(folder, source), content)
    return Fetched(
        source=source,
        number_rows=len(kept),
        number_repeated=len(rows) - len(single),
        number_in_exams=len(single) - len(kept),
        unread=unread,
    )


def _single(rows: Iterable[Row]) -> list[tuple[int, Row]]:
    """Return each row once, numbered as its owner has it: piles of phrases repeat themselves.

    Rows are the same that mean the same and differ in case, spaces and punctuation alone.
    """
    first: dict[str, tuple[int, Row]] = {}
    for number, row in enumerate(rows):
        said = [key(row.utterance), row.intent, row.slots]
        first.setdefault(json.dumps(said, sort_keys=True), (number, row))
    return list(first.values())


def _line(source: Source, number: int, row: Row) -> str:
    """Return a row in our one form; its number is its place among its owner's rows."""
    made: dict[str, Any] = {
        "utterance": row.utterance,
        "intent": row.intent,
        "slots": row.slots,
        "lang": source.name.split(".")[1],
        "source": f"{source.name}.{number:05}",
        "license": source.license,
    }
    if row.domain is not None:
        made["domain"] = row.domain
    return json.dumps(made, ensure_ascii=False) + "\n"


# What is in the folder


def _file(folder: Path, source: Source | Other) -> Path:
    return folder / f"{source.name}.jsonl"


def _fingerprint(source: Source, exclusion: Exclusion) -> str:
    """Return what a set is made of, in short: its source, how it is read, what is left out."""
    made_of = [asdict(source), EDITION, sorted(exclusion.keys)]
    return _sha256(json.dumps(made_of, ensure_ascii=False).encode())


def _state(
    folder: Path, source: Source, fingerprint: str
) -> Literal["absent", "foreign", "old", "present"]:
    file = _file(folder, source)
    if not file.exists():
        return "absent"
    known = _records(folder).get(source.name)
    if not isinstance(known, dict) or known.get("sha256") != _sha256(file.read_bytes()):
        return "foreign"
    return "present" if known.get("made_of") == fingerprint else "old"


def _records(folder: Path) -> dict[str, Any]:
    """Return what was fetched before; a damaged record counts as none, its sets as foreign."""
    try:
        known = json.loads((folder / RECORD).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _record(folder: Path, source: Source, entry: Mapping[str, str]) -> None:
    known = _records(folder) | {source.name: entry}
    _write(folder / RECORD, (json.dumps(known, indent=2, sort_keys=True) + "\n").encode())


def _write_unread(folder: Path, source: Source, unread: Sequence[Unread]) -> None:
    file = folder / f"{source.name}.unread.txt"
    if unread:
        _write(file, "".join(f"{one.where}: {one.why}\n" for one in unread).encode())
    else:
        file.unlink(missing_ok=True)


def _write(file: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    part = file.with_name(f"{file.name}.part")
    with part.open("wb") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())
    part.replace(file)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


# What is at the owner's

_FOREIGN_TO_GIT = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY")
"""Set while git runs a hook: they would lead us into the repository of that hook."""


def files_of(source: Source, store: Path) -> dict[str, bytes]:
    """Return the files of a set at its commit, path to content, in the order of their paths.

    `store` is a folder for git, emptied first (an interrupted run may have left locks) and gone
    when this returns.

    Raises:
        ServiceUnavailableError: git, the repository, the commit or a file cannot be had.
    """
    shutil.rmtree(store, ignore_errors=True)
    store.mkdir(parents=True)
    try:
        _git(store, "init", "--quiet", "--bare")
        _git(store, "config", "remote.owner.url", source.url)
        _git(store, *_FETCH, "--depth=1", "owner", source.commit)
        names = _names(source, store)
        missing = _missing(source, store) & set(names.values())
        if missing:
            asked = "\n".join(sorted(missing)).encode()
            _git(store, *_FETCH, "--no-write-fetch-head", "--stdin", "owner", given=asked)
        return {path: _git(store, "cat-file", "blob", name) for path, name in names.items()}
    finally:
        shutil.rmtree(store, ignore_errors=True)
        if not any(store.parent.iterdir()):
            store.parent.rmdir()


_FETCH = ("fetch", "--quiet", "--no-tags", "--filter=blob:none")


def _names(source: Source, store: Path) -> dict[str, str]:
    """Return path to object name of each plain file that is wanted."""
    names: dict[str, str] = {}
    for wanted in source.paths:
        listed = _git(store, "ls-tree", "-r", "-z", "--full-tree", source.commit, "--", wanted)
        entries = [entry.partition("\t") for entry in listed.decode().split("\0") if entry]
        # 100 is a plain file; 120 a link, which could lead anywhere, and 160 a submodule
        plain = {path: what.split()[2] for what, _, path in entries if what.startswith("100")}
        if not plain:
            raise ServiceUnavailableError(
                f"commit {source.commit} of {source.page} has no file {wanted}"
                ": name a commit that has it in sources.toml"
            )
        names |= plain
    return dict(sorted(names.items()))


def _missing(source: Source, store: Path) -> set[str]:
    """Return the objects that a server that filters has held back."""
    listed = _git(store, "rev-list", "--objects", "--missing=print", source.commit)
    return {line[1:] for line in listed.decode().splitlines() if line.startswith("?")}


def _git(store: Path, *arguments: str, given: bytes = b"") -> bytes:
    program = shutil.which("git")
    if program is None:
        raise ServiceUnavailableError("git is not installed: install it, and run this again")
    environment = {k: v for k, v in os.environ.items() if k not in _FOREIGN_TO_GIT}
    try:
        done = subprocess.run(  # noqa: S603 - our arguments; what comes is hashed by git
            [program, f"--git-dir={store}", *arguments],
            input=given,
            capture_output=True,
            check=False,
            timeout=TIMEOUT_S,
            env={**environment, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"},
        )
    except subprocess.TimeoutExpired as error:
        raise ServiceUnavailableError(
            f"git {arguments[0]} took more than {TIMEOUT_S:.0f} s: run this again"
        ) from error
    if done.returncode != 0:
        said = clean(done.stderr.decode(errors="replace"), limit=300)
        raise ServiceUnavailableError(f"git {arguments[0]} failed: {said}")
    return done.stdout


# What a person reads


def told(result: Result) -> str:
    """Return what became of a set, in a few lines."""
    name = result.source.name
    match result:
        case Present():
            return f"{name}: is here already"
        case Foreign():
            return (
                f"{name}: left alone, for {name}.jsonl was not made here, or was changed since;"
                " move it away to fetch the owner's"
            )
        case Failed(reason=reason):
            return f"{name}: NOT FETCHED: {reason}"
        case Fetched(source=source, unread=unread):
            lines = [
                f"{name}: {result.number_rows} rows from {source.page} at {source.commit[:12]}"
                f" ({result.number_in_exams} left out that stand in an exam,"
                f" {result.number_repeated} repeated)",
                f"  {source.license}; {source.attribution}",
            ]
            if unread:
                lines.append(f"  {len(unread)} records set aside, in {name}.unread.txt:")
                lines += [f"    {one.where}: {one.why}" for one in unread[:NUMBER_TOLD]]
            return "\n".join(lines)
        case _:
            assert_never(result)


def told_other(other: Other, folder: Path) -> str:
    """Return that a set is not fetched, why, and what to do about it."""
    if _file(folder, other).exists():
        return f"{other.name}: is here; it is not fetched ({other.why}), and is read as it is"
    return (
        f"{other.name}: not fetched: {other.why}. {other.title}, {other.license}, {other.page}:"
        f" put it here as {other.name}.jsonl, in the same form as the others, and it is read"
    )


def attribution(all_sets: Iterable[Source | Other], folder: Path) -> str:
    """Return the owners and licences of the sets that are in a folder, as their licences ask."""
    lines = [
        "# Owners and licences\n",
        "Changed from the originals: one JSON form, repeated rows and rows of exams left out.\n",
        *(
            f"* `{one.name}.jsonl`: {one.title}. {one.attribution}. {one.license}. {one.page}"
            for one in all_sets
            if _file(folder, one).exists()
        ),
    ]
    return "\n".join(lines) + "\n"


def run(folder: Path, exclusion: Exclusion, file: Path = SOURCES) -> int:
    """Fetch all sets and say what became of each; returns 0 if every one of them is there."""
    wanted, others = sources(file)
    has_failed = False
    for result in fetch(wanted, folder, exclusion):
        print(told(result), flush=True)
        has_failed |= isinstance(result, Failed)
    for other in others:
        print(told_other(other, folder))
    _write(folder / ATTRIBUTION, attribution([*wanted, *others], folder).encode())
    return 1 if has_failed else 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the options and run."""
    parser = argparse.ArgumentParser(prog="python -m ondol.training.fetch", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder for the sets")
    parser.add_argument("--exams", type=Path, default=Path("tests/exam"), help="exams to leave out")
    parser.add_argument(
        "--held-out",
        type=Path,
        default=Path("tests/agent/never_acts.txt"),
        help="utterances of a test to leave out too",
    )
    options = parser.parse_args(arguments)
    if not any(options.exams.glob("*.exam.jsonl")):
        parser.error(f"no *.exam.jsonl in {options.exams}: name the folder with --exams")
    if not options.held_out.is_file():
        parser.error(f"no file {options.held_out}: name it with --held-out")
    left_out = Exclusion.of_exams(options.exams) | Exclusion.of_lines(options.held_out)
    return run(options.data, left_out)


if __name__ == "__main__":
    sys.exit(main())
