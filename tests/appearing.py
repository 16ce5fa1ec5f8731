"""A run of all tests fails where a rule appears in none of them.

A rule appears when code of the package makes a diagnostic of it in the process of a test. What a test makes itself does
not count, and neither does what another process makes: each rule has a test that is near the code which uses it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

import pytest

from kefu.diagnostics import Diagnostic
from kefu.rules.catalogue import RULES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

OTHERWISE: Final = ("cluster", "quarto")
"""The marks of tests that need something which only a task of their own has."""


class Appearing:
    """A plugin of pytest that notes which rules appear, in the processes of pytest-xdist too."""

    def __init__(self, rules: Collection[str] = RULES) -> None:
        self._missing = {*rules}
        self._narrowed = False
        self._failed = False
        made = Diagnostic.__init__

        def noting(diagnostic: Diagnostic, **fields: Any) -> None:
            made(diagnostic, **fields)
            if str(sys._getframe(1).f_globals.get("__name__")).startswith("kefu."):  # noqa: SLF001 - the caller's
                self._missing.discard(diagnostic.rule.name)

        Diagnostic.__init__ = noting  # type: ignore[method-assign, assignment]  # notes what the method makes

    def pytest_deselected(self, items: Sequence[pytest.Item]) -> None:
        """Note that tests are left out, apart from those that a task of their own runs."""
        self._narrowed |= any(not {*OTHERWISE} & {mark.name for mark in item.iter_markers()} for item in items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over what a process of pytest-xdist has noted; one that crashed has noted nothing."""
        noted = getattr(node, "workeroutput", {})
        self._missing &= {*noted.get("rules that did not appear", self._missing)}
        self._narrowed |= bool(noted.get("tests were left out", False))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Hand over what was noted, or fail a run of all tests in which a rule did not appear."""
        config = session.config
        if hasattr(config, "workeroutput"):
            config.workeroutput["rules that did not appear"] = sorted(self._missing)
            config.workeroutput["tests were left out"] = self._narrowed
        elif self._missing and self._all_were_run(session):
            self._failed = True
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def _all_were_run(self, session: pytest.Session) -> bool:
        option = session.config.option
        narrowed = (self._narrowed, option.collectonly, option.ignore, option.ignore_glob, option.lf)
        ended_early = session.shouldstop or session.shouldfail
        ended = session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) and not ended_early
        return session.config.args_source is pytest.Config.ArgsSource.TESTPATHS and ended and not any(narrowed)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say which rules did not appear."""
        if self._failed:
            terminalreporter.section("rules that no test makes appear", red=True, bold=True)
            for rule in sorted(self._missing):
                terminalreporter.write_line(rule)
