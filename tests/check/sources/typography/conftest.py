"""How tests of typography see a text: what is told of it, and how it is put right."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu.check.sources.typography.mistakes import mended, typography
from kefu.model import Source

if TYPE_CHECKING:
    from kefu.diagnostics import Diagnostic

MARKDOWN: Final = PurePosixPath("report/metod.md")
YAML: Final = PurePosixPath("cases/01-a/case.yaml")


def found(text: str, path: PurePosixPath = MARKDOWN) -> tuple[Diagnostic, ...]:
    return typography(Source(path=path, text=text, digest=""))


def shown(text: str, path: PurePosixPath = MARKDOWN) -> str:
    """Return the text put right, with its no-break spaces as `~`."""
    return mended(text, path).replace("\u00a0", "~")


def put_right(rule: str, wrong: str, right: str) -> None:
    """Assert that a mistake in Markdown is told by its rule, is put right, and then is none."""
    assert rule in {diagnostic.rule.name for diagnostic in found(wrong)}
    assert shown(wrong) == right
    assert found(mended(wrong, MARKDOWN)) == ()


def left(text: str) -> None:
    """Assert that nothing is told of a text in Markdown, and nothing changed."""
    assert found(text) == ()
    assert mended(text, MARKDOWN) == text
