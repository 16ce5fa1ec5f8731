"""Passages of the teaching note in sources: where they excuse a leak, and where they are told as pasted there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

CASE: Final = "cases/01-skolan/case.md"
DESCRIPTION: Final = "cases/01-skolan/case.yaml"
QUESTIONS: Final = "cases/01-skolan/questions.md"
OTHER: Final = "cases/02-bron/case.md"
CHAPTER: Final = "report/analys.md"
LITERATURE: Final = "bibliography/references.bib"
PUBLICATION: Final = "report/publication.yaml"
FIGURE: Final = "figures/events.yaml"


@dataclass(frozen=True, kw_only=True)
class SourcePlant:
    """A way to put a passage of the first case's teaching note into a source.

    `put` changes the source's text. The passage then `excuses` a leak in the first case's handout only if the handout
    shows it, and it is told as `pasted` where everybody can read it.
    """

    what: str
    path: str
    put: Callable[[str, str], str]
    excuses: bool
    pasted: bool

    def __str__(self) -> str:
        return self.what.replace(" ", "_")


def _end(written: Callable[[str], str]) -> Callable[[str, str], str]:
    return lambda text, passage: f"{text.rstrip()}\n\n{written(passage)}\n"


def _instead(of: str, written: Callable[[str], str] = str) -> Callable[[str, str], str]:
    def put(text: str, passage: str) -> str:
        assert of in text
        return text.replace(of, written(passage), 1)

    return put


def _halves(written: Callable[[str, str], str]) -> Callable[[str], str]:
    """Return what writes the first and the second half of a passage apart."""

    def put(passage: str) -> str:
        words = passage.split()
        return written(" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :]))

    return put


def _in_keys(first: str, second: str) -> Callable[[str, str], str]:
    """Return what replaces two values of a YAML file with the halves of a passage."""

    def put(text: str, passage: str) -> str:
        assert first in text
        assert second in text
        return _halves(lambda one, two: text.replace(first, one, 1).replace(second, two, 1))(passage)

    return put


def _table(rows: str, label: str) -> str:
    return f"| Vad | När |\n|---|---|\n{rows}\n\n: Tider {{#tbl-skolan-{label}}}\n\nText."


def _in_entry(key: str, field: str) -> Callable[[str, str], str]:
    return _instead(f"{{{key},", lambda p: f"{{{key},\n  {field} = {{{p}}},")


def _shown(what: str, path: str, put: Callable[[str, str], str]) -> SourcePlant:
    return SourcePlant(what=what, path=path, put=put, excuses=True, pasted=True)


def _elsewhere(what: str, path: str, put: Callable[[str, str], str]) -> SourcePlant:
    return SourcePlant(what=what, path=path, put=put, excuses=False, pasted=True)


def _nowhere(what: str, path: str, put: Callable[[str, str], str]) -> SourcePlant:
    return SourcePlant(what=what, path=path, put=put, excuses=False, pasted=False)


PLANTS: Final = (
    _shown("paragraph", CASE, _end(str)),
    _shown("emphasised words", CASE, _end(lambda p: f"{p[:9]}*{p[9:20]}*{p[20:]}")),
    _shown("capitals", CASE, _end(str.upper)),
    _shown("soft hyphens", CASE, _end(lambda p: p.replace("a ", "\N{SOFT HYPHEN}a "))),
    _shown("heading", CASE, _end(lambda p: f"# {p}\n\nText.")),
    _shown("list item", CASE, _end(lambda p: f"- Först.\n- {p}")),
    _shown("quotation", CASE, _end(lambda p: f"”{p}” sade hon.")),
    _shown("block quote", CASE, _end(lambda p: f"> {p}")),
    _shown("cell", CASE, _instead("| Lön ", lambda p: f"| {p} ")),
    _shown("caption of a table", CASE, _instead("Kostnader för skolan")),
    _shown("title of an exhibit", CASE, _instead("Mejl från Bo")),
    _shown("text of a link", CASE, _end(lambda p: f"Läs [{p}](https://example.org/).")),
    _shown("footnote", CASE, _end(lambda p: f"Text.[^not]\n\n[^not]: {p}")),
    _shown("own caption of a figure", QUESTIONS, _end(lambda p: f"![{p}](figure:events){{#fig-skolan-ett}}")),
    _shown("own alternative text", QUESTIONS, _end(lambda p: f'![](figure:events){{#fig-skolan-igen alt="{p}"}}')),
    _shown("dilemma", DESCRIPTION, _instead("Ska skolan stå kvar?", lambda p: f'"{p}"')),
    _shown("synopsis", DESCRIPTION, _instead("Ett fall om skolan.", lambda p: f'"{p}"')),
    _shown("caption of a figure", FIGURE, _instead("Händelserna i fallet", lambda p: f"{p} Händelserna i fallet")),
    _shown("alternative text of a figure", FIGURE, _instead("Prickar för händelserna.")),
    _shown("questions", QUESTIONS, _end(str)),
    _shown("two paragraphs", CASE, _end(_halves(lambda a, b: f"{a}\n\n{b}"))),
    _shown("two paragraphs with a heading between", CASE, _end(_halves(lambda a, b: f"{a}\n\n# Sedan\n\n{b}"))),
    _shown("two paragraphs with a picture between", CASE,
           _end(_halves(lambda a, b: f"{a}\n\n![Bild](figure:events){{#fig-skolan-mellan}}\n\n{b}"))),
    _shown("two paragraphs with a comment between", CASE, _end(_halves(lambda a, b: f"{a}\n\n<!-- nu -->\n\n{b}"))),
    _shown("two items of a list", CASE, _end(_halves(lambda a, b: f"- {a}\n- {b}"))),
    _shown("an item of a list for each word", QUESTIONS, _end(lambda p: "\n".join(f"- {w}" for w in p.split()))),
    _shown("two lines of a line block", CASE, _end(_halves(lambda a, b: f"| {a}\n| {b}"))),
    _shown("a term and its definition", CASE, _end(_halves(lambda a, b: f"{a}\n\n:   {b}\n\nText."))),
    _shown("two cells beside each other", CASE, _end(_halves(lambda a, b: _table(f"| {a} | {b} |", "bredvid")))),
    _shown("two cells below each other", CASE,
           _end(_halves(lambda a, b: _table(f"| {a} | igår |\n| {b} | idag |", "under")))),
    _shown("a heading and its paragraph", CASE, _end(_halves(lambda a, b: f"# {a}\n\n{b}"))),
    _shown("two headings", CASE, _end(_halves(lambda a, b: f"# {a}\n\nText.\n\n# {b}\n\nText."))),
    _shown("a paragraph and its footnote", CASE, _end(_halves(lambda a, b: f"{a}[^delad] text.\n\n[^delad]: {b}"))),
    _shown("two footnotes", CASE,
           _end(_halves(lambda a, b: f"Ett[^ena] och två.[^andra]\n\n[^ena]: {a}\n\n[^andra]: {b}"))),
    _shown("two block quotes", CASE, _end(_halves(lambda a, b: f"> {a}\n\nText.\n\n> {b}"))),
    _shown("title of a link", CASE, _end(lambda p: f'Läs [rapporten](https://example.org/ "{p}").')),
    _shown("a caption and the paragraph after it", QUESTIONS,
           _end(_halves(lambda a, b: f"![{a}](figure:events){{#fig-skolan-delad}}\n\n{b}"))),
    _shown("two alternative texts", QUESTIONS,
           _end(_halves(lambda a, b: f'![Ett](figure:events){{#fig-skolan-a alt="{a}"}}\n\n'
                                     f'![Två](figure:events){{#fig-skolan-b alt="{b}"}}'))),
    _elsewhere("what is said about a work that is cited", CASE, _end(lambda p: f"Text [@svara2001, s. 3, {p}].")),
    _elsewhere("a value in braces that nothing shows", CASE, _end(lambda p: f'Skriv `kod`{{data-x="{p}"}}.')),
    _shown("two events", DESCRIPTION, _in_keys("Början", "Beslutet")),
    _elsewhere("two cells of a table for a figure", "figures/bars.csv",
               lambda text, p: f"{text.rstrip()}\n{_halves(lambda a, b: f'{a},1{chr(10)}{b},1')(p)}\n"),
    _shown("note on a work that the case cites", LITERATURE, _in_entry("svara2001", "note")),
    _shown("series of a work that the case cites", LITERATURE, _in_entry("skl2010", "series")),
    _shown("how a work that the case cites was published", LITERATURE, _in_entry("skl2012", "howpublished")),
    _shown("addendum on a work that the case cites", LITERATURE, _in_entry("skl2010", "addendum")),
    _shown("title and note of a work that the case cites", LITERATURE,
           lambda text, p: f"{text.rstrip()}\n@misc{{skl2014, author = {{SKL}}, year = {{2014}},\n"
                           + _halves(lambda a, b: f"  title = {{{a}}},\n  note = {{{b}}}}}\n")(p)),
    _shown("setting", DESCRIPTION,
               _instead("1\N{NO-BREAK SPACE}000 invånare", lambda p: f'"{p}"')),
    _elsewhere("another case", OTHER, _end(str)),
    _elsewhere("another case's synopsis", "cases/02-bron/case.yaml",
               lambda text, p: f'{text[: text.index("synopsis:")]}synopsis: "{p}"\n'
                               f'{text[text.index("synopsis:"):].partition(chr(10))[2]}'),
    _elsewhere("chapter", CHAPTER, _end(str)),
    _elsewhere("caption of a figure in the report", "figures/bars.yaml", _instead("Staplar över antalet.")),
    _elsewhere("alternative text of a figure in the report", "figures/bars.yaml",
               _instead("Två liggande staplar, den andra dubbelt så lång som den första.")),
    _elsewhere("cell of a table for a figure", "figures/bars.csv", lambda text, p: f"{text.rstrip()}\n{p},1\n"),
    _nowhere("comment of BibTeX", LITERATURE, _end(lambda p: f"@comment{{{p}}}")),
    _nowhere("line between entries", LITERATURE, _end(lambda p: f"% {p}")),
    _nowhere("abstract of a work", LITERATURE, _in_entry("kommunallag", "abstract")),
    _nowhere("abstract of a work that the case cites", LITERATURE, _in_entry("svara2001", "abstract")),
    _nowhere("keywords of a work", LITERATURE, _in_entry("kommunallag", "keywords")),
    _nowhere("file of a work", LITERATURE, _in_entry("kommunallag", "file")),
    _elsewhere("note on a work that only the report cites", LITERATURE, _in_entry("svara1985", "note")),
    _nowhere("how an article was published, which the style does not print", LITERATURE,
             _in_entry("svara2001", "howpublished")),
    _nowhere("annotation of a work that the case cites", LITERATURE, _in_entry("svara2001", "annote")),
    _nowhere("note on a work that only the note for teachers cites", LITERATURE, _in_entry("kommunallag", "note")),
    _nowhere("note on a work that nobody cites", LITERATURE, _in_entry("skl2016", "note")),
    _nowhere("comment of YAML", DESCRIPTION, _end(lambda p: f"# {p}")),
    _nowhere("comment of Markdown", CASE, _end(lambda p: f"<!-- {p} -->")),
)  # fmt: skip
"""One passage each; the first that a document shows excuses it there, and is told all the same."""
