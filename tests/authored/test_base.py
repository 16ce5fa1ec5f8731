"""What everything that people write in YAML has in common."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from kefu.authored import Authored


class Example(Authored):
    first_key: str
    from_: str = ""


def test_keys_are_written_with_hyphens_and_without_the_line_that_python_needs() -> None:
    example = Example.model_validate({"first-key": "a", "from": "b"})
    assert (example.first_key, example.from_) == ("a", "b")


@pytest.mark.parametrize("value", [{"first_key": "a"}, {"first-key": "a", "other": "b"}])
def test_other_keys_are_mistakes(value: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Example.model_validate(value)


def test_a_value_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        Example.model_validate({"first-key": "a"}).first_key = "b"
