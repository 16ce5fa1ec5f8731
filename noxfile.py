"""Tasks. `nox -s build` makes the publications; `nox` without arguments runs what must pass before a change lands."""

import os
from pathlib import Path

import nox

nox.needs_version = ">=2026.10.20"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.sessions = ["lint", "types", "tests"]

# Sessions start Python many times, which takes half as long where it may keep what it has compiled.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

LOCKS = Path("requirements")
CODE = ("scripts", "tests", "figures", "docs", "noxfile.py")


def install(session: nox.Session, lock: str) -> None:
    """Install a lock file, checking its hashes, and this package in place."""
    session.install("--require-hashes", "--requirement", str(LOCKS / f"{lock}.txt"))
    session.install("--no-deps", "--no-build-isolation", "--editable", ".")


@nox.session
def build(session: nox.Session) -> None:
    """Build every document of this repository's project in dist/."""
    install(session, "build")
    session.run("kefu", "build", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check formatting and lint; `nox -s lint -- --fix` fixes what it can."""
    session.install("--require-hashes", "--requirement", str(LOCKS / "lint.txt"))
    fix = "--fix" in session.posargs
    session.run("ruff", "format", *(() if fix else ("--check",)), *CODE)
    session.run("ruff", "check", *(("--fix",) if fix else ()), *CODE)


@nox.session
def types(session: nox.Session) -> None:
    """Check types strictly."""
    install(session, "dev")
    session.run("mypy")


@nox.session
def tests(session: nox.Session) -> None:
    """Run every test; `nox -s tests -- --quick` runs those that need no build, browser or Java, in under a minute.

    Other arguments after `--` go to pytest.
    """
    install(session, "dev")
    quick = ("-m", "not slow and not quarto and not cluster") if "--quick" in session.posargs else ()
    given = [argument for argument in session.posargs if argument != "--quick"]
    # Slow tests wait for other programs and for time to pass, so that one process more keeps every core busy.
    processes = (os.cpu_count() or 1) + (0 if quick else 1)
    session.run("pytest", "--numprocesses", str(processes), "--dist", "worksteal", *quick, *given)


@nox.session
def cluster(session: nox.Session) -> None:
    """Run the tests that give work to a Dask scheduler, which they start with workers on this machine."""
    install(session, "dev")
    session.install("--require-hashes", "--requirement", str(LOCKS / "cluster.txt"))
    session.run("pytest", "-m", "cluster", *(session.posargs or ["tests/processes/test_cluster.py"]))


@nox.session
def fuzz(session: nox.Session) -> None:
    """Build random projects for an hour, or for `-- --minutes N`, and count what comes of them."""
    install(session, "dev")
    session.run("python", "-m", "tests.fuzz", *session.posargs)


@nox.session
def quarto(session: nox.Session) -> None:
    """Run the tests that need Quarto, which must be on PATH; its files must say what the default engine's say."""
    install(session, "dev")
    session.run("pytest", "-m", "quarto", *session.posargs)


@nox.session
def conformance(session: nox.Session) -> None:
    """Validate every PDF, web page and EPUB with other programs, in a new build or in the release given after `--`."""
    install(session, "dev")
    release = session.posargs[0] if session.posargs else str(Path(session.create_tmp(), "dist"))
    if not session.posargs:
        session.run("kefu", "build", "--out", release)
    session.run("python", "-m", "tests.conformance.validate", release)
    session.run("python", "-m", "tests.conformance.validate_web", release)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure what a user waits for, beside another commit; `nox -s bench -- --phases` measures a clean build alone.

    `-- --preview` measures from a saved file to the page that is seen. Otherwise it tells first how many spellings of
    real names the search finds. `-- --help` shows the options.
    """
    install(session, "dev")
    if "--preview" in session.posargs:
        given = [argument for argument in session.posargs if argument != "--preview"]
        session.run("python", "-m", "tests.benchmarks.sight", *given)
        return
    session.run("python", "tests/benchmarks/bench_names.py")
    phases = "--phases" in session.posargs
    given = [argument for argument in session.posargs if argument != "--phases"]
    session.run("python", "-m", "tests.benchmarks.bench_build" if phases else "tests.benchmarks", *given)


@nox.session
def kills(session: nox.Session) -> None:
    """Kill three hundred builds at random moments, and look at what each of them leaves; takes half an hour."""
    install(session, "dev")
    session.run("python", "-m", "tests.sabotage.kills", *session.posargs)


@nox.session
def unrest(session: nox.Session) -> None:
    """Edit a project 500 times in all ways under a preview, and compare what it shows; `-- --edits N --seed N`."""
    install(session, "dev")
    session.run("python", "-m", "tests.unrest", *session.posargs)


@nox.session
def mutants(session: nox.Session) -> None:
    """Change the gate in thousands of small ways, and count how many the quick tests notice; this takes an hour.

    `nox -s mutants -- check/leaks load/texts` tries some folders and modules, and without arguments it tries those that
    differ from the last commit.
    """
    install(session, "dev")
    session.install("--require-hashes", "--requirement", str(LOCKS / "mutants.txt"))
    session.run("python", "-m", "tests.mutants", *session.posargs)


@nox.session
def pictures(session: nox.Session) -> None:
    """Make the pictures of the documentation again; needs Chromium on PATH."""
    install(session, "dev")
    session.run("python", "-m", "docs.pictures", *session.posargs)


@nox.session
def lock(session: nox.Session) -> None:
    """Rewrite the lock files with the newest versions that pyproject.toml allows, for every platform."""
    session.install("--require-hashes", "--requirement", str(LOCKS / "nox.txt"))
    for name, sources in {
        "build": ("pyproject.toml", "--group", "build"),
        "dev": ("pyproject.toml", "--group", "dev"),
        "cluster": ("pyproject.toml", "--extra", "cluster", "--constraint", str(LOCKS / "dev.txt")),
        "lint": ("--group", "lint"),
        "mutants": ("--group", "mutants", "--constraint", str(LOCKS / "dev.txt")),
        "nox": ("--group", "nox"),
    }.items():
        session.run(
            "uv",
            "pip",
            "compile",
            "--quiet",
            "--universal",
            "--upgrade",
            "--python-version=3.11",
            "--generate-hashes",
            "--no-emit-index-url",
            "--no-emit-find-links",
            "--no-header",
            f"--output-file={LOCKS / name}.txt",
            *sources,
        )
