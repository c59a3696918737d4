"""What only the bureau registers: complaints, admission contacts, sanctions."""

import uuid
from typing import Any

from db.records.repository import Repository
from db.schema.bureau import AdmissionContact, Complaint, SanctionRecord


class Registers(Repository):
    def register_complaint(self, campaign: uuid.UUID, **values: Any) -> uuid.UUID:
        return self._add(Complaint(campaign_id=campaign, **values)).id

    def register_contact(self, campaign: uuid.UUID, **values: Any) -> uuid.UUID:
        return self._add(AdmissionContact(campaign_id=campaign, **values)).id

    def register_sanction(self, campaign: uuid.UUID, **values: Any) -> uuid.UUID:
        return self._add(SanctionRecord(campaign_id=campaign, **values)).id
