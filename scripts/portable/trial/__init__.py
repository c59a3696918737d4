"""Parts of `try_windows.py`: what is tried on the folder for Windows, and what came of it."""
