"""What an export says of itself to whoever opens its folder."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Final

from kefu import words
from kefu.export.settings import BIBLIOGRAPHY, OUTPUT, STYLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kefu.export.texts import ExportText
    from kefu.model import Edition, Metadata

TEXT: Final = Path(__file__).with_name("files") / "README.md"


def readme(edition: Edition, texts: Sequence[ExportText], metadata: Metadata, digest: str) -> str:
    """Return the text of `README.md`: what the export is, for whom, of which sources, and how it is used.

    `metadata` is that of any document of the export, `digest` tells the sources.
    """
    title = edition.description.title
    audience = (
        f"\n**{words.restricted(title)}.** Den är till för lärare som undervisar med fallen. Ge den inte vidare, och "
        "lägg den inte där studenter kan läsa den.\n"
        if edition.restricted
        else ""
    )
    literature = f"| `{BIBLIOGRAPHY}`, `{STYLE}` | litteraturen som texterna hänvisar till, och hur den skrivs |\n"
    return Template(TEXT.read_text(encoding="utf-8")).substitute(
        title=f"{metadata.publication} – {title}",
        edition=title,
        publication=metadata.publication,
        audience=audience,
        date=words.date(metadata.date),
        sources=digest[:12],
        output=OUTPUT,
        contents="\n".join(_contents(texts)),
        literature=literature if any(text.cited for text in texts) else "",
    )


def _contents(texts: Sequence[ExportText]) -> list[str]:
    if texts[0].place != "index":
        return [f"| `{text.name}.qmd` | {text.case.description.title} |" for text in texts if text.case]
    cases = [f"`{text.name}.qmd`" for text in texts if text.case]
    rows = ["| `index.qmd` | den första sidan: vem som har gett ut rapporten, och hur man hänvisar till den |"]
    rows += [f"| {cases[0]} … {cases[-1]} | fallen |"] if cases else []
    return [*rows, "| andra `.qmd`-filer | rapportens kapitel, i den ordning som `_quarto.yml` anger |"]
