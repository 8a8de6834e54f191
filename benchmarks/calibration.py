"""What nano's confidence means: right answers by confidence, and what a threshold gives.

Over the exams of `tests/exam` and of the folder in ONDOL_EXAMS.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from benchmarks.quantised import exams
from ondol.agent.exam import examine, read_cases
from ondol.agent.understanding import Nano, Understood
from ondol.apps.hub import load_nano

EDGES = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
THRESHOLDS = (0.0, 0.2, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(slots=True)
class Recording:
    """Nano, and how sure it was each time."""

    nano: Nano
    confidences: list[float] = field(default_factory=list)

    def understand(self, utterance: str, **context: Any) -> Understood:
        """Return what nano does."""
        understood = self.nano.understand(utterance, **context)
        self.confidences.append(understood.confidence)
        return understood


def measured(nano: Nano) -> list[tuple[float, bool]]:
    """Return the confidence of each case and whether its answer was right."""
    found: list[tuple[float, bool]] = []
    for file in exams():
        recording = Recording(replace(nano, threshold=0.0))
        report = examine(file, recording, clock=time.perf_counter)
        wrong = {failure["id"] for failure in report.failures}
        said = iter(recording.confidences)
        for _, case in read_cases(file):
            *_, last = (next(said) for _ in range(len(case.get("history", ())) + 1))
            found.append((last, case["id"] not in wrong))
    return found


def _rows(pairs: Sequence[tuple[float, bool]]) -> tuple[list[str], float]:
    """Return a row for each span of confidence, and the expected calibration error, 0 to 1."""
    rows, error = [], 0.0
    for low, high in itertools.pairwise(EDGES):
        inside = [p for p in pairs if low <= p[0] < high or (high == 1.0 and p[0] >= 1.0)]
        if not inside:
            continue
        right = sum(p[1] for p in inside) / len(inside)
        mean = sum(p[0] for p in inside) / len(inside)
        error += abs(right - mean) * len(inside) / len(pairs)
        rows.append(f"| {low:g} to {high:g} | {len(inside)} | {mean:.2f} | {right:.1%} |")
    return rows, error


def main() -> None:
    """Print the tables."""
    nano = load_nano()
    rows, error = _rows(measured(nano))
    print("| confidence | cases | mean confidence | right |\n| --- | --- | --- | --- |")
    print("\n".join(rows))
    print(f"\nExpected calibration error: {error:.3f}.\n")
    print("Below the threshold nano asks. The hub's is in the table as it ships.\n")
    print("| threshold | right | wrong acts |\n| --- | --- | --- |")
    for threshold in sorted({*THRESHOLDS, nano.threshold}):
        strict = replace(nano, threshold=threshold)
        reports = [examine(file, strict, clock=time.perf_counter) for file in exams()]
        cases = sum(report.total.cases for report in reports)
        right = sum(report.total.right for report in reports)
        wrong = sum(report.wrong_acts for report in reports)
        mark = " (the hub's)" if threshold == nano.threshold else ""
        print(f"| {threshold:g}{mark} | {right / cases:.1%} | {wrong} ({wrong / cases:.2%}) |")


if __name__ == "__main__":
    main()
