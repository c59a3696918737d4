"""Builds every part, once: the application, its look, the window; then opens a file."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLibraryInfo, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from inspector_gui.log import keep_log
from inspector_gui.resources import ICONS
from inspector_gui.window.notices import Notices
from inspector_gui.window.settings import Settings
from inspector_gui.window.shell.window import Window
from inspector_gui.window.theme.theme import Theme, system_is_dark

if TYPE_CHECKING:
    from inspector_gui.window.shell.frame import Frame


def start(arguments: list[str]) -> int:
    """Show the window, then open the named file, or the way to one."""
    keep_log()
    app = make_application()
    window = Window()
    window.show()
    holder: list[Frame] = []
    # The skeleton is painted first; only then is the database imported.
    QTimer.singleShot(0, lambda: holder.append(furnish(window, arguments)))
    return app.exec()


def make_application() -> QApplication:
    """The application with its look and its one place for bad news."""
    gc.disable()  # collecting while importing costs a fifth of the start; `furnish` turns it on
    _spare_source_search()
    _prefer_working_input_method()
    _own_the_task_bar()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("收费检查工作台")
    _speak_chinese(app)
    app.setWindowIcon(QIcon(str(ICONS / "app.svg")))
    settings = Settings()
    dark = settings.dark if settings.dark is not None else system_is_dark()
    Theme(app, dark=dark, zoom=settings.zoom)
    return app


def furnish(window: Window, named: Sequence[str | Path]) -> "Frame":
    """Give the window its menus and open what is named first, or show what can be opened."""
    from inspector_gui.window.shell.frame import Frame

    notices = Notices(window)
    notices.catch_all()
    frame = Frame(window, notices, Settings())
    if named:
        frame.open_named(str(named[0]))
    else:
        frame.welcome()
    gc.enable()
    gc.freeze()
    return frame


def _spare_source_search() -> None:
    """PySide reads the source of every module imported after it, looking for its own name, to
    switch optional features that we do not use: a seventh of the start. Only ours are to be read.
    """
    feature: Any = sys.modules.get("shibokensupport.feature")
    search = getattr(feature, "_mod_uses_pyside", None)
    if search is not None:
        ours = __name__.partition(".")[0]
        feature._mod_uses_pyside = lambda module: (  # noqa: SLF001  # there is no public switch
            module.__name__.startswith(ours) and search(module)
        )


def _speak_chinese(app: QApplication) -> None:
    """Qt's own words: the buttons of a question, the menu of a field."""
    translator = QTranslator(app)
    if translator.load(
        "qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        app.installTranslator(translator)


def _own_the_task_bar() -> None:
    """On Windows the task bar shows this window as the program's and not as Python's."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("inspector.workbench")


def _prefer_working_input_method() -> None:
    """Qt ships no fcitx plugin; fcitx answers to the ibus protocol too."""
    if "fcitx" in os.environ.get("XMODIFIERS", "") and "QT_IM_MODULE" not in os.environ:
        os.environ["QT_IM_MODULE"] = "ibus"
