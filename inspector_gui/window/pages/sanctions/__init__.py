"""Accountability (问责)."""
