"""A new case: complete and buildable from the start, in words that its author replaces."""

from __future__ import annotations

import datetime
import re
import shutil
import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu import layout, words
from kefu.authored import PartKind, Publication
from kefu.completeness import complete
from kefu.diagnostics import OutputError
from kefu.load import NAME
from kefu.reading.sources import read
from kefu.reading.validation import validate
from kefu.reading.yaml import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

FIGURES: Final = {
    "actors": ("aktorer", "Personerna i fallet och hur de hänger ihop visas i @fig-{slug}-aktorer."),
    "timeline": ("tidslinje", "Händelserna fram till beslutet visas i @fig-{slug}-tidslinje."),
}
"""Figures that a case is given where the project draws them, with the end of their label and what refers to them."""


def new_case(root: Path, title: str) -> PurePosixPath:
    """Write the skeleton of a case with the next number and return its folder.

    The folder appears whole or not at all. Raises `BuildError` where the publication cannot be read, and
    `OutputError` where no folder can be named after the title or one is there already.
    """
    title = " ".join(title.split())
    slug = words.slug(title)
    if not slug:
        raise OutputError(f"“{title}” has no letter or digit to name a folder after")
    publication = validate(Publication, parse_yaml(read(root, layout.PUBLICATION)))
    names = [match for path in (root / layout.CASES).glob("*") if (match := NAME.fullmatch(path.name))]
    for name in names:
        if name[2] == slug:
            raise OutputError(f"there is a case with that slug already: “{layout.CASES / name[0]}”")
    number = max((int(name[1]) for name in names), default=0) + 1
    if number > 99:  # noqa: PLR2004 - case folders have two digits
        raise OutputError("a project has at most 99 cases")
    folder = layout.CASES / f"{number:02}-{slug}"
    drawn = [figure for figure in FIGURES if (root / layout.FIGURES / f"{figure}.yaml").exists()]
    try:
        (root / layout.CASES).mkdir(exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".", dir=root / layout.CASES))
        try:
            stage.chmod(0o755)
            for name_, text in files(slug, title, publication, drawn).items():
                (stage / name_).write_text(text, encoding="utf-8", newline="\n")
            stage.rename(root / folder)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    except OSError as error:
        raise OutputError(f"“{error.filename or folder}” cannot be written: {error.strerror}") from None
    return folder


def files(slug: str, title: str, publication: Publication, drawn: list[str]) -> Mapping[str, str]:
    """Return the texts of a new case's files by name."""
    theme = next(iter(publication.themes))
    shown = "".join(
        f"\n{FIGURES[figure][1].format(slug=slug)}\n\n![](figure:{figure}){{#fig-{slug}-{FIGURES[figure][0]}}}\n"
        for figure in drawn
    )
    quoted = re.sub(r'(["\\])', r"\\\1", title)
    day = publication.date
    return {
        layout.CASE: CASE_YAML.format(
            slug=slug, title=quoted, theme=theme, first=day - datetime.timedelta(days=14), last=day
        ),
        **{f"{kind}.md": text.format(shown=shown) for kind, text in PARTS.items()},
    }


CASE_YAML: Final = """\
id: "{slug}"
title: "{title}"
dilemma: Skriv fallets dilemma i en mening.
synopsis: Skriv två eller tre meningar om vad fallet handlar om, utan att avslöja hur det gick.
status: draft             # draft, review, approved; de två sista med status-date och status-role
fictional: false
organisation:
  name: Namn på kommunen
  type: municipality      # municipality, region
  governance: majority    # majority, minority
  description: Antal invånare och hur kommunen styrs
roles: [kommunstyrelsens ordförande, kommundirektör]
themes:                   # 1 berörs, 2 tydligt, 3 bär fallet; temana finns i report/publication.yaml
  "{theme}": 3
keywords: []
actors:
  - {{id: direktor, name: Förnamn Efternamn, role: kommundirektör, side: administration, protagonist: true}}
  - {{id: ordforande, name: Förnamn Efternamn, role: kommunstyrelsens ordförande, side: politics}}
relations:
  - {{from: ordforande, to: direktor, text: vill ha besked före mötet}}
timeline:
  - {{date: {first}, event: Något händer}}
  - {{date: {last}, event: Ett beslut måste fattas}}
"""
_CASE: Final = """\
# En första scen

Börja mitt i en händelse. Skriv i dåtid om en person som har ett beslut att fatta.
{shown}
# Beslutet

Sluta vid beslutet, utan att säga vad som var rätt.
"""
_QUESTIONS: Final = """\
Frågorna går från att förstå till att ta ställning.

1. Vad står på spel, och för vem?
2. Vad talar för och emot de vägar som är öppna?
3. Vad skulle du ha gjort, och varför?
"""
_CONVERSATION: Final = """\
# Så leder du samtalet

Beskriv hur gruppen arbetar under 60 minuter, och vad alla kommer överens om innan ni börjar.

# Frågor till båda sidor

1. Vad vet den ena sidan i fallet som den andra inte vet?
2. När har du själv suttit på den andra stolen?

# Att ta med hem

Ge deltagarna en fråga om den egna organisationen.
"""
_TEACHING_NOTE: Final = """\
# Sammanfattning

Sammanfatta fallet för läraren.

# Målgrupp

Skriv vem fallet passar för.

# Lärandemål

- Efter seminariet ska deltagarna kunna …

# Nyckelfrågor

Skriv vilka frågor som är omedelbara och vilka som ligger under.

# Tidsplan

Beskriv upplägget för 90 minuter.

# Tavelplan

Beskriv vad som växer fram på tavlan.

# Analys

Analysera varje diskussionsfråga.
"""
_EPILOGUE: Final = """\
Berätta vad som hände sedan, och varför det inte avgör vem som hade rätt.
"""

PARTS: Final = complete(
    PartKind,
    {
        PartKind.CASE: _CASE,
        PartKind.QUESTIONS: _QUESTIONS,
        PartKind.CONVERSATION: _CONVERSATION,
        PartKind.TEACHING_NOTE: _TEACHING_NOTE,
        PartKind.EPILOGUE: _EPILOGUE,
    },
)
"""The text of each part, which has a place for the figures that are shown."""
