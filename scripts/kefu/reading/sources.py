"""Read files once; parse YAML and find tokens, keeping line and column."""

from __future__ import annotations

import difflib
import hashlib
import itertools
import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

import pydantic
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from kefu.authored import Authored
from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.model import Source
from kefu.rules.files import (
    FILE_EXISTS,
    FILE_IS_READABLE,
    KEY_IS_GIVEN,
    KEY_IS_KNOWN,
    PATH_STAYS_IN_PROJECT,
    TEXT_IS_UTF_8,
    VALUE_IS_KNOWN,
    VALUE_IS_VALID,
    YAML_IS_READABLE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path, PurePosixPath

    from kefu.rules.rule import Rule

A = TypeVar("A", bound=Authored)
YamlPath = tuple[str | int, ...]


def read_bytes(root: Path, path: PurePosixPath, *, named_at: Location | None = None) -> bytes:
    """Return the bytes of a file of the project.

    `named_at` is the place that names the file, for diagnostics; without it the file itself is the place.
    Raises `BuildError` where the file is not there, cannot be read or, also through a link, lies outside the root.
    """
    place = named_at or Location(path=path)
    full = (root / path).resolve()
    if path.is_absolute() or not full.is_relative_to(root.resolve()):
        raise _failure(
            PATH_STAYS_IN_PROJECT,
            place,
            f"“{path}” leaves the project folder",
            "copy the file into the project and name it by its path there",
        )
    try:
        return full.read_bytes()
    except FileNotFoundError:
        raise _failure(FILE_EXISTS, place, f"there is no file “{path}”", "check the name and its case") from None
    except OSError as error:
        raise _failure(FILE_IS_READABLE, place, f"“{path}” cannot be read: {error.strerror}", "") from None


def read(root: Path, path: PurePosixPath, *, named_at: Location | None = None) -> Source:
    """Return a text file of the project; `root`, `named_at` and what is raised are as for `read_bytes`.

    A text must be UTF-8; a byte order mark and Windows line ends are accepted and dropped.
    """
    content = read_bytes(root, path, named_at=named_at)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        raise _failure(
            TEXT_IS_UTF_8,
            Location(path=path, line=line, column=column),
            f"byte 0x{content[error.start]:02x} is not UTF-8",
            "save the file with the encoding UTF-8",
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Source(path=path, text=text, digest=hashlib.sha256(content).hexdigest())


def _failure(rule: Rule, location: Location, message: str, hint: str) -> BuildError:
    hints = (hint,) if hint else ()
    return BuildError([Diagnostic(rule=rule, location=location, message=message, hints=hints)])


@dataclass(frozen=True, slots=True)
class Yaml:
    """A parsed YAML file: plain values, and the position of each key and value by its path."""

    source: Source
    value: Any
    keys: Mapping[YamlPath, tuple[int, int]]
    values: Mapping[YamlPath, tuple[int, int]]

    def at(self, path: YamlPath, *, key: bool = False) -> Location:
        """Return where the value at a path stands (or its key), or the nearest one around it that is there."""
        places = self.keys if key and path in self.keys else self.values
        while path and path not in places:
            path = path[:-1]
        line, column = places.get(path, (1, 1))
        return Location(path=self.source.path, line=line, column=column)


class _Constructor(SafeConstructor):
    """Dates stay texts: a model says where one is expected, and tells one that does not exist at its place."""


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def parse_yaml(source: Source) -> Yaml:
    """Parse a YAML 1.2 mapping; raises `BuildError` at the line and column of a mistake."""
    parser = YAML(typ="safe", pure=True)
    parser.Constructor = _Constructor
    keys: dict[YamlPath, tuple[int, int]] = {}
    values: dict[YamlPath, tuple[int, int]] = {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)
            node = parser.compose(source.text)
        if isinstance(node, MappingNode):
            _find(node, (), parser.constructor, keys, values)
            return Yaml(source, parser.constructor.construct_document(node), keys, values)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark and error.context_mark and not source.text[mark.index :].strip("\0\n "):
            mark = error.context_mark  # what is never closed is told where it begins
        where = Location(path=source.path, line=mark.line + 1, column=mark.column + 1) if mark else None
        problem = " ".join(filter(None, (error.context, error.problem))).replace("\n", " ")
        raise _yaml_failure(source, where, problem) from None
    except ReaderError as error:
        raise _yaml_failure(source, location_at(source, error.position), error.reason) from None
    except (YAMLError, ValueError, KeyError, RecursionError) as error:  # such as “!!bool x”, told by no mark
        raise _yaml_failure(source, None, str(error).splitlines()[0]) from None
    raise _yaml_failure(source, None, "a list of “key: value” lines is expected")


def _yaml_failure(source: Source, where: Location | None, problem: str) -> BuildError:
    return _failure(
        YAML_IS_READABLE,
        where or Location(path=source.path, line=1, column=1),
        problem,
        'put texts that hold “:”, “#” or start with a quote inside “"…"”, and indent with spaces',
    )


def _find(
    node: Any,
    path: YamlPath,
    constructor: SafeConstructor,
    keys: dict[YamlPath, tuple[int, int]],
    values: dict[YamlPath, tuple[int, int]],
) -> None:
    """Note where the keys and values in a node stand; what an alias or a merge brings in, where it does so."""
    before = node.start_mark
    if isinstance(node, MappingNode):
        for key, value in node.value:
            at = (key.start_mark.line + 1, key.start_mark.column + 1)
            if key.tag == "tag:yaml.org,2002:merge":
                merged = value.value if isinstance(value, SequenceNode) else [value]
                names = [name for inner in merged if isinstance(inner, MappingNode) for name, _ in inner.value]
            else:
                names = [key]
            for name in (name for name in names if isinstance(name, ScalarNode)):
                here = (*path, constructor.construct_object(name, deep=True))
                if name is key or here not in keys:
                    keys[here] = values[here] = at
                if name is key and _stands_between(key.end_mark, value, node.end_mark):
                    values[here] = (value.start_mark.line + 1, value.start_mark.column + 1)
                    _find(value, here, constructor, keys, values)
    elif isinstance(node, SequenceNode):
        for index, item in enumerate(node.value):
            if _stands_between(before, item, node.end_mark):
                values[(*path, index)] = (item.start_mark.line + 1, item.start_mark.column + 1)
                _find(item, (*path, index), constructor, keys, values)
                before = item.end_mark


def _stands_between(before: Any, node: Any, after: Any) -> bool:
    """Tell whether a node is written between two places; otherwise it is empty, or stands for one elsewhere."""
    begin, end = node.start_mark.index, node.end_mark.index
    return bool(before.index < begin < end <= after.index)


def validate(model: type[A], yaml: Yaml) -> A:
    """Return the YAML file's value as the given model; raises `BuildError` with every mistake in it."""
    try:
        return model.model_validate(yaml.value)
    except pydantic.ValidationError as error:
        problems = error.errors()
        raise BuildError(_explain(model, yaml, p) for p in problems if not _follows(p, problems)) from None


def _follows(problem: Any, problems: Sequence[Any]) -> bool:
    """Tell whether a list is found too short only because what is wrong in it was not counted."""
    place = problem["loc"]
    return problem["type"] == "too_short" and any(
        other["loc"][: len(place)] == place and len(other["loc"]) > len(place) for other in problems
    )


def _explain(model: type[Authored], yaml: Yaml, problem: Any) -> Diagnostic:
    path: YamlPath = tuple(step for step in problem["loc"] if step != "[key]")
    name = path[-1] if path else ""
    place = yaml.at(path, key="[key]" in problem["loc"])
    match problem["type"]:
        case "extra_forbidden":
            known = _keys_at(model, path[:-1])
            close = difflib.get_close_matches(str(name), known, n=1)
            rule, message, place = KEY_IS_KNOWN, f"unknown key “{name}”", yaml.at(path, key=True)
            hint = f"did you mean “{close[0]}”?" if close else f"known keys here: {', '.join(known)}"
        case "missing":
            rule, message, place = KEY_IS_GIVEN, f"the key “{name}” is missing", yaml.at(path[:-1])
            hint = f"add a line “{name}: …”"
        case "enum" | "literal_error":
            rule, message = VALUE_IS_KNOWN, f"unknown value “{problem['input']}”"
            hint = f"known values: {problem['ctx']['expected']}"
        case _:
            rule, message = VALUE_IS_VALID, f"“{name}”: {problem['msg'][:1].lower()}{problem['msg'][1:]}"
            hint = f"the value is “{problem['input']}”"
    return Diagnostic(rule=rule, location=place, message=message, hints=(hint,))


def _keys_at(model: type[Authored], path: YamlPath) -> list[str]:
    """Return the keys that the model knows at a path, walking through nested models, lists and mappings."""
    schema: Any = model.model_json_schema(by_alias=True)
    definitions = schema.get("$defs", {})
    for step in path:
        open_ = [*schema.get("patternProperties", {}).values(), schema.get("additionalProperties"), schema.get("items")]
        schema = schema.get("properties", {}).get(step) or next(filter(None, open_), None)
        schema = next((s for s in schema.get("anyOf", ()) if "$ref" in s), schema) if schema else {}
        if "$ref" in schema:
            schema = definitions[schema["$ref"].rpartition("/")[2]]
    return list(schema.get("properties", {}))


def location_at(source: Source, offset: int) -> Location:
    """Return the line and column of a character offset in a source."""
    before = source.text[:offset]
    return Location(path=source.path, line=before.count("\n") + 1, column=offset - (before.rfind("\n") + 1) + 1)


UNSHOWN: Final = re.compile(
    r"<!--.*?-->"
    r"|^[ \t>]*(?P<fence>`{3,}|~{3,})(?:.*?^[ \t>]*(?P=fence)|.*)"
    r"|(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)


def active(source: Source) -> str:
    """Return the text of a source with comments and code blanked out, every other character in its place."""
    return UNSHOWN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), source.text)


def occurrences(source: Source, token: str) -> Iterator[Location]:
    """Yield where a token like `@key`, `#label` or `figure:slug` stands, and nowhere as a piece of a longer one.

    What is escaped, commented out or code is no occurrence.
    """
    pattern = rf"(?<![\w@#/\\]){re.escape(token[0])}\{{?{re.escape(token[1:])}(?![\w/]|[-.:]\w)"
    for match in re.finditer(pattern, active(source)):
        yield location_at(source, match.start())


def locate(source: Source, passage: str) -> Location:
    """Return where a passage begins in a source, or where its longest run of words that the source has begins.

    Markup and line breaks between the words do not matter. Where no word is found, the source alone is the place.
    """
    passage = passage.strip()
    words = re.findall(r"\w+", passage)
    runs = (words[start : start + n] for n in range(len(words), 0, -1) for start in range(len(words) - n + 1))
    for pattern in itertools.chain([re.escape(passage)], (r"\W+".join(map(re.escape, run)) for run in runs)):
        match = re.search(rf"(?<!\w)(?=\w){pattern}(?<=\w)(?!\w)|(?!\w){pattern}", source.text)
        if match and passage:
            return location_at(source, match.start())
    return Location(path=source.path)
