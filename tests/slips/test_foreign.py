"""Markup of other programs, and texts that are not to be read at all."""

from __future__ import annotations

import pytest
from tests.slips.conftest import assert_told

from kefu.slips import unreadable


def test_markup_of_other_programs_is_told_each_once() -> None:
    assert_told("""\
{{< video a.mp4 >}} och {{< pagebreak >}}
//! 1 markup-is-known: “{{< video a.mp4 >}}” is a shortcode of Quarto
//! 25 markup-is-known: “{{< pagebreak >}}”

[TOC]
//! 1 markup-is-known: a mark for a table of contents

Se [[sidan]] och ==viktigt== samt %%kommentar%%.
//! 4 markup-is-known: “[[sidan]]” is a link of Obsidian
//! 18 markup-is-known: write “**word**”
//! 35 markup-is-known: write “<!-- … -->”

{% include a.html %} och {{ site.title }}
//! 1 markup-is-known: a tag of Jekyll
//! 26 markup-is-known: a variable of a template

> [!NOTE]
//! 1 markup-is-known: a callout of Obsidian or GitHub
> Text.

- [ ] att göra
//! 1 markup-is-known: a check box

Figur \\@ref(fig:karta) och @ref(tab:pris).
//! 7 markup-is-known: write “@fig-karta”
//! 28 markup-is-known: write “@tbl-pris”

Se Fel! Hittar inte referenskälla. Bra {++tillagt++}.
//! 4 markup-is-known: a broken reference of Word
//! 40 markup-is-known: a tracked change
""")


def test_what_only_resembles_such_markup_is_not_told() -> None:
    assert_told("""\
Det är 5 == 5, 50 %% och a == b. Mängden {a, b} och [sic]. `{{< kod >}}` och \\{{skrivet}}.

En rad med tal: 1 < 2 > 1. Mejl: anna@ref.se. Punkt .. slut.
""")


@pytest.mark.parametrize(
    "text",
    ["---\ntitle: Mitt kapitel\n---\n\n# Prov", "\n---\n# en kommentar\nauthor: Bo\n...\n", "+++\ntitle = 1\n+++\n"],
)
def test_a_header_keeps_a_text_from_being_read(text: str) -> None:
    slip = unreadable(text)
    assert slip
    assert slip.rule.name == "text-has-no-header"
    assert text[slip.at :].startswith(("---", "+++"))


def test_two_versions_keep_a_text_from_being_read() -> None:
    slip = unreadable("# Rubrik\n\n<<<<<<< HEAD\nett\n=======\ntvå\n>>>>>>> gren\n")
    assert slip
    assert (slip.rule.name, slip.at) == ("versions-are-merged", 10)


@pytest.mark.parametrize("text", ["# Rubrik\n", "---\n\nText: ja\n", "---\nText utan nyckel\n", "<<<<<<< pilar\n"])
def test_other_texts_can_be_read(text: str) -> None:
    assert unreadable(text) is None
