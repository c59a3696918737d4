"""A document to a printer, page after page: drawn off the window's thread, painted on it."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from db.errors import InspectionError
from inspector_gui.window.jobs import Job
from inspector_gui.window.printroom.pictures import Pictures

FINEST = 600
NO_PRINTER = "这台电脑还没有安装打印机；请先安装打印机，或者保存 PDF 后到别的电脑打印。"
DEAD_PRINTER = "打印机没有响应，没有打印；请检查打印机是否开机、连接和有纸，然后重试。"


def choose_printer(title: str, pictures: Pictures, parent: QWidget) -> QPrinter | None:
    """The system's own dialog. Raises InspectionError where no printer is installed."""
    if not QPrinterInfo.availablePrinterNames():
        raise InspectionError(NO_PRINTER)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"打印：{title}")
    dialog.setMinMax(1, len(pictures))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return None
    return printer


class Printing(QObject):
    """One document on its way to the printer. Tells `progressed`, and `ended(words)`."""

    progressed = Signal(int, int)
    ended = Signal(str)

    def __init__(self, pictures: Pictures, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures, self._printer = pictures, printer
        first, last = printer.fromPage() or 1, printer.toPage() or len(pictures)
        self._pages = list(range(first - 1, min(last, len(pictures))))
        self._painter: QPainter | None = None
        self._stopped, self._done = False, 0

    @property
    def laid(self) -> int:
        """How many pages the printer has."""
        return self._done

    def start(self) -> None:
        self._next()

    def cancel(self) -> None:
        self._stopped = True

    def _next(self) -> None:
        done = self._done
        self.progressed.emit(done, len(self._pages))
        if self._stopped or done == len(self._pages):
            self._end("打印已取消。" if self._stopped else f"已送打印机：{done} 页。")
            return
        page = self._pages[done]
        width = self._pictures.pixels(page, min(self._printer.resolution(), FINEST)).width()
        job = Job(lambda _: self._pictures.draw(page, width), self)
        job.then(self._on_drawn)
        job.failed.connect(self._on_failed)
        job.start()

    def _on_drawn(self, image: QImage) -> None:
        self._lay_page(self._pages[self._done])
        if self._painter is None:
            self._painter = QPainter()
            ready = self._painter.begin(self._printer)
        else:
            ready = self._printer.newPage()
        if not ready:
            self._end(DEAD_PRINTER)
            return
        area = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        self._painter.drawImage(QRectF(0, 0, area.width(), area.height()), image)
        self._done += 1
        self._next()

    def _lay_page(self, page: int) -> None:
        """A4, life size, to the very edge: the margins are in the page."""
        size = self._pictures.sizes[page]
        wide = size.width() > size.height()
        turn = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        self._printer.setFullPage(True)
        a4 = QPageSize(QPageSize.PageSizeId.A4)
        self._printer.setPageLayout(QPageLayout(a4, turn, QMarginsF(0, 0, 0, 0)))
        self._printer.setFullPage(True)

    def _on_failed(self, error: BaseException) -> None:
        self._end("")
        raise error

    def _end(self, message: str) -> None:
        if self._painter is not None:
            self._painter.end()
        self.ended.emit(message)
        self.deleteLater()
