"""Foreign tables: read safely, their heading found, their cells understood."""
