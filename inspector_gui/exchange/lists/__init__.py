"""The bureau's lists as bureaus keep them: schools, people, lawful fees, days off."""
