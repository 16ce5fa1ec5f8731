"""Real files of every format that pandoc writes, from one small document."""

from __future__ import annotations

import io
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from kefu.reading.markup import pandoc

if TYPE_CHECKING:
    from collections.abc import Mapping

DOCUMENT = """---
title: Mötet i Granhult
author: Ada Påhittad
lang: sv
description: Kort beskrivning
---
# Början

Hon gick *hem* över ån.[^1] En [länk](https://example.org/a%20b "länkens titel"). <!-- en anmärkning -->
[En kommentar]{.comment-start id="1" author="Bo Granskare" date="2024-01-01T00:00:00Z"}text[]{.comment-end id="1"}

[^1]: En fotnot.

![Bildtext](bild.png){alt="Vad bilden visar"}

| A   | B   |
|-----|-----|
| ett | två |

: Tabelltext
"""


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Return what pandoc writes, by extension: docx, epub, html."""
    folder = tmp_path_factory.mktemp("written")
    Image.new("RGB", (40, 30), "red").save(folder / "bild.png")
    files = {}
    for extension in ("docx", "epub", "html"):
        subprocess.run(
            [pandoc(), "--standalone", "--embed-resources", f"--output=a.{extension}"],
            input=DOCUMENT.encode(),
            cwd=folder,
            check=True,
        )
        files[extension] = (folder / f"a.{extension}").read_bytes()
    return files


def repacked(archive: bytes, changes: Mapping[str, bytes]) -> bytes:
    """Return an archive with members changed or added."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys((*old.namelist(), *changes)):
            new.writestr(name, changes[name] if name in changes else old.read(name))
    return packed.getvalue()
