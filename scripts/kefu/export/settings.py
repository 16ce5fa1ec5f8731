"""The YAML of an export: the project's settings, and the header of each text that is a document in its own right."""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any, Final

from kefu import words
from kefu.assemble import file_name
from kefu.authored import Format
from kefu.completeness import complete
from kefu.export import markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kefu.export.texts import ExportText
    from kefu.model import Edition, Metadata

OUTPUT: Final = "_output"
"""The folder that Quarto writes to."""

BIBLIOGRAPHY: Final = "references.bib"
STYLE: Final = "references.csl"

BOOK: Final = "_format/book.lua"
"""The script that corrects the pages of the web book; no other project has it.

Quarto 1.10 makes the book's bibliography by calling pandoc without `lang` (`generateBibliography`), and labels the
links between its pages in Markdown.
"""

WEB: Final = "_format/web.lua"
"""The script that mends web pages and e-books, and names tables for screen readers."""

PLAIN: Final = re.compile(rf"[{words.SMALL_LETTERS}_][\w./-]*|[\w-]+\.qmd")
RESERVED: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
"""Texts that need quotes in YAML although they match `PLAIN`. Source: YAML 1.1, which some readers still follow."""

IS_DOWNLOADED: Final = complete(Format, {Format.PDF: True, Format.DOCX: True, Format.EPUB: True, Format.HTML: False})
"""Whether the pages of a book offer it in a format too, in the order of the offer.

Source: https://quarto.org/docs/books/book-output.html.
"""

SHIFTED: Final = "    shift-heading-level-by: -1\n"
"""Headings of documents begin at level 2, below the title, and at level 1 in formats whose title is not a heading."""

CONTENTS: Final = "    toc: true\n    toc-depth: 1\n"
"""The table of contents of a printed book lists chapters, but nothing inside them."""

SUPPORT: Final = Path(__file__).with_name("files")
"""The folder of the files that are the same in every export."""

FORMATS: Final = SUPPORT / "formats.yml"
"""The settings that are the same in every export, with placeholders for those that are not."""

LINKS: Final = SUPPORT / "format-links.yml"
"""The formats that the page of a document offers besides itself, in words that its readers know."""


def prose(metadata: Iterable[Metadata], *, jobs: int) -> dict[str, str]:
    """Return what documents say about themselves, each piece as Markdown, because Quarto reads it as such."""
    said = [text for one in metadata for text in _said(one)]
    return dict(zip(said, markdown.inlines(said, jobs=jobs), strict=True))


def project_yaml(edition: Edition, texts: Sequence[ExportText], metadata: Metadata, said: Mapping[str, str]) -> str:
    """Return the text of `_quarto.yml`; `metadata` is that of the book or, without a book, of any of the documents."""
    book = texts[0].place == "index"
    depth = 2 if book else 3
    project = {"type": "book" if book else "default", "output-dir": OUTPUT, **({"post-render": BOOK} if book else {})}
    settings: dict[str, Any] = {"project": project, "lang": metadata.language}
    if book:
        settings |= {"book": _book(edition, texts, metadata, said), **_banner(metadata, said)}
    if any(text.cited for text in texts):
        settings |= {"bibliography": BIBLIOGRAPHY, "csl": STYLE}
    settings |= {"number-depth": depth, "toc-depth": depth}
    return _yaml(settings) + worded(
        FORMATS,
        contents=CONTENTS if book else "",
        shift="" if book else SHIFTED,
        links="" if book else worded(LINKS),
    )


def worded(path: Path, **given: str) -> str:
    """Return a file that every export has, with fixed words and what is given in place of its `$names`."""
    documents, formats = words.documents, words.editions.FORMATS
    fixed = {
        "chapter": documents.CHAPTER,
        "section": documents.SECTION,
        "appendix": documents.APPENDIX.lower(),
        "Appendix": documents.APPENDIX,
        "figure": documents.FIGURE,
        "table": documents.TABLE,
        "Table": words.capitalise(documents.TABLE),
        "exhibit": documents.EXHIBIT,
        "Exhibit": words.capitalise(documents.EXHIBIT),
        "footnotes": documents.FOOTNOTES,
        "other_formats": words.export.OTHER_FORMATS,
        **{str(format_): name for format_, name in formats.items()},
    }
    return Template(path.read_text(encoding="utf-8")).substitute(fixed, **given)


def head_yaml(edition: Edition, text: ExportText, metadata: Metadata, said: Mapping[str, str]) -> str:
    """Return the header of a text that is a document or the first text of a book; nothing for the book's other texts.

    `metadata` is that of the book. Its keywords are in its first text; otherwise, every page of the web book would show
    them.
    """
    if text.place == "index":
        keywords = _keywords(metadata, said)
        return f"---\n{_yaml(keywords)}---\n\n" if keywords else ""
    if text.metadata is None:
        return ""
    head = {
        "title": said[text.metadata.title],
        **_described(text.metadata, said),
        **_keywords(text.metadata, said),
        **_banner(text.metadata, said),
        "output-file": file_name(edition, text.case),
    }
    return f"---\n{_yaml(head)}---\n\n"


def _book(edition: Edition, texts: Sequence[ExportText], metadata: Metadata, said: Mapping[str, str]) -> dict[str, Any]:
    back = [text for text in texts if text.place == "back"]
    chapters = {"chapters": [f"{text.name}.qmd" for text in texts if text not in back]}
    appendices = {"appendices": [f"{text.name}.qmd" for text in back]} if back else {}
    return {
        "title": said[_title(metadata)],
        **_described(metadata, said),
        "output-file": file_name(edition, None),
        "downloads": [format_ for format_, offered in IS_DOWNLOADED.items() if offered],
        **chapters,
        **appendices,
    }


def _title(metadata: Metadata) -> str:
    """Return the title of a book, marked as a draft if its document is one."""
    return words.draft_title(metadata.heading) if metadata.draft else metadata.heading


def _described(metadata: Metadata, said: Mapping[str, str]) -> dict[str, Any]:
    return {
        "subtitle": said[metadata.subtitle],
        "author": [said[author] for author in metadata.authors],
        "date": metadata.date,
        "description": said[metadata.description],
    }


def _keywords(metadata: Metadata, said: Mapping[str, str]) -> dict[str, Any]:
    return {"keywords": [said[word] for word in metadata.keywords]} if metadata.keywords else {}


def _banner(metadata: Metadata, said: Mapping[str, str]) -> dict[str, str]:
    return {"banner": said[metadata.banner]} if metadata.banner else {}


def _said(metadata: Metadata) -> tuple[str, ...]:
    said = (metadata.title, _title(metadata), metadata.subtitle, metadata.description, metadata.banner)
    return (*said, *metadata.authors, *metadata.keywords)


def _yaml(settings: Mapping[str, Any]) -> str:
    """Return settings as YAML, one key or item per line; whatever could be read as something else is quoted."""
    return "".join(f"{line}\n" for line in _lines(settings, ""))


def _lines(settings: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in settings.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _lines(value, f"{indent}  ")
        elif isinstance(value, list):
            yield f"{indent}{key}:"
            yield from (f"{indent}  - {_scalar(item)}" for item in value)
        else:
            yield f"{indent}{key}: {_scalar(value)}"


def _scalar(value: object) -> str:
    if isinstance(value, str) and PLAIN.fullmatch(value) and value.lower() not in RESERVED:
        return value
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (str, bool)) else str(value)
