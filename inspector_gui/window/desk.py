"""The open file, the chosen school, and word of every change to either.

At the bureau no school may be chosen: then the work is about the campaign.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal

from db.errors import InspectionError
from db.records.asked_items import items_for
from db.records.campaigns import CampaignFacts
from db.records.catalogues import Item
from db.records.inspections import InspectionLine
from db.records.people import MemberLine
from db.records.schools import SchoolLine
from db.store import Changed, Store
from db.unit_of_work import Work
from db.vocabulary import Act, Subject
from db.vocabulary import Desk as DeskKind
from inspector_gui.labels import figure_names
from inspector_gui.window.unkept import unkept

_LISTED = frozenset({Subject.SCHOOLS, Subject.VISITS, Subject.PEOPLE})
#: What changes only the numbers beside a school's name.
_COUNTED = frozenset({Subject.CHECKLIST, Subject.FINDINGS})


class Desk(QObject):
    """What every page works on. `preparing` is the code of the inspection that the bureau prepares;
    `inspection_turned`: it is another. `leaving` asks open forms to keep what was typed; after
    `closing` nothing more is kept; `synced` says that all acts are on the disk, or why they are
    not; `person_wanted`: something was to be kept and nobody said who is recording; `done`: much
    was changed or taken away by one act, in words."""

    changed = Signal(Changed)
    chosen = Signal()
    leaving = Signal()
    closing = Signal()
    person_changed = Signal()
    person_wanted = Signal()
    synced = Signal(OSError)
    inspection_turned = Signal()
    done = Signal(str)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        with store.read() as work:
            info = work.file()
            self.kind: DeskKind = info.desk
            self.title, self.team_id = info.title, info.team_id
            self.campaign = work.campaigns.current()
            self.schools = work.schools.lines()
            self.inspections = {line.code: line for line in work.inspections.lines()}
            self.preparing: str = work.inspections.code_of(None)
            of_team = self.kind is DeskKind.TEAM
            self.people = work.people.members(info.team_id) if of_team else []
        self.school: SchoolLine | None = None
        self._items: list[Item] | None = None
        self._behind = False
        self.changed.connect(self._on_changed)
        self._listener = self.changed.emit
        store.subscribe(self._listener)
        store.gate = self._gate
        store.sync_late(lambda _, failure: self.synced.emit(failure))

    @property
    def inspection(self) -> InspectionLine | None:
        """The one that visits the chosen school; where none is chosen, the one in preparation."""
        return self.inspections.get(self.school.inspection if self.school else self.preparing)

    def figure_names(self, inspection: str = "") -> dict[str, str]:
        """What the numbers of an inspection (its code; else the first) are called."""
        kind = self.inspections.get(inspection) or next(iter(self.inspections.values()), None)
        return figure_names(vars(kind.amounts) if kind else {})

    @property
    def terms(self) -> CampaignFacts:
        """The campaign as that inspection carries it out: its notice, its days."""
        return self.inspection.terms(self.campaign) if self.inspection else self.campaign

    def prepare(self, inspection: str) -> None:
        """Turn the preparation to another inspection (its code); what was typed is kept first."""
        if inspection != self.preparing and inspection in self.inspections:
            self.flush()
            self.preparing = inspection
            self.inspection_turned.emit()

    @property
    def items(self) -> list[Item]:
        """The items of every checklist, read once: every key asks for them, they hardly change."""
        if self._items is None:
            with self.store.read() as work:
                self._items = work.catalogues.items()
        return self._items

    def items_for(self, school: SchoolLine) -> list[Item]:
        """What this school is asked."""
        return items_for(self.items, school)

    @property
    def person(self) -> MemberLine | None:
        """Who is recording."""
        return next((member for member in self.people if member.id == self.store.person), None)

    @property
    def is_nobody(self) -> bool:
        """A team's file has people and none of them was chosen: nothing may be recorded."""
        return bool(self.people) and self.person is None

    def set_person(self, person: uuid.UUID | None) -> None:
        """What was being typed is whose it was; where nobody was chosen, it is the new one's."""
        if not self.is_nobody:
            self.flush()
        self.store.person = person
        self.flush()
        self.person_changed.emit()

    def require_person(self) -> None:
        """Raises InspectionError, and asks, where nobody has said who is recording."""
        if self.is_nobody:
            self.person_wanted.emit()
            raise InspectionError("还没有选择录入员，这一步没有保存；请选定录入员后再做一次。")

    def choose(self, visit: uuid.UUID | None) -> None:
        """Turn to another school; what was being typed is kept first."""
        self.flush()
        self.school = next((line for line in self.schools if line.visit_id == visit), None)
        self.chosen.emit()

    def step(self, by: int) -> None:
        """To the next or the previous school of the list; the campaign comes before the first."""
        order: list[uuid.UUID | None] = [line.visit_id for line in self.schools]
        if self.kind is DeskKind.BUREAU:
            order.insert(0, None)
        if order:
            now = self.school.visit_id if self.school else None
            here = order.index(now) if now in order else -1
            self.choose(order[max(0, min(len(order) - 1, here + by))])

    @contextmanager
    def act(
        self,
        what: Act,
        *,
        school: uuid.UUID | None = None,
        reason: str | None = None,
        done: str = "",
    ) -> Iterator[Work]:
        """An act of whoever is recording, at `school` or the chosen one. `done`: what is said of
        it beside the way back; of what was deleted that is always said."""
        where = school or (self.school.id if self.school else None)
        with self.store.act(what, school=where, reason=reason) as work:
            yield work
        if message := done or ("已删除" if what is Act.DELETE else ""):
            self.done.emit(message)

    @contextmanager
    def _gate(self) -> Iterator[None]:
        """Nothing is stored under nobody; a field hears that what it told was refused."""
        try:
            self.require_person()
            yield
        except InspectionError:
            unkept().refuse()
            raise

    def undo(self) -> Act | None:
        self.flush()
        return self.store.undo()

    def redo(self) -> Act | None:
        self.flush()
        return self.store.redo()

    def flush(self) -> None:
        self.leaving.emit()

    def close(self) -> None:
        self.flush()
        self.closing.emit()
        self.store.unsubscribe(self._listener)
        self.store.close()

    def _on_changed(self, changed: Changed) -> None:
        if Subject.CATALOGUE in changed.subjects:
            self._items = None
        if not changed.subjects.isdisjoint({Subject.CAMPAIGN, Subject.PEOPLE}):
            with self.store.read() as work:
                self.campaign = work.campaigns.current()
                self.inspections = {line.code: line for line in work.inspections.lines()}
                if self.kind is DeskKind.TEAM:
                    self.people = work.people.members(self.team_id)
        self._behind |= not changed.subjects.isdisjoint(_LISTED | _COUNTED)
        if not changed.subjects.isdisjoint(_LISTED):
            self.catch_up()

    def catch_up(self) -> None:
        """Read anew how far the schools are. A burst of verdicts is followed once, after it."""
        if not self._behind:
            return
        self._behind = False
        with self.store.read() as work:
            self.schools = work.schools.lines()
        if self.school is not None:
            here = self.school.visit_id
            self.school = next((school for school in self.schools if school.visit_id == here), None)
            if self.school is None:  # it was given to another team
                of_team = self.kind is DeskKind.TEAM and self.schools
                self.choose(self.schools[0].visit_id if of_team else None)
