"""The one place that tells the user what went wrong, or right."""

import logging
import sys
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from db.errors import InspectionError

_LOG = logging.getLogger(__name__)
OUR_FAULT = "程序出错，这一步没有完成；详情已记入日志，请重试或联系维护人员。"


class Notices(QObject):
    """Says a sentence: `told(text, grave)`. Grave ones stay until they are dismissed."""

    told = Signal(str, bool)

    def catch_all(self) -> None:
        """From now on nothing that goes wrong in a slot is lost or shown as a traceback."""
        sys.excepthook = self._hook

    def tell(self, text: str, *, grave: bool = False) -> None:
        self.told.emit(text, grave)

    def tell_error(self, error: BaseException) -> None:
        self.tell(sentence(error), grave=True)

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.tell_error(error)


def sentence(error: BaseException) -> str:
    """An InspectionError is a sentence for the user; anything else is our fault, and logged."""
    if isinstance(error, InspectionError):
        return str(error)
    _LOG.error("unexpected", exc_info=error)
    return OUR_FAULT
