"""What several commands are given: the project's folder, the registry of real names, how many processes to use."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import Annotated, Final

import typer

from kefu.layout import PUBLICATION, RELEASE

CORES: Final = os.cpu_count() or 1

Root = Annotated[
    Path | None,
    typer.Option(
        "--root",
        help="The project's folder. Without it: the working directory, or the nearest folder above it that has "
        f"{PUBLICATION}.",
        show_default=False,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", help=f"The folder of the release. Without it: the project's {RELEASE}/.", show_default=False),
]
Pseudonyms = Annotated[
    Path | None,
    typer.Option(
        "--pseudonyms",
        envvar="KEFU_PSEUDONYMS",
        metavar="FILE",
        help="The registry of real names, outside the repository: every one of them is searched for.",
        show_default=False,
        show_envvar=True,
    ),
]
Quarto = Annotated[
    Path | None,
    typer.Option(
        "--quarto",
        metavar="PATH",
        help="The Quarto to use. Without it: that of QUARTO_PATH, or the first on PATH.",
        show_default=False,
    ),
]
Jobs = Annotated[
    int,
    typer.Option("--jobs", "-j", min=1, help="How many processes to use.", show_default="one for each core"),
]


def project_folder(given: Path | None) -> Path:
    """Return the project's folder; raises `typer.BadParameter` where there is none."""
    start = (given or Path.cwd()).resolve()
    for folder in [start] if given else [start, *start.parents]:
        if (folder / PUBLICATION).is_file():
            return folder
    where = f"in “{given}”" if given else f"in “{start}” or above it"
    raise typer.BadParameter(f"there is no project {where}: no {PUBLICATION}")


def release_folder(out: Path | None, root: Path | None) -> Path:
    """Return the folder of the release; raises `typer.BadParameter` where none is given and there is no project."""
    return out or project_folder(root) / RELEASE


def publication_date() -> datetime.date | None:
    """Return the day of SOURCE_DATE_EPOCH, which takes the place of the publication's own, or none where it is not set.

    Source: https://reproducible-builds.org/specs/source-date-epoch/.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return None
    try:
        return datetime.datetime.fromtimestamp(int(given), tz=datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise typer.BadParameter(f"SOURCE_DATE_EPOCH is “{given}”, which is no number of seconds") from None
