"""`python -m tests.fuzz`, which `nox -s fuzz` runs."""

import sys

from tests.fuzz.campaign import main

if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
