"""What a finished file may not show, and whether a search of the file can find it."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule

EXCLUDED_PART_IS_ABSENT: Final = Rule(
    name="excluded-part-is-absent",
    holds="No file contains a passage from a part that its edition excludes, a comment, or, in a public file, anything "
    "that is only for teachers.",
    why="The file would give away the epilogue or the teaching note to anyone who opens it.",
    remedy="Keep the file from its readers, and build again; if that does not help, a source that the edition includes "
    "contains the passage.",
    acceptable=False,
)
INCLUDED_PART_IS_FOUND: Final = Rule(
    name="included-part-is-found",
    holds="A search of a file finds the passages that the file should contain.",
    why="A search that does not find them would not find a leak either.",
    remedy="Build again; if that does not help, the text of the file cannot be extracted as readers need it.",
    compares=True,
    acceptable=False,
)
PICTURES_ARE_BARE: Final = Rule(
    name="pictures-are-bare",
    holds="No picture in a file contains anything but the picture: no position, name, date or comment.",
    why="A photograph tells where and by whom it was taken, and a drawing the name of its author's folder.",
    remedy="Build again; if that does not help, the program that made the file added it.",
    acceptable=False,
)
ARTIFACT_IS_READ_IN_FULL: Final = Rule(
    name="artifact-is-read-in-full",
    holds="Every file of the release can be read in full: it is not damaged, encrypted, too large to unpack or of an "
    "unknown kind.",
    why="What cannot be read cannot be searched.",
    remedy="Remove the file, or build again.",
    acceptable=False,
)
RESTRICTED_PASSAGE_IS_NOT_PUBLIC: Final = Rule(
    name="restricted-passage-is-not-public",
    holds="No passage of eight words or more stands both in a part for teachers and in a source that everybody can "
    "read, in one piece or divided over several, unless the part quotes its own case and marks the quotation.",
    why="A sentence of a teaching note that is pasted into a caption is published as if it belonged there.",
    remedy="Remove the passage from the public source. If the part for teachers quotes the case, put it in quotation "
    "marks or in a block quote there.",
    acceptable=True,
    warns_when="as long as the build is no release",
)
NOTHING_IS_ACTIVE: Final = Rule(
    name="nothing-is-active",
    holds="No document has a script, an event, a form or a frame, loads anything from elsewhere, or leads to anything "
    "but web pages, addresses and its own places.",
    why="What runs on a reader's computer can do what nobody has checked, and what is loaded can change afterwards.",
    remedy="Build again; if that does not help, the program that made the file added it.",
    acceptable=False,
)
MARKS_ARE_THE_DOCUMENTS: Final = Rule(
    name="marks-are-the-documents",
    holds="Every mark of a paragraph in a Word file, a hidden bookmark that leads back to the source, is one of the "
    "document's.",
    why="Nobody sees a bookmark, so a forged one could carry what the file may not show.",
    remedy="Build again; if that does not help, the program that made the file changed its bookmarks.",
    compares=True,
    acceptable=False,
)
