"""A grammar of whole projects: their descriptions, bibliographies, data and pictures, around random texts."""

from __future__ import annotations

import io
import json
import random
from typing import TYPE_CHECKING, Any, Final

from PIL import Image
from tests.conftest import PROJECTS, REPOSITORY
from tests.fuzz.markdown import BROKEN, SIGNS, Chance, Writer

from kefu.authored import Format, PartKind, Visibility
from kefu.literature.kinds import ALIASES, KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WRONG: Final = (0.0, 0.0, 0.0, 0.001, 0.005, 0.05)
"""How often the author of a project makes mistakes."""

SMALL: Final = PROJECTS / "small"
SCRIPTS: Final = ("bars", "events")
FIELDS: Final[Mapping[str, Sequence[str]]] = {
    "author": (
        "Svara, J. H.",
        "Svara, J. H. and Öberg, Åsa",
        "{Sveriges Kommuner och Regioner}",
        "von Essen, A and others",
    ),
    "editor": ("Ask, A", "{SKR}"),
    "title": ("The Myth", 'En {SKR}-rapport: vad? {\\"A}r det', "SOU 2018:38", "Om \\emph{allt} \\& intet", "“Citat”"),
    "subtitle": ("en studie",),
    "booktitle": ("En antologi",),
    "journaltitle": ("Public Administration Review",),
    "year": ("2001", "1999--2001", "2017"),
    "date": ("2001", "2020-02", "2019-12-24"),
    "publisher": ("Förlaget", "{SNS}"),
    "location": ("Lund",),
    "institution": ("SKR",),
    "volume": ("12",),
    "number": ("3", "1--2"),
    "pages": ("12", "12--34", "12–34"),
    "edition": ("2", "2 uppl."),
    "series": ("Skrifter",),
    "url": ("https://example.org/a_b?c=%C3%A5",),
    "urldate": ("2026-01-31",),
    "doi": ("10.1000/xyz123",),
    "isbn": ("978-91-0000-000-4",),
    "note": ("opublicerad",),
    "type": ("masteruppsats",),
    "keywords": ("a, b",),
    "language": ("swedish", "english"),
    "eventtitle": ("Konferensen",),
    "howpublished": ("stencil",),
}
VALUES: Final = (
    *(
        "u.å.",
        "2020-02-30",
        "in press",
        'å{\\"a}',
        "$x^2$",
        "a \\textbf{b",
        "{",
        "}",
        "%",
        "#",
        "~",
        "",
        " ",
        "\\url{x}",
    ),
    *("1234-5679", "978", "x" * 500, "A and", ",", "and and", "10.", "http:", "12--", "\u202e", "@a"),
)
YAML_VALUES: Final[Sequence[Any]] = (
    *(None, True, 0, -1, 1e300, "", " ", [], {}, [None], {"a": 1}, "2026-02-30", "null", "x" * 300, "{title}", "å"),
    *("\u0007", "\u202e", "a\nb", "a: b", "- a", "[", "😀", "\ufeffx", "{0}", "{title.x}", "https://", "a@b", "…"),
)


def project_of(seed: int, formats: Sequence[Format]) -> Mapping[str, bytes]:
    """Return the files of a random project by path, the same for the same seed; its editions have these formats."""
    chance = Chance(random.Random(f"kefu {seed}"), 0)  # noqa: S311 - nothing is secret
    chance.wrong = chance.one(WRONG)
    files = {name: _repeated(chance) for name in ("figures/bars.csv",)}
    for name in SCRIPTS:
        files[f"figures/{name}.py"] = (SMALL / "figures" / f"{name}.py").read_text(encoding="utf-8")
    files["bibliography/kefu.csl"] = (REPOSITORY / "bibliography" / "kefu.csl").read_text(encoding="utf-8")
    entries, keys = _bibliography(chance)
    files["bibliography/references.bib"] = entries
    cases = [
        f"{number:02}-{chance.one(('skolan', 'bron', 'badhuset', 'vägen'))}{number}" for number in _numbers(chance)
    ]
    cases = [case.replace("ä", "a") for case in cases]
    labels = [f"case-{case[3:]}" for case in cases]
    pictures: dict[str, bytes] = {}
    parts = [PartKind.CASE, *(kind for kind in PartKind if kind is not PartKind.CASE and chance.maybe(0.6))]
    for case in cases:
        description = _case(chance, case)
        files[f"cases/{case}/case.yaml"] = _yaml(chance, description)
        for suffix in ("svg", "png", "jpg"):
            pictures[f"cases/{case}/bild.{suffix}"] = _picture(chance, suffix)
        shown = "bild.svg", "bild.png", "bild.jpg"
        public = Writer(chance, case[3:], keys, ("events",), shown, labels)
        restricted = Writer(chance, f"{case[3:]}-dold", keys, (), shown, [])
        for kind in parts:
            writer = public if kind.visibility is Visibility.PUBLIC else restricted
            restricted.labels += labels
            files[f"cases/{case}/{kind}.md"] = writer.text()
    pictures["report/bild.svg"] = _picture(chance, "svg")
    writer = Writer(chance, "", keys, ("bars",), ("bild.svg",), labels)
    chapters = [f"kapitel{number}.md" for number in chance.some(1, 4)] or ["kapitel.md"]
    for name in chapters:
        files[f"report/{name}"] = writer.text(title=chance.words(1, 4), level=2)
    files["figures/bars.yaml"] = _yaml(chance, _figure(chance, writer, data=["bars.csv"]))
    files["figures/events.yaml"] = _yaml(chance, _figure(chance, writer, subject="case"))
    files["report/publication.yaml"] = _yaml(chance, _publication(chance, chapters, parts, formats))
    return {name: text.encode("utf-8", "surrogatepass") for name, text in files.items()} | pictures


def _numbers(chance: Chance) -> range:
    return range(1, 1 + len(chance.some(1, 3)))


def _repeated(chance: Chance) -> str:
    rows = "".join(f"{chance.words(1, 2).replace(',', '')},{chance.random.randint(0, 9)}\n" for _ in chance.some(1, 5))
    return (
        chance.one(("post,antal\n", "\ufeffpost,antal\n") if not chance.slips() else ("post;antal\n", "", "a,a\n"))
        + rows
    )


def _bibliography(chance: Chance) -> tuple[str, list[str]]:
    made, keys = [], []
    for number in chance.some(1, 6):
        key = chance.one(("svara", "öberg", "SKR:", "a-b_c.")) + str(number)
        keys.append(key)
        kind = chance.one((*KINDS, *ALIASES))
        needed = [field[0] for field in KINDS[ALIASES.get(kind, kind)].needs]
        more = [chance.one([*FIELDS]) for _ in chance.some(0, 4)]
        fields = {name: chance.one(FIELDS.get(name, ("12",))) for name in dict.fromkeys(("author", *needed, *more))}
        if chance.slips():
            kind = chance.one(("bok", "", "comment", "string", "preamble"))
        if chance.slips():
            fields |= {
                chance.one(("crossref", "xdata", *FIELDS)): chance.one((*VALUES, *BROKEN)) for _ in chance.some(1, 4)
            }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        made.append(f"@{kind}{{{key},\n{lines}}}\n")
    if chance.slips():
        made.insert(
            0,
            chance.one(
                ("@string{a = {b}}\n", "%", "@", "}", "@book{x", "@comment{x}\n", "\\", "@book{x, crossref={x}}")
            ),
        )
    return "\n".join(made), keys


def _case(chance: Chance, case: str) -> dict[str, Any]:
    people = [f"p{number}" for number in chance.some(1, 5)] or ["p"]
    return {
        "id": case[3:],
        "title": chance.words(1, 5),
        "dilemma": chance.words(3, 9),
        "synopsis": chance.words(5, 20),
        "status": chance.one(("draft", "review", "approved")),
        "status-date": f"2026-0{chance.random.randint(1, 9)}-11",
        "status-role": "redaktör",
        "fictional": chance.maybe(0.9),
        "organisation": {
            "name": "Påhittade kommun",
            "type": chance.one(("municipality", "region")),
            "governance": chance.one(("majority", "minority")),
            "description": chance.words(),
        },
        "roles": [chance.words(1, 2) for _ in range(chance.random.randint(1, 3))],
        "themes": {chance.one(("roles", "trust")): chance.random.randint(1, 3)},
        "keywords": [chance.words(1, 2) for _ in chance.some(0, 4)],
        "actors": [
            {
                "id": person,
                "name": f"{person.upper()} {chance.one(('Ask', 'Lind', 'Öst'))}",
                "role": chance.words(1, 3),
                "side": chance.one(("politics", "administration", "outside")),
                "protagonist": index == 0,
            }
            for index, person in enumerate(people)
        ],
        "relations": [
            {"from": people[0], "to": person, "text": chance.words(1, 3)[:70]}
            for person in people[1:]
            if chance.maybe()
        ],
        "timeline": [
            {"date": f"2025-{month + 1:02}-01", "event": chance.words(1, 3)[:70]}
            for month in range(chance.random.randint(1, 8))
        ],
    }


def _figure(chance: Chance, writer: Writer, *, subject: str = "project", data: Sequence[str] = ()) -> dict[str, Any]:
    fields = " {title}." if subject == "case" else ""
    return {
        "for": subject,
        "caption": f"{chance.words(3, 8)}.{fields}",
        "alt": f"{chance.words(8, 16)}.{fields}",
        "source": chance.one(("fallets uppgifter.", f"efter @{writer.cited[0]}." if writer.cited else "egen.")),
        "data": list(data),
    }


def _publication(
    chance: Chance, chapters: Sequence[str], parts: Sequence[PartKind], formats: Sequence[Format]
) -> dict[str, Any]:
    public = [part for part in parts if part.visibility is Visibility.PUBLIC]
    place = chance.random.randint(0, len(chapters) - 1)
    body = [*chapters[: place + 1], "cases", *chapters[place + 1 :]]
    shown = {"formats": list(formats), "visibility": "public"}
    report: dict[str, Any] = {"title": "Rapport", "document": "report", "parts": [PartKind.CASE], **shown}
    student: dict[str, Any] = {"title": "Studentutgåva", "document": "case", "parts": public, **shown}
    teacher: dict[str, Any] = {"title": "Lärarutgåva", "document": "case", "parts": list(parts), **shown}
    behind = [Format.PDF, *(format_ for format_ in formats if format_ is Format.DOCX)]
    teacher |= {"visibility": "restricted", "formats": behind, "terms": chance.words(3, 6)}
    student["type-size"] = chance.one((9, 11, 11, 11, 16, 24))

    editions = {"report": report, "student": student, **({"teacher": teacher} if len(formats) > 1 else {})}
    told = {
        "title": chance.words(1, 6),
        "subtitle": chance.words(1, 6),
        "language": "sv-SE",
        "publisher": {"name": "Provförlaget (PROV)", "short-name": "PROV"},
        "commissioner": {"name": "Provförbundet", "short-name": "PF"},
        "authors": [chance.one(("PROV", "Öst, A.", "A. Ask"))],
        "place": "Lund",
        "date": "2026-03-01",
        "description": chance.words(3, 12),
        "keywords": [chance.words(1, 2) for _ in chance.some(0, 3)],
        "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        "contact": {"name": "PROV", "email": "prov@example.org"},
        "themes": {"roles": "Rollfördelning", "trust": "Förtroende"},
        "chapters": {"body": body},
        "bibliography": {"references": "bibliography/references.bib", "style": "bibliography/kefu.csl"},
        "editions": {name: edition for name, edition in editions.items() if name == "student" or chance.maybe()},
    }
    if chance.maybe():
        told["series"] = {"name": chance.words(1, 3), "number": "7"}
    if chance.maybe():
        told["notice"] = chance.words(3, 9)
    return told


def _yaml(chance: Chance, value: dict[str, Any]) -> str:
    """Return a description in YAML, in which a value may be wrong, a key missing, or a sign too many."""
    if chance.slips():
        value[chance.one([*value])] = chance.one(YAML_VALUES)
    if chance.slips():
        value.pop(chance.one([*value]))
    if chance.slips():
        value[chance.one(("nyckel", "Title", "", "å", "x y"))] = chance.one(YAML_VALUES)
    lines = [f"{json.dumps(key)}: {json.dumps(one, ensure_ascii=False)}\n" for key, one in value.items()]
    if chance.slips():
        lines.insert(
            chance.random.randint(0, len(lines)), chance.one((*SIGNS, "- a\n", "a: &a [*a]\n", "title: x\n", "\t"))
        )
    return "".join(lines)


def _picture(chance: Chance, suffix: str) -> bytes:
    if chance.slips():
        return chance.one(
            (b"", b"<svg", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
        )
    if suffix == "svg":
        shape = "<rect width='40' height='20' fill='#123'/>"
        text = (
            f"<text x='1' y='9'>{chance.one(('ord', '&#xE5;', '–' if not chance.slips() else '😀'))}</text>"
            if chance.maybe()
            else ""
        )
        content = (
            f"<svg xmlns='http://www.w3.org/2000/svg' width='{chance.one((40, 400))}' height='20'>{shape}{text}</svg>"
        )
        return content.encode()
    buffer = io.BytesIO()
    mode = chance.one(("RGB", "L")) if suffix == "jpg" else chance.one(("RGB", "L", "RGBA", "P", "1"))
    size = (chance.one((1, 40, 1200)), chance.one((1, 40, 900)))
    Image.new(mode, size).save(buffer, "JPEG" if suffix == "jpg" else "PNG")
    return buffer.getvalue()
