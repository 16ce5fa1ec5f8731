"""`python -m tests.unrest`, which `nox -s unrest` runs."""

import sys

from tests.unrest.campaign import main

if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
