"""What a finished PDF declares of itself, and what `outloud`, an independent checker, says of it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kefu.check.tags import readable
from kefu.diagnostics import Diagnostic, Location
from kefu.rules.conformance import (
    FONTS_ARE_EMBEDDED,
    LANGUAGE_IS_DECLARED,
    OUTLOUD_PASSES,
    PDF_A_IS_DECLARED,
    PDF_IS_MARKED,
    PDF_UA_IS_DECLARED,
    TITLE_IS_DISPLAYED,
    TITLE_IS_THE_DOCUMENTS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePosixPath

    from kefu.check.readers import Structure
    from kefu.model import Document
    from kefu.rules.rule import Rule

PDF_UA: Final = "1"
PDF_A: Final = "2A"

READING_PAGES: Final = frozenset({
    "DOC-004", "FIG-011", "HDG-010", "HDG-011", "LNK-003", "LNK-010", "NOTE-002", "NOTE-003", "ORD-001",
    "PAG-001", "TAG-001", "TAG-002", "TAG-003", "TAG-004",
    "TBL-001", "TBL-002", "TBL-004", "TBL-010", "TBL-011", "TBL-012", "TBL-014", "TBL-015",
    "TXT-001", "TXT-002", "TXT-003", "TXT-004", "TXT-005", "TXT-006", "TXT-010", "TXT-011",
})  # fmt: skip
"""Rules of outloud 0.2 that interpret what pages draw, which takes longer than the build of the same pages.

`kefu check` leaves them to the validation that is run before a change lands; a test proves that there are no others.
"""

MISTAKEN: Final = frozenset({"ORD-001"})
"""Rules of outloud 0.2 that are wrong about correct files.

ORD-001 takes an element's own marked content to come before that of all its children, and so finds every paragraph
with a link in it painted out of order (ISO 32000-1, 14.7.4: the order is that of the entry K).
"""


def conformance(document: Document, structure: Structure, path: PurePosixPath) -> tuple[Diagnostic, ...]:
    """Return what the file at a path does not declare or carry as PDF/UA-1 and PDF/A-2a demand; all are errors.

    Sources: ISO 14289-1:2014, 5, 7.1 and 7.21.4.1, and 7.2 on the language; ISO 19005-2:2011, 6.2.11.4 and 6.6.4.
    """
    hint = "build again; if it is so again, the template or the engine is at fault"
    return tuple(
        Diagnostic(rule=rule, location=Location(path=path), message=message, hints=(hint,))
        for rule, message in _undeclared(document, structure)
    )


def _undeclared(document: Document, structure: Structure) -> Iterator[tuple[Rule, str]]:
    metadata = document.metadata
    if structure.pdf_ua != PDF_UA:
        yield PDF_UA_IS_DECLARED, f"the file declares {_named('PDF/UA', structure.pdf_ua)}, not PDF/UA-{PDF_UA}"
    if structure.pdf_a.upper() != PDF_A:
        yield PDF_A_IS_DECLARED, f"the file declares {_named('PDF/A', structure.pdf_a)}, not PDF/A-{PDF_A.lower()}"
    if not structure.marked:
        yield PDF_IS_MARKED, "the file does not say that it is tagged"
    if not structure.displays_title:
        yield TITLE_IS_DISPLAYED, "a reader's window shows the name of the file and not its title"
    if readable(structure.title) != readable(metadata.title):
        yield TITLE_IS_THE_DOCUMENTS, f"the file's title is “{structure.title}”, not “{metadata.title}”"
    if structure.language.casefold() != metadata.language.casefold():
        yield LANGUAGE_IS_DECLARED, f"the file's language is “{structure.language}”, not “{metadata.language}”"
    for font in structure.unembedded:
        yield FONTS_ARE_EMBEDDED, f"the font “{font}” is not in the file"


def _named(standard: str, part: str) -> str:
    return f"{standard}-{part}" if part else f"no {standard}"


def outloud(
    content: bytes, path: PurePosixPath, *, skip: frozenset[str] = READING_PAGES | MISTAKEN
) -> tuple[Diagnostic, ...]:
    """Return what outloud finds in a file, without the rules to skip. What stops it or one of its rules is an error.

    The file is written to a temporary folder that only its owner can read, under a name that says nothing.
    """
    # It takes long to load, and only whoever checks files needs it.
    import outloud as checker  # type: ignore[import-untyped]  # noqa: PLC0415 - it comes without types

    with tempfile.TemporaryDirectory(prefix="kefu-") as folder:
        file = Path(folder, "file.pdf")
        file.write_bytes(content)
        result = checker.check(str(file), skip=skip)
    return tuple(
        Diagnostic(
            rule=OUTLOUD_PASSES,
            location=Location(path=path),
            message=message,
            hints=tuple(readable(hint.replace(str(file), path.name)) for hint in hints if hint),
            minor=minor,
        )
        for message, hints, minor in _told(result)
    )


def _told(result: Any) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """Yield a message with its hints for each fault, and whether outloud only warns of it."""
    if result.error:
        yield "outloud cannot read the file", (result.error,), False
    elif not any(run.status == "ran" for run in result.runs):
        yield "outloud did not check anything", (), False
    for run in result.runs:
        if run.status == "crashed":
            yield f"outloud could not finish its rule {run.rule}", (run.reason or "",), False
    for finding in result.sorted_findings():
        if finding.severity != "info":
            place = f"it is on page {finding.page}" if finding.page else ""
            times = f"it is so {finding.count} times" if finding.count > 1 else ""
            message = f"outloud {finding.rule}: {readable(finding.message).rstrip('.')}"
            yield message, (place, times), finding.severity == "warning"
