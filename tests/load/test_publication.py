"""The publication and what it names. Mistakes in it are among the fixtures of `test_project.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kefu.diagnostics import BuildError
from kefu.load import load
from kefu.load.problems import Problems
from kefu.load.publication import Front, read_front
from kefu.reading import markup

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.model import Project

ENTRIES = """\
@article{svara1985, title = {Dichotomy and Duality}}
@article{svara2001, title = {The Myth of the Dichotomy}}
@legislation{kommunallag, title = {Kommunallag}}
"""


def front_of(root: Path) -> Front:
    problems = Problems()
    front = read_front(root, problems)
    assert problems.settle() == ()
    assert front is not None
    return front


def test_each_part_is_needed_by_the_first_edition_that_names_it(small: Path) -> None:
    assert front_of(small).needed == {
        "case": "report",
        "questions": "student",
        "teaching-note": "teacher",
        "epilogue": "teacher",
    }


@pytest.mark.parametrize(
    ("body", "before"),
    [("[cases, inledning.md, analys.md]", 1), ("[inledning.md, cases, analys.md]", 2), ("[cases]", 1)],
)
def test_the_cases_come_after_the_chapters_that_are_listed_before_them(body: str, before: int, small: Path) -> None:
    publication = small / "report" / "publication.yaml"
    text = publication.read_text(encoding="utf-8")
    publication.write_text(text.replace("[inledning.md, cases, analys.md]", body), encoding="utf-8")
    for name in ("inledning.md", "analys.md"):
        if name not in body:
            (small / "report" / name).unlink()
    assert front_of(small).cases_after == before


def test_a_restricted_edition_has_its_own_terms_and_licence_and_the_others_those_of_the_publication(
    small: Path,
) -> None:
    publication = small / "report" / "publication.yaml"
    own = "{name: Egen, url: https://example.org/egen}"
    more = f"""\
  paper: {{title: Papper, document: case, parts: [case], visibility: public, licence: {own}}}
  course: {{title: Kurs, document: case, parts: [case], visibility: restricted, licence: {own}, terms: Så här.}}
"""
    publication.write_text(publication.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert {
        edition.name: (edition.rights.licence and edition.rights.licence.name, edition.rights.terms)
        for edition in front_of(small).editions
    } == {
        "report": ("CC BY 4.0", ""),
        "student": ("CC BY 4.0", ""),
        "teacher": (None, "Du får undervisa med utgåvan, men inte publicera den."),
        "paper": ("Egen", ""),
        "course": ("Egen", "Så här."),
    }


def test_one_chapter_is_the_summary_if_the_publication_names_it(small: Path, project: Project) -> None:
    publication = small / "report" / "publication.yaml"
    publication.write_text(f"{publication.read_text(encoding='utf-8')}summary: forord.md\n", encoding="utf-8")
    summaries = [
        chapter.text.source.path.name for chapter in load(small, jobs=1).project.chapters if chapter.is_summary
    ]
    assert summaries == ["forord.md"]
    assert not any(chapter.is_summary for chapter in project.chapters)


def test_editions_of_different_kinds_may_share_a_file_name(small: Path) -> None:
    publication = small / "report" / "publication.yaml"
    text = publication.read_text(encoding="utf-8")
    publication.write_text(text.replace("prov-rapport", "studentutgava"), encoding="utf-8")
    assert [edition.name for edition in front_of(small).editions] == ["report", "student", "teacher"]


def test_a_chapter_may_stand_in_a_folder_of_its_own(small: Path) -> None:
    publication = small / "report" / "publication.yaml"
    text = publication.read_text(encoding="utf-8")
    publication.write_text(text.replace("analys.md", "kapitel/analys.md"), encoding="utf-8")
    (small / "report" / "kapitel").mkdir()
    (small / "report" / "analys.md").rename(small / "report" / "kapitel" / "analys.md")
    chapters = [str(source.path) for _, source in front_of(small).chapters]
    assert chapters[2] == "report/kapitel/analys.md"


def test_references_are_those_of_the_bibliography_and_strings_are_filled_in(small: Path) -> None:
    (small / "bibliography" / "references.bib").write_text(
        f'{ENTRIES}@string{{par = "Public Administration Review"}}\n@article{{å:1, title = {{Ö}}, journal = par}}\n',
        encoding="utf-8",
    )
    references = front_of(small).references
    assert sorted(references) == ["kommunallag", "svara1985", "svara2001", "å:1"]
    assert "Review" in references["å:1"]


@pytest.mark.parametrize(
    "entry",
    [
        "@article{, title = {x}}",
        "@article{a b, title = {x}}",
        "@article{a, title = {x} year = {2001}}",
        "@article(a, title = {x})",
        "@article",
        "@",
        "@article{a, title = {\\foo{x} $x \\alpha_ & # % ~ ^}, year = {20}, author = {, and , and}}",
    ],
    ids=["no-key", "space-in-key", "no-comma", "round-brackets", "no-brackets", "lone-sign", "nonsense"],
)
def test_what_nobody_cites_never_keeps_the_others_from_being_read(entry: str, small: Path) -> None:
    text = f"{ENTRIES}{entry}\n\n@book{{z, title = {{z}}}}\n"
    (small / "bibliography" / "references.bib").write_text(text, encoding="utf-8")
    assert {"svara1985", "svara2001", "kommunallag", "z"} <= load(small, jobs=1).project.references.keys()


def test_a_bibliography_of_an_older_program_is_read_with_a_warning(small: Path) -> None:
    text = f"{ENTRIES}@book{{å, title = {{Ö}}}}\n".replace("\n", "\r\n")
    (small / "bibliography" / "references.bib").write_bytes(text.encode("cp1252"))
    loaded = load(small, jobs=1)
    assert "Ö" in loaded.project.references["å"]
    (warning,) = loaded.warnings
    assert f"{warning.location} {warning.rule} {warning.severity}" == (
        f"bibliography/references.bib:{ENTRIES.count(chr(10)) + 1}:7 text-is-utf-8 warning"
    )


def refusing(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pandoc refuse every bibliography."""

    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(markup, "read_references", refuse)


@pytest.mark.parametrize(("line", "entry"), [(1, 2), (3, 2), (5, 4), (7, 4), (9, 5)])
def test_what_pandoc_refuses_in_a_bibliography_is_told_where_its_entry_begins(
    line: int, entry: int, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n@book{a, title = {A}}\n\n@book{b, title = {B}}\n@book{c, title = {C}}\n"
    (small / "bibliography" / "references.bib").write_text(text, encoding="utf-8")
    error = f"pandoc failed: references.bib:\n(line {line}, column 13):\nunexpected 'y'\nstack"
    refusing(RuntimeError(error), monkeypatch)

    with pytest.raises(BuildError) as caught:
        front_of(small)

    (told,) = caught.value.diagnostics
    assert f"{told.location}: {told.rule}: {told.message}" == (
        f"bibliography/references.bib:{entry}:1: bibtex-is-readable: the entry cannot be read: unexpected 'y'"
    )


def test_a_bibliography_that_takes_too_long_is_told(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refusing(markup.UnreadError({0: "takes more time or memory to read than it may"}), monkeypatch)

    with pytest.raises(BuildError) as caught:
        front_of(small)

    (told,) = caught.value.diagnostics
    assert f"{told.location}: {told.rule}: {told.message}" == (
        "bibliography/references.bib:1:1: bibtex-is-readable: "
        "the bibliography takes more time or memory to read than it may"
    )


def test_a_failure_of_pandoc_that_no_entry_has_caused_is_no_mistake_of_an_author(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing(RuntimeError("pandoc failed: no memory"), monkeypatch)
    with pytest.raises(RuntimeError, match="no memory"):
        front_of(small)


def test_accepted_findings_are_kept_with_the_place_where_they_are_accepted(small: Path) -> None:
    publication = small / "report" / "publication.yaml"
    text = publication.read_text(encoding="utf-8")
    accepted = """accepted:
  - {rule: figure-is-referenced, place: "report/bilaga.md:3", reason: Bilden är ett omslag}
  - rule: table-is-referenced
    place: report/bilaga.md
    reason: Tabellen står där den behövs
"""
    publication.write_text(text + accepted, encoding="utf-8")
    line = text.count("\n") + 2
    found = load(small, jobs=1).project.acceptances
    assert [(acceptance.rule, str(acceptance.path), acceptance.line, str(place)) for acceptance, place in found] == [
        ("figure-is-referenced", "report/bilaga.md", 3, f"report/publication.yaml:{line}:5"),
        ("table-is-referenced", "report/bilaga.md", None, f"report/publication.yaml:{line + 1}:5"),
    ]


def test_without_a_word_on_it_nothing_is_accepted_and_no_registry_is_required(small: Path) -> None:
    front = front_of(small)
    assert front.acceptances == ()
    assert front.publication.registry == "optional"


@pytest.mark.parametrize(
    ("old", "new", "place", "told"),
    [
        ("</citation>", "", ":", "no well-formed XML: mismatched tag"),
        ("<citation", "<other", ":", "no well-formed XML"),
        (
            "<info>",
            '<info>\n<link href="http://www.zotero.org/styles/apa" rel="independent-parent"/>',
            "",
            "depends on",
        ),
        (None, "", ":1:1:", "no well-formed XML: no element found"),
        (None, "en text", ":1:1:", "no well-formed XML: syntax error"),
        (None, "<html/>", ":1:1:", "No citation element present"),
    ],
    ids=["unclosed", "mismatched", "dependent", "empty", "text", "not a style"],
)
def test_a_style_that_nothing_can_be_cited_in_is_told(
    old: str | None, new: str, place: str, told: str, small: Path
) -> None:
    path = small / "bibliography" / "kefu.csl"
    text = path.read_text(encoding="utf-8")
    assert old is None or old in text
    path.write_text(text.replace(old, new, 1) if old else new, encoding="utf-8")

    with pytest.raises(BuildError) as caught:
        load(small, jobs=1)

    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.rule.name == "style-is-readable"
    assert str(diagnostic).startswith(f"bibliography/kefu.csl{place}")
    assert diagnostic.location.line is not None
    assert told in diagnostic.message
