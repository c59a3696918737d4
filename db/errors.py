"""What may be said to the user."""


class InspectionError(Exception):
    """One sentence for the inspector: what is wrong, where, what to do."""
