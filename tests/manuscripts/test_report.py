"""The report has the place in the manuscript and in what was written."""

from __future__ import annotations

from pathlib import PurePosixPath

from kefu import tree
from kefu.manuscripts.markdown import Written
from kefu.manuscripts.report import counted, report
from kefu.manuscripts.values import Origin, Outcome, Told

ORIGINS = [Origin(heading="", number=0), Origin(heading="Mötet", number=2)]


def test_lines_are_in_order_and_each_only_once() -> None:
    told = [Told(outcome=Outcome.CHANGED, message="b", mark=1)] * 2 + [Told(outcome=Outcome.LEFT, message="a")]
    texts = {PurePosixPath("cases/03-a/case.md"): Written(text="", lines={1: 7})}

    assert [str(line) for line in report(told, ORIGINS, texts)] == [
        "not taken over: a",
        "cases/03-a/case.md:7: changed: b (in the manuscript: paragraph 2 under “Mötet”)",
    ]


def test_what_there_is_is_counted() -> None:
    assert (
        counted(tree.walk([tree.para([]), tree.para([]), tree.header(1, tree.attr(), [])])) == "2 paragraphs, 1 heading"
    )
