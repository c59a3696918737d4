"""A repository per subject: what one may ask, what one may keep."""
