"""The bureau's ledger (汇总台账): a workbook whose totals are formulas."""
