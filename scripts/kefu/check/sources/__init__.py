"""Checks of the sources alone: their structure, bibliography, identifiers, typography and editorial state."""

from kefu.check.sources.editorial import allowed_in, unready, unsearched
from kefu.check.sources.findings import allowed_addresses, texts
from kefu.check.sources.manuscript import structure_of_texts
from kefu.check.sources.placeholders import unwritten

__all__ = ["allowed_addresses", "allowed_in", "structure_of_texts", "texts", "unready", "unsearched", "unwritten"]
