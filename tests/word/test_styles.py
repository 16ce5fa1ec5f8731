"""Headings are known by the names and levels of their styles, which styles have from others."""

from __future__ import annotations

from tests.word.ooxml import docx

from kefu.word.package import of
from kefu.word.styles import levels


def style(name: str, inner: str) -> str:
    return f'<w:style w:type="paragraph" w:styleId="{name}">{inner}</w:style>'


def test_headings_are_known_in_every_language() -> None:
    styles = "".join((
        style("Rubrik1", '<w:name w:val="heading 1"/>'),
        style("Kapitel", '<w:name w:val="Kapitel"/><w:basedOn w:val="Rubrik1"/>'),
        style("Ruta", '<w:basedOn w:val="Kapitel"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'),
        style("Egen", '<w:name w:val="Egen"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
        style("Text", '<w:name w:val="Normal"/>'),
        style("Ett", '<w:basedOn w:val="Annat"/>'),
        style("Annat", '<w:basedOn w:val="Ett"/>'),
        style("Saknad", '<w:basedOn w:val="Borta"/>'),
    ))  # fmt: skip

    assert levels(of("a.docx", docx(styles=styles))) == {"Rubrik1": 1, "Kapitel": 1, "Egen": 3}


def test_a_long_chain_of_styles_takes_no_time() -> None:
    chain = (style(f"s{count}", f'<w:basedOn w:val="s{count - 1}"/>') for count in range(1, 5_000))
    styles = "".join((style("s0", '<w:name w:val="heading 2"/>'), *chain))

    assert {*levels(of("a.docx", docx(styles=styles))).values()} == {2}
