"""Find the prose in a YAML file: the texts that readers see, but not keys, identifiers, dates or file names."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kefu.check.sources.typography import prose_markdown
from kefu.diagnostics import BuildError
from kefu.reading.yaml import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.check.sources.typography.prose_markdown import Passage
    from kefu.model import Source
    from kefu.reading.yaml import Yaml, YamlPath

_KEYS: Final = frozenset(
    {
        "alt", "caption", "description", "dilemma", "event", "keywords", "name", "notice", "place", "reason", "role",
        "roles", "short-name", "source", "subtitle", "synopsis", "terms", "text", "themes", "title",
    }
)  # fmt: skip
"""Keys whose values are prose, or lists or mappings of prose."""

_PROPERTIES: Final = re.compile(r"(?:[&!]\S*\s+)*")
_BLOCK_HEAD: Final = re.compile(r"[|>][-+0-9]*[ \t]*(?:#.*)?\n[ ]*")
_ESCAPE: Final = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_CONTINUED: Final = re.compile(r"\\\n[ \t]*")
_SPACES: Final = re.compile(r"[ \t\n]+")


def passages_of(source: Source) -> tuple[Passage, ...]:
    """Return the prose in a YAML file; raises `BuildError` if the file cannot be parsed."""
    yaml = parse_yaml(source)
    found: dict[tuple[int, ...], Passage] = {}
    for path, value in _texts(yaml.value, ()):
        location = yaml.at(path)
        start = _offset(source.text, location.line or 1, location.column or 1)
        spans = _aligned(source.text, start, value) if path in yaml.values else None
        if spans:
            takes_comma = not re.search(r"\d\.\d", value) or _takes_comma(source, yaml, path, value, spans)
            for passage in prose_markdown.passages_of(value):
                moved = _moved(passage, spans, takes_comma=takes_comma)
                found[moved.starts] = moved
    return tuple(found[starts] for starts in sorted(found))


def _texts(value: object, path: YamlPath) -> Iterator[tuple[YamlPath, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))
    elif isinstance(value, str):
        names = [step for step in path if isinstance(step, str)]
        if _KEYS.intersection(names[-1:]) or names[:-1] == ["themes"]:
            yield path, value


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    return start + column - 1


def _aligned(text: str, start: int, value: str) -> list[tuple[int, int]] | None:
    """Return the range in the file of each character of a value, or `None` if the value is not written at `start`.

    The range of a space that is a folded line break contains the line break and the indentation after it.
    """
    at = _after(_PROPERTIES, text, start)
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


def _takes_comma(source: Source, yaml: Yaml, path: YamlPath, value: str, spans: list[tuple[int, int]]) -> bool:
    """Return whether a comma between digits would be part of the value; in a list in brackets it separates values."""
    index = next(match.start() + 1 for match in re.finditer(r"\d\.\d", value))
    start, end = spans[index]
    try:
        changed = parse_yaml(replace(source, text=f"{source.text[:start]},{source.text[end:]}"))
    except BuildError:
        return False
    expected = f"{value[:index]},{value[index + 1 :]}"
    return dict(_texts(changed.value, ())) == dict(_texts(yaml.value, ())) | {path: expected}


def _moved(passage: Passage, spans: list[tuple[int, int]], *, takes_comma: bool) -> Passage:
    """Return a passage of a value, with the places of its characters translated to places in the file."""
    return replace(
        passage,
        starts=tuple(spans[start][0] for start in passage.starts),
        ends=tuple(spans[end - 1][1] for end in passage.ends),
        takes_comma=takes_comma,
    )
