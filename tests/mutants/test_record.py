"""The record of the changes that tests notice is about the code as it is, and the documentation shows it."""

from __future__ import annotations

from tests.mutants.record import BEGINNING, END, PACKAGE, PAGE, Tally, equals, modules, read, table


def test_what_is_recorded_is_about_modules_that_exist() -> None:
    assert set(read()) <= set(modules())


def test_a_change_that_is_said_to_alter_nothing_is_to_lines_that_exist() -> None:
    texts = {equal.module: (PACKAGE / f"{equal.module}.py").read_text(encoding="utf-8") for equal in equals()}
    written = {module: " ".join(text.split()) for module, text in texts.items()}

    assert [equal for equal in equals() if " ".join(equal.before.split()) not in written[equal.module]] == []
    assert [equal for equal in equals() if equal.before == equal.after or not equal.reason] == []


def test_the_documentation_shows_what_is_recorded() -> None:
    shown = PAGE.read_text(encoding="utf-8").partition(f"{BEGINNING}\n\n")[2].partition(f"\n{END}")[0]

    assert shown == table(read())


def test_a_share_is_of_the_changes_that_alter_something() -> None:
    tally = Tally()
    for noticed, equal in [(True, False), (True, True), (False, True), (False, False)]:
        tally = tally.with_one_more(noticed=noticed, equal=equal)

    assert tally == Tally(noticed=2, missed=1, equal=1)
    (_, _, *rows) = table({"check/gate": tally, "check/report": Tally(noticed=6)}).splitlines()
    assert rows[0].endswith(" | 10 | 1 | 8 | 1 | 88.9% |")
    assert "| `release/` | 0 of 4 |  |  |  |  | not measured yet |" in rows
