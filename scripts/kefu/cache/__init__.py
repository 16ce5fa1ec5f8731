"""What was made is kept, and not made again from the same: the steps that are kept, and the store that they share."""

from kefu.cache.again import Heard, Ran, answered, contents, listing, remember
from kefu.cache.digests import composition, digest, program
from kefu.cache.steps import Step
from kefu.cache.store import NOTHING_KEPT, Store, empty, is_store, open_store

__all__ = [
    "NOTHING_KEPT",
    "Heard",
    "Ran",
    "Step",
    "Store",
    "answered",
    "composition",
    "contents",
    "digest",
    "empty",
    "is_store",
    "listing",
    "open_store",
    "program",
    "remember",
]
