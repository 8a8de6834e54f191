import re
from pathlib import Path

import pytest
from pytest_examples import CodeExample, EvalExample, find_examples

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "README.ko.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("example", list(find_examples(*map(str, PAGES))), ids=str)
def test_code_in_the_docs_runs(
    example: CodeExample, eval_example: EvalExample, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    eval_example.run_print_check(example)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (page.parent / target).exists(), target


def test_both_readmes_hold_the_same_commands() -> None:
    english, korean = (
        re.findall(
            r"^(?:make|ondol|\.venv/\S+) .*$", page.read_text(encoding="utf-8"), re.MULTILINE
        )
        for page in PAGES[:2]
    )
    assert english == korean
