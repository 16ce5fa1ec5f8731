"""Quarto's messages as problems of a document: the lines that matter, without colours and stack traces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kefu.diagnostics import BuildError, Diagnostic, Location, has_errors
from kefu.engines.typst import HEAD, explain
from kefu.layout import PUBLICATION
from kefu.rules.engines import QUARTO_RENDERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.authored import Format
    from kefu.engines.quarto.program import Said
    from kefu.model import Document

COLOUR: Final = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z])?")
NOISE: Final = re.compile(
    r"^(?:Stack trace:.*"
    r"|[ \t]+at (?:async )?\S.*"
    r"|(?:pandoc|metadata) ?(?:\n  .*)+"  # the options given to pandoc
    r"|[ \t]*\d+: .*|[ \t]*~+[ \t]*)$\n?",  # lines of the header, which kefu wrote
    re.MULTILINE,
)
"""Lines that tell an author nothing."""

TYPST: Final = re.compile(r"^\[typst\]: Compiling [^\n]*?\.\.\.(.*?)(?=^DONE$|^ERROR: |\Z)", re.MULTILINE | re.DOTALL)
"""Typst's messages, which Quarto passes on; after an error it repeats them."""

ERROR: Final = re.compile(
    r"^(?:ERROR:|\[ERROR\]|ERROR \([^)\n]*\)) *(.*(?:\n(?!ERROR|WARN|\[|Output created|[ \t]*$).*){0,4})", re.MULTILINE
)
WARNING: Final = re.compile(r"^(?:WARN(?:ING)?:|\[WARNING\]|WARNING \([^)\n]*\)|\(W\)) *(.*)", re.MULTILINE)

SERIOUS: Final = re.compile(
    r"citation \S+ not found|Unable to resolve crossref|Could not fetch resource", re.IGNORECASE
)
"""Warnings that mean that a file does not say what it should."""

IDLE: Final = re.compile(r"verapdf is not installed|Error encountered when rendering", re.IGNORECASE)
"""Warnings about what is checked elsewhere, and about what the exit code shows anyway."""

LAST: Final = 5
"""How many of the last lines are shown if nothing in the output is marked as an error."""


def problems(said: Said, content: bytes, typst: str, document: Document, format_: Format) -> tuple[Diagnostic, ...]:
    """Return the warnings of a render.

    `content` is the file that it made, empty if it made none, and `typst` the Typst source that it left behind. Raises
    `BuildError` if the render failed, if it made no file, or if a warning means that the file is not what it should be.
    """
    found = [*_found(said, typst, document, format_)]
    if not has_errors(found):
        if said.code is None:
            found.append(_problem("it was stopped because it took too long", document, format_))
        elif said.code:
            found.append(_problem(_last_lines(said.text) or f"it failed with exit code {said.code}", document, format_))
        elif not content:
            found.append(_problem("it reported success but made no file", document, format_))
    if has_errors(found):
        raise BuildError(found)
    return tuple(found)


def plain(text: str) -> str:
    """Return a program's output without colours, stack traces and other noise."""
    return NOISE.sub("", COLOUR.sub("", text).replace("\r\n", "\n"))


def _found(said: Said, typst: str, document: Document, format_: Format) -> Iterator[Diagnostic]:
    text = plain(said.text)
    match = TYPST.search(text)
    reported = explain(match[1], typst, document) if match and HEAD.search(match[1]) else ()
    yield from reported
    for told in dict.fromkeys(message.strip() for message in ERROR.findall(text)):
        if not has_errors(reported):
            yield _problem(told, document, format_)
    for told in dict.fromkeys(message.strip() for message in WARNING.findall(text)):
        if not IDLE.search(told):
            yield _problem(told, document, format_, minor=not SERIOUS.search(told))


def _last_lines(text: str) -> str:
    lines = [line for line in plain(text).splitlines() if line.strip() and not IDLE.search(line)]
    return " ".join(lines[-LAST:])


def _problem(message: str, document: Document, format_: Format, *, minor: bool = False) -> Diagnostic:
    joined = " ".join(message.split())
    return Diagnostic(
        rule=QUARTO_RENDERS,
        location=Location(path=PUBLICATION),
        message=f"Quarto, {format_} of {document.metadata.title}: {joined}",
        hints=() if minor else ("build with the default engine to see whether the sources are at fault",),
        minor=minor,
    )
