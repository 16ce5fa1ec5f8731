"""Check a parsed YAML file against a model, and report what is wrong in it at its line and column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeVar

import pydantic

from kefu.authored import Authored
from kefu.diagnostics import BuildError, Diagnostic
from kefu.reading.expected import expected
from kefu.reading.faults import SENTENCES, Fault
from kefu.rules.files import KEY_IS_GIVEN, KEY_IS_KNOWN, VALUE_IS_KNOWN, VALUE_IS_VALID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kefu.reading.yaml import Yaml, YamlPath

A = TypeVar("A", bound=Authored)

KEY: Final = "[key]"
"""What pydantic puts after the path of a key that is wrong itself."""


def validate(model: type[A], yaml: Yaml) -> A:
    """Return the YAML file's value as the given model; raises `BuildError` with every mistake in it."""
    try:
        return model.model_validate(yaml.value)
    except pydantic.ValidationError as error:
        problems = error.errors(include_url=False)
        raise BuildError(_explain(model, yaml, p) for p in problems if not _follows(p, problems)) from None


def _follows(problem: Any, problems: Sequence[Any]) -> bool:
    """Tell whether a list is found too short only because what is wrong in it was not counted."""
    place = problem["loc"]
    return problem["type"] == "too_short" and any(
        other["loc"][: len(place)] == place and len(other["loc"]) > len(place) for other in problems
    )


def _explain(model: type[Authored], yaml: Yaml, problem: Any) -> Diagnostic:
    is_key = problem["loc"][-1:] == (KEY,)
    path: YamlPath = problem["loc"][:-1] if is_key else problem["loc"]
    match problem["type"]:
        case "missing":
            rule, place = KEY_IS_GIVEN, yaml.at(path[:-1])
        case "extra_forbidden":
            rule, place = KEY_IS_KNOWN, yaml.at(path, key=True)
        case "enum" | "literal_error":
            rule, place = VALUE_IS_KNOWN, yaml.at(path, key=is_key)
        case _:
            rule, place = VALUE_IS_VALID, yaml.at(path, key=is_key)
    message, hint = SENTENCES[problem["type"]](_fault(model, yaml, problem, path, is_key=is_key))
    return Diagnostic(rule=rule, location=place, message=message, hints=(hint,))


def _fault(model: type[Authored], yaml: Yaml, problem: Any, path: YamlPath, *, is_key: bool) -> Fault:
    around = expected(model)
    for step in path[:-1]:
        around = around.inner(step)
    last = path[-1] if path else ""
    # A value that stands for a group of keys is called by its own key.
    named = path[:-1] if problem["type"] == "literal_error" and path not in yaml.values else path
    return Fault(
        key=_shown(next((step for step in reversed(named) if isinstance(step, str)), "")),
        item=last + 1 if isinstance(last, int) else 0,
        is_key=is_key,
        value=problem["input"],
        written=_shown(yaml.text_at(path)),
        expected=around.key if is_key else around.inner(last),
        around=around,
        limits=problem.get("ctx", {}),
        in_braces=yaml.text_at(path[:-1]).startswith("{"),
        comment=_comment(yaml, path) if problem["input"] is None else "",
    )


def _comment(yaml: Yaml, path: YamlPath) -> str:
    """Return the comment on the line of a value, which may be meant to be the value."""
    line = yaml.source.text.split("\n")[(yaml.at(path).line or 1) - 1]
    found = re.search(r"(?:: +|- +)(#.*)", line)
    return _shown(found[1]) if found else ""


def _shown(text: str) -> str:
    """Return a text on one line, in which every character can be seen."""
    line = re.sub(r"[ \t\n]+", " ", text).strip(" ")
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in line)
