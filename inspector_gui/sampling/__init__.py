"""Draws that anybody can repeat with pencil and any computer."""
