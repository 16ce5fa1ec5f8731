"""Which documents a file of the project belongs to, by where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu.authored import DocumentKind, PartKind
from kefu.layout import CASES, PUBLICATION

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from kefu.model import Edition

_PARTS = {f"{kind}.md": kind for kind in PartKind}


def belongs(path: PurePosixPath, edition: Edition, case_id: str) -> bool:
    """Return whether a file can change a document of an edition, which is that of a case or else the report.

    What is in the folder of a case belongs to the documents of the case and to the report, a part only to those that
    show it, and a chapter to the report. Everything else belongs to all documents.
    """
    report = edition.description.document is DocumentKind.REPORT
    if path.is_relative_to(CASES) and path != CASES:
        folder = path.relative_to(CASES).parts[0]
        part = _PARTS.get(path.name)
        return (report or folder == case_id) and (part is None or part in edition.description.parts)
    if path.is_relative_to(PUBLICATION.parent) and path != PUBLICATION and path.suffix == ".md":
        return report
    return True
