"""What stands in a text for teachers and in a public one is told at both places, unless the first quotes its case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from kefu.check.acceptance import unaccepted
from kefu.check.leaks.sharing import WORDS, shared
from kefu.load import load
from kefu.rules.leaks import RESTRICTED_PASSAGE_IS_NOT_PUBLIC
from kefu.rules.rule import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.diagnostics import Diagnostic

PASSAGE: Final = "Rektorn fick aldrig veta att ordföranden redan hade bestämt sig före mötet"
CASE: Final = "cases/01-skolan/case.md"
NOTE: Final = "cases/01-skolan/teaching-note.md"


def append(root: Path, path: str, text: str) -> None:
    file = root / path
    file.write_text(f"{file.read_text(encoding='utf-8').rstrip()}\n\n{text}\n", encoding="utf-8")


def told(root: Path, *, minor: bool = True) -> tuple[Diagnostic, ...]:
    return shared(load(root, jobs=1).project, minor=minor)


def test_a_pasted_passage_is_told_at_both_places_each_naming_the_other(small: Path) -> None:
    append(small, CASE, f"Anna gick. {PASSAGE}, sade hon.")
    append(small, NOTE, f"{PASSAGE}.")

    public, restricted = told(small)

    assert {public.rule, restricted.rule} == {RESTRICTED_PASSAGE_IS_NOT_PUBLIC}
    assert (str(public.location), str(restricted.location)) == (f"{CASE}:22:12", f"{NOTE}:9:1")
    assert public.message == f"everybody can read “{PASSAGE}” here, which also stands in {NOTE}:9:1, for teachers only"
    assert f"also stands in {CASE}:22:12" in restricted.message
    assert "quotation marks" in restricted.hints[0]
    assert {public.severity, restricted.severity} == {Severity.WARNING}


def test_a_release_is_an_error_unless_both_findings_are_accepted(small: Path) -> None:
    append(small, CASE, PASSAGE)
    append(small, NOTE, PASSAGE)
    accepted = "".join(
        f"  - {{rule: restricted-passage-is-not-public, place: '{path}', reason: sagt på båda ställena}}\n"
        for path in (CASE, NOTE)
    )
    found = told(small, minor=False)
    assert {finding.severity for finding in found} == {Severity.ERROR}

    append(small, "report/publication.yaml", f"accepted:\n{accepted}")

    assert unaccepted(found, load(small, jobs=1).project.acceptances) == ()


@pytest.mark.parametrize("written", [f"Fallet: ”{PASSAGE}.” Fråga om det.", f'Hon tänkte "{PASSAGE}".', f"> {PASSAGE}"])
def test_a_note_may_quote_its_own_case_if_it_marks_the_quotation(small: Path, written: str) -> None:
    append(small, CASE, PASSAGE)
    append(small, NOTE, written)

    assert told(small) == ()


def test_a_quotation_excuses_no_second_text_that_says_the_same_as_its_own(small: Path) -> None:
    append(small, CASE, PASSAGE)
    append(small, NOTE, f"> {PASSAGE}")
    append(small, "cases/01-skolan/epilogue.md", PASSAGE)

    assert [str(finding.location.path) for finding in told(small)] == [CASE, "cases/01-skolan/epilogue.md"]


def test_a_case_may_not_quote_its_note_nor_a_note_another_case(small: Path) -> None:
    append(small, CASE, f"> ”{PASSAGE}”")
    append(small, NOTE, PASSAGE)
    append(small, "cases/02-bron/teaching-note.md", f"> {PASSAGE}")

    assert {str(finding.location.path) for finding in told(small)} == {CASE, NOTE}
    append(small, NOTE, "Slut.")
    (small / NOTE).write_text(
        "# Sammanfattning\n\nText.\n\n# Tavelplan {#sec-skolan-tavla}\n\nText.\n", encoding="utf-8"
    )
    assert {str(finding.location.path) for finding in told(small)} == {CASE, "cases/02-bron/teaching-note.md"}


def test_less_than_eight_words_in_a_row_are_chance(small: Path) -> None:
    append(small, CASE, " ".join(PASSAGE.split()[: WORDS - 1]))
    append(small, NOTE, PASSAGE)
    assert told(small) == ()

    append(small, CASE, " ".join(PASSAGE.split()[:WORDS]))
    assert len(told(small)) == 2


def test_markup_citations_and_footnotes_do_not_hide_a_passage(small: Path) -> None:
    append(
        small, CASE, "Rektorn *fick aldrig* veta [@svara2001] att\nordföranden^[En not.] redan – hade ”bestämt” sig."
    )
    append(small, NOTE, PASSAGE)

    assert {str(finding.location) for finding in told(small)} == {f"{CASE}:22:1", f"{NOTE}:9:1"}


def test_sources_that_a_release_does_not_show_are_left_out(small: Path) -> None:
    append(small, CASE, PASSAGE)
    append(small, NOTE, PASSAGE)
    project = load(small, jobs=1).project
    unread = {source.path for source in project.sources if str(source.path) == CASE}

    assert shared(project, minor=False, unread=unread) == ()
