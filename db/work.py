"""One session, seen through its repositories."""

import uuid
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.calls import Calls
from db.campaigns import Campaigns
from db.catalogues import Catalogues
from db.checklists import Checklists
from db.clues import Clues
from db.documents import Documents
from db.evidence import Evidences
from db.fees import Fees
from db.findings import Findings
from db.forms import Forms
from db.interviews import Interviews
from db.journal import Journal
from db.merge.conflicts import Conflicts
from db.people import People
from db.questionnaires import Questionnaires
from db.registers import Registers
from db.samplings import Samplings
from db.schema.campaign import FileInfo
from db.schools import Schools
from db.sheets import Sheets
from db.statements import Statements
from db.totals import Totals
from db.visits import Visits


class Work:
    """What one may ask and do, by subject. `act`: the act under way, if there is one."""

    def __init__(self, session: Session, act: uuid.UUID | None = None) -> None:
        self.session, self.act = session, act

    def file(self) -> FileInfo:
        """What this file is."""
        return self.session.scalars(select(FileInfo)).one()

    @cached_property
    def journal(self) -> Journal:
        return Journal(self.session)

    @cached_property
    def campaigns(self) -> Campaigns:
        return Campaigns(self.session)

    @cached_property
    def people(self) -> People:
        return People(self.session)

    @cached_property
    def catalogues(self) -> Catalogues:
        return Catalogues(self.session)

    @cached_property
    def forms(self) -> Forms:
        return Forms(self.session)

    @cached_property
    def schools(self) -> Schools:
        return Schools(self.session)

    @cached_property
    def visits(self) -> Visits:
        return Visits(self.session)

    @cached_property
    def checklists(self) -> Checklists:
        return Checklists(self.session)

    @cached_property
    def samplings(self) -> Samplings:
        return Samplings(self.session)

    @cached_property
    def questionnaires(self) -> Questionnaires:
        return Questionnaires(self.session)

    @cached_property
    def sheets(self) -> Sheets:
        return Sheets(self.session)

    @cached_property
    def interviews(self) -> Interviews:
        return Interviews(self.session)

    @cached_property
    def calls(self) -> Calls:
        return Calls(self.session)

    @cached_property
    def fees(self) -> Fees:
        return Fees(self.session)

    @cached_property
    def clues(self) -> Clues:
        return Clues(self.session)

    @cached_property
    def evidence(self) -> Evidences:
        return Evidences(self.session)

    @cached_property
    def statements(self) -> Statements:
        return Statements(self.session)

    @cached_property
    def findings(self) -> Findings:
        return Findings(self.session)

    @cached_property
    def documents(self) -> Documents:
        return Documents(self.session)

    @cached_property
    def conflicts(self) -> Conflicts:
        return Conflicts(self.session)

    @cached_property
    def registers(self) -> Registers:
        return Registers(self.session)

    @cached_property
    def totals(self) -> Totals:
        return Totals(self.session)
