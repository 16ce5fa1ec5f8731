"""Changes the gate and what leads to it in thousands of small ways, and counts how many the quick tests notice.

`python -m tests.mutants check/leaks load/texts` tries the modules in a folder and one more; without arguments, those
that differ from the last commit.
"""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mutants.changes import changes
from tests.mutants.record import PACKAGE, ROOT, Tally, equals, name_of, write
from tests.mutants.trying import outcomes


def main(names: list[str]) -> None:
    """Try every change to the modules that have names or stand in folders that do, and record how many are noticed."""
    folders: dict[Path, list[Path]] = defaultdict(list)
    for module in _modules(names or _altered()):
        folders[module.parent].append(module)
    excused = {(equal.module, equal.before, equal.after) for equal in equals()}
    for folder, modules in folders.items():
        tried = [change for module in modules for change in changes(str(module), module.read_text(encoding="utf-8"))]
        tallies = {name_of(module): Tally() for module in modules}
        with TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            for change, noticed, _ in outcomes(_tests(folder), tried, Path(scratch)):
                name = name_of(Path(change.module))
                equal = (name, change.before, change.after) in excused
                tallies[name] = tallies[name].with_one_more(noticed=noticed, equal=equal)
                if not noticed and not equal:
                    sys.stdout.write(f"{name}:{change.line}\n- {change.before}\n+ {change.after}\n")
                    sys.stdout.flush()
        write(tallies)


def _modules(names: list[str]) -> list[Path]:
    paths = [path for name in names for path in (PACKAGE / f"{name}.py", PACKAGE / name) if path.exists()]
    return [module for path in paths for module in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]


def _altered() -> list[str]:
    """Return the names of the modules that differ from the last commit."""
    git = ["git", "diff", "--name-only", "--relative", "HEAD"]
    told = subprocess.run(git, cwd=PACKAGE, check=True, capture_output=True, text=True)
    return [name.removesuffix(".py") for name in told.stdout.split() if name.endswith(".py")]


def _tests(folder: Path) -> list[str]:
    """Return the files of the tests that mirror a folder."""
    return [str(path) for path in sorted((ROOT / "tests" / folder.relative_to(PACKAGE)).glob("test_*.py"))]


if __name__ == "__main__":
    main(sys.argv[1:])
