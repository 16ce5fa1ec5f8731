"""Citations have the Swedish author and year form, and asking for them alone gives what the whole document gives."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from tests.conftest import REPOSITORY

from kefu import tree
from kefu.cache import Step, open_store
from kefu.reading import citations, markup
from kefu.reading.citations import REFS, cite, refusal
from kefu.words import NBSP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

STYLE = (REPOSITORY / "bibliography" / "kefu.csl").read_text(encoding="utf-8")

BOOK = "@book{ek2001, author={Ek, A.}, title={En Titel}, publisher={Förlaget}, year={2001}}\n"
WORKS = (
    BOOK
    + """
@book{tva, author={Ek, A. and Al, B.}, title={Två}, publisher={F}, year={2002}}
@book{tre, author={Ek, A. and Al, B. and Ask, C.}, title={Tre}, publisher={F}, year={2003}}
@book{fyra, author={Ek, A. and Al, B. and Ask, C. and Alm, D.}, title={Fyra}, publisher={F}, year={2004}}
@book{samma, author={Ek, A.}, title={Samma år}, publisher={F}, year={2001}}
@book{red, editor={Björk, E.}, title={Redigerad}, publisher={F}, year={2005}}
@book{upplaga, author={Gran, F.}, title={Omtryckt}, edition={3}, publisher={F}, year={2006}}
@report{myndighet, author={{Sveriges Kommuner och Regioner}}, title={Av en myndighet}, year={2007}}
@report{utan, title={Utan författare}, institution={Statskontoret}, year={2008}}
@article{artikel, author={Lind, G.}, title={En Artikel}, journal={Tidskrift}, volume={3}, number={2}, pages={10--19},
  doi={10.1000/1}, year={2009}}
@incollection{kapitel, author={Hägg, H.}, title={Ett kapitel}, booktitle={En bok}, pages={5--9}, publisher={F},
  year={2010}}
@article{english, langid={english}, author={Smith, J. and Jones, K. and Brown, L. and White, M.},
  title={Politics and {SKR}: The Big Question}, journal={Journal of Things}, year={2011}}
@book{odaterad, author={Rönn, I.}, title={Odaterad}, publisher={F}}
@legislation{kommunallag, title={Kommunallag (2017:725)}, shorttitle={kommunallagen}, year={2017}}
@legislation{prop, title={Prop. 2016/17:171}, shorttitle={prop. 2016/17:171}, year={2017}}
"""
)


def test_citing_gives_the_same_documents_in_their_order_for_any_number_of_jobs() -> None:
    references = markup.read_references(BOOK, language="sv-SE")
    documents = [
        (json.loads(text), references) for text in markup.read([f"Nr {n} [@ek2001, s. {n}]" for n in range(5)], jobs=1)
    ]
    one, three = (cite(documents, style=STYLE, language="sv-SE", jobs=jobs) for jobs in (1, 3))
    assert one == three
    assert [tree.plain(blocks[:1]) for blocks in one] == [f"Nr {n} (Ek 2001, s.{NBSP}{n})" for n in range(5)]


@pytest.mark.parametrize("jobs", [1, 3])
def test_one_failure_among_many_jobs_is_not_lost(jobs: int) -> None:
    broken = tree.para([{"t": "Cite", "c": [[], "no list"]}])
    documents: list[tuple[list[tree.Node], Mapping[str, str]]] = [([tree.para(tree.text("bra"))], {})] * 4
    with pytest.raises(RuntimeError, match="pandoc failed"):
        cite([*documents, ([broken], {})], style=STYLE, language="sv-SE", jobs=jobs)


def cited(bibtex: str, texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the texts with their citations resolved, and the list of references, with spaces for no-break spaces."""
    references = markup.read_references(bibtex, language="sv-SE")
    parsed = [json.loads(text) for text in markup.read(texts, jobs=1)]
    refs = tree.div(tree.attr(REFS), [])
    (whole,) = cite(
        [([block for blocks in parsed for block in blocks] + [refs], references)],
        style=STYLE,
        language="sv-SE",
        jobs=1,
    )
    *paragraphs, listed = whole
    return [plain_in([block]) for block in paragraphs], [plain_in([entry]) for entry in listed["c"][1]]


def plain_in(blocks: list[tree.Node]) -> str:
    return tree.plain(blocks).replace(NBSP, " ")


CITED = {
    "one author": ("[@fyra]", "(Ek m.fl. 2004)"),
    "a page": ("[@upplaga, s. 12]", "(Gran 2006, s. 12)"),
    "pages": ("[@upplaga, s. 12–14]", "(Gran 2006, s. 12–14)"),
    "a chapter": ("[@upplaga, kap. 3]", "(Gran 2006, kap. 3)"),
    "two authors": ("[@tva]", "(Ek och Al 2002)"),
    "three authors": ("[@tre]", "(Ek, Al och Ask 2003)"),
    "four authors in English": ("[@english, s. 2]", "(Smith m.fl. 2011, s. 2)"),
    "an editor": ("[@red]", "(Björk 2005)"),
    "an authority": ("[@myndighet]", "(Sveriges Kommuner och Regioner 2007)"),
    "a publisher for want of an author": ("[@utan]", "(Statskontoret 2008)"),
    "no year": ("[@odaterad]", "(Rönn u.å.)"),
    "the same author and year": ("[@ek2001] [@samma]", "(Ek 2001a) (Ek 2001b)"),
    "several works": ("[@tva; @red, s. 3]", "(Björk 2005, s. 3; Ek och Al 2002)"),
    "words before": ("[jfr @red, s. 3]", "(jfr Björk 2005, s. 3)"),
    "in running text": ("@upplaga visar", "Gran (2006) visar"),
    "several in running text": ("@tva visar", "Ek och Al (2002) visar"),
    "a page in running text": ("@fyra [s. 4] visar", "Ek m.fl. (2004, s. 4) visar"),
    "the year alone": ("Gran [-@upplaga] visar", "Gran (2006) visar"),
    "a law": ("[@kommunallag]", "(kommunallagen)"),
    "a section of a law": ("[@kommunallag, 7 kap.]", "(kommunallagen 7 kap.)"),
    "paragraphs of a law": ("[@kommunallag, 7 kap. 1–3 §§]", "(kommunallagen 7 kap. 1–3 §§)"),
    "a bill": ("[jfr @prop]", "(jfr prop. 2016/17:171)"),
    "an article": ("[@artikel]", "(Lind 2009)"),
    "a chapter of a book": ("[@kapitel]", "(Hägg 2010)"),
    "a law in running text": ("Enligt @kommunallag gäller", "Enligt kommunallagen gäller"),
}
LISTED = {
    "one author": "Ek, A. (2001a). En Titel. Förlaget.",
    "two authors": "Ek, A. och Al, B. (2002). Två. F.",
    "three authors": "Ek, A., Al, B. och Ask, C. (2003). Tre. F.",
    "four authors": "Ek, A., Al, B., Ask, C. och Alm, D. (2004). Fyra. F.",
    "an editor": "Björk, E. (red.) (2005). Redigerad. F.",
    "an edition": "Gran, F. (2006). Omtryckt. 3:e uppl. F.",
    "an authority": "Sveriges Kommuner och Regioner (2007). Av en myndighet.",
    "a publisher for want of an author": "Statskontoret (2008). Utan författare.",
    "an article": "Lind, G. (2009). En Artikel. Tidskrift, 3(2), s. 10–19. https://doi.org/10.1000/1.",
    "a chapter": "Hägg, H. (2010). Ett kapitel. I En bok, s. 5–9. F.",
    "an article in English": (
        "Smith, J., Jones, K., Brown, L. och White, M. (2011). Politics and SKR: The Big Question. Journal of Things."
    ),
    "no year": "Rönn, I. (u.å.). Odaterad. F.",
    "a law": "Kommunallag (2017:725).",
}


@pytest.fixture(scope="module")
def swedish() -> tuple[list[str], list[str]]:
    return cited(WORKS, [text for text, _ in CITED.values()])


@pytest.mark.parametrize("what", CITED)
def test_citations_have_the_swedish_author_and_year_form(what: str, swedish: tuple[list[str], list[str]]) -> None:
    assert swedish[0][list(CITED).index(what)] == CITED[what][1]


@pytest.mark.parametrize("what", LISTED)
def test_works_are_listed_in_the_swedish_form(what: str, swedish: tuple[list[str], list[str]]) -> None:
    assert LISTED[what] in swedish[1]


def test_works_are_listed_in_the_swedish_alphabet(swedish: tuple[list[str], list[str]]) -> None:
    _, listed = cited(
        "".join(
            f"@book{{k{index}, author={{{name}, A.}}, title={{T}}, year={{2000}}}}\n"
            for index, name in enumerate(["Öberg", "Zetterlund", "Ärlig", "Ek", "Åberg"])
        ),
        [" ".join(f"[@k{index}]" for index in range(5))],
    )
    assert [entry.partition(",")[0] for entry in listed] == ["Ek", "Zetterlund", "Åberg", "Ärlig", "Öberg"]
    assert len(swedish[1]) == len(re.findall("^@", WORKS, flags=re.MULTILINE))


def test_titles_keep_their_capitals_in_every_language(swedish: tuple[list[str], list[str]]) -> None:
    listed = " ".join(swedish[1])
    for title in ("En Titel", "En Artikel", "Politics and SKR: The Big Question"):
        assert title in listed


def test_every_work_of_the_repository_is_cited_and_listed_in_swedish() -> None:
    bibtex = (REPOSITORY / "bibliography" / "references.bib").read_text(encoding="utf-8")
    keys = list(markup.read_references(bibtex, language="sv-SE"))
    assert len(keys) == len(re.findall(r"^@\w+\{", bibtex, flags=re.MULTILINE))
    paragraphs, listed = cited(bibtex, [f"[@{key}, s. 3] @{key}" for key in keys])
    assert len(listed) == len(keys)
    # A title may be in English. Who wrote it stands before the year, and is always told in Swedish.
    people = [re.split(r" \((?:\d{4}|red\.)", entry)[0] for entry in listed]
    english = re.compile(r"\b(?:n\.d|anon|and|et al|eds?)\b|&", re.IGNORECASE)
    assert {text for text in [*paragraphs, *people] if english.search(text)} == set()
    everywhere = re.compile(r"\bn\.d\.|\bAnon\b|\bet al\b|\(eds?\.\)|\bpp\. \d", re.IGNORECASE)
    assert {text for text in listed if everywhere.search(text)} == set()


ANYWHERE = """# Om [@ek2001] {#sec-om}

Som @samma. skriver[^n] (@tva) [@tre; @red, s. 3]. Jfr @kommunallag. Så [-@upplaga]. Ibland @utan.

[^n]: I noten [@fyra, s. 4]. Den följs av @artikel.

> - Citat [@english]
>
> | En | Två |
> | -- | --- |
> | [@odaterad]. | @prop |

: Tabell av [@kapitel].
"""
NESTED = "Se [@ek2001, s. 3, se även [@tva]] och [@tre]."
NUMBERED = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>Nummer</title>'
    "<id>n</id><updated>2026-01-01T00:00:00+00:00</updated></info>"
    '<citation collapse="citation-number"><sort><key variable="citation-number"/></sort>'
    '<layout delimiter=", " suffix="."><text variable="citation-number"/></layout></citation>'
    '<bibliography><layout><text variable="citation-number" suffix=" "/><text variable="title"/></layout>'
    "</bibliography></style>"
)
AGAIN = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>Igen</title>'
    "<id>i</id><updated>2026-01-01T00:00:00+00:00</updated></info>"
    '<citation><layout delimiter="; "><choose><if position="ibid"><text value="ibid."/></if>'
    '<else-if position="subsequent"><text variable="title" suffix=" (igen)"/></else-if>'
    '<else><text variable="title"/></else></choose></layout></citation></style>'
)
NOTES = AGAIN.replace('class="in-text"', "class='note'")
STYLES = {
    "the house's": STYLE,
    "numbers that end with a stop": NUMBERED,
    "what was cited before": AGAIN,
    "notes": NOTES,
}


@pytest.mark.parametrize("text", [ANYWHERE, f"{ANYWHERE}\n\n{ANYWHERE.replace('[^n]', '[^m]')}", NESTED, "Inget."])
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("listed", [True, False], ids=["a list", "no place for a list"])
def test_citations_that_are_asked_for_alone_are_those_of_the_whole_document(
    text: str, style: str, *, listed: bool
) -> None:
    references = markup.read_references(WORKS, language="sv-SE")
    blocks: list[tree.Node] = json.loads(markup.read([text], jobs=1)[0])
    if listed:
        blocks.insert(1, tree.div(tree.attr(), [tree.div(tree.attr(REFS), [])]))
    documents = [(blocks, references)]
    (whole,) = citations._cite(documents, style, "sv-SE", 1)  # noqa: SLF001 - what pandoc makes of everything at once
    assert cite(documents, style=style, language="sv-SE", jobs=1) == [tree.blocks(whole)]


def test_a_text_that_changes_around_its_citations_asks_pandoc_for_nothing(tmp_path: Path) -> None:
    references = markup.read_references(BOOK, language="sv-SE")
    store = open_store(tmp_path / "kept")
    for number, text in enumerate(["Ett [@ek2001].", "Två\n\n- tre [@ek2001]. Slut."]):
        blocks = json.loads(markup.read([text], jobs=1)[0])
        (cited,) = cite([(blocks, references)], style=STYLE, language="sv-SE", jobs=1, store=store)
        assert tree.plain(cited[: number + 1]).startswith(text.replace("[@ek2001]", "(Ek 2001)").split("\n")[0])
        assert store.asked == {(Step.CITE, False): 1, **({(Step.CITE, True): 1} if number else {})}


def test_a_style_that_pandoc_refuses_is_told_with_its_reason() -> None:
    assert refusal(STYLE, "sv-SE") == ""
    assert "style" in refusal(STYLE.replace("</style>", ""), "sv-SE").lower()
