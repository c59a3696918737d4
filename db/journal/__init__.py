"""Who changed what: triggers, fields, undo, history."""
