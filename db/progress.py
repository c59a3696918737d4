"""How long work reports and how it is given up."""

from typing import Protocol


class Cancelled(Exception):  # noqa: N818  # not an error: the user gave up
    """The user gave up."""


class Progress(Protocol):
    def __call__(self, done: int, total: int) -> None:
        """Say how far the work is. Raises Cancelled once the user gave up."""


def unwatched(done: int, total: int) -> None:
    """Progress that nobody looks at."""
