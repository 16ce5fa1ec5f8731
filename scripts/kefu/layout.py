"""Where things are in a project's folder, as paths relative to its root."""

from __future__ import annotations

import errno
import os
from pathlib import Path, PurePosixPath
from typing import Final

PUBLICATION: Final = PurePosixPath("report/publication.yaml")
"""What applies to the whole publication. A folder with this file is a project; the report's chapters are beside it."""

CASES: Final = PurePosixPath("cases")
"""The folder of the cases, each of which has a folder in it."""

CASE: Final = "case.yaml"
"""The description of a case, in its folder."""

FIGURES: Final = PurePosixPath("figures")
"""The folder of the figures: scripts, descriptions and data."""

REVIEW: Final = PurePosixPath("review")
"""The folder of what reviewers have said, a file for each round. It is kept with the sources, and never published."""

RELEASE: Final = PurePosixPath("dist")
"""The folder of the release, unless another one is chosen."""

CACHE: Final = PurePosixPath(".kefu")
"""The folder of what was made and may be needed again, unless another one is chosen."""


def possible_roots(given: Path | None) -> tuple[Path, ...]:
    """Return the folders that may be the root of a project: the given one, or the working directory and those above."""
    start = real(given or Path.cwd())
    return (start,) if given else (start, *start.parents)


def real(path: Path) -> Path:
    """Return where a path leads, as an absolute path without links.

    A link that leads to itself leads nowhere, but is not an error, as it is for `Path.resolve`.
    """
    return Path(os.path.realpath(path))


def astray(path: Path) -> str:
    """Return what is wrong with a path that is a link and leads nowhere, as the end of a sentence, or nothing."""
    try:
        if path.is_symlink():
            path.stat()
    except FileNotFoundError:
        return "is a link to something that does not exist"
    except OSError as error:
        return "is a link that leads to itself" if error.errno == errno.ELOOP else ""
    return ""
