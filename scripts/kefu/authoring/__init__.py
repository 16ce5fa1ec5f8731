"""Tools for authors: starting a case, correcting texts, and listing texts with their length and LIX."""
