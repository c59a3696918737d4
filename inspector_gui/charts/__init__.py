"""Charts: what they show, and where each stroke of them stands. No Qt, no PDF."""
