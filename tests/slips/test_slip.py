"""A slip as a diagnostic, and how texts are quoted."""

from __future__ import annotations

from pathlib import PurePosixPath

from kefu.diagnostics import Diagnostic, Location
from kefu.model import Source
from kefu.rules.slips import LIST_IS_MARKED
from kefu.slips.slip import Slip, shortened


def test_a_slip_is_told_at_its_line_and_column() -> None:
    source = Source(path=PurePosixPath("report/a.md"), text="Ett\n  två", digest="")
    slip = Slip(rule=LIST_IS_MARKED, at=6, message="m", hint="h", minor=True)
    place = Location(path=source.path, line=2, column=3)
    assert slip.told(source) == Diagnostic(rule=LIST_IS_MARKED, location=place, message="m", hints=("h",), minor=True)


def test_a_long_text_is_quoted_on_one_line_by_its_beginning() -> None:
    assert shortened("ett\n två") == "ett två"
    assert shortened("ett två tre", length=8) == "ett två…"
