"""Documents that every format is tried with."""

from __future__ import annotations

import io
import json
import os
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from PIL import Image

from kefu import tree
from kefu.assemble import assemble, outlines
from kefu.model import Asset
from kefu.reading import markup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kefu.model import Document, Project

DRAWING: Final = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 80" width="400" height="80">
<path d="M0 0H400V80H0Z"/></svg>"""
PHOTO: Final = "cases%2F01-skolan%2Fen%20bild.png"

EVERYTHING: Final = """
# En rubrik med [English words]{lang=en}

[About]{lang=en} H~2~O, x^2^, ~~struket~~, `kod` och <https://example.org/a>[^1].

[^1]: En not med [länk](https://example.org/b).

    Notens andra stycke.

::: {.exhibit #exh-mejl}
::: exhibit-title
**Underlag 9.** Ett mejl
:::

Hej.

c. tredje

    - djupt

d. fjärde

Slut.
:::

::: {.exhibit}
Utan rubrik.
:::

::: {.pullquote}
”Ett ord.”
:::

::: {lang=en origin=hemlig .okänd data-x=hemlig}
An *English* passage.[^2]
:::

[^2]: > Ett citat

+---------+-----------+
| Grupp   | Kronor    |
+=========+==========:+
| Lön     | 10        |
|         +-----------+
|         | 20        |
+---------+-----------+

: Kostnader {#tbl-mer}

| rad
|   rad

Ord

:   Förklaring

``` python
x = 1
```

---

> Citat

![Alt](BILD)

1. ett
2. två

    i. två ett

# En rubrik till[^3]

[^3]: Not i en rubrik.

### Djupare

#### Ännu djupare

Se [mejlet](#exh-mejl) och [tabellen](#tbl-mer).
""".replace("BILD", PHOTO)
"""What an author can write, and more than one is likely to."""


@pytest.fixture(scope="session")
def books(project: Project) -> Mapping[str, Document]:
    """Return all documents of the small project by folder and edition, every drawing a black box."""
    everything = outlines(project)
    drawings = {name: DRAWING for outline in everything for name in outline.drawings}
    made = assemble(project, everything, everything, drawings, project.publication.date, jobs=1)
    return {f"{document.name} {document.edition.name}": document for document in made}


@pytest.fixture(scope="session")
def rich(books: Mapping[str, Document]) -> Document:
    """Return a teacher's document with everything that an author can write."""
    case = books["cases/01-skolan teacher"]
    (blocks,) = markup.read([EVERYTHING], jobs=1)
    part = tree.div(["", ["part", "case"], [["origin", "cases/01-skolan/hemlig.md"]]], json.loads(blocks))
    photo = io.BytesIO()
    Image.new("RGB", (300, 100), "#0a4a7a").save(photo, "PNG")
    return replace(
        case,
        tree=tree.document([part, *tree.blocks(case.tree)]),
        assets=(*case.assets, Asset(name=PHOTO, content=photo.getvalue(), original=b"", place=case.assets[0].place)),
    )


@pytest.fixture(scope="session")
def digests_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Document], set[bytes]]:
    """Return a function that renders a document in two other processes, places and time zones, and digests it."""

    def digests(module: str, document: Document) -> set[bytes]:
        script = (
            f"import hashlib, pickle, sys; from kefu.engines import {module};"
            "from kefu.engines.pandoc import by_pandoc;"
            f"made = {module}.render(pickle.load(sys.stdin.buffer), by_pandoc);"
            "print(hashlib.sha256(made.content).hexdigest())"
        )
        return {
            subprocess.run(
                [sys.executable, "-c", script],
                input=pickle.dumps(document),
                capture_output=True,
                check=True,
                cwd=folder,
                env={**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed},
            ).stdout.strip()
            for folder, zone, locale, seed in (
                (tmp_path_factory.mktemp("elsewhere"), "Pacific/Auckland", "C", "1"),
                (Path.cwd(), "America/Lima", "C.UTF-8", "2"),
            )
        }

    return digests
