"""Comments with their threads, whether they are resolved, who has written them and when."""

from __future__ import annotations

from typing import Any

from tests.word.ooxml import DATE, answers, comment, ins, p, r
from tests.word.written import word

from kefu.word import Comment, Signed

UTC = "2026-11-12T08:30:00Z"


def comments(*said: str, **given: Any) -> tuple[Comment, ...]:
    return word(p(r("ord")), comments=said, **given).comments


def test_a_comment_says_who_when_and_what() -> None:
    (found,) = comments(comment(4, "Stämmer\nsiffran?", who="Anna Ek", initials="AE"))

    assert found == Comment(number="4", by=Signed(name="Anna Ek", initials="AE", date=DATE), text="Stämmer\nsiffran?")


def test_replies_lead_to_the_first_comment_of_their_thread() -> None:
    found = comments(
        comment(0, "Ett", para="0000000A"),
        comment(1, "Svar", para="0000000b"),
        comment(2, "Svar på svar", para="0000000C"),
        comment(3, "Annat", para="0000000D"),
        extended=[answers("0000000A"), answers("0000000B", "0000000A"), answers("0000000c", "0000000B")],
    )

    assert [(each.number, each.parent) for each in found] == [("0", ""), ("1", "0"), ("2", "0"), ("3", "")]


def test_a_thread_is_resolved_with_its_first_comment() -> None:
    found = comments(
        comment(0, "Ett", para="0000000A"),
        comment(1, "Svar", para="0000000B"),
        comment(2, "Annat", para="0000000C"),
        extended=[answers("0000000A", done=True), answers("0000000B", "0000000A"), answers("0000000C")],
    )

    assert [each.resolved for each in found] == [True, True, False]


def test_threads_that_go_round_or_lead_nowhere_end() -> None:
    found = comments(
        comment(0, "Ett", para="0000000A"),
        comment(1, "Två", para="0000000B"),
        comment(2, "Tre", para="0000000C"),
        comment(3, "Utan"),
        extended=[answers("0000000A", "0000000B"), answers("0000000B", "0000000A"), answers("0000000C", "0000000F")],
    )

    assert [each.text for each in found] == ["Ett", "Två", "Tre", "Utan"]
    assert found[2].parent == ""
    assert found[3].parent == ""


def test_the_time_in_utc_is_preferred() -> None:
    found = comments(
        comment(0, "Ett", para="0000000A"),
        comment(1, "Två", para="0000000B"),
        ids=['<w16cid:commentId w16cid:paraId="0000000A" w16cid:durableId="12345678"/>'],
        extensible=[f'<w16cex:commentExtensible w16cex:durableId="12345678" w16cex:dateUtc="{UTC}"/>'],
    )

    assert [each.by.date for each in found] == [UTC, DATE]


def test_a_comment_without_a_date_has_none() -> None:
    assert comments(comment(0, "Ett", when=""))[0].by.date == ""


def test_numbers_that_are_there_twice_lose_no_comment() -> None:
    assert [each.text for each in comments(comment(0, "Ett"), comment(0, "Två"))] == ["Ett", "Två"]


def test_changes_in_a_comment_are_accepted() -> None:
    assert comments(comment(0, "Ett").replace("</w:p>", f"{ins(r(' och två'))}</w:p>"))[0].text == "Ett och två"


def test_the_people_that_a_file_keeps_are_told() -> None:
    people = [f'<w15:person w15:author="{name}"/>' for name in ("Anna Ek", "Bo", "Anna Ek", "")]

    assert word(p(r("ord")), people=people).people == ("Anna Ek", "Bo")
