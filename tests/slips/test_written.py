"""A text as it is written and as readers see it."""

from __future__ import annotations

import json
from pathlib import PurePosixPath

from kefu.model import Source
from kefu.reading import markup
from kefu.slips.written import THING, Written, lines_of


def written(text: str) -> Written:
    (blocks,) = markup.read([text], jobs=1)
    return Written(Source(path=PurePosixPath("a.md"), text=text, digest=""), json.loads(blocks))


def test_lines_are_parted_from_what_stands_before_their_words() -> None:
    first, second, third = lines_of("Text \n\n > >  ord")
    assert (first.head, first.body, first.at) == ("", "Text", 0)
    assert (second.body, third.head, third.body, third.depth, third.at) == ("", " > >  ", "ord", 2, 13)


def test_readers_see_words_and_not_marks_and_something_where_there_are_no_words() -> None:
    text = written("*Ett* [ord](https://x.se)\n`kod` @k.[^1]\n\n# Rubrik\n\n[^1]: Not.")
    assert text.printed == f"\n\nEtt ord\n{THING} {THING}.{THING}\n\nNot.\n\nRubrik\n\n"
    assert text.shows("ord ")
    assert not text.shows("*Ett")
    assert text.shows_line("Ett   ord")
    assert not text.shows_line("ord")


def test_paragraphs_are_lines_without_a_blank_one_and_comments_are_blank() -> None:
    text = written("a\nb\n\n<!-- c -->\n\nd")
    assert [[line.body for line in run] for run in text.paragraphs()] == [["a", "b"], ["d"]]
