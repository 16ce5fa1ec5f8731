"""How long Quarto takes for the same documents alone, without a site, a check or a second format of the same name."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.benchmarks.sides import Side


def program() -> str | None:
    """Return the path of Quarto, or nothing where it is not installed."""
    return shutil.which("quarto")


def exported(side: Side, project: Path, folder: Path, editions: Sequence[str]) -> list[Path]:
    """Export each edition of a project as a Quarto project in a folder of its own, and return these folders."""
    folder.mkdir()
    for edition in editions:
        side.run("export", "quarto", str(folder / edition), "--edition", edition, "--quiet", project=project)
    return [folder / edition for edition in editions]


def rendered(quarto: str, folders: Sequence[Path], *, at_once: int) -> float:
    """Render Quarto projects, so many at once, and return the seconds. Raises `CalledProcessError` if one fails."""

    def render(folder: Path) -> None:
        subprocess.run([quarto, "render"], cwd=folder, check=True, capture_output=True)

    begun = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(render, folders))
    return time.perf_counter() - begun


def measured(quarto: str, side: Side, project: Path, folder: Path, editions: Sequence[str]) -> tuple[float, float]:
    """Return the seconds that Quarto takes for all editions, one after the other and as many at once as processors."""
    alone = rendered(quarto, exported(side, project, folder / "alone", editions), at_once=1)
    together = exported(side, project, folder / "together", editions)
    return alone, rendered(quarto, together, at_once=os.cpu_count() or 1)
