"""What an export says in YAML: the project's settings, and the head of each text that is a document of its own."""

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
"""The script that mends the pages of the web book, which holds for no other project.

Quarto 1.10 makes the book's literature by a call of pandoc without `lang` (`generateBibliography`), and names the
links between its pages in Markdown.
"""

PLAIN: Final = re.compile(r"[a-zåäö_][\w./-]*|[\w-]+\.qmd")
RESERVED: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
"""Texts that are texts in YAML without quotes, apart from some. Source: YAML 1.1, which some readers still follow."""

IS_DOWNLOADED: Final = complete(Format, {Format.PDF: True, Format.DOCX: True, Format.EPUB: True, Format.HTML: False})
"""Whether the pages of a book offer the book in a format, in the order of the offer. Source: https://quarto.org/docs/books/book-output.html."""

SHIFTED: Final = "    shift-heading-level-by: -1\n"
"""Headings of documents begin at level 2, below the title, and at level 1 in formats where the title is no heading."""

CONTENTS: Final = "    toc: true\n    toc-depth: 1\n"
"""The table of contents of a printed book names chapters, not what is in them."""

SUPPORT: Final = Path(__file__).with_name("files")
"""The folder of what is the same in every export."""

FORMATS: Final = SUPPORT / "formats.yml"
"""The settings that are the same in every export, with a place for those that are not."""

LINKS: Final = SUPPORT / "format-links.yml"
"""What the page of a document offers beside itself, in words that its readers know."""


def prose(metadata: Iterable[Metadata], *, jobs: int) -> dict[str, str]:
    """Return what documents say of themselves, each piece as Markdown, because Quarto reads it as such."""
    said = [text for one in metadata for text in _said(one)]
    return dict(zip(said, markdown.inlines(said, jobs=jobs), strict=True))


def project_yaml(edition: Edition, texts: Sequence[ExportText], metadata: Metadata, said: Mapping[str, str]) -> str:
    """Return the text of `_quarto.yml`. `metadata` is that of the book or, without one, of any document of it."""
    book = texts[0].place == "index"
    depth = 2 if book else 3
    project = {"type": "book" if book else "default", "output-dir": OUTPUT, **({"post-render": BOOK} if book else {})}
    settings: dict[str, Any] = {"project": project, "lang": metadata.language}
    if book:
        settings |= {"book": _book(edition, texts, metadata, said), **_banner(metadata, said)}
    if any(text.cited for text in texts):
        settings |= {"bibliography": BIBLIOGRAPHY, "csl": STYLE}
    settings |= {"number-depth": depth, "toc-depth": depth}
    formats = Template(FORMATS.read_text(encoding="utf-8"))
    return _yaml(settings) + formats.substitute(
        contents=CONTENTS if book else "",
        shift="" if book else SHIFTED,
        links="" if book else LINKS.read_text(encoding="utf-8"),
    )


def head_yaml(edition: Edition, text: ExportText, metadata: Metadata, said: Mapping[str, str]) -> str:
    """Return the head of a text that is a document, or the first of a book; nothing for the others of a book.

    `metadata` is that of the book. Its keywords stand in its first text, or else each page of the web book shows them.
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
    """Return the title of a book, which says that it is a draft where its document does."""
    draft = metadata.title.startswith(words.draft_title(""))
    return words.draft_title(metadata.heading) if draft else metadata.heading


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
    """Return settings as YAML, a key or an item a line. What could be read as something else stands in quotes."""
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
