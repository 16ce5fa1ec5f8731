"""The rules that diagnostics refer to, declared in one module per concern; `catalogue` holds all of them by name.

Others import the modules directly, so that code that reports a problem names the rule that it breaks.
"""
