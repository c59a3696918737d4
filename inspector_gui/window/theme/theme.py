"""Puts a look on the application and tells whoever paints for himself when it changes."""

from string import Template
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from inspector_gui.resources import FONTS, ICONS
from inspector_gui.window.theme.colours import DARK, LIGHT, Colours
from inspector_gui.window.theme.sheet import SHEET

BASE_POINTS = 10.0
MIN_ZOOM, MAX_ZOOM = 80, 200
FAMILY = "Noto Sans SC"
#: Classes for which Windows has fonts of its own.
_OF_THE_SYSTEM = (
    *("QAbstractItemView", "QHeaderView", "QMenu", "QMenuBar", "QMessageBox"),
    *("QMessageBoxLabel", "QStatusBar", "QTipLabel", "QToolButton"),
)


class Theme(QObject):
    """The one look of the application. `zoom` in per cent of the screen's own scale."""

    changed = Signal()
    redressed = Signal()

    def __init__(self, app: QApplication, *, dark: bool = False, zoom: int = 100) -> None:
        super().__init__(app)
        _made.append(self)
        self._app = app
        self.dark, self.zoom = dark, zoom
        app.setStyle("Fusion")
        _load_fonts()
        self.apply()

    @property
    def colours(self) -> Colours:
        return DARK if self.dark else LIGHT

    def set_dark(self, dark: bool) -> None:  # a toggle's slot
        self.dark = dark
        self.apply()

    def set_zoom(self, zoom: int) -> None:
        self.zoom = max(MIN_ZOOM, min(MAX_ZOOM, zoom))
        self.apply()

    def apply(self) -> None:
        self._app.setFont(font(self.zoom))
        self._app.setPalette(_palette(self.colours))
        for kind in _OF_THE_SYSTEM:
            QApplication.setFont(font(self.zoom), kind)  # type: ignore[arg-type]
        self.sheet = _sheet(self.colours, self.zoom)
        self.redressed.emit()
        self.changed.emit()

    def px(self, size: float) -> int:
        """A length drawn for 100 %, at this zoom."""
        return round(size * self.zoom / 100)


class _Dress(QObject):
    """Keeps the style sheet of one part of the window. Qt looks at every widget below a new sheet:
    a part that is not seen gets it when it is seen again."""

    #: On the class, for Qt still asks a part that Python is taking away with what it knew.
    _stale = False

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        part.installEventFilter(self)
        theme().redressed.connect(self._on_redressed)
        part.setStyleSheet(theme().sheet)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if self._stale and event.type() == QEvent.Type.Show:
            self._dress()
        return False

    def _on_redressed(self) -> None:
        self._stale = True
        if self._part().isVisible():
            self._dress()

    def _dress(self) -> None:
        self._stale = False
        self._part().setStyleSheet(theme().sheet)

    def _part(self) -> QWidget:
        return cast("QWidget", self.parent())


def dress(part: QWidget) -> None:
    """Let a part of the window, and all below it, have the look; no other may be above it."""
    _Dress(part)


def theme() -> Theme:
    """The application's theme."""
    return _made[-1]


#: app.start makes it before any widget; whoever paints asks for it all the time.
_made: list[Theme] = []


def system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def font(zoom: int = 100, scale: float = 1.0, *, bold: bool = False) -> QFont:
    made = QFont()
    made.setFamilies([FAMILY, "LXGW WenKai", "Inspector Kai"])
    made.setPointSizeF(BASE_POINTS * scale * zoom / 100)
    made.setBold(bold)
    return made


def _load_fonts() -> None:
    """The bundled fonts: every screen shows the same, and no name as a box."""
    for path in sorted(FONTS.glob("*.ttf")):
        if path.name.startswith(("NotoSansSC", "LXGW", "Inspector")):
            QFontDatabase.addApplicationFont(str(path))


def _palette(colours: Colours) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: colours.ground,
        QPalette.ColorRole.WindowText: colours.ink,
        QPalette.ColorRole.Base: colours.card,
        QPalette.ColorRole.AlternateBase: colours.band,
        QPalette.ColorRole.Text: colours.ink,
        QPalette.ColorRole.Button: colours.card,
        QPalette.ColorRole.ButtonText: colours.ink,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.ToolTipBase: colours.card,
        QPalette.ColorRole.ToolTipText: colours.ink,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.Mid: colours.line,
        QPalette.ColorRole.Dark: colours.line,
        QPalette.ColorRole.Light: colours.card,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    off = QPalette.ColorGroup.Disabled
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(off, role, QColor(colours.faint))
    return palette


def _sheet(colours: Colours, zoom: int) -> str:
    values = {name: value for name, value in vars(colours).items() if isinstance(value, str)}
    for name in ("good", "bad", "warn", "calm", "info"):
        tone = getattr(colours, name)
        values |= {f"{name}_ink": tone.ink, f"{name}_tint": tone.tint}
    values |= {name: (ICONS / f"{name}.svg").as_posix() for name in ("tick", "chevron")}
    sizes = {f"px{n}": f"{round(n * zoom / 100)}px" for n in range(1, 41)}
    return Template(SHEET).substitute(values | sizes)
