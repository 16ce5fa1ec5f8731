"""The fonts of pages are there while a process needs them, and nothing of them is left when it has ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import typst

from kefu.engines.typst.program import fonts
from kefu.fonts import lacking, width_of

if TYPE_CHECKING:
    from pathlib import Path

SET = """
from kefu.engines.typst.program import fonts
from kefu.processes.workers import workers

def count():
    return len(fonts(()).fonts())

if __name__ == "__main__":
    with workers(1) as pool:
        print(pool.submit(count).result())
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="processes begin in another way on Windows")
def test_a_worker_leaves_no_folder_of_fonts(tmp_path: Path) -> None:
    scratch, script = tmp_path / "t", tmp_path / "set.py"
    scratch.mkdir()
    script.write_text(SET, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "TMPDIR": str(scratch)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == "9"
    assert not [path.name for path in scratch.iterdir() if path.name.startswith("kefu")]


@pytest.mark.parametrize(("weight", "name"), [("regular", "Regular"), ("semibold", "Semibold")])
@pytest.mark.parametrize("text", ["Miljö- och byggnadsnämnden", "−2\N{NO-BREAK SPACE}168", "12 § (2026)", "i", ""])
def test_words_are_as_wide_as_typst_finds_them(text: str, weight: str, name: str) -> None:
    set_text = f'text(font: "Source Sans Pro", weight: "{weight}", size: 100pt, {json.dumps(text, ensure_ascii=False)})'
    source = f"#context [#metadata(measure({set_text}).width.pt())<width>]".encode()
    (width,) = json.loads(typst.query(source, "<width>", field="value", font_paths=fonts(())))

    assert width_of(text, f"SourceSansPro-{name}") == pytest.approx(width / 100, rel=0.02)


def test_characters_that_a_font_lacks_are_named() -> None:
    assert lacking("Råd 漢 och\N{NO-BREAK SPACE}↑", "SourceSansPro-Regular") == "漢"
