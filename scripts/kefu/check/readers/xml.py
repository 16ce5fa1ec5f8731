"""Read XML: SVG pictures, the parts of DOCX and EPUB, and any other.

Channels, each preceded by the name of the format (“SVG”, “XML”, “DOCX”, “EPUB”):

- “text”: the text of elements, including CDATA;
- “attribute”: the values of attributes, as they are and percent-decoded, and the names of elements and attributes;
- “action”: what it would run or open, see `active`;
- “comment” (in packages “XML comment”): comments, processing instructions, the document type;
- “name”, in SVG: the names of elements and attributes that draw nothing;
- anything that a dialect sets apart: “description”, “metadata”, “script” and “style” of SVG, and so on;
- “drawn text”, in SVG: the text that it draws, in the orders in which it may be read, see `scene`;
- “source”: the source of a file that is not well-formed, unparsed.

Declarations in a document type are not trusted: a document type that contains any is a problem, and nothing is fetched.
The parser is Expat, which limits the depth of elements only by memory; it is limited here.
"""

from __future__ import annotations

import contextlib
import re
import urllib.parse
from collections import defaultdict
from dataclasses import dataclass, field
from html.entities import html5
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from kefu.check.readers.active import acts, fetches
from kefu.check.readers.appearance import Appearance
from kefu.check.readers.channels import Channel, Reading
from kefu.check.readers.decoding import read_data_uris, readings, runs, unescaped
from kefu.check.readers.flow import INLINE, Flow
from kefu.check.readers.limits import LEVELS, LimitError
from kefu.check.readers.scene import DRAWN, drawn_text
from kefu.check.readers.word import Runs, symbol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.check.readers.limits import Budget, Nested

CHANNELS: Final = ("XML text", "XML attribute", "XML action", "XML comment", "XML source")
"""The names of the channels of XML that is not of a more specific kind."""

SVG_CHANNELS: Final = (
    "SVG text",
    "SVG attribute",
    "SVG action",
    "SVG name",
    "SVG comment",
    "SVG description",
    "SVG metadata",
    "SVG script",
    "SVG style",
    DRAWN,
    "SVG source",
)
"""The names of the channels of an SVG picture."""

_FOREIGN: Final = re.compile(r"data-|(?!(?:xlink|xml|xmlns|svg):)[^:]+:")
"""How names begin that only the program that made a drawing knows."""

_ENTITY: Final = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31};)")
_KNOWN_TO_XML: Final = frozenset({b"amp;", b"lt;", b"gt;", b"quot;", b"apos;"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How to read a kind of XML, by the local names of its elements.

    `text` and `comment` are the channels for ordinary text and comments. Text in an element that is set `apart` is
    removed from the text around it and put in the given channel; text in and attributes of an element in `also` are
    additionally put in the given channel. `skipped` elements are left out. `signs` gives the characters that elements
    represent. If `words` is given, only these elements contain running text, and only signs separate it; otherwise
    all elements contain text, and all that are not inline separate it.
    """

    form: str
    text: str = "text"
    comment: str = "comment"
    apart: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    signs: Mapping[str, str] = field(default_factory=dict)
    words: frozenset[str] = frozenset()


XML: Final = Dialect(form="XML")
SVG: Final = Dialect(
    form="SVG",
    apart={
        "title": "description",
        "desc": "description",
        "metadata": "metadata",
        "script": "script",
        "style": "style",
    },
)


def read_xml(name: str, content: bytes, dialect: Dialect, nested: Nested, budget: Budget) -> Reading:
    """Read an XML file; if it is not well-formed, that is a problem, and its source is read unparsed."""
    parsing = _Parsing(dialect, budget)
    problems: list[str] = []
    try:
        parsing.parse(content)
    except expat.ExpatError as error:
        problems.append(f"“{name}” is not well-formed XML: line {error.lineno}: {expat.ErrorString(error.code)}")
    except LimitError as error:
        problems.append(f"“{name}” cannot be read in full: {error}")
    except (ValueError, LookupError) as error:  # encodings that neither Expat nor Python knows
        problems.append(f"“{name}” is not XML that can be read: {error}")
    channels = list(parsing.channels(name))
    if problems:
        source = readings(content) or (runs(content, latin=True),)
        channels.extend(Channel(name=f"{dialect.form} source", place=name, text=text) for text in source)
    elif dialect is SVG:
        channels.extend(drawn_text(name, _with_known_entities(content)))
    found = read_data_uris(name, parsing.values, nested)
    return Reading(channels=(*channels, *found.channels), problems=(*problems, *found.problems))


def form_of_root(content: bytes) -> str:
    """Return the local name of the root element of an XML file, or an empty string if it cannot be found."""
    root: list[str] = []
    parser = expat.ParserCreate()

    def start(name: str, _attributes: object) -> None:
        if not root:
            root.append(name.rpartition(":")[2])

    parser.StartElementHandler = start
    with contextlib.suppress(expat.ExpatError, ValueError, LookupError):
        parser.Parse(content[:65536], False)
    return root[0] if root else ""


class _Parsing:
    """What the handlers of the parser have collected so far."""

    def __init__(self, dialect: Dialect, budget: Budget) -> None:
        self._dialect = dialect
        self._budget = budget
        self._flows: defaultdict[tuple[str, str], Flow] = defaultdict(Flow)
        self._values: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._names: dict[str, None] = {}
        self._path: list[str] = []
        self._apart: list[tuple[int, tuple[str, str]]] = []
        self._also: list[tuple[int, str]] = []
        self._skipped = 0
        self._appearance = Runs() if dialect.words else Appearance()
        self._turn()

    @property
    def values(self) -> tuple[str, ...]:
        """The values of all attributes, and the text of style sheets."""
        styles = [c.text for key, flow in self._flows.items() if key[0] == "style" for c in flow.channels("", "")]
        return (*(value for values in self._values.values() for value in values), *styles)

    def parse(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartDoctypeDeclHandler = self._doctype
        parser.Parse(_with_known_entities(content), True)

    def channels(self, name: str) -> tuple[Channel, ...]:
        form = self._dialect.form
        found: list[Channel] = []
        for (what, element), flow in self._flows.items():
            place = f"{name}, {element}" if element else name
            channels = flow.channels(f"{form} {what}", place)
            found.extend(channels)
            found.extend(
                Channel(name=channel.name, place=f"{place}, escapes decoded", text=unescaped(channel.text))
                for channel in channels
                if what in {"script", "style"} and "\\" in channel.text
            )
        for (what, _), flow in self._flows.items():
            sheets = [channel.text for channel in flow.channels("", "") if what == "style"]
            self._values["action"].update(dict.fromkeys(sheet for sheet in sheets if fetches(unescaped(sheet))))
        for what, values in ((what, values) for what, values in self._values.items() if values):
            addresses = (urllib.parse.unquote(value) for value in values if "%" in value)
            lines = dict.fromkeys((*values, *addresses))
            found.append(Channel(name=f"{form} {what}", place=f"{name}, attributes", text="\n".join(lines)))
        if self._names:
            names = "\n".join(self._names)
            found.append(Channel(name=f"{form} attribute", place=f"{name}, names", text=names))
        if form == SVG.form and (foreign := [each for each in self._names if _FOREIGN.match(each)]):
            found.append(Channel(name=f"{form} name", place=f"{name}, names", text="\n".join(foreign)))
        found.extend(self._appearance.channels(form, name))
        return tuple(found)

    def _start(self, name: str, attributes: list[str]) -> None:
        self._budget.spend_nodes()
        dialect, local = self._dialect, name.rpartition(":")[2]
        self._path.append(local)
        if len(self._path) > LEVELS:
            raise LimitError(f"its elements are more than {LEVELS} levels deep")
        self._names[name] = None
        if self._skipped or local in dialect.skipped:
            self._skipped += 1
            return
        if (what := dialect.apart.get(local)) and (dialect.words or not self._apart):
            self._apart.append((len(self._path), (what, local)))
            self._turn()
        if what := dialect.also.get(local):
            self._also.append((len(self._path), what))
            self._turn()
        pairs = tuple(zip(attributes[::2], attributes[1::2], strict=True))
        self._appearance.start(local, pairs)
        self._values["action"].update(dict.fromkeys(acts(local, pairs, form=dialect.form)))
        if attributes:
            self._names.update(dict.fromkeys(attributes[::2]))
            values = dict.fromkeys(attributes[1::2])
            self._values["attribute"].update(values)
            if what:
                self._values[what].update(values)
        if not dialect.words:
            self._border(local)
        elif sign := dialect.signs.get(local) or (symbol(dict(pairs)) if local == "sym" else ""):
            for flow in self._flowing:
                flow.write(sign)

    def _end(self, _name: str) -> None:
        local, depth = self._path[-1], len(self._path)
        if self._skipped:
            self._skipped -= 1
        else:
            self._appearance.end(local)
            if not self._dialect.words:
                self._border(local)
        if self._apart and self._apart[-1][0] == depth:
            self._apart.pop()
            self._turn()
        if self._also and self._also[-1][0] == depth:
            self._also.pop()
            self._turn()
        self._path.pop()

    def _border(self, local: str) -> None:
        for flow in self._flowing:
            if local in INLINE:
                flow.seam()
            else:
                flow.write("\n")

    def _turn(self) -> None:
        """Choose the flows that receive text from here on: the main one, and those of elements that are read twice."""
        main = self._apart[-1][1] if self._apart else (self._dialect.text, "")
        self._flowing = [self._flows[key] for key in dict.fromkeys((main, *((what, "") for _, what in self._also)))]

    def _text(self, text: str) -> None:
        if self._skipped:
            return
        local, words = self._path[-1], self._dialect.words
        if not words or local in words or self._apart:
            for flow in self._flowing:
                flow.write(text)
            self._appearance.text(text)
        elif not text.isspace():
            for flow in (self._flows[self._dialect.text, local], *self._flowing[1:]):
                flow.write(f"\n{text}")

    def _comment(self, text: str) -> None:
        self._flows[self._dialect.comment, ""].write_source(text)

    def _instruction(self, target: str, text: str) -> None:
        if target == "xml-stylesheet":
            self._values["action"][f"{target} {text}"] = None
        self._flows[self._dialect.comment, ""].write_source(f"{target} {text}")

    def _doctype(self, name: str, system: str | None, public: str | None, own_declarations: int) -> None:
        self._comment(" ".join(filter(None, (name, public, system))))
        if own_declarations:
            raise LimitError("its document type contains declarations")


def _with_known_entities(content: bytes) -> bytes:
    """Return XML with HTML's named characters as numbers, since the file that defines them for XHTML is not fetched."""

    def number(match: re.Match[bytes]) -> bytes:
        if match[1] in _KNOWN_TO_XML:
            return match[0]
        characters = html5.get(match[1].decode("ascii"), "")
        return "".join(f"&#{ord(character)};" for character in characters).encode() or match[0]

    return _ENTITY.sub(number, content)
