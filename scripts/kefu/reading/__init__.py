"""Files, read once: YAML, BibTeX and Markdown, keeping the line and column of everything.

Its modules are used as they are, because each brings a library of its own.
"""
