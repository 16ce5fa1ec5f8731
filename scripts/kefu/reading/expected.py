"""What a model expects at a place of a YAML file, in words, and an example of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kefu.authored import FORMS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kefu.authored import Authored

DAY: Final = "2026-12-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What is expected at a place: a JSON schema, as pydantic makes it of a model; an empty one where nothing is."""

    schema: Mapping[str, Any]
    definitions: Mapping[str, Any] = field(repr=False)

    def inner(self, step: str | int) -> Expected:
        """Return what is expected of the value of a key, or of an item in a list."""
        if isinstance(step, int):
            return self._of(self.schema.get("items", {}))
        others = [*self.schema.get("patternProperties", {}).values(), self.schema.get("additionalProperties")]
        return self._of(self.schema.get("properties", {}).get(step) or next(filter(None, others), {}))

    @property
    def key(self) -> Expected:
        """What is expected of a key, where more than some can be given."""
        patterns = [{"type": "string", "pattern": pattern} for pattern in self.schema.get("patternProperties", ())]
        return self._of(self.schema.get("propertyNames") or next(iter(patterns), {}))

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that can be given, where there are some."""
        return tuple(self.schema.get("properties", ()))

    @property
    def values(self) -> tuple[str, ...]:
        """The values that can be given, where there are some."""
        return (self.schema["const"],) if "const" in self.schema else tuple(self.schema.get("enum", ()))

    @property
    def type(self) -> str:
        """The type of a value, as JSON schema names it; a date is a string."""
        return str(self.schema.get("type", ""))

    @property
    def words(self) -> str:  # noqa: PLR0911 - one for each kind of value
        """The end of a sentence that begins “it should …”."""
        if self.values:
            return f"be {listed(self.values)}"
        match self.schema:
            case {"type": "string", "format": "date"}:
                return "be a date"
            case {"type": "boolean"}:
                return "be true or false"
            case {"type": "integer", "minimum": least, "maximum": most}:
                return f"be a whole number from {least:g} to {most:g}"
            case {"type": "number", "minimum": least, "maximum": most}:
                return f"be a number from {least:g} to {most:g}"
            case {"type": "array"}:
                return "be a list"
            case {"type": "object", "required": keys}:
                return f"be a group of keys, with {listed(keys, last='and')}"
            case {"type": "object"}:
                return "be a group of keys"
        return "be text"

    @property
    def example(self) -> str:  # noqa: PLR0911 - one for each kind of value
        """An example, as it is written in YAML on one line; “…” stands for any text."""
        if self.values:
            return self.values[0]
        match self.schema:
            case {"type": "string", "pattern": pattern}:
                return FORMS[pattern].example
            case {"type": "string", "format": "date"}:
                return DAY
            case {"type": "boolean"}:
                return "true"
            case {"type": "integer" | "number", "minimum": least}:
                return f"{self.schema.get('default', least):g}"
            case {"type": "array", "items": items}:
                return f"[{self._of(items).example}]"
            case {"type": "object", "properties": properties}:
                shown = self.schema.get("required") or list(properties)[:1]
                return f"{{{', '.join(f'{key}: {self.inner(key).example}' for key in shown)}}}"
            case {"type": "object"}:
                return f"{{{self.key.example}: {self.inner('').example}}}"
        return "…"

    def _of(self, schema: Mapping[str, Any]) -> Expected:
        """Return what a schema inside this one expects, where a key that can be left out counts as given."""
        schema = next((one for one in schema.get("anyOf", ()) if one.get("type") != "null"), schema)
        if "$ref" in schema:
            schema = {**self.definitions[schema["$ref"].rpartition("/")[2]], **schema}
        return Expected(schema=schema, definitions=self.definitions)


@cache
def expected(model: type[Authored]) -> Expected:
    """Return what a model expects of a whole file."""
    schema = model.model_json_schema(by_alias=True)
    return Expected(schema=schema, definitions=schema.get("$defs", {}))


def listed(names: Sequence[str], *, last: str = "or") -> str:
    """Return names as a sentence lists them: “one”, “two” or “three”, each in quotation marks."""
    *first, end = [f"“{name}”" for name in names]
    return f"{', '.join(first)} {last} {end}" if first else end
