"""For those who write: a case to begin with, typography put right, and what there is with its length and LIX."""
