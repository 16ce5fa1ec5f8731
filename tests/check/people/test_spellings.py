"""The spellings of a name, which cannot be written anywhere."""

from __future__ import annotations

import copy
import pickle

import pytest

from kefu.check.people.registry import registry_of, search
from kefu.check.people.spellings import Kind, Name, phrase, spellings

NAME = Name(kind=Kind.PERSON, real="Anna-Karin von Åkesson", invented="Maria Holm", aliases=("Ankan",))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    "real",
    [
        "Å",
        "Ek",
        "Bo Ek",
        "von",
        "von Ek",
        "de la Ek",
        "AB",
        "24 Ek",
        "Ek i Ek i Ek",
        "O'Ek",
        "s",
        "Ses Kommun",
        "Kommun",
    ],
)
def test_every_name_has_spellings_and_each_can_begin_with_its_key(kind: Kind, real: str) -> None:
    found = [*spellings(Name(kind=kind, real=real, invented="x"))]

    assert found
    assert all(spelling.key and spelling.pattern.pattern.startswith(spelling.key[0]) for spelling in found)


def test_secrets_have_no_readable_form() -> None:
    spelling = next(iter(spellings(NAME)))

    assert f"{NAME} {NAME!r} {spelling} {spelling!r}" == "<Name> <Name> <Spelling> <Spelling>"


def test_secrets_cannot_be_pickled_or_copied() -> None:
    with pytest.raises(TypeError, match="must not be written"):
        pickle.dumps(NAME)
    with pytest.raises(TypeError, match="must not be written"):
        copy.deepcopy(NAME)


def test_a_phrase_is_found_as_whole_words_whatever_stands_between_them() -> None:
    pattern = phrase("Provstads universitet").pattern

    assert pattern.search("vid provstads\n  universitet,")
    assert not pattern.search("provstads universiteten")
    assert not pattern.search("nyprovstads universitet")


def found(kind: Kind, real: str, text: str) -> bool:
    return bool(search(text, registry_of([Name(kind=kind, real=real, invented="X")])))


@pytest.mark.parametrize(
    ("real", "text", "expected"),
    [
        ("Anna Vre", "Det sade Vre.", True),
        ("Anna Vre", "En vre till.", False),
        ("Anna Vret", "Sedan kom Vret in.", True),
        ("Anna Vret", "Sedan kom vret in.", False),
        ("Anna Vreta", "Sedan kom vreta in.", True),
        ("Anna Vreta", "vretafalangen", False),
        ("Anna Vretmo", "vretmofalangen", True),
        ("Anna Vreta", "storvreta", True),
        ("Anna Vret", "storvret", False),
        ("Anna Vreta", "kallvreta", False),
        ("Anna Vretmo", "kallvretmo", True),
        ("Anna Vretson", "kallvretson", False),
        ("Bo Vret", "bovret", False),
        ("Bo Vreta", "bovreta", True),
        ("Anna Vret", "avret", False),
        ("Anna Vreta", "avreta", True),
        ("Anna Vret-Hjo", "Sedan kom Vret in.", True),
        ("Anna Vret-Hjo", "Sedan kom Hjo in.", False),
        ("Anna Vre", "vre anna", False),
        ("Anna Vre", "Vre Anna", True),
        ("Anna Vre", "Vré Anna", True),
        ("Anna Åre", "Åre Anna", True),
        ("Anna Vret", "vret anna", True),
        ("Anna Vre", "vre, a.", False),
        ("Anna Vret", "vret, a.", True),
        ("Anna Vre", "a. vre", False),
        ("Anna Vret", "a. vret", True),
        ("Anna Karin Vret", "anna karin", True),
        ("Anna Karin Vret", "annakarin", False),
        ("Anna von Vret", "anna von vret", True),
        ("Anna Vre", "Vre är hårt.", False),
        ("Anna Vret", "Vret är hårt.", True),
        ("Anna Vret", "Storvret", False),
        ("Anna-Karin Vret", "ak vret", True),
        ("Anna van der Vret", "anna van der vret", True),
        ("Anna Vret", "Sedan kom Vrét in.", False),
        ("Anna Vrét", "Sedan kom Vrét in.", True),
    ],
)
def test_the_shorter_a_persons_name_the_more_must_tell_that_it_is_one(real: str, text: str, *, expected: bool) -> None:
    assert found(Kind.PERSON, real, text) == expected


@pytest.mark.parametrize(
    ("kind", "real", "text", "expected"),
    [
        (Kind.PLACE, "Vret", "i vret", False),
        (Kind.PLACE, "Vret", "i Vret", True),
        (Kind.PLACE, "Vreta", "i vreta", True),
        (Kind.PLACE, "Vara", "Våra vägar", False),
        (Kind.PLACE, "Vreta", "vretafalangen", False),
        (Kind.PLACE, "Vretmo", "vretmofalangen", True),
        (Kind.PLACE, "Vreta", "storvreta", True),
        (Kind.PLACE, "Vret", "storvret", False),
        (Kind.PLACE, "Vret", "Storvret", False),
        (Kind.PLACE, "Vreta", "kallvreta", False),
        (Kind.PLACE, "Vretmo", "kallvretmo", True),
        (Kind.PLACE, "Vre", "Vrebo", False),
        (Kind.PLACE, "Vret", "Vretbo", True),
        (Kind.WORKPLACE, "Vårdcentralen Gran", "vid Gran", False),
        (Kind.WORKPLACE, "Vårdcentralen Granö", "vid Granö", True),
        (Kind.WORKPLACE, "Vårdcentralen Granö", "vid granö", False),
        (Kind.WORKPLACE, "Vårdcentralen Granen", "Granens vårdcentral", True),
        (Kind.WORKPLACE, "Vårdcentralen Granen", "granens vårdcentral", True),
        (Kind.WORKPLACE, "Vårdcentralen Gran", "grans vårdcentral", True),
        (Kind.WORKPLACE, "Vårdcentralen Gra", "gras vårdcentral", False),
        (Kind.PLACE, "Stora Granby", "granby stora", False),
        (Kind.ORGANISATION, "Lilla Teatern", "lilla teater", True),
        (Kind.ORGANISATION, "Lilla Banken", "lilla bank", False),
        (Kind.ORGANISATION, "Kommunala Banken", "kommunalt banken", True),
        (Kind.ORGANISATION, "Svarta Banken", "svartans banken", False),
        (Kind.ORGANISATION, "Svarta Banken", "svartas banken", True),
        (Kind.ORGANISATION, "Vreta kommun", "i Vret", False),
        (Kind.ORGANISATION, "Vres kommun", "i Vre", False),
        (Kind.PLACE, "Vreta", "vretas", True),
        (Kind.ORGANISATION, "Vreta", "vretan", True),
        (Kind.ORGANISATION, "Vreta", "vretabo", True),
        (Kind.PLACE, "Vreta", "vretan", False),
        (Kind.ORGANISATION, "Vret", "Vreten", False),
        (Kind.WORKPLACE, "Stora Nya Granby", "nya stora", False),
        (Kind.WORKPLACE, "Vårdcentralen Gran", "vårdcentralen granfalangen", True),
        (Kind.WORKPLACE, "Vårdcentralen Gra", "vårdcentralen grafalangen", False),
        (Kind.WORKPLACE, "Granstugan", "granstugorna", True),
        (Kind.PLACE, "Granstugan", "granstugorna", False),
        (Kind.WORKPLACE, "Granen", "granarna", False),
        (Kind.WORKPLACE, "Granbyen", "granbyar", True),
        (Kind.ORGANISATION, "Vreta kommun", "Vreta", True),
        (Kind.ORGANISATION, "Vretas kommun", "Vreta", True),
    ],
)
def test_the_shorter_a_place_or_organisation_the_more_must_tell_that_it_is_one(
    kind: Kind, real: str, text: str, *, expected: bool
) -> None:
    assert found(kind, real, text) == expected


@pytest.mark.parametrize(
    ("real", "text", "expected"),
    [
        ("Anna Vre", "Det sade Vre.", False),
        ("Vre", "Det sade Vre.", True),
        ("Anna Vret", "Sedan kom Vret in.", True),
        ("Anna Vreta", "Sedan kom vreta in.", False),
        ("Anna Vretmo", "vretmofalangen", False),
        ("Anna Vretmo", "kallvretmo", False),
    ],
)
def test_a_surname_that_is_an_ordinary_word_is_found_alone_only_with_a_capital(
    real: str, text: str, *, expected: bool
) -> None:
    name = Name(kind=Kind.PERSON, real=real, invented="X", ordinary_word=True)
    assert bool(search(text, registry_of([name]))) == expected


@pytest.mark.parametrize(("text", "expected"), [("i Häradsbäck", True), ("i Härads bäck", False)])
def test_a_place_whose_name_is_an_ordinary_word_is_not_found_with_a_space_in_it(text: str, *, expected: bool) -> None:
    name = Name(kind=Kind.PLACE, real="Häradsbäck", invented="Älvhede", ordinary_word=True)
    assert bool(search(text, registry_of([name]))) == expected


@pytest.mark.parametrize("kind", [Kind.PLACE, Kind.WORKPLACE, Kind.ORGANISATION])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("i Ö. Häradsbäck", True),
        ("i Ö Häradsbäcks skola", True),
        ("i Häradsbäck", True),
        ("i Häradsbäcksbygden", True),
        ("i härads bäck", False),
        ("i häradsbäck", False),
        ("i ö. häradsbäck", False),
        ("i Östra skolan", False),
    ],
)
def test_the_bearing_word_of_a_name_of_two_is_found_alone_and_after_an_initial(
    kind: Kind, text: str, *, expected: bool
) -> None:
    registry = registry_of([Name(kind=kind, real="Östra Häradsbäck", invented="Älvhede")])

    assert bool(search(text, registry)) is expected


@pytest.mark.parametrize(
    ("kind", "real", "text", "expected"),
    [
        (Kind.PLACE, "Häradsbäck", "i Härads bäck", True),
        (Kind.PLACE, "Häradsbäck", "i Härads\N{NO-BREAK SPACE}Bäcks skola", True),
        (Kind.PLACE, "Häradsbäck", "i härads bäck", False),
        (Kind.PLACE, "Häradsbäck", "i Hä radsbäck", False),
        (Kind.PLACE, "Häradsbäck", "i Här adsbäck", True),
        (Kind.PLACE, "Häradsbäck", "i Häradsb äck", True),
        (Kind.PLACE, "Häradsbäck", "i Häradsbä ck", False),
        (Kind.PLACE, "Vretmo", "i Vre tmo", True),
        (Kind.PLACE, "Häradsbäck", "hos xn--hradsbck-0zaf.se", True),
        (Kind.PLACE, "Häradsbäck", "hos xn--99999999.se", False),
        (Kind.PERSON, "Åsa Öhrström", "heter Öhr ström", True),
        (Kind.PERSON, "Åsa Öhr-Ström", "heter Öhr Ström", True),
        (Kind.PERSON, "Åsa Björk", "en Bjö rk", False),
    ],
)
def test_a_long_name_is_found_with_a_space_in_it_and_in_the_name_of_a_domain(
    kind: Kind, real: str, text: str, *, expected: bool
) -> None:
    registry = registry_of([Name(kind=kind, real=real, invented="Maria Holm")])

    assert bool(search(text, registry)) is expected
