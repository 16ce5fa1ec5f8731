"""What is still to be written: words of a skeleton that nobody has replaced, “TODO”, “[namn]” and the like."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kefu.diagnostics import Diagnostic
from kefu.reading.sources import active, location_at
from kefu.rules.slips import PLACEHOLDER_IS_REPLACED
from kefu.slips import shown
from kefu.starting import to_replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import PurePosixPath

    from kefu.model import Project, Source

SHORT: Final = 5
"""A placeholder of at most so many words may stand in a sentence by chance; it counts only as the whole of a value.

If it is a sentence of its own, only one of fewer than four words may.
"""

_SHORT_SENTENCE: Final = 3

MOST: Final = 0.6
"""How much of a longer placeholder has to be left, as a part of its words in a row."""

_TO_DO: Final = re.compile(
    r"(?<![\w@#/.-])(?:TODO|FIXME|TBD|XXX+|ATT GÖRA)(?![\w-])"
    r"|(?i:\blorem ipsum\b)|\?{3,}"
    r"|(?i:klicka (?:eller tryck )?här för att (?:ange|skriva) text|click (?:or tap )?here to enter text)"
    r"|(?i:\[(?:förnamn|efternamn|namn|titel|datum|årtal|siffra|siffror|antal|belopp|summa|källa|källor|ref|referens"
    r"|länk|xx+|nn|\?+|(?:fyll i|komplettera|lägg till|lägg in|skriv|infoga|kolla|kontrollera|ange)\b[^\[\]\n]*"
    r"|[^\[\]\n]*\b(?:här|saknas|senare))\](?![(\[{:]))"
)
_BEGIN: Final = r"(?:^|(?<=[:{,\[|]))[-*#> \t\"']*+"
_END: Final = r"[ \t]*[.…]?[ \t\"']*(?=$|[,}\]{|]|[ \t]#)"


def unreplaced(project: Project) -> tuple[Diagnostic, ...]:
    """Return a warning for each placeholder in the sources of a project."""
    return tuple(_told(source, at, found, minor=True) for source in project.sources for at, found in _found(source))


def unwritten(project: Project, unread: Collection[PurePosixPath]) -> tuple[Diagnostic, ...]:
    """Return an error for each placeholder in what a release is made of; it leaves out the sources in `unread`."""
    sources = (source for source in project.sources if source.path not in unread)
    return tuple(_told(source, at, found, minor=False) for source in sources for at, found in _found(source))


def _told(source: Source, at: int, found: str, *, minor: bool) -> Diagnostic:
    return Diagnostic(
        rule=PLACEHOLDER_IS_REPLACED,
        location=location_at(source, at),
        message=f"“{found}” is a placeholder",
        hints=("write the text that belongs here, or remove it; a note to yourself is “<!-- … -->”, or “# …” in YAML",),
        minor=minor,
    )


def _found(source: Source) -> Iterator[tuple[int, str]]:
    """Yield the placeholders in a source, each with its offset; of those on one line, the first."""
    if source.path.suffix not in {".md", ".yaml", ".bib"}:
        return
    text = active(source) if source.path.suffix == ".md" else shown(source)
    found = sorted(
        (match.start("x") if pattern.groups else match.start(), match["x"] if pattern.groups else match[0])
        for pattern in (_TO_DO, *_patterns())
        for match in pattern.finditer(text)
    )
    lines: set[int] = set()
    for at, written in found:
        line = text.count("\n", 0, at)
        if line not in lines:
            lines.add(line)
            yield at, " ".join(written.split())


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(sentence) for sentence in to_replace())


def _pattern(sentence: str) -> re.Pattern[str]:
    """Return a pattern for what is left of a placeholder: all of a short one, or most of the words of a longer one."""
    words = re.findall(r"\w+", sentence)
    gap = r"[^\w\n]+\n?[^\w\n]*"
    if len(words) <= (_SHORT_SENTENCE if sentence.endswith(".") else SHORT):
        return re.compile(rf"{_BEGIN}(?P<x>{gap.join(words)}){_END}", re.MULTILINE)
    least = max(SHORT, math.ceil(MOST * len(words)))
    runs = (words[start : start + least] for start in range(len(words) - least + 1))
    return re.compile(rf"\b(?P<x>{'|'.join(gap.join(run) for run in (words, *runs))})\b")
