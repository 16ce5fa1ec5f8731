"""Word files that come from others: manuscripts, and documents that reviewers return."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule

WORD_FILE_IS_READABLE: Final = Rule(
    name="word-file-is-readable",
    holds="A file that is read as a Word document is one: a whole DOCX, without a password.",
    why="ISO/IEC 29500-2: a DOCX is a ZIP archive of XML, whose members each have one name inside it.",
    remedy="Open it in Word, and save it as a “Word Document (`.docx`)”, without a password.",
    acceptable=False,
)
WORD_FILE_IS_WITHIN_BOUNDS: Final = Rule(
    name="word-file-is-within-bounds",
    holds="A Word file is not larger, and does not unpack to more, than a long report with many pictures needs.",
    why="A small file can be made to unpack to more than a computer has room for.",
    remedy="Compress its pictures in Word, or divide it; do not open a file whose sender you do not know.",
    acceptable=False,
)
WORD_FILE_RUNS_NOTHING: Final = Rule(
    name="word-file-runs-nothing",
    holds="A Word file from others contains no macros, and no declarations that could fetch other files.",
    why="Macros are programs that somebody else has written. A text, its comments and its changes need none.",
    remedy="Save it in Word as a “Word Document (`.docx`)”, which leaves macros out.",
    acceptable=False,
)
WORD_FILE_IS_WHOLE: Final = Rule(
    name="word-file-is-whole",
    holds="A Word file holds its whole text itself, and in the form of Word.",
    why="A text in another file, or in another form that Word takes in when it opens the file, would be lost unseen.",
    remedy="Open it in Word, and save it again; make one document of a master document and its subdocuments first.",
    acceptable=False,
)
