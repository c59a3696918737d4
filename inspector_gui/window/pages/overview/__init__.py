"""The visit at a glance: its facts, its methods, what is open, what was done."""
