"""Word files that others have made or changed: read within bounds, with everything that reviewers leave in them."""

from kefu.word.package import Package, opened
from kefu.word.reading import read
from kefu.word.refusal import RefusalError
from kefu.word.replying import replied
from kefu.word.resolving import Revision, resolve, revisions
from kefu.word.values import Anchor, Change, ChangeKind, Comment, Paragraph, Piece, Signed, State, Story, Word
from kefu.word.writing import saved
from kefu.word.xml import MC, Element, W, local, made, parsed, remove, unwrap, written

__all__ = [
    "MC",
    "Anchor",
    "Change",
    "ChangeKind",
    "Comment",
    "Element",
    "Package",
    "Paragraph",
    "Piece",
    "RefusalError",
    "Revision",
    "Signed",
    "State",
    "Story",
    "W",
    "Word",
    "local",
    "made",
    "opened",
    "parsed",
    "read",
    "remove",
    "replied",
    "resolve",
    "revisions",
    "saved",
    "unwrap",
    "written",
]
