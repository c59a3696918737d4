"""Twins: what looks like the same thing twice, to be judged one or two."""
