"""A document's blocks, reshaped so that pandoc's EPUB writer makes an accessible book of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from kefu import tree
from kefu.authored import PartKind, Place
from kefu.completeness import complete
from kefu.engines.html import table, title_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CHAPTER: Final[Mapping[str, str]] = {"epub:type": "chapter", "role": "doc-chapter"}

MEANINGS: Final[Mapping[str, Mapping[str, str]]] = complete(
    [*get_args(Place), *PartKind],
    {
        "front": {"epub:type": "preface"},
        "body": CHAPTER,
        "chapter": CHAPTER,
        PartKind.CASE: CHAPTER,
        PartKind.QUESTIONS: CHAPTER,
        PartKind.CONVERSATION: CHAPTER,
        PartKind.TEACHING_NOTE: CHAPTER,
        PartKind.EPILOGUE: {"epub:type": "afterword"},
        "references": {"epub:type": "bibliography", "role": "doc-bibliography"},
        "back": {"epub:type": "appendix", "role": "doc-appendix"},
    },
)
"""What a chapter is in the vocabulary of EPUB 3 Structural Semantics and of DPUB-ARIA, by the kind of its part."""


def body(blocks: list[tree.Node]) -> list[tree.Node]:
    """Return a book's blocks, prepared as in `packages`, with the attributes that assistive technology reads."""
    return tree.rewrite(blocks, _formed)


def _formed(node: tree.Node) -> list[tree.Node] | None:
    form = FORMS.get(node["t"])
    return form(node) if form else None


def _header(node: tree.Node) -> list[tree.Node]:
    level, (identifier, kinds, _), inlines = node["c"]
    meaning = MEANINGS[kinds[0]] if kinds else {}
    return [tree.header(level, tree.attr(identifier, **meaning), inlines)]


def _div(node: tree.Node) -> list[tree.Node]:
    (identifier, classes, pairs), content = node["c"]
    spoken = _spoken(pairs)
    if "exhibit" in classes and identifier:
        content = [_with_title(identifier, block) for block in content]
        named = {"role": "group", "aria-labelledby": title_of(identifier)}
        return [tree.div(tree.attr(identifier, classes, **spoken, **named), content)]
    return [tree.div(tree.attr(identifier, classes, **spoken), content)]


def _with_title(label: str, block: tree.Node) -> tree.Node:
    if "exhibit-title" not in tree.attributes_of(block)[1]:
        return block
    return tree.div(tree.attr(title_of(label), ["exhibit-title"]), block["c"][1])


def _span(node: tree.Node) -> list[tree.Node]:
    (identifier, classes, pairs), inlines = node["c"]
    return [tree.span(tree.attr(identifier, classes, **_spoken(pairs)), inlines)]


def _spoken(pairs: list[list[str]]) -> dict[str, str]:
    """Return the attributes for a language in both HTML and XML."""
    language = dict(pairs).get("lang")
    return {"lang": language, "xml:lang": language} if language else {}


def _link(node: tree.Node) -> list[tree.Node]:
    _, inlines, (target, title) = node["c"]
    attributes = tree.attr(role="doc-biblioref") if target.startswith("#ref-") else tree.attr()
    return [{"t": "Link", "c": [attributes, inlines, [target, title]]}]


def _table(node: tree.Node) -> list[tree.Node]:
    (region,) = table(node)
    inner: list[tree.Node] = region["c"][1]  # a page of a book does not scroll sideways
    return inner


FORMS: Final[Mapping[str, Callable[[tree.Node], list[tree.Node]]]] = {
    "Header": _header,
    "Div": _div,
    "Span": _span,
    "Link": _link,
    "Table": _table,
}
