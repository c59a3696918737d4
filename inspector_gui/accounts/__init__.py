"""Fees, receipts and amounts: arithmetic in fen, and the words that show it."""
