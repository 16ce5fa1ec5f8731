"""Whether a release may go out, and which findings the publication accepts."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule

CASE_IS_APPROVED: Final = Rule(
    name="case-is-approved",
    holds="Every case in a release for readers is approved.",
    remedy="Approve it with `status: approved`, `status-date` and `status-role` in `case.yaml`, or release only other "
    "cases.",
    acceptable=False,
)
RELEASE_HAS_ITS_OWN_DATE: Final = Rule(
    name="release-has-its-own-date",
    holds="A release for readers that differs from the last one has another date.",
    why="Readers and libraries tell versions apart by their date. Two different documents with the same date are one "
    "document that somebody has changed in secret.",
    remedy="Give `report/publication.yaml` a new `date`, or take back what was changed.",
    acceptable=False,
)
REGISTRY_IS_SEARCHED: Final = Rule(
    name="registry-is-searched",
    holds="If a case is not fictional, real names are searched for.",
    why="Only a search with the registry shows that no real name has been left in a text.",
    remedy="Give the registry with `--pseudonyms` or `KEFU_PSEUDONYMS`, or write `fictional: true` in a case that is.",
    warns_when="unless `report/publication.yaml` says `registry: required` and the build is for readers (`--release`)",
    acceptable=True,
)
RULE_IS_KNOWN: Final = Rule(
    name="rule-is-known",
    holds="An acceptance in `report/publication.yaml` names a rule that exists.",
    remedy="Write the name of the rule as in the brackets of the finding; `kefu explain` lists all rules.",
    acceptable=False,
)
ACCEPTANCE_IS_ALLOWED: Final = Rule(
    name="acceptance-is-allowed",
    holds="An acceptance in `report/publication.yaml` names a rule whose findings may be accepted.",
    why="For leaks, names, places and damaged files, no reason is good enough.",
    remedy="Fix what was found, and remove the acceptance.",
    acceptable=False,
)
ACCEPTANCE_IS_USED: Final = Rule(
    name="acceptance-is-used",
    holds="Every acceptance in `report/publication.yaml` accepts a finding.",
    why="A leftover acceptance would accept the next mistake in the same place.",
    remedy="Remove it, or correct its rule and place to those that the finding is printed with.",
    acceptable=False,
)
