"""What an export says of itself to whoever opens its folder."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING, Final

from kefu import __version__, words
from kefu.export.settings import BIBLIOGRAPHY, STYLE, SUPPORT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kefu.export.texts import ExportText
    from kefu.model import Edition, Metadata

TEXT: Final = SUPPORT / "README.md"

KEEPING: Final = " Ett format som görs för sig tar bort de andra, om man inte lägger till `--no-clean`."
"""What holds of books alone."""

CITATIONS: Final = "| `[@nyckel, s. 12]`, `@nyckel` | en hänvisning till litteraturen |\n"

NO_CITATIONS: Final = (
    f"| `[@nyckel, s. 12]`, `@nyckel` | en hänvisning till litteraturen, när mappen har en `{BIBLIOGRAPHY}` och "
    f"`_quarto.yml` en rad `bibliography: {BIBLIOGRAPHY}` |\n"
)

CASES: Final = "| `[fall 1](#case-namn)` | en länk till ett fall |\n"

RESTRICTED: Final = (
    "**{}.** Mappen är till för lärare som undervisar med fallen. Ge den inte vidare, och lägg den inte där studenter "
    "kan läsa den."
)


def readme(edition: Edition, texts: Sequence[ExportText], metadata: Sequence[Metadata], digest: str) -> str:
    """Return the text of `README.md`: what the export is, for whom, of which sources, and how it is used.

    `metadata` is that of its documents, `digest` tells the sources.
    """
    title = edition.description.title
    first = metadata[0]
    book = texts[0].place == "index"
    cites = any(text.cited for text in texts)
    drafts = any(one.title.startswith(words.draft_title("")) for one in metadata)
    warnings = [
        *([RESTRICTED.format(words.restricted(title))] if edition.restricted else []),
        *([f"**{words.DRAFT}.** {words.DRAFT_NOTICE}"] if drafts else []),
    ]
    literature = f"| `{BIBLIOGRAPHY}`, `{STYLE}` | litteraturen som texterna hänvisar till, och hur den skrivs |\n"
    return Template(TEXT.read_text(encoding="utf-8")).substitute(
        title=f"{first.publication} – {title}",
        warnings="".join(f"\n{warning}\n" for warning in warnings),
        date=words.date(first.date),
        sources=digest[:12],
        version=__version__,
        keeping=KEEPING if book else "",
        contents="\n".join(_contents(texts, book=book)),
        literature=literature if cites else "",
        citations=CITATIONS if cites else NO_CITATIONS,
        cases=CASES if book and any(text.case for text in texts) else "",
    )


def _contents(texts: Sequence[ExportText], *, book: bool) -> list[str]:
    if not book:
        return [f"| `{text.name}.qmd` | {text.case.description.title} |" for text in texts if text.case]
    cases = [f"`{text.name}.qmd`" for text in texts if text.case]
    rows = ["| `index.qmd` | den första sidan: vem som har gett ut rapporten, och hur man hänvisar till den |"]
    rows += [f"| {cases[0]} … {cases[-1]} | fallen |"] if cases else []
    return [*rows, "| andra `.qmd`-filer | rapportens kapitel, i den ordning som `_quarto.yml` anger |"]
