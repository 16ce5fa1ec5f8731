"""The files of an export: golden files of all its texts, its pictures, its literature, and the file that marks it.

The golden files `tests/golden/export_*.txt` show every text of the exports of the small project, in which ␣ is a
no-break space. `KEFU_UPDATE_GOLDEN=1 pytest -k golden` writes them again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import DRAWING, REPOSITORY
from tests.export.conftest import export_with, text_of

from kefu import __version__
from kefu.assemble import outlines
from kefu.export.files import MARKER
from kefu.words import NBSP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.export.conftest import Changed, Exported

    from kefu.export.files import Export
    from kefu.load import Loaded
    from kefu.model import Project

GOLDEN: Final = REPOSITORY / "tests" / "golden"
UPDATE: Final = "KEFU_UPDATE_GOLDEN"
EDITIONS: Final = ("report", "student", "teacher")
TEXTS: Final = (".qmd", ".yml", ".bib", ".md", ".gitignore")


def as_text(export: Export) -> str:
    """Return all that an export says, apart from its pictures and from what is the same in all of them."""
    pieces = []
    for file in export.files:
        shown = file.path.name.endswith(TEXTS)
        text = file.content.decode() if shown else ""
        pieces.append(f"════ {file.path}\n{text}")
    said = "".join(pieces).replace(NBSP, "␣").replace(f"kefu {__version__}.", "kefu (version).")
    return re.sub(r"`[0-9a-f]{12}`", "(digest)", said)


@pytest.mark.parametrize("edition", EDITIONS)
def test_golden_file_shows_every_text_of_an_export(edition: str, exports: Mapping[str, Export]) -> None:
    path = GOLDEN / f"export_{edition}.txt"
    text = as_text(exports[edition])
    if os.environ.get(UPDATE) == "1":
        path.write_text(text, encoding="utf-8", newline="\n")
        pytest.skip(f"wrote {path.name}; look at what git says has changed in it")

    assert text == path.read_text(encoding="utf-8"), f"if that is right, {UPDATE}=1 writes {path.name} again"


def test_a_book_has_a_text_for_each_chapter_and_case(exports: Mapping[str, Export]) -> None:
    assert [str(file.path) for file in exports["report"].files] == [
        ".gitignore",
        "01-skolan.qmd",
        "02-bron.qmd",
        "README.md",
        "_format/book.lua",
        "_format/boxes.lua",
        "_format/styles.css",
        "_format/typst-show.typ",
        "_format/web.lua",
        "_format/word.lua",
        "_quarto.yml",
        "analys.qmd",
        "bilaga.qmd",
        "figures/bars.png",
        "figures/bars.svg",
        "figures/events_bron.png",
        "figures/events_bron.svg",
        "figures/events_skolan.png",
        "figures/events_skolan.svg",
        "forord.qmd",
        "index.qmd",
        "inledning.qmd",
        "kefu-export.json",
        "references.bib",
        "references.csl",
        "references.qmd",
    ]


def test_an_edition_of_the_cases_has_a_text_for_each_case_and_only_the_literature_that_it_cites(
    exports: Mapping[str, Export],
) -> None:
    student, teacher = ({str(file.path) for file in exports[name].files} for name in ("student", "teacher"))

    assert {path for path in student if path.endswith(".qmd")} == {"01-skolan.qmd", "02-bron.qmd"}
    assert teacher - student == {"references.bib", "references.csl"}
    assert "svara1985" not in text_of(exports["teacher"], "references.bib")
    assert "svara2001" in text_of(exports["teacher"], "references.bib")


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_marker_tells_every_other_file_and_its_digest(edition: str, exports: Mapping[str, Export]) -> None:
    told = json.loads(text_of(exports[edition], str(MARKER)))

    assert told["edition"] == edition
    assert told["files"] == {
        str(file.path): hashlib.sha256(file.content).hexdigest()
        for file in exports[edition].files
        if file.path != MARKER
    }


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_file_belongs_to_the_document_that_shows_it_alone(edition: str, exports: Mapping[str, Export]) -> None:
    owners = {str(file.path): file.case and file.case.description.id for file in exports[edition].files}

    own = ("01-skolan.qmd", "figures/events_skolan.svg", "figures/events_skolan.png")
    assert {owners[path] for path in own} == {None if edition == "report" else "skolan"}
    assert owners["README.md"] is None
    assert owners["_quarto.yml"] is None


def test_the_parts_that_must_be_found_in_a_text_are_those_that_the_edition_names(
    exports: Mapping[str, Export],
) -> None:
    shown = {
        edition: {str(file.path): sorted(path.name for path in file.shows) for file in export.files if file.shows}
        for edition, export in exports.items()
    }

    every = ("01-skolan.qmd", "02-bron.qmd")
    assert {edition: [*paths] for edition, paths in shown.items()} == {edition: [*every] for edition in EDITIONS}
    assert [shown["report"][path] for path in every] == [["case.md"]] * 2
    assert [shown["student"][path] for path in every] == [["case.md", "questions.md"]] * 2
    assert [shown["teacher"][path] for path in every] == [
        ["case.md", "epilogue.md", "questions.md", "teaching-note.md"]
    ] * 2


def test_the_read_me_explains_what_the_texts_can_use_and_what_they_lack(exports: Mapping[str, Export]) -> None:
    found = {
        name: ("| `references.bib`, `references.csl` |" in text, "när mappen har en" in text, "#case-namn" in text)
        for name, text in ((name, text_of(export, "README.md")) for name, export in exports.items())
    }

    assert found == {"report": (True, False, True), "student": (False, True, False), "teacher": (True, False, False)}


def test_the_same_sources_give_the_same_bytes(project: Project, exported: Exported) -> None:
    first, second = (exported(project, "teacher") for _ in range(2))

    assert first == second


def test_comments_stay_with_their_authors(changed: Changed, exported: Exported) -> None:
    project = changed(
        {
            "cases/01-skolan/case.md": lambda text: text.replace("Anna såg", "<!-- hemligt om källan -->Anna såg"),
            "report/analys.md": lambda text: f"{text}\n<!--\nett helt stycke i en kommentar\n-->\n",
        }
    )

    said = as_text(exported(project, "report"))
    assert "hemligt" not in said
    assert "kommentar" not in said
    assert "<!--" not in said


def test_a_draft_says_so_in_its_title_in_its_texts_and_in_the_read_me(changed: Changed, exported: Exported) -> None:
    project = changed({"cases/01-skolan/case.yaml": lambda text: text.replace("status: review", "status: draft")})

    student, report = exported(project, "student"), exported(project, "report")
    assert 'title: "UTKAST: Fall␣1: Skolan – Studentutgåva"' in text_of(student, "01-skolan.qmd").replace(NBSP, "␣")
    assert "banner: UTKAST" not in text_of(student, "02-bron.qmd")
    assert 'title: "UTKAST: En liten rapport"' in text_of(report, "_quarto.yml")
    assert "**UTKAST.**" in text_of(student, "README.md")
    assert "**UTKAST.**" in text_of(report, "README.md")


@pytest.mark.slow
def test_no_text_of_this_repositorys_export_has_markup_that_a_person_would_not_write(manuscript: Loaded) -> None:
    project = manuscript.project
    drawings = {name: DRAWING for outline in outlines(project) for name in outline.drawings}
    for edition in project.editions:
        for file in export_with(project, edition.name, drawings).files:
            if file.path.suffix == ".qmd":
                text = file.content.decode()
                assert "<" not in text.replace("<https://", "").replace("<kontakt@", ""), file.path
                assert "{=" not in text, file.path
                assert "\\" not in text.replace("\\\n", ""), file.path
