"""Covert interviews: the guide, what was heard, and nothing of who said it."""
