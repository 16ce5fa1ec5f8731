"""Finished files → channels: all that a curious reader could find in them. Each kind of file has its own reader."""

from kefu.check.readers.channels import BINARY, Channel
from kefu.check.readers.dispatch import CHANNELS, read
from kefu.check.readers.structure import Element, Structure

__all__ = ["BINARY", "CHANNELS", "Channel", "Element", "Structure", "read"]
