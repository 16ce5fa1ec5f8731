"""Fixed Swedish words stand in their room and nowhere else, and every word in it is used."""

from __future__ import annotations

import ast
import re
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final, get_args

import pytest
from jinja2 import nodes
from tests.conftest import REPOSITORY

from kefu import words
from kefu.authored import Actor, Format, Level, Minutes, PartKind, Setting
from kefu.imprint import ImprintTerm
from kefu.templating import environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

PACKAGE: Final = REPOSITORY / "scripts" / "kefu"
ROOM: Final = PACKAGE / "words"
TEMPLATES: Final = environment("kefu.site")
SHORTEST: Final = 3
"""Shorter words belong to several languages, or are signs in code."""

CATALOGUE: Final[dict[str, ModuleType]] = {
    path.stem: getattr(words, path.stem)
    for path in sorted(ROOM.glob("*.py"))
    if path.stem not in {"__init__", "language", "phrases"}
}

HOMOGRAPHS: Final = frozenset((
    "accessibility", "atom", "core", "del", "form", "format", "html", "not", "organisation", "rad", "region", "sig",
    "start", "text", "typst", "under", "val", "var", "version", "word",
))  # fmt: skip
"""Words of the catalogue that are also English, code, or the name of a program."""

DATA: Final = {
    "assemble/locators.py": "the words that name places in works",
    "authoring/lix.py": "abbreviations that end no sentence",
    "authored/forms.py": "examples for authors",
    "check/people/common_words.py": "the words that names are made of and combined with",
    "check/people/context.py": "the words that a name stands among",
    "check/people/doubts.py": "examples of names",
    "check/people/findings.py": "what a place can be called beside its name",
    "check/people/folding.py": "letters that are written in other ways",
    "check/people/places.py": "the words by which a place is known",
    "check/people/spellings.py": "the words that names are made of and stand among",
    "check/readers/outlines.py": "the letters that are known by their shapes",
    "check/sources/manuscript.py": "a hint has an example for authors",
    "check/sources/placeholders.py": "what stands for a text that is still to be written",
    "check/sources/typography/prose_markdown.py": "what is left as it is written",
    "check/sources/typography/ranges.py": "the words around numbers",
    "check/sources/typography/signs.py": "the words around numbers",
    "check/sources/typography/spaces.py": "the words around numbers",
    "check/sources/wording.py": "words that say nothing of a picture or a link",
    "literature/dates.py": "the words by which a year is missing or yet to come",
    "literature/names.py": "the words that names of organisations are made of",
    "literature/normal.py": "the words around an address, and what laws are called",
    "literature/phrases.py": "the words for theses, editions and pages",
    "load/data.py": "a hint has an example for authors",
    "load/missing.py": "words with which authors begin labels",
    "cli/import_.py": "an option has an example for authors",
    "manuscripts/citations/lists.py": "what a list of works is called in manuscripts",
    "manuscripts/citations/matching.py": "the words that join names",
    "manuscripts/citations/places.py": "the words that name places in works",
    "manuscripts/citations/shelf.py": "the words that join names",
    "manuscripts/citations/strangers.py": "the words that stand before a year and are no author",
    "manuscripts/citations/typed.py": "the words that stand in typed citations",
    "manuscripts/citations/word.py": "what a report is called as a thesis",
    "manuscripts/exhibits.py": "what a caption begins with",
    "manuscripts/labels.py": "words that say nothing in a label",
    "manuscripts/looks.py": "what styles are called, and captions begin with",
    "manuscripts/parts.py": "what the parts of a case are called in manuscripts",
    "manuscripts/preparing.py": "what our own styles are called",
    "manuscripts/references.py": "what references begin with",
    "reading/human.py": "what authors write in place of values",
    "reading/yaml_mistakes.py": "hints have examples for authors",
    "rules/bibliography.py": "a remedy says what the citation style writes",
    "rules/engines.py": "a reason has the name of a law",
    "rules/typography.py": "reasons name whose rules they are",
    "slips/blocks.py": "a word with which authors number headings",
    "slips/captions.py": "words with which authors number captions",
    "slips/foreign.py": "what Word writes into a Swedish text",
    "slips/links.py": "words in brackets that are remarks",
    "slips/lists.py": "the words around what people say",
    "slips/marks.py": "a hint has an example for authors, and captions begin with a word",
    "rules/manuscripts.py": "examples for authors",
}
"""Modules that need Swedish to judge what authors write, each with what it knows."""

ABBREVIATIONS: Final = {"site/scripts/search.js": {"kap"}}
"""Scripts that need Swedish abbreviations to judge where a sentence ends, each with those that the catalogue has."""

UNSEEN: Final = frozenset({"viewport", "color-scheme", "robots"})
"""What `meta` elements tell browsers and robots."""

SEEN: Final = frozenset({"alt", "aria-label", "aria-description", "content", "label", "placeholder", "title"})
"""Attributes whose values people see or hear."""

WORD: Final = re.compile(r"[^\W\d_]+")
CODED: Final = re.compile(r"\{\w*\}|`[^`]*`|https://\S+|[\w-]+\.html")
"""Parts of the catalogue's texts that are not words: placeholders, code, addresses, file names."""

COMMENT: Final = {
    ".css": re.compile(r"/\*.*?\*/", re.DOTALL),
    ".js": re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL),
    ".lua": re.compile(r"--[^\n]*"),
    ".typ": re.compile(r"(?<!:)//[^\n]*"),
    ".yml": re.compile(r"(?m)(?:^|\s)#\s[^\n]*"),
}


def texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for inner in value.values() for text in texts_of(inner))
    elif isinstance(value, tuple):
        yield from (text for inner in value for text in texts_of(inner))


def constants() -> Iterator[tuple[str, str, object]]:
    """Yield the constants of the catalogue: the name of the module, the name of the constant, its value."""
    for name, module in CATALOGUE.items():
        yield from ((name, key, value) for key, value in vars(module).items() if re.fullmatch("[A-Z_]+", key))


VOCABULARY: Final = frozenset(
    word
    for _, _, value in constants()
    for text in texts_of(value)
    for found in WORD.findall(CODED.sub("", text))
    if len(word := found.casefold()) >= SHORTEST and not re.search(r"(?!^)[A-Z]", found)
)
"""The words of the catalogue, without names such as PDF and BibTeX."""


def known(text: str) -> set[str]:
    """Return the words of a text that the catalogue has, or whose letters show that they are Swedish."""
    found = {word.casefold() for word in WORD.findall(text)}
    return {word for word in found if word in VOCABULARY or re.search("[åäö]", word)}


def swedish(text: str) -> set[str]:
    """Return the Swedish words of a text from outside the catalogue."""
    return known(text) - HOMOGRAPHS


def literals(code: str) -> Iterator[str]:
    """Yield the string literals of Python code, apart from docstrings."""
    tree = ast.parse(code)
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


@cache
def known_in(path: Path) -> frozenset[str]:
    return frozenset(word for text in literals(path.read_text(encoding="utf-8")) for word in known(text))


class Seen(HTMLParser):
    """Collects what people see or hear of HTML or XML, and separately its scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.scripts: list[str] = []
        self._inside = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        attributes = dict(attrs)
        told = {name for name in attributes if name in SEEN or (name.startswith("data-") and "pagefind" not in name)}
        if attributes.get("name") not in UNSEEN:
            self.texts += [attributes[name] or "" for name in told]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._inside = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        (self.scripts if self._inside in {"script", "style"} else self.texts).append(data)


def own_words(template: str) -> set[str]:
    """Return the words of a Jinja template that people would see, and Swedish ones in its expressions and scripts."""
    pieces = [value if kind == "data" else "0" for _, kind, value in TEMPLATES.lex(template)]
    seen = Seen("".join(pieces))
    inner = [node.value for node in TEMPLATES.parse(template).find_all(nodes.Const) if isinstance(node.value, str)]
    coded = [*inner, *(COMMENT[".js"].sub("", script) for script in seen.scripts)]
    return {word for text in seen.texts for word in WORD.findall(text)} | {
        word for text in coded for word in swedish(text)
    }


def files(*suffixes: str) -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*") if path.suffix in suffixes and ROOM not in path.parents)


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


JINJA: Final = files(".j2")
CODE: Final = files(*COMMENT)
MODULES: Final = files(".py")


@pytest.mark.parametrize("path", JINJA, ids=name_of)
def test_a_template_has_no_words_of_its_own(path: Path) -> None:
    assert own_words(path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize("path", files(".xhtml", ".xml"), ids=name_of)
def test_a_template_of_pandoc_or_of_an_archive_has_no_words_of_its_own(path: Path) -> None:
    text = re.sub(r"\$[\w-]+\$", "", path.read_text(encoding="utf-8"))

    assert {word for piece in Seen(text).texts for word in WORD.findall(piece)} == set()


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_scripts_styles_and_settings_have_no_swedish_words(path: Path) -> None:
    found = swedish(COMMENT[path.suffix].sub("", path.read_text(encoding="utf-8")))

    assert found == ABBREVIATIONS.get(name_of(path), set())


def test_a_module_has_no_swedish_words() -> None:
    found = {name_of(path): known_in(path) - HOMOGRAPHS for path in MODULES if name_of(path) not in DATA}

    assert {name: swedish for name, swedish in found.items() if swedish} == {}


@pytest.mark.parametrize("name", DATA)
def test_a_module_that_may_have_swedish_words_has_some(name: str) -> None:
    assert known_in(PACKAGE / name) - HOMOGRAPHS


@pytest.mark.parametrize("word", sorted(HOMOGRAPHS))
def test_a_word_of_two_languages_is_used_in_both(word: str) -> None:
    assert word in VOCABULARY
    assert any(word in known_in(path) for path in MODULES if name_of(path) not in DATA)


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>{{ name }}: {# ord #}</p>", set()),
        ('<p class="ord" id="fallet">1 · {{ words.search.SEARCH }} &amp; –</p>', set()),
        ('<meta name="viewport" content="width=device-width"><div data-pagefind-meta="title"></div>', set()),
        ('<script>one.hidden = location.protocol === "file:"; // Fallet</script>', set()),
        ('{{ link("index.html") }}{% if page == "a" %}{% endif %}', set()),
        ("<p>Fallet</p>", {"Fallet"}),
        ("<p>{% if a %}Hej{% endif %}</p>", {"Hej"}),
        ("<title>{% block title %}Omslag{% endblock %}</title>", {"Omslag"}),
        ('<img alt="Omslag: {{ text }}">', {"Omslag"}),
        ('<img title="Omslag" />', {"Omslag"}),
        ('<meta name="description" content="Om {{ title }}">', {"Om"}),
        ('<nav aria-label="{{ "Här" if a else "x" }}"></nav>', {"här"}),
        ('<input placeholder="Hej"><p data-none="Inget"></p>', {"Hej", "Inget"}),
        ('{{ crumbs([("Fallen", "")]) }}', {"fallen"}),
        ('<script>told("Fallet");</script>', {"fallet"}),
        ("<style>p::before { content: 'Fallet'; }</style>", {"fallet"}),
    ],
)
def test_words_of_a_template_are_found(template: str, found: set[str]) -> None:
    assert own_words(template) == found


@pytest.mark.parametrize(
    ("suffix", "code", "found"),
    [
        (".js", "told(`${n} sidor`); // “Fallet”", {"sidor"}),
        (".js", 'open("https://example.org/fall")', {"fall"}),
        (".css", '/* Fallet */ p::before { content: "Fallet"; }', {"fallet"}),
        (".typ", "#if it.body == [Referenser] { } // Källa", {"referenser"}),
        (".lua", '{ "aria-label", "Tabell" } -- Källa', {"tabell"}),
        (".yml", "sec-prefix: avsnitt # Källa", {"avsnitt"}),
    ],
)
def test_words_of_code_are_found(suffix: str, code: str, found: set[str]) -> None:
    assert swedish(COMMENT[suffix].sub("", code)) == found


def test_words_of_modules_are_found() -> None:
    code = (
        '"""Källa"""\nA = "Fallet"  # Källa\n"""Källa"""\ndef f():\n    """Källa"""\n    return f"{A} till {1} sidor"\n'
    )

    assert {word for text in literals(code) for word in swedish(text)} == {"fallet", "sidor", "till"}
    assert swedish("gärna KÄLLA ny_fil text-val") == {"gärna", "källa", "fil"}


def chains(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield the names after `words` in a template's expressions: `search`, `SEARCH`."""
    for node in TEMPLATES.parse(path.read_text(encoding="utf-8")).find_all(nodes.Getattr):
        names = [node.attr]
        inner = node.node
        while isinstance(inner, nodes.Getattr):
            names.append(inner.attr)
            inner = inner.node
        if isinstance(inner, nodes.Name) and inner.name == "words":
            yield tuple(reversed(names))


@pytest.mark.parametrize("path", JINJA, ids=name_of)
def test_a_template_names_only_words_that_there_are(path: Path) -> None:
    for first, *rest in chains(path):
        assert first in words.__all__
        if first in CATALOGUE and rest:
            assert hasattr(CATALOGUE[first], rest[0]), f"words.{first}.{rest[0]}"


def uses(code: str) -> Iterator[tuple[str, str]]:
    """Yield each attribute that Python code reads, with what it reads it from: `search`, `SEARCH`."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, (ast.Name, ast.Attribute)):
            yield (node.value.id if isinstance(node.value, ast.Name) else node.value.attr), node.attr


def test_every_word_is_used() -> None:
    said = {(chain[0], chain[1]) for path in JINJA for chain in chains(path) if len(chain) > 1}
    for path in PACKAGE.rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        said |= {*uses(code)}
        if ROOM in path.parents:
            loaded = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name))
            said |= {(path.stem, node.id) for node in loaded if isinstance(node.ctx, ast.Load)}

    assert {(module, name) for module, name, _ in constants()} - said == set()


def choices(model: type[Actor | Setting], field: str) -> set[str]:
    return {*get_args(model.model_fields[field].annotation)}


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        (words.imprint.LABELS, {*ImprintTerm}),
        (words.documents.PART_TITLES, {*PartKind}),
        (words.editions.CONTENTS, {*PartKind}),
        (words.editions.FORMATS, {*Format}),
        (words.editions.OFFERED, {*Format}),
        (words.editions.STATEMENTS, {*Format}),
        (words.editions.THEME_WEIGHTS, {1, 2, 3}),
        (words.editions.ORGANISATIONS, choices(Setting, "type")),
        (words.editions.LEVELS, {*get_args(Level)}),
        (words.editions.MEETINGS, {PartKind(name) for name in Minutes.model_fields}),
        (words.addresses.LEVELS, {*get_args(Level)}),
        (words.addresses.MEETINGS, {*words.editions.MEETINGS}),
        (words.addresses.FACETS, {*words.listing.FACETS}),
        (words.listing.ORGANISATIONS, choices(Setting, "type")),
        (words.addresses.ORGANISATIONS, choices(Setting, "type")),
        (words.editions.GOVERNANCE, choices(Setting, "governance")),
        (words.figures.SIDE_NAMES, choices(Actor, "side")),
        (words.figures.ON_A_SIDE, choices(Actor, "side")),
    ],
)
def test_there_is_a_word_for_everything_that_can_be_chosen(table: dict[object, str], keys: set[object]) -> None:
    assert table.keys() == keys
