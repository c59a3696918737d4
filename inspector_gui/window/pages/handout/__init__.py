"""Handing out: a file and a passphrase sheet for each team; again when plans change."""
