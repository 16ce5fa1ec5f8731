"""The page about dependencies says of each what pyproject.toml says that it is for, and the licence of its metadata.

`KEFU_UPDATE_GOLDEN=1 pytest tests/test_dependencies.py` writes the tables again.
"""

from __future__ import annotations

import os
import re
import tomllib
from importlib.metadata import Distribution, distribution, distributions
from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE: Final = REPOSITORY / "docs" / "dependencies.md"
PROJECT: Final = REPOSITORY / "pyproject.toml"
UPDATE: Final = "KEFU_UPDATE_GOLDEN"

HEADINGS: Final[Mapping[str, str]] = {
    "project": "What a build needs",
    "cluster": "What a build on several machines needs as well",
    "dev": "What tests and validations need as well",
    "lint": "What formats and checks the code",
    "mutants": "What changes the code to try the tests",
    "build": "What installs the package",
    "nox": "What runs the tasks",
}
"""By group of dependencies, the heading of its table."""

NOT_HERE: Final[Mapping[str, str]] = {
    "coverage": "Apache-2.0",
    "distributed": "BSD-3-Clause",
    "libcst": "MIT License",
    "mutmut": "BSD-3-Clause",
    "ruff": "MIT",
    "uv": "MIT OR Apache-2.0",
}
"""Licences of packages that are not installed where the tests run, by the metadata of the versions that are locked."""

LONGEST: Final = 80
"""Letters of a licence's name. Some packages have its whole text where its name should be."""

COPYLEFT: Final = re.compile(r"GPL|MPL|Mozilla|GNU|OFL|Open Font|EUPL|CDDL|EPL|Eclipse|-SA\b", re.IGNORECASE)


def name_in(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found
    return found[0]


def groups() -> dict[str, list[tuple[str, str]]]:
    """Return the names of the direct dependencies by group, each with what the file says that it is for."""
    text = PROJECT.read_text(encoding="utf-8")
    configuration = tomllib.loads(text)
    said = iter(re.findall(r'^    "([^"]+)",\s+# (.+)$', text, re.MULTILINE))
    project = configuration["project"]
    listed = {
        "project": project["dependencies"],
        **project["optional-dependencies"],
        **configuration["dependency-groups"],
    }
    found = {group: [next(said) for _ in requirements] for group, requirements in listed.items()}
    assert {group: [requirement for requirement, _ in pairs] for group, pairs in found.items()} == listed
    return {
        group: [(name_in(requirement), purpose) for requirement, purpose in pairs] for group, pairs in found.items()
    }


def licence_of(name: str) -> str:
    return NOT_HERE.get(name) or licence_in(distribution(name))


def licence_in(package: Distribution) -> str:
    """Return the licence of a package: the expression of its metadata, its name there, or the head of its text."""
    metadata = package.metadata
    classifiers = [each for each in metadata.get_all("Classifier", []) if each.startswith("License ::")]
    named = (metadata["License-Expression"], metadata["License"], *(each.split(" :: ")[-1] for each in classifiers))
    texts = [file for file in package.files or () if re.fullmatch(r"LICEN[CS]E(\.\w+)?", file.name)]
    heads = (file.read_text(encoding="utf-8").strip().partition("\n")[0] for file in texts)
    return next(str(said) for said in (*named, *heads) if said and len(said) <= LONGEST and "\n" not in said)


def written() -> dict[str, list[str]]:
    """Return the rows of the tables, by heading."""
    parts = re.split(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {
        heading: [line for line in text.splitlines() if line.startswith("|")][2:]
        for heading, text in zip(parts[::2], parts[1::2], strict=True)
    }


@pytest.mark.parametrize("group", HEADINGS)
def test_the_page_has_every_direct_dependency_with_its_licence(group: str) -> None:
    rows = [f"| {name} | {purpose} | {licence_of(name)} |" for name, purpose in groups()[group]]
    if os.environ.get(UPDATE):
        page = PAGE.read_text(encoding="utf-8")
        head, table = re.split(rf"(?<=^## {HEADINGS[group]}\n\n)", page, flags=re.MULTILINE)
        top = table.splitlines()[:2]
        rest = table[re.match(r"(\|.*\n)+", table).end() :]  # type: ignore[union-attr]  # the page has a table there
        PAGE.write_text(head + "\n".join([*top, *rows]) + "\n" + rest, encoding="utf-8")

    assert written()[HEADINGS[group]] == rows


def test_every_group_has_its_table() -> None:
    assert set(groups()) == set(HEADINGS)


def test_every_package_with_a_copyleft_licence_is_named_as_one() -> None:
    section = "\n".join(written()["Copyleft"]).casefold()
    asking = {
        package.metadata["Name"]
        for package in distributions()
        if package.metadata["Name"] != "kefu" and COPYLEFT.search(licence_in(package))
    }

    assert {"pikepdf", "hypothesis"} <= asking
    assert {name for name in asking if name.casefold() not in section} == set()


def test_no_build_has_what_only_validators_need() -> None:
    lock = (REPOSITORY / "requirements" / "build.txt").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))

    assert {"pikepdf", "typst"} <= locked
    assert {name for name, _ in groups()["dev"]} & locked == {"hatchling"}
