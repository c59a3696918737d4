"""Complaints (信访举报)."""
