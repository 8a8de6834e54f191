"""The figures of the READMEs, taken from RESULTS.md: no figure is typed.

They stand between two comments in each README; `python -m benchmarks` renews them when it has
measured, `python -m benchmarks.readme` from what RESULTS.md says already.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).with_name("RESULTS.md")
READMES: dict[Literal["en", "ko"], Path] = {
    "en": ROOT / "README.md",
    "ko": ROOT / "README.ko.md",
}
BEGIN, END = "<!-- figures: python -m benchmarks -->\n", "<!-- end of figures -->\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What RESULTS.md says of the whole, as it stands there."""

    cases: str
    right: str
    korean: str
    english: str
    wrong_acts: str
    text_p50_ms: str
    text_p95_ms: str
    publish: str
    start: str
    memory: str
    model: str


def figures(results: str) -> Figures:
    """Read RESULTS.md.

    Raises:
        KeyError: a table lacks a row: run the benchmarks understanding, footprint and hub.
    """
    rows = {row[0]: row[1:] for row in _rows(results)}
    cases, right, wrong, p50, p95 = rows["all"]
    return Figures(
        cases=f"{int(cases):,}",
        right=_share(right),
        korean=_share(rows["ko"][1]),
        english=_share(rows["en"][1]),
        wrong_acts=_share(wrong),
        text_p50_ms=p50,
        text_p95_ms=p95,
        publish=rows["utterance (HTTP) to MQTT publish"][0].partition(" (")[0],
        start=rows["of that, processor time"][0],
        memory=rows["memory (resident) with broker and virtual home"][0],
        model=rows["`model.safetensors`"][0],
    )


def _rows(text: str) -> Iterator[list[str]]:
    """Return the cells of tables' rows, the first of those that begin with the same."""
    seen: set[str] = set()
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and len(cells) > 1 and cells[0] not in seen:
            seen.add(cells[0])
            yield cells


def _share(text: str) -> str:
    found = re.search(r"\(([\d.]+%)\)", text)
    if found is None:
        raise KeyError(f"no share in {text!r}")
    return found[1]


def table(found: Figures, language: Literal["en", "ko"]) -> str:
    """Write the rows of a README."""
    f = found
    english = (
        (
            "Korean and English, understood by nano on the device",
            f"{f.right} of {f.cases} utterances of the exams (Korean {f.korean}, English "
            f"{f.english}); something wrong done in {f.wrong_acts}",
            "`ONDOL_EXAMS=folder python -m benchmarks understanding`; "
            "`ondol exam tests/exam/authored.dev.exam.jsonl` without the folder",
        ),
        (
            "from text to plan, one core, no GPU, no network",
            f"p50 {f.text_p50_ms} ms, p95 {f.text_p95_ms} ms",
            "the same",
        ),
        (
            "from an utterance over HTTP to the MQTT message",
            f.publish,
            "`python -m benchmarks hub`",
        ),
        (
            "the hub with broker and virtual home",
            f"starts with {f.start} of processor time, {f.memory} resident",
            "`python -m benchmarks hub`",
        ),
        ("nano's weights, in the package", f.model, "`python -m benchmarks footprint`"),
    )
    korean = (
        (
            "한국어와 영어를 기기 안의 nano가 이해",
            f"시험 {f.cases}문장 중 {f.right} 정답 (한국어 {f.korean}, 영어 {f.english}), "
            f"잘못 움직인 경우 {f.wrong_acts}",
            "`ONDOL_EXAMS=폴더 python -m benchmarks understanding`, 폴더가 없으면 "
            "`ondol exam tests/exam/authored.dev.exam.jsonl`",
        ),
        (
            "글에서 계획까지, 코어 하나, GPU와 인터넷 없이",
            f"p50 {f.text_p50_ms} ms, p95 {f.text_p95_ms} ms",
            "위와 같음",
        ),
        ("HTTP로 한 말에서 MQTT 메시지까지", f.publish, "`python -m benchmarks hub`"),
        (
            "브로커와 가상의 집을 품은 허브",
            f"시작에 CPU 시간 {f.start}, 메모리 {f.memory}",
            "`python -m benchmarks hub`",
        ),
        ("패키지에 든 nano의 가중치", f.model, "`python -m benchmarks footprint`"),
    )
    rows = english if language == "en" else korean
    head = "| what | figure | shown by |" if language == "en" else "| 무엇 | 수치 | 확인하는 법 |"
    lines = (head, "| --- | --- | --- |", *(f"| {' | '.join(row)} |" for row in rows))
    return "\n".join(lines) + "\n"


def renewed(page: str, rows: str) -> str:
    """Return a README with other figures."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    if not after:
        raise KeyError(f"a README lacks {BEGIN.strip()} or {END.strip()}")
    return f"{before}{BEGIN}{rows}{END}{after}"


def main() -> None:
    """Renew both READMEs."""
    found = figures(RESULTS.read_text(encoding="utf-8"))
    for language, path in READMES.items():
        page = path.read_text(encoding="utf-8")
        path.write_text(renewed(page, table(found, language)), encoding="utf-8")


if __name__ == "__main__":
    main()
