"""What stands in a text for teachers and in a public one is told at both places, unless the first quotes its case."""

from __future__ import annotations

import time
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
    assert restricted.hints[0].startswith("if this quotes the case, put it in quotation marks")
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


def test_seven_words_at_the_end_of_both_texts_are_chance_too(small: Path) -> None:
    words = PASSAGE.split()
    append(small, CASE, f"Anna såg på. {' '.join(words[-7:])}")
    append(small, NOTE, PASSAGE)

    assert told(small) == ()


@pytest.mark.parametrize(
    "written", [f"Hon sade ”ja”. {PASSAGE}", f"{PASSAGE}. Hon sade ”ja”.", f"”Ja.” {PASSAGE}. ”Nej.”"]
)
def test_a_passage_beside_a_quotation_is_not_quoted(small: Path, written: str) -> None:
    append(small, CASE, PASSAGE)
    append(small, NOTE, written)

    assert len(told(small)) == 2


@pytest.mark.parametrize("outside", [slice(0, 1), slice(-1, None), slice(2, None), slice(0, -2)])
def test_a_passage_of_which_a_part_is_in_quotation_marks_is_not_quoted(small: Path, outside: slice) -> None:
    words = PASSAGE.split()
    inside = [word for word in words if word not in words[outside]]
    append(small, CASE, PASSAGE)
    append(small, NOTE, PASSAGE.replace(" ".join(inside), f"”{' '.join(inside)}”"))

    assert len(told(small)) == 2


@pytest.mark.parametrize("count", [8, 9])
def test_eight_words_are_a_passage_and_it_ends_where_the_texts_differ(small: Path, count: int) -> None:
    words = PASSAGE.split()
    append(small, CASE, f"{' '.join(words[:count])} nu {' '.join(words[count + 1 :])}")
    append(small, NOTE, PASSAGE)

    public, _ = told(small)

    assert f"“{' '.join(words[:count])}”" in public.message


@pytest.mark.parametrize(("count", "end"), [(16, ""), (17, " …")])
def test_a_message_shows_the_first_sixteen_words_of_a_long_passage(small: Path, count: int, end: str) -> None:
    words = [f"ord{letter}" for letter in "abcdefghijklmnopqrs"[:count]]
    append(small, CASE, " ".join(words))
    append(small, NOTE, " ".join(words))

    public, _ = told(small)

    assert f"“{' '.join(words[:16])}{end}”" in public.message


def test_a_passage_is_placed_where_all_of_it_stands(small: Path) -> None:
    before = f"Rektorn fick frågan. {' '.join(PASSAGE.split()[:7])} allt annat. "
    append(small, CASE, f"{before}{PASSAGE}")
    append(small, NOTE, PASSAGE)

    assert str(told(small)[0].location) == f"{CASE}:22:{len(before) + 1}"


def test_what_a_note_about_another_case_says_is_to_be_said_once_also_in_a_block_quote(small: Path) -> None:
    append(small, CASE, PASSAGE)
    append(small, "cases/02-bron/teaching-note.md", f"> {PASSAGE.replace(' att', ' [@svara2001] att^[En not.]')}")

    _, restricted = told(small)

    assert restricted.hints[0] == "say it in one of the two texts alone"


def test_a_passage_in_the_description_of_the_publication_is_told_there(small: Path) -> None:
    file = small / "report" / "publication.yaml"
    written = file.read_text(encoding="utf-8")
    file.write_text(written.replace("En rapport för prov.", PASSAGE), encoding="utf-8")
    append(small, NOTE, PASSAGE)

    assert str(told(small)[0].location.path) == "report/publication.yaml"


FIRST, SECOND = " ".join(PASSAGE.split()[:6]), " ".join(PASSAGE.split()[6:])


@pytest.mark.parametrize(
    ("public", "restricted"),
    [
        (f"{FIRST}\n\n{SECOND}", PASSAGE),
        (PASSAGE, f"- {FIRST}\n- {SECOND}"),
        (f"> {FIRST}\n\nText.\n\n> {SECOND}", f"## {FIRST}\n\n{SECOND}"),
    ],
)
def test_a_passage_that_is_divided_in_either_source_is_told_once_where_it_begins(
    small: Path, public: str, restricted: str
) -> None:
    append(small, CASE, public)
    append(small, NOTE, restricted)

    first, second = told(small)

    assert (first.location.line, second.location.line) == (22, 9)
    assert f"“{PASSAGE}”" in first.message


OTHER = "Kommunalrådet hade lovat byborna att bussen skulle gå kvar hela vintern"


def in_two(text: str) -> str:
    words = text.split()
    half = len(words) // 2
    return f"{' '.join(words[:half])}\n\n{' '.join(words[half:])}"


@pytest.mark.parametrize(("count", "own"), [((12, 12), 2), ((12, 9), 2), ((12, 8), 2), ((8, 12), 2), ((12, 7), 1)])
def test_two_passages_one_after_another_are_two_also_if_they_are_divided(
    small: Path, count: tuple[int, int], own: int
) -> None:
    first, second = (" ".join(text.split()[:most]) for text, most in zip((PASSAGE, OTHER), count, strict=True))
    append(small, NOTE, f"{first}\n\n{second}")
    append(small, CASE, f"{first}\n\n{second}")
    assert [finding.location.line for finding in told(small)] == [22, 9, 24, 11][: own * 2]

    append(small, "cases/02-bron/case.md", f"{in_two(first)}\n\n{in_two(second)}")
    assert [finding.location.line for finding in told(small)][own * 2 :] == [22, 9, 26, 11][: own * 2]


def test_a_short_piece_between_two_passages_is_not_told_by_itself(small: Path) -> None:
    text = f"{PASSAGE}\n\nDärefter hände alltså ingenting alls\n\n{OTHER}"
    append(small, NOTE, text)
    append(small, CASE, text)

    assert [finding.location.line for finding in told(small)] == [22, 9, 26, 13]


@pytest.mark.parametrize(
    "note",
    [
        f"> {FIRST}\n>\n> {SECOND}",
        f"”{FIRST}”\n\n”{SECOND}”",
        f"- ”{FIRST}”\n- {SECOND}",  # too few words are left for a passage
    ],
)
def test_a_note_may_quote_its_case_over_two_paragraphs(small: Path, note: str) -> None:
    append(small, CASE, f"{FIRST}\n\n{SECOND}")
    append(small, NOTE, note)

    assert told(small) == ()


def test_a_long_quotation_does_not_hide_what_follows_it(small: Path) -> None:
    append(small, CASE, f"Hon gick hem och tänkte på det.\n\n{PASSAGE}")
    append(small, NOTE, f"> Hon gick hem och tänkte på det.\n\n{PASSAGE}")

    assert [finding.location.line for finding in told(small)] == [24, 11]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("2018|2019|2020|2021|2022|2023|2024|2025", 0),
        ("2018|2019 2020 2021 2022 2023 2024 2025", 0),
        ("2018 2019 2020 2021 2022 2023 2024|2025", 0),
        ("2018 2019 2020 2021 2022 2023 2024 2025", 2),
        ("ja|nej|ja|nej|vet|ej|ja|nej", 0),
        ("ja|nej|kanske|ja|delvis|vet|ej|ja", 2),
    ],
)
def test_years_and_the_same_few_words_in_two_tables_are_no_passage(small: Path, words: str, count: int) -> None:
    head, *cells = words.split("|")
    for path, label, see in ((CASE, "ett", "Se"), (NOTE, "tva", "Läs")):
        rows = "\n".join(f"| {cell} |" for cell in cells or ["8"])
        append(
            small,
            path,
            f"| {head} |\n|---|\n{rows}\n\n: Tabell {label} {{#tbl-skolan-{label}}}\n\n{see} @tbl-skolan-{label}.",
        )

    assert len(told(small)) == count


def test_a_quoted_passage_is_looked_at_once(small: Path) -> None:
    words = " ".join(f"ord{number}" for number in range(3_000))
    append(small, CASE, words)
    append(small, NOTE, f"> {words}")
    project = load(small, jobs=1).project

    start = time.process_time()
    assert shared(project, minor=True) == ()
    assert time.process_time() - start < 2


def test_a_note_may_name_the_title_of_a_work_in_quotation_marks(small: Path) -> None:
    bibliography = small / "bibliography" / "references.bib"
    work = f"@book{{bok, author = {{SKL}}, year = {{2010}}, title = {{{PASSAGE}}}}}\n"
    bibliography.write_text(bibliography.read_text(encoding="utf-8") + work, encoding="utf-8")
    append(small, CASE, "Läs [@bok].")
    append(small, NOTE, f"Läs {PASSAGE} först.")
    public, restricted = told(small)
    assert str(public.location.path) == "bibliography/references.bib"
    assert "title of a work" in restricted.hints[0]

    (small / NOTE).write_text(f"# Sammanfattning {{#sec-skolan-tavla}}\n\nLäs ”{PASSAGE}” först.\n", encoding="utf-8")

    assert told(small) == ()


def test_the_title_of_a_work_that_only_a_note_cites_is_not_public(small: Path) -> None:
    bibliography = small / "bibliography" / "references.bib"
    work = f"@book{{bok, author = {{SKL}}, year = {{2010}}, title = {{{PASSAGE}}}}}\n"
    bibliography.write_text(bibliography.read_text(encoding="utf-8") + work, encoding="utf-8")
    append(small, NOTE, f"{PASSAGE} [@bok].")

    assert told(small) == ()


def test_each_passage_of_a_paragraph_is_told_by_itself(small: Path) -> None:
    other = "Kommunalrådet hade lovat byborna att bussen skulle gå kvar"
    append(small, CASE, f"{PASSAGE}, sade hon. {other}.")
    append(small, NOTE, f"{PASSAGE}.\n\n{other}.")

    assert [finding.location.line for finding in told(small)] == [22, 9, 22, 11]


def test_a_passage_is_told_once_though_a_second_text_repeats_its_end(small: Path) -> None:
    append(small, CASE, PASSAGE)
    append(small, NOTE, PASSAGE)
    append(small, "cases/01-skolan/epilogue.md", " ".join(PASSAGE.split()[-9:]))

    assert [str(finding.location.path) for finding in told(small)] == [CASE, NOTE]


@pytest.mark.parametrize("parts", [("teaching-note", "epilogue"), ("epilogue", "teaching-note")])
def test_a_quotation_does_not_hide_that_a_second_text_repeats_some_of_it(small: Path, parts: tuple[str, str]) -> None:
    quoting, repeating = (f"cases/01-skolan/{part}.md" for part in parts)
    append(small, CASE, PASSAGE)
    append(small, quoting, f"> {PASSAGE}")
    append(small, repeating, " ".join(PASSAGE.split()[2:11]))

    assert [str(finding.location.path) for finding in told(small)] == [CASE, repeating]


def test_a_quotation_does_not_hide_what_is_not_quoted_a_word_after_it(small: Path) -> None:
    first, other = " ".join(PASSAGE.split()[:8]), "kommunalrådet hade lovat byborna att bussen skulle gå"
    append(small, CASE, f"{first} nu {other}")
    append(small, NOTE, f"”{first}” sedan {other}")

    public, _ = told(small)

    assert f"“{other}”" in public.message


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_a_passage_in_the_data_of_a_figure_is_told_also_in_its_first_row(small: Path, rows: int) -> None:
    first, second = " ".join(PASSAGE.split()[:6]), " ".join(PASSAGE.split()[6:])
    lines = ["namn,antal", f"{first},{second}", "ett,1"][: rows + 1]
    (small / "figures" / "bars.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    append(small, NOTE, PASSAGE)

    assert [str(finding.location.path) for finding in told(small)] == (["figures/bars.csv", NOTE] if rows else [])
