"""Tracked changes are accepted or rejected one by one; every element of 17.13.5 that can be is here."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.word.ooxml import changed, dele, docx, gone, ins, mark, moved, p, r, root, signed, table

from kefu.word import ChangeKind, resolve, revisions
from kefu.word.package import of
from kefu.word.reading import read
from kefu.word.tracking import PROPERTIES, RANGES
from kefu.word.xml import Element, W, local, parsed, written

BOLD, PLAIN = "<w:b/>", "<w:i/>"


def parts(*blocks: str) -> list[Element]:
    return [parsed("a.xml", root("w:document", f"<w:body>{''.join(blocks)}</w:body>"))]


def resolved(*blocks: str, accept: bool) -> Element:
    """Return a document with all its changes accepted or rejected."""
    found = parts(*blocks)
    numbers = {one.number for one in revisions(found)}
    assert numbers
    resolve(found, accepted=numbers if accept else set(), rejected=set() if accept else numbers)
    assert revisions(found) == ()
    return found[0]


def shown(element: Element) -> str:
    """Return the paragraphs, with the text of each, and names of what is in its properties."""
    return "|".join("".join(text.text or "" for text in one.iter(f"{W}t")) for one in element.iter(f"{W}p"))


def names(element: Element, inside: str) -> list[str]:
    return [local(one) for each in element.iter(f"{W}{inside}") for one in each]


def kept(name: str, inner: str, properties: str) -> str:
    """Return a change of properties that keeps the old ones."""
    return f"<w:{name} {signed()}><w:{properties}>{inner}</w:{properties}></w:{name}>"


SOURCE, TARGET = moved("m1", r("flyttat "), r("flyttat "))
TEXT = {
    "ins": ((p(r("a "), ins(r("b "), r("c "))),), "a b c ", "a "),
    "del": ((p(r("a "), dele(gone("b "))),), "a ", "a b "),
    "moves": ((p(SOURCE, r("a ")), p(r("b "), TARGET)), "a |b flyttat ", "flyttat a |b "),
    "ins, then del": ((p(r("a"), ins(dele(gone("b"), who="Bo"))),), "a", "a"),
    "mark ins": ((p(r("a"), properties=mark(ins())), p(r("b"))), "a|b", "ab"),
    "mark del": ((p(r("a"), properties=mark(dele())), p(r("b"))), "ab", "a|b"),
    "mark moveFrom": ((p(r("a"), properties=mark(f"<w:moveFrom {signed()}/>")), p(r("b"))), "ab", "a|b"),
    "mark moveTo": ((p(r("a"), properties=mark(f"<w:moveTo {signed()}/>")), p(r("b"))), "a|b", "ab"),
    "marks": ((*(p(r(sign), properties=mark(dele())) for sign in "abc"), p(r("d"))), "abcd", "a|b|c|d"),
    "paragraph": ((p(ins(r("a")), properties=mark(ins())), p(r("b"))), "a|b", "b"),
    "paragraph at the end": ((p(r("a")), p(ins(r("b")), properties=mark(ins()))), "a|b", "a"),
    "row ins": ((table((p(r("a")),)).replace("<w:tr>", f"<w:tr><w:trPr>{ins()}</w:trPr>"), p(r("b"))), "a|b", "b"),
    "row del": ((table((p(r("a")),)).replace("<w:tr>", f"<w:tr><w:trPr>{dele()}</w:trPr>"), p(r("b"))), "b", "a|b"),
    "cellIns": (
        (table((f"<w:tc><w:tcPr><w:cellIns {signed()}/></w:tcPr>{p(r('a'))}</w:tc>", p(r("b")))),),
        "a|b",
        "b",
    ),
    "cellDel": (
        (table((f"<w:tc><w:tcPr><w:cellDel {signed()}/></w:tcPr>{p(r('a'))}</w:tc>", p(r("b")))),),
        "b",
        "a|b",
    ),
    "table in a cell": (
        (table((table((p(r("a")),)).replace("<w:tr>", f"<w:tr><w:trPr>{dele()}</w:trPr>"),)),),
        "",
        "a",
    ),
    "control ins": (
        (
            p(
                f'<w:customXmlInsRangeStart {signed(number=5)}/><w:sdt><w:sdtContent><w:customXmlInsRangeEnd w:id="5"/>'
                f"{r('a')}</w:sdtContent></w:sdt>"
            ),
        ),
        "a",
        "a",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", TEXT)
def test_text_is_as_it_is_if_a_change_is_accepted_and_as_it_was_if_it_is_rejected(kind: str) -> None:
    blocks, after, before = TEXT[kind]

    assert shown(resolved(*blocks, accept=True)) == after
    assert shown(resolved(*blocks, accept=False)) == before


@pytest.mark.parametrize("way", ["Ins", "Del", "MoveFrom", "MoveTo"])
@pytest.mark.parametrize("accept", [True, False])
def test_a_content_control_goes_without_its_text(way: str, *, accept: bool) -> None:
    start = f"<w:customXml{way}RangeStart {signed(number=5)}/>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent><w:customXml{way}RangeEnd w:id='5'/>{r('a')}</w:sdtContent></w:sdt>"

    found = resolved(p(start, control, r("b")), accept=accept)

    assert shown(found) == "ab"
    assert (found.find(f".//{W}sdt") is not None) == (accept == (way in {"Ins", "MoveTo"}))
    assert not [one for one in found.iter() if "Range" in local(one)]


PROPERTY = {
    "rPrChange": (p(r("a", properties=BOLD + kept("rPrChange", PLAIN, "rPr"))), "rPr", ["b"], ["i"]),
    "pPrChange": (
        p(r("a"), properties="<w:keepNext/><w:rPr/>" + kept("pPrChange", "<w:jc/>", "pPr")),
        "pPr",
        ["keepNext", "rPr"],
        ["jc", "rPr"],
    ),
    "rPrChange of a mark": (
        p(r("a"), properties=f"<w:rPr>{BOLD}{kept('rPrChange', PLAIN, 'rPr')}</w:rPr>"),
        "rPr",
        ["b"],
        ["i"],
    ),
    "sectPrChange": (
        f"<w:sectPr><w:headerReference/><w:cols/>{kept('sectPrChange', '<w:pgSz/>', 'sectPr')}</w:sectPr>",
        "sectPr",
        ["headerReference", "cols"],
        ["headerReference", "pgSz"],
    ),
    "numberingChange": (
        p(r("a"), properties=f"<w:numPr><w:ilvl/>{changed('numberingChange')}</w:numPr>"),
        "numPr",
        ["ilvl"],
        ["ilvl"],
    ),
    "ins of a number": (p(r("a"), properties=f"<w:numPr><w:ilvl/>{ins()}</w:numPr>"), "numPr", ["ilvl"], []),
    **{
        f"{name}Change": (
            table((p(r("a")),)).replace(
                start, f"{start}<w:{name}><w:new/>{kept(f'{name}Change', '<w:old/>', name)}</w:{name}>", 1
            ),
            name,
            ["new"],
            ["old"],
        )
        for name, start in {
            "tblPr": "<w:tbl>", "tblGrid": "<w:tbl>", "tblPrEx": "<w:tr>", "trPr": "<w:tr>", "tcPr": "<w:tc>",
        }.items()
    },
    "cellMerge": (
        table((f"<w:tc><w:tcPr><w:cellMerge {signed()} w:vMerge='rest'/></w:tcPr>{p()}</w:tc>",)),
        "tcPr",
        ["vMerge"],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PROPERTY)
def test_properties_are_as_they_are_or_as_they_were(name: str) -> None:
    block, inside, after, before = PROPERTY[name]

    assert names(resolved(block, accept=True), inside) == after
    assert names(resolved(block, accept=False), inside) == before


def test_every_change_of_properties_and_of_controls_is_tried() -> None:
    tried = {name.partition(" ")[0] for name in PROPERTY}
    assert {tag.removeprefix(W) for tag in PROPERTIES} <= tried
    assert {tag.removeprefix(f"{W}customXml").removesuffix("RangeStart") for tag in RANGES} == {
        "Ins",
        "Del",
        "MoveFrom",
        "MoveTo",
    }


FRACTION = (
    "<m:oMath><m:f><m:fPr><m:ctrlPr>{change}</m:ctrlPr></m:fPr><m:num><m:r><m:t>1</m:t></m:r></m:num>"
    "<m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
)


@pytest.mark.parametrize(
    ("change", "accept", "stays"),
    [(ins(), True, True), (ins(), False, False), (dele(), True, False), (dele(), False, True)],
)
def test_a_fraction_goes_without_its_terms(change: str, *, accept: bool, stays: bool) -> None:
    found = resolved(p(FRACTION.format(change=change)), accept=accept)

    assert ("f" in [local(one) for one in found.iter()]) == stays
    assert [one.text for one in found.iter() if local(one) == "t"] == ["1", "2"]


def test_a_run_of_mathematics_goes_as_a_whole() -> None:
    run = f"<m:oMath><m:r><w:rPr>{ins()}</w:rPr><m:t>x</m:t></m:r><m:r><m:t>y</m:t></m:r></m:oMath>"

    assert [one.text for one in resolved(p(run), accept=False).iter() if local(one) == "t"] == ["y"]


def test_changes_are_told_with_who_when_and_what() -> None:
    found = revisions(parts(p(r("a"), ins(r("ny ")), ins(r("text")), dele(gone("bort"), who="Bo")), p(SOURCE, TARGET)))

    assert [(one.number, one.kind, one.element, one.by.name, one.words) for one in found] == [
        (0, ChangeKind.INSERTION, "ins", "Anna", "ny text"),
        (1, ChangeKind.DELETION, "del", "Bo", "bort"),
        (2, ChangeKind.MOVE_FROM, "moveFrom", "Anna", "flyttat"),
    ]
    assert all(one.by.date for one in found)


def test_what_is_not_chosen_stays() -> None:
    found = parts(p(ins(r("a")), r("b"), dele(gone("c"))))
    resolve(found, accepted={1}, rejected=set())

    assert [one.words for one in revisions(found)] == ["a"]
    assert shown(found[0]) == "ab"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("rid"), st.booleans(), st.sampled_from("-id")), min_size=1, max_size=8))
def test_all_accepted_or_all_rejected_is_what_the_reader_says(drawn: list[tuple[str, bool, str]]) -> None:
    """Random paragraphs with runs and ends that were inserted or deleted have the same text as a reader gives them."""
    signs = itertools.count()
    blocks = []
    for kind, more, end in drawn:
        text = f"t{next(signs)} "
        piece = {"r": r(text), "i": ins(r(text)), "d": dele(gone(text))}[kind]
        properties = {"-": "", "i": mark(ins()), "d": mark(dele())}[end]
        blocks.append(p(piece, r("x ") if more else "", properties=properties))
    blocks.append(p(r("slut")))
    word = read(of("a.docx", docx(*blocks)))

    if any(kind != "r" or end != "-" for kind, _, end in drawn):
        after, before = (shown(resolved(*blocks, accept=accept)).replace("|", "") for accept in (True, False))
        assert after == "".join(one.after.replace("\n", "") for one in word.paragraphs)
        assert before == "".join(one.before.replace("\n", "") for one in word.paragraphs)


def test_what_is_resolved_can_be_written_and_read() -> None:
    found = resolved(p(r("a "), ins(r("b"))), accept=True)

    assert shown(parsed("a.xml", written(found))) == "a b"
