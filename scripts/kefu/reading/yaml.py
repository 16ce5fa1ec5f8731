"""Parse YAML, keeping where each key and value is, and how each value is written."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.constructor import ConstructorError, SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, StreamMark
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from kefu.diagnostics import BuildError, Diagnostic
from kefu.reading.sources import location_at
from kefu.reading.stops import Stop
from kefu.reading.yaml_mistakes import NO_KEY, NO_KEYS, NO_VALUE, TOO_DEEP, explain
from kefu.rules.files import YAML_IS_READABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.diagnostics import Location
    from kefu.model import Source

YamlPath = tuple[str | int, ...]

TAG: Final = "tag:yaml.org,2002:"
MERGE: Final = f"{TAG}merge"
TEXTS: Final = ("str", "timestamp", "value", "merge")
"""What is read as a text. A model says where it wants a date, and reports one that does not exist."""

KNOWN: Final = frozenset(f"{TAG}{name}" for name in (*TEXTS, "null", "bool", "int", "float", "seq", "map"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Yaml:
    """A parsed YAML file: plain values, whose keys are texts, and by path the offset of each key and value.

    `written` has the values that are neither lists nor mappings as they are written, without quotes.
    """

    source: Source
    value: Any
    keys: Mapping[YamlPath, int]
    values: Mapping[YamlPath, int]
    written: Mapping[YamlPath, str]

    def at(self, path: YamlPath, *, key: bool = False) -> Location:
        """Return where the value at a path is (or its key), or else the nearest value around it."""
        return location_at(self.source, self._offset(path, self.keys if key and path in self.keys else self.values))

    def text_at(self, path: YamlPath) -> str:
        """Return what is written at a path: a value without its quotes, or what stands on its first line."""
        stop = Stop.at_offset(self.source.text, self._offset(path, self.values))
        return self.written.get(path, stop.value or stop.sign)

    def _offset(self, path: YamlPath, places: Mapping[YamlPath, int]) -> int:
        while path and path not in places:
            path = path[:-1]
        return places.get(path, 0)


class _Constructor(SafeConstructor):
    """Constructs values of the known kinds only, whatever a tag asks for."""

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        if node.tag not in KNOWN:
            raise ConstructorError(None, None, NO_VALUE, node.start_mark)
        try:
            return super().construct_object(node, deep=deep)
        except (ValueError, KeyError):  # such as “!!bool x”, and a number with thousands of digits
            raise ConstructorError(None, None, NO_VALUE, node.start_mark) from None


for _name in TEXTS:
    _Constructor.add_constructor(f"{TAG}{_name}", SafeConstructor.construct_yaml_str)


@lru_cache(maxsize=256)  # several checks ask for the same file
def parse_yaml(source: Source) -> Yaml:
    """Parse a YAML 1.2 mapping; raises `BuildError` at the line and column of a mistake."""
    parser = YAML(typ="safe", pure=True)
    parser.Constructor = _Constructor
    places = _Places()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)
            node = parser.compose(source.text)
        if isinstance(node, MappingNode):
            _name_keys(node)
            places.find(node, ())
            return Yaml(
                source=source,
                value=parser.constructor.construct_document(node),
                keys=places.keys,
                values=places.values,
                written=places.written,
            )
    except MarkedYAMLError as error:
        begin = _offset(error.context_mark)
        at = _offset(error.problem_mark)
        raise _unreadable(source, error.problem or error.context, at if at is not None else begin or 0, begin) from None
    except ReaderError as error:
        raise _unreadable(source, error.reason, error.position) from None
    except RecursionError:
        raise _unreadable(source, TOO_DEEP) from None
    raise _unreadable(source, NO_KEYS, node.start_mark.index if node else 0)


def _offset(mark: Any) -> int | None:
    return mark.index if isinstance(mark, StreamMark) else None


def _unreadable(source: Source, problem: str, at: int = 0, begin: int | None = None) -> BuildError:
    mistake = explain(
        Stop(text=source.text, at=min(at, len(source.text)), begin=at if begin is None else begin), problem
    )
    return BuildError(
        [
            Diagnostic(
                rule=YAML_IS_READABLE,
                location=location_at(source, mistake.offset),
                message=mistake.message,
                hints=(mistake.hint,),
            )
        ]
    )


def _name_keys(root: Any) -> None:
    """Turn every key into text, as written. Raises `ConstructorError` at a key that is a list or a mapping."""
    waiting, seen = [root], {id(root)}
    while waiting:
        node = waiting.pop()
        inner = node.value if isinstance(node, SequenceNode) else []
        if isinstance(node, MappingNode):
            for key, value in node.value:
                if not isinstance(key, ScalarNode):
                    raise ConstructorError(None, None, NO_KEY, key.start_mark)
                if key.tag != MERGE:
                    key.tag = f"{TAG}str"
                inner.append(value)
        new = [one for one in inner if id(one) not in seen]
        seen.update(map(id, new))
        waiting += new


class _Places:
    """Where the keys and values of a document are. What an alias or a merge brings in is where it is used."""

    def __init__(self) -> None:
        self.keys: dict[YamlPath, int] = {}
        self.values: dict[YamlPath, int] = {}
        self.written: dict[YamlPath, str] = {}

    def find(self, node: Any, path: YamlPath) -> None:
        """Record the places of everything in a node at a path."""
        before = node.start_mark
        if isinstance(node, MappingNode):
            for key, value in node.value:
                names = _merged(value) if key.tag == MERGE else [key]
                for name in names:
                    here = (*path, name.value)
                    if name is key or here not in self.keys:
                        self.keys[here] = self.values[here] = key.start_mark.index
                    if name is key:
                        self._note(value, here, key.end_mark, node.end_mark)
        elif isinstance(node, SequenceNode):
            for index, item in enumerate(node.value):
                if self._note(item, (*path, index), before, node.end_mark):
                    before = item.end_mark

    def _note(self, value: Any, path: YamlPath, before: Any, after: Any) -> bool:
        """Record a value and its place if that is between two places; otherwise it is written elsewhere."""
        if isinstance(value, ScalarNode):
            self.written[path] = value.value
        begin, end = value.start_mark.index, value.end_mark.index
        stands_here = before.index < begin < end <= after.index
        if stands_here:
            self.values[path] = begin
            self.find(value, path)
        return bool(stands_here)


def _merged(value: Any) -> list[Any]:
    """Return the keys that a merge brings in."""
    merged = value.value if isinstance(value, SequenceNode) else [value]
    return [name for inner in merged if isinstance(inner, MappingNode) for name, _ in inner.value]
