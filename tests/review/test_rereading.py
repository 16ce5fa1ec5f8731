"""Two readings of a text differ if anything but its words does."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from kefu.review.rereading import keeps, read


@pytest.mark.parametrize(
    ("before", "now", "same", "losing"),
    [
        ("Ett **ord**", "Två **ting**", True, True),
        ("Ett **ord**", "Ett ord", False, True),
        ("Ett ord", "Ett **ord**", False, False),
        ("Ett ord[^1]\n\n[^1]: a", "Ett ord", False, False),
        ("[a](b)", "[a](c)", False, False),
        ("[@a] b", "[@c] b", False, False),
        ("- a\n- b", "- \n- b", False, False),
        ("[a](b) c", "[](b) c", False, False),
        ("# a {#b}", "# a {#c}", False, False),
        ("| a |\n|---|\n| b |", "| aaa |\n|---|\n| bbbb |", True, True),
    ],
)
def test_what_is_kept(before: str, now: str, same: bool, losing: bool) -> None:
    one, other = read([before, now], PurePosixPath("a.md"))
    assert keeps(one, other, losing=False) == same
    assert keeps(one, other, losing=True) == losing


def test_what_is_said() -> None:
    (found,) = read(["Ett *ord* [@a].\n\n- b\n"], PurePosixPath("a.md"))
    assert found.texts == ("Ett ord [@a].", "b")
    assert "[@a]" in found.said[0]
    assert len(found.marks) == len(found.texts)
