"""An edition's texts as a Quarto project, for researchers who carry on where this publication ends."""
