"""Processes that work in parallel, and bounds on the time and memory that something may take.

Other rooms import its modules directly, so that those who only need bounds start no process.
"""
