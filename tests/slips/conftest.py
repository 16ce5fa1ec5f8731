"""How slips are tested: in texts whose lines say what is told about them.

A line `//! column rule: message` expects a slip in the line above, with a piece of its message or hint; one with
`column?` expects it as a warning where the rule says when it is one. There are no others.
"""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kefu.model import Source
from kefu.reading import markup
from kefu.reading.edits import edited
from kefu.slips import slips_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kefu.slips import Slip


def slips_of(text: str, path: str = "report/a.md") -> tuple[Source, Sequence[Slip]]:
    source = Source(path=PurePosixPath(path), text=text, digest="")
    (blocks,) = markup.read([text], jobs=1)
    return source, slips_in(source, json.loads(blocks))


def assert_told(annotated: str) -> None:
    """Assert that exactly what is annotated is told about a text."""
    lines: list[str] = []
    expected: list[tuple[str, str]] = []
    for line in annotated.splitlines():
        if note := re.fullmatch(r"//! (\d+)(\??) ([a-z-]+): (.+)", line):
            expected.append((f"{len(lines)}:{note[1]} {note[3]}{note[2]}", note[4]))
        else:
            lines.append(line)
    source, slips = slips_of("\n".join(lines))
    told = [(slip, slip.told(source)) for slip in slips]
    heads = [f"{one.location.line}:{one.location.column} {one.rule}{'?' * slip.minor}" for slip, one in told]

    assert heads == [head for head, _ in expected]
    for (_, one), (head, piece) in zip(told, expected, strict=True):
        assert piece in "\n".join((one.message, *one.hints)), head


def mended(text: str) -> str:
    """Return a text with every slip mended that can be mended in one way."""
    _, slips = slips_of(text)
    return edited(text, (edit for slip in slips for edit in slip.edits))
