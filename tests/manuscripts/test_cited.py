"""What is told of citations."""

from __future__ import annotations

from pathlib import PurePosixPath

from kefu import tree
from kefu.manuscripts.citations import Field, cite
from kefu.manuscripts.cited import told_of
from kefu.manuscripts.marking import mark


def test_what_a_program_has_put_into_text_that_is_gone_is_told_with_the_reason() -> None:
    blocks = [tree.para(tree.text(f"Okänd (2020) menar.{mark(7)}"))]
    cited = cite(blocks, [Field(program="Zotero", text="(Ek 2019)")], bibliography="")

    told = [*told_of(cited, PurePosixPath("a.bib"))]

    assert [one.mark for one in told] == [7, 0]
    assert told[0].message.startswith("“Okänd (2020)” stays text: ")
    assert told[1].message == "“(Ek 2019)” is left out: it stands in text that was left out"
