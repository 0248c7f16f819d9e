"""What changing a dossier costs."""
