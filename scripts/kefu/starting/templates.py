"""The templates of a new case. What stands in them between ⟦ and ⟧ is for authors to replace."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

TEMPLATES: Final = Path(__file__).with_name("new_case")

_TO_REPLACE: Final = re.compile(r"⟦([^⟦⟧]*)⟧")


def filled(name: str, given: Mapping[str, object]) -> str:
    """Return the text of a file of a new case, given by its name, with what is known of the case."""
    return Template(_TO_REPLACE.sub(r"\1", _read(TEMPLATES / name))).substitute(given)


@cache
def to_replace() -> tuple[str, ...]:
    """Return the sentences of all templates that authors are to replace, each once."""
    files = sorted(path for path in TEMPLATES.rglob("*") if path.is_file())
    marked = (text for path in files for text in _TO_REPLACE.findall(_read(path)))
    return tuple(dict.fromkeys(sentence for text in marked for sentence in re.split(r"(?<=[.!?])\s+", text)))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
