"""What holds for each member of the vocabulary."""

from __future__ import annotations

from kefu.authored import Format, PartKind, Status, Visibility


def test_what_is_for_teachers_is_never_for_the_public() -> None:
    assert {kind: kind.visibility for kind in PartKind} == {
        PartKind.CASE: Visibility.PUBLIC,
        PartKind.QUESTIONS: Visibility.PUBLIC,
        PartKind.CONVERSATION: Visibility.PUBLIC,
        PartKind.TEACHING_NOTE: Visibility.RESTRICTED,
        PartKind.EPILOGUE: Visibility.RESTRICTED,
    }


def test_only_a_draft_is_a_draft() -> None:
    assert [status for status in Status if status.is_draft] == [Status.DRAFT]


def test_every_format_has_a_media_type_of_its_own() -> None:
    assert len({format_.media_type for format_ in Format}) == len(Format)
    assert (Format.PDF.media_type, Format.EPUB.media_type) == ("application/pdf", "application/epub+zip")
