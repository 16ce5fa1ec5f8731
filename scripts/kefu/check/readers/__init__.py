"""Finished files → channels: every kind of file has a reader of its own."""
