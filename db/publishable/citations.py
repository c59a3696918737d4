"""What is cited."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Citation:
    """A rule in force for the conduct, stage and ownership, locked by the finance office.

    `since`, `until`: the days of the conduct it governs, where it does not govern all.
    """

    title: str
    doc_no: str | None
    article: str | None
    since: date | None = None
    until: date | None = None
