"""`kefu new case` begins a case that can be built at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.conftest import RELEASE, documents, kefu, state

from kefu.cli.outcome import ExitCode

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_case_can_be_built_at_once(built: Path) -> None:
    begun = kefu("new", "case", "Badet: ”ö”, &c", cwd=built / "report")

    assert begun.returncode == ExitCode.DONE
    assert "cases/03-badet-o-c" in begun.stdout
    assert "kefu build --case 03" in begun.stdout

    said = kefu("build", "--case", "03", cwd=built)

    assert said.returncode == ExitCode.DONE, said.stderr
    assert {path for path in documents(built / "dist") if "03" in path} == {
        "public/cases/03-badet-o-c/fall-03-badet-o-c-studentutgava.pdf",
        "restricted/cases/03-badet-o-c/fall-03-badet-o-c-lararutgava.pdf",
    }
    assert {*RELEASE} < set(state(built / "dist"))


def test_a_case_is_begun_once(built: Path) -> None:
    kefu("new", "case", "Badet", cwd=built)
    before = state(built)

    said = kefu("new", "case", "Badet", cwd=built)

    assert said.returncode == ExitCode.OUTPUT
    assert "03-badet" in said.stderr
    assert state(built) == before
