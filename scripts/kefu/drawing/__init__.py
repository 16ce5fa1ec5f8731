"""Figure scripts → drawings, in processes of their own that end before anything is checked, with all that they started.

A build opens a `studio`. Its process, `server`, loads what scripts need once; each script is kept within its bounds
from outside, and `confinement` takes from it what the system can forbid.
"""

from kefu.drawing.outcome import Outcome, Run, Told
from kefu.drawing.studio import SECONDS, open_studio

__all__ = ["SECONDS", "Outcome", "Run", "Told", "open_studio"]
