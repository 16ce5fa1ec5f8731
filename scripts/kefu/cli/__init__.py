"""The command line: arguments, progress, printing and exit codes. Nothing imports it.

Each command is a module; `app` puts them together. What a command needs is imported when it runs, so that `--help` is
quick.
"""
