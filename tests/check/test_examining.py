"""A finished file is examined whole, and whatever keeps it from being read in full is an error."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pikepdf
import pytest
from tests.conftest import DRAWING

from kefu import tree
from kefu.assemble import assemble, outlines
from kefu.authored import Format
from kefu.check.examining import Examined, Task, examine
from kefu.check.leaks.audit import Wanted
from kefu.check.leaks.canaries import squeezed
from kefu.check.people import RegistryFile
from kefu.engines.pandoc import PandocEngine
from kefu.rules.leaks import ARTIFACT_IS_READ_IN_FULL, PICTURES_ARE_BARE
from kefu.rules.people import PERSONAL_DATA_IS_ABSENT

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.model import Project
    from kefu.rules.rule import Rule

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
PASSAGE = "Läraren ska aldrig berätta hur det gick"
WANTED = Wanted(excluded=(squeezed(PASSAGE),), included=())


def task(name: str, content: bytes, *, allowed: frozenset[str] = frozenset()) -> Task:
    return Task(path=PurePosixPath(name), content=content, wanted=WANTED, document=None, allowed=allowed, names=None)


def rules(examined: Examined) -> list[Rule]:
    return [finding.rule for finding in examined.findings]


def test_a_passage_in_a_file_is_found() -> None:
    examined = examine(task("public/a.txt", PASSAGE.encode()))
    assert [(hit.index, hit.channel) for hit in examined.searched.hits] == [(0, "text text")]
    assert examined.findings == ()


def test_a_passage_in_a_files_name_is_found() -> None:
    name = "public/lararen-ska-aldrig-beratta-hur-det-gick.txt"
    assert [hit.channel for hit in examine(task(name, b"x")).searched.hits] == ["file name"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7\n%%EOF"),
        ("a.pdf", b""),
        ("a.docx", b"PK\3\4"),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.bin", bytes(99)),
    ],
)
def test_a_file_that_cannot_be_read_is_an_error(name: str, content: bytes) -> None:
    examined = examine(task(name, content))
    assert ARTIFACT_IS_READ_IN_FULL in rules(examined)


def test_personal_data_in_a_file_are_found_unless_they_are_allowed() -> None:
    content = b"Skriv till kim@kommun.se eller ring 046-222 00 00."
    assert rules(examine(task("a.txt", content))) == [PERSONAL_DATA_IS_ABSENT] * 2
    allowed = frozenset({"kim@kommun.se", "046-222 00 00"})
    assert rules(examine(task("a.txt", content, allowed=allowed))) == []


@pytest.mark.parametrize(
    ("drawn", "hits", "found"),
    [
        (f"{SVG}<!-- {{}} --></svg>", ["picture: SVG comment"], []),
        (f"<!DOCTYPE svg [<!ENTITY a '{{}}'>]>{SVG}</svg>", ["picture: SVG source"], [ARTIFACT_IS_READ_IN_FULL]),
    ],
)
def test_what_the_drawings_of_a_document_say_is_found(
    project: Project, drawn: str, hits: list[str], found: list[Rule]
) -> None:
    everything = outlines(project)
    chosen = next(outline for outline in everything if outline.case)
    drawings = dict.fromkeys(chosen.drawings, drawn.format(PASSAGE).encode())
    (document,) = assemble(project, [chosen], everything, drawings, project.publication.date, jobs=1)
    examined = examine(replace(task("public/a.txt", b"x"), document=document))
    assert [hit.channel for hit in examined.searched.hits] == hits
    assert rules(examined) == found


def test_what_takes_too_long_or_too_much_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    for error, words in ((TimeoutError, "more than"), (MemoryError, "more memory"), (RecursionError, "more memory")):

        def fail(_name: str, _content: bytes, error: type[Exception] = error) -> None:
            raise error

        monkeypatch.setattr("kefu.check.readers.read", fail)
        (finding,) = examine(task("a.txt", b"")).findings
        assert finding.rule == ARTIFACT_IS_READ_IN_FULL
        assert words in finding.message


def test_what_is_not_published_may_still_say_more_than_it_shows() -> None:
    drawing = task("a.svg", f"{SVG}<!-- mer --></svg>".encode())

    assert rules(examine(drawing)) == [PICTURES_ARE_BARE]
    assert rules(examine(replace(drawing, published=False))) == []


def test_everything_that_is_wrong_with_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "names.yaml").write_text("places:\n  - {real: Kvarnsele, invented: Sjövalla}\n", encoding="utf-8")
    names = RegistryFile(path=tmp_path / "names.yaml", root=tmp_path / "project")
    content = f"{SVG}<!-- kim@kommun.se --><text>Kvarnsele</text><x".encode()

    found = examine(replace(task("public/Kvarnsele.svg", content), names=names))

    assert {rule.name for rule in rules(found)} == {
        "artifact-is-read-in-full",
        "pictures-are-bare",
        "personal-data-is-absent",
        "real-name-is-absent",
    }
    places = [finding.message for finding in found.findings if finding.rule.name == "real-name-is-absent"]
    assert any("in the file's path" in message for message in places)
    assert any("SVG" in message for message in places)


def test_a_pdf_is_held_against_its_document_and_its_standards(project: Project) -> None:
    everything = outlines(project)
    chosen = next(outline for outline in everything if outline.case)
    drawings = dict.fromkeys(chosen.drawings, DRAWING)
    (document,) = assemble(project, [chosen], everything, drawings, project.publication.date, jobs=1)
    made = PandocEngine().render(document, Format.PDF).content
    other = replace(document, tree=tree.document([tree.para(tree.text("Ring 046-222 00 11."))]))
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(PandocEngine().render(other, Format.PDF).content)) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            del metadata["pdfuaid:part"]
        pdf.save(written)

    kept = examine(replace(task("public/a.pdf", made), document=document))
    told = examine(replace(task("public/a.pdf", written.getvalue()), document=document))

    assert not {"text-is-tagged", "pdf-ua-is-declared"} & {rule.name for rule in rules(kept)}
    assert {"text-is-tagged", "pdf-ua-is-declared", "personal-data-is-absent"} <= {rule.name for rule in rules(told)}


def test_real_names_are_looked_for_in_the_drawings_of_a_document(project: Project, tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "names.yaml").write_text("places:\n  - {real: Kvarnsele, invented: Sjövalla}\n", encoding="utf-8")
    names = RegistryFile(path=tmp_path / "names.yaml", root=tmp_path / "project")
    everything = outlines(project)
    chosen = next(outline for outline in everything if outline.case)
    drawings = dict.fromkeys(chosen.drawings, f"{SVG}<desc>I Kvarnsele</desc></svg>".encode())
    (document,) = assemble(project, [chosen], everything, drawings, project.publication.date, jobs=1)
    (found,) = examine(replace(task("public/a.txt", b"x"), document=document, names=names)).findings
    assert "appears in picture: SVG description" in found.message
