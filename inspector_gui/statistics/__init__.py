"""Sums and checks on what was counted."""
