"""One file on one disk: opened, locked, encrypted, synced, backed up."""
