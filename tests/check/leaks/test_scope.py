"""What each document may show and may not show follows from the sources and its edition alone."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kefu import tree
from kefu.assemble import assemble, outlines
from kefu.authored import CaseDescription, PartKind, Publication
from kefu.check.leaks.audit import lettered, search_channels, wanted
from kefu.check.leaks.scope import _NOT_SHOWN, Scope, passages, scope_of, scope_of_site
from kefu.check.readers.channels import Channel

if TYPE_CHECKING:
    from kefu.model import Case, Edition, Project


def edition(project: Project, name: str) -> Edition:
    return next(edition for edition in project.editions if edition.name == name)


def with_part(project: Project, number: int, kind: PartKind, text: str) -> Project:
    """Return the project with a paragraph more at the end of a part of a case."""

    def changed(case: Case) -> Case:
        if case.number != number:
            return case
        return dataclasses.replace(
            case,
            parts=tuple(
                dataclasses.replace(
                    part,
                    text=dataclasses.replace(
                        part.text, blocks=json.dumps([*json.loads(part.text.blocks), tree.para(tree.text(text))])
                    ),
                )
                if part.kind is kind
                else part
                for part in case.parts
            ),
        )

    return dataclasses.replace(project, cases=tuple(map(changed, project.cases)))


def scope_in(project: Project, name: str, number: int | None) -> Scope:
    case = project.cases[number - 1] if number else None
    return scope_of(passages(project), project, edition(project, name), case)


def words(canaries: tuple[object, ...]) -> str:
    return "\n".join(str(getattr(canary, "words", "")) for canary in canaries)


PASSAGE = "Det här hemliga stycket handlar om vad läraren borde säga"


@pytest.mark.parametrize("kind", [PartKind.TEACHING_NOTE, PartKind.EPILOGUE])
@pytest.mark.parametrize(("name", "number"), [("student", 1), ("student", 2), ("report", None), ("teacher", 2)])
def test_a_part_that_is_not_included_is_excluded(
    project: Project, name: str, number: int | None, kind: PartKind
) -> None:
    found = scope_in(with_part(project, 1, kind, PASSAGE), name, number)
    assert "Det här hemliga stycket handlar" in words(found.excluded)
    assert "hemliga" not in words(found.included)


def test_a_part_that_is_included_must_be_found(project: Project) -> None:
    found = scope_in(with_part(project, 1, PartKind.TEACHING_NOTE, PASSAGE), "teacher", 1)
    assert "Det här hemliga stycket handlar" in words(found.included)
    assert "hemliga" not in words(found.excluded)


def test_the_report_may_not_show_questions(project: Project) -> None:
    changed = with_part(project, 2, PartKind.QUESTIONS, PASSAGE)
    assert "hemliga" in words(scope_in(changed, "report", None).excluded)
    assert "hemliga" not in words(scope_in(changed, "student", 2).excluded)


def test_a_file_of_no_document_may_show_nothing_of_any_part(project: Project) -> None:
    found = scope_of(passages(project), project, None, None)
    for text in ("Händelserna", "tbl-skolan-kostnader", "Epilogmarkör", "Handledningsmarkör"):
        assert text in words(found.excluded)
    assert found.included == ()


def test_what_is_also_said_where_it_may_be_seen_is_no_leak(project: Project) -> None:
    said = with_part(project, 1, PartKind.CASE, PASSAGE)
    both = with_part(said, 1, PartKind.TEACHING_NOTE, f"{PASSAGE} innan seminariet har börjat på riktigt")
    excluded = words(scope_in(both, "student", 1).excluded)
    assert "Det här hemliga stycket handlar" not in excluded
    assert "läraren borde säga innan seminariet" in excluded


def test_what_is_said_in_another_case_does_not_excuse_a_leak(project: Project) -> None:
    said = with_part(project, 2, PartKind.CASE, PASSAGE)
    both = with_part(said, 1, PartKind.TEACHING_NOTE, PASSAGE)
    assert "hemliga" in words(scope_in(both, "student", 1).excluded)


@pytest.mark.parametrize(
    "text",
    [
        "Fallet är skrivet som underlag för diskussion.",
        "Ingår i: https://creativecommons.org/licenses/by/4.0/",
    ],
)
def test_fixed_words_and_titles_are_no_leak(project: Project, text: str) -> None:
    def about(project: Project) -> list[str]:
        note = project.cases[0].part(PartKind.TEACHING_NOTE).text.source.path
        return [canary.words for canary in scope_in(project, "student", 1).excluded if canary.origin == note]

    assert about(with_part(project, 1, PartKind.TEACHING_NOTE, text)) == about(project)


@pytest.mark.parametrize(("name", "number", "shown"), [("report", None, True), ("student", 1, False)])
def test_the_title_of_a_work_may_be_shown_by_documents_that_cite_it(
    project: Project, name: str, number: int | None, *, shown: bool
) -> None:
    noted = with_part(project, 1, PartKind.TEACHING_NOTE, "The Myth of the Dichotomy")
    assert ("The Myth of the Dichotomy" in words(scope_in(noted, name, number).excluded)) != shown


def test_what_a_drawing_is_drawn_from_may_be_shown_in_that_drawing_alone(project: Project) -> None:
    cell = "Rektorn fick aldrig veta att ordföranden"
    noted = with_part(project, 1, PartKind.TEACHING_NOTE, cell)
    (bars, *others) = noted.figures
    (table,) = bars.tables
    filled = dataclasses.replace(bars, tables=(dataclasses.replace(table, rows=({"namn": cell, "antal": "1"},)),))
    its = scope_in(dataclasses.replace(noted, figures=(filled, *others)), "report", None)
    note = [canary.letters for canary in its.excluded if canary.words in cell]
    assert set(note) & its.drawn["bars.svg"]
    assert not set(note) & its.drawn["events_skolan.svg"]
    assert note


def test_comments_are_excluded_everywhere(project: Project) -> None:
    source = next(source for source in project.sources if source.path.name == "case.md")
    noted = dataclasses.replace(source, text=f"{source.text}\n<!-- Fråga Kim om detta innan vi trycker boken -->\n")
    changed = dataclasses.replace(
        project, sources=tuple(noted if other is source else other for other in project.sources)
    )
    for name, number in (("teacher", 1), ("report", None)):
        assert "Fråga Kim om detta innan" in words(scope_in(changed, name, number).excluded)


def test_a_public_file_may_not_say_that_it_is_for_teachers(project: Project) -> None:
    banner = "Lärarutgåva – får inte lämnas till"
    assert banner in words(scope_in(project, "student", 1).excluded)
    assert banner not in words(scope_in(project, "teacher", 1).excluded)


def test_the_title_of_a_heading_that_is_referred_to_may_be_shown(project: Project) -> None:
    heading = "Den långa rubriken om tavlan som lärare ritar"
    noted = json.dumps([tree.header(1, tree.attr("sec-skolan-hemlig"), tree.text(heading))])
    (case, *others) = project.cases
    parts = tuple(
        dataclasses.replace(part, text=dataclasses.replace(part.text, blocks=noted))
        if part.kind is PartKind.QUESTIONS
        else part
        for part in case.parts
    )
    changed = dataclasses.replace(project, cases=(dataclasses.replace(case, parts=parts), *others))
    assert "Den långa rubriken om tavlan" in words(scope_in(changed, "report", None).excluded)
    (chapter, *rest) = changed.chapters
    citation = {"citationId": "sec-skolan-hemlig"}
    referring = json.dumps([{"t": "Para", "c": [{"t": "Cite", "c": [[citation], []]}]}])
    telling = dataclasses.replace(chapter, text=dataclasses.replace(chapter.text, blocks=referring))
    changed = dataclasses.replace(changed, chapters=(telling, *rest))
    assert "Den långa rubriken om tavlan" not in words(scope_in(changed, "report", None).excluded)


COMMON_WORDS = (
    "kommunen",
    "vill",
    "inte",
    "att",
    "hon",
    "svarar",
    "på",
    "frågan",
    "om",
    "tid",
    "pengar",
    "makt",
    "i",
    "dag",
)
SENTENCE = st.lists(st.sampled_from(COMMON_WORDS), min_size=1, max_size=30).map(" ".join)
PROSE = st.lists(SENTENCE, min_size=1, max_size=3).map(". ".join)


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.tuples(st.sampled_from([1, 2]), st.sampled_from([*PartKind])), PROSE, min_size=1))
def test_no_document_of_any_project_leaks(project: Project, parts: dict[tuple[int, PartKind], str]) -> None:
    for (number, kind), text in parts.items():
        project = with_part(project, number, kind, text)
    known = passages(project)
    everything = outlines(project)
    drawings = {name: b"" for outline in everything for name in outline.drawings}
    documents = assemble(project, everything, everything, drawings, project.publication.date, jobs=1)
    for outline, document in zip(everything, documents, strict=True):
        its = scope_of(known, project, outline.edition, outline.case)
        shown = [
            Channel(name="tree", place=str(number), text=tree.plain([block]))
            for number, block in enumerate(tree.blocks(document.tree))
        ]
        shown.append(Channel(name="metadata", place="", text=str(document.metadata)))
        searched = search_channels(lettered(shown), wanted(its))
        assert searched.hits == ()


SHOWN: Final = {
    Publication: "title subtitle language publisher commissioner authors place date url description keywords series "
    "identifiers licence contact notice themes chapters summary bibliography editions",
    CaseDescription: "id title dilemma synopsis fictional organisation roles themes keywords actors relations timeline "
    "levels minutes",
}
"""What readers may see of what is authored about the publication and a case, some of it only in figures."""


@pytest.mark.parametrize("model", SHOWN)
def test_whoever_adds_something_to_a_description_says_whether_readers_may_see_it(
    model: type[Publication | CaseDescription],
) -> None:
    assert set(model.model_fields) == {*SHOWN[model].split(), *_NOT_SHOWN & set(model.model_fields)}


def with_chapter(project: Project, *blocks: tree.Node) -> Project:
    """Return the project with a text as the only chapter of the report."""
    (chapter, *_) = project.chapters
    text = dataclasses.replace(chapter.text, blocks=json.dumps(blocks))
    return dataclasses.replace(project, chapters=(dataclasses.replace(chapter, text=text),))


def test_what_the_report_says_excuses_the_report_and_no_edition_of_a_case(project: Project) -> None:
    said = with_part(with_chapter(project, tree.para(tree.text(PASSAGE))), 1, PartKind.TEACHING_NOTE, PASSAGE)
    assert "hemliga" not in words(scope_in(said, "report", None).excluded)
    assert "hemliga" in words(scope_in(said, "student", 1).excluded)


def test_what_two_notes_say_one_after_the_other_may_be_shown_where_they_are(project: Project) -> None:
    def note(text: str) -> tree.Node:
        return {"t": "Note", "c": [tree.para(tree.text(text))]}

    between = tree.text("Mellan dem står något annat i texten.")
    notes = [note("Det här hemliga stycket handlar"), *between, note("om vad läraren borde säga")]
    noted = with_part(project, 1, PartKind.TEACHING_NOTE, PASSAGE)
    assert "hemliga" not in words(scope_in(with_chapter(noted, tree.para(notes)), "report", None).excluded)
    assert "hemliga" in words(scope_in(with_chapter(noted, tree.para(between)), "report", None).excluded)


def test_the_site_may_show_what_some_public_edition_does_and_nothing_else(project: Project) -> None:
    asked = with_part(project, 1, PartKind.QUESTIONS, PASSAGE)
    noted = with_part(project, 1, PartKind.TEACHING_NOTE, PASSAGE)
    assert "hemliga" not in words(scope_of_site(passages(asked), asked).excluded)
    assert "hemliga" in words(scope_of_site(passages(noted), noted).excluded)


CAPTION: Final = "Staplarna visar hur många gånger läraren har fått frågan."
ALT: Final = "Två liggande staplar, den andra dubbelt så lång som den första."


def picture(target: str, caption: str = "", alt: str = "") -> tree.Node:
    image = {"t": "Image", "c": [tree.attr(), tree.text(alt or caption), [target, ""]]}
    return tree.figure(tree.attr("fig-a"), tree.text(caption), image)


@pytest.mark.parametrize(
    ("blocks", "caption", "alt"),
    [
        ([picture("figure:bars")], True, True),
        ([picture("figure:bars", "Egen bildtext")], False, True),
        ([picture("figure:bars", alt="Egen beskrivning")], True, False),
        ([picture("annat.png"), tree.para([]), picture("figure:bars")], True, True),
        ([picture("annat.png")], False, False),
        ([tree.para(tree.text("Ingen figur."))], False, False),
    ],
)
@pytest.mark.parametrize("place", ["chapter", "case"])
def test_a_caption_and_an_alternative_text_may_be_shown_where_they_are_used(
    project: Project, blocks: list[tree.Node], place: str, *, caption: bool, alt: bool
) -> None:
    figures = (
        dataclasses.replace(figure, captions={"": json.dumps(tree.text(CAPTION))}, alts={"": ALT})
        if figure.slug == "bars"
        else figure
        for figure in project.figures
    )
    noted = dataclasses.replace(project, figures=tuple(figures))
    noted = with_part(with_part(noted, 1, PartKind.TEACHING_NOTE, CAPTION), 1, PartKind.EPILOGUE, ALT)
    if place == "chapter":
        its = scope_in(with_chapter(noted, *blocks), "report", None)
    else:
        (case, *others) = noted.cases
        questions = case.part(PartKind.QUESTIONS)
        asked = dataclasses.replace(questions, text=dataclasses.replace(questions.text, blocks=json.dumps(blocks)))
        parts = tuple(asked if part is questions else part for part in case.parts)
        its = scope_in(
            dataclasses.replace(noted, cases=(dataclasses.replace(case, parts=parts), *others)), "student", 1
        )
    excluded = words(its.excluded)
    assert ("Staplarna visar hur många gånger" not in excluded) == caption
    assert ("Två liggande staplar, den andra" not in excluded) == alt


def test_what_the_publication_says_of_itself_may_be_shown_but_no_reason_for_an_acceptance(project: Project) -> None:
    acceptance = {"rule": "figure-is-referenced", "place": "report/bilaga.md:1", "reason": PASSAGE}
    publication = project.publication
    described = publication.model_copy(update={"description": PASSAGE})
    accepted = Publication.model_validate(
        {**publication.model_dump(by_alias=True, mode="json"), "accepted": [acceptance]}
    )
    noted = with_part(project, 1, PartKind.TEACHING_NOTE, PASSAGE)

    assert "hemliga" not in words(scope_in(dataclasses.replace(noted, publication=described), "student", 1).excluded)
    its = scope_in(dataclasses.replace(project, publication=accepted), "teacher", 1)
    assert {str(canary.origin) for canary in its.excluded if "hemliga" in canary.words} == {"report/publication.yaml"}


def test_that_a_file_is_for_teachers_is_said_to_come_from_the_publication(project: Project) -> None:
    its = scope_in(project, "student", 1)
    banner = {str(canary.origin) for canary in its.excluded if canary.words.startswith("Lärarutgåva")}
    assert banner == {"report/publication.yaml"}
