"""Who the sources of English claims are."""
