"""Vouchers with their issues, and the working tables of a unit's accounts."""
