"""Changes are shown as git shows them, and are made in all files or in none, with every other byte as it was."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.diagnostics import BuildError
from kefu.reading.replacing import Change, apply, difference

MOST_LINES = 4
"""Lines so few that a difference, which shows three around a change, shows all of them."""

TEXT = "\ufeffAndra.\r\nSist"
CHANGES = (
    Change(path=PurePosixPath("report/metod.md"), before=TEXT, after="\ufeffNy.\r\nSist"),
    Change(path=PurePosixPath("report/publication.yaml"), before="title: Ett  fel\n", after="title: Ett fel\n"),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder with the files that are to change, and one more."""
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "README.md").write_text("Mer\n", encoding="utf-8")
    for change in CHANGES:
        (tmp_path / change.path).write_bytes(change.before.encode())
    return tmp_path


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def rules(error: BuildError) -> list[tuple[str, str]]:
    return [(str(found.location.path), found.rule.name) for found in error.diagnostics]


def test_apply_keeps_byte_order_mark_line_ends_and_mode(root: Path) -> None:
    path = root / "report" / "metod.md"
    path.chmod(0o640)
    before = contents(root)
    apply(root, CHANGES)
    assert path.read_bytes() == CHANGES[0].after.encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    changed = {name for name, content in contents(root).items() if before.pop(name) != content}
    assert changed == {"report/metod.md", "report/publication.yaml"}
    assert before == {}


def test_a_link_stays_a_link(root: Path) -> None:
    path = root / "report" / "metod.md"
    path.rename(root / "metod.txt")
    path.symlink_to(root / "metod.txt")
    apply(root, CHANGES)
    assert path.is_symlink()
    assert (root / "metod.txt").read_bytes() == CHANGES[0].after.encode()


def test_apply_refuses_when_a_file_has_changed_and_then_writes_nothing(root: Path) -> None:
    (root / "report" / "publication.yaml").write_text("title: Nytt\n", encoding="utf-8")
    before = contents(root)
    with pytest.raises(BuildError) as caught:
        apply(root, CHANGES)
    assert rules(caught.value) == [("report/publication.yaml", "file-is-as-read")]
    assert contents(root) == before


def test_apply_refuses_when_a_file_is_gone(root: Path) -> None:
    (root / "report" / "metod.md").unlink()
    with pytest.raises(BuildError) as caught:
        apply(root, CHANGES)
    assert rules(caught.value) == [("report/metod.md", "file-exists")]


def test_a_file_that_changes_while_others_are_written_is_left(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = root / "report" / "metod.md"

    def meddle(_handle: int) -> None:
        path.write_bytes(b"Nytt\n")

    monkeypatch.setattr(os, "fsync", meddle)
    with pytest.raises(BuildError):
        apply(root, CHANGES)
    assert path.read_bytes() == b"Nytt\n"
    assert sorted(file.name for file in path.parent.iterdir()) == ["README.md", "metod.md", "publication.yaml"]


def test_a_failure_to_write_is_told_and_leaves_the_file_whole(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    before = contents(root)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BuildError, match="No space left on device"):
        apply(root, CHANGES)
    assert contents(root) == before


def test_a_failure_at_a_later_file_leaves_the_earlier_ones_as_they_were(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, replace = contents(root), Path.replace

    def closed(self: Path, target: Path) -> Path:
        if target.name == "publication.yaml":
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", closed)
    with pytest.raises(BuildError, match="publication.yaml.*Permission denied"):
        apply(root, CHANGES)
    assert contents(root) == before


def test_a_difference_reads_as_those_of_git_do() -> None:
    change = Change(path=PurePosixPath("report/a.md"), before="ett\n1-2", after="ett\n1–2")
    assert difference(change) == (
        "--- a/report/a.md\n+++ b/report/a.md\n@@ -1,2 +1,2 @@\n ett\n"
        "-1-2\n\\ No newline at end of file\n+1–2\n\\ No newline at end of file\n"
    )


def test_differences_can_be_applied_by_git(root: Path) -> None:
    git = shutil.which("git")
    assert git
    patch = "".join(map(difference, CHANGES)).encode()
    subprocess.run([git, "apply", "--whitespace=nowarn", "-"], cwd=root, input=patch, check=True)
    for change in CHANGES:
        assert (root / change.path).read_bytes() == change.after.encode()


@given(
    st.text(st.sampled_from("ab\n\r\ufeff\u2028 "), max_size=MOST_LINES),
    st.text(st.sampled_from("ab\n\r\x0c\x85 "), max_size=MOST_LINES),
)
def test_a_difference_holds_both_texts(before: str, after: str) -> None:
    told = difference(Change(path=PurePosixPath("a.md"), before=before, after=after))
    lines = told.replace("\n\\ No newline at end of file", "").split("\n")[2:]
    for text, sign in ((before, "-"), (after, "+")):
        body = "\n".join(line[1:] for line in lines if line[:1] in {sign, " "})
        assert before == after or body == text.removesuffix("\n")
