"""Turn cross-references into what readers see: a link within a document, a self-contained phrase across documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kefu import tree, words
from kefu.diagnostics import BuildError, Diagnostic
from kefu.load import REFERENCE, label_of
from kefu.marks import referring
from kefu.reading.sources import occurrences
from kefu.rules.markup import CROSS_REFERENCE_RESOLVES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kefu.assemble.outline import Number, Outline
    from kefu.model import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A cross-reference to a label in the same document, with its number.

    A `capital` reference begins a sentence; a `bare` one is the number alone.
    """

    label: str
    number: Number
    capital: bool
    bare: bool


def resolved(project: Project, outline: Outline, everything: Sequence[Outline]) -> list[tree.Node]:
    """Return the blocks of a document with every cross-reference resolved; citations are left alone."""
    return rewritten(outline.blocks, project, outline, everything, link, referring)


def rewritten(
    blocks: list[tree.Node],
    project: Project,
    outline: Outline,
    everything: Sequence[Outline],
    inside: Callable[[Reference], list[tree.Node]],
    around: Callable[[str, list[tree.Node]], list[tree.Node]] = lambda _label, phrase: phrase,
) -> list[tree.Node]:
    """Return blocks of a document with their cross-references in the form that `inside` gives them.

    A reference to something that is not in the document becomes a self-contained phrase. `around` is given each label
    with what readers see in its place. Citations are left alone.
    """
    case = ""

    def told(citation: tree.Node) -> list[tree.Node]:
        phrase = _phrase(citation, project, outline, everything, inside, case)
        before, after = citation["citationPrefix"], citation["citationSuffix"]
        return [
            *before,
            *([{"t": "Space"}] if before else []),
            *around(label_of(citation["citationId"]), phrase),
            *after,
        ]

    def resolve(node: tree.Node) -> list[tree.Node] | None:
        if node["t"] != "Cite" or not REFERENCE.match(node["c"][0][0]["citationId"]):
            return None
        phrases = [*map(told, node["c"][0])]
        inlines = list(phrases[0])
        for index, phrase in enumerate(phrases[1:], start=2):
            inlines += tree.text(f" {words.AND} " if index == len(phrases) else ", ") + phrase
        return inlines

    made: list[tree.Node] = []
    for block in blocks:
        case = _case_in(block)
        made += tree.rewrite([block], resolve)
    return made


def _case_in(part: tree.Node) -> str:
    """Return the label of the case that a part of the report is, or nothing."""
    first = part["c"][1][:1] if "chapter" in tree.attributes_of(part)[1] else []
    return next((tree.attributes_of(node)[0] for node in first), "")


def _phrase(
    citation: tree.Node,
    project: Project,
    outline: Outline,
    everything: Sequence[Outline],
    inside: Callable[[Reference], list[tree.Node]],
    around: str,
) -> list[tree.Node]:
    """Return what a reader sees in the place of a reference, which stands in the case with the label `around`.

    What an author says before and after it is left out.
    """
    key = citation["citationId"]
    label = label_of(key)
    finish: Callable[[str], str] = words.capitalise if key != label else str
    number = outline.numbers.get(label)
    if outline.case and label == f"case-{outline.case.description.id}":
        phrase = tree.text(finish(words.documents.THIS_CASE))
    elif number:
        bare = citation["citationMode"]["t"] == "SuppressAuthor" and bool(number.number)
        phrase = inside(Reference(label=label, number=number, capital=key != label, bare=bare))
        if number.case not in {"", around}:
            case = inside(Reference(label=number.case, number=outline.numbers[number.case], capital=False, bare=False))
            phrase = [*phrase, *tree.text(f" {words.documents.IN} "), *case]
    else:
        phrase = tree.text(finish(_elsewhere(label, project, everything)))
    return phrase


def link(reference: Reference) -> list[tree.Node]:
    """Return a link with the words that a reader sees: “figur 3”, or “avsnittet ”Titel”” if there is no number."""
    name = reference.number.number if reference.bare else _name(reference.number)
    return [tree.link(f"#{reference.label}", tree.text(words.capitalise(name) if reference.capital else name))]


def _name(number: Number) -> str:
    return f"{number.noun}{words.NBSP}{number.number}" if number.number else f"{number.noun} ”{number.title}”"


def _elsewhere(label: str, project: Project, everything: Sequence[Outline]) -> str:
    """Return the phrase for something that is in the project but not in this document."""
    for case in project.cases:
        if label == f"case-{case.description.id}":
            return words.the_case(case.description.title)
    home = _home(label, project, everything)
    name = _name(home.numbers[label])
    publication = project.publication
    where = (
        words.the_case(home.case.description.title)
        if home.case
        else words.the_report(publication.publisher.short_name, publication.title)
    )
    return words.part_of(name, where)


def _home(label: str, project: Project, everything: Sequence[Outline]) -> Outline:
    """Return the document that readers are sent to: a public one if possible, and a case's own rather than the report.

    Raises `BuildError` if no document has the label.
    """
    having = [outline for outline in everything if label in outline.numbers]
    if not having:
        raise BuildError(
            Diagnostic(
                rule=CROSS_REFERENCE_RESOLVES,
                location=place,
                message=f"“{label}” is in a part that no edition includes",
                hints=("remove the reference, or include the part in an edition",),
            )
            for source in project.sources
            for name in (label, words.capitalise(label))
            for place in occurrences(source, f"@{name}")
        )
    return min(having, key=lambda outline: (outline.edition.restricted, outline.case is None))
