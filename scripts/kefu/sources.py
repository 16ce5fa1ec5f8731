"""Read files once; parse YAML and BibTeX and find tokens, keeping line and column."""

from __future__ import annotations

import difflib
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import pydantic
from bibtexparser.entrypoint import parse_string
from bibtexparser.model import DuplicateBlockKeyBlock
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from kefu.authored import Authored
from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.model import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path, PurePosixPath

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
            "path-stays-in-project",
            place,
            f"“{path}” leaves the project folder",
            "copy the file into the project and name it by its path there",
        )
    try:
        return full.read_bytes()
    except FileNotFoundError:
        raise _failure("file-exists", place, f"there is no file “{path}”", "check the name and its case") from None
    except OSError as error:
        raise _failure("file-is-readable", place, f"“{path}” cannot be read: {error.strerror}", "") from None


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
            "text-is-utf-8",
            Location(path=path, line=line, column=column),
            f"byte 0x{content[error.start]:02x} is not UTF-8",
            "save the file with the encoding UTF-8",
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Source(path=path, text=text, digest=hashlib.sha256(content).hexdigest())


def _failure(rule: str, location: Location, message: str, hint: str) -> BuildError:
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
        if key and path in self.keys:
            line, column = self.keys[path]
            return Location(path=self.source.path, line=line, column=column)
        while path and path not in self.values:
            path = path[:-1]
        line, column = self.values.get(path, (1, 1))
        return Location(path=self.source.path, line=line, column=column)


def parse_yaml(source: Source) -> Yaml:
    """Parse a YAML 1.2 mapping; raises `BuildError` at the line and column of a mistake."""
    try:
        loaded = YAML(typ="rt").load(source.text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Location(path=source.path, line=mark.line + 1, column=mark.column + 1) if mark else None
        problem = " ".join(filter(None, (error.context, error.problem))).replace("\n", " ")
        raise _yaml_failure(source, where, problem) from None
    except (YAMLError, ValueError) as error:
        raise _yaml_failure(source, None, str(error).splitlines()[0]) from None
    if not isinstance(loaded, CommentedMap):
        raise _yaml_failure(source, None, "a list of “key: value” lines is expected")
    keys: dict[YamlPath, tuple[int, int]] = {}
    values: dict[YamlPath, tuple[int, int]] = {}
    value = _plain(loaded, (), keys, values)
    return Yaml(source, value, keys, values)


def _yaml_failure(source: Source, where: Location | None, problem: str) -> BuildError:
    return _failure(
        "yaml-is-readable",
        where or Location(path=source.path, line=1, column=1),
        problem,
        'put texts that hold “:”, “#” or start with a quote inside “"…"”, and indent with spaces',
    )


def _plain(
    node: Any,
    path: YamlPath,
    keys: dict[YamlPath, tuple[int, int]],
    values: dict[YamlPath, tuple[int, int]],
) -> Any:
    if isinstance(node, CommentedMap):
        plain: dict[Any, Any] = {}
        for key, value in node.items():
            here = (*path, key)
            line, column = node.lc.key(key)
            keys[here] = (line + 1, column + 1)
            line, column = node.lc.value(key)
            values[here] = (line + 1, column + 1)
            plain[key] = _plain(value, here, keys, values)
        return plain
    if isinstance(node, CommentedSeq):
        items = []
        for index, item in enumerate(node):
            line, column = node.lc.item(index)
            values[(*path, index)] = (line + 1, column + 1)
            items.append(_plain(item, (*path, index), keys, values))
        return items
    return node


def validate(model: type[A], yaml: Yaml) -> A:
    """Return the YAML file's value as the given model; raises `BuildError` with every mistake in it."""
    try:
        return model.model_validate(yaml.value)
    except pydantic.ValidationError as error:
        raise BuildError(_explain(model, yaml, problem) for problem in error.errors()) from None


def _explain(model: type[Authored], yaml: Yaml, problem: Any) -> Diagnostic:
    path: YamlPath = tuple(step for step in problem["loc"] if step != "[key]")
    name = path[-1] if path else ""
    match problem["type"]:
        case "extra_forbidden":
            known = _keys_at(model, path[:-1])
            close = difflib.get_close_matches(str(name), known, n=1)
            hint = f"did you mean “{close[0]}”?" if close else f"known keys here: {', '.join(known)}"
            return Diagnostic(
                rule="key-is-known",
                location=yaml.at(path, key=True),
                message=f"unknown key “{name}”",
                hints=(hint,),
            )
        case "missing":
            return Diagnostic(
                rule="key-is-given",
                location=yaml.at(path[:-1]),
                message=f"the key “{name}” is missing",
                hints=(f"add a line “{name}: …”",),
            )
        case "enum" | "literal_error":
            return Diagnostic(
                rule="value-is-known",
                location=yaml.at(path, key="[key]" in problem["loc"]),
                message=f"unknown value “{problem['input']}”",
                hints=(f"known values: {problem['ctx']['expected']}",),
            )
        case _:
            return Diagnostic(
                rule="value-is-valid",
                location=yaml.at(path, key="[key]" in problem["loc"]),
                message=f"“{name}”: {problem['msg'][:1].lower()}{problem['msg'][1:]}",
                hints=(f"the value is “{problem['input']}”",),
            )


def _keys_at(model: type[Authored], path: YamlPath) -> list[str]:
    """Return the keys that the model knows at a path, walking through nested models, lists and mappings."""
    schema: Any = model.model_json_schema(by_alias=True)
    definitions = schema.get("$defs", {})
    for step in path:
        schema = schema.get("properties", {}).get(step) or schema.get("additionalProperties") or schema.get("items")
        schema = next((s for s in schema.get("anyOf", ()) if "$ref" in s), schema) if schema else {}
        if "$ref" in schema:
            schema = definitions[schema["$ref"].rpartition("/")[2]]
    return list(schema.get("properties", {}))


@dataclass(frozen=True, slots=True, kw_only=True)
class BibEntry:
    """One entry of a BibTeX file, with the line on which it begins."""

    key: str
    kind: str
    fields: Mapping[str, str]
    line: int


def parse_bibtex(source: Source) -> tuple[BibEntry, ...]:
    """Return the entries of a BibTeX file; raises `BuildError` at the line of each block that is no entry."""
    library = parse_string(source.text)
    problems = []
    for block in library.failed_blocks:
        location = Location(path=source.path, line=(block.start_line or 0) + 1, column=1)
        if isinstance(block, DuplicateBlockKeyBlock):
            rule, message, hint = (
                "key-is-unique",
                f"the key “{block.key}” is used twice",
                "give one a key of its own",
            )
        else:
            rule, message = "bibtex-is-readable", str(block.error).splitlines()[0]
            hint = "an entry reads “@article{key, field = {value}, …}”, with every brace closed"
        problems.append(Diagnostic(rule=rule, location=location, message=message, hints=(hint,)))
    if problems:
        raise BuildError(problems)
    return tuple(
        BibEntry(
            key=entry.key,
            kind=entry.entry_type,
            fields={field.key: str(field.value) for field in entry.fields},
            line=(entry.start_line or 0) + 1,
        )
        for entry in library.entries
    )


def location_at(source: Source, offset: int) -> Location:
    """Return the line and column of a character offset in a source."""
    before = source.text[:offset]
    return Location(path=source.path, line=before.count("\n") + 1, column=offset - (before.rfind("\n") + 1) + 1)


def occurrences(source: Source, token: str) -> Iterator[Location]:
    """Yield where a token like `@key`, `#label` or `figure:slug` stands, and nowhere as a piece of a longer one."""
    pattern = rf"(?<![\w@#]){re.escape(token[0])}\{{?{re.escape(token[1:])}(?![\w/]|[-.:]\w)"
    for match in re.finditer(pattern, source.text):
        yield location_at(source, match.start())


def locate(source: Source, passage: str) -> Location:
    """Return where a passage begins in a source, or where its longest run of words that the source has begins.

    Markup and line breaks between the words do not matter. Where no word is found, the source alone is the place.
    """
    words = re.findall(r"\w+", passage)
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            match = re.search(r"\b" + r"\W+".join(map(re.escape, run)) + r"\b", source.text)
            if match:
                return location_at(source, match.start())
    found = source.text.find(passage.strip()) if passage.strip() else -1
    return location_at(source, found) if found >= 0 else Location(path=source.path)
