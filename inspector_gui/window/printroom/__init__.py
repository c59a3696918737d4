"""Where documents are looked at, locked, printed and saved. Pages of documents are made of this."""
