"""What a PDF declares, and what outloud says of it, is told; of a file as it is built, nothing."""

from __future__ import annotations

import io
import tempfile
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import outloud as checker  # type: ignore[import-untyped]  # it comes without types
import pikepdf
import pytest
from outloud.registry import all_rules  # type: ignore[import-untyped]  # same reason

from kefu import tree
from kefu.assemble import assemble, outlines
from kefu.authored import Format
from kefu.check.conformance import MISTAKEN, READING_PAGES, conformance, outloud
from kefu.check.readers.pdf.tag_tree import read_structure
from kefu.check.readers.structure import Structure
from kefu.check.tags.comparison import tags
from kefu.engines.pandoc import PandocEngine
from kefu.rules.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from kefu.model import Document, Project

PATH: Final = PurePosixPath("public/report/prov-rapport.pdf")
SPACE: Final = {"t": "Space"}
DRAWING: Final = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'


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


SABOTAGE: Final[dict[str, tuple[Callable[[pikepdf.Pdf], None], str]]] = {
    "PDF/UA is not declared": (undeclare("pdfuaid:part"), "pdf-ua-is-declared"),
    "PDF/A is not declared": (undeclare("pdfaid:part", "pdfaid:conformance"), "pdf-a-is-declared"),
    "PDF/A of no level is declared": (undeclare("pdfaid:conformance"), "pdf-a-is-declared"),
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
    assert outloud(content, PATH) == ()
    assert outloud(content, PATH, skip=MISTAKEN) == ()


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


def test_what_outloud_finds_is_told_with_its_place(report: tuple[Document, bytes]) -> None:
    def without_alt(pdf: pikepdf.Pdf) -> None:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure" and "/Alt" in item:
                del item["/Alt"]

    findings = outloud(changed(report[1], without_alt), PATH)

    assert {finding.rule.name for finding in findings} == {"outloud-passes"}
    assert {finding.severity for finding in findings} == {Severity.ERROR}
    assert {finding.location.path for finding in findings} == {PATH}
    assert [finding.message for finding in findings if "FIG-001" in finding.message]
    assert all(hint.startswith("it is ") for finding in findings for hint in finding.hints)


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.7\n"], ids=["nothing", "text", "head"])
def test_a_file_that_outloud_cannot_read_does_not_pass(content: bytes) -> None:
    (finding,) = outloud(content, PATH)

    assert finding.severity is Severity.ERROR
    assert finding.message == "outloud cannot read the file"
    assert tempfile.gettempdir() not in str(finding)


def test_a_truncated_file_does_not_pass(report: tuple[Document, bytes]) -> None:
    findings = outloud(report[1][: len(report[1]) // 2], PATH)

    assert Severity.ERROR in {finding.severity for finding in findings}


def test_a_rule_that_outloud_cannot_finish_does_not_pass(
    report: tuple[Document, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_document: object) -> None:
        raise ValueError("no")

    rule = next(rule for rule in all_rules() if rule.id == "FIG-001")
    monkeypatch.setattr(rule, "fn", crash)

    (finding,) = outloud(report[1], PATH)

    assert finding.severity is Severity.ERROR
    assert finding.message == "outloud could not finish its rule FIG-001"
    assert finding.hints == ("ValueError: no",)


def test_a_check_that_checked_nothing_does_not_pass(report: tuple[Document, bytes]) -> None:
    (finding,) = outloud(report[1], PATH, skip=frozenset(rule.id for rule in all_rules()))

    assert finding.severity is Severity.ERROR


def test_no_rule_that_is_run_in_a_check_interprets_pages(
    report: tuple[Document, bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    items = {"t": "BulletList", "c": [[tree.para(tree.text("Ett"))], [tree.para(tree.text("Två"))]]}
    document = replace(report[0], tree=tree.document([*tree.blocks(report[0].tree), items]))
    file = tmp_path / "file.pdf"
    file.write_bytes(PandocEngine().render(document, Format.PDF).content)
    slow: set[str] = set()
    own = checker.Document.content

    def content(document: Any, page: int) -> object:
        slow.add(rule.id)
        return own(document, page)

    def fitz(_document: object) -> None:
        slow.add(rule.id)

    monkeypatch.setattr(checker.Document, "content", content)
    monkeypatch.setattr(checker.Document, "fitz", fitz)
    for rule in all_rules():
        if rule.fn and rule.requires != "source":  # what needs a second file to compare with is never run
            opened = checker.Document(str(file))
            tuple(rule.fn(opened) or ())
            opened.close()

    assert slow - READING_PAGES == set()
    assert {rule.id for rule in all_rules()} >= READING_PAGES


def test_the_rule_that_is_never_run_is_still_mistaken(report: tuple[Document, bytes], tmp_path: Path) -> None:
    links = [inline for n in range(24) for inline in (tree.link(f"https://example.org/{n}", tree.text("här")), SPACE)]
    document = replace(report[0], tree=tree.document([tree.para([*tree.text("Ord"), SPACE, *links])]))
    file = tmp_path / "file.pdf"
    file.write_bytes(PandocEngine().render(document, Format.PDF).content)

    assert tags(document, read_structure(file.read_bytes()), PATH) == (), "the words are tagged in their order"
    assert [finding.rule for finding in checker.check(str(file), only=MISTAKEN).findings] == ["ORD-001"]
