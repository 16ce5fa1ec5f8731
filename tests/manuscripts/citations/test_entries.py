"""New entries of the bibliography are written as its own are."""

from __future__ import annotations

import pytest
from tests.manuscripts.citations.known import known

from kefu.manuscripts.citations.entries import appended, entry, key
from kefu.manuscripts.citations.values import Described, Name

EK = Name(family="Ek", given="Cia")


def test_an_entry_has_its_fields_in_the_order_of_the_bibliography() -> None:
    work = Described(
        kind="book", names={"author": (EK, Name(family="Ås", given="Gun", particle="von"))},
        dates={"issued": "2019"}, fields={"publisher": "Förlaget", "title": "Råd & stöd", "publisher-place": "Orten"},
    )  # fmt: skip

    assert entry(work, "ek2019") == (
        "@book{ek2019,\n"
        "  author    = {Ek, Cia and von Ås, Gun},\n"
        "  title     = {Råd \\& stöd},\n"
        "  address   = {Orten},\n"
        "  publisher = {Förlaget},\n"
        "  year      = {2019},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("kind", "fields", "written", "says"),
    [
        (
            "article-journal",
            {"container-title": "Tidskriften", "issue": "2"},
            "article",
            {"journaltitle": "Tidskriften"},
        ),
        ("chapter", {"container-title": "Boken"}, "incollection", {"booktitle": "Boken"}),
        ("report", {"publisher": "Staden"}, "report", {"institution": "Staden"}),
        ("webpage", {"URL": "https://exempel.se/a"}, "online", {"url": "https://exempel.se/a"}),
        ("okänd", {}, "misc", {}),
    ],
)
def test_kinds_have_fields_of_their_own(kind: str, fields: dict[str, str], written: str, says: dict[str, str]) -> None:
    made = entry(Described(kind=kind, names={"author": (EK,)}, fields={"title": "T", **fields}), "ek")

    (found,) = known(made)
    assert found.kind == written
    assert {name: found.fields[name] for name in says} == says


@pytest.mark.parametrize(
    ("work", "taken", "wanted"),
    [
        (Described(names={"author": (EK,)}, dates={"issued": "2019-03"}), (), "ek2019"),
        (Described(names={"author": (EK, Name(family="Alm"))}, dates={"issued": "2019"}), ("EK2019",), "ekalm2019"),
        (Described(names={"author": (EK,)}, dates={"issued": "2019"}), ("ek2019",), "ek2019b"),
        (Described(fields={"title": "Över ån"}), (), "over"),
        (Described(fields={"number": "SOU 2018:99"}), (), "sou2018_99"),
        (Described(), (), "verk"),
    ],
)
def test_a_key_is_new_and_like_the_others(work: Described, taken: tuple[str, ...], wanted: str) -> None:
    assert key(work, taken) == wanted


@pytest.mark.parametrize(
    ("text", "whole"),
    [("", "@a{b}\n"), ("x\n", "x\n\n@a{b}\n"), ("x", "x\n@a{b}\n"), ("x\r\n", "x\r\n\r\n@a{b}\r\n")],
)
def test_a_bibliography_keeps_what_it_has(text: str, whole: str) -> None:
    assert appended(text, ["@a{b}\n" if not text or not text.endswith("\n") else "\n@a{b}\n"]) == whole
