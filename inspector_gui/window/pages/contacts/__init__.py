"""Admission contacts (招生咨询举报)."""
