"""What pandoc makes of a text is remembered: most tests read the same small project, or all but one text of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kefu.reading import markup

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTUAL: Final = ("read", "references", "cite", "write")
"""The jobs of pandoc that depend on texts alone, and have a text as their result."""

ask: Final = markup._run_one_process  # noqa: SLF001 - where the package meets pandoc

remembered: Final[dict[str, str]] = {}
"""What was read, by what was asked for."""


def ask_once(work: list[dict[str, Any]]) -> list[str]:
    """Return what pandoc makes of each piece of work, like the function of the package in whose place it stands."""
    keys = [_key(one) for one in work]
    new = [(key, one) for key, one in zip(keys, work, strict=True) if key not in remembered]
    told = dict(zip((key for key, _ in new), ask([one for _, one in new]) if new else (), strict=True))
    remembered.update({key: told[key] for key, one in new if one["job"] in TEXTUAL})
    return [told[key] if key in told else remembered[key] for key in keys]


def _key(one: Mapping[str, Any]) -> str:
    match one["job"]:
        case "references":
            return json.dumps({**one, "path": Path(one["path"]).read_text(encoding="utf-8")})
        case "cite":
            style = json.loads(one["tree"])["meta"]["csl"]["c"]
            return json.dumps({**one, "tree": one["tree"].replace(style, Path(style).read_text(encoding="utf-8"))})
        case _:
            return json.dumps(one)
