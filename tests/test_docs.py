import re
from pathlib import Path
from typing import Literal

import pytest
from pytest_examples import CodeExample, EvalExample, find_examples

from benchmarks import readme
from ondol.apps.settings import KEYS
from ondol.cli.commands import app

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


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_figures_of_the_readmes_are_those_that_were_measured(
    language: Literal["en", "ko"],
) -> None:
    found = readme.figures(readme.RESULTS.read_text(encoding="utf-8"))
    page = readme.READMES[language].read_text(encoding="utf-8")
    assert readme.renewed(page, readme.table(found, language)) == page


def test_every_command_and_setting_is_on_its_page() -> None:
    page = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    commands = [
        one.name or one.callback.__name__ for one in app.registered_commands if one.callback
    ]
    commands += [one.name for one in app.registered_groups if one.name]
    assert "up" in commands
    assert not [one for one in commands if f"`ondol {one}" not in page]
    assert not [one for one in KEYS if f"`{one}`" not in page]
