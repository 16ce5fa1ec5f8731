"""A value of a YAML file, such as a title or a caption, is changed as a reviewer wants it."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kefu.diagnostics import BuildError
from kefu.reading.edits import edited
from kefu.reading.scalars import aligned, texts
from kefu.reading.yaml import parse_yaml
from kefu.review.markdown import Text, UnclearError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.model import Source
    from kefu.reading.edits import Edit
    from kefu.reading.yaml import YamlPath
    from kefu.review.markdown import Wanted

_QUOTED: Final = {'"': (r"[\\\"]", r"\\\g<0>"), "'": ("'", "''")}
"""What is written otherwise in a value in quotation marks, and how."""


class Described:
    """A YAML file and the changes that have been made in it so far."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._yaml = parse_yaml(source)
        self._values = dict(texts(self._yaml.value))
        self._texts: dict[YamlPath, Text] = {}
        self._edits: tuple[Edit, ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits that make the changes."""
        return self._edits

    def place(self, wanted: Wanted) -> int | None:
        """Return where the value begins that a change is about, if it is in the file."""
        paths = self._saying(wanted)
        return self._yaml.values.get(paths[0]) if paths else None

    def change(self, wanted: Wanted) -> None:
        """Make a change; raises `UnclearError`, and then leaves everything as it was."""
        paths = self._saying(wanted)
        if len(paths) != 1:
            reason = "several values say the same" if paths else "nothing in the file says what was sent"
            raise UnclearError(reason)
        (path,) = paths
        value, text = self._values[path], self._text(path)
        spans = aligned(self._yaml, path, value)
        if not spans:
            raise UnclearError("the value is written elsewhere")
        text.change(wanted)
        made = {**self._texts, path: text}
        edits = tuple(edit for one in made for edit in self._translated(one, made[one]))
        after = edited(self._source.text, edits)
        expected = {
            one: edited(value, made[one].edits) if one in made else value for one, value in self._values.items()
        }
        if _values(replace(self._source, text=after)) != expected:
            raise UnclearError("it cannot be written so that nothing else changes")
        self._texts, self._edits = made, edits

    def _saying(self, wanted: Wanted) -> list[YamlPath]:
        """Return the paths of the values that say what was sent."""
        words = re.findall(r"\w+", wanted.text)
        likely = [path for path, value in self._values.items() if not words or words[0] in value]
        return [path for path in likely if self._text(path).place(wanted) is not None]

    def _text(self, path: YamlPath) -> Text:
        """Return a value with the changes that have been made in it."""
        kept = self._texts.get(path)
        return copy(kept) if kept else Text(self._values[path], self._source.path)

    def _translated(self, path: YamlPath, text: Text) -> Iterator[Edit]:
        """Yield the edits of a value as edits of the file."""
        spans = aligned(self._yaml, path, self._values[path]) or []
        before = self._source.text[spans[0][0] - 1] if spans[0][0] else ""
        pattern, written = _QUOTED.get(before, ("(?!)", ""))
        for start, end, instead in text.edits:
            last = spans[end - 1][1] if end > start else (spans[start][0] if start < len(spans) else spans[-1][1])
            begin = spans[start][0] if start < len(spans) else spans[-1][1]
            yield begin, last, re.sub(pattern, written, instead)


def _values(source: Source) -> dict[YamlPath, str]:
    """Return the texts in a file by path, and none if it cannot be read."""
    try:
        return dict(texts(parse_yaml(source).value))
    except BuildError:
        return {}
