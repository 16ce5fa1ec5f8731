"""What an export says about itself to anybody who opens its folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu import __version__, words
from kefu.export.settings import BIBLIOGRAPHY, STYLE, SUPPORT, worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kefu.export.texts import ExportText
    from kefu.model import Edition, Metadata

TEXT: Final = SUPPORT / "README.md"


def readme(edition: Edition, texts: Sequence[ExportText], metadata: Sequence[Metadata], digest: str) -> str:
    """Return the text of `README.md`: what the export is, who it is for, what it was made from, and how to use it.

    `metadata` is that of its documents; `digest` identifies the sources.
    """
    title = edition.description.title
    first = metadata[0]
    book = texts[0].place == "index"
    cites = any(text.cited for text in texts)
    warnings = [
        *([f"**{words.restricted(title)}.** {words.export.FOR_TEACHERS}"] if edition.restricted else []),
        *(
            [f"**{words.documents.DRAFT}.** {words.documents.DRAFT_NOTICE}"]
            if any(one.draft for one in metadata)
            else []
        ),
    ]
    citations = words.export.CITATION if cites else words.export.CITATION_TO_COME.format(bibliography=BIBLIOGRAPHY)
    return worded(
        TEXT,
        title=f"{first.publication} – {title}",
        warnings="".join(f"\n{warning}\n" for warning in warnings),
        date=words.date(first.date),
        sources=digest[:12],
        version=__version__,
        keeping=f" {words.export.KEEPING}" if book else "",
        contents="".join(_contents(texts, book=book)),
        literature=_row(f"`{BIBLIOGRAPHY}`, `{STYLE}`", words.export.LITERATURE) if cites else "",
        citations=_row(words.export.CITING, citations),
        cases=_row(words.export.LINKING, words.export.LINK_TO_CASE)
        if book and any(text.case for text in texts)
        else "",
        elsewhere=words.part_of(f"{words.documents.FIGURE} 3", words.the_case(words.export.EXAMPLE)),
    )


def _contents(texts: Sequence[ExportText], *, book: bool) -> list[str]:
    if not book:
        return [_row(f"`{text.name}.qmd`", text.case.description.title) for text in texts if text.case]
    cases = [f"`{text.name}.qmd`" for text in texts if text.case]
    rows = [_row("`index.qmd`", words.export.FIRST_PAGE)]
    rows += [_row(f"{cases[0]} … {cases[-1]}", words.export.CASES)] if cases else []
    return [*rows, _row(words.export.OTHER_FILES, words.export.CHAPTERS)]


def _row(name: str, text: str) -> str:
    return f"| {name} | {text} |\n"
