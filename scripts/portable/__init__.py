"""Parts of `build_portable.py`: folders that run on a computer with nothing installed."""
