"""Word files that others have made or changed: read within bounds, with everything that reviewers leave in them."""

from kefu.word.package import Package, opened
from kefu.word.reading import read
from kefu.word.replying import replied
from kefu.word.values import Anchor, Change, ChangeKind, Comment, Paragraph, Piece, Signed, State, Story, Word
from kefu.word.writing import saved

__all__ = [
    "Anchor",
    "Change",
    "ChangeKind",
    "Comment",
    "Package",
    "Paragraph",
    "Piece",
    "Signed",
    "State",
    "Story",
    "Word",
    "opened",
    "read",
    "replied",
    "saved",
]
