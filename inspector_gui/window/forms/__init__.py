"""One form machinery: a field commits when it is left or idle, and there is no Save button."""
