"""Merging: drop packages, see what they would bring, take them in."""
