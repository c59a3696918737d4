"""The meeting: who was there, what was said of each area, which papers were promised."""
