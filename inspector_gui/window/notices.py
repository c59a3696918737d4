"""The one place that tells the user what went wrong, or right."""

import logging
import sys
from enum import Enum, auto
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from db.errors import InspectionError

_LOG = logging.getLogger(__name__)
OUR_FAULT = "程序出错，这一步没有完成；详情已记入日志，请重试或联系维护人员。"


class Severity(Enum):
    """How long a notice stays: an error until it is dismissed, news for a while, word of work
    under way until the next word."""

    NEWS = auto()
    WORKING = auto()
    ERROR = auto()


class Notices(QObject):
    """Reports a sentence: `noticed(text, severity)`."""

    noticed = Signal(str, Severity)

    def catch_all(self) -> None:
        """From now on nothing that goes wrong in a slot is lost or shown as a traceback."""
        sys.excepthook = self._hook

    def show_news(self, text: str) -> None:
        self.noticed.emit(text, Severity.NEWS)

    def show_work(self, text: str) -> None:
        self.noticed.emit(text, Severity.WORKING)

    def show_error(self, error: BaseException) -> None:
        self.noticed.emit(sentence(error), Severity.ERROR)

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.show_error(error)


def sentence(error: BaseException) -> str:
    """An InspectionError is a sentence for the user; anything else is our fault, and logged."""
    if isinstance(error, InspectionError):
        return str(error)
    _LOG.error("unexpected", exc_info=error)
    return OUR_FAULT
