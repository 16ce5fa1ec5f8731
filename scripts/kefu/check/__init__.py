"""Artifacts → findings: every concern about finished files is a module of its own."""
