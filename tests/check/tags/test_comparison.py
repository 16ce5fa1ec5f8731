"""A finished PDF whose tags are not those of its document is told, and nothing is told of one whose tags are."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import pikepdf
import pytest
from tests.conftest import DRAWING

from kefu import tree
from kefu.assemble import assemble, outlines
from kefu.authored import DocumentKind, Format
from kefu.check.readers.pdf.tag_tree import read_structure
from kefu.check.readers.structure import Element, Structure
from kefu.check.tags.comparison import MOST, STALE, tags
from kefu.check.tags.nesting import misplaced
from kefu.engines.pandoc import PandocEngine
from kefu.reading import markup
from kefu.rules.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from kefu.diagnostics import Diagnostic
    from kefu.model import Document, Project

PATH: Final = PurePosixPath("public/report/prov-rapport.pdf")

MARKDOWN: Final = """
# Broar {#sec-broar}

Det här stycket är så långt att det säkert fyller flera rader på sidan, och därför avstavas åtminstone något av
kommunstyrelseordförandens många sammansatta uttryck när det sätts.[^1] Läs [mer om broar](https://example.org/broar).

[^1]: En fotnot med *kursiv* och [en länk](https://example.org/not).

::: {lang=en}
This passage is in English. It is long enough.
:::

## Listor {#sec-listor}

* ett

    1. inre ett
    2. inre två

* två

Ord
:   En förklaring.[^2]

[^2]: En andra fotnot.

a) första
b) andra

1. tredje

## Tabeller {#sec-tabeller}

| Post   | Kronor[^3] |
|:-------|-----------:|
| Lön    |         10 |
| Resor  |         −2 |

: Kostnader med [källa](https://example.org/tabell) {#tbl-a}

[^3]: En fotnot i tabellen.

> Ett citat.

| Rad ett
| Rad två

### Rubrik med *kursiv* {#sec-kursiv}

Sista stycket, med [two words]{lang=en}, `kod` och H~2~O.

[Ein Satz]{lang=de} först i stycket.
"""


MORE: Final = {
    "cells of several columns": "+---+---+\n| A | B |\n+===+===+\n| wide  |\n+---+---+\n| 1 | 2 |\n+---+---+\n",
    "two rows of header cells": "+---+---+\n| A | B |\n+---+---+\n| c | d |\n+===+===+\n| 1 | 2 |\n+---+---+\n",
    "empty cells": "| A | B |\n|---|---|\n|   |   |\n| 1 |   |\n",
    "a table over pages": "| A | B |\n|---|---|\n" + "".join(f"| rad {n} | värde {n} |\n" for n in range(120)),
    "an item over pages": "* " + "ord " * 2000 + "\n* b\n",
    "an item without words": "* a\n*\n* c\n",
    "a list in a quotation": "> * a\n> * b\n>\n>     c\n",
    "a list in a footnote": "A[^1] b[^1].\n\n[^1]: c\n\n    * d\n    * e\n",
    "a list in another language": "::: {lang=en}\n* a\n* b\n\n| One | Two |\n|--|--|\n| three | four |\n:::\n",
    "an address over lines": f"<https://example.org/{'mycket/lang/adress/' * 12}>\n",
    "signs that mean something": "* \\# $ _ @ < > ~ / // = +\n\n\\+ a\n\n= b\n\n#x @y -- --- ... 1-2 -3 '\"\n",
    "ligatures and fractions": "fi fl ffi ffl ﬁ ½ ² ™ ß\n",
    "code with empty lines": "```\na\n\nb\n```\n\n1. x\n\n   ```\n   c\n   ```\n",
}


def rendered(document: Document) -> bytes:
    return PandocEngine().render(document, Format.PDF).content


@pytest.fixture(scope="module")
def documents(project: Project) -> tuple[Document, ...]:
    everything = outlines(project)
    names = [name for outline in everything for name in outline.drawings]
    return assemble(project, everything, everything, dict.fromkeys(names, DRAWING), project.publication.date, jobs=1)


@pytest.fixture(scope="module")
def report(documents: tuple[Document, ...]) -> tuple[Document, bytes]:
    document = next(document for document in documents if document.kind is DocumentKind.REPORT)
    return document, rendered(document)


def told(document: Document, content: bytes) -> tuple[Diagnostic, ...]:
    return tags(document, read_structure(content), PATH)


def elements_of(pdf: pikepdf.Pdf, role: str) -> list[pikepdf.Dictionary]:
    """Return the structure elements of a role, in reading order."""
    found: list[pikepdf.Dictionary] = []
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting.extend(reversed([*node]))
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/S") == f"/{role}":
                found.append(node)
            if "/K" in node:
                waiting.append(node.K)
    return found


def paragraph_of(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    """Return the last paragraph that holds nothing but words in the document's own language."""
    plain = [p for p in elements_of(pdf, "P") if not any("/S" in k for k in p.K if isinstance(k, pikepdf.Dictionary))]
    return [p for p in plain if "/Lang" not in p][-1]


def without(element: pikepdf.Dictionary) -> None:
    """Take an element out of the structure tree."""
    parent = element.P
    parent.K = pikepdf.Array([kid for kid in parent.K if not (isinstance(kid, pikepdf.Dictionary) and kid == element)])


def swapped(one: pikepdf.Dictionary, other: pikepdf.Dictionary) -> None:
    """Let two elements of one parent change places."""
    kids = [*one.P.K]
    first, second = kids.index(one), kids.index(other)
    kids[first], kids[second] = other, one
    one.P.K = pikepdf.Array(kids)


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(written)
    return written.getvalue()


def test_the_files_of_a_project_are_tagged_as_their_documents(documents: tuple[Document, ...]) -> None:
    assert [told(document, rendered(document)) for document in documents[:1] + documents[-1:]] == [(), ()]


def test_whatever_may_be_written_is_tagged_as_it_is_written(documents: tuple[Document, ...]) -> None:
    (text,) = markup.read([MARKDOWN], jobs=1)
    part = tree.div(["", ["part", "body"], [["origin", "report/inledning.md"]]], json.loads(text))
    document = replace(documents[0], tree=tree.document([part]))
    content = rendered(document)

    assert told(document, content) == ()
    assert misplaced(read_structure(content).elements) == ()


@pytest.mark.parametrize("what", MORE)
def test_what_is_rarely_written_is_tagged_as_it_is_written(documents: tuple[Document, ...], what: str) -> None:
    (text,) = markup.read([MORE[what]], jobs=1)
    document = replace(documents[-1], tree=tree.document(json.loads(text)))
    content = rendered(document)

    assert told(document, content) == ()
    assert misplaced(read_structure(content).elements) == ()


def rename(role: str, index: int, to: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        elements_of(pdf, role)[index].S = pikepdf.Name(f"/{to}")

    return change


def drop(role: str, index: int, key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        del elements_of(pdf, role)[index][key]

    return change


def put(role: str, index: int, key: str, value: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        elements_of(pdf, role)[index][key] = pikepdf.String(value)

    return change


def remove(role: str, index: int) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: without(elements_of(pdf, role)[index])


def swap(role: str, one: int, other: int) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: swapped(elements_of(pdf, role)[one], elements_of(pdf, role)[other])


def undress(pdf: pikepdf.Pdf) -> None:
    """Take the scope from a header cell, whose attributes are one dictionary or several."""
    cell = elements_of(pdf, "TH")[1]
    for attributes in cell.A if isinstance(cell.A, pikepdf.Array) else [cell.A]:
        if "/Scope" in attributes:
            del attributes["/Scope"]


def silence(pdf: pikepdf.Pdf) -> None:
    """Take the language from every paragraph."""
    for element in elements_of(pdf, "P"):
        if "/Lang" in element:
            del element["/Lang"]


def number(pdf: pikepdf.Pdf) -> None:
    """Say of a list that its items have bullets."""
    attributes = elements_of(pdf, "L")[0].A
    (own,) = [*attributes] if isinstance(attributes, pikepdf.Array) else [attributes]
    own.ListNumbering = pikepdf.Name.Disc


SABOTAGE: Final[dict[str, tuple[Callable[[pikepdf.Pdf], None], str, set[str]]]] = {
    "a heading is a paragraph": (
        rename("H2", 0, "P"),
        "the heading “1.1 Syfte” (level 2) is not tagged",
        {"heading-is-tagged"},
    ),
    "a heading has another level": (
        rename("H2", 1, "H3"),
        "the heading “Mötet om skolan” (level 2) is tagged as the heading “Mötet om skolan” (level 3)",
        {"heading-is-tagged"},
    ),
    "two headings have changed places": (
        swap("H2", 1, 2),
        "is tagged in a different place than in the document",
        {"heading-is-tagged", "text-is-tagged"},
    ),
    "a heading is gone": (
        remove("H2", 1),
        "the heading “Mötet om skolan” (level 2) is not tagged",
        {"heading-is-tagged", "text-is-tagged"},
    ),
    "a paragraph is a heading": (
        rename("P", 5, "H2"),
        "(level 2) is tagged, but the document does not have it there",
        {"heading-is-tagged"},
    ),
    "a figure has no alternative text": (
        drop("Figure", 0, "/Alt"),
        "is tagged as the figure without text (no alternative text)",
        {"figure-is-tagged"},
    ),
    "a figure has another alternative text": (
        put("Figure", 0, "/Alt", "En bild."),
        "is tagged as the figure “En bild.”",
        {"figure-is-tagged"},
    ),
    "a figure is gone": (
        remove("Figure", 1),
        "the figure “Prickar för händelserna. 1 januari 2025: Början; 1 februari 2025: Besl…” is not tagged",
        {"figure-is-tagged"},
    ),
    "a figure is decoration": (rename("Figure", 1, "NonStruct"), "is not tagged", {"figure-is-tagged"}),
    "a header cell is a cell": (
        rename("TH", 1, "TD"),
        "the table “Fall | Antal” (3 rows, 6 cells) is tagged as the table “Fall” (3 rows, 6 cells)",
        {"table-is-tagged"},
    ),
    "a header cell does not say what it heads": (undress, "is tagged as the table “Fall”", {"table-is-tagged"}),
    "a row of a table is gone": (
        remove("TR", 1),
        "is tagged as the table “Fall | Antal” (2 rows, 4 cells)",
        {"table-is-tagged", "text-is-tagged", "link-is-tagged"},
    ),
    "a table is no table": (rename("Table", 0, "Div"), "the table “Fall | Antal”", {"table-is-tagged"}),
    "a footnote is a paragraph": (
        rename("Note", 0, "P"),
        "the footnote “En fotnot med kursiv.” is not tagged",
        {"footnote-is-tagged", "text-is-tagged"},
    ),
    "a link is a passage": (rename("Link", 20, "Span"), "is not tagged", {"link-is-tagged"}),
    "a passage has lost its language": (
        silence,
        "the passage in another language “This passage is in English.” (en) is not tagged",
        {"language-is-tagged"},
    ),
    "a passage is said to be in another language": (
        put("P", 4, "/Lang", "de"),
        "(de) is tagged, but the document does not have it there",
        {"language-is-tagged"},
    ),
    "a paragraph is gone": (
        lambda pdf: without(paragraph_of(pdf)),
        "is not tagged",
        {"text-is-tagged"},
    ),
    "an entry of the table of contents is gone": (
        remove("TOCI", 1),
        "the entry in the table of contents “1 Inledning” is not tagged",
        {"contents-is-tagged"},
    ),
    "a paragraph is read as something else": (
        lambda pdf: paragraph_of(pdf).__setitem__("/ActualText", "Något annat."),
        "is tagged as the text “Något annat.”",
        {"text-is-tagged"},
    ),
    "nothing is tagged": (
        lambda pdf: pdf.Root.StructTreeRoot.__setitem__("/K", pikepdf.Array()),
        "is not tagged",
        {"heading-is-tagged", "text-is-tagged", "figure-is-tagged", "table-is-tagged", "footnote-is-tagged",
         "link-is-tagged", "language-is-tagged", "contents-is-tagged", "list-is-tagged"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("sabotage", SABOTAGE)
def test_a_file_whose_tags_were_changed_is_found(report: tuple[Document, bytes], sabotage: str) -> None:
    document, content = report
    change, message, rules = SABOTAGE[sabotage]

    findings = told(document, changed(content, change))

    assert {finding.rule.name for finding in findings} == rules
    assert message in "\n".join(finding.message for finding in findings)
    assert {finding.severity for finding in findings} == {Severity.ERROR}
    assert {finding.location.path for finding in findings} == {PATH}


def test_a_heading_that_is_text_only_is_said_to_be_that_and_where_it_comes_from(report: tuple[Document, bytes]) -> None:
    document, content = report

    (finding,) = told(document, changed(content, rename("H2", 0, "P")))

    assert finding.hints == ("its text is tagged, but not as a heading", "it comes from report/inledning.md")


def test_a_list_that_is_not_tagged_as_it_is_written_is_found(documents: tuple[Document, ...]) -> None:
    (text,) = markup.read(["1. ett\n2. två\n3. tre\n"], jobs=1)
    document = replace(documents[-1], tree=tree.document(json.loads(text)))
    content = rendered(document)

    found = {
        name: [finding.message for finding in told(document, changed(content, change)) if "list" in finding.rule.name]
        for name, change in {"numbers": number, "item": remove("LI", 1), "list": rename("L", 0, "Div")}.items()
    }

    whole = "the list “ett” (numbered, 3 items, depth 1)"
    assert found == {
        "numbers": [f"{whole} is tagged as the list “ett” (bulleted, 3 items, depth 1)"],
        "item": [f"{whole} is tagged as the list “ett” (numbered, 2 items, depth 1)"],
        "list": [f"{whole} is not tagged"],
    }


def test_a_file_of_other_sources_is_said_to_be_perhaps_an_old_one(
    report: tuple[Document, bytes], documents: tuple[Document, ...]
) -> None:
    document, content = report
    edited = replace(document, tree=document.tree.replace("påhittat", "hämtat ur verkligheten"))

    (finding,) = told(edited, content)
    others = told(documents[-1], content)

    assert finding.rule.name == "text-is-tagged"
    assert finding.hints[0] == STALE
    assert "“…i rapporten är hämtat ur verkligheten.” and “…i rapporten är påhittat.”" in finding.hints[1]
    assert {other.hints[0] for other in others} == {STALE}


def structure_of(*elements: Element) -> Structure:
    return Structure(
        title="",
        displays_title=True,
        language="sv-SE",
        marked=True,
        pdf_ua="1",
        pdf_a="2A",
        unembedded=(),
        elements=elements,
    )


def test_many_findings_of_a_rule_are_told_by_a_few(report: tuple[Document, bytes]) -> None:
    findings = [d for d in tags(report[0], structure_of(), PATH) if d.rule.name == "heading-is-tagged"]

    assert len(findings) == MOST
    assert findings[-1].hints[-1] == "there are 9 more violations of this rule in the file"


@pytest.mark.slow
def test_a_file_with_very_many_texts_is_compared_in_no_time(report: tuple[Document, bytes]) -> None:
    paragraph = Element(role="P", children=("1",))

    findings = tags(report[0], structure_of(*[paragraph] * 100_000), PATH)

    assert "text-is-tagged" in {finding.rule.name for finding in findings}


@pytest.fixture
def compared(documents: tuple[Document, ...]) -> Callable[[str, str], tuple[Diagnostic, ...]]:
    """Return what compares a text with the file of another one."""

    def compare(text: str, other: str) -> tuple[Diagnostic, ...]:
        one, two = (
            replace(documents[-1], tree=tree.document(json.loads(blocks)))
            for blocks in markup.read([text, other], jobs=1)
        )
        return told(one, rendered(two))

    return compare


@pytest.mark.parametrize(
    ("text", "other"),
    [("Ett.\n\nTvå.", "Ett."), ("Ett.", "Ett.\n\nTvå."), ("Ett.", "Två.")],
    ids=["lost", "added", "changed"],
)
def test_whatever_has_happened_to_the_text_the_file_is_said_to_be_perhaps_an_old_one(
    compared: Callable[[str, str], tuple[Diagnostic, ...]], text: str, other: str
) -> None:
    (finding,) = compared(text, other)
    assert finding.rule.name == "text-is-tagged"
    assert STALE in finding.hints


def test_no_file_is_said_to_be_old_whose_text_is_the_same(report: tuple[Document, bytes]) -> None:
    document, content = report
    (finding,) = told(document, changed(content, drop("Figure", 0, "/Alt")))
    assert STALE not in finding.hints


def test_how_running_text_is_divided_is_no_difference_even_where_words_recur(
    compared: Callable[[str, str], tuple[Diagnostic, ...]],
) -> None:
    assert compared("Ett\n\ntvå\n\nEtttvå", "Etttvå\n\nEtt\n\ntvå") == ()


@pytest.mark.parametrize(("count", "more"), [(MOST - 1, ""), (MOST, ""), (MOST + 1, "there are 1 more violations")])
def test_only_the_last_finding_that_is_told_says_how_many_more_there_are(
    compared: Callable[[str, str], tuple[Diagnostic, ...]], count: int, more: str
) -> None:
    letters = "abcdefgh"[:count]
    links = "".join(f"[{letter}](https://{letter}.example) " for letter in letters)
    findings = [d for d in compared(links, " ".join(letters)) if d.rule.name == "link-is-tagged"]

    assert len(findings) == min(count, MOST)
    assert not any("more violations" in hint for finding in findings[:-1] for hint in finding.hints)
    assert ("\n".join(findings[-1].hints)).startswith(more)
    assert any("more violations" in hint for hint in findings[-1].hints) == bool(more)


SAME: Final = "Början är lika."
"""Fifteen characters, as many as are shown before the difference."""


@pytest.mark.parametrize(
    ("text", "other", "hints"),
    [
        (f"{SAME}A", f"{SAME}B", []),
        (f"{SAME} A", f"{SAME} B", ["they differ at “…örjan är lika. A” and “…örjan är lika. B”"]),
        ("Kort.", "Lång.", []),
        (f"{SAME} Och så", f"{SAME} Och så mer", ["they differ at “…är lika. Och så” and “…är lika. Och så mer”"]),
    ],
)
def test_where_two_texts_begin_to_differ_is_shown_unless_it_is_at_their_beginning(
    compared: Callable[[str, str], tuple[Diagnostic, ...]], text: str, other: str, hints: list[str]
) -> None:
    (finding,) = compared(text, other)
    assert [hint for hint in finding.hints if hint.startswith("they differ")] == hints


def test_two_headings_that_say_the_same_are_not_said_to_differ(report: tuple[Document, bytes]) -> None:
    document, content = report
    (finding,) = told(document, changed(content, rename("H2", 1, "H3")))
    assert not any("differ" in hint for hint in finding.hints)


@pytest.mark.parametrize(
    ("names", "others", "messages"),
    [
        ("aabc", "bca", ["the link “a” is not tagged", "the link “a” is tagged in a different place"]),
        ("abc", "bcaa", ["the link “a” is tagged in a different place", "the link “a” is tagged, but"]),
    ],
    ids=["one is lost", "one is added"],
)
def test_of_two_links_that_say_the_same_one_may_have_moved(
    compared: Callable[[str, str], tuple[Diagnostic, ...]], names: str, others: str, messages: list[str]
) -> None:
    one, two = ("".join(f"[{name}](https://{name}.example) " for name in some) for some in (names, others))
    found = [finding.message for finding in compared(one, two) if finding.rule.name == "link-is-tagged"]

    assert len(found) == len(messages)
    assert all(message.startswith(beginning) for message, beginning in zip(found, messages, strict=True))


def test_one_difference_among_hundreds_of_links_that_say_the_same_is_one_finding(
    compared: Callable[[str, str], tuple[Diagnostic, ...]],
) -> None:
    link = "[a](https://a.example) "
    found = compared(f"[b](https://b.example) {link * 250}", link * 250)

    assert [finding.message for finding in found if finding.rule.name == "link-is-tagged"] == [
        "the link “b” is not tagged"
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a" * 70, "a" * 70), ("a" * 71, f"{'a' * 70}…"), (f"{'a' * 69} bc", f"{'a' * 69}…")],
    ids=["as long as may be", "longer", "cut after a word"],
)
def test_a_long_text_is_cut_in_a_message(
    compared: Callable[[str, str], tuple[Diagnostic, ...]], text: str, shown: str
) -> None:
    (finding,) = compared(text, "")
    assert finding.message == f"the text “{shown}” is not tagged"


@pytest.mark.parametrize(("rest", "shown"), [("b" * 24, "b" * 24), ("b" * 25, f"{'b' * 24}…")])
def test_of_two_long_texts_forty_letters_are_shown_from_before_where_they_differ(
    compared: Callable[[str, str], tuple[Diagnostic, ...]], rest: str, shown: str
) -> None:
    before = "abcdefghijklmno"
    (finding,) = compared(f"zz{before}1{rest}", f"zz{before}2{rest}")
    assert f"they differ at “…{before}1{shown}” and “…{before}2{shown}”" in finding.hints


def test_a_heading_that_is_gone_is_not_said_to_be_tagged_as_text(report: tuple[Document, bytes]) -> None:
    document, content = report
    found = told(document, changed(content, remove("H2", 1)))

    assert not any("not as a heading" in hint for finding in found for hint in finding.hints)
