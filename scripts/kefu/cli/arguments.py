"""Arguments that several commands share: the project's folder, the registry of real names, the number of processes."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import Annotated, Final

import typer

from kefu.layout import CACHE, PUBLICATION, RELEASE, astray, possible_roots

CORES: Final = os.cpu_count() or 1

Root = Annotated[
    Path | None,
    typer.Option(
        "--root",
        help="The project's folder; by default the working directory, or the nearest folder above it that has "
        f"{PUBLICATION}.",
        show_default=False,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", help=f"The folder of the release; by default the project's {RELEASE}/.", show_default=False),
]
Pseudonyms = Annotated[
    Path | None,
    typer.Option(
        "--pseudonyms",
        envvar="KEFU_PSEUDONYMS",
        metavar="FILE",
        help="The registry of real names, a file outside the repository; all of them are searched for.",
        show_default=False,
        show_envvar=True,
    ),
]
Cache = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        envvar="KEFU_CACHE",
        metavar="DIR",
        help=f"The folder of what was made and may be needed again; by default the project's {CACHE}/.",
        show_default=False,
        show_envvar=True,
    ),
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Take nothing from the cache, and keep nothing in it.")]
Quarto = Annotated[
    Path | None,
    typer.Option(
        "--quarto",
        metavar="PATH",
        help="The Quarto to use; by default the one that QUARTO_PATH names, or the first on PATH.",
        show_default=False,
    ),
]
Jobs = Annotated[
    int,
    typer.Option("--jobs", "-j", min=1, help="How many processes to use.", show_default="one for each core"),
]


def project_folder(given: Path | None) -> Path:
    """Return the project's folder; raises `typer.BadParameter` if there is none."""
    places = possible_roots(given)
    for folder in places:
        try:
            if (folder / PUBLICATION).is_file():
                return folder
        except PermissionError as error:
            if os.path.lexists(folder / PUBLICATION.parent):
                raise typer.BadParameter(f"“{folder / PUBLICATION}” cannot be read: {error.strerror}") from None
        if wrong := astray(folder / PUBLICATION) or astray((folder / PUBLICATION).parent):
            raise typer.BadParameter(f"“{folder / PUBLICATION}” cannot be read: it, or its folder, {wrong}")
    where = f"in “{given}”" if given else f"in “{places[0]}” or above it"
    raise typer.BadParameter(f"there is no project {where}: no {PUBLICATION}")


def release_folder(out: Path | None, root: Path | None) -> Path:
    """Return the folder of the release; raises `typer.BadParameter` if none is given and there is no project."""
    return out or project_folder(root) / RELEASE


def publication_date() -> datetime.date | None:
    """Return the day of SOURCE_DATE_EPOCH, which replaces the publication's own, or `None` if it is not set.

    Source: https://reproducible-builds.org/specs/source-date-epoch/.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return None
    try:
        return datetime.datetime.fromtimestamp(int(given), tz=datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise typer.BadParameter(f"SOURCE_DATE_EPOCH is “{given}”, which is not a valid number of seconds") from None
