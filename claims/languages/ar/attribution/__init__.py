"""Rules that find attributed claims in Arabic."""
