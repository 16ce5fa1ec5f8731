"""What a PDF does not declare or carry as its standards demand is told; of a file as it is built, nothing."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import pikepdf
import pytest
from tests.conftest import DRAWING

from kefu.assemble import assemble, outlines
from kefu.authored import Format
from kefu.check.conformance import conformance
from kefu.check.readers.pdf.tag_tree import read_structure
from kefu.check.readers.structure import Annotation, Element, Structure
from kefu.engines.pandoc import PandocEngine
from kefu.rules.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from kefu.model import Document, Project

PATH: Final = PurePosixPath("public/report/prov-rapport.pdf")


@pytest.fixture(scope="module")
def report(project: Project) -> tuple[Document, bytes]:
    everything = outlines(project)
    names = [name for outline in everything for name in outline.drawings]
    drawings = dict.fromkeys(names, DRAWING)
    (document,) = assemble(project, everything[:1], everything, drawings, project.publication.date, jobs=1)
    return document, PandocEngine().render(document, Format.PDF).content


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(written)
    return written.getvalue()


def undeclare(*keys: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            for key in keys:
                del metadata[key]

    return change


def links(pdf: pikepdf.Pdf) -> list[Any]:
    return [annotation for page in pdf.pages for annotation in page.obj.get("/Annots", [])]


def entitle(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = "En annan titel"
    pdf.docinfo["/Title"] = "En annan titel"


def unembed(pdf: pikepdf.Pdf) -> None:
    fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item]
    fonts += [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontFile3" in item]
    for key in ("/FontFile2", "/FontFile3"):
        if key in fonts[0]:
            del fonts[0][key]


def elements(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    return [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == f"/{role}"]


def unidentify(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "Note")[0]["/ID"]


def orphan(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "P")[0]["/P"]


SABOTAGE: Final[dict[str, tuple[Callable[[pikepdf.Pdf], None], str]]] = {
    "PDF/UA is not declared": (undeclare("pdfuaid:part"), "pdf-ua-is-declared"),
    "PDF/A is not declared": (undeclare("pdfaid:part", "pdfaid:conformance"), "pdf-a-is-declared"),
    "PDF/A of no level is declared": (undeclare("pdfaid:conformance"), "pdf-a-is-declared"),
    "its metadata has no title": (undeclare("dc:title"), "title-is-the-documents"),
    "its tags may be wrong": (lambda pdf: pdf.Root.MarkInfo.__setitem__("/Suspects", True), "pdf-is-marked"),
    "its other title is another": (lambda pdf: pdf.docinfo.__setitem__("/Title", "X"), "title-is-the-documents"),
    "it has no bookmarks": (lambda pdf: pdf.Root.__delitem__("/Outlines"), "pdf-has-bookmarks"),
    "it has layers": (lambda pdf: pdf.Root.__setitem__("/OCProperties", pikepdf.Dictionary()), "pdf-has-no-extras"),
    "a link has no description": (lambda pdf: links(pdf)[0].__delitem__("/Contents"), "annotations-are-accessible"),
    "a link is hidden": (lambda pdf: links(pdf)[0].__setitem__("/F", 6), "annotations-are-accessible"),
    "a link is not printed": (lambda pdf: links(pdf)[0].__setitem__("/F", 0), "annotations-are-accessible"),
    "a footnote has no identifier": (unidentify, "tag-tree-is-sound"),
    "an element does not name its parent": (orphan, "tag-tree-is-sound"),
    "it is not marked": (lambda pdf: pdf.Root.__delitem__("/MarkInfo"), "pdf-is-marked"),
    "its title is not shown": (lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"), "title-is-displayed"),
    "its title is another": (entitle, "title-is-the-documents"),
    "it has no language": (lambda pdf: pdf.Root.__delitem__("/Lang"), "language-is-declared"),
    "it is in another language": (lambda pdf: pdf.Root.__setitem__("/Lang", "en-GB"), "language-is-declared"),
    "a font is not in it": (unembed, "fonts-are-embedded"),
}


@pytest.mark.parametrize("sabotage", SABOTAGE)
def test_what_a_file_does_not_declare_is_found(report: tuple[Document, bytes], sabotage: str) -> None:
    document, content = report
    change, rule = SABOTAGE[sabotage]

    findings = conformance(document, read_structure(changed(content, change)), PATH)

    assert [finding.rule.name for finding in findings] == [rule]
    assert findings[0].severity is Severity.ERROR
    assert findings[0].location.path == PATH


def test_nothing_is_found_in_a_file_as_it_is_built(report: tuple[Document, bytes]) -> None:
    document, content = report

    assert conformance(document, read_structure(content), PATH) == ()


def test_everything_that_is_not_declared_is_told_at_once(report: tuple[Document, bytes]) -> None:
    nothing = Structure(
        title="",
        displays_title=False,
        language="",
        marked=False,
        pdf_ua="",
        pdf_a="",
        unembedded=("Georgia", "Verdana"),
        elements=(),
    )

    messages = [finding.message for finding in conformance(report[0], nothing, PATH)]

    assert len(messages) == 8
    assert messages[:2] == ["the file declares no PDF/UA, not PDF/UA-1", "the file declares no PDF/A, not PDF/A-2a"]
    assert messages[-2:] == ["the font “Georgia” is not in the file", "the font “Verdana” is not in the file"]


def test_another_level_of_a_standard_is_named(report: tuple[Document, bytes]) -> None:
    document, content = report

    findings = conformance(document, replace(read_structure(content), pdf_a="2B"), PATH)

    assert [finding.message for finding in findings] == ["the file declares PDF/A-2B, not PDF/A-2a"]


LINK: Final = Annotation(page=2, kind="Link", description="example.org", flags=4, owner="Link")


@pytest.mark.parametrize(
    ("structure", "message"),
    [
        ({"annotations": (replace(LINK, owner="Span"),)}, "a link on page 2 is not in a Link element"),
        ({"annotations": (replace(LINK, owner=""),)}, "a link on page 2 is not in a Link element"),
        ({"annotations": (replace(LINK, description=" "),)}, "a link on page 2 has no description"),
        ({"annotations": (replace(LINK, flags=4 | 32),)}, "a link on page 2 is hidden or not printed"),
        ({"annotations": (replace(LINK, flags=4 | 256),)}, "a link on page 2 is hidden or not printed"),
        ({"annotations": (replace(LINK, kind="Text"),)}, "page 2 has an annotation of type Text, which is not a link"),
        ({"untabbed": (2,)}, "the links on page 2 are not in reading order"),
        ({"unmapped": ("Georgia",)}, "the font “Georgia” does not say which glyph is which"),
        ({"extras": ("layers",)}, "the file has layers, which no document needs"),
        ({"faults": ("it is upside down",)}, "the tag tree is not sound: it is upside down"),
        ({"elements": (Element(role="TR"),)}, "the tag tree is not sound: TR is not allowed at the top level"),
    ],
)
def test_what_is_not_as_it_must_be_is_told(
    report: tuple[Document, bytes], structure: dict[str, Any], message: str
) -> None:
    document, content = report

    (finding,) = conformance(document, replace(read_structure(content), **structure), PATH)

    assert finding.message == message
    assert finding.severity is Severity.ERROR


def test_what_is_so_of_many_links_of_a_page_is_told_once(report: tuple[Document, bytes]) -> None:
    document, content = report
    hidden = replace(LINK, flags=0)

    findings = conformance(document, replace(read_structure(content), annotations=(hidden, hidden, LINK)), PATH)

    assert [finding.message for finding in findings] == ["a link on page 2 is hidden or not printed"]


def test_a_link_after_another_annotation_is_looked_at_too(report: tuple[Document, bytes]) -> None:
    document, content = report
    annotations = (replace(LINK, kind="Text"), replace(LINK, owner=""))

    found = conformance(document, replace(read_structure(content), annotations=annotations), PATH)

    assert len(found) == 2


def test_a_file_without_headings_needs_no_bookmarks(report: tuple[Document, bytes]) -> None:
    document, content = report
    structure = replace(read_structure(content), bookmarked=False, elements=(Element(role="P", children=("a",)),))

    assert "pdf-has-bookmarks" not in {one.rule.name for one in conformance(document, structure, PATH)}


@pytest.mark.parametrize("flags", [0, 4 | 1, 4 | 2, 4 | 32, 4 | 256])
def test_a_link_that_is_not_printed_or_that_somebody_cannot_see_is_told(
    report: tuple[Document, bytes], flags: int
) -> None:
    document, content = report
    structure = replace(read_structure(content), annotations=(replace(LINK, flags=flags),))
    (found,) = conformance(document, structure, PATH)

    assert found.message == "a link on page 2 is hidden or not printed"
