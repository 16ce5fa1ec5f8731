"""What a script leaves behind is read as an outcome only if it plainly is one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from kefu.drawing.outcome import LARGEST, SVG, TOLD, Outcome, Told, failed, found, leave

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OUTCOME = Outcome(svg=b"<svg/>", told=(Told(line=3, message="se upp", minor=True),))
NONE = failed(1, "the script ends the process that it runs in")


def test_what_is_left_is_found(tmp_path: Path) -> None:
    leave(OUTCOME, tmp_path)
    assert found(tmp_path) == OUTCOME


def linked(path: Path) -> None:
    os.link(path, path.with_name("other"))


def redirected(path: Path) -> None:
    path.rename(path.with_name("other"))
    path.symlink_to("other")


def replaced(path: Path) -> None:
    path.unlink()
    path.mkdir()


def grown(path: Path) -> None:
    os.truncate(path, LARGEST + 1)


@pytest.mark.parametrize("name", [SVG, TOLD])
@pytest.mark.parametrize("change", [os.unlink, linked, redirected, replaced, grown])
def test_what_is_no_file_of_its_own_is_no_outcome(name: str, change: Callable[[Path], None], tmp_path: Path) -> None:
    leave(OUTCOME, tmp_path)
    change(tmp_path / name)
    assert found(tmp_path) == NONE


@pytest.mark.parametrize(
    "told", ["", "[", "3", "[3]", "[{}]", '[{"line": "x", "message": "", "minor": 0}]', "[" * 9999]
)
def test_what_is_told_in_another_form_is_no_outcome(told: str, tmp_path: Path) -> None:
    leave(OUTCOME, tmp_path)
    (tmp_path / TOLD).write_text(told, encoding="utf-8")
    assert found(tmp_path) == NONE
