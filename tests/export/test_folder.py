"""The folder of an export: what it may replace and what it must not, and that it is whole or not there."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import copy_project

from kefu.diagnostics import OutputError
from kefu.export.folder import check_apart, check_edition, check_folder, write
from kefu.load import load
from kefu.release.publishing import publish

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kefu.export.files import Export

posix: Final = pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights there")


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def beside(folder: Path) -> set[str]:
    """Return what stands beside a folder."""
    return {path.name for path in folder.parent.iterdir()} - {folder.name}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where an export can be: a folder that is not there yet."""
    (tmp_path / "ut").mkdir()
    return tmp_path / "ut" / "rapport"


@pytest.fixture
def earlier(folder: Path, exports: Mapping[str, Export]) -> Path:
    """Return a folder that holds an export of the report."""
    write(exports["report"].files, folder, "report")
    return folder


def test_an_export_is_its_files_and_nothing_else(folder: Path, exports: Mapping[str, Export]) -> None:
    write(exports["report"].files, folder, "report")

    assert bytes_in(folder) == {str(file.path): file.content for file in exports["report"].files}
    assert beside(folder) == set()


def test_an_empty_folder_takes_an_export(folder: Path, exports: Mapping[str, Export]) -> None:
    folder.mkdir()

    check_folder(folder)
    write(exports["student"].files, folder, "student")

    assert (folder / "01-skolan.qmd").is_file()


def test_a_later_export_takes_the_place_of_an_earlier_one_as_a_whole(
    earlier: Path, exports: Mapping[str, Export]
) -> None:
    fewer = exports["report"].files[1:]
    check_folder(earlier)
    write(fewer, earlier, "report")

    assert bytes_in(earlier) == {str(file.path): file.content for file in fewer}
    assert beside(earlier) == set()


def test_an_export_of_another_edition_is_not_replaced(earlier: Path, exports: Mapping[str, Export]) -> None:
    before = bytes_in(earlier)

    check_edition(earlier, "report")
    for attempt in (check_edition, lambda folder, edition: write(exports["teacher"].files, folder, edition)):
        with pytest.raises(OutputError, match="holds an export of the edition “report”, and one of “teacher” would"):
            attempt(earlier, "teacher")

    assert bytes_in(earlier) == before
    assert beside(earlier) == set()


def test_what_quarto_has_rendered_does_not_stand_in_the_way(earlier: Path, exports: Mapping[str, Export]) -> None:
    for path in ("_output/prov-rapport.pdf", "_output/figures/bars.svg", ".quarto/xref/a.json", "site_libs/a.js"):
        (earlier / path).parent.mkdir(parents=True, exist_ok=True)
        (earlier / path).write_text("gjord", encoding="utf-8")

    check_folder(earlier)
    write(exports["report"].files, earlier, "report")

    assert not (earlier / "_output").exists()


def test_a_text_that_was_taken_away_comes_back(earlier: Path, exports: Mapping[str, Export]) -> None:
    (earlier / "analys.qmd").unlink()

    check_folder(earlier)
    write(exports["report"].files, earlier, "report")

    assert (earlier / "analys.qmd").is_file()


def edit(folder: Path) -> None:
    (folder / "analys.qmd").write_text("# Ny analys\n", encoding="utf-8")


def add(folder: Path) -> None:
    (folder / "anteckningar.txt").write_text("mina", encoding="utf-8")


def add_deep(folder: Path) -> None:
    (folder / "figures" / "egen").mkdir()
    (folder / "figures" / "egen" / "karta.svg").write_text("<svg/>", encoding="utf-8")


def add_folder_named_like_output(folder: Path) -> None:
    (folder / "figures" / "_output").mkdir()
    (folder / "figures" / "_output" / "a.txt").write_text("min", encoding="utf-8")


def edit_many(folder: Path) -> None:
    for path in folder.glob("*.qmd"):
        path.write_text("# Ny\n", encoding="utf-8")


def edit_format(folder: Path) -> None:
    (folder / "_format" / "styles.css").write_text("p { color: red }\n", encoding="utf-8")
    (folder / "ny.qmd").write_text("# Ny\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (edit, ["“analys.qmd” has been edited"]),
        (add, ["“anteckningar.txt” is not part of the export"]),
        (add_deep, ["“figures/egen/karta.svg” is not part of the export"]),
        (add_folder_named_like_output, ["“figures/_output/a.txt” is not part of the export"]),
        (edit_many, ["“01-skolan.qmd”, “02-bron.qmd”, “analys.qmd”, “bilaga.qmd”, “forord.qmd” and 3 more have been"]),
        (edit_format, ["“_format/styles.css” has been edited", "“ny.qmd” is not part of the export"]),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_somebody_has_written_in_an_export_is_never_replaced(
    earlier: Path, exports: Mapping[str, Export], change: Callable[[Path], None], told: list[str]
) -> None:
    change(earlier)
    before = bytes_in(earlier)

    for attempt in (check_folder, lambda folder: write(exports["report"].files, folder, "report")):
        with pytest.raises(OutputError) as caught:
            attempt(earlier)
        assert all(one in str(caught.value) for one in told)
        assert str(earlier) in str(caught.value)

    assert bytes_in(earlier) == before
    assert beside(earlier) == set()


@posix
def test_a_link_in_an_export_is_somebodys(earlier: Path) -> None:
    (earlier / "hem").symlink_to(earlier.parent)

    with pytest.raises(OutputError, match="“hem” is not part of the export"):
        check_folder(earlier)


@pytest.mark.parametrize(
    "content",
    [
        {"anteckningar.txt": "mina"},
        {"kefu-export.json": "[]"},
        {"kefu-export.json": '{"generator": "something else", "files": {}}'},
        {"kefu-export.json": '{"generator": "kefu export quarto"}'},
        {"kefu-export.json": "{"},
        {"manifest.json": '{"generator": "kefu", "artifacts": []}'},
        {"_quarto.yml": "project: {type: book}\n"},
    ],
    ids=str,
)
def test_a_folder_that_holds_something_else_is_refused(
    folder: Path, exports: Mapping[str, Export], content: Mapping[str, str]
) -> None:
    folder.mkdir()
    for name, text in content.items():
        (folder / name).write_text(text, encoding="utf-8")
    before = bytes_in(folder)

    for attempt in (check_folder, lambda folder: write(exports["report"].files, folder, "report")):
        with pytest.raises(OutputError, match="holds something other than a kefu export"):
            attempt(folder)

    assert bytes_in(folder) == before


def test_a_file_is_no_folder(folder: Path) -> None:
    folder.write_text("min", encoding="utf-8")

    with pytest.raises(OutputError, match="is not a folder"):
        check_folder(folder)


def test_a_folder_cannot_be_in_a_file(folder: Path) -> None:
    folder.write_text("min", encoding="utf-8")

    with pytest.raises(OutputError, match="is a file, so “djupare” cannot be put in it"):
        check_folder(folder / "djupare")


@pytest.mark.parametrize(
    "inside", ["report", "cases", "cases/01-skolan", "figures/export", "bibliography/quarto", ".", ".."]
)
def test_a_folder_of_the_sources_is_refused(tmp_path: Path, inside: str) -> None:
    root = copy_project("small", tmp_path / "small")
    project = load(root, jobs=1).project

    with pytest.raises(OutputError, match="sources"):
        check_apart(root / inside, root, project)
    check_apart(root / "export", root, project)
    check_apart(tmp_path / "export", root, project)


def test_a_folder_in_a_release_is_refused(tmp_path: Path) -> None:
    root = copy_project("small", tmp_path / "small")
    project = load(root, jobs=1).project
    publish((), tmp_path / "tom", whole=True)
    check_apart(tmp_path / "tom" / "public" / "export", root, project)
    manifest = '{"generator": "kefu", "artifacts": [{"path": "public/a.pdf"}]}'
    (tmp_path / "tom" / "manifest.json").write_text(manifest, encoding="utf-8")

    with pytest.raises(OutputError, match="is inside a release"):
        check_apart(tmp_path / "tom" / "public" / "export", root, project)


@pytest.mark.parametrize("written", [0, 1, 10])
def test_a_failure_while_writing_leaves_the_earlier_export(
    earlier: Path, exports: Mapping[str, Export], monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    before = bytes_in(earlier)
    real = Path.write_bytes
    done: list[Path] = []

    def write_until_full(path: Path, data: bytes) -> int:
        if len(done) == written:
            real(path, data[:3])
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        done.append(path)
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", write_until_full)
    with pytest.raises(OutputError, match="No space left on device"):
        write(exports["report"].files, earlier, "report")

    assert bytes_in(earlier) == before
    assert beside(earlier) == set()


def test_an_interruption_while_writing_leaves_no_folder(
    folder: Path, exports: Mapping[str, Export], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_path: Path, _data: bytes) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(exports["report"].files, folder, "report")

    assert not folder.exists()
    assert beside(folder) == set()
