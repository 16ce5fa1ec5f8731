"""Sweden's municipalities and regions as scenes."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from tests.conftest import REPOSITORY

from kefu.check.people import places
from kefu.check.people.places import municipalities, regions, scenes, surnames_of_places


def test_all_municipalities_and_regions_are_listed_once() -> None:
    assert len(set(municipalities())) == len(municipalities()) == 290
    assert len(set(regions())) == len(regions()) == 21
    assert "Gotland" in municipalities()
    assert "Gotland" in regions()
    assert all(name == unicodedata.normalize("NFC", name) for name in (*municipalities(), *regions()))


def test_every_county_has_as_many_municipalities_as_its_heading_says() -> None:
    text = Path(places.__file__).with_name("places.txt").read_text(encoding="utf-8").partition("[regions]")[0]
    counties = re.findall(r"^# (\D+): (\d+)\n((?:[^#\n].*\n)+)", text, re.MULTILINE)

    assert len(counties) == 21
    for county, count, names in counties:
        assert len(re.findall(r"[^,\n]+", names)) == int(count), county


@pytest.mark.parametrize("title", ["only with the word for it", "also surnames"])
def test_exceptions_are_municipalities(title: str) -> None:
    assert set(places._lists()[title]) <= set(municipalities())  # noqa: SLF001 - the lists are the data


def test_every_municipality_is_found_with_the_word_for_it() -> None:
    assert municipalities()
    for name in municipalities():
        genitive = name if name.endswith("s") else f"{name}s"
        for written in (f"{name} kommun", f"{genitive} kommuns", f"{genitive} kommun".upper(), f"kommunen {name}"):
            assert [scene.name for scene in scenes(f"Det hände när {written} beslutade.")] == [name], written


@pytest.mark.parametrize("name", regions())
def test_every_region_is_found_with_the_word_for_it(name: str) -> None:
    for written in (f"Region {name}", f"Region {name}s", f"regionen {name}"):
        assert [scene.name for scene in scenes(f"Det hände när {written} beslutade.")] == [name], written


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chefen i Lund sa nej.", ["Lund"]),
        ("I Vara regnade det.", ["Vara"]),
        ("utanför Ystad", ["Ystad"]),
        ("tåget till Ystad", ["Ystad"]),
        ("norr om Hjo", ["Hjo"]),
        ("på Gotland", ["Gotland"]),
        ("i Dalarna", ["Dalarna"]),
        ("i Upplands-Bro", ["Upplands-Bro"]),
        ("i **Upplands\nVäsby**", ["Upplands Väsby"]),
        ("i Malmo\u0308", ["Malmö"]),
        ("Lunds kommunstyrelse", ["Lund"]),
        ("Borås socialnämnd", ["Borås"]),
        ("Göteborgs stads fullmäktige", ["Göteborg"]),
        ("Västra Götalandsregionens ledning", ["Västra Götaland"]),
        ("Hallands län", ["Halland"]),
        ("Region Jämtland", ["Jämtland Härjedalen"]),
        ("Region Kalmar", ["Kalmar län"]),
        ("Region Jönköping", ["Jönköpings län"]),
        ("Landstinget i Östergötland", ["Östergötland"]),
        ("**Lunds** kommun", ["Lund"]),
        ("Marks kommun och Ale kommun", ["Mark", "Ale"]),
    ],
)
def test_a_scene_is_found(text: str, found: list[str]) -> None:
    assert [scene.name for scene in scenes(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Kvarnhults kommun", "Region Västerbygd", "i Sjövalla", "Region Norrmarken",
        "Lundbergs kommun", "Norra Lunds kommun", "Sala-Lunds kommun", "i Lundby",
        "mejlet från Norberg", "till Lund", "i Nora", "till Mark", "Sara Lunds förslag", "Falkenberg sa nej.",
        "Vara kommunchef är svårt.", "det kan vara kommunen", "på mark i berg", "till Ystad Andersson",
        "en kommun i Lund Bergs hemtrakt", "Mora är en röd häst.", "Salakommunen",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_scene_is_not_found(text: str) -> None:
    assert scenes(text) == ()


@pytest.mark.parametrize("named", ["Upplands Väsby", "Ystad kommun", "Region Jämtland Härjedalen", "Skåne"])
def test_a_scene_says_where_all_of_its_name_stands(named: str) -> None:
    text = f"Hon blev chef i\n{named} 2019."
    (scene,) = scenes(text)

    assert text[scene.start : scene.end] == named.removeprefix("Region ")


def test_the_repositorys_cases_are_set_in_no_real_place() -> None:
    files = sorted((REPOSITORY / "cases").glob("*/*.*"))

    assert len(files) >= 60
    assert [(file.name, scene) for file in files for scene in scenes(file.read_text(encoding="utf-8"))] == []


def test_some_municipalities_have_the_names_of_persons() -> None:
    assert {"Lund", "Nora"} <= {*surnames_of_places()} <= {*municipalities()}
    assert "Malmö" not in surnames_of_places()
