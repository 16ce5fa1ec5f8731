"""A Quarto project of an edition's texts: for researchers who carry on where this publication ends."""
