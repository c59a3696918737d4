"""Fees, receipts, reconciliations and vouchers of a school, and the sums they lead to."""
