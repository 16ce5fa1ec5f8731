"""The validation of a release fails unless every program says of every file that it passes."""

from __future__ import annotations

import importlib.util
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pikepdf
import pytest
import typst
from outloud.registry import all_rules  # type: ignore[import-untyped]  # it comes without types

from kefu.check.readers.pdf import read_structure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from kefu.check.readers import Element

SCRIPT: Final = Path(__file__).with_name("validate.py")
RELEASE: Final = Path("/release")
PATHS: Final = ("public/a.pdf", "restricted/b.pdf")


@pytest.fixture(scope="module")
def validate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("validate", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["validate"] = module
    spec.loader.exec_module(module)
    return module


def job(path: str, **changed: Any) -> dict[str, Any]:
    """Return what veraPDF 1.28 writes of a file that passes."""
    details = {"passedRules": 106, "failedRules": 0, "passedChecks": 46397, "failedChecks": 0, "ruleSummaries": []}
    result = {
        "details": details,
        "jobEndStatus": "normal",
        "profileName": "PDF/UA-1 validation profile",
        "statement": "PDF file is compliant with Validation Profile requirements.",
        "compliant": True,
    }
    details.update({key: value for key, value in changed.items() if key in details})
    result.update({key: value for key, value in changed.items() if key in result})
    return {"itemDetails": {"name": str(RELEASE / path), "size": 330977}, "validationResult": [result]}


def report(*jobs: dict[str, Any]) -> str:
    return json.dumps({"report": {"buildInformation": {}, "jobs": jobs, "batchSummary": {}}})


def test_files_that_pass_have_nothing_against_them(validate: ModuleType) -> None:
    found = validate.reported(report(*map(job, PATHS)), RELEASE, PATHS, "ua1")

    assert found == dict.fromkeys(PATHS, ())


BROKEN: Final = {"clause": "6.2", "testNumber": 1, "description": "Marked is true", "failedChecks": 1}


@pytest.mark.parametrize(
    ("changed", "against"),
    [
        ({"compliant": False, "failedChecks": 1, "ruleSummaries": [BROKEN]}, "6.2-1: Marked is true"),
        ({"compliant": False}, "veraPDF does not call it compliant"),
        ({"jobEndStatus": "cancelled"}, "veraPDF does not call it compliant"),
        ({"passedChecks": 0}, "veraPDF does not call it compliant"),
        ({"failedChecks": 1}, "veraPDF does not call it compliant"),
        ({"profileName": "PDF/A-1B validation profile"}, "veraPDF could not validate it"),
    ],
)
def test_a_file_that_is_not_said_to_pass_in_every_respect_fails(
    validate: ModuleType, changed: dict[str, Any], against: str
) -> None:
    found = validate.reported(report(job(PATHS[0]), job(PATHS[1], **changed)), RELEASE, PATHS, "ua1")

    assert found == {PATHS[0]: (), PATHS[1]: (against,)}


def test_a_file_that_verapdf_cannot_read_fails(validate: ModuleType) -> None:
    unread = {"itemDetails": {"name": str(RELEASE / PATHS[1]), "size": 6}, "taskException": {"type": "PARSE"}}

    found = validate.reported(report(job(PATHS[0]), unread), RELEASE, PATHS, "ua1")

    assert found[PATHS[1]] == ("veraPDF could not validate it",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<report/>",
        "[]",
        '{"report": {}}',
        report(),
        report(job(PATHS[0])),
        report(job(PATHS[0]), job(PATHS[0])),
        report(job(PATHS[0]), job(PATHS[1]), job(PATHS[1])),
        report(job(PATHS[0]), job("public/other.pdf")),
        report(job(PATHS[0]), job(PATHS[1]))[:-30],
    ],
)
def test_anything_but_a_whole_report_on_all_files_fails(validate: ModuleType, text: str) -> None:
    with pytest.raises(validate.Unusable):
        validate.reported(text, RELEASE, PATHS, "ua1")


def release(folder: Path, *listed: str, there: tuple[str, ...] = PATHS) -> Path:
    for path in there:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(b"%PDF-1.7\n")
    manifest = {"artifacts": [{"path": path} for path in listed]}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def test_the_files_of_a_release_are_those_of_its_manifest(validate: ModuleType, tmp_path: Path) -> None:
    assert validate.listed(release(tmp_path, *PATHS)) == PATHS


@pytest.mark.parametrize("listed", [(), PATHS[:1], (*PATHS, "public/lost.pdf")])
def test_a_release_that_is_not_what_its_manifest_lists_fails(
    validate: ModuleType, tmp_path: Path, listed: tuple[str, ...]
) -> None:
    with pytest.raises(validate.Unusable):
        validate.listed(release(tmp_path, *listed))


@pytest.mark.parametrize("manifest", [None, "", "[]", '{"artifacts": [{}]}'])
def test_a_release_without_a_manifest_fails(validate: ModuleType, tmp_path: Path, manifest: str | None) -> None:
    release(tmp_path, *PATHS)
    (tmp_path / "manifest.json").unlink()
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")

    with pytest.raises(validate.Unusable):
        validate.listed(tmp_path)


def test_a_validator_with_other_bytes_is_removed_and_not_run(validate: ModuleType, tmp_path: Path) -> None:
    jar = tmp_path / "greenfield-apps-1.28.2.jar"
    jar.write_bytes(b"something else")

    with pytest.raises(validate.Unusable, match="SHA-256"):
        validate.obtained(tmp_path)

    assert not jar.exists()


def test_without_its_programs_the_validation_says_what_to_install(
    validate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(validate.Unusable, match="install maven"):
        validate.obtained(tmp_path)
    with pytest.raises(validate.Unusable, match="install default-jre-headless"):
        validate.verapdf(tmp_path / "any.jar", tmp_path, PATHS, "ua1")


def test_a_program_that_does_not_run_fails(
    validate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(order: tuple[str, ...], **_: object) -> subprocess.CompletedProcess[Any]:
        text = order[0].endswith("mvn")
        return subprocess.CompletedProcess(order, 1, stdout="" if text else b"", stderr="no" if text else b"no")

    monkeypatch.setattr(validate, "program", lambda name, _package: name)
    monkeypatch.setattr(validate.subprocess, "run", run)

    with pytest.raises(validate.Unusable, match="Maven did not bring"):
        validate.obtained(tmp_path)
    with pytest.raises(validate.Unusable, match="cannot be read"):
        validate.verapdf(tmp_path / "any.jar", tmp_path, PATHS, "ua1")


def test_what_each_program_says_stands_under_what_it_checks(
    validate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def verapdf(_jar: Path, _release: Path, paths: tuple[str, ...], flavour: str) -> dict[str, tuple[str, ...]]:
        return dict.fromkeys(paths, (flavour,))

    monkeypatch.setattr(validate, "verapdf", verapdf)
    monkeypatch.setattr(validate, "outlouds", lambda _release, paths: dict.fromkeys(paths, ("outloud",)))

    assert validate.judged(tmp_path / "any.jar", tmp_path, PATHS) == {
        "PDF/UA-1": dict.fromkeys(PATHS, ("ua1",)),
        "PDF/A-2a": dict.fromkeys(PATHS, ("2a",)),
        "outloud": dict.fromkeys(PATHS, ("outloud",)),
    }


SOURCE: Final = """
#set document(title: "Ett fall")
#set text(lang: "sv", region: "SE")
= Ett fall
#figure(rect[Bild], alt: "En plan över skolan", caption: [Planen])
"""


def compiled(source: str) -> bytes:
    return bytes(typst.compile(source.encode(), ignore_system_fonts=True, pdf_standards=["ua-1", "a-2a"]))


def against(validate: ModuleType, folder: Path, content: bytes) -> list[str]:
    """Return what outloud has against a file."""
    (folder / "a.pdf").write_bytes(content)
    return [*validate.outlouds(folder, ("a.pdf",))["a.pdf"]]


def test_outloud_has_nothing_against_a_file_as_it_should_be(validate: ModuleType, tmp_path: Path) -> None:
    assert against(validate, tmp_path, compiled(SOURCE)) == []


def test_what_outloud_finds_is_told_with_its_place(validate: ModuleType, tmp_path: Path) -> None:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(compiled(SOURCE))) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure":
                del item["/Alt"]
        pdf.save(written)

    (found,) = against(validate, tmp_path, written.getvalue())

    assert found.startswith("FIG-001: ")
    assert found.endswith("; it is on page 1")


def test_what_outloud_warns_of_fails(validate: ModuleType, tmp_path: Path) -> None:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(compiled(SOURCE))) as pdf:
        pdf.docinfo["/Title"] = "Ett annat"
        pdf.save(written)

    (found,) = against(validate, tmp_path, written.getvalue())

    assert found.startswith("DOC-015: ")


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.7\n"], ids=["nothing", "text", "head"])
def test_a_file_that_outloud_cannot_read_fails(validate: ModuleType, tmp_path: Path, content: bytes) -> None:
    (found,) = against(validate, tmp_path, content)

    assert found.startswith("it cannot be read: ")


def test_a_truncated_file_fails(validate: ModuleType, tmp_path: Path) -> None:
    content = compiled(SOURCE)

    assert against(validate, tmp_path, content[: len(content) // 2])


def test_a_rule_that_outloud_cannot_finish_fails(
    validate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_document: object) -> None:
        raise ValueError("no")

    rule = next(rule for rule in all_rules() if rule.id == "FIG-001")
    monkeypatch.setattr(rule, "fn", crash)

    assert against(validate, tmp_path, compiled(SOURCE)) == ["FIG-001 could not be finished: ValueError: no"]


def test_a_check_that_checked_nothing_fails(
    validate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(validate, "MISTAKEN", {rule.id for rule in all_rules()})

    assert against(validate, tmp_path, compiled(SOURCE)) == ["nothing was checked"]


def test_the_rule_that_is_never_run_is_still_mistaken(
    validate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [f"Ord {number}" for number in range(24)]
    links = " ".join(f'{word} #link("https://example.org/")[här]' for word in words)
    content = compiled(f"{SOURCE}\n{links}")
    (paragraph,) = (element for element in read_structure(content).walk() if "Ord 23" in "".join(texts(element, 1)))
    monkeypatch.setattr(validate, "MISTAKEN", frozenset())

    (found,) = against(validate, tmp_path, content)

    assert " ".join("".join(texts(paragraph)).split()) == " ".join(f"{word} här" for word in words), "in their order"
    assert found.startswith("ORD-001: ")


def test_the_rule_about_artifacts_that_is_never_run_is_still_mistaken(
    validate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads = ("vem som beredde det", "vem som fick veta", "vad de svarade honom", "vad som hände sedan")
    cells = ", ".join(f"[Svar {number}]" for number in range(40 * len(heads)))
    head = ", ".join(f"[{words}]" for words in heads)
    table = f"#table(columns: {len(heads)}, stroke: none, table.header({head}), {cells})"
    content = compiled(f"{SOURCE}\n#pagebreak()\n{table}")
    heard = "".join(text for element in read_structure(content).walk() for text in texts(element, 1))
    monkeypatch.setattr(validate, "MISTAKEN", frozenset())

    (found,) = against(validate, tmp_path, content)

    assert all(words in heard for words in heads), "it is heard where the table begins"
    assert found.startswith("TAG-002: ")


def texts(element: Element, levels: int = 9) -> Iterator[str]:
    """Yield the texts in an element, in reading order, as far as some levels down."""
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif levels > 1:
            yield from texts(child, levels - 1)


def test_the_whole_fails_without_a_release(
    validate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["validate.py", str(tmp_path)])

    assert validate.main() == 1
    assert "no manifest" in capsys.readouterr().out
