"""Documents from the store, their pages to the view, their files to the disk and the printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

from db.errors import InspectionError
from db.records.documents import IssuedLine
from db.vocabulary import Act, DocumentKind, Subject
from inspector_gui.labels import in_china
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import FieldEdited
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.page import Presenter
from inspector_gui.window.printroom.filling import COMPUTED, FIELDS
from inspector_gui.window.printroom.next_step import NextStep, Rights
from inspector_gui.window.printroom.output import Chosen, DocumentOutput
from inspector_gui.window.printroom.pictures import Pictures
from inspector_gui.window.printroom.rendering import (
    Shown,
    draw,
    grouped,
    standings,
)
from inspector_gui.window.printroom.spots import Spot, find_spots
from inspector_gui.window.printroom.states import STATES, tone
from inspector_gui.window.printroom.view import DocumentsView

if TYPE_CHECKING:
    from inspector_gui.documents.lock_mark import Mark
    from inspector_gui.documents.scope import Scope, Standing


class DocumentsPresenter(Presenter[DocumentsView]):
    """Shows the documents of a school; of the campaign where `of_school` is not."""

    subjects = frozenset(Subject)
    first = "检查情况反馈单"

    def __init__(self, view: DocumentsView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._name = self.first
        self._version: IssuedLine | None = None
        self._shown: Shown | None = None
        self._drawing: Job[Shown] | None = None
        self._listing: Job[list[Standing]] | None = None
        self._unlisted = True
        self._output = DocumentOutput(view, desk, self._chosen_document)
        self._led_away = False
        self._searching: Job[tuple[Spot, ...]] | None = None
        view.chosen.connect(self._choose)
        view.context.version_wanted.connect(self._show_version)
        view.context.filling.edited.connect(self._fill_in)
        view.next_wanted.connect(self._take_next)
        view.lock_wanted.connect(self._check)
        view.context.check.confirmed.connect(self._lock)
        view.context.check.left.connect(self._end_check)
        view.context.check.led.connect(self._lead)
        view.context.check.judged.connect(self._judge)
        view.context.check.looked_at.connect(view.paper.look_at)
        view.withdrawal_wanted.connect(self._withdraw)
        desk.person_changed.connect(self._ask)

    # what is shown

    @property
    def scope(self) -> Scope:
        from inspector_gui.documents.scope import Scope

        campaign = self.desk.campaign
        if self.of_school:
            return Scope(self.school.name, campaign.id, self.school)
        return Scope(campaign.name, campaign.id)

    def _chosen_document(self) -> Chosen:
        return Chosen(self.scope, self._name, self._version)

    def _on_chosen(self) -> None:
        self._led_away = False
        self._stop_checking()
        self._version, self._shown = None, None
        self._drawing, self._listing = None, None  # what is on its way is of another school
        super()._on_chosen()

    def refresh(self) -> None:
        """The chosen document first; how the others stand when it is on the screen."""
        self._unlisted = True
        self._draw()

    def _choose(self, name: str) -> None:
        if name != self._name:
            self._led_away = False
            self._stop_checking()
            self._name, self._version = name, None
            self._draw()

    def _show_version(self, version: IssuedLine | None) -> None:
        self._version = version
        self._draw()

    def _draw(self) -> None:
        """Off the window's thread; the last question asked counts."""
        store, scope, name, version = self.desk.store, self.scope, self._name, self._version
        job = Job(lambda _: draw(store, scope, name, version), application())
        job.then(self._on_drawn)
        job.failed.connect(self._on_failed)
        self._drawing = job
        job.start()

    def _on_drawn(self, shown: Shown) -> None:
        if self.sender() is not self._drawing:
            return
        before = self._shown
        self._shown = shown
        same = before is not None and before.sheet.paper.serial == shown.sheet.paper.serial
        self.view.show_pictures(Pictures(shown.pdf), stay=same)
        self._show(shown)
        if self.view.context.checking:
            self._find_spots(self.view.context.check.marks)
        self._list()

    def _on_failed(self, error: BaseException) -> None:
        if self.sender() is not self._drawing:
            return
        if not isinstance(error, InspectionError):
            raise error
        self._shown = None
        panel = self.view.context
        panel.show_state(self._name, STATES[""][1], tone(""), "")
        panel.show_message(str(error), wrong=True)
        panel.allow(out=False, lock=False, scan=False)
        panel.offer_docx(wanted=False)
        panel.offer_next("")
        panel.show_filling(wanted=False)
        panel.show_versions((), None)
        panel.offer_withdrawal(wanted=False)
        self.view.show_pictures(None, stay=False)
        self._list()

    def _show(self, shown: Shown) -> None:
        sheet, panel, version = shown.sheet, self.view.context, shown.version
        rights, today = self._rights, in_china(self.desk.store.now()).date()
        state = sheet.state.name
        caption, code, number = STATES[state][1], sheet.document.content_hash, sheet.version
        if version is not None:
            state, caption = "LOCKED", f"第{version.version}版，定稿时的样子"
            code, number = version.content_hash, version.version
        blank = sheet.paper.blank
        pages = f"{len(self.view.paper.pictures or ())} 页"
        about = pages if blank else f"第 {number} 版 · {pages}\n校验码 {code}"
        panel.show_state(
            sheet.paper.title, caption, tone(state), f"编号 {sheet.paper.serial}\n{about}"
        )
        missing, remarks = sheet.frozen.body.missing, sheet.frozen.body.remarks
        notes = missing or (() if sheet.locked else (*remarks, rights.advice(sheet)))
        notes = (*shown.doubts, *notes)
        notes = (shown.refused, *notes) if shown.refused else notes
        panel.show_message(
            "" if version else "\n".join(filter(None, notes)), wrong=bool(shown.refused)
        )
        may_lock = rights.may_lock(sheet) and not sheet.locked and version is None
        panel.allow(out=not shown.refused, lock=may_lock, scan=bool(sheet.issued))
        kind = sheet.paper.kind
        panel.offer_docx(wanted=sheet.paper.family.for_office)
        step = None if version else self._next_step(shown)
        panel.offer_next(step.value if step else "")
        asked = bool(missing or shown.values) or kind is DocumentKind.SUPPLEMENT
        fillable = kind in FIELDS and (kind not in COMPUTED or asked)
        panel.show_filling(wanted=fillable and version is None)
        panel.filling.show_fields(kind, sheet.paper.name, shown.values)
        panel.show_versions(sheet.issued, version.version if version else None, shown.withdrawn)
        panel.offer_withdrawal(wanted=rights.may_withdraw(sheet, today) and version is None)
        panel.show_fonts(shown.fonts)

    @property
    def _rights(self) -> Rights:
        person = self.desk.person
        return Rights(self.desk.kind, person is not None and person.is_lead, self.of_school)

    def _next_step(self, shown: Shown) -> NextStep | None:
        return self._rights.next_step(shown.sheet, answered=shown.answered)

    def _take_next(self) -> None:
        step = self._next_step(self._shown) if self._shown and self._version is None else None
        ways = {
            NextStep.LOCK: self._check,
            NextStep.PRINT: self._output.print,
            NextStep.SCAN: self._output.scan,
            NextStep.REPLY: self._record_reply,
        }
        if step is not None:
            ways[step]()

    def _record_reply(self) -> None:
        from inspector_gui.window.targets import reply_target

        self.view.jump_wanted.emit(reply_target())

    def _list(self) -> None:
        """Again where something has changed; another document chosen changes nothing."""
        if not self._unlisted:
            return
        self._unlisted = False
        store, scope = self.desk.store, self.scope
        job = Job(lambda _: standings(store, scope), application())
        job.then(self._on_listed)
        self._listing = job
        job.start()

    def _on_listed(self, found: list[Standing]) -> None:
        if self.sender() is self._listing:
            self.view.show_list(grouped(found), self._name)

    # what is done

    def _fill_in(self, edited: FieldEdited) -> None:
        if self._shown is not None:
            kind, about = self._shown.sheet.paper.kind, self.scope.about
            with self.desk.act(Act.EDIT_TEXT) as work:
                work.documents.fill_in(about, kind, edited.field, edited.value)

    def _check(self) -> None:
        """核稿: what is marked is seen before anything is frozen."""
        from inspector_gui.actions.documents import check_before_lock

        self.desk.flush()
        self._led_away = False
        marks = check_before_lock(store=self.desk.store, scope=self.scope, name=self._name)
        self.view.context.begin_check(self._name, marks)
        self._find_spots(marks)

    def _find_spots(self, marks: tuple[Mark, ...]) -> None:
        """Where it stands on the pages that are shown, off the window's thread."""
        if self._shown is None:
            return
        pdf = self._shown.pdf
        job = Job(lambda _: find_spots(pdf, marks), application())
        job.then(self._on_spots)
        self._searching = job
        job.start()

    def _on_spots(self, spots: tuple[Spot, ...]) -> None:
        if self.sender() is self._searching and self.view.context.checking:
            self.view.paper.show_spots(spots)
            self.view.paper.look_at(self.view.context.check.at)

    def _judge(self, mark: Mark) -> None:
        """What may give a source away cannot be avoided here, or can after all."""
        from inspector_gui.actions.documents import confirm_wording, drop_confirmation

        deed = drop_confirmation if mark.confirmed else confirm_wording
        deed(store=self.desk.store, scope=self.scope, name=self._name, trace=mark.trace)
        self._check()

    def _lock(self) -> None:
        """Freeze what it says now; a later change makes a new version."""
        from inspector_gui.actions.documents import lock_document

        self._end_check()
        lock_document(store=self.desk.store, scope=self.scope, name=self._name)

    def _withdraw(self) -> None:
        """A lock made by mistake, with the reason for it; not once anybody can have the paper."""
        from inspector_gui.actions.documents import check_withdrawal, withdraw_lock

        store, scope, name = self.desk.store, self.scope, self._name
        for why in check_withdrawal(store=store, scope=scope, name=name):
            raise InspectionError(why)
        prompt = "撤回后恢复为草稿，这一版的版次不再使用。\n撤回理由："
        reason, given = QInputDialog.getText(self.view.window(), "撤回定稿", prompt)
        if given:
            version = withdraw_lock(store=store, scope=scope, name=name, reason=reason)
            self.view.context.show_message(f"第{version.version}版已撤回。")

    def _end_check(self) -> None:
        self._led_away = False
        self._stop_checking()
        self.view.enter()

    def _stop_checking(self) -> None:
        self.view.context.end_check()
        self.view.paper.show_spots(())

    def _lead(self, mark: Mark) -> None:
        """To where it is mended; whoever comes back finds the list again."""
        from inspector_gui.window.targets import finding_target, gap_target

        self._stop_checking()
        if mark.fill:
            self.view.context.begin_filling(mark.fill)
            return
        self._led_away = True
        if mark.finding:
            self.view.jump_wanted.emit(finding_target(mark.finding))
        elif mark.gap is not None:
            self.view.jump_wanted.emit(gap_target(mark.gap, mark.name))

    def _on_shown(self) -> None:
        super()._on_shown()
        if self._led_away and not (self.of_school and self.desk.school is None):
            self._check()
