"""Parts that end with hardly anything on a page are set more closely, and then more widely."""

from __future__ import annotations

import json
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from kefu.authored import DocumentKind
from kefu.engines.typst.endings import Ending, endings, respaced
from kefu.theme import THEME

TOP = THEME.measures.top_margin / 25.4 * 72
LINE = 1.4 * 11


def document(kind: DocumentKind = DocumentKind.REPORT) -> Any:
    edition = SimpleNamespace(description=SimpleNamespace(type_size=11))
    return SimpleNamespace(theme=THEME, kind=kind, edition=edition)


def ending(lines: float, origin: str = "a.md", first: int = 3, last: int = 5) -> Ending:
    return Ending(origin=origin, first=first, last=last, down=TOP + lines * LINE)


def test_what_typst_answers_is_read() -> None:
    told = {"origin": "a.md", "first": 3, "last": 5, "down": 99.5}
    assert endings(json.dumps([told])) == (Ending(**told),)  # type: ignore[arg-type]  # each value has its type


@pytest.mark.parametrize(
    ("found", "tried", "next_"),
    [
        pytest.param(ending(3), {}, {"a.md": "close"}, id="a few lines"),
        pytest.param(ending(3), {"a.md": "close"}, {"a.md": "wide"}, id="a few lines even if it is set closely"),
        pytest.param(ending(3), {"a.md": "wide"}, {"a.md": "wide"}, id="nothing helps"),
        pytest.param(ending(7), {}, {}, id="many lines"),
        pytest.param(ending(0), {}, {}, id="the end of the page before"),
        pytest.param(ending(3, first=5), {}, {}, id="a part of a few lines in all"),
    ],
)
def test_a_part_that_ends_with_a_few_lines_is_set_otherwise(
    found: Ending, tried: dict[str, str], next_: dict[str, str]
) -> None:
    assert respaced((found,), document(), tried) == next_


def test_the_references_of_a_case_end_the_page_of_the_part_before_them() -> None:
    part, references = ending(20), ending(2, origin="", last=6)
    assert respaced((part, references), document(DocumentKind.CASE), {}) == {"a.md": "close"}
    assert respaced((part, references), document(), {}) == {}
    short = replace(part, down=TOP + LINE)
    assert respaced((short, replace(references, down=TOP + 30 * LINE)), document(DocumentKind.CASE), {}) == {}
