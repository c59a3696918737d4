"""The demonstration campaign, recorded as its teams would."""
