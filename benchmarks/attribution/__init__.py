"""How well and how fast claims are found."""
