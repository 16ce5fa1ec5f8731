"""What a finished file may not show, and whether the search for it could see."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule

EXCLUDED_PART_IS_ABSENT: Final = Rule(
    name="excluded-part-is-absent",
    holds="No file holds a passage of a part that its edition does not include, a comment, or, in a public file, "
    "what is for teachers alone.",
    why="The file would give away the epilogue or the teaching note, whoever opens it.",
    remedy="Keep the file from its readers, and build again; if it is so again, the passage stands in a source that "
    "the edition includes.",
    acceptable=False,
)
INCLUDED_PART_IS_FOUND: Final = Rule(
    name="included-part-is-found",
    holds="The search finds in a file the passages that the file should hold.",
    why="A search that does not see them would not see a leak either.",
    remedy="Build again; if it is so again, the text of the file cannot be extracted as readers need it.",
    compares=True,
    acceptable=False,
)
ARTIFACT_IS_READ_IN_FULL: Final = Rule(
    name="artifact-is-read-in-full",
    holds="Every file of the release can be read in full: it is not damaged, encrypted, too large to unpack or of an "
    "unknown kind.",
    why="What cannot be read cannot be searched.",
    remedy="Take the file out, or build again.",
    acceptable=False,
)
