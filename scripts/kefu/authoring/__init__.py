"""Tools for authors: starting a case, correcting typography, and listing texts with their length and LIX."""
