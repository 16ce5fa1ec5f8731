"""`kefu doctor` shows every tool, and fails where one that a build needs cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.conftest import kefu
from tests.engines.standin import needs_the_stand_in, stand_in

from kefu.cli.outcome import ExitCode

if TYPE_CHECKING:
    from pathlib import Path


def test_every_tool_is_shown(tmp_path: Path) -> None:
    shown = kefu("doctor", cwd=tmp_path)

    assert shown.returncode == ExitCode.DONE
    assert all(name in shown.stdout for name in ("pandoc", "Quarto", "renders with --engine quarto"))


def test_a_named_tool_that_cannot_be_used_is_a_finding(tmp_path: Path) -> None:
    refused = kefu("doctor", "--quarto", "nowhere", cwd=tmp_path)

    assert refused.returncode == ExitCode.FINDINGS
    assert "there is no program “nowhere”" in refused.stdout
    assert refused.stderr == "error: Quarto: cannot be used; the table says what is wrong\n"


@needs_the_stand_in
def test_the_place_of_a_tool_that_cannot_be_used_is_shown(tmp_path: Path) -> None:
    old = stand_in(tmp_path, "", version="1.8.27")
    shown = kefu("doctor", "--quarto", old, cwd=tmp_path)

    assert shown.returncode == ExitCode.FINDINGS
    assert f"│ {old}: it is version 1.8.27; the oldest supported" in shown.stdout
    assert "│ Quarto     │ 1.8.27 " in shown.stdout
