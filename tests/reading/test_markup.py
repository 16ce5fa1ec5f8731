"""Pandoc reads what authors write as they wrote it, cites in Swedish, and gives the same results however it is run."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import REPOSITORY
from tests.remembering import ask

from kefu import tree
from kefu.processes.keeping import answer
from kefu.reading import markup
from kefu.words import NBSP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

STYLE = (REPOSITORY / "bibliography" / "kefu.csl").read_text(encoding="utf-8")
TEXTS = [f"Text {number}\n\n- ett\n- två\n" for number in range(7)]


@pytest.fixture(scope="module", autouse=True)
def _forgetting() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "_run_one_process", ask)
        yield


def plain_of(blocks: str) -> str:
    return tree.plain(json.loads(blocks))


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that gets, for every process that starts, the number of jobs that it is given."""
    sizes: list[int] = []

    def counting(process: subprocess.Popen[bytes], given: bytes, *, seconds: float) -> tuple[bytes, bytes]:
        sizes.append(len(json.loads(given)))
        return answer(process, given, seconds=seconds)

    monkeypatch.setattr(markup, "answer", counting)
    return sizes


@pytest.mark.parametrize("jobs", [1, 2, 3, 7, 20])
def test_texts_come_back_in_their_order_for_any_number_of_jobs(jobs: int) -> None:
    assert [plain_of(text) for text in markup.read(TEXTS, jobs=jobs)] == [f"Text {n} ett två" for n in range(7)]


def test_the_number_of_jobs_changes_nothing_in_the_trees() -> None:
    one, three = (markup.read(TEXTS, jobs=jobs) for jobs in (1, 3))
    assert one == three


@pytest.mark.parametrize(
    ("jobs", "sizes"), [(1, [7]), (3, [2, 2, 3]), (20, [1] * 7)], ids=["one job", "three jobs", "more jobs than texts"]
)
def test_work_is_shared_evenly_among_no_more_processes_than_jobs(
    jobs: int, sizes: list[int], started: list[int]
) -> None:
    markup.read(TEXTS, jobs=jobs)
    assert sorted(started) == sizes


def test_nothing_to_read_starts_no_process(started: list[int]) -> None:
    assert markup.read([], jobs=2) == []
    assert started == []


def test_citing_gives_the_same_documents_in_their_order_for_any_number_of_jobs() -> None:
    references = markup.read_references(BOOK, language="sv-SE")
    documents = [
        (json.loads(text), references) for text in markup.read([f"Nr {n} [@ek2001, s. {n}]" for n in range(5)], jobs=1)
    ]
    one, three = (markup.cite(documents, style=STYLE, language="sv-SE", jobs=jobs) for jobs in (1, 3))
    assert one == three
    assert [tree.plain(tree.blocks(text)[:1]) for text in one] == [f"Nr {n} (Ek 2001, s.{NBSP}{n})" for n in range(5)]


def test_what_pandoc_says_of_its_failure_is_in_the_exception() -> None:
    with pytest.raises(RuntimeError, match=r"(?s)pandoc failed: .*Unknown output format pergament"):
        markup.write(tree.document([]), "pergament")


@pytest.mark.parametrize("jobs", [1, 3])
def test_one_failure_among_many_jobs_is_not_lost(jobs: int) -> None:
    broken: tree.Node = {"t": "Para", "c": "no list"}
    documents: list[tuple[list[tree.Node], Mapping[str, str]]] = [([tree.para(tree.text("bra"))], {})] * 4
    with pytest.raises(RuntimeError, match="pandoc failed"):
        markup.cite([*documents, ([broken], {})], style=STYLE, language="sv-SE", jobs=jobs)


def test_pandoc_is_the_one_that_a_dependency_carries_whatever_the_system_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "pandoc"
    fake.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert plain_of(*markup.read(["text"], jobs=1)) == "text"


@pytest.mark.parametrize(
    ("name", "value"),
    [("LC_ALL", "C"), ("LANG", "tr_TR.UTF-8"), ("HOME", "/nonexistent"), ("PYTHONUTF8", "0"), ("TZ", "Asia/Tokyo")],
)
def test_the_environment_changes_nothing(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Åsa – ”Örjan”, 1\N{NO-BREAK SPACE}000 kr…"
    monkeypatch.setenv(name, value)
    assert plain_of(*markup.read([text], jobs=1)) == text


AS_WRITTEN = {
    "straight quotes": "Hon sa \"ja\" och 'nej'",
    "hyphens and dots": "1-2 -- 3 --- 4 ...",
    "money": "$5 och $6 kostar det",
    "a rule that looks like metadata": "---\ntitle: Text\n---\n\nslut",
    "a per cent sign that looks like a title": "% av alla",
    "a year at the beginning of a line": "2024 var ett år",
    "initials": "A. Ek och B. Al, s. 3, bl.a. m.fl.",
    "a no-break space": f"s.{NBSP}3",
    "a paragraph sign": "7 kap. 1 § kommunallagen",
}


@pytest.mark.parametrize("what", AS_WRITTEN)
def test_what_authors_write_is_what_readers_read(what: str) -> None:
    text = AS_WRITTEN[what]
    words = [word for word in text.split() if word != "---"] if what.startswith("a rule") else text.split(" ")
    assert plain_of(*markup.read([text], jobs=1)) == " ".join(words)


words = st.text("abcåäöÅÄÖ0123456789”’–—…%$/(),:;=?!'\"§é" + NBSP, min_size=1, max_size=8)


@settings(derandomize=True, database=None, deadline=None, max_examples=15)
@given(st.lists(st.lists(words, min_size=1, max_size=8), min_size=1, max_size=20))
def test_no_sign_of_a_swedish_text_is_changed_or_lost(texts: list[list[str]]) -> None:
    # A first word of letters, so that no text begins as a list or a table does.
    lines = [" ".join(("Ord", *text)) for text in texts]
    assert [plain_of(text) for text in markup.read(lines, jobs=1)] == lines


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("@ek2001 skriver så.", id="at the beginning"),
        pytest.param("Så skriver @ek2001.", id="at the end"),
        pytest.param("(@ek2001) skriver så.", id="in parentheses of its own at the beginning"),
        pytest.param("@ek2001. Så är det.", id="as a sentence of its own"),
        pytest.param("Text.\n\n(@fig-staplar) visar det.", id="a figure in parentheses"),
    ],
)
def test_a_reference_is_one_wherever_it_stands(text: str) -> None:
    (blocks,) = markup.read([text], jobs=1)
    found = [node for node in tree.walk(json.loads(blocks)) if node["t"] == "Cite"]
    assert len(found) == 1


def test_headings_have_no_labels_but_those_that_authors_give() -> None:
    (blocks,) = markup.read(["# Ett\n\n# Två {#sec-tva}\n"], jobs=1)
    assert [tree.attributes_of(node)[0] for node in json.loads(blocks)] == ["", "sec-tva"]


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


def cited(bibtex: str, texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the texts with their citations resolved, and the list of references, with spaces for no-break spaces."""
    references = markup.read_references(bibtex, language="sv-SE")
    parsed = [json.loads(text) for text in markup.read(texts, jobs=1)]
    refs = tree.div(tree.attr("refs"), [])
    (whole,) = markup.cite(
        [([block for blocks in parsed for block in blocks] + [refs], references)],
        style=STYLE,
        language="sv-SE",
        jobs=1,
    )
    *paragraphs, listed = tree.blocks(whole)
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


def test_references_are_given_by_key_as_they_are_written() -> None:
    assert list(markup.read_references(WORKS, language="sv-SE"))[:3] == ["ek2001", "tva", "tre"]
    assert markup.read_references("", language="sv-SE") == {}


def test_a_tree_is_written_in_the_format_that_is_asked_for() -> None:
    document = tree.document([tree.header(1, tree.attr("sec-a"), tree.text("Året"))])
    assert markup.write(document, "html").strip() == '<h1 id="sec-a">Året</h1>'
    assert markup.write(document, "plain").strip() == "Året"


@pytest.mark.slow
def test_texts_that_take_too_long_are_told_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "seconds_for", lambda *_: 1)
    with pytest.raises(markup.UnreadError) as caught:
        markup.read(["Ett.", "[" * 100, "Två.", "![" * 100], jobs=2)
    assert caught.value.reasons == dict.fromkeys((1, 3), "takes more time or memory to read than it may")


def test_texts_that_take_too_much_are_told_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "memory_for", lambda size: 300 if size < 10_000 else 16)
    with pytest.raises(markup.UnreadError) as caught:
        markup.read(["Ett.", "ord " * 100_000, "Två."], jobs=1)
    assert [*caught.value.reasons] == [1]


def test_bounds_are_in_proportion_to_the_work() -> None:
    assert markup.seconds_for(0) < 15 < markup.seconds_for(5_000_000) < 70
    assert markup.memory_for(0) < 600 < markup.memory_for(5_000_000) < 4096


@pytest.mark.parametrize(
    ("mark", "end"), [("> ", ""), ("- ", ""), ("*a **b ", "** *"), ("::: {.pullquote}\n\n", "\n\n:::")]
)
@pytest.mark.parametrize("count", [100, 2000])
def test_texts_that_hold_too_much_in_each_other_are_told(mark: str, end: str, count: int) -> None:
    with pytest.raises(markup.UnreadError) as caught:
        markup.read(["Ett.", f"{mark * count}ord{end * count}"], jobs=1)
    assert [*caught.value.reasons] == [1]


def test_references_that_hold_too_much_in_each_other_are_told() -> None:
    deep = "{\\it " * 300 + "x" + "}" * 300
    with pytest.raises(markup.UnreadError):
        markup.read_references(f"@book{{a, title = {{{deep}}}}}", language="sv-SE")


def test_texts_that_take_too_long_together_are_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(process: subprocess.Popen[bytes], given: bytes, *, seconds: float) -> tuple[bytes, bytes]:
        if len(json.loads(given)) > 1:
            process.kill()
            raise subprocess.TimeoutExpired(process.args, seconds)
        return answer(process, given, seconds=seconds)

    expected = markup.read(TEXTS, jobs=1)
    monkeypatch.setattr(markup, "answer", late)
    assert markup.read(TEXTS, jobs=1) == expected
