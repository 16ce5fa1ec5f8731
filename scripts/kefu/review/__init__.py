"""What reviewers leave in Word files, brought home: items with a place in the sources, kept with the sources in Git."""

from kefu.review.answering import unanswered
from kefu.review.items import Decision, Item, ItemKind, Place, Remark, Round, Sent
from kefu.review.placing import Found, Present, placed, present
from kefu.review.returning import Returned, returned
from kefu.review.sent import current
from kefu.review.showing import shown
from kefu.review.store import path_of, read_rounds, save

__all__ = [
    "Decision",
    "Found",
    "Item",
    "ItemKind",
    "Place",
    "Present",
    "Remark",
    "Returned",
    "Round",
    "Sent",
    "current",
    "path_of",
    "placed",
    "present",
    "read_rounds",
    "returned",
    "save",
    "shown",
    "unanswered",
]
