"""What a dossier that grows costs."""
