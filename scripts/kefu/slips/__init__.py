"""What authors forget in Markdown and nobody would say: marks that readers would see, and text that they would not."""

from kefu.slips.finding import slips_in
from kefu.slips.foreign import unreadable
from kefu.slips.nesting import nested
from kefu.slips.odd import characters, shown
from kefu.slips.sizes import oversized
from kefu.slips.slip import Slip

__all__ = ["Slip", "characters", "nested", "oversized", "shown", "slips_in", "unreadable"]
