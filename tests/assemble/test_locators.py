"""Places in works, as citations show them in the project's style and in any other."""

from __future__ import annotations

import json
import re
from typing import Final

import pytest
from tests.conftest import REPOSITORY

from kefu import tree
from kefu.assemble.locators import as_written
from kefu.reading import markup
from kefu.reading.citations import IN_WORDS, cite
from kefu.words import NBSP

STYLE: Final = (REPOSITORY / "bibliography" / "kefu.csl").read_text(encoding="utf-8")
ENTRIES: Final = """
@book{bok, author = {Alm, Bo}, title = {En bok}, year = {2020}}
@book{ö, author = {Alm, Bo}, title = {Ödet}, year = {2020}}
@book{ek, author = {Ek, Cia}, title = {En annan}, year = {2020}}
@legislation{lag, title = {Kommunallag (2017:725)}, shorttitle = {kommunallagen}}
@video{film, author = {Ek, Cia}, title = {Film}, year = {2021}}
"""
AS_THEY_ARE: Final = (
    "s. 12", "sid. 12", "sidan 12", "sidorna 12–14", "kap. 3", "kapitel 3", "§ 12", "§§ 12–14", "2 kap. 3 §",
    "paragraf 3", "avsnitt 2.1", "avs. 3", "stycke 2", "st. 2", "punkt 4", "bilaga 2", "bil. 2", "tabell 3", "tab. 3",
    "figur 2", "fig. 2", "not 4", "fotnot 3", "rad 3", "vers 2", "artikel 6", "art. 6.1", "skäl 26", "volym 2",
    "band 1", "del 3", "nr 4", "bild 5", "12 min.", "min. 3", "00:12:30", "s. 12 f.", "s. 12 ff.", "s. 12–14 och 20",
    "kap. 3, s. 12", "1 kap. 2 § första stycket 3", "7 kap. 1–3 §§", "volym 1, s. 23–34 (not 2)", "dnr 2023/12",
    "s. 12, som menar annat", "som menar annat", "se även bilagan",
)  # fmt: skip
CHANGED: Final = {
    "s.12": "s. 12",
    "§12": "§ 12",
    "3§": "3 §",
    "s. 12-14": "s. 12–14",
    "s. 12--14": "s. 12–14",
    "{§ 12}": "§ 12",
    "12": "s. 12",
    "12-14, 20": "s. 12–14, 20",
    "xi": "s. xi",
    "12 ff.": "s. 12 ff.",
    "p. 3": "s. 3",
    "p.3": "s. 3",
    "pp. 3-5": "s. 3–5",
    "page 3": "s. 3",
    "chapter 2": "kap. 2",
    "p. 3 and 5": "s. 3 och 5",
    "2017-03-04": "2017-03-04",
}
"""Places that are written as Swedish does not write them, and what they become in a book."""

IN_LAWS: Final = {
    "p. 3": "p. 3",
    "p 3": "p 3",
    "12": "12",
    "2 kap. 3 §": "2 kap. 3 §",
    "2 kap. *3* §": "2 kap. 3 §",
    "bilaga, p. 3": "bilaga, p. 3",
    "§12": "§ 12",
}


def shown(texts: list[str], style: str = STYLE) -> list[str]:
    """Return what readers see of texts, with ordinary spaces."""
    return [text.replace("␣", " ") for text in exact(texts, style)]


def exact(texts: list[str], style: str = STYLE) -> list[str]:
    """Return what readers see of texts; ␣ is a no-break space."""
    references = markup.read_references(ENTRIES, language="sv-SE")
    blocks = json.loads(markup.read(["\n\n".join(texts)], jobs=1)[0])
    cited = cite([(as_written(blocks, references), references)], style=style, language="sv-SE", jobs=1)
    return [tree.plain(block).replace(NBSP, "␣") for block in cited[0]][: len(texts)]


@pytest.mark.parametrize("form", ["[@bok, {}]", "@bok [{}]"])
def test_a_place_appears_as_it_is_written(form: str) -> None:
    places = [place for place in AS_THEY_ARE if "som" not in place and "se " not in place] + [*CHANGED]
    found = shown([form.replace("{}", place) for place in places])
    before, after = ("(Alm 2020, ", ")") if form.startswith("[") else ("Alm (2020, ", ")")
    assert found == [f"{before}{CHANGED.get(place, place)}{after}" for place in places]


def test_words_after_a_comma_stay_where_they_are() -> None:
    places = [place for place in AS_THEY_ARE if "som" in place or "se " in place]
    assert shown([f"[@bok, {place}]" for place in places]) == [f"(Alm 2020, {place})" for place in places]
    assert shown(["[@bok som menar *annat*, s. 3]", "[@lag, som menar annat]"]) == [
        "(Alm 2020 som menar annat, s. 3)",
        "(kommunallagen, som menar annat)",
    ]


def test_what_pandoc_reads_as_no_place_is_one_here_if_it_looks_like_one() -> None:
    assert shown(["[@bok{}, 12 år senare]"]) == ["(Alm 2020, 12 år senare)"]


def test_the_place_in_a_law_follows_its_name() -> None:
    assert shown([f"[@lag, {place}]" for place in IN_LAWS]) == [
        f"(kommunallagen {place})" for place in IN_LAWS.values()
    ]
    assert shown(["@lag [1 kap. 2 §]", "[@film, 00:12]", "[@film, 12]"]) == [
        "kommunallagen 1 kap. 2 §",
        "(Ek 2021, 00:12)",
        "(Ek 2021, 12)",
    ]


def test_citations_stand_in_the_order_of_the_list() -> None:
    assert shown(["[@ö; @bok]", "[@ö, § 3; @bok, s. 2]", "[@ek; @ö, s. 3]", "[se @ö, s. 3]", "[-@ö, s. 3]"]) == [
        "(Alm 2020a, 2020b)",
        "(Alm 2020a, s. 2; 2020b, § 3)",
        "(Alm 2020b, s. 3; Ek 2020)",
        "(se Alm 2020b, s. 3)",
        "(2020b, s. 3)",
    ]


TOGETHER: Final = (
    "2␣kap.␣3␣§ första stycket␣3, som menar 4 saker",
    "s.␣12–14 och 20␣f.",
    "s. och 12",
    "kap.␣3, f. 2 och 3␣ff.",
    "st.␣2, f. Alm",
    "f. 2",
)
"""Places in which ␣ is a no-break space."""


def test_a_place_keeps_together_and_any_style_shows_it() -> None:
    other = re.sub(r"<text variable=\"locator\"/>", '<text variable="locator" prefix="at "/>', STYLE)
    assert shown(["[@bok, § 12]"], other) == ["(Alm 2020, at § 12)"]
    assert exact([f"[@bok, {place.replace('␣', ' ')}]" for place in TOGETHER]) == [
        f"(Alm 2020, {place})" for place in TOGETHER
    ]


PLAIN: Final = {
    "[@bok, § 12]": "(Alm 2020, § 12)",
    "@bok [§ 12]": "Alm (2020, § 12)",
    "@bok [12]": "Alm (2020, s. 12)",
    "[@bok, s. 12 ff.]": "(Alm 2020, s. 12 ff.)",
    "[@bok, kap. 3, s. 12; @ek, avsnitt 2.1]": "(Alm 2020, kap. 3, s. 12; Ek 2020, avsnitt 2.1)",
    "[@lag, 2 kap. 3 §]": "(kommunallagen 2 kap. 3 §)",
    "[@lag, 2 kap. *3* §]": "(kommunallagen 2 kap. 3 §)",
    "[@lag, som menar annat]": "(kommunallagen, som menar annat)",
    "[@bok, som menar annat]": "(Alm 2020, som menar annat)",
    "[@bok]": "(Alm 2020)",
}


def test_a_place_appears_as_it_is_written_where_pandoc_alone_reads_it() -> None:
    references = markup.read_references(ENTRIES, language="sv-SE")
    blocks = json.loads(markup.read(["\n\n".join(PLAIN)], jobs=1)[0])
    plain = as_written(blocks, references, marked=False)
    (markdown,) = markup.write_each([tree.document(plain)], "markdown-smart", jobs=1)
    assert IN_WORDS not in markdown
    again = json.loads(markup.read([markdown], jobs=1)[0])
    cited = cite([(again, references)], style=STYLE, language="sv-SE", jobs=1)
    found = [tree.plain(block).replace(NBSP, " ") for block in cited[0]]
    assert found[: len(PLAIN)] == [*PLAIN.values()]


MARKDOWN: Final = {
    "[@bok, s. 12]": "[@bok, s.␣12]",
    "[@bok, 12]": "[@bok, s.␣12]",
    "[@bok, s. *12* f.]": "[@bok, s. *12* f.]",
    "[@bok, kap. 3]": "[@bok {}, kap.␣3]",
    "[@lag, 3 §]": "[@lag {} 3␣§]",
    "@fig-karta": "@fig-karta",
}


def test_pandoc_alone_is_given_as_little_as_it_needs() -> None:
    references = markup.read_references(ENTRIES, language="sv-SE")
    trees = [
        tree.document(as_written(json.loads(blocks), references, marked=False))
        for blocks in markup.read([*MARKDOWN], jobs=1)
    ]
    written = markup.write_each(trees, "markdown-smart", jobs=1)
    assert [text.strip().replace(NBSP, "␣") for text in written] == [*MARKDOWN.values()]
