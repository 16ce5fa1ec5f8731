"""What is done to a project's files while somebody writes: rightly, wrongly, half, and by programs that have ways."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Edit = Callable[[Path, random.Random], object]
    Saving = Callable[[Path, bytes], object]

MOMENT: Final = 0.03
"""Seconds between two steps of an editor that saves in several."""

BRANCHES: Final = ("main", "gren")
SLUGS: Final = ("ledningen", "flytten", "valet", "torget")
TEXTS: Final = (".md", ".yaml", ".bib")

PROSE: Final = re.compile(r"(?m)^(?=[A-ZÅÄÖ@])(?:.+\n?)+")
"""A paragraph that begins with a word or a reference."""

WORDS: Final = (
    "ett ord", "@fig-saknas", "@exh-skolan-mejl", "![](figure:events)", "![x](halvskriven.pn", "**fet", "::: {.exhibit",
    "[@", "## Rubrik", "| a | b", "\u00e5\u00e4\u00f6", "<script>", "[^1]", "id: skolan", "\x00", "@case-bron",
)  # fmt: skip


def at_once(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def in_halves(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content[: len(content) // 2])
        file.flush()
        time.sleep(MOMENT)
        file.write(content[len(content) // 2 :])


def beside_it_and_renamed(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)


def removed_and_made_again(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    time.sleep(MOMENT)
    path.write_bytes(content)


def with_the_old_one_beside_it(path: Path, content: bytes) -> None:
    backup = path.with_name(f"{path.name}~")
    if path.exists():
        path.rename(backup)
    path.write_bytes(content)
    backup.unlink(missing_ok=True)


SAVINGS: Final[tuple[Saving, ...]] = (
    at_once,
    in_halves,
    beside_it_and_renamed,
    removed_and_made_again,
    with_the_old_one_beside_it,
)


def save(path: Path, content: str | bytes, chance: random.Random) -> None:
    """Save a file, as one editor or another does it."""
    chance.choice(SAVINGS)(path, content.encode() if isinstance(content, str) else content)


def sources(root: Path, *endings: str) -> list[Path]:
    """Return the files that people write, or those with these endings."""
    wanted = endings or TEXTS
    return sorted(
        path
        for path in root.rglob("*")
        if path.suffix in wanted and path.is_file() and not path.relative_to(root).parts[0].startswith(".")
    )


def cases(root: Path) -> list[Path]:
    """Return the folders of the cases."""
    return sorted(path for path in (root / "cases").glob("*") if path.is_dir())


def _rewrite(path: Path, chance: random.Random, new: Callable[[str], str]) -> None:
    save(path, new(path.read_text(encoding="utf-8", errors="replace")), chance)


def _sentence(chance: random.Random) -> str:
    return f"Klockan slog {chance.randrange(10**6)} gånger."


# --- what leaves the project as good as it was


def paragraph_changed(root: Path, chance: random.Random) -> None:
    def longer(text: str) -> str:
        ends = [found.start() + len(found[0].rstrip()) for found in PROSE.finditer(text)]
        at = chance.choice(ends) if ends else len(text)
        return f"{text[:at]} {_sentence(chance)}{text[at:]}"

    _rewrite(chance.choice(sources(root, ".md")), chance, longer)


def paragraph_added(root: Path, chance: random.Random) -> None:
    _rewrite(chance.choice(sources(root, ".md")), chance, lambda text: f"{text.rstrip()}\n\n{_sentence(chance)}\n")


def paragraph_removed(root: Path, chance: random.Random) -> None:
    path = chance.choice(sources(root, ".md"))
    _rewrite(path, chance, lambda text: re.sub(r"\n\nKlockan slog .*\n", "\n", text, count=1))


def heading_added(root: Path, chance: random.Random) -> None:
    number = chance.randrange(10**6)
    more = f"\n\n# Klockan {number} {{#sec-klockan-{number}}}\n\n{_sentence(chance)}\n"
    _rewrite(chance.choice(sources(root / "cases", ".md")), chance, lambda text: text.rstrip() + more)


def lines_moved(root: Path, chance: random.Random) -> None:
    remark = chance.choice(("\n\n", "<!-- Att göra: läs igen. -->\n\n", "<!--\nTvå\nrader\n-->\n\n"))
    _rewrite(chance.choice(sources(root, ".md")), chance, lambda text: remark + text)


def mark_of_byte_order_put_before_it(root: Path, chance: random.Random) -> None:
    path = chance.choice(sources(root))
    save(path, b"\xef\xbb\xbf" + path.read_bytes().removeprefix(b"\xef\xbb\xbf"), chance)


def lines_ended_as_on_windows(root: Path, chance: random.Random) -> None:
    path = chance.choice(sources(root))
    save(path, path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), chance)


def work_retitled(root: Path, chance: random.Random) -> None:
    new = rf"\g<1>{chance.randrange(10**6)} "
    for path in sources(root, ".bib"):
        _rewrite(path, chance, lambda text: re.sub(r"(?i)(\btitle\s*=\s*\{)(?:\d+ )?", new, text, count=1))


def publication_described(root: Path, chance: random.Random) -> None:
    _publication(root, chance, r"(?m)^subtitle: .*$", f"subtitle: Nummer {chance.randrange(10**6)}")


def chapters_reordered(root: Path, chance: random.Random) -> None:
    chapters = ["inledning.md", "cases", "analys.md"]
    chance.shuffle(chapters)
    _publication(root, chance, r"(?m)^  body: .*$", f"  body: [{', '.join(chapters)}]")


def _publication(root: Path, chance: random.Random, old: str, new: str) -> None:
    path = root / "report" / "publication.yaml"
    if path.is_file():
        _rewrite(path, chance, lambda text: re.sub(old, new, text, count=1))


def figure_redrawn(root: Path, chance: random.Random) -> None:
    path = root / "figures" / "bars.csv"
    _rewrite(path, chance, lambda text: re.sub(r"\d+", str(chance.randrange(1, 5)), text, count=1))


def script_rewritten(root: Path, chance: random.Random) -> None:
    path = root / "figures" / "events.py"
    _rewrite(path, chance, lambda text: re.sub(r"(?<=theme, )\d+", str(chance.randrange(25, 60)), text))


def case_renumbered(root: Path, chance: random.Random) -> None:
    for folder in cases(root)[-1:]:
        new = folder.with_name(f"{chance.randrange(10, 99)}-{folder.name.partition('-')[2]}")
        if not new.exists():
            folder.rename(new)


def case_copied(root: Path, chance: random.Random) -> None:
    """Copy a case as the beginning of another one."""
    slug = chance.choice(SLUGS)
    folder = chance.choice(cases(root))
    new = folder.with_name(f"{chance.randrange(10, 99)}-{slug}")
    if new.exists():
        return
    shutil.copytree(folder, new)
    old = folder.name.partition("-")[2]
    for path in sources(new):
        path.write_bytes(path.read_bytes().replace(old.encode(), slug.encode()))


def case_removed(root: Path, chance: random.Random) -> None:
    """Remove a case, which others may refer to."""
    if len(cases(root)) > 1:
        shutil.rmtree(chance.choice(cases(root)))


def branch_checked_out(root: Path, chance: random.Random) -> None:
    git(root, "checkout", "--quiet", "--force", chance.choice(BRANCHES))
    git(root, "clean", "--quiet", "--force", "-d")


def times_changed(root: Path, chance: random.Random) -> None:
    later = time.time() + chance.randrange(100)
    for path in sources(root):
        os.utime(path, (later, later))


def saved_many_times(root: Path, chance: random.Random) -> None:
    """Save within milliseconds what somebody types, letter after letter."""
    path = chance.choice(sources(root, ".md"))
    before = path.read_bytes()
    typed = f"\n\n{_sentence(chance)} @svara1985\n".encode()
    for count in range(0, len(typed) + 1, 4):
        chance.choice(SAVINGS[:3])(path, before.rstrip() + typed[:count])
    path.write_bytes(before.rstrip() + typed)


# --- what breaks something, as a rule


def unknown_work_cited(root: Path, chance: random.Random) -> None:
    more = f"\n\nSe @okänd{chance.randrange(10**4)}.\n"
    _rewrite(chance.choice(sources(root, ".md")), chance, lambda text: text.rstrip() + more)


def picture_half_typed(root: Path, chance: random.Random) -> None:
    more = chance.choice(("\n\n![Torget](bilder/tor", "\n\n![Torget](tor.pn){#fig-torget}\n", "\n\n![](figure:ev)\n"))
    _rewrite(chance.choice(sources(root, ".md")), chance, lambda text: text.rstrip() + more)


def yaml_broken(root: Path, chance: random.Random) -> None:
    more = chance.choice(("\n  - [", "\n\ttitle: x\n", "\nokänt: 1\n", "\n: :\n"))
    _rewrite(chance.choice(sources(root, ".yaml")), chance, lambda text: text.rstrip() + more)


def script_broken(root: Path, chance: random.Random) -> None:
    path = chance.choice(sources(root / "figures", ".py"))
    more = chance.choice(("\ndef draw(\n", "\nraise ValueError(1)\n", "\n\ndef draw(given):\n    return 1 / 0\n"))
    _rewrite(path, chance, lambda text: text + more)


def case_doubled(root: Path, chance: random.Random) -> None:
    """Copy a case without giving the copy a name of its own."""
    folder = chance.choice(cases(root))
    with suppress(FileExistsError):
        shutil.copytree(folder, folder.with_name(f"{folder.name}-kopia"))


def written_in_another_encoding(root: Path, chance: random.Random) -> None:
    path = chance.choice(sources(root, ".md"))
    save(path, path.read_bytes() + "\n\nÄnnu ett år.\n".encode("latin-1"), chance)


def something_written_anywhere(root: Path, chance: random.Random) -> None:
    def longer(text: str) -> str:
        at = chance.randrange(len(text) + 1)
        return f"{text[:at]} {chance.choice(WORDS)} {text[at:]}"

    _rewrite(chance.choice(sources(root)), chance, longer)


def cut_off(root: Path, chance: random.Random) -> None:
    path = chance.choice(sources(root))
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content) + 1)])


def bytes_that_are_no_text(root: Path, chance: random.Random) -> None:
    chance.choice(sources(root)).write_bytes(bytes(chance.randrange(256) for _ in range(50)))


def removed(root: Path, chance: random.Random) -> None:
    chance.choice(sources(root)).unlink()


def renamed(root: Path, chance: random.Random) -> None:
    path = chance.choice([*sources(root), *cases(root)])
    path.rename(path.with_name(f"{chance.randrange(10)}{path.name}"))


def put_in_place_of_another(root: Path, chance: random.Random) -> None:
    one, other = chance.choice(sources(root)), chance.choice(sources(root))
    shutil.copyfile(one, other.with_suffix(".tmp"))
    other.with_suffix(".tmp").replace(other)


def a_folder_in_place_of_a_file(root: Path, chance: random.Random) -> None:
    path = chance.choice(sources(root))
    path.unlink()
    path.mkdir()


def made_unreadable(root: Path, chance: random.Random) -> None:
    """Let nobody read a file, as a program does that has locked it; who is root reads it all the same."""
    chance.choice(sources(root)).chmod(0)


HARMLESS: Final[tuple[Edit, ...]] = (
    paragraph_changed,
    paragraph_added,
    paragraph_removed,
    heading_added,
    lines_moved,
    mark_of_byte_order_put_before_it,
    lines_ended_as_on_windows,
    work_retitled,
    publication_described,
    chapters_reordered,
    figure_redrawn,
    script_rewritten,
    case_renumbered,
    case_copied,
    case_removed,
    branch_checked_out,
    times_changed,
    saved_many_times,
)
"""What a project can take, unless a case is referred to that is no more."""

HARMFUL: Final[tuple[Edit, ...]] = (
    unknown_work_cited,
    picture_half_typed,
    yaml_broken,
    script_broken,
    case_doubled,
    written_in_another_encoding,
    something_written_anywhere,
    cut_off,
    bytes_that_are_no_text,
    removed,
    renamed,
    put_in_place_of_another,
    a_folder_in_place_of_a_file,
    made_unreadable,
)
"""What a project cannot take, as a rule."""


def snapshot(root: Path) -> Mapping[Path, bytes]:
    """Return what is in all files of a project, by path, besides hidden ones."""
    return {
        path.relative_to(root): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not any(step.startswith(".") for step in path.relative_to(root).parts)
    }


def mend(root: Path, good: Mapping[Path, bytes], chance: random.Random) -> None:
    """Make a project again what it was; only what differs is written."""
    for path in sorted(root.rglob("*"), reverse=True):
        inside = path.relative_to(root)
        if inside.parts[0].startswith("."):
            continue
        if path.is_file():
            path.chmod(0o644)
            if inside not in good:
                path.unlink()
        elif not any(one.is_relative_to(inside) and one != inside for one in good):
            shutil.rmtree(path)
    for inside, content in good.items():
        path = root / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != content:
            save(path, content, chance)


def with_branches(root: Path, chance: random.Random) -> None:
    """Put a project under version control, with another branch in which several files differ."""
    git(root, "init", "--quiet", "--initial-branch", BRANCHES[0])
    _commit(root)
    git(root, "checkout", "--quiet", "-b", BRANCHES[1])
    for edit in (paragraph_changed, paragraph_added, work_retitled, chapters_reordered, figure_redrawn, case_copied):
        edit(root, chance)
    _commit(root)
    git(root, "checkout", "--quiet", BRANCHES[0])


def _commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "--message", "Text.")


def git(root: Path, *arguments: str) -> None:
    """Run Git in a folder, with nobody's own settings."""
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *arguments], cwd=root, env=os.environ | alone, check=True, capture_output=True)  # noqa: S607 - the one on the path
