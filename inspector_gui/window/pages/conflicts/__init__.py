"""Conflicts: what files say differently, side by side, a key a decision."""
