"""Links hold wherever the site lies."""

from __future__ import annotations

import posixpath
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.authored import Contact
from kefu.site.links import absolute, mailto, relative

NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N")) | st.sampled_from(" -_%&"), min_size=1).filter(
    lambda name: name.strip(".") != ""
)
ADDRESSES = st.lists(NAMES, min_size=1, max_size=4).map(lambda steps: PurePosixPath(*steps))


@pytest.mark.parametrize(
    ("page", "target", "link"),
    [
        ("index.html", "report/index.html", "report/index.html"),
        ("cases/01-a/index.html", "index.html#fall", "../../index.html#fall"),
        ("cases/01-a/index.html", "cases/01-a/a.pdf", "a.pdf"),
        ("cases/01-a/index.html", "cases/02-b/index.html", "../02-b/index.html"),
    ],
)
def test_a_link_is_the_way_between_two_pages(page: str, target: str, link: str) -> None:
    assert relative(PurePosixPath(page), target) == link


@given(page=ADDRESSES, target=ADDRESSES, root=st.sampled_from(["https://a.example/", "https://a.example/b/c/"]))
def test_a_link_leads_to_its_target_from_any_page_under_any_root(
    page: PurePosixPath, target: PurePosixPath, root: str
) -> None:
    reached = urlsplit(urljoin(absolute(root, page), relative(page, target)))

    assert posixpath.normpath(unquote(reached.path)) == posixpath.join(urlsplit(root).path, str(target))
    assert (reached.query, reached.fragment) == ("", "")


def test_the_start_page_is_the_address_of_the_site() -> None:
    assert absolute("https://a.example/b/", "index.html") == "https://a.example/b/"
    assert absolute("https://a.example/b/", "report/index.html") == "https://a.example/b/report/index.html"
    assert absolute("", "index.html") == "index.html"


def test_a_letter_has_its_subject_whatever_is_in_it() -> None:
    link = mailto(Contact.model_validate({"name": "A", "email": "a@b.example"}), "Frågor & svar: ”a+b”")

    assert link.startswith("mailto:a@b.example?subject=")
    assert unquote(link.partition("?subject=")[2]) == "Frågor & svar: ”a+b”"
    assert "+" not in link
    assert "&" not in link
