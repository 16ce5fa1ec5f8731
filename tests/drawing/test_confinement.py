"""A process that is confined cannot write outside its folder, and keeps all that it needs to draw."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kefu.drawing.confinement import confined

if TYPE_CHECKING:
    from pathlib import Path

TRIES = """
import pathlib, sys
from kefu.drawing.confinement import confine
folder, outside = map(pathlib.Path, sys.argv[1:])
confine(folder)
(folder / "x").write_text("x")
import json.tool
try:
    (outside / "x").write_text("x")
except PermissionError:
    print("refused")
"""


@pytest.mark.slow
@pytest.mark.skipif(not confined(), reason="the system forbids nothing")
def test_only_the_folder_can_be_written(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    outside.mkdir()
    arguments = [sys.executable, "-c", TRIES, str(folder), str(outside)]
    assert subprocess.run(arguments, check=True, capture_output=True, text=True).stdout == "refused\n"
    assert [path.name for path in folder.iterdir()] == ["x"]
    assert [*outside.iterdir()] == []
