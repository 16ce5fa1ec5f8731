"""The texts among the values of a YAML file, and where each character of one is written, in whichever style."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.reading.yaml import Yaml, YamlPath

_PROPERTIES: Final = re.compile(r"(?:[&!]\S*\s+)*")
_BLOCK_HEAD: Final = re.compile(r"[|>][-+0-9]*[ \t]*(?:#.*)?\n[ ]*")
_ESCAPE: Final = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_CONTINUED: Final = re.compile(r"\\\n[ \t]*")
_SPACES: Final = re.compile(r"[ \t\n]+")


def texts(value: object, path: YamlPath = ()) -> Iterator[tuple[YamlPath, str]]:
    """Yield the texts in a value, with their paths; `path` is that of the value itself."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from texts(inner, (*path, index))
    elif isinstance(value, str):
        yield path, value


def aligned(yaml: Yaml, path: YamlPath, value: str) -> list[tuple[int, int]] | None:
    """Return the range in the file of each character of the value at a path, or `None` if it is written elsewhere.

    The range of a space that is a folded line break contains the line break and the indentation after it.
    """
    text = yaml.source.text
    if path not in yaml.values:
        return None
    at = _after(_PROPERTIES, text, yaml.values[path])
    style = text[at : at + 1]
    if style in {"|", ">"}:
        head = _BLOCK_HEAD.match(text, at)
        if not head:
            return None
        at = head.end()
    elif style in {'"', "'"}:
        at += 1
    spans: list[tuple[int, int]] = []
    while len(spans) < len(value):
        if style == '"' and (continued := _CONTINUED.match(text, at)):
            at = continued.end()
        elif (width := _after(_SPACES, value, len(spans)) - len(spans)) and (end := _after(_SPACES, text, at)) > at:
            at = _align_spaces(text[at:end], at, width, spans)
        elif width := _width(text, at, style, value[len(spans)]):
            spans.append((at, at + width))
            at += width
        else:
            return None
    return spans


def _width(text: str, at: int, style: str, letter: str) -> int:
    """Return how many characters represent a letter at an offset; 0 if something else is written there."""
    if style == '"' and (escape := _ESCAPE.match(text, at)):
        return len(escape[0])
    written = "''" if style == letter == "'" else letter
    return len(written) if text.startswith(written, at) else 0


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Return where what a pattern matches at an offset ends; the offset if it matches nothing."""
    match = pattern.match(text, at)
    return match.end() if match else at


def _align_spaces(written: str, at: int, width: int, spans: list[tuple[int, int]]) -> int:
    """Add the spans of `width` spaces of a value, and return the offset of what follows."""
    before, line_break, _ = written.partition("\n")
    alike = min(len(before), width - 1 if line_break else width)
    spans.extend((at + index, at + index + 1) for index in range(alike))
    if not line_break:
        return at + alike
    end = at + len(written)
    spans.append((at + alike, end))
    spans.extend([(end, end)] * (width - alike - 1))
    return end
