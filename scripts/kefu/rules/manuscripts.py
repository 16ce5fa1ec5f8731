"""Manuscripts that are imported."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule

MANUSCRIPT_IS_READABLE: Final = Rule(
    name="manuscript-is-readable",
    holds="A manuscript that is imported is a Word document, an OpenDocument text or Markdown.",
    remedy="Save it as `.docx`, `.odt` or `.md`.",
    acceptable=False,
)
MANUSCRIPT_HAS_TITLE: Final = Rule(
    name="manuscript-has-title",
    holds="A manuscript that is imported has a title, which its folder or file is named after.",
    remedy='Give it: `kefu import MANUS.docx --title "Prognosen"`.',
    acceptable=False,
)
AUDIENCE_IS_TOLD: Final = Rule(
    name="audience-is-told",
    holds="Of all text in a manuscript of a case it is known which part it belongs to, by headings such as "
    "`Fallbeskrivning`, `Diskussionsfrågor`, `Samtalsunderlag`, `Lärarhandledning` and `Epilog`.",
    why="Each part has its own readers. Text for teachers that landed in another part would be published for all.",
    remedy='Write such headings in the manuscript, or say it: `--parts "Kvällen före=case"`.',
    acceptable=False,
)
CHANGES_ARE_DECIDED: Final = Rule(
    name="changes-are-decided",
    holds="Of all tracked changes in a manuscript it is decided whether they are accepted.",
    why="A text with changes that nobody has decided on is two texts.",
    remedy="Accept or reject them in Word, or say it: `--changes accept` or `--changes reject`.",
    acceptable=False,
)
