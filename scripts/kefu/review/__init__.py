"""What reviewers leave in Word files, brought home: items with a place in the sources, kept with the sources in Git."""

from kefu.review.items import Decision, Item, ItemKind, Place, Remark, Round, Sent

__all__ = ["Decision", "Item", "ItemKind", "Place", "Remark", "Round", "Sent"]
