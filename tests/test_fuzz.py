"""Whatever files and sources are made of: nothing leaks, nothing is raised, and nothing passes without being read."""

from __future__ import annotations

import binascii
import io
import json
import os
import random
import re
import shutil
import struct
import subprocess
import sys
import time
import unicodedata
import zipfile
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.conftest import REPOSITORY, copy_project
from tests.sabotage import conftest as sabotage
from tests.sabotage.planting import EXTENSIONS, NOTE
from tests.sabotage.web_plants import PLANTS as WEB_PLANTS

from kefu.authored import PartKind, Visibility
from kefu.authoring.fixing import plan
from kefu.check.examining import Task, examine
from kefu.check.leaks.audit import leaks, wanted
from kefu.check.manifest import ReleaseFile, expected, listed, manifested
from kefu.check.readers.kinds import Kind
from kefu.cli.outcome import ExitCode
from kefu.diagnostics import BuildError, has_errors
from kefu.pipeline import build, check
from kefu.release.publishing import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from tests.sabotage.conftest import Finished

    from kefu.check.examining import Examined
    from kefu.diagnostics import Diagnostic

finished = sabotage.finished
_rereading = sabotage._rereading  # noqa: SLF001 - a fixture, which stands in another folder

PASSAGE: Final = NOTE[0]
KINDS: Final = (Kind.PDF, Kind.DOCX, Kind.EPUB, Kind.HTML, Kind.SVG, Kind.PNG, Kind.JSON)

STRUCTURE: Final = (
    *(
        b"\0",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"<",
        b">",
        b"&",
        b'"',
        b"'",
        b"(",
        b")",
        b"[",
        b"]",
        b"{",
        b"}",
    ),
    *(b"<!--", b"-->", b"<script>", b"<textarea>", b"<plaintext>", b"<![CDATA[", b"]]>", b"<!DOCTYPE x ["),
    *(b"<?xml version='1.0' encoding='utf-16'?>", b"<meta charset=utf-16>"),
    *(b"%PDF-1.7\n", b"%%EOF\n", b"endobj\n", b"endstream\n", b"stream\n", b"<<", b">>", b"%", b"/Type/ObjStm"),
    *(b"trailer<</Root 1 0 R/Encrypt 1 0 R>>\nstartxref\n0\n%%EOF", b"9" * 40, b"-1", b"\\", b"\n"),
    *(
        b"PK\x03\x04",
        b"PK\x01\x02",
        b"PK\x05\x06" + bytes(18),
        b"\x89PNG\r\n\x1a\n",
        b"IEND",
        b"\x1f\x8b\x08",
        b"GIF89a",
    ),
)
"""What means something in one of the formats."""

MARKUP: Final = tuple(
    piece.encode("utf-8")
    for piece in (
        *"{}[]()<>:-#\"'@&*!|%,=`$\\^_~? \n\t\r\f\0\a\x85\u2028\ufeff\u202e\u00ad\uffff\U0010ffff",
        *("&a [*a, *a]\n", "<<: *a\n", "a: &x {b: *x}\n", "!!python/object:os.system x", "!!binary x", "!!set {a}"),
        *("? [a, b]\n: c\n", "---\n", "...\n", "|+\n", "null", "1e999", ".inf", "9" * 400, "2025-02-30", "\\u0000"),
        *("[" * 300, "(" * 300, "{" * 300, ">" * 200, "- " * 200, "a: {" * 200, "*" * 300, "`" * 300, "x" * 5000),
        *(
            "@article{",
            "@string{a = ",
            "title = {x},",
            "year = {99999999999},",
            "author = {and and},",
            "date = {2001-13},",
        ),
        *(
            "@svara2001",
            "@case-bron",
            "#fig-a",
            "{#sec-a}",
            "[^1]",
            "<!--",
            "-->",
            "<b>",
            "::: {.exhibit}\n",
            "\n```\n",
        ),
        *("![](figure:bars)", "![](figure:../x)", "![x](x.png)", "| a |\n|---|\n", "$x^2$", "\n###### H\n"),
        *("{title}", "{title!r}", "{title.__class__}", "{title:>9}", "{0}", "&#0;", "<text/>", "]]>", "<!DOCTYPE a>"),
    )
)
"""What means something in YAML, BibTeX, CSV, CSL or Markdown, or looks as if it did."""

WAYS: Final = ("flip", "cut", "delete", "insert", "double", "swap", "blank", "append")

Edit = tuple[str, float, int, float, bytes]
"""What is done to bytes: the way, where as a share of them, with how many, where else, and what comes in."""


def edits(pieces: Sequence[bytes], ways: Sequence[str] = WAYS) -> st.SearchStrategy[list[Edit]]:
    return st.lists(
        st.tuples(
            st.sampled_from(ways),
            st.floats(0, 1),
            st.sampled_from((1, 2, 4, 8, 20, 100, 1000)),
            st.floats(0, 1),
            st.sampled_from(pieces) | st.binary(max_size=20),
        ),
        min_size=1,
        max_size=3,
    )


def edited(content: bytes, edit: Edit, other: bytes = b"") -> bytes:
    """Return bytes after an edit; `other` is what is appended."""
    way, place, length, elsewhere, piece = edit
    start = round(place * len(content))
    end = min(start + length, len(content))
    before, chunk, after = content[:start], content[start:end], content[end:]
    rest = before + after
    target = round(elsewhere * len(rest))
    made = {
        "flip": (before, bytes(byte ^ (1 << length % 8) for byte in chunk[:1]), chunk[1:], after),
        "cut": (before,),
        "delete": (rest,),
        "insert": (before, piece, chunk, after),
        "double": (before, chunk, chunk, after),
        "swap": (rest[:target], chunk, rest[target:]),
        "blank": (before, bytes(len(chunk)), after),
        "append": (content, other or piece),
    }
    return b"".join(made[way])


generated = settings(
    derandomize=True,
    database=None,
    deadline=None,
    # To make the edits of an example fewer would take minutes, and there are three at most.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[*HealthCheck],
)


def audited(finished: Finished, kind: Kind, content: bytes, *, whole: bool) -> tuple[Examined, tuple[Diagnostic, ...]]:
    """Return what the audit finds in a file; `whole` compares a PDF with its document, too."""
    scope = finished.student if kind in sabotage.SHOWING else finished.nothing
    document = finished.document if whole and kind in sabotage.SHOWING else None
    path = finished.path.with_suffix(f".{EXTENSIONS[kind]}")
    task = Task(path=path, content=content, wanted=wanted(scope), document=document, allowed=frozenset(), names=None)
    examined = examine(task)
    return examined, (*examined.findings, *leaks(path, examined.searched, scope, finished.project))


@pytest.mark.parametrize("kind", KINDS)
@settings(generated, max_examples=25)
@given(changes=edits(STRUCTURE), other=st.sampled_from(KINDS))
def test_a_damaged_file_is_told_or_read_as_before(
    kind: Kind, finished: Finished, changes: list[Edit], other: Kind
) -> None:
    content = finished.files[kind]
    whole, _ = audited(finished, kind, content, whole=True)
    for change in changes:
        content = edited(content, change, finished.files[other])
    begin = time.monotonic()

    examined, found = audited(finished, kind, content, whole=True)

    assert has_errors(found) or examined.searched.found == whole.searched.found
    assert time.monotonic() - begin < 30


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", binascii.crc32(name + content))


def planted(kind: Kind, content: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield a file with the passage in it, in several ways: what comes before, the bytes that hold it, what follows."""
    passage = PASSAGE.encode()
    yield content, b"\n" + passage, b""
    match kind:
        case Kind.PDF:
            packed = zlib.compress(passage)
            written = io.BytesIO()
            with pikepdf.open(io.BytesIO(content)) as pdf:
                stream = pdf.make_stream(b"")
                stream.write(packed, filter=pikepdf.Name.FlateDecode)
                pdf.Root.PieceInfo = pdf.make_indirect(pikepdf.Dictionary(Note=stream))
                pdf.save(written)
            yield around(written.getvalue(), packed)
            first, end, rest = content.partition(b"\n")
            yield first + end, b"%" + passage + b"\n", rest
        case Kind.DOCX | Kind.EPUB:
            written = io.BytesIO(content)
            with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("extra/note.xml", f"<a>{PASSAGE}</a>")
                start, end_ = archive.getinfo("extra/note.xml").header_offset, archive.start_dir
            yield written.getvalue()[:start], written.getvalue()[start:end_], written.getvalue()[end_:]
        case Kind.PNG:
            # After the signature and the header, which is the first chunk.
            yield content[:33], chunk(b"zTXt", b"Comment\0\0" + zlib.compress(PASSAGE.encode("latin-1"))), content[33:]
        case _:
            plants = [plant for plant in WEB_PLANTS if plant.kind is kind and not plant.unread]
            yield from (different(content, plant.put(content, PASSAGE)) for plant in plants)


def around(content: bytes, part: bytes) -> tuple[bytes, bytes, bytes]:
    before, part, after = content.partition(part)
    assert part
    return before, part, after


def same(one: bytes, other: bytes) -> int:
    """Return how many bytes two files begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def different(old: bytes, new: bytes) -> tuple[bytes, bytes, bytes]:
    """Return new bytes as those that the old ones begin with too, those that are new, and the end of both."""
    begin = same(old, new)
    end = same(old[begin:][::-1], new[begin:][::-1])
    return new[:begin], new[begin : len(new) - end], new[len(new) - end :]


@pytest.mark.parametrize("kind", KINDS)
@settings(generated, max_examples=40)
@given(changes=edits(STRUCTURE), which=st.integers(0, 99), other=st.sampled_from(KINDS))
def test_no_damage_elsewhere_hides_an_excluded_passage(
    kind: Kind, finished: Finished, changes: list[Edit], which: int, other: Kind
) -> None:
    ways = [*planted(kind, finished.files[kind])]
    before, part, after = ways[which % len(ways)]
    for change in changes:
        if change[3] * len(before + after) < len(before):
            before = edited(before, change, finished.files[other])
        else:
            after = edited(after, change, finished.files[other])

    _, found = audited(finished, kind, before + part + after, whole=False)

    assert has_errors(found)


@settings(generated, max_examples=60)
@given(changes=edits(STRUCTURE))
def test_a_damaged_manifest_says_the_same_of_the_files_or_is_told(finished: Finished, changes: list[Edit]) -> None:
    whole = manifest = (finished.out / MANIFEST).read_bytes()
    for change in changes:
        manifest = edited(manifest, change)
    files = [
        ReleaseFile(path=MANIFEST, content=manifest),
        ReleaseFile(path=finished.path, content=finished.files[Kind.PDF]),
    ]

    found = manifested(files, expected([finished.document]), listed(files))

    said = ("path", "sha256", "bytes", "document", "edition", "title", "visibility")
    assert has_errors(found) or [[entry[key] for key in said] for entry in json.loads(manifest)["artifacts"]] == [
        [entry[key] for key in said] for entry in json.loads(whole)["artifacts"]
    ]
    "\n".join(map(str, found)).encode()


@pytest.mark.usefixtures("here")
@settings(generated, max_examples=5)
@given(changes=edits(STRUCTURE))
def test_bytes_that_are_not_those_of_the_manifest_are_told(
    finished: Finished, tmp_path: Path, changes: list[Edit]
) -> None:
    whole = content = finished.files[Kind.PDF]
    for change in changes:
        content = edited(content, change)
    out = shutil.copytree(finished.out, tmp_path / "dist", dirs_exist_ok=True)
    (out / finished.path).write_bytes(content)

    report = check(finished.root, out)

    told = [d for d in report.findings if d.rule.name == "manifest-matches-bytes" and d.location.path == finished.path]

    assert len(told) == (content != whole)


SOURCES: Final = (
    "bibliography/kefu.csl",
    "bibliography/references.bib",
    "cases/01-skolan/case.md",
    "cases/01-skolan/case.yaml",
    "cases/02-bron/teaching-note.md",
    "figures/bars.csv",
    "figures/bars.yaml",
    "figures/events.yaml",
    "report/inledning.md",
    "report/publication.yaml",
)


@pytest.mark.usefixtures("_impatient", "here")
@settings(generated, max_examples=20)
@given(
    name=st.sampled_from(SOURCES),
    changes=edits(MARKUP),
    whole=st.sampled_from((
        lambda content: content,
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: content.decode("utf-8", "ignore").encode("utf-16"),
        lambda _content: b"",
    )),
)  # fmt: skip
def test_damaged_sources_are_told_or_do_no_harm(
    name: str, changes: list[Edit], whole: Callable[[bytes], bytes], project_folder: Path
) -> None:
    path = project_folder / name
    before = content = path.read_bytes()
    for change in changes:
        content = edited(content, change)
    path.write_bytes(whole(content))
    try:
        report = check(project_folder, project_folder / "dist")
        with suppress(BuildError):
            plan(project_folder)
    finally:
        path.write_bytes(before)

    assert report.sources or not report.passed(strict=False)
    "\n".join(map(str, report.findings)).encode()


@pytest.fixture(scope="session")
def project_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small project, whose files a test may change as long as it puts them back."""
    return copy_project("small", tmp_path_factory.mktemp("fuzz") / "small")


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait less for texts that are never read to their end."""
    monkeypatch.setattr("kefu.reading.markup.seconds_for", lambda *_: 3)


LETTERS: Final = "aaaeeeiioubcddfffghijklllmnnpqrrsstttuvxyzåäöé"
SHAPES: Final = ("{}\n\n", "- {}\n\n", "> {}\n\n", "::: {{.pullquote}}\n{}\n:::\n\n", "*{}*\n\n", "[{}]{{lang=en}}\n\n")


def sentence(chance: random.Random) -> str:
    words = ["".join(chance.choices(LETTERS, k=chance.randint(2, 13))) for _ in range(chance.randint(8, 20))]
    return f"{' '.join(words).capitalize()}."


def written_parts(root: Path, chance: random.Random) -> dict[tuple[str, PartKind], list[str]]:
    """Write random texts for every part of the cases, and return the sentences of each part."""
    sentences = {}
    for case in ("01-skolan", "02-bron"):
        for kind in PartKind:
            said = [sentence(chance) for _ in range(chance.randint(2, 8))]
            text = "".join(chance.choice(SHAPES).format(each) for each in said)
            (root / "cases" / case / f"{kind}.md").write_text(f"# {said[0][:-1]}\n\n{text}", encoding="utf-8")
            sentences[case, kind] = said
    return sentences


def edition(kind: str, parts: Collection[PartKind], visibility: Visibility) -> str:
    named = ", ".join(part for part in PartKind if part in parts)
    told = f"title: {kind.capitalize()} {visibility}, document: {kind}, parts: [{named}], visibility: {visibility}"
    return f"{{{told}, terms: Du får läsa.}}"


def everything_in(pdf: Path) -> str:
    """Return what an independent reader finds in a PDF, as letters and digits: text, outline, metadata."""
    reader = PdfReader(pdf)
    xmp = reader.trailer["/Root"]["/Metadata"].get_data().decode()  # type: ignore[index]  # pypdf's types know no keys

    def titles(outline: Any) -> Iterator[str]:
        for entry in outline if isinstance(outline, list) else [outline]:
            yield from titles(entry) if isinstance(entry, list) else [str(entry.title)]

    texts = [*(page.extract_text() for page in reader.pages), *titles(reader.outline), str(reader.metadata), xmp]
    return letters("\n".join(texts))


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text).casefold()))


PUBLIC: Final = [kind for kind in PartKind if kind.visibility is Visibility.PUBLIC]


@pytest.mark.usefixtures("here")
@settings(generated, max_examples=3)
@given(
    seed=st.integers(0, 2**32),
    report=st.sets(st.sampled_from(PUBLIC), min_size=1),
    student=st.sets(st.sampled_from(PUBLIC), min_size=1),
    teacher=st.sets(st.sampled_from(PartKind), min_size=1),
)
def test_no_edition_of_a_random_project_shows_what_is_not_in_it(
    seed: int,
    report: set[PartKind],
    student: set[PartKind],
    teacher: set[PartKind],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    root = copy_project("small", tmp_path_factory.mktemp("random") / "small")
    sentences = written_parts(root, random.Random(seed))  # noqa: S311 - the texts are no secrets
    (root / "report" / "analys.md").write_text("# Analys {#sec-analys}\n\nEtt stycke.\n", encoding="utf-8")
    editions = {
        "report": edition("report", report, Visibility.PUBLIC),
        "student": edition("case", student, Visibility.PUBLIC),
        "teacher": edition("case", teacher, Visibility.RESTRICTED),
    }
    publication = root / "report" / "publication.yaml"
    head, mark, _ = publication.read_text(encoding="utf-8").partition("editions:\n")
    listed = "".join(f"  {name}: {described}\n" for name, described in editions.items())
    publication.write_text(f"{head}{mark}{listed}", encoding="utf-8")

    built = build(root, root / "dist")

    assert not has_errors(built.report.findings)
    documents = [artifact for artifact in built.artifacts if artifact.edition]
    assert len(documents) == 5
    for artifact in documents:
        parts = {"report": report, "student": student, "teacher": teacher}[artifact.edition]
        found = everything_in(root / "dist" / artifact.path)
        for (case, kind), said in sentences.items():
            may = kind in parts and (artifact.document in ("report", case))
            shown = [each for each in said if letters(each) in found]
            assert (shown != []) == may, f"{artifact.path}: {case}, {kind}"


@pytest.mark.usefixtures("here")
def test_what_the_manuscript_shows_is_found_in_its_files(tmp_path: Path) -> None:
    built = build(REPOSITORY, tmp_path / "dist", cases=["01"], editions=["student", "teacher"])

    searched = [artifact for artifact in built.report.artifacts if artifact.included]
    assert {artifact.path.suffix for artifact in searched} == {".pdf", ".html", ".epub", ".docx"}
    assert len(searched) == 6
    for artifact in searched:
        assert artifact.included > 1000
        assert artifact.found / artifact.included >= 0.995


def pdf(pages: int = 1, content: bytes = b"q Q", **saved: Any) -> bytes:
    written = io.BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
        made.pages[0].Contents = made.make_stream(content)
        made.save(written, **saved)
    return written.getvalue()


def packed(*members: tuple[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return written.getvalue()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere not all of these can be made")
def test_a_hostile_release_is_told_file_by_file(project_folder: Path, tmp_path: Path) -> None:
    public = tmp_path / "dist" / "public"
    cases = public / "cases" / "01-skolan"
    cases.mkdir(parents=True)
    (public / "report").mkdir()
    (tmp_path / "dist" / MANIFEST).write_text('{"artifacts": []}', encoding="utf-8")
    (public / "bomb.epub").write_bytes(packed(*((f"{n}.xhtml", bytes(31 << 20)) for n in range(5))))
    (public / "report" / "prov-rapport.pdf").write_bytes(pdf(5000))
    (cases / "fall-01-skolan-studentutgava.pdf").write_bytes(pdf(content=bytes(200 << 20)))
    (public / "locked.pdf").write_bytes(pdf(encryption=pikepdf.Encryption(owner="a", user="b")))
    (public / "loop").symlink_to(tmp_path / "dist", target_is_directory=True)
    (public / "secret.txt").touch(mode=0)
    (public / "name\x1b[2J\nfine.txt").touch()
    (public / os.fsdecode(b"l\xe4rare.txt")).touch()
    deep = public.joinpath(*["d"] * 300)
    deep.mkdir(parents=True)
    (deep / "note.txt").touch()
    os.mkfifo(public / "pipe.pdf")

    done = subprocess.run(
        [sys.executable, "-m", "kefu", "check", "--root", project_folder, "--out", tmp_path / "dist", "--jobs", "2"],
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=110,
    )

    assert done.returncode == ExitCode.FINDINGS
    assert "Traceback" not in done.stdout + done.stderr
    assert "\x1b" not in done.stdout
    told = re.findall(r"^public/(\S.*): error\[([a-z-]+)\]: ", done.stdout, re.MULTILINE)
    assert {
        ("bomb.epub", "artifact-is-read-in-full"),
        ("report/prov-rapport.pdf", "included-part-is-found"),
        ("cases/01-skolan/fall-01-skolan-studentutgava.pdf", "artifact-is-read-in-full"),
        ("locked.pdf", "artifact-is-read-in-full"),
        ("loop", "release-holds-files-alone"),
        ("name\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}fine.txt", "file-is-in-manifest"),
        ("l?rare.txt", "file-is-in-manifest"),
        (f"{'d/' * 300}note.txt", "file-is-in-manifest"),
        ("pipe.pdf", "release-holds-files-alone"),
        ("secret.txt", "release-holds-files-alone" if os.geteuid() else "file-is-in-manifest"),
    } <= {*told}
