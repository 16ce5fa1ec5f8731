"""What was made is kept, and not made again from the same: the steps that are kept, and the store that they share."""

from kefu.cache.digests import digest
from kefu.cache.steps import Step
from kefu.cache.store import NOTHING_KEPT, Store, open_store

__all__ = ["NOTHING_KEPT", "Step", "Store", "digest", "open_store"]
