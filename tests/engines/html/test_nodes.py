"""HTML that pandoc has no node for."""

from __future__ import annotations

from kefu import tree
from kefu.engines.html.nodes import element
from kefu.reading import markup


def test_values_of_attributes_are_escaped_and_empty_ones_left_out() -> None:
    blocks = element("aside", {"id": "", "aria-label": 'A "<b>" & c'}, [tree.para(tree.text("Ord"))])

    assert markup.write(tree.document(blocks), "html5") == (
        '<aside aria-label="A &quot;&lt;b&gt;&quot; &amp; c">\n<p>Ord</p>\n</aside>'
    )
