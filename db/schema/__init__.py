"""Every table, a file per subject. Importing this package fills `Base.metadata`."""

from db.schema import (
    bureau,
    campaign,
    catalogue,
    document,
    fee,
    finding,
    form,
    journal,
    merging,
    questionnaire,
    sampling,
    school,
    talk,
    visit,
)
from db.schema.base import Base

__all__ = [
    "Base",
    "bureau",
    "campaign",
    "catalogue",
    "document",
    "fee",
    "finding",
    "form",
    "journal",
    "merging",
    "questionnaire",
    "sampling",
    "school",
    "talk",
    "visit",
]
