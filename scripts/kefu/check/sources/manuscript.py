"""The structure of the authored texts: headings, sections, figures, tables, links and cross-references.

Errors that loading reports (a figure without an alternative text, a table without a header row, a reference to a
missing label) are not checked for again.
"""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kefu import tree, words
from kefu.check.sources.tables import crowded, tables
from kefu.check.sources.wording import describes, is_address, leads_somewhere, says_more, words_of
from kefu.completeness import complete
from kefu.diagnostics import Diagnostic, in_reading_order
from kefu.layout import FIGURES
from kefu.load import FIGURE, REFERENCE, headings, label_of, labels, targets
from kefu.reading.yaml import parse_yaml
from kefu.rules.figures import (
    EXHIBIT_HAS_TITLE,
    EXHIBIT_IS_NOT_EMPTY,
    EXHIBIT_IS_REFERENCED,
    FIGURE_IS_REFERENCED,
    TABLE_IS_REFERENCED,
)
from kefu.rules.structure import (
    ALT_TEXT_DESCRIBES,
    ALT_TEXT_SAYS_MORE,
    HEADING_LEVELS_DO_NOT_SKIP,
    LINK_TEXT_HAS_MEANING,
    LINK_TEXT_IS_NO_ADDRESS,
    LINK_TEXT_TELLS_APART,
    SECTION_IS_NOT_EMPTY,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kefu.diagnostics import Location
    from kefu.model import Figure, Project, Source

REFERRED: Final = complete(
    words.documents.NOUNS,
    {
        "fig": ("figure", FIGURE_IS_REFERENCED),
        "tbl": ("table", TABLE_IS_REFERENCED),
        "exh": ("exhibit", EXHIBIT_IS_REFERENCED),
    },
)
"""What texts should refer to, by the prefix of its label: a noun, and the rule that requires the reference."""

VISIBLE: Final = frozenset(("Image", "Math", "Table"))
"""Kinds of nodes that show something even if they contain no words."""

END: Final[tree.Node] = tree.header(1, tree.attr(), [])
"""A heading to put after the last block of a text, so that the last section ends like any other."""

BOXES: Final = frozenset(("exhibit", "pullquote"))


@dataclass(frozen=True, slots=True)
class Text:
    """A text: its source, its blocks, and all nodes in them, in reading order."""

    source: Source
    blocks: list[tree.Node]
    nodes: list[tree.Node]

    @classmethod
    def of(cls, source: Source, content: str) -> Text:
        """Return a text with the given content: a list of blocks or inlines from a pandoc tree, as JSON."""
        blocks = json.loads(content)
        return cls(source, blocks, tree.walk(blocks))


def structure_of_texts(project: Project) -> tuple[Diagnostic, ...]:
    """Check the structure of all texts and the descriptions of all figures in a project."""
    sources = {source.path: source for source in project.sources}
    texts = [Text.of(text.source, text.blocks) for text in project.texts]
    captions = [
        Text.of(sources[FIGURES / f"{figure.slug}.yaml"], caption)
        for figure in project.figures
        for caption in figure.captions.values()
    ]
    size = min(edition.description.type_size for edition in project.editions)
    problems = [problem for figure in project.figures for problem in _described(figure, sources)]
    for text in texts:
        places = headings(text.source, text.nodes)
        problems += [
            *_levels(text, places),
            *_sections(text, places),
            *_pictures(text),
            *tables(text.source, text.nodes),
            *crowded(text.source, text.blocks, project.theme, size),
        ]
        problems += _exhibits(text)
    for text in [*texts, *captions]:
        problems += _links(text)
    problems += _unreferenced(texts, captions)
    return in_reading_order(problems)


def _levels(text: Text, places: Mapping[int, Location]) -> Iterator[Diagnostic]:
    before = 0
    for node in text.nodes:
        if node["t"] == "Header":
            level, _, inlines = node["c"]
            if level > before + 1:
                after = f"follows one of level {before}" if before else "is the first in the text"
                yield Diagnostic(
                    rule=HEADING_LEVELS_DO_NOT_SKIP,
                    location=places[id(node)],
                    message=f"the heading “{tree.plain(inlines)}” of level {level} {after}",
                    hints=(f"write it with “{'#' * (before + 1)}”, or add the missing heading before it",),
                )
            before = level


def _sections(text: Text, places: Mapping[int, Location]) -> Iterator[Diagnostic]:
    for blocks in _scopes(text.blocks):
        for block, following in itertools.pairwise([*blocks, END]):
            if block["t"] == following["t"] == "Header" and following["c"][0] <= block["c"][0]:
                yield Diagnostic(
                    rule=SECTION_IS_NOT_EMPTY,
                    location=places[id(block)],
                    message=f"there is nothing under the heading “{tree.plain(block['c'][2])}”",
                    hints=("write the section, or remove its heading",),
                )


def _scopes(blocks: list[tree.Node]) -> Iterator[list[tree.Node]]:
    """Yield each list of blocks in which sections can follow one another, without blocks that show nothing.

    A box, a quotation, a list item, a table cell and a footnote each contain such a list; a passage in another language
    does not.
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
        caption = tree.plain(json.loads(figure.bare_captions[case_id]))
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
            rule=ALT_TEXT_DESCRIBES,
            location=place,
            message=f"the alternative text “{alt}” of “{name}” does not say what the picture shows",
            hints=("say in a sentence or two what somebody who sees the picture learns from it",),
        )
    elif not says_more(alt, caption):
        yield Diagnostic(
            rule=ALT_TEXT_SAYS_MORE,
            location=place,
            message=f"the alternative text of “{name}” repeats its caption",
            hints=("both are read aloud: say what the picture shows, and leave what it means to the caption",),
        )


def _exhibits(text: Text) -> Iterator[Diagnostic]:
    for node in text.nodes:
        if node["t"] != "Div" or "exhibit" not in node["c"][0][1]:
            continue
        (label, _, pairs), content = node["c"]
        place = labels(text.source, label)[0]
        if not words_of(dict(pairs).get("title", "")):
            yield Diagnostic(
                rule=EXHIBIT_HAS_TITLE,
                location=place,
                message=f"the title of the exhibit “{label}” has no words",
                hints=('say what it is: title="Mejl från …"',),
            )
        if not [*_flat(content)]:
            yield Diagnostic(
                rule=EXHIBIT_IS_NOT_EMPTY,
                location=place,
                message=f"the exhibit “{label}” is empty",
                hints=("fill it in, or remove its box",),
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
                rule=LINK_TEXT_HAS_MEANING,
                location=place,
                message=f"the link text “{words}” does not say where the link leads" if words else "a link has no text",
                hints=("use the words that name the target as the text of the link",),
            )
            continue
        if is_address(words, target):
            yield Diagnostic(
                rule=LINK_TEXT_IS_NO_ADDRESS,
                location=place,
                message=f"the text of a link is its address “{words}”",
                hints=("write “[what is there](https://…)”: an address is read aloud letter by letter",),
            )
            continue
        others = seen.setdefault(" ".join(words_of(words)), [])
        if others and target not in others:
            yield Diagnostic(
                rule=LINK_TEXT_TELLS_APART,
                location=place,
                message=f"“{words}” leads to “{target}” here, but to “{others[0]}” earlier",
                hints=("give links to different places different texts",),
            )
        others.append(target)


def _unreferenced(texts: list[Text], captions: list[Text]) -> Iterator[Diagnostic]:
    keys = {key for text in [*texts, *captions] for key in tree.cited(text.nodes)}
    referred = {label_of(key) for key in keys if REFERENCE.match(key)}
    for text in texts:
        for node in text.nodes:
            label = str(tree.attributes_of(node)[0])
            kind, rule = REFERRED.get(label.partition("-")[0], ("", None))
            if rule and label not in referred:
                yield Diagnostic(
                    rule=rule,
                    location=labels(text.source, label)[0],
                    message=f"no text refers to the {kind} “{label}”",
                    hints=(f"write “@{label}” where readers should look at it",),
                )
