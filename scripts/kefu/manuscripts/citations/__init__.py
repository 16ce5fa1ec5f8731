"""Citations of manuscripts, by reference programs or typed by hand → keys and entries of the bibliography.

Who imports a Word file calls `take` before pandoc reads it, and `cite` on the tree that pandoc has made of it:

    parts = {name: package.xml(name) for name in (package.main, *package.related(package.main, "footnotes"), …)}
    fields = take(parts.values(), sources=sources(package), properties=read(package).properties)
    … pandoc reads the changed parts …
    cited = cite(blocks, fields, bibliography=text of references.bib)
"""

from kefu.manuscripts.citations.citing import cite
from kefu.manuscripts.citations.taking import take
from kefu.manuscripts.citations.values import Added, Cited, Described, Fate, Field, Name, Reference, Told
from kefu.manuscripts.citations.word import sources

__all__ = [
    "Added",
    "Cited",
    "Described",
    "Fate",
    "Field",
    "Name",
    "Reference",
    "Told",
    "cite",
    "sources",
    "take",
]
