"""Quarto is given every edition, and its failures are not taken for speed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.benchmarks.quarto import measured, rendered
from tests.benchmarks.sides import Side
from tests.benchmarks.watching import Spent


class Exporting(Side):
    """A side whose exports are empty folders."""

    def run(self, *arguments: str, project: Path, fails: bool = False) -> Spent:
        assert project.is_dir()
        assert not fails
        folder = Path(arguments[2])
        folder.mkdir()
        (folder / "asked").write_text(" ".join([*arguments[:2], *arguments[3:]]), encoding="utf-8")
        return Spent(seconds=0, cpu=0, memory=0, said="")


@pytest.fixture
def quarto(tmp_path: Path) -> str:
    program = tmp_path / "quarto"
    program.write_text('#!/bin/sh\ntest "$1" = render && echo done >rendered && test ! -e bad\n', encoding="utf-8")
    program.chmod(0o755)
    return str(program)


def test_every_edition_is_rendered_alone_and_side_by_side(quarto: str, tmp_path: Path) -> None:
    alone, together = measured(quarto, Exporting(repository=tmp_path), tmp_path, tmp_path, ["report", "student"])

    assert alone > 0
    assert together > 0
    for way in ("alone", "together"):
        for edition in ("report", "student"):
            assert (tmp_path / way / edition / "rendered").is_file()
            assert (tmp_path / way / edition / "asked").read_text(encoding="utf-8") == (
                f"export quarto --edition {edition} --quiet"
            )


@pytest.mark.parametrize("at_once", [1, 2])
def test_an_edition_that_is_not_rendered_is_an_error(quarto: str, tmp_path: Path, at_once: int) -> None:
    folders = [tmp_path / name for name in ("good", "other")]
    for folder in folders:
        folder.mkdir()
    (folders[1] / "bad").touch()

    with pytest.raises(subprocess.CalledProcessError):
        rendered(quarto, folders, at_once=at_once)
