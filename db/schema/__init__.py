"""The tables, a file per subject; `everything` imports them all."""
