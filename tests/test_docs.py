"""The papers: every example in README and docs runs, every link leads somewhere, both set-up commands agree."""

import doctest
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

import zwgk
from zwgk import packs
from zwgk.cli import main
from zwgk.deadline import Deadline, counted_in, deadline
from zwgk.law import facts
from zwgk.workdays import Period

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
#: commands with what they print: ``$ zwgk …`` and the lines after it
SESSION = re.compile(r"```console\n(.*?)```", re.DOTALL)
STEP = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
SESSIONS = [page for page in PAGES if SESSION.search(page.read_text("utf-8"))]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_examples_of_a_page_run(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8", optionflags=flags)
    assert result.failed == 0


@pytest.mark.parametrize("page", SESSIONS, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_commands_of_a_page_print_what_it_says(
    page: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    told = [
        each for block in SESSION.findall(page.read_text("utf-8")) for each in STEP.findall(block)
    ]
    assert told
    for command, wanted in told:
        program, *argv = shlex.split(command)
        assert program == "zwgk"
        assert main(argv) in (0, 1), command
        shown = capsys.readouterr().out
        assert doctest.OutputChecker().check_output(wanted, shown, flags), f"{command}\n{shown}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    inside = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [link for link in inside if not (page.parent / link).exists()] == []


def test_continuous_integration_runs_the_command_of_the_readme() -> None:
    readme, makefile = ((ROOT / name).read_text("utf-8") for name in ("README.md", "Makefile"))
    values = {"$(PYTHON)": "python3", "$(BIN)": ".venv/bin", "$(VENV)": ".venv"}
    for name, value in values.items():
        makefile = makefile.replace(name, value)
    commands = re.findall(r"```\n(python3 .*)\n```", readme)
    assert len(commands) == 2
    assert [command for command in commands if f"\t{command}\n" not in makefile] == []
    assert "make test" in (ROOT / ".ci/run").read_text("utf-8")


# -- the periods -------------------------------------------------------------------------------------------------

DOCS = ROOT / "docs"
OWN = [f"{name}:{each}" for name in packs.names() for each in packs.load(name).periods]


@pytest.mark.parametrize("period", [*sorted(facts()), *OWN])
def test_every_period_has_an_example_in_the_pages(period: str) -> None:
    page = (DOCS / "reference/periods.md").read_text("utf-8")
    assert f"### `{period}`\n" in page
    assert f'>>> print(zwgk.deadline("{period}", "' in page


def test_every_period_that_the_pages_ask_for_exists() -> None:
    asked = re.compile(r"deadline(?:_many)?\(\"([^\"]+)\"|zwgk due (\S+)")
    pages = [DOCS.parent / "README.md", *DOCS.rglob("*.md")]
    found = {
        one or other for page in pages for one, other in asked.findall(page.read_text("utf-8"))
    }
    named = {name for name in found if not name.startswith("-")}
    assert len(named) >= len(facts())
    assert [name for name in named if not counted_in(name)] == []


@pytest.mark.parametrize(
    "function", [deadline, zwgk.deadline_many, zwgk.clock, Deadline.explain, Period, Period.after]
)
def test_what_tells_deadlines_shows_an_example(function: Any) -> None:
    assert ">>> " in (function.__doc__ or "")
