"""A Word file says which document it is, and each of its paragraphs where it is written, and shows nothing of it."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import pytest

from kefu import tree
from kefu.engines import docx
from kefu.engines.docx import file
from kefu.engines.docx.marks import PROPERTY, identity, marked
from kefu.engines.docx.xml import W
from kefu.engines.pandoc import by_pandoc
from kefu.marks import NAME, paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kefu.model import Document

PARTS: Final = ("word/document.xml", "word/footnotes.xml")


def named(content: bytes) -> dict[str, str]:
    """Return the text of the paragraph that each mark of a Word file stands in, by the name of the mark."""
    found: dict[str, str] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in PARTS:
            for paragraph in ET.fromstring(archive.read(part)).iter(f"{W}p"):  # noqa: S314 - our own
                text = "".join(run.text or "" for run in paragraph.iter(f"{W}t"))
                for mark in paragraph.iter(f"{W}bookmarkStart"):
                    if NAME.fullmatch(name := mark.get(f"{W}name", "")):
                        assert name not in found
                        found[name] = text
    return found


def render(document: Document) -> bytes:
    return docx.render(document, convert=by_pandoc).content


@pytest.fixture(scope="module")
def made(rich: Document, books: Mapping[str, Document]) -> Mapping[str, tuple[Document, bytes]]:
    return {one.name: (one, render(one)) for one in (rich, books["report report"])}


def test_every_paragraph_has_its_mark_in_text_notes_lists_cells_captions_boxes_and_bibliography(
    made: Mapping[str, tuple[Document, bytes]],
) -> None:
    for document, content in made.values():
        found = named(content)
        wanted = {one.mark: one for one in paragraphs(tree.blocks(document.tree))}

        assert set(found) == set(wanted)
        for mark, one in wanted.items():
            picture = [inline["t"] for inline in one.inlines] == ["Image"]
            assert picture or _letters(one.text) in _letters(found[mark]), one


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def test_a_paragraph_begins_with_its_mark(made: Mapping[str, tuple[Document, bytes]]) -> None:
    with zipfile.ZipFile(io.BytesIO(made["report"][1])) as archive:
        root = ET.fromstring(archive.read(PARTS[0]))  # noqa: S314 - our own
    facts = 0
    for paragraph in root.iter(f"{W}p"):
        tags = [child.tag.removeprefix(W) for child in paragraph]
        starts = [number for number, child in enumerate(paragraph) if NAME.fullmatch(child.get(f"{W}name", ""))]
        facts += len(starts) > 1  # a term, and what is said about it
        assert not starts or starts[0] == tags.count("pPr")

    assert facts == 8


def test_nothing_but_bookmarks_is_put_in_a_file(books: Mapping[str, Document], monkeypatch: pytest.MonkeyPatch) -> None:
    document = books["cases/01-skolan teacher"]
    with_marks = render(document)
    monkeypatch.setattr(file, "marked", lambda document: document)
    without = render(document)
    texts = []
    for content in (with_marks, without):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            root = ET.fromstring(archive.read(PARTS[0]))  # noqa: S314 - our own
        ours = {e.get(f"{W}id") for e in root.iter() if NAME.fullmatch(e.get(f"{W}name", ""))}
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag in {f"{W}bookmarkStart", f"{W}bookmarkEnd"}:
                    if child.get(f"{W}id") in ours:
                        parent.remove(child)
                    child.attrib.pop(f"{W}id")
        texts.append(ET.tostring(root))

    assert texts[0] == texts[1]


def test_a_document_that_is_marked_is_another_and_the_first_stays_as_it_is(books: Mapping[str, Document]) -> None:
    document = books["cases/01-skolan student"]
    before = document.tree

    assert marked(document).tree != before
    assert document.tree == before


def test_a_file_is_known_by_name_edition_and_what_is_written(books: Mapping[str, Document]) -> None:
    document = books["cases/01-skolan teacher"]
    digest = hashlib.sha256(document.tree.encode()).hexdigest()

    assert PROPERTY == "kefu-document"
    assert identity(document) == f"cases/01-skolan teacher {digest}"
    assert identity(replace(document, tree=document.tree.replace("a", "b"))) != identity(document)


def test_libreoffice_keeps_every_mark_in_its_paragraph(
    made: Mapping[str, tuple[Document, bytes]], soffice: str, tmp_path: Path
) -> None:
    _, content = made["report"]
    path = tmp_path / "sent.docx"
    path.write_bytes(content)
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [soffice, home, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "back"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)

    back = (tmp_path / "back" / path.name).read_bytes()
    assert {name: _letters(text) for name, text in named(back).items()} == {
        name: _letters(text) for name, text in named(content).items()
    }
    with zipfile.ZipFile(io.BytesIO(back)) as archive:
        assert identity(made["report"][0]) in archive.read("docProps/custom.xml").decode()
