"""The pages on the rules, and `docs/rules.md`, which is made of them.

`KEFU_UPDATE_GOLDEN=1 pytest -k handbook` writes `docs/rules.md` again.
"""

from __future__ import annotations

import os
import re
from typing import Final

from tests.conftest import REPOSITORY

from kefu.rules.catalogue import CONCERNS, RULES
from kefu.rules.engines import TYPST_COMPILES
from kefu.rules.figures import FIGURE_IS_REFERENCED
from kefu.rules.handbook import described, handbook, plain

FILE: Final = REPOSITORY / "docs" / "rules.md"
UPDATE: Final = "KEFU_UPDATE_GOLDEN"


def test_the_handbook_is_as_the_rules_are_declared() -> None:
    if os.environ.get(UPDATE):
        FILE.write_text(handbook(), encoding="utf-8")

    assert FILE.read_text(encoding="utf-8") == handbook(), f"{UPDATE}=1 pytest -k handbook writes it again"


def test_every_rule_has_a_heading_under_its_concern_and_every_concern_is_linked() -> None:
    lines = handbook().splitlines()
    headings = [line for line in lines if line.startswith("##")]
    links = dict(re.findall(r"^- \[(.+)\]\(#(.+)\)$", handbook(), re.MULTILINE))

    assert headings == [
        heading for concern in CONCERNS for heading in (f"## {concern.title}", *(f"### {r}" for r in concern.rules))
    ]
    assert [*links] == [concern.title for concern in CONCERNS]
    assert links["Files and YAML"] == "files-and-yaml"
    assert links["Figures, tables and exhibits"] == "figures-tables-and-exhibits"


def test_a_rule_is_described_with_all_that_it_says() -> None:
    assert plain(described(FIGURE_IS_REFERENCED)).split("\n\n") == [
        "Every figure is referred to in a text.",
        "Severity: warning.",
        "Why: Readers are told when to look at it.",
        "What to do: Write “@fig-name” where readers should look at it.",
        "Can it be accepted? Yes, under “accepted” in “report/publication.yaml”, with its place and a reason:",
        "    - {rule: figure-is-referenced, place: PLACE, reason: REASON}",
    ]


def test_a_severity_that_changes_is_told_with_when() -> None:
    assert "\n\n**Severity:** error; only a warning if Typst itself only warns.\n\n" in described(TYPST_COMPILES)


def test_a_rule_that_compares_says_so() -> None:
    for rule in RULES.values():
        assert ("**If the sources have changed**" in described(rule)) is rule.compares


def test_what_cannot_be_accepted_comes_with_no_line_to_copy() -> None:
    for rule in RULES.values():
        assert described(rule).endswith("**Can it be accepted?** No.") is not rule.acceptable
        assert ("- {rule: " in described(rule)) is rule.acceptable
