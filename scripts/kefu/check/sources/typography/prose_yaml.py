"""Find the prose in a YAML file: the texts that readers see, but not keys, identifiers, dates or file names."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kefu.check.sources.typography import prose_markdown
from kefu.diagnostics import BuildError
from kefu.reading.scalars import aligned, texts
from kefu.reading.yaml import parse_yaml

if TYPE_CHECKING:
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


def passages_of(source: Source) -> tuple[Passage, ...]:
    """Return the prose in a YAML file; raises `BuildError` if the file cannot be parsed."""
    yaml = parse_yaml(source)
    found: dict[tuple[int, ...], Passage] = {}
    for path, value in texts(yaml.value):
        spans = aligned(yaml, path, value) if _is_prose(path) else None
        if spans:
            takes_comma = not re.search(r"\d\.\d", value) or _takes_comma(source, yaml, path, value, spans)
            for passage in prose_markdown.passages_of(value):
                moved = _moved(passage, spans, takes_comma=takes_comma)
                found[moved.starts] = moved
    return tuple(found[starts] for starts in sorted(found))


def _is_prose(path: YamlPath) -> bool:
    names = [step for step in path if isinstance(step, str)]
    return bool(_KEYS.intersection(names[-1:])) or names[:-1] == ["themes"]


def _takes_comma(source: Source, yaml: Yaml, path: YamlPath, value: str, spans: list[tuple[int, int]]) -> bool:
    """Return whether a comma between digits would be part of the value; in a list in brackets it separates values."""
    index = next(match.start() + 1 for match in re.finditer(r"\d\.\d", value))
    start, end = spans[index]
    try:
        changed = parse_yaml(replace(source, text=f"{source.text[:start]},{source.text[end:]}"))
    except BuildError:
        return False
    expected = f"{value[:index]},{value[index + 1 :]}"
    return dict(texts(changed.value)) == dict(texts(yaml.value)) | {path: expected}


def _moved(passage: Passage, spans: list[tuple[int, int]], *, takes_comma: bool) -> Passage:
    """Return a passage of a value, with the places of its characters translated to places in the file."""
    return replace(
        passage,
        starts=tuple(spans[start][0] for start in passage.starts),
        ends=tuple(spans[end - 1][1] for end in passage.ends),
        takes_comma=takes_comma,
    )
