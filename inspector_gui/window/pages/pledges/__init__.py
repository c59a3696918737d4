"""Responsibility letters and pledges (责任书、承诺书)."""
