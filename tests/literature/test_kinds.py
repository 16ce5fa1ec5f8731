"""The kinds of works."""

from __future__ import annotations

from kefu.literature.kinds import ALIASES, KINDS, kind_of


def test_every_name_is_that_of_a_kind() -> None:
    assert {*ALIASES.values()} <= KINDS.keys()
    assert not ALIASES.keys() & KINDS.keys()
    assert (kind_of("phdthesis"), kind_of("book"), kind_of("artikel")) == ("thesis", "book", "misc")
