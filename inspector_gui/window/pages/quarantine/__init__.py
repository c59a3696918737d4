"""Quarantine: rows that stayed out of merges, to be repaired or left out."""
