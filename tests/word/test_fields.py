"""Fields: the result counts, the instruction does not."""

from __future__ import annotations

from tests.word.ooxml import dele, gone, ins, p, r
from tests.word.written import paragraph, texts

from kefu.word import ChangeKind

BEGIN, SEPARATE, END = (r(inner=f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "separate", "end"))


def instruction(text: str) -> str:
    return r(inner=f'<w:instrText xml:space="preserve">{text}</w:instrText>')


def field(text: str, result: str) -> str:
    return f"{BEGIN}{instruction(text)}{SEPARATE}{r(result)}{END}"


def test_the_result_counts() -> None:
    simple = f'<w:fldSimple w:instr=" REF tabell ">{r("tabell 1")}</w:fldSimple>'

    assert paragraph(p(r("Se "), field(" REF figur ", "figur 2"), r(" och "), simple)).text == "Se figur 2 och tabell 1"


def test_a_field_in_an_instruction_does_not_count() -> None:
    assert paragraph(p(BEGIN, instruction("IF "), field("PAGE", "3"), SEPARATE, r("ja"), END, r("."))).text == "ja."


def test_a_field_goes_on_in_other_paragraphs() -> None:
    first = p(BEGIN, instruction("TOC"), SEPARATE, r("Ett"))

    assert texts(first, p(r("Två")), p(r("Tre"), END), p(r("Fyra"))) == ["Ett", "Två", "Tre", "Fyra"]


def test_a_field_that_never_ends_hides_nothing() -> None:
    assert texts(p(END, BEGIN, instruction("REF a"), r("Ett")), p(r("Två"))) == ["Ett", "Två"]
    assert texts(p(BEGIN, r("Ett")), p(r("Två"))) == ["Ett", "Två"]


def test_a_deleted_field_is_told_by_its_result() -> None:
    deleted = dele(BEGIN, r(inner="<w:delInstrText>ADDIN ZOTERO</w:delInstrText>"), SEPARATE, gone("(Svara)"), END)
    found = paragraph(p(r("a"), deleted))

    assert (found.before, found.after, found.changes) == ("a(Svara)", "a", ())


def test_a_field_without_a_result_is_told_by_its_instruction() -> None:
    found = paragraph(p(r("a"), ins(BEGIN, instruction(' XE  "lön" '), END)))

    assert [(each.kind, each.element, each.words) for each in found.changes] == [
        (ChangeKind.INSERTION, "instrText", 'XE "lön"')
    ]


def test_an_instruction_that_is_changed_alone_is_told() -> None:
    changed = (dele(r(inner="<w:delInstrText>TC a</w:delInstrText>")), ins(instruction("TC b")))
    found = paragraph(p(BEGIN, *changed, END))

    assert [(each.kind, each.words) for each in found.changes] == [(ChangeKind.INSERTION, "TC aTC b")]
