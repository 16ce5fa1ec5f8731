"""The file of real and invented names: its format, where it may be, and that nothing of it is ever shown."""

from __future__ import annotations

import shutil
import subprocess
import traceback
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kefu.check.people import registry_file as module
from kefu.check.people.registry import Registry, search
from kefu.check.people.registry_file import load_registry
from kefu.diagnostics import BuildError

GIT = shutil.which("git") or "git"


def load(tmp_path: Path, text: str) -> Registry:
    path = tmp_path / "names.yaml"
    path.write_text(text, encoding="utf-8")
    (tmp_path / "project").mkdir(exist_ok=True)
    return load_registry(path, tmp_path / "project")


def refused(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(BuildError) as caught:
        load(tmp_path, text)
    assert all(diagnostic.hints for diagnostic in caught.value.diagnostics)
    return [f"{diagnostic.location} {diagnostic.rule}" for diagnostic in caught.value.diagnostics]


def test_the_example_in_the_documentation_is_a_registry(tmp_path: Path) -> None:
    assert module.__doc__
    example = "\n".join(line[4:] for line in module.__doc__.splitlines() if line.startswith("    "))

    registry = load(tmp_path, example)

    text = "A-K Provberg, Provstad, Provstads universitet, Provstads bygg, Kontrollen, kontrollen"
    assert [hit.invented for hit in search(text, registry)] == [
        "Maria Holm",
        "Sjövalla",
        "Sjövalla Bygg AB",
        "Björkhuset",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["pseudonyms:1:1 yaml-is-readable"]),
        ("- Anna Qvist\n", ["pseudonyms:1:1 yaml-is-readable"]),
        ("persons: [Anna: Qvist: x\n", ["pseudonyms:1:22 yaml-is-readable"]),
        ("persons: []\n", ["pseudonyms registry-has-names"]),
        ("people: []\n", ["pseudonyms:1:1 key-is-known"]),
        ("Anna Qvist: Maria Holm\n", ["pseudonyms:1:1 key-is-known"]),
        ("persons:\n  - {real: Anna Qvist}\n", ["pseudonyms:2:5 key-is-given"]),
        ("persons:\n  - {real: Anna Qvist, invented: Maria Holm, age: 3}\n", ["pseudonyms:2:46 key-is-known"]),
        ("persons:\n  - {real: 'Qvist, Anna', invented: Maria Holm}\n", ["pseudonyms:2:12 value-is-valid"]),
        ("persons:\n  - {real: Anna Qvist (f. 1960), invented: Maria Holm}\n", ["pseudonyms:2:12 value-is-valid"]),
        ("places:\n  - {real: X, invented: Sjövalla}\n", ["pseudonyms:2:12 value-is-valid"]),
        ("places:\n  - {real: '24', invented: Sjövalla}\n", ["pseudonyms:2:12 value-is-valid"]),
        ("places:\n  - {real: 2020-01-01, invented: Sjövalla}\n", ["pseudonyms:2:12 value-is-valid"]),
        ("places: Märstavik\n", ["pseudonyms:1:9 value-is-valid"]),
        ("places:\n  - Märstavik\n", ["pseudonyms:2:5 value-is-valid"]),
        (
            "places:\n  - {real: Märstavik, invented: Sjövalla}\n  - {real: MARSTAVIK, invented: Storbro}\n",
            ["pseudonyms:2:12 real-name-is-unique", "pseudonyms:3:12 real-name-is-unique"],
        ),
        (
            "persons:\n  - {real: Anna Qvist, invented: Maria Holm}\n  - {real: Bo Ek, invented: Bo Qvist}\n",
            ["pseudonyms:3:29 invented-name-is-invented"],
        ),
        ("persons:\n  - {<<: Anna, real: Anna Qvist}\n", ["pseudonyms:2:10 yaml-is-readable"]),
        ("real: Anna\nreal: Qvist\n", ["pseudonyms:2:1 yaml-is-readable"]),
    ],
)
def test_a_mistake_is_told_by_its_place_and_not_by_what_stands_there(
    tmp_path: Path, text: str, told: list[str]
) -> None:
    assert refused(tmp_path, text) == told


@pytest.mark.parametrize("entry", [module._Entry, module._Person])  # noqa: SLF001 - what errors might show
def test_an_entry_has_no_form_that_shows_anything_real(entry: type[module._Entry]) -> None:
    made = entry(real="Anna Qvist", invented="Maria Holm", aliases=("Anna Qvister",), exceptions=("Qvists vän",))

    assert "Holm" in repr(made)
    assert "Qvist" not in repr(made)


def test_a_file_that_is_not_there_or_not_utf_8_is_told_without_its_name(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "qvist.yaml").write_bytes(b"persons:\n  - \xe5")
    for path, rule in ((tmp_path / "akermalm.yaml", "file-exists"), (tmp_path / "qvist.yaml", "text-is-utf-8")):
        with pytest.raises(BuildError, match=rule) as caught:
            load_registry(path, tmp_path / "project")
        assert "malm" not in str(caught.value)
        assert "qvist" not in str(caught.value)


VALID = "places:\n  - {real: Märstavik, invented: Sjövalla}\n"


def git(folder: Path, *arguments: str) -> None:
    subprocess.run([GIT, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository" / "project"
    root.mkdir(parents=True)
    git(root.parent, "init")
    return root


def test_a_registry_inside_the_repository_is_refused(repository: Path) -> None:
    for path in (repository / "names.yaml", repository.parent / "names.yaml"):
        path.write_text(VALID, encoding="utf-8")
        with pytest.raises(BuildError, match="registry-is-outside-repository"):
            load_registry(path, repository)


def test_a_registry_inside_a_project_that_is_no_repository_is_refused(tmp_path: Path) -> None:
    (tmp_path / "names.yaml").write_text(VALID, encoding="utf-8")
    with pytest.raises(BuildError, match="registry-is-outside-repository"):
        load_registry(tmp_path / "names.yaml", tmp_path)


def test_a_registry_that_git_ignores_is_accepted_until_it_is_added(repository: Path) -> None:
    path = repository / "names.yaml"
    path.write_text(VALID, encoding="utf-8")
    (repository / ".gitignore").write_text("/names.yaml\n", encoding="utf-8")
    assert len(load_registry(path, repository).names) == 1

    git(repository, "add", "--force", "names.yaml")
    with pytest.raises(BuildError, match="registry-is-outside-repository"):
        load_registry(path, repository)


def test_what_a_link_leads_to_is_what_counts(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_text(VALID, encoding="utf-8")
    (repository / "inside.yaml").write_text(VALID, encoding="utf-8")
    (repository / "out.yaml").symlink_to(tmp_path / "outside.yaml")
    (tmp_path / "in.yaml").symlink_to(repository / "inside.yaml")

    assert len(load_registry(repository / "out.yaml", repository).names) == 1
    with pytest.raises(BuildError, match="registry-is-outside-repository"):
        load_registry(tmp_path / "in.yaml", repository)


def test_a_relative_path_is_understood(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "names.yaml").write_text(VALID, encoding="utf-8")
    monkeypatch.chdir(repository)
    assert len(load_registry(Path("../../names.yaml"), Path()).names) == 1


NAMES = st.text(alphabet="bdfgjkmpqvxzåäö", min_size=6, max_size=12).map(str.capitalize)
FORMS = st.sampled_from(
    [
        "persons:\n  - {{real: {0} {1}, invented: {1}}}\n",
        "persons:\n  - {{real: {0}, invented: Maria Holm, {1}: x}}\n",
        "persons:\n  - {{real: {0}, invented: Maria Holm, ordinary-word: {1}}}\n",
        "{0}: {1}\n",
        "persons: {0}\n",
        "persons:\n  - {0} {1}\n",
        "persons:\n  - {{real: [{0}], invented: {{{1}: x}}}}\n",
        "persons:\n  - {{real: '{0}, {1}', invented: Maria Holm}}\n",
        "persons: &{0} [*{1}]\n",
        "persons: !{0} {1}\n",
        "a: &{0} b\nc: &{0} {1}\n",
        "{0}: 1\n{0}: 2\n",
        "? [{0}]\n: {1}\n",
        "persons:\n  {0}: '{1}\n",
        "persons:\n\t- {0}\n",
        "%{0} {1}\n---\na: b\n",
        "persons:\n  - {{<<: {0}, real: {1}}}\n",
        "places:\n  - {{real: {0}, invented: {1}, aliases: {0}}}\n",
        "places:\n  - {{real: {0}, invented: {1}}}\n  - {{real: {0}, invented: {1}}}\n",
        "places:\n  - {{real: '{0}\x01', invented: {1}}}\n",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FORMS, NAMES, NAMES)
def test_no_mistake_shows_a_name_in_any_way(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    form: str,
    first: str,
    second: str,
) -> None:
    with warnings.catch_warnings(record=True) as caught_warnings, pytest.raises(BuildError) as caught:
        load(tmp_path, form.format(first, second))
    error = caught.value
    written = capsys.readouterr()
    shown = "\n".join(
        (
            str(error),
            repr(error),
            repr(error.args),
            "".join(traceback.format_exception(error)),
            repr([diagnostic.hints for diagnostic in error.diagnostics]),
            written.out,
            written.err,
            caplog.text,
            str([str(warning.message) for warning in caught_warnings]),
        )
    )

    assert first.casefold() not in shown.casefold()
    assert second.casefold() not in shown.casefold()
    assert error.__context__ is None
    assert error.__cause__ is None


def test_names_that_find_too_little_or_too_much_are_told_by_line(tmp_path: Path) -> None:
    registry = load(
        tmp_path,
        "persons:\n  - {real: Bo Ek, invented: Maria Holm}\n  - {real: Anna Qvistling, invented: Eva Lind}\n"
        "workplaces:\n  - {real: Granen, invented: Skolan}\n",
    )

    assert [f"{doubt.location} {doubt.rule}" for doubt in registry.doubts] == [
        "pseudonyms:2:12 registered-name-finds-enough",
        "pseudonyms:5:12 registered-name-finds-no-more",
    ]
    assert not any(name in str(registry.doubts) for name in ("Bo Ek", "Granen"))
