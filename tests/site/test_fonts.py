"""The site's fonts: small, complete, the same every time, and lawful."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types

from kefu.site.fonts import fonts

if TYPE_CHECKING:
    from pathlib import Path

NEEDED: Final = "abcdefghijklmnopqrstuvwxyzåäöéü ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖÉÜ 0123456789 .,:;!?§%&@/()[]–—’”…−·×½ŠžŁ"
"""Letters and signs of Swedish texts, and of the names in them."""

FONTS: Final = dict(fonts(()))


def opened(name: str) -> TTFont:
    return TTFont(io.BytesIO(FONTS[name]))


def names(font: TTFont) -> dict[int, str]:
    return {record.nameID: str(record) for record in font["name"].names}


@pytest.mark.parametrize("name", FONTS)
def test_a_font_is_small_and_has_every_letter_of_a_swedish_text(name: str) -> None:
    font = opened(name)

    assert 10_000 < len(FONTS[name]) < 40_000
    assert font.flavor == "woff"
    assert [letter for letter in NEEDED if ord(letter) not in font.getBestCmap()] == []


def test_fonts_of_headings_have_the_arrow_that_leads_back_from_a_footnote() -> None:
    assert ord("\N{UPWARDS ARROW}") in opened("kefu-sans-regular.woff").getBestCmap()


@pytest.mark.parametrize("name", FONTS)
def test_figures_can_stand_under_each_other_and_letters_are_kerned(name: str) -> None:
    font = opened(name)
    widths = {font["hmtx"][font.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}

    assert len(widths) == 1
    assert "kern" in {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}


@pytest.mark.parametrize("name", FONTS)
def test_a_font_bears_no_reserved_name_and_keeps_its_licence(name: str) -> None:
    found = names(opened(name))
    own = {number: found.pop(number) for number in (1, 2, 4, 6)}

    assert [text for text in own.values() if "Source" in text] == []
    assert own[1] in {"KEFU Sans", "KEFU Serif"}
    assert "Adobe" in found[0]
    assert "SIL Open Font License" in found[13]
    assert set(found) == {0, 13, 14}


@pytest.mark.slow
def test_the_fonts_are_the_same_bytes_in_another_process_and_place(tmp_path: Path) -> None:
    script = (
        "import hashlib; from kefu.site.fonts import fonts; print(hashlib.sha256(repr(fonts(())).encode()).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1"},
    )

    assert done.stdout.strip() == hashlib.sha256(repr(fonts(())).encode()).hexdigest()
