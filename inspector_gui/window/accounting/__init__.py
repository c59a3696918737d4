"""Registers of a visit's accounts: tested lines, how their sums come about, their way to a finding.

Pages are made of it.
"""
