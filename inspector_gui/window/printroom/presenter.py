"""Documents from the store, their pages to the view, their files to the disk and the printer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QInputDialog

from db.errors import InspectionError
from db.progress import Progress
from db.records.documents import IssuedLine
from db.records.evidence import Copy
from db.vocabulary import Act, DocumentKind, Subject
from db.vocabulary import Desk as DeskKind
from inspector_gui.labels import in_china
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import FieldEdited
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.page import Presenter
from inspector_gui.window.printroom.batching import choose_batch
from inspector_gui.window.printroom.filling import COMPUTED, FIELDS
from inspector_gui.window.printroom.pictures import Pictures
from inspector_gui.window.printroom.rendering import (
    Shown,
    draw,
    draw_to_print,
    grouped,
    note_left,
    print_batch,
    save,
    save_docx,
    standings,
)
from inspector_gui.window.printroom.spots import Spot, find_spots
from inspector_gui.window.printroom.states import STATES, tone
from inspector_gui.window.printroom.view import DocumentsView

if TYPE_CHECKING:
    from inspector_gui.documents.issues import Sheet
    from inspector_gui.documents.lock_mark import Mark
    from inspector_gui.documents.scan_code import ScanCode
    from inspector_gui.documents.scope import Scope, Standing
    from inspector_gui.window.printroom.printing import Printing

R = TypeVar("R")

FOLDER = "文书"
SCANS = "签字件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.bmp)"


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
        self._busy: Job[object] | Printing | None = None
        self._then: Callable[..., object] = lambda _: None
        self._words = ""
        self._led_away = False
        self._searching: Job[tuple[Spot, ...]] | None = None
        view.chosen.connect(self._choose)
        view.context.version_wanted.connect(self._show_version)
        view.context.filling.edited.connect(self._fill_in)
        view.next_wanted.connect(self._take_next)
        view.print_wanted.connect(self._print)
        view.save_wanted.connect(self._save)
        view.docx_wanted.connect(self._save_docx)
        view.folder_wanted.connect(self._open_folder)
        view.lock_wanted.connect(self._check)
        view.context.check.confirmed.connect(self._lock)
        view.context.check.left.connect(self._end_check)
        view.context.check.led.connect(self._lead)
        view.context.check.judged.connect(self._judge)
        view.context.check.looked_at.connect(view.paper.look_at)
        view.scan_wanted.connect(self._scan)
        view.withdrawal_wanted.connect(self._withdraw)
        view.batch_wanted.connect(self._batch)
        view.progress.cancelled.connect(self._cancel)
        desk.person_changed.connect(self._ask)

    # what is shown

    @property
    def scope(self) -> Scope:
        from inspector_gui.documents.scope import Scope

        campaign = self.desk.campaign
        if self.of_school:
            return Scope(self.school.name, campaign.id, self.school)
        return Scope(campaign.name, campaign.id)

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
        panel.say(str(error), wrong=True)
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
        state = sheet.state.name
        words, code, number = STATES[state][1], sheet.document.content_hash, sheet.version
        if version is not None:
            state, words = "LOCKED", f"第{version.version}版，定稿时的样子"
            code, number = version.content_hash, version.version
        blank = sheet.paper.blank
        pages = f"{len(self.view.paper.pictures or ())} 页"
        about = pages if blank else f"第 {number} 版 · {pages}\n校验码 {code}"
        panel.show_state(
            sheet.paper.name, words, tone(state), f"编号 {sheet.paper.serial}\n{about}"
        )
        missing, remarks = sheet.frozen.body.missing, sheet.frozen.body.remarks
        notes = missing or (() if sheet.locked else (*remarks, self._advice(sheet)))
        notes = (*shown.doubts, *notes)
        notes = (shown.refused, *notes) if shown.refused else notes
        panel.say("" if version else "\n".join(filter(None, notes)), wrong=bool(shown.refused))
        may_lock = self._may_lock(sheet) and not sheet.locked and not missing and version is None
        panel.allow(out=not shown.refused, lock=may_lock, scan=bool(sheet.issued))
        kind = sheet.paper.kind
        panel.offer_docx(wanted=sheet.paper.family.for_office)
        panel.offer_next("" if version else self._next_step(shown)[0])
        asked = bool(missing or shown.values) or kind is DocumentKind.SUPPLEMENT
        fillable = kind in FIELDS and (kind not in COMPUTED or asked)
        panel.show_filling(wanted=fillable and version is None)
        panel.filling.show_fields(kind, sheet.paper.name, shown.values)
        panel.show_versions(sheet.issued, version.version if version else None, shown.withdrawn)
        panel.offer_withdrawal(wanted=self._may_withdraw(sheet) and version is None)
        panel.show_fonts(shown.fonts)

    def _may_lock(self, sheet: Sheet) -> bool:
        from inspector_gui.documents.document_list import is_the_team_s

        if sheet.paper.blank:
            return False
        if self.desk.kind is DeskKind.BUREAU:
            return not (self.of_school and is_the_team_s(sheet.paper.kind))
        person = self.desk.person
        return person is not None and person.is_lead

    def _next_step(self, shown: Shown) -> tuple[str, Callable[[], None]]:
        """On the way out: checked, locked, printed, its signed copy attached, the reply recorded.

        The step and how it is taken; no step where there is none, or it is not this person's.
        """
        sheet, latest = shown.sheet, next(iter(shown.sheet.issued), None)
        if sheet.paper.blank:
            return "打印", self._print
        if not sheet.locked:
            ready = self._may_lock(sheet) and not sheet.frozen.body.missing
            return ("核稿、定稿" if ready else ""), self._check
        if latest is not None and latest.signed_copy is None:
            if latest.printed_at is None:
                return "打印", self._print
            return "附签字件", self._scan
        of_school = sheet.paper.kind is DocumentKind.FEEDBACK and not shown.answered
        return ("登记学校意见" if of_school else ""), self._record_reply

    def _take_next(self) -> None:
        if self._shown is not None and self._version is None:
            step, take = self._next_step(self._shown)
            if step:
                take()

    def _record_reply(self) -> None:
        from inspector_gui.window.targets import reply_target

        self.view.jump_wanted.emit(reply_target())

    def _may_withdraw(self, sheet: Sheet) -> bool:
        """What was locked today and has not left; a click says what else stands against it."""
        latest = next(iter(sheet.issued), None)
        if latest is None or not self._may_lock(sheet):
            return False
        today = in_china(latest.locked_at).date() == in_china(self.desk.store.now()).date()
        return today and latest.printed_at is None and latest.signed_copy is None

    def _advice(self, sheet: Sheet) -> str:
        if sheet.locked or self._may_lock(sheet):
            return ""
        if self.desk.kind is DeskKind.BUREAU:
            return "这份文书由检查组组长在检查组文件中定稿。"
        return "组长定稿后去掉“草稿”字样（F8 换录入员）。"

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
        words = "撤回后恢复为草稿，这一版的版次不再使用。\n撤回理由："
        reason, given = QInputDialog.getText(self.view.window(), "撤回定稿", words)
        if given:
            version = withdraw_lock(store=store, scope=scope, name=name, reason=reason)
            self.view.context.say(f"第{version.version}版已撤回。")

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
        self._led_away = True
        if mark.finding:
            self.view.jump_wanted.emit(finding_target(mark.finding))
        elif mark.gap is not None:
            self.view.jump_wanted.emit(gap_target(mark.gap, mark.name))

    def _on_shown(self) -> None:
        super()._on_shown()
        if self._led_away and not (self.of_school and self.desk.school is None):
            self._check()

    def _folder(self) -> Path:
        folder = self.desk.store.path.parent / FOLDER
        folder.mkdir(exist_ok=True)
        return folder

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder())))

    def _save(self) -> None:
        self.desk.flush()
        store, scope, folder = self.desk.store, self.scope, self._folder()
        name, version = self._name, self._version
        self._run(lambda _: save(store, scope, name, version, folder), self._on_saved)

    def _save_docx(self) -> None:
        self.desk.flush()
        store, scope, folder = self.desk.store, self.scope, self._folder()
        name, version = self._name, self._version
        self._run(lambda _: save_docx(store, scope, name, version, folder), self._on_saved)

    def _on_saved(self, path: Path) -> None:
        self.view.context.say(f"已保存：{path}")

    def _print(self) -> None:
        """With the time of now at its foot; the system's dialog asks which printer."""
        self.desk.flush()
        store, scope, name, version = self.desk.store, self.scope, self._name, self._version
        self._run(lambda _: draw_to_print(store, scope, name, version), self._send)

    def _send(self, shown: Shown) -> None:
        from inspector_gui.window.printroom.printing import Printing, choose_printer

        pictures = Pictures(shown.pdf)
        printer = choose_printer(shown.sheet.document.title, pictures, self.view.window())
        if printer is None:
            return
        run = Printing(pictures, printer, application())
        self._words = "正在打印"
        run.progressed.connect(self._on_progress)
        run.ended.connect(partial(self._on_printed, run, self.scope, shown))
        self._busy = run
        run.start()

    def _on_printed(self, run: Printing, scope: Scope, shown: Shown, words: str) -> None:
        self._on_ended(words)
        if run.laid:
            note_left(self.desk.store, scope, shown)

    def _on_ended(self, words: str) -> None:
        self._busy = None
        self.view.progress.end()
        self.view.context.say(words)

    def _scan(self) -> None:
        """The scan of what was signed, put beside the version whose code it has."""
        if self._shown is None:
            return
        name, _ = QFileDialog.getOpenFileName(self.view.window(), "附签字件", "", SCANS)
        if name:
            self._take_scan(Path(name))

    def _take_scan(self, path: Path) -> None:
        """The code on the sheet says which version it is; where it cannot be read one types it."""
        from inspector_gui.documents.scan_code import find_scan_code
        from inspector_gui.window.copies import copy_of

        read = lambda _: (copy_of(path), find_scan_code(path))  # noqa: E731
        self._run(read, partial(self._on_read, self.scope), "正在读取签字件")

    def _on_read(self, scope: Scope, read: tuple[Copy, ScanCode | None]) -> None:
        copy, found = read
        code, given = (found.content_hash, True) if found else self._typed_code()
        if given and code.strip():
            self._attach(scope, code, copy)

    def _typed_code(self) -> tuple[str, bool]:
        return QInputDialog.getText(
            self.view.window(), "附签字件", "没有读出二维码，请填签字件页脚的内容校验码（八位）："
        )

    def _attach(self, scope: Scope, code: str, copy: Copy) -> None:
        from inspector_gui.actions.documents import attach_signed_copy

        version = attach_signed_copy(store=self.desk.store, scope=scope, code=code, copy=copy)
        self.view.context.say(f"签字件已附在第{version.version}版。")

    def _batch(self) -> None:
        chosen = choose_batch(self.desk, self.scope, self._kind(), self.view.window())
        if chosen is None:
            return
        self.desk.flush()
        store, folder = self.desk.store, self._folder()
        scopes, kinds = chosen
        work = partial(print_batch, store, scopes, kinds, folder)
        self._run(work, self._on_batch, "正在生成文书")

    def _kind(self) -> DocumentKind:
        row = self.view.list.current()
        return row.kind if row is not None else DocumentKind.FEEDBACK

    def _on_batch(self, done: tuple[int, list[str]]) -> None:
        printed, refused = done
        words = f"已生成 {printed} 份，放在“{FOLDER}”文件夹。"
        if refused:
            words += f"\n没有生成 {len(refused)} 份：\n" + "\n".join(refused)
        self.view.context.say(words, wrong=bool(refused))

    def _run(
        self, work: Callable[[Progress], R], then: Callable[[R], object], words: str = ""
    ) -> None:
        """One thing at a time; long work shows how far it is."""
        if self._busy is not None:
            self.view.context.say("上一份还在处理，完成后再试；按 Esc 可以取消。")
            return
        job = Job(work, application())
        self._then, self._words = then, words
        if words:
            job.progressed.connect(self._on_progress)
        job.then(self._on_done)
        job.failed.connect(self._on_refused)
        job.cancelled.connect(self._on_cancelled)
        self._busy = job
        job.start()

    def _on_progress(self, done: int, total: int) -> None:
        self.view.progress.show_progress(self._words, done, total)

    def _on_cancelled(self) -> None:
        self._on_ended("已取消；已经生成的文件保留。")

    def _on_done(self, result: object) -> None:
        then = self._then
        self._busy = None
        self.view.progress.end()
        try:
            then(result)
        except InspectionError as error:
            self.view.context.say(str(error), wrong=True)

    def _on_refused(self, error: BaseException) -> None:
        self._busy = None
        self.view.progress.end()
        if not isinstance(error, InspectionError):
            raise error
        self.view.context.say(str(error), wrong=True)

    def _cancel(self) -> None:
        if self._busy is not None:
            self._busy.cancel()
