"""The validation of pages and books sees what is wrong, and never passes for want of a report."""

from __future__ import annotations

import importlib.util
import sys
import zipfile
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("validate_web.py")
SPEC = importlib.util.spec_from_file_location("validate_web", SCRIPT)
assert SPEC
assert SPEC.loader
validate_web = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(validate_web)


def run(release: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["validate_web.py", str(release)])
    return int(validate_web.main())


@pytest.mark.usefixtures("java")
def test_errors_and_warnings_of_a_page_are_told(tmp_path: Path) -> None:
    wrong, right = tmp_path / "a.html", tmp_path / "b.html"
    wrong.write_text(
        '<!DOCTYPE html><html lang="sv"><title>A</title><section><p>Utan rubrik</p></section><img src="a.png">',
        encoding="utf-8",
    )
    right.write_text('<!DOCTYPE html><html lang="sv"><title>A</title><h1>Rubrik</h1>', encoding="utf-8")

    told = validate_web.pages(validate_web.checker(), [wrong, right])

    assert "alt" in "\n".join(told)
    assert "Section lacks heading" in "\n".join(told)
    assert [line for line in told if f"{wrong.name}:" not in line] == []


@pytest.mark.usefixtures("java")
def test_a_book_that_is_none_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.epub", "w") as book:
        book.writestr("mimetype", "application/epub+zip")
    assert validate_web.book(tmp_path / "a.epub")


def test_a_report_that_cannot_be_read_is_no_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        validate_web.subprocess,
        "run",
        lambda *_args, **_kwargs: type("Done", (), {"stdout": b"", "stderr": b"Killed"})(),
    )
    with pytest.raises(validate_web.Unusable):
        validate_web.pages(tmp_path / "vnu.jar", [tmp_path / "a.html"])


def test_a_release_without_pages_is_no_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(tmp_path, monkeypatch) == 1
