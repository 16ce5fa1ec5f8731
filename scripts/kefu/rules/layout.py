"""How the pages of a PDF are filled: nothing stands alone that belongs with something else."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule, Severity

FEWEST_LINES: Final = 6
"""The fewest lines on the last page of a chapter or part."""

LINES_UNDER_HEADINGS: Final = 2
"""The fewest lines under a heading on its page."""

LAST_PAGES_HAVE_SIX_LINES: Final = Rule(
    name="last-pages-have-six-lines",
    holds="The last page of a chapter, or of a part of a case, has at least six lines.",
    why="A page with hardly anything on it looks like a mistake, and costs a sheet of paper.",
    remedy="Shorten the text by these lines, or write some more; a word less where a line has but one is often enough.",
    severity=Severity.WARNING,
    compares=True,
    acceptable=True,
)
HEADINGS_HAVE_TEXT_UNDER_THEM: Final = Rule(
    name="headings-have-text-under-them",
    holds="A heading has at least two lines, a figure or a table under it on its page.",
    why="Readers who turn the page have lost what they are reading about.",
    remedy="Let a sentence or two come between the heading and what follows it, or move what follows.",
    severity=Severity.WARNING,
    compares=True,
    acceptable=True,
)
SHORT_EXHIBITS_ARE_WHOLE: Final = Rule(
    name="short-exhibits-are-whole",
    holds="An exhibit that takes less than half a page stands on one page.",
    why="It is handed out and compared as one thing.",
    remedy="Move the exhibit some paragraphs up or down.",
    severity=Severity.WARNING,
    compares=True,
    acceptable=True,
)
TABLES_LEAVE_NO_ROW_BEHIND: Final = Rule(
    name="tables-leave-no-row-behind",
    holds="A table that is divided between pages has at least two rows on each.",
    why="One row alone cannot be read as part of its table.",
    remedy="Move the table some paragraphs up or down, or divide it into two.",
    severity=Severity.WARNING,
    compares=True,
    acceptable=True,
)
FIGURES_STAND_IN_THEIR_CHAPTER: Final = Rule(
    name="figures-stand-in-their-chapter",
    holds="A figure stands before the end of the text that it belongs to.",
    why="A figure alone on a page after the end looks as if it belonged to what follows.",
    remedy="Move the figure some paragraphs up, so that it fits on a page with text.",
    severity=Severity.WARNING,
    compares=True,
    acceptable=True,
)
