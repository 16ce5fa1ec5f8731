"""What everything that people write in YAML has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Authored(BaseModel):
    """Something that a person writes in YAML: frozen, without unknown keys, with keys in lower case with hyphens."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
        validate_by_name=False,
        validate_by_alias=True,
    )
