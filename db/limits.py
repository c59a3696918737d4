"""The largest numbers the file holds."""

MAX_FEN = 10**13
MAX_COUNT = 10**7
