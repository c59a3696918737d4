"""Charts of the campaign, and the ledger that holds all of it."""
