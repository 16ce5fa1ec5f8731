"""What a preview knows, as the page in the browser is told it: documents, and what is wrong with them."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kefu import words
from kefu.cache import digest
from kefu.layout import real
from kefu.preview.belonging import belongs
from kefu.reading.sources import LARGEST
from kefu.rules.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kefu.assemble import Outline
    from kefu.authored import Format
    from kefu.diagnostics import Diagnostic, Location
    from kefu.model import Case, Document, Edition, Project
    from kefu.preview.editor import Editor


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document of the preview as it was last good, with its case, unless it is the report.

    `revision` is the digest of the document; without one, nothing has been made of it yet. `lines` is that of its
    texts, which may have other lines although the document is the same. `since` is the time at which it became what it
    is. A document that is not `good` is older than its sources, because they have errors. `plain` is the document as a
    build makes it, and `differs` says whether the release has another one, if that is known.
    """

    id: str
    edition: Edition
    case: Case | None
    title: str
    plain: Document | None = None
    document: Document | None = None
    revision: str = ""
    lines: str = ""
    since: str = ""
    good: bool = True
    differs: bool | None = None

    @property
    def page(self) -> str:
        """What stands for the web page, which has the places of its paragraphs in it, too."""
        return f"{self.revision}{self.lines}"

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats that the document's readers get."""
        return self.edition.description.formats


def id_of(outline: Outline) -> str:
    """Return the name of a document in a preview, which is a part of its address: its edition, and case or report."""
    return f"{outline.edition.name}/{outline.name.rpartition('/')[2]}"


def lines_of(entry: Entry, project: Project) -> str:
    """Return the digest of the texts that a document shows, as they are written."""
    case = entry.case.id if entry.case else ""
    return digest([one.source.digest for one in project.texts if belongs(one.source.path, entry.edition, case)])


def entry_of(outline: Outline, publication: str) -> Entry:
    """Return an outline as a document that has not been made yet; `publication` is the title of the report."""
    title = outline.case.description.title if outline.case else publication
    return Entry(id=id_of(outline), edition=outline.edition, case=outline.case, title=title)


def settled(before: Mapping[str, Entry], chosen: Iterable[Outline], publication: str) -> dict[str, Entry]:
    """Return what documents there are now; those that there were before are as they were made."""
    entries: dict[str, Entry] = {}
    for outline in chosen:
        new = entry_of(outline, publication)
        old = before.get(new.id, new)
        entries[new.id] = replace(old, edition=new.edition, case=new.case, title=new.title)
    return entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong, and with which document alone, if it is one."""

    diagnostic: Diagnostic
    document: str = ""

    def concerns(self, entry: Entry) -> bool:
        """Return whether the problem is one of a document."""
        if self.document:
            return self.document == entry.id
        return belongs(self.diagnostic.location.path, entry.edition, entry.case.id if entry.case else "")


def state(
    title: str,
    entries: Sequence[Entry],
    problems: Sequence[Problem],
    *,
    busy: str,
    latest: str,
    focus: Mapping[str, Any] | None,
    checked: str,
    root: Path,
    editor: Editor,
) -> dict[str, Any]:
    """Return everything that the browser is told, as values of JSON.

    `busy` says what is being done, `latest` which document was changed last, `focus` what changed in it, and `checked`
    when the texts were checked as they are.
    """
    return {
        "title": title,
        "busy": busy,
        "documents": [told(entry, problems, checked) for entry in entries],
        "latest": latest,
        "focus": focus,
        "problems": [told_problem(problem, entries, root, editor) for problem in problems],
    }


def told(entry: Entry, problems: Sequence[Problem], checked: str) -> dict[str, Any]:
    """Return a document as the browser is told of it; `checked` says when its sources were checked."""
    own = [problem.diagnostic.severity for problem in problems if problem.concerns(entry)]
    return {
        "id": entry.id,
        "case": str(entry.case.number) if entry.case else "",
        "caseTitle": entry.case.description.title if entry.case else "",
        "edition": entry.edition.description.title,
        "title": entry.title,
        "restricted": entry.edition.restricted,
        "formats": [str(format_) for format_ in entry.formats],
        "revision": entry.page,
        "pdf": entry.revision if "pdf" in entry.formats else "",
        "good": entry.good,
        "since": entry.since,
        "errors": own.count(Severity.ERROR),
        "warnings": own.count(Severity.WARNING),
        "changed": entry.differs,
        "checked": f"{words.preview.CHECKED} {checked}" if checked else "",
    }


def told_problem(problem: Problem, entries: Iterable[Entry], root: Path, editor: Editor) -> dict[str, Any]:
    """Return a problem as the browser is told of it."""
    diagnostic = problem.diagnostic
    place = diagnostic.location
    return {
        "severity": str(diagnostic.severity),
        "rule": diagnostic.rule.name,
        "message": diagnostic.message,
        "hints": [*diagnostic.hints],
        "path": str(place.path),
        "line": place.line or 0,
        "column": place.column or 0,
        "text": line_at(root, place),
        "documents": [entry.id for entry in entries if problem.concerns(entry)],
        "editor": editor.link(place),
    }


def line_at(root: Path, place: Location) -> str:
    """Return the line at a place as it is now, or nothing if there is none that can be read."""
    full = real(root / place.path)
    try:
        if not place.line or not full.is_relative_to(real(root)) or not full.is_file():
            return ""
        if full.stat().st_size > LARGEST:
            return ""
        lines = full.read_bytes().decode("utf-8-sig", "replace").splitlines()
    except OSError:
        return ""
    return lines[place.line - 1] if place.line <= len(lines) else ""


def now_in_words() -> str:
    """Return the time of day, as a page shows it."""
    return time.strftime("%H:%M:%S")
