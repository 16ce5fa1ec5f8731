"""What reviewers leave in Word files, brought home: items with a place in the sources, kept with the sources in Git."""

from kefu.review.answering import unanswered
from kefu.review.applying import Left, plan
from kefu.review.items import Decision, Item, ItemKind, Place, Remark, Round, Sent
from kefu.review.pairing import SIMILAR, likeness
from kefu.review.placing import placed, present
from kefu.review.replying import write_replies
from kefu.review.returning import Returned, places, returned
from kefu.review.rounds import called, name_of
from kefu.review.showing import shown
from kefu.review.store import change_of, path_of, read_rounds, save

__all__ = [
    "SIMILAR",
    "Decision",
    "Item",
    "ItemKind",
    "Left",
    "Place",
    "Remark",
    "Returned",
    "Round",
    "Sent",
    "called",
    "change_of",
    "likeness",
    "name_of",
    "path_of",
    "placed",
    "places",
    "plan",
    "present",
    "read_rounds",
    "returned",
    "save",
    "shown",
    "unanswered",
    "write_replies",
]
