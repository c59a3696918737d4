"""Draws that anybody can repeat: list, frozen list, the school's number, the sample."""
