"""A small process that reads a foreign table, so that whatever it holds can hurt only here."""
