"""The structure of the authored texts: headings, sections, figures, tables, links, and what refers to what.

What loading refuses (a figure without alternative text, a table without a header row, a reference to nothing) is not
checked here again.
"""

from __future__ import annotations

import dataclasses
import itertools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kefu import tree
from kefu.check.sources.tables import tables
from kefu.check.sources.wording import describes, is_address, leads_somewhere, says_more, without_source, words_of
from kefu.completeness import complete
from kefu.diagnostics import Diagnostic, Severity, in_reading_order
from kefu.layout import FIGURES
from kefu.load import FIGURE, REFERENCE, heading, label_of, labels, targets
from kefu.reading.yaml import parse_yaml
from kefu.words import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kefu.diagnostics import Location
    from kefu.model import Figure, Project, Source

REFERRED: Final = complete(LABELS, {"fig": "figure", "tbl": "table", "exh": "exhibit"})
"""What texts refer to, by how its label begins."""

VISIBLE: Final = frozenset(("Image", "Math", "Table"))
"""What shows something though it may hold no words."""

END: Final[tree.Node] = tree.header(1, tree.attr(), [])
"""A heading as it could follow at the end of a text."""

BOXES: Final = frozenset(("exhibit", "pullquote"))


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its blocks, and every node in them in reading order."""

    source: Source
    blocks: list[tree.Node]
    nodes: list[tree.Node]

    @classmethod
    def of(cls, source: Source, content: str) -> Text:
        """Return a text whose content is a pandoc tree's list of blocks or inlines, as JSON."""
        blocks = json.loads(content)
        return cls(source, blocks, tree.walk(blocks))


def structure_of_texts(project: Project) -> tuple[Diagnostic, ...]:
    """Check the structure of every text and every figure's description of a project."""
    sources = {source.path: source for source in project.sources}
    texts = [Text.of(text.source, text.blocks) for text in project.texts]
    captions = [
        Text.of(sources[FIGURES / f"{figure.slug}.yaml"], caption)
        for figure in project.figures
        for caption in figure.captions.values()
    ]
    problems = [problem for figure in project.figures for problem in _described(figure, sources)]
    for text in texts:
        places = _heading_places(text)
        problems += [
            *_levels(text, places),
            *_sections(text, places),
            *_pictures(text),
            *tables(text.source, text.nodes),
        ]
        problems += _exhibits(text)
    for text in [*texts, *captions]:
        problems += _links(text)
    problems += _unreferenced(texts, captions)
    return in_reading_order(problems)


def _heading_places(text: Text) -> Mapping[int, Location]:
    """Return where the headings stand, by a node's identity; of several that read the same, each has its own place."""
    places = {}
    rest = text.source
    for node in text.nodes:
        if node["t"] == "Header":
            place = heading(rest, node["c"][2])
            if place.line is None:
                place = heading(text.source, node["c"][2])
            else:
                lines = text.source.text.split("\n")
                rest = dataclasses.replace(rest, text="\n" * place.line + "\n".join(lines[place.line :]))
            places[id(node)] = place
    return places


def _levels(text: Text, places: Mapping[int, Location]) -> Iterator[Diagnostic]:
    before = 0
    for node in text.nodes:
        if node["t"] == "Header":
            level, _, inlines = node["c"]
            if level > before + 1:
                after = f"follows one of level {before}" if before else "is the first"
                yield Diagnostic(
                    rule="heading-levels-do-not-skip",
                    location=places[id(node)],
                    message=f"the heading “{tree.plain(inlines)}” of level {level} {after}",
                    hints=(f"write it with “{'#' * (before + 1)}”, or write the heading that is missing before it",),
                )
            before = level


def _sections(text: Text, places: Mapping[int, Location]) -> Iterator[Diagnostic]:
    for blocks in _scopes(text.blocks):
        for block, following in itertools.pairwise([*blocks, END]):
            if block["t"] == following["t"] == "Header" and following["c"][0] <= block["c"][0]:
                yield Diagnostic(
                    rule="section-is-not-empty",
                    location=places[id(block)],
                    message=f"nothing stands under the heading “{tree.plain(block['c'][2])}”",
                    hints=("write the section, or remove its heading",),
                )


def _scopes(blocks: list[tree.Node]) -> Iterator[list[tree.Node]]:
    """Yield lists of blocks in which sections can follow one another, with only the blocks that show something.

    A box, a quotation, an item of a list, a cell and a footnote are each such a list; a passage in another language is
    not.
    """
    flat = [*_flat(blocks)]
    yield flat
    for block in flat:
        if block["t"] != "Header":
            yield from _scopes_inside(block.get("c"))


def _flat(blocks: list[tree.Node]) -> Iterator[tree.Node]:
    for block in blocks:
        if block["t"] == "Div" and not BOXES.intersection(tree.attributes_of(block)[1]):
            yield from _flat(block["c"][1])
        elif tree.plain(block) or any(node["t"] in VISIBLE for node in tree.walk(block)):
            yield block


def _scopes_inside(content: Any) -> Iterator[list[tree.Node]]:
    if isinstance(content, list) and any(isinstance(item, dict) and item.get("t") == "Header" for item in content):
        yield from _scopes(content)
    elif isinstance(content, list | dict):
        for item in content.values() if isinstance(content, dict) else content:
            yield from _scopes_inside(item)


def _described(figure: Figure, sources: Mapping[Any, Source]) -> Iterator[Diagnostic]:
    yaml = parse_yaml(sources[FIGURES / f"{figure.slug}.yaml"])
    for case_id, alt in figure.alts.items():
        caption = without_source(tree.plain(json.loads(figure.captions[case_id])))
        yield from _alt(alt, caption, figure.slug, yaml.at(("alt",)))


def _pictures(text: Text) -> Iterator[Diagnostic]:
    places = targets(text.source, text.nodes)
    for node in text.nodes:
        if node["t"] == "Figure":
            for image in tree.walk(node["c"][2]):
                if image["t"] == "Image" and not image["c"][2][0].startswith(FIGURE):
                    _, alt, (target, _) = image["c"]
                    yield from _alt(tree.plain(alt), tree.plain(tree.caption_of(node)), target, places[id(image)])


def _alt(alt: str, caption: str, name: str, place: Location) -> Iterator[Diagnostic]:
    if not describes(alt):
        yield Diagnostic(
            rule="alt-text-describes",
            location=place,
            message=f"the alternative text “{alt}” of “{name}” does not say what the picture shows",
            hints=("write in a sentence or two what somebody who sees the picture learns from it",),
        )
    elif not says_more(alt, caption):
        yield Diagnostic(
            rule="alt-text-says-more",
            location=place,
            message=f"the alternative text of “{name}” repeats its caption",
            hints=("both are read out: write what the picture shows, and leave what it means to the caption",),
        )


def _exhibits(text: Text) -> Iterator[Diagnostic]:
    for node in text.nodes:
        if node["t"] != "Div" or "exhibit" not in node["c"][0][1]:
            continue
        (label, _, pairs), content = node["c"]
        place = labels(text.source, label)[0]
        if not words_of(dict(pairs).get("title", "")):
            yield Diagnostic(
                rule="exhibit-has-title",
                location=place,
                message=f"the title of the exhibit “{label}” has no words",
                hints=('say what it is: title="Mejl från …"',),
            )
        if not [*_flat(content)]:
            yield Diagnostic(
                rule="exhibit-is-not-empty",
                location=place,
                message=f"nothing stands in the exhibit “{label}”",
                hints=("write it, or remove its box",),
            )


def _links(text: Text) -> Iterator[Diagnostic]:
    places = targets(text.source, text.nodes)
    seen: dict[str, list[str]] = {}
    for node in text.nodes:
        if node["t"] != "Link":
            continue
        _, inlines, (target, _) = node["c"]
        words, place = tree.plain(inlines), places[id(node)]
        if not leads_somewhere(words):
            yield Diagnostic(
                rule="link-text-has-meaning",
                location=place,
                message=f"the text “{words}” of a link does not say where it leads" if words else "a link has no text",
                hints=("let the words that name what is linked to be the link",),
            )
            continue
        if is_address(words, target):
            yield Diagnostic(
                rule="link-text-is-no-address",
                location=place,
                message=f"the text of a link is its address “{words}”",
                hints=("write “[what is there](https://…)”: an address is read out letter by letter",),
                severity=Severity.WARNING,
            )
            continue
        others = seen.setdefault(" ".join(words_of(words)), [])
        if others and target not in others:
            yield Diagnostic(
                rule="link-text-tells-apart",
                location=place,
                message=f"“{words}” leads to “{target}” here and to “{others[0]}” before",
                hints=("give links to different places different texts",),
                severity=Severity.WARNING,
            )
        others.append(target)


def _unreferenced(texts: list[Text], captions: list[Text]) -> Iterator[Diagnostic]:
    keys = {key for text in [*texts, *captions] for key in tree.cited(text.nodes)}
    referred = {label_of(key) for key in keys if REFERENCE.match(key)}
    for text in texts:
        for node in text.nodes:
            label = str(tree.attributes_of(node)[0])
            kind = REFERRED.get(label.partition("-")[0])
            if kind and label not in referred:
                yield Diagnostic(
                    rule=f"{kind}-is-referenced",
                    location=labels(text.source, label)[0],
                    message=f"no text refers to the {kind} “{label}”",
                    hints=(f"write “@{label}” where a reader should look at it",),
                    severity=Severity.WARNING,
                )
