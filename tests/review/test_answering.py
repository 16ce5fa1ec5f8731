"""What is open in a review is told, and keeps an approved case from being built."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from tests.cli.conftest import change
from tests.review.test_store import ITEM, PLACE, ROUND

from kefu.load import load
from kefu.review.answering import unanswered
from kefu.review.items import Decision
from kefu.review.store import save
from kefu.rules.review import REVIEW_IS_ANSWERED
from kefu.rules.rule import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.diagnostics import Diagnostic
    from kefu.review.items import Item

BOTH = frozenset(("01-skolan", "02-bron"))


def told(root: Path, *items: Item, cases: frozenset[str] = BOTH) -> tuple[Diagnostic, ...]:
    one = replace(ROUND, items=tuple(replace(item, number=at) for at, item in enumerate(items, 1)))
    save(root, one)
    return unanswered(load(root, jobs=1).project, root, [one], cases)


def test_open_items_are_told_text_by_text(small: Path) -> None:
    chapter = replace(ITEM, place=replace(PLACE, path=PurePosixPath("report/analys.md")))
    lost = replace(ITEM, place=replace(PLACE, path=PurePosixPath()))

    found = told(small, ITEM, replace(ITEM, answer="Ja"), ITEM, chapter, lost)

    assert [(str(one.location), one.message) for one in found] == [
        ("review/svar.yaml:90:3", "1 open item about no place that was found: 5"),
        ("review/svar.yaml:10:3", "2 open items about “cases/02-bron/case.md”: 1, 3"),
        ("review/svar.yaml:70:3", "1 open item about “report/analys.md”: 4"),
    ]
    assert {(one.rule, one.severity) for one in found} == {(REVIEW_IS_ANSWERED, Severity.WARNING)}


def test_an_approved_case_with_open_items_is_an_error(small: Path) -> None:
    change(small / "cases/02-bron/case.yaml", "status: review", "status: approved")

    (found,) = told(small, *[ITEM] * 10)

    assert found.severity is Severity.ERROR
    assert found.message == (
        "10 open items about “cases/02-bron/case.md”: 1, 2, 3, 4, 5, 6, 7, 8 and 2 more, "
        "and the case “Bron” is approved"
    )


def test_what_is_decided_or_about_another_case_is_not_told(small: Path) -> None:
    assert told(small, replace(ITEM, decision=Decision.REJECTED)) == ()
    assert told(small, ITEM, cases=frozenset(("01-skolan",))) == ()
