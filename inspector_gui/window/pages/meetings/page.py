"""The meeting to the store and back."""

from db.records.meetings import MeetingLine, ParticipantsLine, PromisedLine
from db.vocabulary import Subject
from inspector_gui.actions.meetings import (
    correct_meeting,
    correct_part,
    discuss,
    drop_meeting,
    hold_meeting,
    promise_material,
    seat,
    strike_part,
)
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import Entry, FieldEdited, RowEdited, StruckOut
from inspector_gui.window.forms.entry_table import Register
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.meetings.meeting_tables import PARTICIPANTS, Topic
from inspector_gui.window.pages.meetings.view import MeetingsView


def build(desk: Desk) -> MeetingsView:
    view = MeetingsView()
    MeetingsPresenter(view, desk)
    return view


class MeetingsPresenter(Presenter[MeetingsView]):
    subjects = frozenset({Subject.MEETINGS, Subject.PEOPLE, Subject.CATALOGUE, Subject.VISITS})

    def __init__(self, view: MeetingsView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._meeting: MeetingLine | None = None
        view.new_wanted.connect(self._hold)
        view.dropped.connect(self._drop)
        view.stated.connect(self._state)
        view.discussed.connect(self._discuss)
        view.entered.connect(self._enter)
        view.part_edited.connect(self._correct)
        view.part_struck.connect(self._strike)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            self._meeting = next(iter(work.meetings.lines(self.school.visit_id)), None)
            people = work.people.members(self.school.team_id)
            visit = work.visits.facts(self.school.visit_id)
        day = visit.visited_on or visit.planned_on
        self.view.show_meeting(self._meeting, self._topics(), people, day)

    def _topics(self) -> list[Topic]:
        """The areas that this unit is asked about, in the checklist's order."""
        areas = {item.category: item.category_name for item in self.desk.items_for(self.school)}
        kept = self._meeting.topic if self._meeting else lambda _: None
        return [Topic(area, name, kept(area)) for area, name in areas.items()]

    @property
    def _held(self) -> MeetingLine:
        assert self._meeting is not None  # noqa: S101  # its parts are seen only while it is
        return self._meeting

    def _hold(self) -> None:
        if self._meeting is None:
            person = self.desk.person
            recorder = {"recorder_id": person.id} if person else {}
            hold_meeting(store=self.desk.store, school=self.school, **recorder)
            self.view.enter()

    def _drop(self) -> None:
        drop_meeting(store=self.desk.store, school=self.school, meeting=self._held)
        self.desk.done.emit("已删除座谈会")
        self.view.enter()

    def _state(self, edited: FieldEdited) -> None:
        value = "" if edited.value is None and edited.field in ("place", "note") else edited.value
        correct_meeting(
            store=self.desk.store,
            school=self.school,
            meeting=self._held,
            values={edited.field: value},
        )

    def _discuss(self, edited: RowEdited[Topic]) -> None:
        discuss(
            store=self.desk.store,
            school=self.school,
            meeting=self._held,
            area=edited.row.area,
            values={edited.field: edited.value},
        )

    def _enter(self, register: Register, entry: Entry) -> None:
        deed = seat if register is PARTICIPANTS else promise_material
        deed(store=self.desk.store, school=self.school, meeting=self._held, **entry.values)
        self.view.faces[register.key].entry.taken()

    def _correct(self, edited: RowEdited[ParticipantsLine | PromisedLine]) -> None:
        value = edited.value
        if value is None and edited.field in ("note", "persons"):
            value = {"note": "", "persons": 1}[edited.field]
        correct_part(
            store=self.desk.store,
            school=self.school,
            part=edited.row,
            values={edited.field: value},
        )

    def _strike(self, struck: StruckOut[ParticipantsLine | PromisedLine]) -> None:
        strike_part(store=self.desk.store, school=self.school, part=struck.row)
        self.desk.done.emit("已删除")
