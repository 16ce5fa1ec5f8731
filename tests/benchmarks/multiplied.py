"""This repository's project with more cases than it has: ten cases and any number of copies that share no passage.

`python -m tests.benchmarks.multiplied FOLDER --cases 300` writes such a project. In a copy, every word of prose is
another one, made up of letters that are about as wide, so that pages are as long and as hard to break as those of the
case that is copied, and the search for passages finds none of one case in another.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import re
import shutil
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

REPOSITORY: Final = Path(__file__).parents[2]
FOLDERS: Final = ("bibliography", "cases", "figures", "report")

ALIKE: Final = ("aoeuyåäö", "fjlrt", "bcdghknpqsvxz", "mw")
"""Letters that may take each other's place. The letter i keeps its own, and so does the word “i”."""

CLASSES: Final = {letter: letters for letters in (*ALIKE, *map(str.upper, ALIKE)) for letter in letters}

PROSE: Final = frozenset(("dilemma", "synopsis", "description", "name", "role", "text", "event"))
"""The keys of `case.yaml` whose values are prose. Titles, roles and keywords stay words that people know."""

MARKUP: Final = re.compile(
    r"(?P<attributes>\{[^}\n]*\})"
    r"|\[[^\][\n]*@[^\][\n]*\]|@[\w:-]+"  # citations and cross-references
    r"|\]\([^)\n]*\)|\[\^[^\]\n]+\]|<[^>\n]*>|https?://\S+"  # targets of links, footnotes, addresses
    r"|(?P<word>[^\W\d_]+)"
)
READ: Final = re.compile(r'(?<=title=")[^"]+|(?<=alt=")[^"]+')
"""What readers see of the attributes of a box or a picture."""

DRAWN: Final = 10
"""How many cases figures about the whole project show: a page has no room for hundreds."""

FEW: Final = f"""

_draw_all = draw


def draw(given: FigureInput) -> Figure:
    \"\"\"Draw the first cases alone.\"\"\"
    return _draw_all(replace(given, cases=dict(list(given.cases.items())[:{DRAWN}])))
"""


def multiplied(folder: Path, cases: int, source: Path = REPOSITORY) -> Path:
    """Write a project of so many cases in a new folder, and return the folder.

    The first cases are those of the source, since the chapters of the report are about them. Raises `ValueError` if
    the source has more cases than are wanted.
    """
    originals = sorted(path for path in (source / "cases").iterdir() if (path / "case.yaml").is_file())
    if cases < len(originals):
        raise ValueError(f"the project has {len(originals)} cases already")
    for name in FOLDERS:
        shutil.copytree(source / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    shutil.rmtree(folder / "cases")
    digits = max(2, len(str(cases)))
    for number in range(1, cases + 1):
        original = originals[(number - 1) % len(originals)]
        slug = original.name.partition("-")[2]
        copied = f"{slug}-{number}" if number > len(originals) else slug
        into = folder / "cases" / f"{number:0{digits}}-{copied}"
        shutil.copytree(original, into, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        if number > len(originals):
            _rewrite(into, slug, number)
    for script in (folder / "figures").glob("*.py"):
        text = script.read_text(encoding="utf-8")
        if "given.cases" in text and cases > DRAWN:
            script.write_text(
                text.replace("\n\n", "\n\nfrom dataclasses import replace\n\n", 1) + FEW, encoding="utf-8"
            )
    return folder


def _rewrite(case: Path, slug: str, number: int) -> None:
    """Give a copied case an id, labels and a title of its own, and words of its own."""
    label = re.compile(rf"\b(fig|tbl|exh|sec|case)-{slug}\b", re.IGNORECASE)
    for path in case.glob("*.md"):
        text = label.sub(rf"\1-{slug}-{number}", path.read_text(encoding="utf-8"))
        path.write_text(prose(text, number), encoding="utf-8")
    yaml = YAML()
    yaml.width = 10_000
    described = yaml.load((case / "case.yaml").read_text(encoding="utf-8"))
    described = _retold(described, number, None) | {"id": case.name.partition("-")[2]}
    described["title"] = f"{described['title']} {number}"
    written = io.StringIO()
    yaml.dump(described, written)
    (case / "case.yaml").write_text(written.getvalue(), encoding="utf-8")


def _retold(value: Any, number: int, key: str | None) -> Any:
    """Return an authored value with other words in its prose."""
    match value:
        case dict():
            return {name: _retold(inner, number, name) for name, inner in value.items()}
        case list():
            return [_retold(inner, number, key) for inner in value]
        case str() if key in PROSE:
            return prose(str(value), number)
        case _:
            return value


def prose(text: str, number: int) -> str:
    """Return a text with other words for those that readers see, the same one for a word wherever it stands."""

    def other(match: re.Match[str]) -> str:
        if match["word"]:
            return word(match["word"], number)
        if match["attributes"]:
            return READ.sub(lambda read: prose(read[0], number), match[0])
        return match[0]

    return MARKUP.sub(other, text)


@lru_cache(maxsize=10_000)
def word(given: str, number: int) -> str:
    """Return another word, as long and as wide, which is hardly that of another number."""
    chosen = hashlib.shake_256(f"{number} {given.casefold()}".encode()).digest(len(given))
    return "".join(
        CLASSES[letter][byte % len(CLASSES[letter])] if letter in CLASSES else letter
        for letter, byte in zip(given, chosen, strict=True)
    )


def main() -> None:
    """Write a project as the command line asks for it."""
    parser = argparse.ArgumentParser(description="Write this repository's project with more cases.")
    parser.add_argument("folder", type=Path, help="a new folder")
    parser.add_argument("--cases", type=int, default=90, help="how many cases (default: 90)")
    given = parser.parse_args()
    multiplied(given.folder, given.cases)


if __name__ == "__main__":
    main()
