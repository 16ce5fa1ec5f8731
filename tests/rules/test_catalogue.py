"""Every rule is declared once, is used, and says for people what they need to know."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from typing import TYPE_CHECKING, Final

import pytest
from tests import invented
from tests.conftest import REPOSITORY

import kefu.rules
from kefu.rules.catalogue import CONCERNS, RULES, Concern, by_name, similar
from kefu.rules.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE: Final = REPOSITORY / "scripts" / "kefu"
MARKUP: Final = re.compile(r"[*_<>\[\]#\\]|\d+\. ")
"""What Markdown may take for markup."""


def declared() -> Iterator[tuple[str, Rule]]:
    """Yield every rule that a module of the room declares, with the name of its constant."""
    for module in pkgutil.iter_modules(kefu.rules.__path__, "kefu.rules."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Rule):
                yield name, value


def test_the_catalogue_has_every_rule_that_is_declared_under_the_name_of_its_constant() -> None:
    assert {name: rule.name for name, rule in declared()} == {name.upper().replace("-", "_"): name for name in RULES}
    assert [rule for concern in CONCERNS for rule in concern.rules] == [*RULES.values()]


def test_a_name_that_is_declared_twice_is_refused() -> None:
    one = Concern(title="One", rules=(invented.rule("a-rule"), invented.rule("b-rule")))
    other = Concern(title="Other", rules=(invented.rule("b-rule", Severity.WARNING),))

    assert [*by_name([one])] == ["a-rule", "b-rule"]
    with pytest.raises(ValueError, match="“b-rule” is declared twice"):
        by_name([one, other])


def test_every_rule_is_used_where_problems_are_found() -> None:
    modules = [path for path in PACKAGE.rglob("*.py") if path.parent.name != "rules"]
    nodes = [node for path in modules for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    used = {node.id for node in nodes if isinstance(node, ast.Name)}

    assert {name for name, _ in declared()} - used == set()


def test_a_rule_says_for_people_what_should_hold_and_what_to_do() -> None:
    for rule in RULES.values():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.name)
        for text in filter(None, (rule.holds, rule.why, rule.remedy)):
            assert re.match(r"[A-Z`“]", text), rule
            assert text.endswith("."), rule
            assert not MARKUP.search(re.sub(r"`[^`]+`", "", text)), rule


def test_only_an_error_can_be_a_mere_warning_at_times() -> None:
    changing = [rule for rule in RULES.values() if rule.warns_when]

    assert changing
    assert {rule.severity for rule in changing} == {Severity.ERROR}


def test_the_rule_that_was_meant_is_found() -> None:
    assert similar("figure-is-refered") == "figure-is-referenced"
    assert similar("xyz") == ""
