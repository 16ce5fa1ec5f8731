"""Where things stand in a project's folder, as paths from its root."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

PUBLICATION: Final = PurePosixPath("report/publication.yaml")
"""What holds for the whole publication; the folder that has this file is a project. The report's chapters lie beside
it."""

CASES: Final = PurePosixPath("cases")
"""The folder of the cases, each in a folder of its own."""

CASE: Final = "case.yaml"
"""The description of a case, in its folder."""

FIGURES: Final = PurePosixPath("figures")
"""The folder of the figures: scripts, descriptions and data."""

RELEASE: Final = PurePosixPath("dist")
"""The folder of the release, unless another one is asked for."""
