"""How a case begins: with its number and title, its dilemma, and a box of facts from its description."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kefu import tree, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.model import Case


class Facts(NamedTuple):
    """What readers want to know of a case before they read it: terms, and what its file says about each."""

    told: tuple[tuple[str, str], ...]
    origin: str


class Opener(NamedTuple):
    """What a case begins with in the report; a document of its own says its number, title and dilemma on its cover."""

    label: str
    number: str
    title: str
    dilemma: str
    facts: Facts


def label(case: Case) -> str:
    """Return the label of a case."""
    return f"case-{case.description.id}"


def opener(case: Case, themes: Mapping[str, str]) -> Opener:
    """Return what a case begins with; `themes` are the names of themes by their ids."""
    description = case.description
    return Opener(
        label(case), words.case_number(case.number), description.title, description.dilemma, facts_of(case, themes)
    )


def facts_of(case: Case, themes: Mapping[str, str]) -> Facts:
    """Return where a case is set, who acts in it, what it is about most, and how long it takes to read."""
    description = case.description
    most = max(description.themes.values())
    least = min(most, 2)  # themes that are only touched upon tell nobody what the case is about
    named = sorted((-weight, number, id_) for number, (id_, weight) in enumerate(description.themes.items()))
    told = (
        (words.documents.ORGANISATION, f"{description.organisation.name}, {description.organisation.description}"),
        (words.documents.ROLES, words.capitalise(", ".join(description.roles))),
        (words.documents.THEMES, "; ".join(themes[id_] for weight, _, id_ in named if -weight >= least)),
        (words.documents.READING_TIME, words.about_minutes(case.reading_minutes)),
    )
    return Facts(told, str(case.source.path))


def opening(begun: Opener) -> list[tree.Node]:
    """Return the blocks that a case begins with in the report."""
    number = tree.span(tree.attr(classes=["number", "case-number"]), tree.text(begun.number))
    return [
        tree.header(1, tree.attr(begun.label), [number, {"t": "Space"}, *tree.text(begun.title)]),
        tree.div(tree.attr(classes=["dilemma"]), [tree.para(tree.text(begun.dilemma))]),
        box(begun.facts),
        tree.div(tree.attr(classes=["notice"]), [tree.para(tree.text(words.documents.DISCLAIMER))]),
    ]


def box(facts: Facts) -> tree.Node:
    """Return facts about a case as a box."""
    terms = [[tree.text(term), [[{"t": "Plain", "c": tree.text(told)}]]] for term, told in facts.told]
    return tree.div(tree.attr(classes=["facts"], origin=facts.origin), [{"t": "DefinitionList", "c": terms}])
