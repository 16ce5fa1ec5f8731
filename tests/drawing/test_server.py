"""Where there is no fork, every script gets a process that loads everything, with the same bounds and ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.drawing.writing import drawing, run

from kefu.drawing.outcome import found, give
from kefu.drawing.server import each_spawned

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_scripts_that_cannot_be_forked_are_run_and_ended_too(tmp_path: Path) -> None:
    texts = [drawing("return canvas(given.theme, 10)[0]"), drawing("import os", "os._exit(3)")]
    folders = [tmp_path / str(number) for number in range(len(texts))]
    for folder, text in zip(folders, texts, strict=True):
        give(run(text), folder)
    assert each_spawned([*map(str, folders)], 2, 60) == [0, 0]
    drawn, ended = map(found, folders)
    assert drawn.svg.startswith(b"<?xml")
    assert [one.message for one in ended.told] == ["the script ends the process that it runs in"]
