"""What stands in paragraphs: formats with a meaning stay, others go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.manuscripts.imports import TITLE, planned, said, text, word
from tests.word.ooxml import note, p, r

from kefu import tree
from kefu.manuscripts.inlines import after, raw

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("runs", "written"),
    [
        (
            r("a ") + r("b", properties="<w:b/>") + r(" ", properties="<w:b/>") + r("c", properties="<w:i/>"),
            "a **b** *c*",
        ),
        (r("H") + r("2", properties='<w:vertAlign w:val="subscript"/>') + r("O"), "H~2~O"),
        (r("50\N{NO-BREAK SPACE}%"), "50\N{NO-BREAK SPACE}%"),
        (r("a", inner="<w:noBreakHyphen/>") + r("b"), "a\N{NON-BREAKING HYPHEN}b"),
        (r("kom\N{SOFT HYPHEN}mun") + r(inner="<w:softHyphen/>") + r("en"), "kommunen"),
        (r("synligt") + r(" dolt", properties="<w:vanish/>"), "synligt"),
        (r("1. januari"), "1\\. januari"),
    ],
)
def test_a_paragraph_is_written_as_it_is_read(small: Path, runs: str, written: str) -> None:
    assert text(planned(small, word(TITLE, p(runs)))).strip() == written


def test_languages_headings_and_notes(small: Path) -> None:
    swedish = r("En lång svensk mening. ", properties='<w:lang w:val="sv-SE"/>')
    english = r("cash flow", properties='<w:lang w:val="en-GB"/>')
    body = (
        p(r("Mötet", properties="<w:b/>"), style="Rubrik1"),
        p(swedish, english, '<w:r><w:footnoteReference w:id="2"/></w:r>'),
    )

    written = text(planned(small, word(TITLE, *body, footnotes=(note(2, p(r("Noten."))),))))

    assert written == "# Mötet\n\nEn lång svensk mening. [cash flow]{lang=en}[^1]\n\n[^1]: Noten.\n"


def test_underlining_and_formulas_are_told(small: Path) -> None:
    maths = "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>"
    simple = (
        "<m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
    )
    plan = planned(
        small, word(TITLE, p(r("a", properties='<w:u w:val="single"/>')), p(r("Så "), simple), p(r("Så "), maths))
    )

    assert "underlining is dropped" in said(plan)
    assert "*x*^2^" in text(plan)


def test_what_is_after_so_many_characters() -> None:
    inlines = [tree.strong(tree.text("Figur 1.")), {"t": "Space"}, *tree.text("Vy härifrån")]

    assert raw(after(inlines, 9)) == "Vy härifrån"
    assert after(inlines, 3) == [
        tree.strong([{"t": "Str", "c": "ur"}, {"t": "Space"}, {"t": "Str", "c": "1."}]),
        *inlines[1:],
    ]
