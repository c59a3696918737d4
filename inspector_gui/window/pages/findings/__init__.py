"""Findings: worded, rested on evidence and law, confirmed by the lead."""
