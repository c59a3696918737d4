"""The window's life: opening and closing files, menus, bad news, the look."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMessageBox

from db.errors import InspectionError
from db.postgres.master_url import Address
from db.storage.backup import Reason
from db.storage.user_folder import data_folder
from db.store import Store
from db.vocabulary import Desk as DeskKind
from inspector_gui.labels import label
from inspector_gui.locations import Location, parse_location
from inspector_gui.window.desk import Desk
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.notices import Notices
from inspector_gui.window.pages import pages_for
from inspector_gui.window.settings import Settings
from inspector_gui.window.shell.help import ABOUT
from inspector_gui.window.shell.keyboard import Keyboard
from inspector_gui.window.shell.menus import Menus
from inspector_gui.window.shell.opening import KeyedFile, Opening
from inspector_gui.window.shell.welcome import Welcome
from inspector_gui.window.shell.window import TITLE, Window
from inspector_gui.window.shell.workbench import Workbench
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.confirming import confirm
from inspector_gui.window.widgets.progress import ProgressLine

#: Within the folder of the user's data.
REHEARSAL = Path("演练", "演练.inspection")


class Frame(QObject):
    """A child of the window: they die together."""

    def __init__(self, window: Window, notices: Notices, settings: Settings) -> None:
        super().__init__(window)
        self.window, self.notices, self.settings = window, notices, settings
        self.menus = Menus(window.menuBar())
        self._opening = Opening(window)
        self.bench: Workbench | None = None
        self._welcome: Welcome | None = None
        self._zoom_wanted: int | None = None
        self._zooming = QTimer(self, singleShot=True, interval=0)
        self._zooming.timeout.connect(self._zoom)
        self._keyboard = Keyboard(window, lambda: self.bench)
        self._connect()
        self.menus.dark.setChecked(theme().dark)
        self.menus.show_recent(settings.recent)
        if settings.geometry:
            window.restoreGeometry(settings.geometry)  # perhaps of a larger screen
            window.fit_screen(window.width(), window.height())

    def _connect(self) -> None:
        menus = self.menus
        menus.open_wanted.connect(self.ask_for_file)
        menus.master_wanted.connect(self.ask_for_master)
        menus.recent_wanted.connect(lambda recent: self.open(recent.place))
        menus.demo_wanted.connect(self.make_demo)
        menus.rehearsal_wanted.connect(self.rehearse)
        menus.again_wanted.connect(self._ask_again)
        menus.close_wanted.connect(self.close_file)
        menus.quit_wanted.connect(self.window.close)
        menus.undo_wanted.connect(lambda: self._turn("undo"))
        menus.redo_wanted.connect(lambda: self._turn("redo"))
        menus.history_wanted.connect(self._show_history)
        menus.palette_wanted.connect(self._open_palette)
        menus.search_wanted.connect(lambda: self._bench().begin_search())
        menus.stepped.connect(lambda by: self._bench().desk.step(by))
        menus.campaign_wanted.connect(lambda: self._bench().desk.choose(None))
        menus.page_wanted.connect(lambda key: self._bench().show_page(key))
        menus.tab_wanted.connect(lambda title: self._bench().show_tab(title))
        menus.feedback_wanted.connect(lambda: self._bench().show_page("documents"))
        menus.package_wanted.connect(self.hand_in)
        menus.update_wanted.connect(self.take_changes)
        menus.new_wanted.connect(self.begin)
        menus.backup_wanted.connect(self.back_up)
        menus.erase_wanted.connect(self.erase)
        menus.restore_wanted.connect(self.restore)
        menus.folder_wanted.connect(self._show_folder)
        menus.person_wanted.connect(lambda: self._bench().status.choose_person())
        menus.context_wanted.connect(lambda: self._bench().toggle_context())
        menus.dark_wanted.connect(self._on_dark)
        menus.zoomed.connect(self._on_zoom)
        menus.handbook_wanted.connect(self._show_handbook)
        menus.keys_wanted.connect(self._show_keys)
        menus.about_wanted.connect(lambda: self._show_text("关于", ABOUT))
        menus.tools_opened.connect(self._show_association)
        menus.association_wanted.connect(self._on_association)
        self.notices.noticed.connect(self.window.banner.show_notice)
        self.window.closing.connect(self._on_closing)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self.window, self._on_escape)

    def _show_place(self, desk: Desk) -> None:
        kind = desk.inspection if desk.school is not None else None
        specs = pages_for(desk.kind, of_school=True, inspection=kind)
        of_school = desk.school is not None
        self.menus.show_place(of_school=of_school, pages=[spec.key for spec in specs])

    def _on_escape(self) -> None:
        """Give up what is under way in sight; else put bad news away and go back a step."""
        running = [line for line in self.window.findChildren(ProgressLine) if line.isVisible()]
        for line in running:
            line.cancelled.emit()
        if running:
            return
        self.window.banner.dismiss()
        self._keyboard.go_back()

    def _bench(self) -> Workbench:
        if self.bench is None:
            raise InspectionError("还没有打开文件。")
        return self.bench

    # files

    def welcome(self) -> None:
        self._welcome = Welcome(self.settings.recent)
        self._welcome.open_wanted.connect(self.ask_for_file)
        self._welcome.master_wanted.connect(self.ask_for_master)
        self._welcome.demo_wanted.connect(self.make_demo)
        self._welcome.rehearsal_wanted.connect(self.rehearse)
        self._welcome.new_wanted.connect(self.begin)
        self._welcome.restore_wanted.connect(self.restore)
        self._welcome.chosen.connect(lambda recent: self.open(recent.place))
        self.window.setWindowTitle(TITLE)
        self.window.show_middle(self._welcome)
        self._welcome.open.setFocus()

    def ask_for_file(self) -> None:
        path = self._opening.ask_for_file()
        if path is not None:
            self.open(path)

    def ask_for_master(self) -> None:
        known = (opened for opened in self.settings.recent if isinstance(opened, Address))
        location = self._opening.ask_for_master(next(known, None))
        if location is not None:
            self.open(location)

    def open_named(self, text: str) -> None:
        """Open what the command line names."""
        try:
            location = parse_location(text)
        except InspectionError as error:
            self._on_refused(error)
        else:
            self.open(location)

    def open(self, location: Location, ready: Store | None = None) -> None:
        """Open a file or master in place of what is open; where that fails, that stays.

        `ready`: it is open already.
        """
        try:
            store = ready or self._opening.opened(location)
            if store is None:
                return
            desk = Desk(store)
        except InspectionError as error:
            self._on_refused(error)
            return
        self._clear()
        self.settings.note_opened(location if isinstance(location, Address) else store.path)
        self.menus.show_recent(self.settings.recent)
        known = self.settings.person(store.path)
        if any(person.id == known for person in desk.people):
            store.person = known
        self.bench = Workbench(self.window, desk, self.settings)
        self.bench.overlay.undo_wanted.connect(lambda: self._turn("undo"))
        desk.changed.connect(lambda _: self.menus.undo.setEnabled(True))
        self.bench.followed.connect(self._show_undo)
        desk.person_changed.connect(self._show_undo)
        desk.chosen.connect(lambda: self._show_place(desk))
        self.menus.set_open(desk.kind)
        self.bench.begin()
        self._show_undo()
        self._show_overdue(desk)
        if desk.campaign.is_rehearsal:
            from inspector_gui.window.shell.rehearsing import Rehearsing

            Rehearsing(self.bench)

    def _on_refused(self, error: InspectionError) -> None:
        self.notices.show_error(error)
        if self.bench is None and self._welcome is None:
            self.welcome()

    def close_file(self) -> None:
        self._clear()
        self.welcome()

    def _clear(self) -> None:
        if self.bench is not None:
            bench, self.bench = self.bench, None
            try:
                bench.leave()
            except InspectionError as error:  # the file is closed all the same
                self.notices.show_error(error)
        if self._welcome is not None:
            self._welcome.deleteLater()
            self._welcome = None
        self.menus.set_open(None)

    def make_demo(self) -> None:
        """The demo campaign in a folder of the user's choice."""
        name = QFileDialog.getExistingDirectory(self.window, "把演示数据放在哪个文件夹？")
        if name:
            self._build_demo(Path(name))

    def _build_demo(self, folder: Path) -> None:
        from inspector_gui.demo.campaign import build

        target = folder / "收费检查演示"
        job = Job(lambda progress: build(target, recorded=True, progress=progress), application())
        job.progressed.connect(self._on_demo_progress)
        job.failed.connect(self.notices.show_error)
        job.then(self._on_demo)
        job.start()

    def _on_demo_progress(self, done: int, total: int) -> None:
        self.notices.show_work(f"正在生成演示数据：{done}/{total} 所学校")

    def _on_demo(self, paths: list[Path]) -> None:
        self.window.banner.dismiss()
        self.open(paths[3])

    def rehearse(self) -> None:
        """A day at a made-up school, where it was left."""
        path = data_folder() / REHEARSAL
        if path.exists():
            self.open(path)
        else:
            self._make_rehearsal(path)

    def _ask_again(self) -> None:
        warning = "演练里记下的全部清空，从第一步重新开始。真的检查文件不受影响。"
        confirm(self.window, "重新开始演练", warning, "重新开始", self._rehearse_again)

    def _rehearse_again(self) -> None:
        path = data_folder() / REHEARSAL
        if self.bench is not None and self.bench.desk.campaign.is_rehearsal:
            path = self.bench.desk.store.path
            self._clear()
        self._make_rehearsal(path)

    def _make_rehearsal(self, path: Path) -> None:
        from inspector_gui.demo.rehearsal import make_rehearsal

        job = Job(lambda _: make_rehearsal(path), application())
        job.failed.connect(self._on_no_rehearsal)
        job.then(self.open)
        job.start()
        self.notices.show_news("正在准备演练用的学校…")

    def _on_no_rehearsal(self, error: Exception) -> None:
        self.notices.show_error(error)
        if self.bench is None and self._welcome is None:
            self.welcome()

    # what the menus do

    def _turn(self, way: str) -> None:
        desk = self._bench().desk
        done = desk.undo() if way == "undo" else desk.redo()
        if done is None:
            self.notices.show_news(
                "没有可以撤销的步骤。" if way == "undo" else "没有可以重做的步骤。"
            )
        self._show_undo()

    def _show_undo(self) -> None:
        if self.bench is None:
            return
        store = self.bench.desk.store
        with store.read() as work:
            undo = work.journal.undoable(store.person)
            redo = work.journal.redoable(store.person)
            again = work.journal.deed(redo.undoes).what if redo and redo.undoes else None
        self.menus.show_undo(
            f"“{label(undo.what)}”" if undo else "", f"“{label(again)}”" if again else ""
        )

    def take_changes(self) -> None:
        """A team takes in what the bureau changed."""
        from inspector_gui.window.shell.updating import Updating

        Updating(self.window, self.notices, self._bench().desk).ask()

    def begin(self) -> None:
        """A new campaign: its file is made, then opened."""
        from inspector_gui.window.shell.new_campaign_form import BeginDialog

        dialog = BeginDialog(self.window)
        dialog.ready.connect(self._on_begun)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_begun(self, made: KeyedFile) -> None:
        self.open(made.path, Store.open(made.path, made.key))

    def hand_in(self) -> None:
        """A team seals its package; the bureau takes packages in."""
        bench = self._bench()
        if bench.desk.kind is DeskKind.BUREAU:
            bench.show_page("merge")
            return
        from inspector_gui.window.shell.handing_in import HandInDialog

        if bench.desk.campaign.is_rehearsal:
            raise InspectionError("这是演练，学校和人都是虚构的，不能生成数据包上交。")
        bench.desk.require_person()
        bench.desk.flush()
        dialog = HandInDialog(bench.desk.store, self.settings, self.window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open_palette(self) -> None:
        from inspector_gui.window.shell.command_palette import CommandPalette
        from inspector_gui.window.shell.palette_index import PaletteIndex

        bench = self._bench()
        bench.desk.flush()
        palette = CommandPalette(self.window, PaletteIndex(bench, self.menus).find)
        palette.finished.connect(palette.deleteLater)
        palette.open()

    def _show_history(self) -> None:
        from inspector_gui.window.shell.history import open_history

        bench = self._bench()
        if bench.page().explain():
            return
        open_history(self.window, bench.desk, bench.page(), self.notices.show_news)

    def back_up(self) -> None:
        desk = self._bench().desk
        desk.flush()
        job = Job(lambda _: desk.store.backups.make(Reason.CHANGED), application())
        job.then(self._on_backed_up)
        job.failed.connect(self.notices.show_error)
        job.start()

    def _on_backed_up(self, path: Path) -> None:
        self.notices.show_news(f"已备份到 {path}")

    def erase(self) -> None:
        """Numbers and names of drawn people go; what was done is certified."""
        from inspector_gui.window.shell.erasing import Erasing

        Erasing(self.window, self.notices, self._bench().desk).ask()

    def _show_overdue(self, desk: Desk) -> None:
        from inspector_gui.window.shell.erasing import overdue

        if message := overdue(desk):
            self.notices.show_error(InspectionError(message))

    def restore(self) -> None:
        """A backup takes a file's place: of the one that is open, or of one that does not open."""
        from inspector_gui.window.shell.restoring import Restoring

        restoring = Restoring(self.window, self.notices, self._opening)
        restoring.released.connect(self._clear)
        restoring.done.connect(self._on_restored)
        store = self.bench.desk.store if self.bench is not None else None
        if store is None or store.shared:
            restoring.ask(None, None)
        else:
            restoring.ask(store.path, store.key)

    def _on_restored(self, file: KeyedFile) -> None:
        try:
            ready = Store.open(file.path, file.key)
        except InspectionError as error:
            self._on_refused(error)
        else:
            self.open(file.path, ready)

    def _show_folder(self) -> None:
        folder = self._bench().desk.store.path.parent
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _on_dark(self, dark: bool) -> None:  # a toggle's slot
        if dark != theme().dark:
            self.settings.dark = dark
            theme().set_dark(dark)

    def _on_association(self, wanted: bool) -> None:  # a toggle's slot
        from inspector_gui.window import file_association

        change = file_association.associate if wanted else file_association.dissociate
        try:
            change()
            done = "双击检查数据文件就会用本程序打开。" if wanted else "已经恢复原样。"
            self.notices.show_news(done)
        finally:
            self._show_association()

    def _show_association(self) -> None:
        from inspector_gui.window.file_association import is_associated

        self.menus.associated.setChecked(is_associated())

    def _on_zoom(self, by: int) -> None:
        """Keys that come while the window is drawn anew are one step further."""
        self._zoom_wanted = (self._zoom_wanted or theme().zoom) + by if by else 100
        self._zooming.start()

    def _zoom(self) -> None:
        wanted, self._zoom_wanted = self._zoom_wanted, None
        if wanted is not None:
            theme().set_zoom(wanted)
            self.settings.zoom = theme().zoom

    def _show_handbook(self) -> None:
        from inspector_gui.window.shell.handbook import Handbook

        book = Handbook(self.window)
        book.show()
        book.turn_to(self.bench.title() if self.bench is not None else "")

    def _show_keys(self) -> None:
        from inspector_gui.window.shell.key_sheet import (
            KeyGroup,
            KeySheet,
            keys_of_menus,
            keys_of_page,
        )

        groups = list(keys_of_menus(self.window.menuBar()))
        page = KeyGroup("开始", (("Ctrl+O", "打开文件"),))
        if self.bench is not None:
            page = keys_of_page(self.bench.tabs.current.key, self.bench.title(), self.bench.page())
        sheet = KeySheet(self.window, [page, *groups])
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _show_text(self, title: str, content: str) -> None:
        box = QMessageBox(self.window)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(content)
        box.open()

    def _on_closing(self) -> None:
        self.settings.geometry = self.window.saveGeometry()
        self._clear()
