"""An import is planned, and then written as a whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.manuscripts.citations.fields import book, complex_field, item, zotero
from tests.manuscripts.imports import TITLE, picture, planned, said, text, word
from tests.word.ooxml import answers, begin, comment, end, p, r

from kefu.diagnostics import BuildError, OutputError
from kefu.load import load
from kefu.manuscripts import carry_out
from kefu.review import read_rounds

if TYPE_CHECKING:
    from pathlib import Path

CASE = (
    TITLE,
    p(r("Fallbeskrivning"), style="Rubrik1"),
    p(r("Mötet"), style="Rubrik2"),
    p(r("Text.")),
    p(r("Diskussionsfrågor"), style="Rubrik1"),
    p(r("Vad?")),
    p(r("Lärarhandledning"), style="Rubrik1"),
    p(r("HEMLIGT")),
)


def test_a_case_is_written_loads_and_has_its_text_in_its_parts(small: Path) -> None:
    plan = planned(small, word(*CASE))
    carry_out(small, plan)

    case = load(small, jobs=1).project.cases[-1]
    assert (case.number, case.description.title) == (3, "Badhuset")
    assert (small / "cases/03-badhuset/case.md").read_text(encoding="utf-8") == "# Mötet\n\nText.\n"
    assert (small / "cases/03-badhuset/teaching-note.md").read_text(encoding="utf-8") == "HEMLIGT\n"
    assert "epilogue.md: the manuscript has no such part" in said(plan)


def test_nothing_is_overwritten(small: Path) -> None:
    carry_out(small, planned(small, word(*CASE)))

    with pytest.raises(OutputError, match="there is already a case"):
        planned(small, word(*CASE))


def test_a_chapter_lies_beside_the_others_with_its_pictures_and_the_line_to_add_is_told(small: Path) -> None:
    body = (TITLE, p(r("Mötet"), style="Rubrik3"), p(picture("Vy")), p(r("Figur 1. Vy"), style="Beskrivning"))
    plan = planned(small, word(*body), as_chapter=True)
    before = (small / "report/publication.yaml").read_bytes()
    carry_out(small, plan)

    written = (small / "report/badhuset.md").read_text(encoding="utf-8")
    assert written.startswith("# Badhuset {#sec-badhuset}\n\n## Mötet\n")
    assert (small / "report/badhuset-vy.png").exists()
    assert "add “badhuset.md” to “chapters”" in said(plan)
    assert (small / "report/publication.yaml").read_bytes() == before
    with pytest.raises(OutputError, match="is there already"):
        planned(small, word(*body), as_chapter=True)


def test_a_chapter_that_cannot_be_written_whole_is_not_there(small: Path) -> None:
    body = (TITLE, p(picture("Vy")), p(r("Figur 1. Vy"), style="Beskrivning"))
    plan = planned(small, word(*body), as_chapter=True)
    (small / "report/badhuset.md").write_text("Mitt.", encoding="utf-8")

    with pytest.raises(OutputError):
        carry_out(small, plan)

    assert (small / "report/badhuset.md").read_text(encoding="utf-8") == "Mitt."
    assert not (small / "report/badhuset-vy.png").exists()


def test_the_title_is_given_or_a_heading_above_all_others_or_asked_for(small: Path) -> None:
    headed = word(p(r("Bron"), style="Rubrik1"), p(r("A."), style="Rubrik2"), p(r("Text.")))

    assert planned(small, headed, as_chapter=True).target.name == "bron.md"
    assert planned(small, headed, as_chapter=True, title="Hamnen").target.name == "hamnen.md"
    with pytest.raises(BuildError, match="manuscript-has-title"):
        planned(small, word(p(r("Text."))))


def test_names_of_those_who_wrote_in_the_file_are_told_and_stay_out(small: Path) -> None:
    body = (*CASE, p(begin(0), r("Sara Lind skrev."), end(0)))
    content = word(*body, comments=(comment(0, "Hm", who="Sara Lind"),), core={"creator": "Olof Berg"})

    plan = planned(small, content)

    assert "names in the file's properties, comments and changes: 2" in said(plan)
    assert "“Sara Lind”, who has written in the file, is named in the text" in said(plan)
    assert not any(b"Olof Berg" in content for content in plan.files.values())
    assert "Olof" not in text(plan)


CITING = (
    TITLE,
    p(r("Fallbeskrivning"), style="Rubrik1"),
    p(r("Så "), complex_field(zotero(item(book(title="Bad i blåst"), locator="12")), "(Ek 2019, s. 12)"), r(".")),
    p(r("Myten (Svara 2001, s. 4) lever (Svara 2010).")),
)


def test_citations_of_programs_and_typed_ones_are_cited_and_doubtful_ones_told(small: Path) -> None:
    before = (small / "bibliography/references.bib").read_bytes()
    plan = planned(small, word(*CITING))
    assert (small / "bibliography/references.bib").read_bytes() == before
    carry_out(small, plan)

    after = (small / "bibliography/references.bib").read_bytes()
    written = (small / "cases/03-badhuset/case.md").read_text(encoding="utf-8")
    assert after.startswith(before)
    assert "Bad i blåst" in after.removeprefix(before).decode()
    assert written == "Så [@ek2019, s. 12].\n\nMyten [@svara2001, s. 4] lever (Svara 2010).\n"
    case = "cases/03-badhuset/case.md"
    first, second, doubtful = said(plan).splitlines()[-3:]
    under = "under “Fallbeskrivning”)"
    assert first == f"{case}:1: taken over: “(Ek 2019, s. 12)” cites @ek2019 (in the manuscript: paragraph 1 {under}"
    assert second.startswith(f"{case}:3: taken over: “(Svara 2001, s. 4)” cites @svara2001 (in the manuscript: ")
    assert doubtful.startswith(f"{case}:3: not taken over: “(Svara 2010)” stays text: it could be @svara1985 or @")
    assert "“ek2019” is a new entry in bibliography/references.bib" in said(plan)
    assert load(small, jobs=1).project.cases[-1].description.title == "Badhuset"


def test_the_bibliography_is_as_it_was_if_the_case_cannot_be_written(small: Path) -> None:
    before = (small / "bibliography/references.bib").read_bytes()
    plan = planned(small, word(*CITING))
    (small / plan.target).mkdir()
    (small / plan.target / "mitt.md").write_text("Mitt.", encoding="utf-8")

    with pytest.raises(OutputError):
        carry_out(small, plan)

    assert (small / "bibliography/references.bib").read_bytes() == before


def test_a_list_of_works_is_left_out_with_the_marks_of_its_paragraphs_in_it(small: Path) -> None:
    listed = (p(r("Referenser"), style="Rubrik1"), p(r("Svara, J. H. (2001). The Myth of the Dichotomy. PAR.")))
    plan = planned(small, word(*CITING, *listed))

    assert "The Myth" not in text(plan)
    assert "The Myth of the Dichotomy. PAR.” is left out, which is @svara2001" in said(plan)


def test_citations_typed_in_markdown_are_found(small: Path) -> None:
    plan = planned(small, "# Fallbeskrivning\n\nSå (Svara 2001).\n".encode(), name="manus.md", title="Badhuset")

    assert text(plan) == "Så [@svara2001].\n"


def test_comments_become_a_round_of_review_and_none_is_lost(small: Path) -> None:
    body = (*CASE, p(begin(0), r("Slutet"), end(0), r(" kommer.")))
    comments = (comment(0, "Varför?", para="A0"), comment(1, "Därför.", para="A1"), comment(2, "Utan plats."))
    plan = planned(small, word(*body, comments=comments, extended=(answers("A0"), answers("A1", "A0"))))
    carry_out(small, plan)

    (found,) = read_rounds(small)
    assert [[one.text for one in item.said] for item in found.items] == [["Varför?", "Därför."], ["Utan plats."]]
    assert [str(item.place.path) for item in found.items] == ["cases/03-badhuset/teaching-note.md", "."]
    assert found.items[0].words == "Slutet"
    assert f"3, in review/{found.name}.yaml, 1 of them without a place" in said(plan)
