"""Ours and a baseline, interleaved in the same run: only the ratio means anything.

python -m benchmarks [NAME …] [--json FILE]
"""
