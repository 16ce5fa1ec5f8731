"""A document's tree, reshaped so that pandoc's HTML writer makes good HTML of it; see `article`."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from kefu import tree, words
from kefu.engines import PICTURES
from kefu.engines.html.contents import contents, with_identifiers
from kefu.engines.html.nodes import element, passage, raw, title_of, wide
from kefu.engines.html.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Size = tuple[int, int]

DEEPEST: Final = 6
"""HTML has headings of level 1 to 6."""


NARROW: Final = "screen and (max-width: 36rem)"
"""The screens that are shown the narrow form of a picture. The style sheet says the same of other pictures."""


def article(
    blocks: list[tree.Node], sizes: Mapping[str, Size], narrow: Mapping[str, str], *, pictures: str = PICTURES
) -> list[tree.Node]:
    """Return the table of contents, the text and the footnotes of a document, for pandoc's `html5` writer.

    `sizes` holds the width and height of each picture in CSS pixels, by name, and `narrow` the name of the picture that
    takes its place on narrow screens, if there is one; `pictures` is the folder that the pictures are in. The
    attributes and classes that mark what is what in the document's tree are removed.
    """
    named = with_identifiers(blocks)
    transformation = _Transformation(sizes, narrow, pictures)
    text = tree.rewrite(named, transformation.apply)
    return [
        *contents(named),
        *element("div", {"class": "text"}, [*_sections(text), *_footnotes(transformation.notes)]),
    ]


class _Transformation:
    """Rewrites the nodes of one document in reading order, and collects its footnotes."""

    def __init__(self, sizes: Mapping[str, Size], narrow: Mapping[str, str], pictures: str) -> None:
        self.notes: list[list[tree.Node]] = []
        self._sizes = sizes
        self._narrow = narrow
        self._pictures = pictures
        self._forms = {**FORMS, "Note": self._note, "Image": self._image, "Figure": self._figure}

    def apply(self, node: tree.Node) -> list[tree.Node] | None:
        """Return what a node becomes, or `None` if it stays as it is."""
        form = self._forms.get(node["t"])
        return form(node) if form else None

    def _note(self, node: tree.Node) -> list[tree.Node]:
        self.notes.append(node["c"])
        number = len(self.notes)
        name = html.escape(f"{words.documents.FOOTNOTE} {number}")
        label = f'id="fnref{number}" role="doc-noteref" aria-label="{name}"'
        return [tree.raw_inline("html", f'<a href="#fn{number}" {label}><sup>{number}</sup></a>')]

    def _image(self, node: tree.Node) -> list[tree.Node]:
        _, alt, (name, _) = node["c"]
        width, height = self._sizes[name]
        share = tree.share_of(node)
        style = {"style": f"width:{share:.4%}"} if share < 1 else {}
        attributes = tree.attr(width=str(width), height=str(height), loading="lazy", **style)
        image = {"t": "Image", "c": [attributes, alt, [self._address(name), ""]]}
        if name not in self._narrow:
            return [image]
        source = f'<source media="{NARROW}" srcset="{self._address(self._narrow[name])}" />'
        return [tree.raw_inline("html", f"<picture>{source}"), image, tree.raw_inline("html", "</picture>")]

    def _address(self, name: str) -> str:
        """Return the address of a picture. The name of its file is itself percent-encoded, and is encoded once more."""
        return f"{self._pictures}/{quote(name)}"

    def _figure(self, node: tree.Node) -> list[tree.Node]:
        """Return a figure whose picture can be wider than the screen, with a link to the picture by itself.

        So the text in it stays readable, and whoever needs it larger can enlarge it alone.
        """
        (identifier, _, _), (_, caption), content = node["c"]
        label = tree.plain(caption).partition(".")[0]
        view = wide(content, {"aria-label": label})
        (address,) = (inner["c"][2][0] for inner in tree.walk(content) if inner["t"] == "Image")
        link = tree.link(address, tree.text(words.documents.ENLARGE.format(figure=label[:1].lower() + label[1:])))
        enlarge = tree.div(tree.attr(classes=["enlarge"]), [tree.para([link])])
        return [{"t": "Figure", "c": [tree.attr(identifier), [None, caption], [*view, enlarge]]}]


def _header(node: tree.Node) -> list[tree.Node]:
    """Return a heading one level down, since only the document's title has level 1."""
    level, (identifier, _, _), inlines = node["c"]
    return [tree.header(min(level + 1, DEEPEST), tree.attr(identifier), inlines)]


def _code(node: tree.Node) -> list[tree.Node]:
    return [{"t": node["t"], "c": [tree.attr(), node["c"][1]]}]


def _div(node: tree.Node) -> list[tree.Node]:
    (identifier, classes, pairs), content = node["c"]
    language = dict(pairs).get("lang")
    spoken = {"lang": language} if language else {}
    if "exhibit" in classes:
        label = {"role": "group", "aria-labelledby": title_of(identifier)} if identifier else {}
        attributes = tree.attr(identifier, ["exhibit"], **spoken, **label)
        return [tree.div(attributes, [_with_title_of(identifier, block) for block in content])]
    if "pullquote" in classes:
        return [tree.div(tree.attr(identifier, ["pullquote"], **spoken), [{"t": "BlockQuote", "c": content}])]
    kept = [name for name in classes if name in KEPT]
    return [tree.div(tree.attr(identifier, kept, **spoken), content)] if kept or language else list(content)


def _with_title_of(label: str, block: tree.Node) -> tree.Node:
    """Return a block of an exhibit; its title gets the identifier by which the exhibit is labelled."""
    if not label or "exhibit-title" not in tree.attributes_of(block)[1]:
        return block
    return tree.div(tree.attr(title_of(label), ["exhibit-title"]), block["c"][1])


def _link(node: tree.Node) -> list[tree.Node]:
    """Return a link, with a class if its text is its own address; all other links are printed with their address."""
    _, inlines, (target, title) = node["c"]
    text = tree.plain(inlines)
    bare = target.partition(":")[2].lstrip("/")
    if target.startswith("#"):
        attributes = tree.attr(role="doc-biblioref") if target.startswith("#ref-") else tree.attr()
    else:
        attributes = tree.attr(classes=["uri"] if text in {target, bare} else [])
    return [{"t": "Link", "c": [attributes, inlines, [target, title]]}]


KEPT: Final = frozenset(("dilemma", "exhibit-title", "facts", "notice", "references", "csl-entry"))
"""The classes of blocks that the style sheet knows; pandoc takes the last two for a list and its items."""

FORMS: Final[Mapping[str, Callable[[tree.Node], list[tree.Node]]]] = {
    "Header": _header,
    "Code": _code,
    "CodeBlock": _code,
    "Div": _div,
    "Span": passage,
    "Link": _link,
    "Table": table,
}


def _sections(blocks: Iterable[tree.Node]) -> Iterator[tree.Node]:
    """Yield the blocks with each heading and what follows it in a section; sections nest as levels do."""
    levels: list[int] = []
    for block in blocks:
        if block["t"] == "Header":
            level = block["c"][0]
            while levels and levels[-1] >= level:
                levels.pop()
                yield raw("</section>")
            levels.append(level)
            yield raw("<section>")
        yield block
    yield from (raw("</section>") for _ in levels)


def _footnotes(notes: list[list[tree.Node]]) -> list[tree.Node]:
    if not notes:
        return []
    heading = tree.header(2, tree.attr(words.addresses.FOOTNOTES), tree.text(words.documents.FOOTNOTES))
    items: list[tree.Node] = []
    for number, blocks in enumerate(notes, start=1):
        label = html.escape(f"{words.documents.BACK_FROM_FOOTNOTE} {number}")
        back = f'<a href="#fnref{number}" role="doc-backlink" aria-label="{label}">\N{UPWARDS ARROW}</a>'
        *first, last = blocks or [tree.para([])]
        if last["t"] not in {"Para", "Plain"}:
            first, last = [*first, last], tree.para([])
        last = {"t": last["t"], "c": [*last["c"], {"t": "Space"}, tree.raw_inline("html", back)]}
        items += element("li", {"id": f"fn{number}"}, [*first, last])
    attributes = {"class": "footnotes", "role": "doc-endnotes", "aria-labelledby": words.addresses.FOOTNOTES}
    return element("section", attributes, [heading, *element("ol", {}, items)])
