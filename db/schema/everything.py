"""Every table. A start reads only the few it needs; who goes through all of them imports this."""

from db.schema import (
    bureau,
    campaign,
    catalogue,
    document,
    erasure,
    fee,
    finding,
    form,
    inspection,
    journal,
    merging,
    questionnaire,
    sampling,
    school,
    talk,
    visit,
)

__all__ = [
    "bureau",
    "campaign",
    "catalogue",
    "document",
    "erasure",
    "fee",
    "finding",
    "form",
    "inspection",
    "journal",
    "merging",
    "questionnaire",
    "sampling",
    "school",
    "talk",
    "visit",
]
