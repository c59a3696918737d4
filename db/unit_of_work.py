"""One session, seen through its repositories, each imported when first asked for."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.ids import wall_clock
from db.schema.campaign import FileInfo

if TYPE_CHECKING:
    from db.handout.pending import News
    from db.history import History
    from db.journal.acts import Journal
    from db.merge.conflicts import Conflicts
    from db.merge.duplicates import Pairs
    from db.merge.import_history import Imports
    from db.merge.quarantine_repair import Quarantined
    from db.packages.package_log import Packages
    from db.records.accounts import Accounts
    from db.records.all_findings import AllFindings
    from db.records.calls import Calls
    from db.records.campaigns import Campaigns
    from db.records.case_refunds import CaseRefunds
    from db.records.catalogues import Catalogues
    from db.records.checklists import Checklists
    from db.records.circumstances import Circumstances
    from db.records.clues import Clues
    from db.records.documents import Documents
    from db.records.earlier_findings import EarlierFindings
    from db.records.erasures import Erasures
    from db.records.evidence import Evidences
    from db.records.fees import Fees
    from db.records.figure_rows import FigureRows
    from db.records.findings import Findings
    from db.records.forms import Forms
    from db.records.inspections import Inspections
    from db.records.interviews import Interviews
    from db.records.ledger_rows import LedgerRows
    from db.records.meetings import Meetings
    from db.records.oversight import Oversight
    from db.records.people import People
    from db.records.plans import Plans
    from db.records.provisions import Provisions
    from db.records.questionnaires import Questionnaires
    from db.records.rectifications import Rectifications
    from db.records.refunds import Refunds
    from db.records.registers import Registers
    from db.records.samplings import Samplings
    from db.records.scans import Scans
    from db.records.schools import Schools
    from db.records.search import Search
    from db.records.sheets import Sheets
    from db.records.statements import Statements
    from db.records.surveys import Surveys
    from db.records.totals import Totals
    from db.records.visits import Visits


class Work:
    """What one may ask and do, by subject. `act`: the act under way, if there is one.

    `now` gives the wall clock (UTC).
    """

    def __init__(
        self,
        session: Session,
        act: uuid.UUID | None = None,
        now: Callable[[], datetime] = wall_clock,
    ) -> None:
        self.session, self.act, self.now = session, act, now
        #: The moment (UTC) whose numbers a paper tells; None: the one that is written in it.
        self.cut_off: datetime | None = None
        #: As of which moment (UTC) everything is read just now; None: as it is.
        self.read_as_of: datetime | None = None

    def file(self) -> FileInfo:
        """What this file is."""
        return self.session.scalars(select(FileInfo)).one()

    @contextmanager
    def as_of(self, moment: datetime | None) -> Iterator[None]:
        """Within it everything reads as this file knew it before `moment` (UTC); None: all."""
        from db.records.as_of import as_of

        before = self.read_as_of
        self.read_as_of = moment
        try:
            with as_of(self.session, moment):
                yield
        finally:
            self.read_as_of = before

    @cached_property
    def journal(self) -> "Journal":
        from db.journal.acts import Journal

        return Journal(self.session)

    @cached_property
    def history(self) -> "History":
        from db.history import History

        return History(self.session)

    @cached_property
    def campaigns(self) -> "Campaigns":
        from db.records.campaigns import Campaigns

        return Campaigns(self.session)

    @cached_property
    def inspections(self) -> "Inspections":
        from db.records.inspections import Inspections

        return Inspections(self.session)

    @cached_property
    def circumstances(self) -> "Circumstances":
        from db.records.circumstances import Circumstances

        return Circumstances(self.session)

    @cached_property
    def people(self) -> "People":
        from db.records.people import People

        return People(self.session)

    @cached_property
    def plans(self) -> "Plans":
        from db.records.plans import Plans

        return Plans(self.session)

    @cached_property
    def oversight(self) -> "Oversight":
        from db.records.oversight import Oversight

        return Oversight(self.session)

    @cached_property
    def news(self) -> "News":
        from db.handout.pending import News

        return News(self.session)

    @cached_property
    def catalogues(self) -> "Catalogues":
        from db.records.catalogues import Catalogues

        return Catalogues(self.session)

    @cached_property
    def forms(self) -> "Forms":
        from db.records.forms import Forms

        return Forms(self.session)

    @cached_property
    def schools(self) -> "Schools":
        from db.records.schools import Schools

        return Schools(self.session)

    @cached_property
    def visits(self) -> "Visits":
        from db.records.visits import Visits

        return Visits(self.session)

    @cached_property
    def checklists(self) -> "Checklists":
        from db.records.checklists import Checklists

        return Checklists(self.session)

    @cached_property
    def case_refunds(self) -> "CaseRefunds":
        from db.records.case_refunds import CaseRefunds

        return CaseRefunds(self.session)

    @cached_property
    def earlier_findings(self) -> "EarlierFindings":
        from db.records.earlier_findings import EarlierFindings

        return EarlierFindings(self.session)

    @cached_property
    def samplings(self) -> "Samplings":
        from db.records.samplings import Samplings

        return Samplings(self.session)

    @cached_property
    def provisions(self) -> "Provisions":
        from db.records.provisions import Provisions

        return Provisions(self.session)

    @cached_property
    def questionnaires(self) -> "Questionnaires":
        from db.records.questionnaires import Questionnaires

        return Questionnaires(self.session)

    @cached_property
    def sheets(self) -> "Sheets":
        from db.records.sheets import Sheets

        return Sheets(self.session)

    @cached_property
    def scans(self) -> "Scans":
        from db.records.scans import Scans

        return Scans(self.session)

    @cached_property
    def interviews(self) -> "Interviews":
        from db.records.interviews import Interviews

        return Interviews(self.session)

    @cached_property
    def calls(self) -> "Calls":
        from db.records.calls import Calls

        return Calls(self.session)

    @cached_property
    def erasures(self) -> "Erasures":
        from db.records.erasures import Erasures

        return Erasures(self.session)

    @cached_property
    def fees(self) -> "Fees":
        from db.records.fees import Fees

        return Fees(self.session)

    @cached_property
    def accounts(self) -> "Accounts":
        from db.records.accounts import Accounts

        return Accounts(self.session)

    @cached_property
    def meetings(self) -> "Meetings":
        from db.records.meetings import Meetings

        return Meetings(self.session)

    @cached_property
    def surveys(self) -> "Surveys":
        from db.records.surveys import Surveys

        return Surveys(self.session)

    @cached_property
    def clues(self) -> "Clues":
        from db.records.clues import Clues

        return Clues(self.session)

    @cached_property
    def evidence(self) -> "Evidences":
        from db.records.evidence import Evidences

        return Evidences(self.session)

    @cached_property
    def statements(self) -> "Statements":
        from db.records.statements import Statements

        return Statements(self.session)

    @cached_property
    def findings(self) -> "Findings":
        from db.records.findings import Findings

        return Findings(self.session)

    @cached_property
    def documents(self) -> "Documents":
        from db.records.documents import Documents

        return Documents(self.session)

    @cached_property
    def conflicts(self) -> "Conflicts":
        from db.merge.conflicts import Conflicts

        return Conflicts(self.session)

    @cached_property
    def imports(self) -> "Imports":
        from db.merge.import_history import Imports

        return Imports(self.session)

    @cached_property
    def refunds(self) -> "Refunds":
        from db.records.refunds import Refunds

        return Refunds(self.session)

    @cached_property
    def rectifications(self) -> "Rectifications":
        from db.records.rectifications import Rectifications

        return Rectifications(self.session)

    @cached_property
    def pairs(self) -> "Pairs":
        from db.merge.duplicates import Pairs

        return Pairs(self.session, self.act)

    @cached_property
    def quarantined(self) -> "Quarantined":
        from db.merge.quarantine_repair import Quarantined

        return Quarantined(self.session, self.act)

    @cached_property
    def packages(self) -> "Packages":
        from db.packages.package_log import Packages

        return Packages(self.session)

    @cached_property
    def registers(self) -> "Registers":
        from db.records.registers import Registers

        return Registers(self.session)

    @cached_property
    def totals(self) -> "Totals":
        from db.records.totals import Totals

        return Totals(self.session)

    @cached_property
    def figure_rows(self) -> "FigureRows":
        from db.records.figure_rows import FigureRows

        return FigureRows(self.session)

    @cached_property
    def all_findings(self) -> "AllFindings":
        from db.records.all_findings import AllFindings

        return AllFindings(self.session)

    @cached_property
    def search(self) -> "Search":
        from db.records.search import Search

        return Search(self.session)

    @cached_property
    def ledger_rows(self) -> "LedgerRows":
        from db.records.ledger_rows import LedgerRows

        return LedgerRows(self.session)
