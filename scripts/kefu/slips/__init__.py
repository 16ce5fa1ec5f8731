"""What authors forget in Markdown and nobody would say: marks that readers would see, and text that they would not."""

from kefu.slips.finding import slips_in
from kefu.slips.foreign import unreadable
from kefu.slips.odd import characters, shown
from kefu.slips.slip import Slip

__all__ = ["Slip", "characters", "shown", "slips_in", "unreadable"]
