"""Holding records to the schemas, to the text, to each other and to their sheet."""
