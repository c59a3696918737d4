"""An open file in the window: builds the parts, connects them, and does nothing else."""

import uuid
from collections.abc import Iterator, Mapping
from functools import partial
from importlib import import_module
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.errors import InspectionError
from db.records.people import MemberLine
from db.records.schools import SchoolLine
from db.storage.backup import Reason
from db.store import Changed
from db.vocabulary import Desk as DeskKind
from db.vocabulary import Subject
from inspector_gui.window.desk import Desk
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.page import Page
from inspector_gui.window.pages import PageSpec, pages_for
from inspector_gui.window.settings import Settings
from inspector_gui.window.shell.ask_person import AskPerson
from inspector_gui.window.shell.header import Header
from inspector_gui.window.shell.overlay import DoneOverlay
from inspector_gui.window.shell.page_tabs import PageTabs
from inspector_gui.window.shell.schools import (
    CampaignRow,
    InspectionRow,
    ListRow,
    SchoolRow,
    TeamRow,
)
from inspector_gui.window.shell.sidebar import Sidebar
from inspector_gui.window.shell.statusline import StatusLine
from inspector_gui.window.shell.window import TITLE, Beside, Window
from inspector_gui.window.targets import PageKey, Target
from inspector_gui.window.theme.theme import dress, theme
from inspector_gui.window.unkept import unkept
from inspector_gui.window.widgets.scrolling import Room

CONTEXT_WIDTH = 286
#: The page is painted first; what is around it follows after such a pause in typing, and within
#: such a time.
FOLLOW_MS, FOLLOW_WITHIN_S = 60, 1.0
NARROW, NARROWEST, LOW = 1120, 960, 420
CAMPAIGN_ROW = "局里工作"
_LIST = frozenset(
    {
        *(Subject.CAMPAIGN, Subject.PEOPLE, Subject.SCHOOLS),
        *(Subject.VISITS, Subject.CHECKLIST, Subject.FINDINGS),
    }
)


class Workbench(QObject):
    """The desk's parts in the window. A child of the window: they die together.

    `followed`: what is around the page shows what was done.
    """

    followed = Signal()

    def __init__(self, window: Window, desk: Desk, settings: Settings) -> None:
        super().__init__(window)
        self.window, self.desk, self._settings = window, desk, settings
        desk.setParent(self)
        self._everybody: list[MemberLine] = []
        self._asking: AskPerson | None = None
        self.sidebar, self.header, self.tabs = Sidebar(), Header(), PageTabs()
        self.status = StatusLine()
        self.overlay = DoneOverlay(window, self.status)
        self.pages: dict[str, Page] = {}
        self.rooms: dict[str, Room] = {}
        self._counts: Mapping[str, str] = {}
        self._last_school: uuid.UUID | None = None
        self._came_from: PageKey | None = None
        self._beside: bool | None = None
        self._searching = False
        self._list_stale = False
        self._disk_failed = False
        self._strips: list[QWidget] = []
        self._stack, self.context = QStackedWidget(), Beside()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._middle = QWidget()
        layout = QVBoxLayout(self._middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.header, self.tabs, self.overlay):
            dress(part)
        layout.addWidget(self.header)
        layout.addWidget(self.tabs)
        layout.addWidget(self._stack, 1)
        self.window.put_side(self.sidebar)
        self.window.show_middle(self._middle)
        self.window.put_context(self.context)
        self.window.put_status(self.status)
        self.window.setWindowTitle(f"{self.desk.title} — {TITLE}")
        self._size()

    def _connect(self) -> None:
        desk = self.desk
        self.sidebar.chosen.connect(self._turn_to)
        self.sidebar.search_ended.connect(self._end_search)
        self.header.stepped.connect(desk.step)
        self.header.feedback_wanted.connect(lambda: self.show_page("documents"))
        self.tabs.turned.connect(self._on_tab)
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self._middle, partial(self._step, by))
        self.status.person_chosen.connect(self._on_person)
        desk.chosen.connect(self._on_chosen)
        desk.changed.connect(self._on_changed)
        desk.synced.connect(self._on_synced)
        desk.person_changed.connect(self._show_people)
        desk.person_wanted.connect(self._ask_person)
        desk.done.connect(self.overlay.show_done)
        unkept().begun.connect(self._on_typing)
        theme().changed.connect(self._size)
        self.window.resized.connect(self._make_room)
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(FOLLOW_MS)
        self._follow.timeout.connect(self._on_follow)
        self._follow_by = 0.0
        self._clock = QTimer(self)
        self._clock.setInterval(60_000)
        self._clock.timeout.connect(self._on_minute)
        self._clock.start()

    def begin(self) -> None:
        """Turn to the first school, on the first page; at the bureau, to where its work is."""
        self._show_list()
        self._show_people()
        self._show_kept()
        self._show_facts()
        at_bureau = self.desk.kind is DeskKind.BUREAU
        first = None if at_bureau or not self.desk.schools else self.desk.schools[0].visit_id
        self.desk.choose(first)
        if at_bureau:
            with self.desk.store.read() as work:
                merged, handed_out = work.imports.number(), work.plans.handed_out()
            self.show_page("today" if merged else "merge" if handed_out else "prepare")
        else:
            self.page().enter()

    def leave(self) -> None:
        """Keep what is being typed, close the file and take the parts out of the window."""
        self._clock.stop()
        self._follow.stop()
        try:
            self.desk.close()
        finally:
            self._take_out()

    def put_strip(self, strip: QWidget) -> None:
        """What is said above every page of this file."""
        self.window.put_strip(strip)
        self._strips.append(strip)

    def _take_out(self) -> None:
        self.window.drop_context()
        own = (self.sidebar, self._middle, self.context, self.status, self.overlay)
        for part in (*own, *self._strips):
            part.setParent(None)
            part.deleteLater()
        self.deleteLater()

    # what is shown

    def show_page(self, key: str) -> None:
        """Turn to a page. Raises ValueError where there is none of this name."""
        self.go_to(Target(PageKey(key)))

    def show_tab(self, title: str) -> None:
        """Turn to a tab of the campaign; where it is in front already, to the next page of it."""
        self._turn_towards(of_school=False)
        self.tabs.turn_to_tab(title)
        self.page().enter()

    def go_to(self, target: Target) -> None:
        """Turn to a page; where it is about another thing than is chosen, to that thing first."""
        if target.visit is not None:
            self._came_from = None if self.desk.school else self.tabs.current.key
            self._turn_to(target.visit)
        for of_school in (True, False):
            if target.page in [spec.key for spec in pages_for(self.desk.kind, of_school=of_school)]:
                self._turn_towards(of_school=of_school)
        if target.page in [spec.key for spec in self.specs]:
            self.tabs.turn_to(target.page)
            page = self.pages[target.page]
            page.enter()
            if target.what is not None:
                page.show_target(target)

    def go_to_school(self, visit: uuid.UUID) -> None:
        """Turn to a school, to where work begins on its page."""
        self._turn_to(visit)
        self.page().enter()

    def go_back(self, focus: QWidget | None) -> None:
        """From a field, the panel or what is around the page to its list; from there to the list
        of the campaign from which this school was opened, or to the page itself."""
        page = self.page()
        home = page.home()
        if focus not in (home, page):
            if self._beside and self._is_narrow() and focus and self.context.isAncestorOf(focus):
                self.toggle_context()  # what it lay over is seen again
            home.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._came_from is not None and self.desk.school is not None:
            came_from, self._came_from = self._came_from, None
            self.desk.choose(None)
            self.tabs.turn_to(came_from)
            self.page().enter()
        else:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_towards(self, *, of_school: bool) -> None:
        """To the campaign; to a school, the one that was chosen last."""
        if (self.desk.school is not None) is of_school:
            return
        known = [line.visit_id for line in self.desk.schools]
        last = self._last_school if self._last_school in known else next(iter(known), None)
        self.desk.choose(last if of_school else None)

    def page(self) -> Page:
        return self.pages[self.tabs.current.key]

    def title(self) -> str:
        """What the page in front is called."""
        return self.tabs.current.title

    def _step(self, by: int) -> None:
        """Within the page where it has steps, else among the pages of its group."""
        if not self.page().turn_part(by):
            self.tabs.step(by)

    def _show_tabs(self) -> None:
        """The pages of what is chosen, a school or the campaign."""
        of_school = self.desk.school is not None or self.desk.kind is not DeskKind.BUREAU
        kind = self.desk.inspection if of_school else None
        specs = pages_for(self.desk.kind, of_school=of_school, inspection=kind)
        if self.specs == specs:
            return
        self.tabs.show_specs(specs)
        self._on_tab()

    @property
    def specs(self) -> list[PageSpec]:
        """The pages there are for what is chosen."""
        return self.tabs.specs

    def _on_tab(self) -> None:
        self.desk.flush()
        key = self.tabs.current.key
        if key not in self.pages:
            self._make(key)
        page = self.pages[key]
        self._stack.setCurrentWidget(self.rooms[key])
        if page.context is not None:
            self.context.setCurrentWidget(page.context)
        self._make_room()
        self.tabs.show_counts(self._counts)

    def _make_room(self, *_: object) -> None:
        """In a narrow window the page comes first; F9 lays over it what else stands beside it."""
        narrow = self._is_narrow()
        wanted = self._beside if self._beside is not None else not narrow
        self.window.lay_context(over=narrow)
        self.context.setVisible(wanted and self.page().context is not None)
        wide = self.window.width() >= theme().px(NARROWEST)
        here = self.window.focusWidget()
        if not (wide or self._searching) and here and self.sidebar.isAncestorOf(here):
            self.page().enter()
        self.sidebar.setVisible(wide or self._searching)
        self.header.spare(height=self.window.height() < theme().px(LOW))

    def _is_narrow(self) -> bool:
        return self.window.width() < theme().px(NARROW)

    def begin_search(self) -> None:
        """In the narrowest window the list of schools comes for as long as one searches."""
        self._searching = True
        self._make_room()
        self.sidebar.begin_search()

    def _end_search(self) -> None:
        self._searching = False
        self._make_room()

    def tab_to_panel(self, focus: QWidget) -> bool:
        """Whether Tab opened the folded panel: it comes after the page's list."""
        page = self.page()
        if page.context is None or self.context.isVisible() or focus is not page.home():
            return False
        self._show_beside()
        first = next((stop for stop in _stops(page.context)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
        return first is not None

    def toggle_context(self) -> None:
        self._beside = not self.context.isVisible()
        self._make_room()

    def _show_beside(self) -> None:
        if self.context.isHidden():
            self._beside = True
            self._make_room()

    def _make(self, key: str) -> None:
        page: Page = import_module(f"inspector_gui.window.pages.{key}.page").build(self.desk)
        page.jump_wanted.connect(self.go_to)
        page.beside_wanted.connect(self._show_beside)
        self.pages[key] = page
        self.rooms[key] = Room(page)
        dress(self.rooms[key])
        self._stack.addWidget(self.rooms[key])
        if page.context is not None:
            dress(page.context)
            self.context.addWidget(page.context)

    def _show_list(self) -> None:
        rows: list[ListRow] = []
        with self.desk.store.read() as work:
            self._everybody = work.people.members()
        self.sidebar.show_title(self.desk.campaign.name)
        if self.desk.kind is DeskKind.BUREAU:
            rows.append(CampaignRow(CAMPAIGN_ROW))
        last: uuid.UUID | None = None
        above, several = "", self._has_several()
        for line in self.desk.schools:
            kind = self._kind_of(line) if several else ""
            if kind != above:
                above = kind
                rows.append(InspectionRow(kind))
            if line.team_id != last:
                last = line.team_id
                names = [member.name for member in self._everybody if member.team_id == last]
                rows.append(TeamRow(line.team, "、".join(names[:3])))
            rows.append(SchoolRow(line, len(self.desk.items_for(line)), kind))
        here = self.desk.school.visit_id if self.desk.school else None
        self.sidebar.show_rows(rows, here)

    def _has_several(self) -> bool:
        """Whether visits of more than one inspection are in the file."""
        return len({line.inspection for line in self.desk.schools}) > 1

    def _kind_of(self, line: SchoolLine) -> str:
        kind = self.desk.inspections.get(line.inspection)
        return kind.kind if kind else line.inspection

    def _show_header(self) -> None:
        school = self.desk.school
        if school is None:
            self.header.show_campaign(self.desk.campaign, self._sizes())
            return
        with self.desk.store.read() as work:
            visit = work.visits.facts(school.visit_id)
        lead = next(
            (
                member.name
                for member in self._everybody
                if member.team_id == school.team_id and member.is_lead
            ),
            "",
        )
        kind = self.desk.inspection
        self.header.show_school(
            school,
            visit,
            lead,
            kind=self._kind_of(school) if self._has_several() else "",
            signed=kind is not None and kind.is_signed,
        )

    def _sizes(self) -> list[str]:
        """How many teams and schools each inspection has; of several it says which."""
        sizes = []
        for code in dict.fromkeys(line.inspection for line in self.desk.schools) or [""]:
            own = [line for line in self.desk.schools if line.inspection == code]
            teams, schools = {line.team_id for line in own}, {line.id for line in own}
            head = f"{self._kind_of(own[0])} " if self._has_several() else ""
            kind = self.desk.inspections.get(code)
            visited = "所学校和单位" if kind and kind.with_units else "所学校"
            sizes.append(f"{head}{len(teams)} 个检查组 · {len(schools)} {visited}")
        return sizes

    def _show_counts(self) -> None:
        """The numbers on the tabs."""
        from inspector_gui.window.shell.counts import campaign_counts, page_counts

        school = self.desk.school
        with self.desk.store.read() as work:
            counts = (
                page_counts(work, school, len(self.desk.items_for(school)))
                if school
                else campaign_counts(work)
            )
        self._counts = counts
        self.tabs.show_counts(counts)

    def _show_people(self) -> None:
        self.status.show_people(self.desk.people, self.desk.store.person)

    def _on_typing(self) -> None:
        if self.desk.is_nobody:
            self._ask_person()

    def _ask_person(self) -> None:
        """Who is recording is asked before anything is, and once at a time."""
        if self._asking is None:
            self._asking = AskPerson(self.desk.people, self.window)
            self._asking.chosen.connect(self._on_person)
            self._asking.finished.connect(self._on_asked)
            self._asking.open()

    def _on_asked(self) -> None:
        if self._asking is not None:
            self._asking.deleteLater()
        self._asking = None

    def _show_kept(self) -> None:
        with self.desk.store.read() as work:
            acts, latest = work.journal.count(), work.journal.latest()
        self.status.show_kept(latest, acts)

    def _show_facts(self, *_: object) -> None:
        store = self.desk.store
        copy = store.backups.latest
        facts = ["联机" if store.shared else "离线", store.where]
        if not store.shared:
            facts.append(f"最近备份 {copy.astimezone():%H:%M}" if copy else "本次未备份")
            if store.key is None:
                facts.append("未加密")
        self.status.show_facts(facts)

    # what happens

    def _turn_to(self, visit: uuid.UUID | None) -> None:
        if visit != (self.desk.school.visit_id if self.desk.school else None):
            self.desk.choose(visit)

    def _on_chosen(self) -> None:
        here = self.desk.school.visit_id if self.desk.school else None
        self._last_school = here or self._last_school
        self._show_tabs()
        self.sidebar.mark(here)
        self._show_header()
        self._follow_later()

    def _on_changed(self, changed: Changed) -> None:
        self.overlay.hide()  # what it offers to undo is no more the last step
        self._list_stale |= not _LIST.isdisjoint(changed.subjects)
        self._follow_later()
        if self.desk.store.keeping:
            self.status.show_keeping()
        elif not self._disk_failed:
            self._show_kept()

    def put_off(self) -> None:
        """Somebody types: what is around the page waits for a pause, but not for ever."""
        if self._follow.isActive() and monotonic() < self._follow_by:
            self._follow.start()

    def _follow_later(self) -> None:
        if not self._follow.isActive():
            self._follow_by = monotonic() + FOLLOW_WITHIN_S
        self._follow.start()

    @property
    def behind(self) -> bool:
        """What is around the page does not show the last change yet."""
        return self._follow.isActive()

    def _on_follow(self) -> None:
        """Around the page: list, header, numbers. A burst of keys is followed once, and later."""
        self.desk.catch_up()
        if self._list_stale:
            self._list_stale = False
            self._show_list()
            self._show_people()
        self._show_header()
        self._show_counts()
        self.followed.emit()

    def _on_synced(self, failure: OSError | None) -> None:
        """Only what the disk has is said to be kept."""
        if failure is None:
            self._show_kept()
            return
        self._disk_failed = True
        self.status.show_failed()
        raise InspectionError(
            "磁盘写入失败，刚才的记录可能没有存住；请马上按 Ctrl+B 备份，再把备份复制到另一块磁盘。"
        ) from failure

    def _on_minute(self) -> None:
        """Ten minutes of work get a copy of their own, off the window's thread."""
        self._show_facts()
        self.desk.store.look_around()
        backups = self.desk.store.backups
        if backups.due:
            job = Job(lambda _: backups.make(Reason.CHANGED), application())
            job.then(self._show_facts)
            job.start()

    def _on_person(self, person: uuid.UUID) -> None:
        self._settings.set_person(self.desk.store.path, person)
        self.window.banner.hide()
        self.desk.set_person(person)

    def _size(self) -> None:
        self.context.setFixedWidth(theme().px(CONTEXT_WIDTH))
        if self.pages:
            self._make_room()


def _stops(part: QWidget) -> Iterator[QWidget]:
    """What Tab would stop at, in its order."""
    widget = part.nextInFocusChain()
    while widget is not None and part.isAncestorOf(widget):
        if (
            widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisible()
            and widget.isEnabled()
        ):
            yield widget
        widget = widget.nextInFocusChain()
