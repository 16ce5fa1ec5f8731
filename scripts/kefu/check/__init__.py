"""Sources and finished files → findings: each concern has its own module or room."""
