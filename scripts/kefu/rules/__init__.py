"""The rules of diagnostics, each declared once, in a module for each concern; `catalogue` has all of them by name.

Its modules are used as they are, so that whoever reports a problem names the rule that it breaks.
"""
