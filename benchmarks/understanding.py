"""From text to plan on one core, and how much of it is right: per exam file, kind and language.

The exams of `tests/exam`, and those of the folder in ONDOL_EXAMS; without it, it says so.
"""

import os
import time
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from ondol.agent.exam import Report, examine, total
from ondol.apps.hub import load_nano

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Print the tables."""
    nano = load_nano()
    folders = [ROOT / "tests" / "exam"]
    if os.environ.get("ONDOL_EXAMS"):
        folders.append(Path(os.environ["ONDOL_EXAMS"]))
    else:
        print("ONDOL_EXAMS is not set: only the exams of this repository.\n")
    files = {f.name: f for folder in folders for f in sorted(folder.glob("*.exam.jsonl"))}
    reports = [examine(file, nano, clock=time.perf_counter) for file in files.values()]
    _files(reports)
    _kinds(reports)
    _languages(reports)


def _files(reports: Sequence[Report]) -> None:
    print("| exam | cases | right | wrong acts | p50 ms | p95 ms |")
    print("| --- | --- | --- | --- | --- | --- |")
    for row in (*(report.as_json() for report in reports), {"file": "all", **total(reports)}):
        share = f"{row['right']} ({row['right'] / row['cases']:.1%})"
        wrong = f"{row['wrong_acts']} ({row['wrong_acts'] / row['cases']:.1%})"
        times = f"{row['p50_ms']:.1f} | {row['p95_ms']:.1f}"
        print(f"| {row['file']} | {row['cases']} | {share} | {wrong} | {times} |")


def _kinds(reports: Sequence[Report]) -> None:
    names = sorted({kind for report in reports for kind in report.by_kind})
    heads = [report.file.removesuffix(".exam.jsonl") for report in reports]
    print(f"\nRight of cases, by kind.\n\n| kind | {' | '.join(heads)} |")
    print(f"| --- | {' | '.join('---' for _ in heads)} |")
    for name in names:
        tallies = [report.by_kind.get(name) for report in reports]
        cells = [f"{tally.right} / {tally.cases}" if tally else "" for tally in tallies]
        print(f"| {name} | {' | '.join(cells)} |")


def _languages(reports: Sequence[Report]) -> None:
    print("\n| language | cases | right |\n| --- | --- | --- |")
    for language in ("ko", "en"):
        tallies = [r.by_lang[language] for r in reports if language in r.by_lang]
        right, cases = sum(t.right for t in tallies), sum(t.cases for t in tallies)
        print(f"| {language} | {cases} | {right} ({right / max(cases, 1):.1%}) |")


if __name__ == "__main__":
    main()
