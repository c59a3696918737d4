"""Findings of all schools on their way from the statement to the close-out."""
