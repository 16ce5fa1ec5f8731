"""What the programs that lay out pages say about a document."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule

PDF_IS_CONFORMING: Final = Rule(
    name="pdf-is-conforming",
    holds="Typst can make an accessible and archival PDF of every document (PDF/UA-1 and PDF/A-2a).",
    why="Swedish public bodies must publish accessible documents: lagen (2018:1937) om tillgänglighet till digital "
    "offentlig service.",
    remedy="Change the passage as the hint says: the usual reasons are a picture without an alternative text, and a "
    "character that the fonts do not have.",
    warns_when="if Typst itself only warns",
    acceptable=True,
)
TYPST_COMPILES: Final = Rule(
    name="typst-compiles",
    holds="Typst can lay out the pages of every document.",
    remedy="Change the passage that is named; if nothing is wrong with it, the template or the engine is at fault.",
    warns_when="if Typst itself only warns",
    acceptable=True,
)
DOCUMENT_IS_NOT_TOO_LARGE: Final = Rule(
    name="document-is-not-too-large",
    holds="A document can be made in two minutes, or more if it is long, and with 4 GB of memory.",
    remedy="Divide its longest tables and texts, and make its pictures smaller.",
    acceptable=False,
)
QUARTO_IS_FOUND: Final = Rule(
    name="quarto-is-found",
    holds="Quarto is installed, and reports its version.",
    remedy="Install Quarto, say where it is with `--quarto` or `QUARTO_PATH`, or build with the default engine.",
    acceptable=False,
)
QUARTO_IS_SUPPORTED: Final = Rule(
    name="quarto-is-supported",
    holds="The installed Quarto is new enough.",
    remedy="Install a newer Quarto, say where it is with `--quarto` or `QUARTO_PATH`, or build with the default "
    "engine.",
    acceptable=False,
)
QUARTO_RENDERS: Final = Rule(
    name="quarto-renders",
    holds="Quarto can render every document, and finds nothing missing in it.",
    remedy="Build with the default engine to see whether the sources are at fault.",
    warns_when="if Quarto itself only warns, and the file says what it should",
    acceptable=True,
)
