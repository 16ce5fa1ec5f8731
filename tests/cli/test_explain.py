"""`kefu explain` prints what a rule asks for, lists all rules, and is quick about it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import PurePosixPath
from typing import Final

import pytest

from kefu.cli import terminal
from kefu.cli.outcome import ExitCode
from kefu.diagnostics import Diagnostic, Location
from kefu.rules.catalogue import CONCERNS, RULES
from kefu.rules.figures import FIGURE_IS_REFERENCED
from kefu.rules.files import KEY_IS_KNOWN
from kefu.rules.handbook import described, plain
from kefu.rules.markup import CITATION_RESOLVES

HEAVY: Final = ("matplotlib", "typst", "pypandoc", "ruamel", "jinja2", "pikepdf", "fontTools")
OURS: Final = ("authored", "model", "reading", "load", "assemble", "engines", "site", "pipeline")
"""What of kefu needs pydantic or another library that takes long to load; Typer itself loads pydantic for arguments."""


def kefu(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "NO_COLOR", "COLUMNS")}
    return subprocess.run(
        [sys.executable, "-m", "kefu", *arguments],
        env=kept | {"PYTHONIOENCODING": "utf-8"} | variables,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )


def test_a_rule_is_explained() -> None:
    said = kefu("explain", "figure-is-referenced")

    assert (said.returncode, said.stderr) == (ExitCode.DONE, "")
    assert said.stdout == f"figure-is-referenced\n\n{plain(described(FIGURE_IS_REFERENCED))}\n"


def test_without_a_rule_all_are_listed_by_concern_with_what_should_hold() -> None:
    said = kefu("explain")

    assert (said.returncode, said.stderr) == (ExitCode.DONE, "")
    expected = []
    for concern in CONCERNS:
        expected += [[concern.title], *([f"  {rule}", plain(rule.holds)] for rule in concern.rules)]
    assert [re.split(r"(?<=\S) {2,}", line.rstrip()) for line in said.stdout.splitlines()] == expected


@pytest.mark.parametrize(
    ("name", "hint"),
    [("figure-is-refered", "did you mean “figure-is-referenced”?"), ("xyz", "“kefu explain” lists all rules")],
)
def test_a_rule_that_does_not_exist_is_a_usage_error(name: str, hint: str) -> None:
    said = kefu("explain", name)

    assert (said.returncode, said.stdout) == (ExitCode.USAGE, "")
    assert f"there is no rule “{name}”; {hint}" in said.stderr


def test_the_shell_completes_the_names_of_rules() -> None:
    given = {"_KEFU_COMPLETE": "complete_bash", "COMP_WORDS": "kefu explain figure-has", "COMP_CWORD": "2"}

    code = "from kefu.cli.app import app; app(prog_name='kefu')"
    said = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | given, capture_output=True, check=False, encoding="utf-8"
    )

    assert said.stdout.split() == [name for name in RULES if name.startswith("figure-has")]


def test_nothing_that_takes_long_to_load_is_loaded() -> None:
    code = (
        "import sys; from kefu.cli.app import app; app(['explain', 'citation-resolves'], standalone_mode=False);"
        "print(*sys.modules, file=sys.stderr)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")

    assert said.stdout.startswith("citation-resolves\n")
    loaded = {*said.stderr.split()}
    assert "kefu.rules.catalogue" in loaded
    assert loaded & {*HEAVY, *(f"kefu.{name}" for name in OURS)} == set()


@pytest.mark.parametrize("on_a_terminal", [True, False])
def test_who_sees_errors_at_a_terminal_is_told_what_explains_the_first(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, on_a_terminal: bool
) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    if on_a_terminal:
        monkeypatch.setenv("FORCE_COLOR", "1")
    place = Location(path=PurePosixPath("report/a.md"))
    found = [Diagnostic(rule=rule, location=place, message="m") for rule in (FIGURE_IS_REFERENCED, CITATION_RESOLVES)]

    terminal.print_diagnostics([*found, Diagnostic(rule=KEY_IS_KNOWN, location=place, message="m")], outcome="nothing")
    said = capsys.readouterr().err
    assert ("“kefu explain citation-resolves” says more about that rule" in said) is on_a_terminal

    terminal.print_diagnostics(found[:1], outcome="nothing")
    assert "kefu explain" not in capsys.readouterr().err, "a warning alone stops nothing"
