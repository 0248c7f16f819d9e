"""How fast claims are found and read."""
