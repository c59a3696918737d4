"""The tabs: pages of a school, or groups of the bureau's pages with the pages of the chosen one."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QToolButton, QVBoxLayout, QWidget

from inspector_gui.window.pages import PageSpec, Tab, tabs_of
from inspector_gui.window.targets import PageKey
from inspector_gui.window.theme.theme import theme

#: Pages whose count is something that waits; it stands at their group too.
WAITING = frozenset({"conflicts", "duplicates", "quarantine"})


class Tabs(QTabBar):
    """A row of tabs. `scrolls`: arrows where there is no room, else names are cut short."""

    def __init__(self, name: str, *, scrolls: bool) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(scrolls)
        for arrow, caption in zip(
            self.findChildren(QToolButton), ("前面的页", "后面的页"), strict=True
        ):
            arrow.setAccessibleName(caption)
            arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys turn the pages
        elide = Qt.TextElideMode.ElideNone if scrolls else Qt.TextElideMode.ElideRight
        self.setElideMode(elide)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_titles(self, titles: Sequence[str]) -> None:
        while self.count():
            self.removeTab(0)
        for title in titles:
            self.addTab(title)


class PageTabs(QWidget):
    """Which page is in front. `turned`: to another one."""

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.above, self.below = Tabs("页面", scrolls=True), Tabs("本组页面", scrolls=False)
        self.below.setObjectName("subpages")
        self._tabs: list[Tab] = []
        self._last: dict[str, int] = {}
        upper, self._lower = QWidget(), QWidget()
        upper.setObjectName("tabs")
        upper.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lines = [QHBoxLayout(upper), QHBoxLayout(self._lower)]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part, line, bar in zip(
            (upper, self._lower), self._lines, (self.above, self.below), strict=True
        ):
            line.addWidget(bar)
            layout.addWidget(part)
        self.above.currentChanged.connect(self._on_upper)
        self.below.currentChanged.connect(self._on_lower)
        theme().changed.connect(self._size)
        self._size()

    @property
    def specs(self) -> list[PageSpec]:
        return [spec for tab in self._tabs for spec in tab.pages]

    @property
    def current(self) -> PageSpec:
        pages = self._tabs[self.above.currentIndex()].pages
        return pages[self.below.currentIndex()] if len(pages) > 1 else pages[0]

    def show_specs(self, specs: Sequence[PageSpec]) -> None:
        """These pages; the one in front stays there if it is among them."""
        here = self.current.key if self._tabs else None
        self._tabs = tabs_of(specs)
        with QSignalBlocker(self.above):
            self.above.show_titles([tab.title for tab in self._tabs])
        self._show_at(here if here in [spec.key for spec in specs] else specs[0].key)

    def turn_to(self, key: PageKey) -> None:
        """Bring a page to the front."""
        if key != self.current.key:
            self._show_at(key)
            self.turned.emit()

    def turn_to_tab(self, title: str) -> None:
        """To the page of this tab that was in front last; if one of it is now, to its next one."""
        names = [tab.title for tab in self._tabs]
        if names.index(title) != self.above.currentIndex():
            self.above.setCurrentIndex(names.index(title))
        elif self.below.count():
            self.below.setCurrentIndex((self.below.currentIndex() + 1) % self.below.count())

    def step(self, by: int) -> None:
        """To the next page of the group, or the one before; nothing at its ends."""
        index = self.below.currentIndex() + by
        if 0 <= index < self.below.count():
            self.below.setCurrentIndex(index)

    def show_counts(self, counts: Mapping[str, str]) -> None:
        """What each page says behind its title; a group says what waits in it."""
        pages = self._tabs[self.above.currentIndex()].pages
        for number, tab in enumerate(self._tabs):
            count = _count_of(tab, counts)
            self.above.setTabText(number, f"{tab.title} {count}".strip())
        for number, spec in enumerate(pages if len(pages) > 1 else ()):
            self.below.setTabText(number, f"{spec.title} {counts.get(spec.key, '')}".strip())

    def text_of(self, key: PageKey) -> str:
        """What the tab of a page says; of one in another group its title alone."""
        for number, tab in enumerate(self._tabs):
            keys = [spec.key for spec in tab.pages]
            if keys == [key]:
                return self.above.tabText(number)
            if key in keys and number == self.above.currentIndex():
                return self.below.tabText(keys.index(key))
        return next(spec.title for spec in self.specs if spec.key == key)

    def _show_at(self, key: PageKey) -> None:
        index = next(
            number
            for number, tab in enumerate(self._tabs)
            if key in [spec.key for spec in tab.pages]
        )
        with QSignalBlocker(self.above):
            self.above.setCurrentIndex(index)
        self._show_lower([spec.key for spec in self._tabs[index].pages].index(key))

    def _show_lower(self, here: int) -> None:
        tab = self._tabs[self.above.currentIndex()]
        several = len(tab.pages) > 1
        with QSignalBlocker(self.below):
            self.below.show_titles([spec.title for spec in tab.pages] if several else [])
            self.below.setCurrentIndex(here)
        self._lower.setVisible(several)
        self._last[tab.title] = here

    def _on_upper(self, number: int) -> None:
        """To the page of the group that was in front last."""
        self._show_lower(self._last.get(self._tabs[number].title, 0))
        self.turned.emit()

    def _on_lower(self, number: int) -> None:
        self._last[self._tabs[self.above.currentIndex()].title] = number
        self.turned.emit()

    def _size(self) -> None:
        px = theme().px
        self._lines[0].setContentsMargins(px(8), 0, 0, 0)
        self._lines[1].setContentsMargins(px(20), px(9), px(12), 0)


def _count_of(tab: Tab, counts: Mapping[str, str]) -> str:
    if len(tab.pages) == 1:
        return counts.get(tab.pages[0].key, "")
    waiting = (counts.get(spec.key, "") for spec in tab.pages if spec.key in WAITING)
    return str(sum(int(count) for count in waiting if count.isdecimal()) or "")
