"""What to say about references that lead nowhere."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from kefu.diagnostics import Location
from kefu.load.missing import Use, as_label, missing_entries, missing_labels

LABELS = (
    *("case-skolan", "case-ny-ordforande", "case-2030-planen"),
    *("fig-skolan-karta", "tbl-skolan-pris", "exh-skolan-mejl", "sec-metod"),
)


def use(name: str, line: int = 1, path: str = "report/a.md") -> Use:
    return Use(name=name, place=Location(path=PurePosixPath(path), line=line, column=1))


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Figur-Karta_a", "fig-karta-a"),
        ("tab:pris", "tbl-pris"),
        ("fall_skolan", "case-skolan"),
        ("Sec-metod", "sec-metod"),
        ("svara2001", ""),
        ("tabell2019", ""),
    ],
)
def test_a_name_is_a_label_where_it_begins_like_one(name: str, label: str) -> None:
    assert as_label(name) == label


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("case-skola", "case-skolan"),
        ("cases-skolan", "case-skolan"),
        ("fall-skolan", "case-skolan"),
        ("case-01-skolan", "case-skolan"),
        ("case-001-skolan", "case-skolan"),
        ("fig-001-skolan-kart", "fig-skolan-karta"),
        ("case-2030-plane", "case-2030-planen"),
        ("case_ny_ordförande", "case-ny-ordforande"),
        ("fig:skolan-karta", "fig-skolan-karta"),
        ("figur-skolan-karta", "fig-skolan-karta"),
        ("fig-skolan-kart", "fig-skolan-karta"),
        ("tab-skolan-pris", "tbl-skolan-pris"),
        ("underlag-skolan-mejl", "exh-skolan-mejl"),
        ("tbl-skolan-karta", "fig-skolan-karta"),
        ("Sec-metoder", "sec-metod"),
    ],
)
def test_a_label_of_any_kind_that_was_nearly_right_is_suggested(name: str, meant: str) -> None:
    (told,) = missing_labels([use(name)], LABELS)
    assert told.rule.name == "cross-reference-resolves"
    assert told.hints == (f"did you mean “@{meant}”?",)


def test_of_labels_with_the_same_words_the_one_of_the_same_kind_is_suggested() -> None:
    (told,) = missing_labels([use("tabell:pris")], ("exh-pris", "fig-pris", "tbl-pris"))
    assert told.hints == ("did you mean “@tbl-pris”?",)


def test_a_citation_that_is_the_name_of_a_case_is_told_as_one_and_the_bibliography_only_for_works() -> None:
    case, work, none = missing_entries([use("skolan"), use("svara2011"), use("okänd")], ["svara2001"], LABELS)
    assert case.hints == ("did you mean “@case-skolan”?",)
    assert work.hints == ("did you mean “@svara2001”?",)
    assert "add the entry in the bibliography" in none.hints[0]


def test_a_label_that_is_like_no_other_is_told_with_how_to_give_it() -> None:
    (told,) = missing_labels([use("fig-bron")], LABELS)
    assert told.hints == ("write “{#fig-bron}” at what it refers to, or correct the name",)


def test_all_that_refers_to_a_case_that_is_gone_is_one_error() -> None:
    uses = [
        use("Case-anmalan-mot-namnden", 3),
        use("fig-anmalan-mot-namnden-karta", 3),
        use("exh-anmalan-mot-namnden", 9),
        use("case-anmalan-mot-namnden", 2, "report/b.md"),
    ]
    other, gone = missing_labels([*uses, use("fig-bron", 5)], LABELS)
    assert str(gone.location) == "report/a.md:3:1"
    assert gone.message == "there is no case “anmalan-mot-namnden”, and 4 references lead there"
    assert "report/a.md:3, 9; report/b.md:2" in gone.hints[0]
    assert "“@case-ny-ordforande”, “@case-skolan”" in gone.hints[1]
    assert other.message == "there is no label “fig-bron”"


def test_a_case_to_which_only_its_figures_and_sections_are_referred_is_one_error_too() -> None:
    (told,) = missing_labels([use("fig-anmalan-karta"), use("sec-anmalan-motet-om-bron", 2)], LABELS)
    assert told.message == "there is nothing with a label of “anmalan”, and 2 references lead there"


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (("case-skolan",), ["fig-skolan-bro", "exh-skolan-tak"]),
        (("sec-ny-ordforande-val",), ["fig-ny-bro", "exh-ny-tak"]),
    ],
)
def test_labels_that_begin_like_one_that_exists_are_of_no_lost_case(labels: tuple[str, ...], names: list[str]) -> None:
    told = missing_labels([use(name) for name in names], labels)
    assert [one.message for one in told] == [f"there is no label “{name}”" for name in names]


def test_a_label_that_only_begins_like_a_lost_case_is_not_of_it() -> None:
    uses = [use("case-anmalan-mot-namnden"), use("fig-anmalan-mot-namnden-karta"), use("sec-anmalan-annan")]
    assert [told.message for told in missing_labels(uses, LABELS)] == [
        "there is no label “sec-anmalan-annan”",
        "there is no case “anmalan-mot-namnden”, and 2 references lead there",
    ]


def test_of_two_lost_cases_whose_names_begin_alike_each_keeps_its_own_labels() -> None:
    uses = [use("case-anmalan"), use("case-anmalan-igen"), use("fig-anmalan-igen-karta"), use("fig-anmalan-karta")]
    assert [told.message for told in missing_labels(uses, LABELS)] == [
        "there is no case “anmalan”, and 2 references lead there",
        "there is no case “anmalan-igen”, and 2 references lead there",
    ]


def test_where_there_are_no_cases_none_is_suggested() -> None:
    (one,) = missing_labels([use("case-anmalan")], ("sec-metod",))
    assert one.hints == ("no case is in the project",)
    (several,) = missing_labels([use("case-anmalan", 2), use("fig-anmalan-karta", 4)], ("sec-metod",))
    assert several.hints == (
        "if the case was withdrawn, rewrite what refers to it: report/a.md:2, 4",
        "no case is in the project",
    )


def test_a_single_label_is_of_no_lost_case() -> None:
    (told,) = missing_labels([use("fig-anmalan-karta")], LABELS)
    assert told.message == "there is no label “fig-anmalan-karta”"


def test_a_single_reference_to_no_case_is_told_with_the_cases_that_there_are() -> None:
    (told,) = missing_labels([use("case-anmalan")], LABELS)
    assert (told.message, told.hints) == (
        "there is no case “anmalan”",
        ("the cases are “@case-2030-planen”, “@case-ny-ordforande”, “@case-skolan”",),
    )
