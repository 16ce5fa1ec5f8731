"""The list of tools says what is there, and what is wrong with what is not."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.engines.standin import needs_the_stand_in, stand_in

from kefu import tools
from kefu.reading import markup

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.tools import Tool


def by_name(quarto: Path | None = None, variables: Mapping[str, str] | None = None) -> dict[str, Tool]:
    return {tool.name: tool for tool in tools.tools(quarto, variables or {"PATH": ""})}


def test_what_is_installed_tells_its_version_and_where_it_is() -> None:
    found = {name: tool for name, tool in by_name().items() if tool.needed}

    assert {"Python", "pandoc", "typst", "Pagefind", "matplotlib"} <= set(found)
    assert all(tool.version and Path(tool.path).exists() and not tool.problem for tool in found.values())
    told = subprocess.run([markup.pandoc(), "--version"], capture_output=True, encoding="utf-8", check=True).stdout
    assert f"pandoc {found['pandoc'].version}\n" in told


def test_what_is_not_on_the_path_is_missed_and_needed_only_where_it_is_named(tmp_path: Path) -> None:
    found = by_name()
    assert [(name, tool.problem) for name, tool in found.items() if tool.problem] == [
        ("git", "was not found"),
        ("Quarto", "quarto: there is no Quarto on PATH"),
    ]
    assert not found["git"].needed
    assert not found["Quarto"].needed
    named = tmp_path / "quarto"
    assert by_name(named)["Quarto"].needed
    assert by_name(named)["Quarto"].problem == f"{named}: there is no program “{named}”"


@needs_the_stand_in
def test_a_quarto_that_is_too_old_is_told_with_its_version_and_where_it_is(tmp_path: Path) -> None:
    old = stand_in(tmp_path, "", version="1.8.27")
    found = by_name(variables={"PATH": str(tmp_path)})["Quarto"]

    assert (found.version, found.path, found.needed) == ("1.8.27", str(old), False)
    assert found.problem == "it is version 1.8.27; the oldest supported version is 1.9"


@pytest.mark.parametrize(("program", "problem"), [("", "was not found"), ("broken", "does not work")])
def test_a_program_that_is_gone_or_broken_is_told(
    program: str, problem: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "pandoc"
    broken.write_bytes(b"no program")
    monkeypatch.setattr(markup, "pandoc", lambda: str(broken) if program else "")
    (tool,) = (tool for tool in tools.tools(None, {"PATH": ""}) if tool.name == "pandoc")

    assert tool.problem.startswith(problem)
    assert (tool.version, tool.needed) == ("", True)


def test_a_package_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "LIBRARIES", {"no-such-package": "does nothing"})
    assert by_name()["no-such-package"].problem == "is not installed"
