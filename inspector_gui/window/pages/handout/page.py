"""Teams from the store, their files to a folder, their sheets to paper."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from db.errors import InspectionError
from db.handout.team_files import Handed, Parcel
from db.progress import Progress
from db.storage.passphrases import new_passphrase
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act, Subject
from inspector_gui.labels import in_china, label
from inspector_gui.window.desk import Desk
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.notices import sentence
from inspector_gui.window.other_file import ask_for_bureau_file
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.handout.view import HandoutView, Row
from inspector_gui.window.printroom.pictures import Pictures
from inspector_gui.window.printroom.printing import Printing, choose_printer

if TYPE_CHECKING:
    from inspector_gui.actions.earlier import TakenIn

FOLDER = "发放"
_TITLE = "检查组文件口令单"


def build(desk: Desk) -> HandoutView:
    view = HandoutView()
    HandoutPresenter(view, desk)
    return view


class HandoutPresenter(Presenter[HandoutView]):
    subjects = frozenset(
        {
            *(Subject.CAMPAIGN, Subject.SCHOOLS, Subject.PEOPLE, Subject.VISITS),
            *(Subject.CATALOGUE, Subject.DOCUMENTS),
        }
    )
    of_school = False

    def __init__(self, view: HandoutView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._rows: list[Row] = []
        self._chosen: dict[uuid.UUID, bool] = {}
        self._folder = desk.store.path.parent / FOLDER
        self._job: Job[tuple[Sequence[Handed], bytes | None]] | None = None
        self._sheets: bytes | None = None
        view.ticked.connect(self._tick)
        view.folder_wanted.connect(self._ask_folder)
        view.handed.connect(self._hand_out)
        view.earlier_wanted.connect(self._ask_for_last)
        view.progress.cancelled.connect(self._give_up)
        view.sheets.print_wanted.connect(self._print)
        view.sheets.save_wanted.connect(self._ask_to_save)
        view.sheets.done.connect(self._forget)
        desk.closing.connect(self._give_up)

    def refresh(self) -> None:
        from inspector_gui.actions.handing_out import grave_lacks

        with self.desk.store.read() as work:
            self._rows = self._teams(work)
            chosen = {row.team.inspection for row in self._rows if row.chosen}
            grave = grave_lacks(work, chosen)
        self.view.show_folder(self._folder)
        self.view.show_teams(self._rows)
        self.view.show_lacks(grave)

    def _ask_for_last(self) -> None:
        ask_for_bureau_file(self.view, "上一次检查的总文件", self.take_in_earlier)

    def take_in_earlier(self, path: Path, key: Callable[[], bytes | None]) -> None:
        """What that campaign found comes into this file, off the window's thread."""
        from db.handout.last_campaign import beside
        from inspector_gui.actions.earlier import take_in_earlier_findings

        store = self.desk.store

        def work(_: Progress) -> TakenIn:
            with beside(path, key()) as last:
                return take_in_earlier_findings(store=store, last=last)

        job = Job(work, application())
        job.then(self._on_taken_in)
        job.failed.connect(self._on_failed)
        self.view.set_busy(busy=True)
        job.start()

    def _on_taken_in(self, found: TakenIn) -> None:
        self.view.set_busy(busy=False)
        message = f"已带入“{found.campaign}”{found.schools} 所学校的 {found.findings} 个问题；"
        hint = "已发放的组再发一次就带去。"
        self.view.show_message("\n".join((message + hint, *found.notes)))

    def _teams(self, work: Work) -> list[Row]:
        handed = work.plans.handed_out()
        visits = Counter(line.team_id for line in work.schools.lines())
        rows = []
        for team in work.people.teams():
            members = work.people.members(team.id)
            last = handed.get(team.id)
            news = work.news.since(team.id, last.act) if last else Counter[Act]()
            steps = "，".join(f"{label(act)} {n} 步" for act, n in news.items())
            given = f"第 {last.number} 次　{in_china(last.at):%m-%d %H:%M}" if last else ""
            rows.append(
                Row(
                    team=team,
                    lead=next((member.name for member in members if member.is_lead), ""),
                    people=len(members),
                    schools=visits[team.id],
                    number=last.number if last else 0,
                    given=given + ("" if last is None or last.locked else "　未加密"),
                    news=steps,
                    chosen=self._chosen.get(team.id, bool(news) if last else visits[team.id] > 0),
                )
            )
        return rows

    def _tick(self, row: Row) -> None:
        self._chosen[row.team.id] = not row.chosen
        self.refresh()

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self.view, "发放到哪个文件夹？", str(self._folder.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.choose_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def choose_folder(self, name: str) -> None:
        self._folder = Path(name)
        self.view.show_folder(self._folder)

    # handing out

    def _hand_out(self, locked: bool) -> None:
        parcels = [
            Parcel(row.team, new_passphrase() if locked else None, again=row.number > 0)
            for row in self._rows
            if row.chosen
        ]
        if self._folder.name == FOLDER:
            _make(self._folder)
        store, folder = self.desk.store, self._folder
        self._job = Job(lambda progress: _handed(store, folder, parcels, progress), application())
        self._job.progressed.connect(self._on_progress)
        self._job.then(self._on_handed)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_given_up)
        self.view.set_busy(busy=True)
        self._on_progress(0, len(parcels))
        self._job.start()

    def _on_progress(self, done: int, total: int) -> None:
        self.view.progress.show_progress(f"正在制作文件：{done}/{total}", done, total)

    def _on_handed(self, outcome: tuple[Sequence[Handed], bytes | None]) -> None:
        made, self._sheets = outcome
        self._end()
        self._chosen.clear()
        names = "、".join(handed_file.path.name for handed_file in made[:3]) + (
            "等" if len(made) > 3 else ""
        )
        with_keys = "连同同名的 .keys 文件" if self._sheets else ""
        self.view.show_message(
            f"已发放 {len(made)} 个组，写到“{self._folder}”：{names}。{with_keys}复制给各组。"
        )
        if self._sheets is not None:
            self.view.sheets.show_sheets(Pictures(self._sheets))
        self.refresh()

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.refresh()
        self.view.show_message(sentence(error), "error")

    def _on_given_up(self) -> None:
        self._end()
        self.refresh()
        self.view.show_message("已取消，没有发放。")

    def _end(self) -> None:
        self._job = None
        self.view.set_busy(busy=False)

    def _give_up(self) -> None:
        if self._job is not None:
            self._job.cancel()

    # the sheets

    def _print(self) -> None:
        pictures = self.view.sheets.paper.pictures
        if pictures is None:
            return
        printer = choose_printer(_TITLE, pictures, self.view)
        if printer is not None:
            printing = Printing(pictures, printer, application())
            printing.ended.connect(self.view.show_message)
            printing.start()

    def _ask_to_save(self) -> None:
        dialog = QFileDialog(
            self.view, "保存口令单", str(self._folder / f"{_TITLE}.pdf"), "PDF (*.pdf)"
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(self.save_sheets)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_sheets(self, name: str) -> None:
        from inspector_gui.documents.atomic_file import store

        if self._sheets is not None:
            store(self._sheets, Path(name))
            self.view.show_message(f"口令单已保存为“{name}”；请交给各组后删除。")

    def _forget(self) -> None:
        self._sheets = None
        self.view.sheets.show_sheets(None)
        self.view.enter()


def _make(folder: Path) -> None:
    """Our own folder beside the file; any other must be there."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise InspectionError(f"文件夹“{folder}”建不起来；请换一个文件夹。") from error


def _handed(
    store: Store, folder: Path, parcels: Sequence[Parcel], progress: Progress
) -> tuple[list[Handed], bytes | None]:
    """The files, and the sheets if they are locked."""
    from inspector_gui.actions.handing_out import hand_out
    from inspector_gui.documents.passphrases import sheet_pdf

    made = hand_out(store=store, folder=folder, parcels=parcels, progress=progress)
    locked = [handed_file for handed_file in made if handed_file.passphrase is not None]
    return made, sheet_pdf(store, locked) if locked else None
