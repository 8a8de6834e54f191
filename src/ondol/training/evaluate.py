"""Scores a model in the making on exams, with the runtime that homes use."""

import time
from pathlib import Path

from ondol.agent.exam import examine
from ondol.agent.understanding import Nano
from ondol.llama import Llama, Tokenizer


def scores(model: Path, exams: Path) -> dict[str, float]:
    """Return each exam's share of right cases, and the share of wrong acts in all, 0 to 1."""
    nano = Nano(model=Llama.load(model), tokenizer=Tokenizer.load(model / "tokenizer.json"))
    reports = [
        examine(path, nano, clock=time.perf_counter) for path in sorted(exams.glob("*.exam.jsonl"))
    ]
    found = {
        report.file.removesuffix(".exam.jsonl"): round(report.total.right / report.total.cases, 4)
        for report in reports
        if report.total.cases
    }
    cases = sum(report.total.cases for report in reports)
    wrong = sum(report.wrong_acts for report in reports)
    return {**found, "wrong_acts": round(wrong / cases, 4)} if cases else found
