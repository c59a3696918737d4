"""Merging files: look at a file in a small process, unite the sets, show the winners, ask about
the rest. State only grows, so the order and the number of merges do not matter."""
