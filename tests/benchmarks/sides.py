"""The two programs that are compared: this one, and that of another commit in a worktree of its own."""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.benchmarks.multiplied import REPOSITORY
from tests.benchmarks.watching import Spent, spent

if TYPE_CHECKING:
    from collections.abc import Iterator

CACHE: Final = "scripts/kefu/cache"
LOCK: Final = "requirements/build.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A version of the program, by the folder of the repository that holds it."""

    repository: Path

    @property
    def scripts(self) -> Path:
        """The folder that holds its package."""
        return self.repository / "scripts"

    @property
    def keeps(self) -> bool:
        """Whether this version keeps what it has made."""
        return (self.scripts / "kefu" / "cache").is_dir()

    @property
    def counts_far(self) -> bool:
        """Whether this version can build more than 99 cases."""
        return "([0-9]{2})-" not in (self.scripts / "kefu" / "load" / "cases.py").read_text(encoding="utf-8")

    def run(self, *arguments: str, project: Path, fails: bool = False) -> Spent:
        """Run the program on a project, and return what it took. A version without a cache is always fresh."""
        given = [argument for argument in arguments if argument != "--fresh" or self.keeps]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("KEFU_", "PYTHON"))}
        return spent(
            [sys.executable, "-m", "kefu", *given],
            cwd=project,
            env={**kept, "PYTHONPATH": str(self.scripts)},
            fails=fails,
        )


def this() -> Side:
    """Return the program as it stands in this repository, compiled."""
    return _compiled(REPOSITORY)


@contextmanager
def other(commit: str) -> Iterator[Side]:
    """Provide the program of another commit, compiled; it runs with the packages that are installed here."""
    with tempfile.TemporaryDirectory(prefix="kefu-bench-") as folder:
        git("worktree", "add", "--quiet", "--detach", f"{folder}/other", commit)
        try:
            yield _compiled(Path(folder, "other"))
        finally:
            git("worktree", "remove", "--force", f"{folder}/other")


def last_without_cache() -> str:
    """Return the last commit before the cache: the parent of the first one that added to it."""
    first = git("log", "--reverse", "--diff-filter=A", "--format=%H", "--", CACHE).split()[0]
    return git("rev-parse", f"{first}^")


def same_packages(commit: str) -> bool:
    """Tell whether another commit builds with the same versions of all packages as this one."""
    return git("diff", "--name-only", commit, "--", LOCK) == ""


def git(*arguments: str) -> str:
    """Run git in this repository and return what it says."""
    command = ["git", *arguments]
    return subprocess.run(command, cwd=REPOSITORY, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout.strip()


def _compiled(repository: Path) -> Side:
    side = Side(repository=repository)
    compileall.compile_dir(side.scripts, quiet=2)
    return side
