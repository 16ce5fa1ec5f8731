"""What a rule is."""

from __future__ import annotations

from tests import invented


def test_a_rule_is_written_as_its_name() -> None:
    assert str(invented.rule("citation-resolves")) == "citation-resolves"
