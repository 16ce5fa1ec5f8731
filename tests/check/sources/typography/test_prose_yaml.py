"""Which texts of YAML files are prose, whose typography is looked at."""

from __future__ import annotations

import inspect
from typing import Any, Final

from kefu.authored import Authored, descriptions
from kefu.check.sources.typography.prose_yaml import _KEYS

NOT_PROSE: Final = {
    *("back", "body", "front", "summary", "data", "references", "style"),  # names of files
    *("authors", "doi", "isbn", "issn", "number"),  # written as their owners write them
    *("status-role", "what"),
}
"""Keys of texts that nothing is to be corrected in."""


def holds_text(schema: dict[str, Any]) -> bool:
    """Tell whether a JSON schema is one of texts in any words, or of lists or mappings of them."""
    inner = [schema.get("items"), schema.get("additionalProperties"), *schema.get("patternProperties", {}).values()]
    return any("minLength" in one for one in [schema, *schema.get("anyOf", ()), *filter(None, inner)])


def test_whoever_adds_a_text_to_a_description_says_whether_it_is_prose() -> None:
    texts = {
        key
        for _, model in inspect.getmembers(descriptions, inspect.isclass)
        if issubclass(model, Authored) and model is not Authored
        for key, schema in model.model_json_schema(by_alias=True).get("properties", {}).items()
        if holds_text(schema)
    }
    assert texts - NOT_PROSE == _KEYS
