"""What is wrong with a text that is not YAML, in words for people who do not know YAML, and what to write instead.

The parser says in its own terms what it could not take, and where. What somebody did to get there is told from that
and from the line, because one problem of the parser has several causes, and one mistake gives several problems.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kefu.reading.stops import CLOSING, Stop, quoted, shortened

if TYPE_CHECKING:
    from collections.abc import Callable

QUOTATION: Final = re.compile(r"""(?<![^\s\[{,])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A mistake: the offset that it stands at, what it is, and how to write it."""

    offset: int
    message: str
    hint: str


def explain(stop: Stop, problem: str) -> Mistake:
    """Return the mistake behind a problem of the parser, which stopped somewhere."""
    for line in (stop.line, stop.to(stop.begin).line):
        if indent := re.compile(r" *\t").match(stop.text, line):
            return _tab(stop.to(indent.end() - 1))
    for quotation in QUOTATION.finditer(stop.text, 0, stop.at):
        if "\n" in quotation[0] and quotation.end() > stop.line:
            return _quotation(stop.to(quotation.start()))
    return (sentence_for(problem) or _unread)(stop)


def sentence_for(problem: str) -> Callable[[Stop], Mistake] | None:
    """Return what tells the mistake behind a problem that the parser names; nothing, where it is not known."""
    return next((sentence for pattern, sentence in SENTENCES.items() if re.match(pattern, problem)), None)


def _tab(stop: Stop) -> Mistake:
    return Mistake(
        offset=stop.at,
        message="this line is indented with a tab, but only spaces may be used",
        hint="replace each tab with two spaces, as in “  name: …”",
    )


def _sign(stop: Stop) -> Mistake:
    if not stop.sign.strip():
        return _unread(stop)
    return Mistake(
        offset=stop.at,
        message=f"a text cannot begin with “{stop.sign}” unless it is in quotes",
        hint=stop.written(quoted(stop.value or stop.sign)),
    )


def _content(stop: Stop) -> Mistake:
    """Tell a bracket that the end of the file leaves open from a sign that begins no value."""
    begin = max(stop.text.rfind(opening, 0, stop.at) for opening in CLOSING)
    return _sign(stop) if stop.sign or begin < 0 else _brackets(replace(stop, begin=begin))


def _colon(stop: Stop) -> Mistake:
    """Tell a colon in a text from one on a line that is read as a part of the text above it."""
    value = stop.to_value()
    if value.sign in {*CLOSING, '"', "'"}:
        return _after(stop)
    if re.search(r":[ \t]", stop.before):
        return Mistake(
            offset=stop.at,
            message=f"the text “{shortened(value.value)}” contains a colon, so it must be in quotes",
            hint=value.written(quoted(value.value)),
        )
    above = stop.to(len(stop.text[: stop.line].rstrip()))
    indents = [len(line) - len(line.lstrip()) for line in (above.before, stop.before)]
    return _indent(stop) if indents[0] < indents[1] else _no_colon(above.to(above.line + indents[0]))


def _no_colon(stop: Stop) -> Mistake:
    sign = re.match(r"-|[^\s:]+:(?=[^\s/])", stop.rest)
    if sign:
        message, example = f"a space is missing after “{sign[0]}”", f"{sign[0]} {stop.rest[sign.end() :]}"
    else:
        message, example = f"“{shortened(stop.rest)}” is neither a key with a value nor a list item", "key: text"
    hint = f"write “{shortened(example)}”, or indent the line if it continues the text above"
    return Mistake(offset=stop.at, message=message, hint=hint)


def _indent(stop: Stop) -> Mistake:
    return Mistake(
        offset=stop.line + len(stop.before) - len(stop.before.lstrip()),
        message="this line is not indented like the lines it belongs with",
        hint="start the keys of a group in the same column, as in “  id: …” and “  name: …”, and list items too",
    )


def _after(stop: Stop) -> Mistake:
    if not stop.before.strip():
        return _indent(stop)
    value = stop.to_value()
    return Mistake(
        offset=stop.at,
        message=f"“{shortened(stop.value or stop.rest)}” comes after the end of what begins with “{value.sign}”",
        hint=value.written(quoted(value.value)),
    )


def _quotation(stop: Stop) -> Mistake:
    return Mistake(
        offset=stop.at,
        message=f"the text that begins with “{stop.sign}” here has no closing “{stop.sign}” on this line",
        hint=stop.written(f"{stop.rest}{stop.sign}"),
    )


def _brackets(stop: Stop) -> Mistake:
    opening = stop.text[stop.begin]
    closing = CLOSING[opening]
    hint = "write “[one, two]”" if opening == "[" else "write “{one: …, two: …}”"
    if stop.begin < stop.line or not stop.sign:
        message = f"“{opening}” is never closed with “{closing}”, or a comma is missing at the end of a line"
        return Mistake(offset=stop.begin, message=message, hint=hint)
    key = re.search(r"(?<=\s)[a-z][a-z-]*$", stop.before)
    if stop.sign == ":" and not key:
        return _colon(stop)
    next_ = stop.to(stop.line + key.start()) if stop.sign == ":" and key else stop
    message = f"a comma, or “{closing}”, is missing before “{shortened(next_.value or next_.rest)}”"
    return Mistake(offset=next_.at, message=message, hint=hint)


def _item(stop: Stop) -> Mistake:
    return Mistake(
        offset=stop.at,
        message="a list cannot start on the same line as its key",
        hint=f"{stop.written(f'[{stop.value[1:].strip()}]')}, or start the list on the next line",
    )


def _twice(stop: Stop) -> Mistake:
    name = stop.rest.partition(":")[0].strip("\"' ")
    return Mistake(
        offset=stop.at,
        message=f"the key “{shortened(name)}” is given a second time here",
        hint=f"keep only one “{shortened(name)}: …”",
    )


def _document(stop: Stop) -> Mistake:
    return Mistake(
        offset=stop.at,
        message="a second document starts here, but a file may hold only one",
        hint="remove the line “---” or “...”, and keep only lines such as “title: …”",
    )


def _escape(stop: Stop) -> Mistake:
    sequence = stop.text[stop.text.rfind("\\", 0, stop.at + 1) : stop.at + 1]
    return Mistake(
        offset=stop.at,
        message=f"“{sequence}” means nothing inside double quotes",
        hint=r"write “\\” for a backslash, or use single quotes, as in “'C:\kommun'”",
    )


def _merge(stop: Stop) -> Mistake:
    return Mistake(
        offset=stop.at,
        message="“<<” must be followed by the name of a group, whose keys it copies",
        hint="write “<<: *name”, where the group begins with “&name”, or write the keys out",
    )


def _control(stop: Stop) -> Mistake:
    return Mistake(
        offset=stop.at,
        message=f"there is an invisible control character here, U+{ord(stop.sign):04X}",
        hint="delete it, and retype the characters around it",
    )


def _key(stop: Stop) -> Mistake:
    return Mistake(
        offset=stop.at, message=f"a key cannot begin with “{stop.sign}”", hint="write a word, as in “title: …”"
    )


def _no_value(stop: Stop) -> Mistake:
    if stop.sign == "!":
        return _sign(stop)
    message, hint = f"“{shortened(stop.value)}” has too many digits for a number", stop.written(quoted(stop.value))
    return Mistake(offset=stop.at, message=message, hint=hint)


def _no_keys(stop: Stop) -> Mistake:
    message = "the file does not begin with a key" if stop.text.strip() else "the file is empty"
    return Mistake(offset=stop.at, message=message, hint="begin with a line such as “title: …”")


_CROWDED: Final = re.compile(r"(?:[\[{][ \t]*(?:\w+:[ \t]*)?){20}|(?:-[ \t]+){20}")


def _deep(stop: Stop) -> Mistake:
    crowded = _CROWDED.search(stop.text)
    return Mistake(
        offset=crowded.start() if crowded else stop.at,
        message="too many lists are nested inside each other",
        hint="close every bracket, as in “[one, two]”",
    )


def _unread(stop: Stop) -> Mistake:
    return Mistake(
        offset=stop.at,
        message="the file cannot be read from here on",
        hint='put texts with special characters in quotes, as in “title: "Skolan: en fråga"”, and indent with spaces',
    )


def _begun(sentence: Callable[[Stop], Mistake]) -> Callable[[Stop], Mistake]:
    """Return a sentence that is about the beginning of what the parser stopped in."""
    return lambda stop: sentence(stop.to(stop.begin))


NO_KEY: Final = "a key that is no text"
NO_KEYS: Final = "no keys"
NO_VALUE: Final = "no value of its kind"
TOO_DEEP: Final = "too many values in each other"
"""Problems that are found beside the parser's own."""

SENTENCES: Final = {
    NO_KEY: _key,
    NO_KEYS: _no_keys,
    NO_VALUE: _no_value,
    TOO_DEEP: _deep,
    "could not find expected ':'": _begun(_no_colon),
    "sequence entries are not allowed": _item,
    "(mapping values are not allowed|found unexpected ':')": _colon,
    "expected <block end>": _after,
    "expected '<document start>'": _indent,
    r"expected ',' or '(\]|}+)'": _brackets,
    "found unexpected (end of stream|document separator)": _begun(_quotation),
    "(found unknown escape|expected escape)": _escape,
    "more indented follow up line": _indent,
    "found duplicate (merge )?key": _twice,
    "expected a mapping (or list of mappings )?for merging": _merge,
    "found unhashable key": _key,
    "(but found another document|found non-comment content)": _document,
    "maximum depth": _deep,
    ".*special characters are not allowed": _control,
    "expected (alphabetic|a digit|' '|'>'|'!'|a comment|chomping|indentation|URI)": _begun(_sign),
    "found undefined tag handle": _begun(_sign),
    "'utf-8' codec": _begun(_sign),
    "expected the node content": _content,
    "(found character|mapping keys are not allowed|found undefined alias)": _sign,
    "(could not determine|failed to|expected a (scalar|sequence|mapping|single))": _sign,
    "(duplicate tag handle|found (duplicate|incompatible) YAML)": _sign,
}
"""What tells the mistake, by the beginning of the problem as the parser of ruamel.yaml names it."""
