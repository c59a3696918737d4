"""The checklist: one key per verdict."""
