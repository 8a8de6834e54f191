"""From text to plan, and against the template matcher that Home Assistant uses (hassil).

Both get the same utterances (the authored exam's) in the same run; hassil gets the same home's
names as slot lists, and recognises with the published sentences of home-assistant-intents.
"""

import os
import statistics
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from ondol.agent.exam import examine, percentiles, read_cases
from ondol.agent.linking import compile_lexicon
from ondol.apps.hub import load_nano
from ondol.home import homefile

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Print the tables."""
    nano = load_nano()
    folders = [ROOT / "tests" / "exam"]
    if os.environ.get("ONDOL_EXAMS"):
        folders.append(Path(os.environ["ONDOL_EXAMS"]))
    files = {f.name: f for folder in folders for f in sorted(folder.glob("*.exam.jsonl"))}
    print("| exam | cases | right | wrong acts | p50 ms | p95 ms |")
    print("| --- | --- | --- | --- | --- | --- |")
    reports = [examine(file, nano, clock=time.perf_counter) for file in files.values()]
    for report in reports:
        row = report.as_json()
        share = f"{row['right']} ({row['right'] / row['cases']:.1%})"
        times = f"{row['p50_ms']:.1f} | {row['p95_ms']:.1f}"
        print(f"| {row['file']} | {row['cases']} | {share} | {row['wrong_acts']} | {times} |")
    print("\n| exam | kind | right / cases |\n| --- | --- | --- |")
    for report in reports:
        for kind, tally in sorted(report.by_kind.items()):
            print(f"| {report.file} | {kind} | {tally.right} / {tally.cases} |")
    print("\n| language | right / cases |\n| --- | --- |")
    for language in ("ko", "en"):
        tallies = [r.by_lang[language] for r in reports if language in r.by_lang]
        right, cases = sum(t.right for t in tallies), sum(t.cases for t in tallies)
        print(f"| {language} | {right} / {cases} ({right / max(cases, 1):.1%}) |")
    _against_hassil(nano)


def _against_hassil(nano: object) -> None:
    from hassil import recognize
    from hassil.intents import Intents, TextSlotList
    from home_assistant_intents import get_intents

    print("\n| language | nano p50 ms | hassil p50 ms | ratio | hassil recognises |")
    print("| --- | --- | --- | --- | --- |")
    for language, name in (("ko", "seoul-flat"), ("en", "maple-house")):
        home = homefile.load(ROOT / "tests" / "exam" / f"{name}.home.json")
        lexicon = compile_lexicon(home)
        cases = [
            case
            for _, case in read_cases(ROOT / "tests" / "exam" / "authored.dev.exam.jsonl")
            if case["lang"] == language
        ]
        intents = Intents.from_dict(get_intents(language) or {})
        names = [n for t in home.things.values() for n in (t.title, *t.aliases)]
        areas = [n for a in home.areas.values() for n in (a.name, *a.aliases)]
        floors = [a.floor for a in home.areas.values() if a.floor]
        slots = {
            "name": TextSlotList.from_strings(names),
            "area": TextSlotList.from_strings(areas),
            "floor": TextSlotList.from_strings(sorted(set(floors))),
        }
        mine, theirs, recognised = [], [], 0
        for case in cases:
            started = time.perf_counter()
            nano.understand(  # type: ignore[attr-defined]
                case["utterance"], home=home, lexicon=lexicon, area=case["area"]
            )
            middle = time.perf_counter()
            result = recognize(case["utterance"], intents, slot_lists=slots)
            theirs.append((time.perf_counter() - middle) * 1e3)
            mine.append((middle - started) * 1e3)
            recognised += result is not None
        ratio = statistics.median(mine) / statistics.median(theirs)
        figures = f"{percentiles(mine)['p50_ms']} | {percentiles(theirs)['p50_ms']} | {ratio:.2f}"
        print(f"| {language} | {figures} | {recognised} of {len(cases)} |")


if __name__ == "__main__":
    main()
