"""Files that a real Quarto makes say what the default engine's say. `nox -s quarto` runs these; they need Quarto."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import pikepdf
import pytest
from tests.engines.conftest import EVERYTHING
from tests.readers import READERS, elements, headings_of, said_in

from kefu import tree
from kefu.authored import Format
from kefu.check.leaks.canaries import squeezed
from kefu.check.readers.pdf.tag_tree import read_structure
from kefu.diagnostics import BuildError
from kefu.engines.conversion import Conversion
from kefu.engines.pandoc import PandocEngine
from kefu.engines.quarto.engine import QuartoEngine
from kefu.engines.quarto.program import find
from kefu.reading import markup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from kefu.engines import Engine, Rendered
    from kefu.model import Document

    Render = Callable[[str, Format, str], Rendered]

QUARTO: Final = "quarto"
DEFAULT: Final = "default"

pytestmark = pytest.mark.quarto

TRICKY: Final = """\
# Priset $title$

Det kostar $body$ eller $$x$$ kronor, `$lang$`, {{< meta title >}} och {{< pagebreak >}}. Se även \\@fig-ingen.

{{< include document.json >}}

::: {.callout-note}
Ett råd utan ruta.
:::

::: {.content-hidden}
Det som Quarto annars döljer.
:::

::: {#fig-lur}
En figur som ingen är.
:::
"""
"""What Quarto would make something of, if it met it in a text of its own."""

TITLE: Final = "Skolans \"pris\": $title$, {{< meta lang >}} & 'mer'\nän så"


@pytest.fixture(scope="session")
def engine() -> QuartoEngine:
    return QuartoEngine(program=find(None, os.environ))


@pytest.fixture(scope="session")
def documents(books: Mapping[str, Document], rich: Document) -> Mapping[str, Document]:
    texts = [TRICKY, EVERYTHING.replace("### ", "## ")]  # levels of headings that a PDF can have
    blocks = [block for text in markup.read(texts, jobs=1) for block in json.loads(text)]
    student = books["cases/01-skolan student"]
    everything = replace(with_blocks(student, blocks), assets=rich.assets)
    return {
        "report": books["report report"],
        "student": student,
        "teacher": books["cases/01-skolan teacher"],
        "everything": replace(everything, metadata=replace(student.metadata, title=TITLE, heading=TITLE)),
    }


@pytest.fixture(scope="session")
def rendered(documents: Mapping[str, Document], engine: QuartoEngine) -> Render:
    """Return a function that renders a document with an engine, each but once."""
    engines: Mapping[str, Engine] = {QUARTO: engine, DEFAULT: PandocEngine()}

    @cache
    def render(name: str, format_: Format, by: str) -> Rendered:
        return engines[by].render(documents[name], format_)

    return render


def with_blocks(document: Document, blocks: list[tree.Node]) -> Document:
    part = tree.div(["", ["part", "case"], [["origin", "cases/01-skolan/case.md"]]], blocks)
    return replace(document, tree=tree.document([part, *tree.blocks(document.tree)]))


every_document = pytest.mark.parametrize("name", ["report", "student", "teacher", "everything"])
every_format = pytest.mark.parametrize("format_", Format)


class Events(HTMLParser):
    """Collects what a web page is, however it is written down: its tags with their attributes, and its words."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag, *(f"{key}={' '.join((value or '').split())}" for key, value in sorted(attrs))]

    def handle_data(self, data: str) -> None:
        self.found += data.split()


@every_format
@every_document
def test_a_file_has_the_headings_and_the_words_of_the_default_engine_s(
    name: str, format_: Format, rendered: Render
) -> None:
    made, default = (rendered(name, format_, by) for by in (QUARTO, DEFAULT))
    headings, text = READERS[format_](made.content)
    wanted_headings, wanted_text = READERS[format_](default.content)

    assert wanted_headings
    assert [*map(squeezed, headings)] == [*map(squeezed, wanted_headings)]
    assert squeezed(text) == squeezed(wanted_text)
    assert made.warnings == ()


@every_format
@pytest.mark.parametrize("name", ["report", "student", "teacher"])
def test_a_file_has_the_document_s_headings_captions_references_and_literature(
    name: str, format_: Format, documents: Mapping[str, Document], rendered: Render
) -> None:
    headings, text = READERS[format_](rendered(name, format_, QUARTO).content)
    letters = squeezed(text)
    wanted, said = headings_of(documents[name]), said_in(documents[name])

    assert [heading for heading in map(squeezed, headings) if heading in wanted] == wanted
    for kind in ("captions", "alternative texts", "references"):
        assert said[kind], kind
    assert bool(said["literature"]) == (name != "student"), "this document cites nothing"
    assert [one for every in said.values() for one in every if one not in letters] == []


@every_document
def test_a_web_page_has_the_elements_links_pictures_and_words_of_the_default_engine_s(
    name: str, rendered: Render
) -> None:
    made, default = (rendered(name, Format.HTML, by) for by in (QUARTO, DEFAULT))

    assert Events(made.content).found == Events(default.content).found
    assert made.assets == default.assets


@every_document
def test_a_pdf_declares_pdf_ua_and_pdf_a_and_keeps_alternative_texts(name: str, rendered: Render) -> None:
    made, default = (read_structure(rendered(name, Format.PDF, by).content) for by in (QUARTO, DEFAULT))
    alts, wanted = (
        [element.alt for root in one.elements for element in elements(root) if element.role == "Figure"]
        for one in (made, default)
    )

    assert (made.pdf_ua, made.pdf_a) == ("1", "2A")
    assert [*made.unembedded] == []
    assert wanted
    assert "" not in alts
    assert alts == wanted


@every_document
def test_a_pdf_has_its_document_s_title_date_and_language(
    name: str, documents: Mapping[str, Document], rendered: Render
) -> None:
    with pikepdf.open(io.BytesIO(rendered(name, Format.PDF, QUARTO).content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == documents[name].metadata.title
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260301")
        assert str(pdf.Root["/Lang"]) == "sv-SE"


@every_format
def test_nothing_is_made_of_what_quarto_would_expand_hide_or_number(format_: Format, rendered: Render) -> None:
    _, text = READERS[format_](rendered("everything", format_, QUARTO).content)
    words = "".join(text.split())

    for literal in (
        "Priset$title$",
        "$body$eller$$x$$kronor",
        "$lang$",
        "{{<metatitle>}}",
        "{{<pagebreak>}}",
        "{{<includedocument.json>}}",
        "@fig-ingen",
        "Ettrådutanruta.",
        "DetsomQuartoannarsdöljer.",
        "Enfigursomingenär.",
    ):
        assert literal in words


@every_format
def test_the_same_document_gives_the_same_bytes(
    format_: Format, documents: Mapping[str, Document], rendered: Render, engine: QuartoEngine
) -> None:
    assert engine.render(documents["everything"], format_) == rendered("everything", format_, QUARTO)


def test_an_error_in_typst_code_names_its_source_and_its_passage(
    documents: Mapping[str, Document], engine: QuartoEngine
) -> None:
    broken = with_blocks(documents["student"], [tree.raw_block("typst", "#ingenting(1)")])
    with pytest.raises(BuildError) as error:
        engine.render(broken, Format.PDF)
    (diagnostic,) = error.value.diagnostics

    assert diagnostic.rule.name == "typst-compiles"
    assert diagnostic.location.path == PurePosixPath("cases/01-skolan/case.md")
    assert diagnostic.message == f"unknown variable: ingenting (in {broken.metadata.title})"
    assert "#ingenting(1)" in diagnostic.passage


def test_a_picture_that_a_pdf_misses_is_told_at_its_source(
    documents: Mapping[str, Document], engine: QuartoEngine
) -> None:
    broken = with_blocks(documents["student"], [tree.para([tree.image("saknas.png", "Något")])])
    with pytest.raises(BuildError) as error:
        engine.render(broken, Format.PDF)
    (diagnostic,) = error.value.diagnostics

    assert diagnostic.location.path == PurePosixPath("cases/01-skolan/case.md")
    assert diagnostic.message == f"file not found (searched at saknas.png) (in {broken.metadata.title})"


def test_a_picture_that_an_epub_misses_is_an_error_of_its_document(
    documents: Mapping[str, Document], engine: QuartoEngine
) -> None:
    document = documents["student"]
    broken = Conversion(document=document, format=Format.EPUB, blocks=[tree.para([tree.image("saknas.png", "Något")])])
    with pytest.raises(BuildError) as error:
        engine.convert(broken)
    (diagnostic,) = error.value.diagnostics

    assert diagnostic.message.startswith(f"Quarto, epub of {document.metadata.title}: Could not fetch resource")
    assert "saknas.png" in diagnostic.message


def test_a_whole_build_passes_its_gate(small: Path) -> None:
    publication = small / "report" / "publication.yaml"
    text = publication.read_text(encoding="utf-8")
    text = text.replace("visibility: public", "visibility: public, formats: [pdf, html, epub, docx]")
    publication.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "kefu", "build", "--engine", "quarto", "--quiet", "--jobs", "2"],
        cwd=small,
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=240,
    )
    made = {path.suffix for path in (small / "dist").rglob("prov-rapport.*")}

    assert (done.returncode, done.stderr) == (0, "")
    assert made == {".pdf", ".html", ".epub", ".docx"}
