"""Links open the editor that somebody has chosen at the place in the file."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from kefu.diagnostics import Location
from kefu.preview.editor import CODE, Editor

PLACE = Location(path=PurePosixPath("cases/01-a å/case.md"), line=14, column=2)


@pytest.mark.parametrize(
    ("template", "link"),
    [
        (CODE, "vscode://file/texter/my%20project/cases/01-a%20%C3%A5/case.md:14:2"),
        (
            "idea://open?file={path}&line={line}",
            "idea://open?file=/texter/my%20project/cases/01-a%20%C3%A5/case.md&line=14",
        ),
    ],
)
def test_a_link_leads_to_a_place(template: str, link: str) -> None:
    assert Editor(root=Path("/texter/my project"), template=template).link(PLACE) == link


def test_what_is_not_known_of_a_place_is_the_beginning() -> None:
    link = Editor(root=Path("/texter")).link(Location(path=PurePosixPath("report/a.md")))

    assert link == "vscode://file/texter/report/a.md:1:1"
