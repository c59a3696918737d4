"""The menus. Every action has a key; undo and redo say what they would undo."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from db.vocabulary import Desk
from inspector_gui.locations import Location, Recent, caption
from inspector_gui.window.pages import PageSpec, pages_for, tabs_of
from inspector_gui.window.widgets.undo_keys import REDO, UNDO

_DIGITS = "123456789"
_MNEMONIC = re.compile(r"\(&.\)|…|\s*\(.*?\)$")


@dataclass(frozen=True)
class Offered:
    """An action that can be chosen now: what it is called, in which menu, and its first key."""

    title: str
    menu: str
    key: str
    action: QAction
    is_page: bool = False


def plain(title: str) -> str:
    """A title without what only menus have: the letter to press, dots."""
    return _MNEMONIC.sub("", title).strip()


class Menus(QObject):
    """One signal per action; nothing is done here."""

    open_wanted = Signal()
    master_wanted = Signal()
    recent_wanted = Signal(Recent)
    demo_wanted = Signal()
    rehearsal_wanted = Signal()
    again_wanted = Signal()
    close_wanted = Signal()
    quit_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    history_wanted = Signal()
    palette_wanted = Signal()
    search_wanted = Signal()
    stepped = Signal(int)
    campaign_wanted = Signal()
    page_wanted = Signal(str)
    tab_wanted = Signal(str)
    package_wanted = Signal()
    update_wanted = Signal()
    new_wanted = Signal()
    backup_wanted = Signal()
    erase_wanted = Signal()
    restore_wanted = Signal()
    folder_wanted = Signal()
    person_wanted = Signal()
    context_wanted = Signal()
    dark_wanted = Signal(bool)
    zoomed = Signal(int)
    feedback_wanted = Signal()
    handbook_wanted = Signal()
    keys_wanted = Signal()
    about_wanted = Signal()
    tools_opened = Signal()
    association_wanted = Signal(bool)

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._needs_file: list[QAction] = []
        self._page_actions: list[QAction] = []
        self._visit_actions: dict[str, QAction] = {}
        self._file()
        self._edit()
        self._school()
        self._bureau()
        self._data()
        self._documents()
        self._tools()
        self._help()
        self.set_open(None)

    def set_open(self, desk: Desk | None) -> None:
        """Offer what the desk of the open file has; grey out what needs one where there is none."""
        self._show_pages(desk or Desk.TEAM)
        self._campaign.menuAction().setVisible(desk is Desk.BUREAU)
        merges = desk is Desk.BUREAU
        self.package.setText("合并数据包(&P)…" if merges else "生成数据包(&P)…")
        self.update.setVisible(desk is not Desk.BUREAU)
        for action in (*self._needs_file, *self._page_actions):
            action.setEnabled(desk is not None)
        self.campaign.setEnabled(desk is Desk.BUREAU)
        self.team.setVisible(desk is Desk.TEAM)

    def _show_pages(self, desk: Desk) -> None:
        for action in self._page_actions:
            action.deleteLater()
        specs = pages_for(desk, of_school=True)
        of_school = list(self._offer_pages(self._schools, specs))
        self._visit_actions = dict(zip((spec.key for spec in specs), of_school, strict=True))
        self._campaign_actions = list(self._offer_tabs(desk))
        self._page_actions = [*of_school, *self._campaign_actions]
        self._number(list(self._visit_actions))

    def _number(self, shown: Collection[str]) -> None:
        """Ctrl and a digit turns to a page by its place among those that are shown."""
        for key, action in self._visit_actions.items():
            action.setVisible(key in shown)
            action.setShortcut(QKeySequence())
        for key, digit in zip(
            (key for key in self._visit_actions if key in shown), _DIGITS, strict=False
        ):
            self._visit_actions[key].setShortcut(QKeySequence(f"Ctrl+{digit}"))

    def show_place(self, *, of_school: bool, pages: Collection[str]) -> None:
        """Alt and a digit is the page's own where a school is chosen; else it turns to a tab.
        `pages`: those of the chosen visit, or of any where none is."""
        self._number(pages)
        for action, digit in zip(self._campaign_actions, _DIGITS, strict=False):
            action.setShortcut(QKeySequence("" if of_school else f"Alt+{digit}"))

    def _offer_tabs(self, desk: Desk) -> Iterator[QAction]:
        """An action for each tab of the campaign; below, the pages of each that has several."""
        tabs = tabs_of(pages_for(desk, of_school=False))
        for number, tab in enumerate(tabs, 1):
            action = self._campaign.addAction(f"{tab.title}(&{number})")
            action.triggered.connect(lambda _, title=tab.title: self.tab_wanted.emit(title))
            yield action
        for tab in tabs:
            if len(tab.pages) > 1:
                menu = self._campaign.addMenu(f"{tab.title}的各页")
                list(self._offer_pages(menu, tab.pages))
                yield menu.menuAction()

    def _offer_pages(self, menu: QMenu, specs: Iterable[PageSpec]) -> Iterator[QAction]:
        for number, spec in enumerate(specs, 1):
            action = menu.addAction(f"{spec.title}(&{number})")
            action.triggered.connect(lambda _, key=spec.key: self.page_wanted.emit(key))
            yield action

    def offered(self) -> Iterator[Offered]:
        """What the menus offer now, those of a group's pages included."""
        for action in self._bar.actions():
            menu = action.menu()
            if action.isVisible() and isinstance(menu, QMenu):
                yield from self._offered_in(menu, plain(menu.title()))

    def _offered_in(self, menu: QMenu, title: str) -> Iterator[Offered]:
        pages = {*self._visit_actions.values(), *self._campaign_actions}
        for action in menu.actions():
            below = action.menu()
            if below is self._recent or not (action.isVisible() and action.isEnabled()):
                continue
            if isinstance(below, QMenu):
                for offered in self._offered_in(below, f"{title} › {plain(below.title())[:2]}"):
                    yield replace(offered, is_page=True)
            elif not action.isSeparator():
                key = action.shortcut().toString()
                yield Offered(plain(action.text()), title, key, action, action in pages)

    def show_undo(self, undo: str, redo: str) -> None:
        self.undo.setText(f"撤销{undo}(&U)" if undo else "撤销(&U)")
        self.redo.setText(f"重做{redo}(&R)" if redo else "重做(&R)")
        self.undo.setEnabled(bool(undo))
        self.redo.setEnabled(bool(redo))

    def show_recent(self, locations: list[Location]) -> None:
        self._recent.clear()
        for location in locations:
            action = self._recent.addAction(caption(location))
            action.triggered.connect(
                lambda _, chosen=location: self.recent_wanted.emit(Recent(chosen))
            )
        self._recent.setEnabled(bool(locations))

    def _menu(self, title: str) -> QMenu:
        return self._bar.addMenu(title)

    def _add(
        self,
        menu: QMenu,
        title: str,
        then: Callable[[], object],
        *keys: str,
        needs_file: bool = True,
    ) -> QAction:
        action = menu.addAction(title)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda _: then())
        if needs_file:
            self._needs_file.append(action)
        return action

    def _file(self) -> None:
        menu = self._menu("文件(&F)")
        self._add(menu, "打开(&O)…", self.open_wanted.emit, "Ctrl+O", needs_file=False)
        self._add(menu, "新建检查(&N)…", self.new_wanted.emit, "Ctrl+Shift+N", needs_file=False)
        self._recent = menu.addMenu("最近打开(&R)")
        master = "连接总库(&P)…"
        self._add(menu, master, self.master_wanted.emit, "Ctrl+Shift+O", needs_file=False)
        self._add(menu, "用演示数据试一试(&D)", self.demo_wanted.emit, needs_file=False)
        menu.addSeparator()
        self._add(menu, "关闭文件(&C)", self.close_wanted.emit, "Ctrl+W")
        self._add(menu, "退出(&Q)", self.quit_wanted.emit, "Ctrl+Q", needs_file=False)

    def _edit(self) -> None:
        menu = self._menu("编辑(&E)")
        self.undo = self._add(menu, "撤销(&U)", self.undo_wanted.emit, *UNDO)
        self.redo = self._add(menu, "重做(&R)", self.redo_wanted.emit, *REDO)
        menu.addSeparator()
        self._add(menu, "修改记录(&H)", self.history_wanted.emit, "F4")

    def _school(self) -> None:
        menu = self._schools = self._menu("学校(&S)")
        self._add(menu, "查找(&F)…", self.palette_wanted.emit, "Ctrl+K")
        self._add(menu, "筛选学校列表(&L)", self.search_wanted.emit, "Ctrl+Shift+K")
        self._add(menu, "上一校(&P)", lambda: self.stepped.emit(-1), "Alt+Up")
        self._add(menu, "下一校(&N)", lambda: self.stepped.emit(1), "Alt+Down")
        self.team = self._add(menu, "本组(&T)", lambda: self.page_wanted.emit("team"), "Ctrl+J")
        menu.addSeparator()

    def _bureau(self) -> None:
        menu = self._campaign = self._menu("局里(&B)")
        self.campaign = self._add(menu, "局里工作(&H)", self.campaign_wanted.emit, "Alt+Home")
        menu.addSeparator()

    def _data(self) -> None:
        menu = self._menu("数据(&D)")
        self.package = self._add(menu, "", self.package_wanted.emit, "Ctrl+M")
        self.update = self._add(
            menu, "取回局里的更改(&T)…", self.update_wanted.emit, "Ctrl+Shift+M"
        )
        self._add(menu, "立即备份(&B)", self.backup_wanted.emit, "Ctrl+B")
        restore = "从备份恢复(&R)…"
        self._add(menu, restore, self.restore_wanted.emit, "Ctrl+Shift+B", needs_file=False)
        self._add(menu, "清除家长号码(&E)…", self.erase_wanted.emit)
        self._add(menu, "打开所在文件夹(&O)", self.folder_wanted.emit)
        self._add(menu, "显示或隐藏右栏(&C)", self.context_wanted.emit, "F9")
        self._add(menu, "换录入员(&W)", self.person_wanted.emit, "F8")

    def _documents(self) -> None:
        menu = self._menu("文书(&W)")
        self._add(menu, "检查情况反馈单(&F)", self.feedback_wanted.emit, "Ctrl+P")

    def _tools(self) -> None:
        menu = self._menu("工具(&T)")
        menu.aboutToShow.connect(self.tools_opened)
        self.dark = menu.addAction("深色外观(&D)")
        self.dark.setCheckable(True)
        self.dark.setShortcut(QKeySequence("Ctrl+D"))
        self.dark.toggled.connect(self.dark_wanted)
        for title, key, step in (
            ("放大(&I)", "Ctrl+=", 10),
            ("缩小(&O)", "Ctrl+-", -10),
            ("实际大小(&A)", "Ctrl+0", 0),
        ):
            self._add(menu, title, partial(self.zoomed.emit, step), key, needs_file=False)
        menu.addSeparator()
        self.associated = menu.addAction("双击检查数据文件时用本程序打开(&B)")
        self.associated.setCheckable(True)
        self.associated.triggered.connect(self.association_wanted)

    def _help(self) -> None:
        menu = self._menu("帮助(&H)")
        self._add(menu, "操作手册(&M)", self.handbook_wanted.emit, "F1", needs_file=False)
        self._add(menu, "快捷键(&K)", self.keys_wanted.emit, "Shift+F1", needs_file=False)
        menu.addSeparator()
        self._add(menu, "演练一天(&R)", self.rehearsal_wanted.emit, needs_file=False)
        self._add(menu, "重新开始演练(&N)…", self.again_wanted.emit, needs_file=False)
        menu.addSeparator()
        self._add(menu, "关于(&A)", self.about_wanted.emit, needs_file=False)
