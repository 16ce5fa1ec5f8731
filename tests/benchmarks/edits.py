"""What authors do between two builds, done to a copy of a project: each edit with a number is another one."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING, Final

from tests.benchmarks.multiplied import FOLDERS, REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT: Final = "figures/tempo.py"
"""The script of a figure that is in the report."""

UNKNOWN: Final = "[@finns-inte-i-litteraturlistan]"


def copied(folder: Path, source: Path = REPOSITORY) -> Path:
    """Copy a project without what was built from it, and return the copy's folder."""
    for name in FOLDERS:
        shutil.copytree(source / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    return folder


def touched(project: Path, number: int) -> None:
    """Give every source a new time stamp, one description another comment, and another one its keys turned round."""
    for name in FOLDERS:
        for path in (project / name).rglob("*"):
            os.utime(path)
    first, second = (case / "case.yaml" for case in cases(project)[:2])
    text = re.sub(r"\n# Granskad .*\n\Z", "\n", first.read_text(encoding="utf-8"))
    first.write_text(f"{text}# Granskad {number} gånger\n", encoding="utf-8")
    signed = re.compile(r"^(status-\w+: .*\n)(status-\w+: .*\n)", re.MULTILINE)
    second.write_text(signed.sub(r"\2\1", second.read_text(encoding="utf-8")), encoding="utf-8")


def rewritten(project: Path, number: int) -> None:
    """Put another sentence in a paragraph of one case."""
    _at_end_of_first_paragraph(cases(project)[4], f"Klockan tickade i rum {number}.")


def redrawn(project: Path, number: int) -> None:
    """Give the bars of one figure another height."""
    script = project / SCRIPT
    text = re.sub(r"(?m)^BAR = .*$", f"BAR = {5.4 - number / 100:.2f}", script.read_text(encoding="utf-8"))
    script.write_text(text, encoding="utf-8")


def broken(project: Path, number: int) -> None:
    """Cite, in another sentence of a case, a work that does not exist."""
    _at_end_of_first_paragraph(cases(project)[6], f"Regnet slog mot fönster {number} {UNKNOWN}.")


def mended(project: Path, number: int) -> None:
    """Take the citation away again."""
    text = cases(project)[6] / "case.md"
    mended_ = text.read_text(encoding="utf-8").replace(f"fönster {number} {UNKNOWN}.", f"fönster {number}.")
    text.write_text(mended_, encoding="utf-8")


def cases(project: Path) -> list[Path]:
    """Return the folders of a project's cases, in order."""
    return sorted(path for path in (project / "cases").iterdir() if path.is_dir())


def _at_end_of_first_paragraph(case: Path, sentence: str) -> None:
    """Write a sentence at the end of a text's first paragraph, in the place of the one that was written before."""
    path = case / "case.md"
    heading, paragraph, rest = path.read_text(encoding="utf-8").split("\n\n", 2)
    kept = re.sub(r" (?:Klockan tickade|Regnet slog)\b.*\Z", "", paragraph)
    path.write_text("\n\n".join((heading, f"{kept} {sentence}", rest)), encoding="utf-8")
