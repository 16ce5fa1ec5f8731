"""The program `kefu`, which is the same as `python -m kefu`.

Loading it takes a moment, in which somebody may already want to end it. Signals are therefore handled first.
"""

import signal
import sys
from typing import NoReturn

from kefu.processes.endings import handled, leave_at_once


def main() -> NoReturn:
    """Run the command line and exit with one of `kefu.cli.outcome.ExitCode`."""
    for number in handled():
        signal.signal(number, leave_at_once)
    from kefu.cache import answered  # noqa: PLC0415 - it takes a moment, see above

    if answered(sys.argv[1:]):
        sys.exit(0)
    from kefu.cli.app import main as run  # noqa: PLC0415 - it takes a moment, see above

    run()


if __name__ == "__main__":
    main()
