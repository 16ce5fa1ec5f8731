"""What reviewers leave in Word files, brought home: items with a place in the sources, kept with the sources in Git."""

from kefu.review.answering import unanswered
from kefu.review.items import Item, ItemKind, Place, Remark, Round, Sent
from kefu.review.placing import placed, present
from kefu.review.returning import Returned, places, returned
from kefu.review.showing import shown
from kefu.review.store import path_of, read_rounds

__all__ = [
    "Item",
    "ItemKind",
    "Place",
    "Remark",
    "Returned",
    "Round",
    "Sent",
    "path_of",
    "placed",
    "places",
    "present",
    "read_rounds",
    "returned",
    "shown",
    "unanswered",
]
