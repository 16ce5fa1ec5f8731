"""Write YAML that people go on writing in: in blocks, with texts that are readable in a diff."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from kefu.model import Source
from kefu.reading.yaml import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath

WIDTH: Final = 110
"""Where a line of a long text ends."""


def written(path: PurePosixPath, value: Mapping[str, Any], over: str = "") -> str:
    """Return a value as YAML for a file; raises `ValueError` for a value that YAML cannot hold.

    If it is written `over` what the file has, whatever is the same in both is left as somebody has written it, with
    comments.
    """
    for plain in (True, False):
        writer = _writer(WIDTH if plain else 1_000_000)
        data = writer.load(over) if over.strip() else CommentedMap()
        stream = io.StringIO()
        writer.dump(_merged(data, value, plain=plain), stream)
        if parse_yaml(Source(path=path, text=stream.getvalue(), digest="")).value == value:
            return stream.getvalue()
    raise ValueError("what was written is not what was to be written")


def _writer(width: int) -> YAML:
    writer = YAML()
    writer.width = width
    writer.preserve_quotes = True
    writer.allow_unicode = True
    return writer


def _merged(old: Any, new: Any, *, plain: bool) -> Any:
    """Return a value with what is the same in an old one as it is written there."""
    if isinstance(new, dict):
        data = old if isinstance(old, CommentedMap) else CommentedMap()
        for key in [key for key in data if key not in new]:
            del data[key]
        for key, value in new.items():
            data[key] = _merged(data.get(key), value, plain=plain)
        return data
    if isinstance(new, list | tuple):
        items = old if isinstance(old, CommentedSeq) else CommentedSeq()
        del items[len(new) :]
        for at, value in enumerate(new):
            if at < len(items):
                items[at] = _merged(items[at], value, plain=plain)
            else:
                items.append(_merged(None, value, plain=plain))
        return items
    if isinstance(new, str):
        return old if isinstance(old, str) and str(old) == new else _text(new, plain=plain)
    return new


def _text(text: str, *, plain: bool) -> str:
    """Return a text in the form in which it is written: its lines below each other if it has several."""
    if not plain:
        return str.__new__(DoubleQuotedScalarString, text)
    return str.__new__(LiteralScalarString, text) if "\n" in text and text == text.strip() else text
