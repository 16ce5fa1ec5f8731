"""Every command in the documentation can be run as it is written, and the reference leaves none out."""

from __future__ import annotations

import os
import re
import shlex
from typing import TYPE_CHECKING, Any, Final

import pytest
import typer
from tests.conftest import REPOSITORY
from tests.docs.test_paths import exists
from tests.manual import NAMES, WRITING, Page, page, sessions, table
from tests.program import run_here
from typer.core import TyperGroup
from typer.exceptions import TyperException

from kefu.cli.app import app
from kefu.cli.outcome import ExitCode
from kefu.rules.catalogue import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

BEGINNINGS: Final = ("kefu ", "nox ", ".nox/", ".venv/", ".nox\\", ".venv\\", "python3 ", "py ")
"""How code within a line begins that is a command."""

FOREIGN: Final = {"cd", "dask", "git", "quarto"}
"""Programs that are not this project's."""

CHEAP: Final = {"doctor", "explain", "fix", "list", "new", "--version"}
"""Commands that are run as the pages have them: they are quick, and change nothing outside a project's folder."""


def commands(here: Page) -> Iterator[list[str]]:
    """Yield the commands on a page, in lines of text and in scripts, each beginning with the name of its program."""
    spans = (span for span in here.spans if span.startswith(BEGINNINGS) and " " in span)
    for line in (*spans, *here.code("sh", "powershell").splitlines()):
        program, *words = shlex.split(line.replace("\\", "/"))
        yield [re.sub(r"^\.(?:nox/build|venv)/(?:bin|Scripts)/(?=kefu|nox)", "", program), *words]


def parse(words: Sequence[str]) -> None:
    """Parse the arguments of `kefu` with the real command line; raises an error where it does not know them."""
    command: Any = typer.main.get_command(app)
    rest = list(words)
    while rest and not rest[0].startswith("-") and isinstance(command, TyperGroup):
        command = command.commands[rest.pop(0)]
    if isinstance(command, TyperGroup):  # parsing an option such as --install-completion would carry it out
        assert {*rest} <= {option for one in command.params for option in one.opts}
    else:
        command.make_context("kefu", rest)


def sessions_named(words: Sequence[str]) -> list[str]:
    """Return the sessions that a command of nox runs; none are named where it runs the default ones."""
    own = list(words[: words.index("--")] if "--" in words else words)
    return own[own.index("-s") + 1 :] if "-s" in own else []


@pytest.mark.parametrize("name", NAMES)
def test_every_command_can_be_run(name: str) -> None:
    for program, *words in commands(page(name)):
        match program:
            case "kefu":
                parse(words)
            case "nox":
                assert {*sessions_named(words)} <= sessions(), words
            case "python3" | "py" | "source":
                assert exists(words[0]), words
            case _:
                assert program in FOREIGN or exists(program), program


@pytest.mark.parametrize(
    "words", [["built"], ["build", "--cases", "3"], ["serve", "--port", "x"], ["new", "fall", "A"], ["--versions"]]
)
def test_an_unknown_command_is_noticed(words: list[str]) -> None:
    with pytest.raises((KeyError, AssertionError, TyperException)):
        parse(words)


@pytest.mark.slow
def test_commands_that_are_quick_succeed(small: Path) -> None:
    written = dict.fromkeys(
        tuple(words) for name in NAMES for program, *words in commands(page(name)) if program == "kefu"
    )
    quick = [words for words in written if words[0] in CHEAP]

    assert {words[0] for words in quick} == CHEAP
    for words in quick:
        ended = run_here(*words, cwd=small, environment=os.environ)
        assert ended.returncode == ExitCode.DONE, (words, ended.stderr)


def options_by_command(name: str = "kefu", command: Any = None) -> dict[str, frozenset[str]]:
    """Return every command of `kefu`, as it is typed, with its options."""
    command = command or typer.main.get_command(app)
    found = {name: frozenset(option for one in command.params for option in one.opts if option.startswith("-"))}
    for word, inner in getattr(command, "commands", {}).items():
        found |= options_by_command(f"{name} {word}", inner)
    return found


@pytest.mark.parametrize("command", options_by_command())
def test_the_reference_has_every_command_with_its_options(command: str) -> None:
    spans = page("docs/reference.md").spans

    assert any(f"{span} ".startswith(f"{command} ") for span in spans)
    assert options_by_command()[command] <= {word for span in spans for word in span.split()}


def test_the_reference_has_every_exit_code() -> None:
    codes = {int(code): meaning for code, meaning in table(page("docs/reference.md"), "0")}

    assert [*codes] == [*ExitCode]
    assert all(codes.values())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "words"),
    [
        (ExitCode.USAGE, ["build", "--edition", "dragon"]),
        (ExitCode.USAGE, ["build", "--engine", "quarto", "--quarto", "nowhere"]),
        (ExitCode.SOURCES, ["list"]),
        (ExitCode.OUTPUT, ["build", "--out", "report"]),
        (ExitCode.FINDINGS, ["check"]),
    ],
)
def test_an_exit_code_means_what_the_reference_says(code: ExitCode, words: list[str], small: Path) -> None:
    if code is ExitCode.SOURCES:
        (small / "cases" / "02-bron" / "case.yaml").write_text("title: [", encoding="utf-8")

    assert run_here(*words, cwd=small, environment=os.environ).returncode == code


def test_every_rule_that_is_explained_exists() -> None:
    explained = {
        words[1] for name in NAMES for _, *words in commands(page(name)) if words[:1] == ["explain"] and words[1:]
    }
    rows = table(page(WRITING), "yaml-is-readable")

    assert {row[0] for row in rows} | explained <= {*RULES}


def test_two_commands_set_everything_up_and_ci_runs_them_too_and_the_third_shows_it() -> None:
    *script, third = page("README.md").block("sh").splitlines()
    ci = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")

    assert script == ["python3 scripts/bootstrap.py", ".venv/bin/nox -s build"]
    assert third == ".nox/build/bin/kefu preview"
    assert page(WRITING).block("sh", "python3").splitlines() == script
    assert re.search(r"^python3 scripts/bootstrap\.py$", ci, re.MULTILINE)
    assert re.search(r"^ *\.venv/bin/nox --session build$", ci, re.MULTILINE)
