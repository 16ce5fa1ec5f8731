"""Read HTML, even if it is broken.

Channels: “HTML text”, “HTML template” and “HTML noscript” (text that scripts may show or hide), “HTML attribute”
(values, as they are and percent-decoded, and names), “HTML comment” (with document types, processing instructions and
anything that looks like them), “HTML script” (also with escapes decoded, and the strings of JSON), “HTML style”,
“HTML action” (what a page would run or open, see `active`). The content of an `svg` element is in “SVG text” and so on,
as it would be in a separate file. The content of data: URIs and `srcdoc` is read according to its kind.

The tokens are those of the HTML standard, section 13.2.5. The tokenizer is our own, since that of the standard library
loses the content of unclosed scripts and the attributes of end tags, and takes quadratic time for tags that are never
closed; this one reads every character once. A tag, comment or script that is never closed is read to the end, and is a
problem.
"""

from __future__ import annotations

import html
import re
import urllib.parse
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from kefu.check.readers.active import acts, fetches
from kefu.check.readers.appearance import Appearance
from kefu.check.readers.channels import Channel, Reading
from kefu.check.readers.data import json_texts
from kefu.check.readers.decoding import inside, read_data_uris, readings, unescaped
from kefu.check.readers.flow import INLINE, Flow
from kefu.check.readers.limits import LimitError
from kefu.check.readers.scene import DRAWN
from kefu.check.readers.xml import SVG, SVG_CHANNELS

if TYPE_CHECKING:
    from kefu.check.readers.limits import Budget, Nested

CHANNELS: Final = (
    "HTML text",
    "HTML template",
    "HTML noscript",
    "HTML attribute",
    "HTML comment",
    "HTML script",
    "HTML style",
    "HTML action",
    "HTML source",
    *(channel for channel in SVG_CHANNELS if channel not in {"SVG source", DRAWN}),
)
"""The names of this module's channels; the source of a picture inside a page is part of the page's source."""

_MARKUP: Final = re.compile("<[a-zA-Z/!?]")
_NAME: Final = re.compile(r"[a-zA-Z][^\t\n\f\r />]*")
_GAP: Final = re.compile(r"[\t\n\f\r /]*")
_ATTRIBUTE: Final = re.compile(r"=?[^\t\n\f\r />=]*")
_EQUALS: Final = re.compile(r"[\t\n\f\r ]*=[\t\n\f\r ]*")
_UNQUOTED: Final = re.compile(r"[^\t\n\f\r >]*")
_COMMENT_END: Final = re.compile(r"--!?>")
_DECLARED: Final = re.compile(rb"charset\s*=\s*[\"']?((?:iso-8859|windows|latin|koi8|mac)[\w-]{0,20})", re.IGNORECASE)
_RAW: Final = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_TEXT: Final = ("HTML text", "")
_APART: Final = {"template": ("HTML template", ""), "noscript": ("HTML noscript", ""), "svg": ("SVG text", "")}
_APART_IN_SVG: Final = {element: (f"SVG {what}", element) for element, what in SVG.apart.items()}
_VOID: Final = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})


def read_html(name: str, content: bytes, nested: Nested, budget: Budget) -> Reading:
    """Read an HTML file."""
    declared = _DECLARED.search(content, 0, 4096)
    channels: list[Channel] = []
    problems: list[str] = []
    for text in readings(content, declared[1].decode("ascii") if declared else ""):
        page = _Page(name, budget)
        try:
            page.read(text.replace("\0", "\N{REPLACEMENT CHARACTER}"))
        except LimitError as error:
            page.problems.append(f"“{name}” cannot be read in full: {error}")
            channels.append(Channel(name="HTML source", place=name, text=text))
        channels.extend(page.channels())
        problems.extend(page.problems)
        for inner in (read_data_uris(name, page.sources, nested), *page.documents(nested)):
            channels.extend(inner.channels)
            problems.extend(inner.problems)
    return Reading(channels=tuple(channels), problems=tuple(dict.fromkeys(problems)))


class _Page:
    """What has been read of a page so far."""

    def __init__(self, name: str, budget: Budget) -> None:
        self.problems: list[str] = []
        self.sources: list[str] = []
        self._name = name
        self._budget = budget
        self._flows: defaultdict[tuple[str, str], Flow] = defaultdict(Flow)
        self._values: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._names: dict[str, None] = {}
        self._key = _TEXT
        self._open: list[tuple[str, tuple[str, str]]] = []
        self._counts: Counter[str] = Counter()
        self._documents: list[str] = []
        self._appearance = Appearance()

    def channels(self) -> tuple[Channel, ...]:
        found: list[Channel] = []
        for (what, element), flow in self._flows.items():
            found.extend(flow.channels(what, f"{self._name}, {element}" if element else self._name))
        for what, values in ((what, values) for what, values in self._values.items() if values):
            decoded = (urllib.parse.unquote(value) for value in values if "%" in value)
            lines = dict.fromkeys((*values, *decoded, *map(unescaped, values)))
            found.append(Channel(name=what, place=self._name, text="\n".join(lines)))
        if self._names:
            found.append(Channel(name="HTML attribute", place=f"{self._name}, names", text="\n".join(self._names)))
        found.extend(self._appearance.channels("HTML", self._name))
        return tuple(found)

    def documents(self, nested: Nested) -> list[Reading]:
        """Return the readings of whole pages inside attributes."""
        return [
            inside(f"{self._name}, srcdoc {number}", "srcdoc.html", nested("srcdoc.html", text.encode()))
            for number, text in enumerate(self._documents, start=1)
        ]

    def read(self, text: str) -> None:
        position = 0
        while match := _MARKUP.search(text, position):
            self._text(text[position : match.start()])
            self._budget.spend_nodes()
            if text.startswith("<!--", match.start()):
                position = self._comment(text, match.start() + 4)
            elif text.startswith("<![CDATA[", match.start()) and self._form == "SVG":
                piece, position = self._up_to("]]>", text, match.start(), len("<![CDATA["))
                self._flows[self._key].write(piece)
            elif name := _NAME.match(text, match.start() + 1):
                position = self._start(text, name[0], name.end())
            elif name := _NAME.match(text, match.start() + 2) if match[0] == "</" else None:
                position = self._end(text, name[0], name.end())
            else:
                piece, position = self._up_to(">", text, match.start(), 1)
                self._note(piece)
        self._text(text[position:])

    @property
    def _form(self) -> str:
        return "SVG" if self._counts["svg"] else "HTML"

    def _text(self, text: str) -> None:
        if text:
            said = html.unescape(text)
            self._flows[self._key].write(said)
            self._appearance.text(said)

    def _note(self, text: str) -> None:
        self._flows[f"{self._form} comment", ""].write_source(html.unescape(text))

    def _up_to(self, mark: str, text: str, begin: int, length: int) -> tuple[str, int]:
        """Return the text before a mark, after markup of a length that begins it, and the position after the mark."""
        start = begin + length
        end = text.find(mark, start)
        if end < 0:
            self.problems.append(f"“{self._name}” ends inside markup that begins with “{text[begin : begin + 20]}”")
            return text[start:], len(text)
        return text[start:end], end + len(mark)

    def _comment(self, text: str, start: int) -> int:
        for empty in (">", "->"):
            if text.startswith(empty, start):
                return start + len(empty)
        end = _COMMENT_END.search(text, start)
        if not end:
            self.problems.append(f"“{self._name}” ends inside a comment")
        self._note(text[start : end.start() if end else len(text)])
        return end.end() if end else len(text)

    def _border(self, name: str) -> None:
        if name in INLINE:
            self._flows[self._key].seam()
        else:
            self._flows[self._key].write("\n")

    def _start(self, text: str, written: str, position: int) -> int:
        name = written.lower()
        position, self_closing, pairs = self._attributes(text, written, position)
        self._border(name)
        self._appearance.start(name, pairs)
        foreign = name == "svg" or self._form == "SVG"
        if name in _RAW and not (foreign and self_closing):
            return self._raw(text, name, position)
        if name in _VOID or (foreign and self_closing):
            self._appearance.end(name)
            return position
        if name in _APART or foreign:
            self._open.append((name, self._key))
            self._counts[name] += 1
            self._key = _APART_IN_SVG.get(name) or _APART.get(name, self._key)
        return position

    def _end(self, text: str, written: str, position: int) -> int:
        name = written.lower()
        position, _, _ = self._attributes(text, written, position)
        self._appearance.end(name)
        while self._counts[name]:
            opened, self._key = self._open.pop()
            self._counts[opened] -= 1
            if opened == name:
                break
        self._border(name)
        return position

    def _attributes(self, text: str, tag: str, start: int) -> tuple[int, bool, list[tuple[str, str]]]:
        """Read the attributes of a tag; return the position after it, whether it closes itself, and the attributes.

        The names of attributes without values are a text too: “<p This is text>”.
        """
        values = self._values[f"{'SVG' if tag.lower() == 'svg' else self._form} attribute"]
        self._names[tag.lower()] = None
        bare = [tag]
        pairs: list[tuple[str, str]] = []
        position, slash = _after(_GAP, text, start)
        while position < len(text) and text[position] != ">":
            position, name = _after(_ATTRIBUTE, text, position)
            self._names[name.lower()] = None
            if equals := _EQUALS.match(text, position):
                value, position = _value(text, equals.end())
                value = html.unescape(value)
                pairs.append((name, value))
                values[value] = None
                self.sources.append(value)
                if name.lower() == "srcdoc":
                    self._documents.append(value)
            else:
                bare.append(name)
                pairs.append((name, ""))
            position, slash = _after(_GAP, text, position)
        if position >= len(text):
            self.problems.append(f"“{self._name}” ends inside the tag “<{tag[:20]}”")
            values[f"{tag}{text[start:]}"] = None
        elif bare != [tag]:
            values[" ".join(bare)] = None
        form = "SVG" if tag.lower() == "svg" else self._form
        self._values[f"{form} action"].update(dict.fromkeys(acts(tag, pairs, form=form)))
        return position + 1, slash.endswith("/"), pairs

    def _raw(self, text: str, name: str, start: int) -> int:
        """Read the text of an element that cannot contain markup, up to its end tag."""
        end = re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE).search(text, start)
        piece = text[start : end.start() if end else len(text)]
        if not end:
            self.problems.append(f"“{self._name}” ends inside the element “{name}”")
        form = self._form
        if name in {"script", "style"}:
            flow = self._flows[f"{form} {name}", ""]
            for line in dict.fromkeys(
                (piece, unescaped(piece), *(_strings(piece, self._budget) if name == "script" else ()))
            ):
                flow.write_source(line)
            self.sources.append(piece)
            if name == "style":
                self._appearance.text(piece)
            if name == "style" and fetches(unescaped(piece)):
                self._values[f"{form} action"][piece] = None
        elif form == "SVG" and name in SVG.apart:
            self._flows[f"SVG {SVG.apart[name]}", name].write(f"{html.unescape(piece)}\n")
        elif name in {"title", "textarea"}:
            self._text(f"{piece}\n")
        else:
            self._flows[self._key].write_source(html.unescape(piece))
        return end.start() if end else len(text)


def _after(pattern: re.Pattern[str], text: str, position: int) -> tuple[int, str]:
    """Return the end of a pattern's match at a position, and the matched text."""
    match = pattern.match(text, position)
    return (match.end(), match[0]) if match else (position, "")


def _value(text: str, position: int) -> tuple[str, int]:
    """Return the value of an attribute, which begins at a position, and where the value ends."""
    quote = text[position : position + 1]
    if quote and quote in "\"'":
        end = text.find(quote, position + 1)
        return (text[position + 1 :], len(text)) if end < 0 else (text[position + 1 : end], end + 1)
    end, value = _after(_UNQUOTED, text, position)
    return value, end


def _strings(text: str, budget: Budget) -> tuple[str, ...]:
    """Return the keys and values of a script if it is JSON."""
    try:
        return json_texts(text, budget) if text.lstrip()[:1] in {"{", "["} else ()
    except (ValueError, RecursionError):
        return ()
