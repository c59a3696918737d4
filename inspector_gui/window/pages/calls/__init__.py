"""Calls to drawn parents: one key per outcome."""
