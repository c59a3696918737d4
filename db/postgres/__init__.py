"""The bureau's master in PostgreSQL, for more than one finance officer or more than one file holds.

A campaign lies in a schema of its own, made from the same tables as a file. Merging, conflicts,
decisions and totals are the same expressions; what comes in is copied into temporary tables first,
where a file would be attached.
"""
