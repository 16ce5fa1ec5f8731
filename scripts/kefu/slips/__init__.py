"""What authors forget in Markdown and nobody would say: marks that readers would see, and text that they would not."""

from kefu.slips.characters import characters
from kefu.slips.finding import mended, slips_in, unreadable
from kefu.slips.slip import Slip

__all__ = ["Slip", "characters", "mended", "slips_in", "unreadable"]
