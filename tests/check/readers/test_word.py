from __future__ import annotations

import pytest

from kefu.check.readers.word import Runs, symbol


@pytest.mark.parametrize(
    ("code", "letter"),
    [("0041", "A"), ("F041", "A"), ("F0E5", "å"), ("00E5", "å"), ("", ""), ("zz", ""), ("F8FF", "\uf8ff")],
)
def test_a_symbol_is_the_character_that_its_code_means(code: str, letter: str) -> None:
    assert symbol({"w:char": code}) == letter


def part(*runs: tuple[str, dict[str, str]], around: str = "p") -> list[str]:
    """Return what is read otherwise in runs, given by their text and properties, each in an element."""
    found = Runs()
    for text, properties in runs:
        for name in (around, "r", "rPr"):
            found.start(name, ())
        for name, value in properties.items():
            found.start(name, [("w:val", value)])
            found.end(name)
        found.end("rPr")
        found.text(text)
        found.end("r")
        found.end(around)
    return [line for channel in found.channels("DOCX", "x.xml") for line in channel.text.split("\n")]


@pytest.mark.parametrize("properties", [{"vanish": ""}, {"color": "FFFFFF"}, {"sz": "1"}, {"webHidden": "1"}])
def test_hidden_runs_are_left_out(properties: dict[str, str]) -> None:
    assert "ett två" in part(("ett ", {"b": ""}), ("x", properties), ("två", {"i": ""}))


def test_a_property_that_is_off_hides_nothing() -> None:
    assert "ett två" not in part(("ett ", {"b": ""}), ("x" * 40, {"vanish": "0"}), ("två", {"i": ""}))


def test_what_does_not_fit_is_no_mistake() -> None:
    found = Runs()
    found.end("p")
    found.start("tc", ())
    found.end("tbl")
    found.text("x")

    assert [*found.channels("DOCX", "x.xml")] == []
