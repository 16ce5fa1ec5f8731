"""Footnotes that are lost."""

from __future__ import annotations

from tests.slips.conftest import assert_told


def test_a_footnote_that_nothing_refers_to_and_one_of_two_with_a_name_are_told() -> None:
    assert_told("""\
Text[^a] och[^b].

[^a]: Ett.

[^b]: Två, se[^c].

[^b]: Två igen.
//! 1 footnote-is-referred-to: there is another footnote “[^b]” above

[^c]: Tre.

[^d]: Fyra.
//! 1 footnote-is-referred-to: nothing refers to the footnote “[^d]”

<!-- [^e] -->

[^e]: Fem.
//! 1 footnote-is-referred-to: “[^e]”

~~~
[^f]: kod
~~~
""")
