"""The search for real names. Every name here is made up for the test."""

from __future__ import annotations

import pickle
from pathlib import PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kefu.check.people.registry import MASK, Registry, masked, masked_path, registry_of, search
from kefu.check.people.spellings import Kind, Name

REGISTRY = registry_of(
    [
        Name(kind=Kind.PERSON, real="Anna-Karin Åkermalm", invented="Maria Holm", aliases=("Ankan", "Anna Qvistling")),
        Name(kind=Kind.PERSON, real="Ingrid Öz", invented="Stina Dal"),
        Name(kind=Kind.PERSON, real="Carl Gustaf von Möllenstedt-Hård", invented="Nils Ros"),
        Name(kind=Kind.PERSON, real="Per Qvist", invented="Olof Berg"),
        Name(kind=Kind.PERSON, real="Bo Vinkel", invented="Ivar Ask", ordinary_word=True),
        Name(kind=Kind.PLACE, real="Märstavik", invented="Sjövalla", exceptions=("Märstaviks universitet",)),
        Name(kind=Kind.PLACE, real="Lurö", invented="Kvarnhult"),
        Name(kind=Kind.PLACE, real="Norra Svinaberga", invented="Södra Ekeby"),
        Name(kind=Kind.ORGANISATION, real="Kuststads kommun", invented="Älvhede kommun"),
        Name(kind=Kind.ORGANISATION, real="Granviks Bygg AB", invented="Hedlunda Bygg AB"),
        Name(kind=Kind.ORGANISATION, real="QVX", invented="ABC"),
        Name(kind=Kind.WORKPLACE, real="Björktrastskolan", invented="Ekskolan"),
        Name(kind=Kind.WORKPLACE, real="Vårdcentralen Granriset", invented="Vårdcentralen Tallen"),
    ]
)

SPELLINGS = {
    "Maria Holm": [
        "Anna-Karin Åkermalm", "Anna Karin Åkermalm", "Annakarin Åkermalm", "Anna Åkermalm", "Karin Åkermalm",
        "Åkermalm", "Åkermalms", "Åkermalm:s", "Åkermalm’s", "åkermalm", "ÅKERMALM", "ÅKERMALMS",
        "Akermalm", "Aakermalm", "A\u030akermalm", "&Aring;kermalm", "\\u00c5kermalm", "%C3%85kermalm", r"{\AA}kermalm",
        "Åkermalmska", "Åkermalmarna", "Åkermalmaffären", "Åkermalm-affären",
        "A. Åkermalm", "A Åkermalm", "A-K Åkermalm", "A.-K. Åkermalm", "AK Åkermalm", "A. K. Åkermalm", "K. Åkermalm",
        "Anna-Karin B. Åkermalm", "Åkermalm, Anna-Karin", "Åkermalm, A.-K.", "ÅKERMALM Anna-Karin",
        "Åker**malm**", "Åker*malm*s", "Åker_malm_", "<em>Åker</em>malm", "[Åker]{.smallcaps}malm", "Åker`malm`",
        "[Åker](https://a.example/b)malm", "Åker<!-- x -->malm", "Åker<span class='x'>malm</span>", "#emph[Åker]malm",
        "Åker-\nmalm", "Åker- malm", "Åker-malm", "Åker\u00admalm", "Åker&shy;malm", "Åker\u200bmalm", "Åker\\-malm",
        "Åker\nmalm", "Anna-Karin\nÅkermalm", "Anna-\nKarin\n    > Åkermalm", "**Anna-Karin** Åkermalm",
        "anna-karin.akermalm", "annakarin_akermalm", "AnnaKarinÅkermalm", "akakermalm", "aakermalm",
        "Ankan", "Ankans", "Qvistling", "A. Qvistling",
        "Åkermalmfalangen", "Storåkermalm", "Nyåkermalmarnas", "anti-åkermalmska", "Åkermalmsade",
        "Å k e r m a l m", "Å.k.e.r.m.a.l.m", "ÅkermalmSedan", "%25C3%2585kermalm", "&amp;Aring;kermalm",
        "Åkerma1m", "Åk3rm4lm", "\u0410\u030akerm\u0430lm", "Åker | malm", "<td>Åker</td><td>malm</td>",
    ],
    "Stina Dal": [
        "Ingrid Öz", "INGRID ÖZ", "ingrid öz", "Ingrid Oz", "Ingrid Oez", "Ingrid Öz’", "I. Öz", "I Öz", "Öz, Ingrid",
        "Öz, I.", "Ingrid\nÖz", "Ingrid **Öz**", "Ingrid<br/>Öz", "<td>Ingrid</td><td>Öz</td>", "ingrid-oz",
        "Ingrid M. Öz", "IngridÖz", "Öz | Ingrid", "Öz", "Özs", "Öz:s", "Öz-affären", "Özaffären", "Öz svarade",
        "ÖZ SADE",
    ],
    "Nils Ros": [
        "Carl Gustaf von Möllenstedt-Hård", "Möllenstedt-Hård", "Möllenstedt Hård", "Möllenstedt", "Hård",
        "C. G. von Hård",
        "C G Möllenstedts", "Moellenstedt-Haard", "Carl von Möllenstedt-\nHård", "Carl Gustaf",
    ],
    "Olof Berg": ["Per Qvist", "Qvist", "Qvists", "QVIST", "per qvist", "p. qvist", "per.qvist", "info@qvist.se"],
    "Ivar Ask": ["Bo Vinkel", "bo vinkel", "B. Vinkel", "Vinkel", "Vinkels"],
    "Sjövalla": [
        "Märstavik", "Märstaviks", "märstavik", "MÄRSTAVIK", "Marstavik", "Maerstavik", "Märstavikspolitiker",
        "Märstavik-modellen", "Märstaviksbo", "Märstavikare", "Stormärstavik", "Stor-Märstavik", "Märsta-\nvik",
        "Märsta**vik**", "M&auml;rstavik", "Märstavikfalangen", "Nedermärstavik", "M ä r s t a v i k",
    ],
    "Kvarnhult": [
        "Lurö", "Lurös", "LURÖ", "Luro", "Luröbo", "Luröborna",
        "Lurömodellen", "Lurö-modellen", "www.luro.se",
    ],
    "Södra Ekeby": [
        "Norra Svinaberga", "Norra Svinabergas", "norra\nsvinaberga", "NORRA SVINABERGA",
        "Norra Svinabergabor",
    ],
    "Älvhede kommun": [
        "Kuststads kommun", "Kuststad kommun", "Kuststads kommuns", "Kuststads kommunstyrelse", "Kuststad", "Kuststads",
        "kuststadsbor", "Kuststads\nkommun",
    ],
    "Hedlunda Bygg AB": ["Granviks Bygg AB", "Granviks Bygg", "Granvik Byggs", "granviksbygg", "GRANVIKS BYGG"],
    "ABC": ["QVX", "QVX:s", "QVX-möte"],
    "Ekskolan": [
        "Björktrastskolan", "Björktrastskolans", "björktrastskola", "Björktrastskoleelever", "Bjorktrastskolan",
        "Björktrast-\nskolan",
    ],
    "Vårdcentralen Tallen": [
        "Vårdcentralen Granriset", "vårdcentral Granriset", "Granrisets vårdcentral", "Vårdcentralen\nGranrisets",
        "Vårdcentralen *Granriset*", "vårdcentralens Granriset", "Granriset", "Granrisets", "Granris-modellen",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("invented", "written"), [(invented, written) for invented, forms in SPELLINGS.items() for written in forms]
)
def test_every_spelling_is_found_inside_a_text(invented: str, written: str) -> None:
    text = f"Det sa {written}, i går."
    hits = search(text, REGISTRY)

    assert [hit.invented for hit in hits] == [invented]
    assert MASK in masked(text, REGISTRY)
    assert search(masked(text, REGISTRY), REGISTRY) == ()
    assert masked(text, REGISTRY).startswith("Det sa ")
    assert masked(text, REGISTRY).endswith(", i går.")


@pytest.mark.parametrize(
    "text",
    [
        "Anna och Karin gick hem.",
        "Ingrid kom, och sedan en öz till.",
        "En hård dag; hon satte hårt mot hårt.",
        "Qvistgren och Bergqvist är andra namn.",
        "i öz, p qvistar",
        "rät vinkel, i alla vinklar",
        "vid Märstaviks universitet, Märstaviks\n  universitet",
        "Han lurö inte någon.",
        "svinaberga ligger inte norra vägen om staden.",
        "Luröberg och Luröström",
        "Kommunen byggde, och AB betyder aktiebolag.",
        "qvx",
        "Björktrasten sjöng. Vårdcentralen öppnade.",
        "Lürö, Lúrö",
        "Hon bor i granriset.",
        "på en\nåker malm och is",
        "Hon är en måker\nmalm.",
    ],
)
def test_what_only_looks_like_a_name_is_not_found(text: str) -> None:
    assert search(text, REGISTRY) == ()
    assert masked(text, REGISTRY) == text


def test_a_surname_that_others_contain_is_not_found_inside_them() -> None:
    registry = registry_of([Name(kind=Kind.PERSON, real="Per Hansson", invented="Olof Berg")])

    assert search("Johansson och Johanssons", registry) == ()
    assert search("Storhansson", registry)
    assert search("Hanssonfalangen", registry)


def test_a_word_that_a_longer_name_shares_with_another_is_the_others() -> None:
    place = Name(kind=Kind.PLACE, real="Provstad", invented="Sjövalla")
    company = Name(kind=Kind.ORGANISATION, real="Provstads Granitverk AB", invented="Sjövalla Bygg AB")
    registry = registry_of([place, company])

    assert [hit.invented for hit in search("Provstads", registry)] == ["Sjövalla"]
    assert [hit.invented for hit in search("Granitverks", registry)] == ["Sjövalla Bygg AB"]


def test_a_hit_ends_with_its_word_even_where_lines_and_cells_are_joined() -> None:
    text = "sa Åkermalm\noch | Åkermalm | sa"

    assert masked(text, REGISTRY) == f"sa {MASK}\noch | {MASK} | sa"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Superåkermalm kom", f"{MASK} kom"),
        ("en xåkermalm kom", f"en {MASK} kom"),
        ("Åkermalm och superåkermalm", f"{MASK} och {MASK}"),
        ("superåkermalm, överåkermalm, underåkermalm, ja", f"{MASK}, {MASK}, {MASK}, ja"),
        ("en måker\nmalm, en superåkerma1m", f"en måker\nmalm, en {MASK}"),
        ("i Märstavik\u0301, ja", f"i {MASK}, ja"),
        ("i Märstavik\u0301\u0301\u0301, ja", f"i {MASK}, ja"),
        ("i M%c3%84rstavik%2C ja", f"i {MASK}%2C ja"),
    ],
)
def test_a_name_is_masked_with_the_whole_of_its_word_and_nothing_more(text: str, shown: str) -> None:
    assert masked(text, REGISTRY) == shown


def test_an_ordinary_word_is_a_name_where_it_has_a_capital_or_stands_in_an_address() -> None:
    assert search("en vinkel", REGISTRY) == ()
    assert search("en Vinkel", REGISTRY)
    assert search("vinkel.md", REGISTRY, address=True)


def test_a_reference_to_a_namesakes_work_can_be_excepted() -> None:
    exceptions = ("qvist2024", "Qvist, Ulf")
    registry = registry_of([Name(kind=Kind.PERSON, real="Per Qvist", invented="Olof Berg", exceptions=exceptions)])

    assert search("[@qvist2024, s. 12] Qvist, Ulf (2024)", registry) == ()
    assert search("[@qvist2025] Qvist, Per (2024)", registry)


def test_a_hit_says_where_and_for_whom() -> None:
    text = "I dag sa Per **Qvist**s vän, P. Qvist, nej."

    assert [(text[hit.start : hit.end], hit.kind, hit.invented) for hit in search(text, REGISTRY)] == [
        ("Per **Qvist**s", Kind.PERSON, "Olof Berg"),
        ("P. Qvist", Kind.PERSON, "Olof Berg"),
    ]


def test_two_who_share_a_surname_are_both_told() -> None:
    shared = registry_of(
        [
            Name(kind=Kind.PERSON, real="Eva Åkermalm", invented="Mia Holm"),
            Name(kind=Kind.PERSON, real="Nils Åkermalm", invented="Jan Ek"),
        ]
    )

    assert [hit.invented for hit in search("Åkermalms fråga", shared)] == ["Jan Ek", "Mia Holm"]
    assert [hit.invented for hit in search("Nils Åkermalms fråga", shared)] == ["Jan Ek"]
    assert masked("Åkermalms fråga", shared) == f"{MASK} fråga"


def test_the_longest_of_hits_inside_each_other_counts() -> None:
    nested = registry_of(
        [
            Name(kind=Kind.PLACE, real="Märstavik", invented="Sjövalla"),
            Name(kind=Kind.WORKPLACE, real="Märstaviks sjukhus", invented="Sjövalla sjukhus"),
        ]
    )

    assert [hit.invented for hit in search("Märstaviks sjukhusledning", nested)] == ["Sjövalla sjukhus"]


def test_a_path_is_masked() -> None:
    path = PurePosixPath("cases/05-luro-ringer/anna-karin-akermalm.md")

    assert masked_path(path, REGISTRY) == PurePosixPath(f"cases/05-{MASK}-ringer/{MASK}.md")


def test_a_registry_has_no_readable_form_and_cannot_be_pickled() -> None:
    assert f"{REGISTRY} {REGISTRY!r} {[REGISTRY]}" == "<Registry> <Registry> [<Registry>]"
    with pytest.raises(TypeError, match="must not be written"):
        pickle.dumps(REGISTRY)


LETTERS = st.text(alphabet="bdfgjkmpqvxzåäö", min_size=6, max_size=12).map(str.capitalize)


@given(
    LETTERS,
    st.lists(st.sampled_from(["", "**", "\u00ad", "-\n", "_", "<i>", "\n"]), min_size=12, max_size=12),
    st.text(alphabet="ab å.,\n-*>", max_size=40),
)
@example("Bbbbbbåbb", ["", "", "\n", *["**"] * 4, *[""] * 5], "")
@example("Bbbbbbåbb", ["", "", "\n", *["\u00ad"] * 4, *[""] * 5], "")
def test_a_name_is_found_wherever_markup_or_hyphens_split_it(name: str, splits: list[str], around: str) -> None:
    registry: Registry = registry_of([Name(kind=Kind.PERSON, real=name, invented="Maria Holm")])
    split = "".join(letter + between for letter, between in zip(name, splits, strict=False)) + name[len(splits) :]
    text = f"{around} . {split} . {around}"

    hits = search(text, registry)
    assert hits
    assert all(text[hit.start : hit.end].strip() for hit in hits)
    assert search(masked(text, registry), registry) == ()


@given(st.text(max_size=200))
def test_a_text_without_names_stays_as_it_is(text: str) -> None:
    registry = registry_of([Name(kind=Kind.PLACE, real="Qzxvåbdfgq", invented="Sjövalla")])

    assert masked(text, registry) == text
