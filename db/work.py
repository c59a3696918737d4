"""One session, seen through its repositories, each imported when first asked for."""

import uuid
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.schema.campaign import FileInfo

if TYPE_CHECKING:
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
    from db.history import History
    from db.interviews import Interviews
    from db.journal import Journal
    from db.merge.conflicts import Conflicts
    from db.merge.imports import Imports
    from db.merge.quarantined import Quarantined
    from db.merge.twins import Pairs
    from db.news import News
    from db.oversight import Oversight
    from db.packages.register import Packages
    from db.people import People
    from db.plans import Plans
    from db.questionnaires import Questionnaires
    from db.refunds import Refunds
    from db.registers import Registers
    from db.samplings import Samplings
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
    def journal(self) -> "Journal":
        from db.journal import Journal

        return Journal(self.session)

    @cached_property
    def history(self) -> "History":
        from db.history import History

        return History(self.session)

    @cached_property
    def campaigns(self) -> "Campaigns":
        from db.campaigns import Campaigns

        return Campaigns(self.session)

    @cached_property
    def people(self) -> "People":
        from db.people import People

        return People(self.session)

    @cached_property
    def plans(self) -> "Plans":
        from db.plans import Plans

        return Plans(self.session)

    @cached_property
    def oversight(self) -> "Oversight":
        from db.oversight import Oversight

        return Oversight(self.session)

    @cached_property
    def news(self) -> "News":
        from db.news import News

        return News(self.session)

    @cached_property
    def catalogues(self) -> "Catalogues":
        from db.catalogues import Catalogues

        return Catalogues(self.session)

    @cached_property
    def forms(self) -> "Forms":
        from db.forms import Forms

        return Forms(self.session)

    @cached_property
    def schools(self) -> "Schools":
        from db.schools import Schools

        return Schools(self.session)

    @cached_property
    def visits(self) -> "Visits":
        from db.visits import Visits

        return Visits(self.session)

    @cached_property
    def checklists(self) -> "Checklists":
        from db.checklists import Checklists

        return Checklists(self.session)

    @cached_property
    def samplings(self) -> "Samplings":
        from db.samplings import Samplings

        return Samplings(self.session)

    @cached_property
    def questionnaires(self) -> "Questionnaires":
        from db.questionnaires import Questionnaires

        return Questionnaires(self.session)

    @cached_property
    def sheets(self) -> "Sheets":
        from db.sheets import Sheets

        return Sheets(self.session)

    @cached_property
    def interviews(self) -> "Interviews":
        from db.interviews import Interviews

        return Interviews(self.session)

    @cached_property
    def calls(self) -> "Calls":
        from db.calls import Calls

        return Calls(self.session)

    @cached_property
    def fees(self) -> "Fees":
        from db.fees import Fees

        return Fees(self.session)

    @cached_property
    def clues(self) -> "Clues":
        from db.clues import Clues

        return Clues(self.session)

    @cached_property
    def evidence(self) -> "Evidences":
        from db.evidence import Evidences

        return Evidences(self.session)

    @cached_property
    def statements(self) -> "Statements":
        from db.statements import Statements

        return Statements(self.session)

    @cached_property
    def findings(self) -> "Findings":
        from db.findings import Findings

        return Findings(self.session)

    @cached_property
    def documents(self) -> "Documents":
        from db.documents import Documents

        return Documents(self.session)

    @cached_property
    def conflicts(self) -> "Conflicts":
        from db.merge.conflicts import Conflicts

        return Conflicts(self.session)

    @cached_property
    def imports(self) -> "Imports":
        from db.merge.imports import Imports

        return Imports(self.session)

    @cached_property
    def refunds(self) -> "Refunds":
        from db.refunds import Refunds

        return Refunds(self.session)

    @cached_property
    def pairs(self) -> "Pairs":
        from db.merge.twins import Pairs

        return Pairs(self.session, self.act)

    @cached_property
    def quarantined(self) -> "Quarantined":
        from db.merge.quarantined import Quarantined

        return Quarantined(self.session, self.act)

    @cached_property
    def packages(self) -> "Packages":
        from db.packages.register import Packages

        return Packages(self.session)

    @cached_property
    def registers(self) -> "Registers":
        from db.registers import Registers

        return Registers(self.session)

    @cached_property
    def totals(self) -> "Totals":
        from db.totals import Totals

        return Totals(self.session)
