"""Swedish typography: find mistakes in a source, and correct them.

Only what readers see is checked, and only mistakes with exactly one correction are corrected; every other byte stays
as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.check.sources.typography import prose_markdown, prose_yaml, ranges, signs, spaces
from kefu.check.sources.typography.patterns import found_by
from kefu.diagnostics import Diagnostic, in_reading_order
from kefu.model import Source
from kefu.reading.edits import as_read, edited
from kefu.reading.sources import location_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePosixPath

    from kefu.check.sources.typography.patterns import Mistake
    from kefu.check.sources.typography.prose_markdown import Passage
    from kefu.reading.edits import Edit

MOST_ROUNDS: Final = 50
"""How often a text is corrected at most. One round is usually enough, but a mistake can hide another next to it."""


def typography(source: Source) -> tuple[Diagnostic, ...]:
    """Return the mistakes in Swedish typography in a Markdown or YAML file of the project, as warnings.

    Raises `BuildError` if the file is YAML that cannot be parsed.
    """
    return in_reading_order(
        Diagnostic(
            rule=mistake.rule,
            location=location_at(source, passage.starts[mistake.start]),
            message=mistake.message,
            hints=(mistake.hint,),
        )
        for passage in _passages(source)
        for mistake in _mistakes(passage)
    )


def mended(text: str, path: PurePosixPath) -> str:
    """Return the text of a file, as it is stored, with every mistake corrected that has exactly one correction.

    Line ends, a byte order mark and everything else stay as they are. Applying this to its own result changes nothing.
    Raises `BuildError` if the file is YAML that cannot be parsed.
    """
    for _ in range(MOST_ROUNDS):
        changed = _mended_once(text, path)
        if changed == text:
            break
        text = changed
    return text


def _passages(source: Source) -> tuple[Passage, ...]:
    if source.path.suffix == ".md":
        return prose_markdown.passages_of(source.text)
    return prose_yaml.passages_of(source)


def _mistakes(passage: Passage) -> Iterator[Mistake]:
    """Yield the mistakes in a passage, pattern by pattern; they may overlap."""
    for pattern in (*signs.PATTERNS, *spaces.PATTERNS):
        yield from found_by(pattern, passage)
    yield from ranges.found_in(passage)


def _mended_once(stored: str, path: PurePosixPath) -> str:
    """Return the text with every mistake corrected that does not overlap an earlier one."""
    return edited(stored, _edits(Source(path=path, text=as_read(stored), digest="")))


def _edits(source: Source) -> Iterator[Edit]:
    """Yield the corrections to a source: the range of its text to replace, and the replacement.

    Where as many characters are right, only those that differ are replaced: others may be written as escapes.
    """
    for passage in _passages(source):
        for mistake in _mistakes(passage):
            if mistake.right is None:
                continue
            if mistake.start == mistake.end:
                at = passage.ends[mistake.start - 1]
                yield at, at, mistake.right
            elif len(mistake.right) == mistake.end - mistake.start:
                for at, letter in enumerate(mistake.right, start=mistake.start):
                    if letter != passage.text[at]:
                        yield passage.starts[at], passage.ends[at], letter
            else:
                yield passage.starts[mistake.start], passage.ends[mistake.end - 1], mistake.right
