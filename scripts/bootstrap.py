"""Put nox into `.venv`: the first of the two commands that set everything up. `nox -s build` is the second."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parents[1]
VENV = Path(".venv")
PROGRAMS = VENV / ("Scripts" if sys.platform == "win32" else "bin")
LOCK = Path("requirements", "nox.txt")


def main() -> None:
    """Make the environment in the repository's root, with every hash checked, and say what to do next."""
    if sys.version_info < OLDEST:
        needed, found = (".".join(map(str, version)) for version in (OLDEST, sys.version_info[:2]))
        sys.exit(f"Python {needed} or newer is needed, and this is Python {found}")
    pip = [str(ROOT / PROGRAMS / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for command in (
        [sys.executable, "-m", "venv", str(VENV)],
        [*pip, "--require-hashes", "--requirement", str(LOCK)],
    ):
        ended = subprocess.run(command, cwd=ROOT, check=False)
        if ended.returncode:
            sys.exit(ended.returncode)
    print(f"nox is ready; now run: {PROGRAMS / 'nox'} -s build")  # noqa: T201 - for whoever sets up


if __name__ == "__main__":
    main()
