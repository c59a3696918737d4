"""When a text field keeps what is typed: at a pause, when it is left, and at the latest a second
behind the fingers."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from db.masking import without_begun
from db.unseen import clean, has_control

PAUSE_MS, LATEST_MS = 500, 800
UNSEEN_DROPPED = "有不能保存的控制字符，已去掉"
NUMBER_MASKED = "其中的号码已遮去中间几位，原号不保存"


class Autosave(QObject):
    """`paused` is called when nobody typed for a moment, `due` while typing goes on and on."""

    def __init__(self, owner: QObject, paused: Callable[[], None], due: Callable[[], None]) -> None:
        super().__init__(owner)
        self._pause = self._timer(PAUSE_MS, paused)
        self._latest = self._timer(LATEST_MS, due)

    def _timer(self, after: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(then)
        return timer

    @property
    def typing(self) -> bool:
        return self._pause.isActive()

    def typed(self) -> None:
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def stop(self) -> None:
        self._pause.stop()
        self._latest.stop()


def so_far(text: str, cursor: int) -> str:
    """What may be kept of a text that is being typed: without a number that is only begun.

    Once it is whole it is masked; its beginning in the journal would give it away.
    """
    before, after = split_at(text, cursor)
    return without_begun(before) + after


def seen(text: str, cursor: int) -> tuple[str, int, str]:
    """The text without what nobody sees, where the cursor is then, and the word to be said."""
    word = UNSEEN_DROPPED if has_control(text) else ""
    return clean(text), units(clean(split_at(text, cursor)[0])), word


def split_at(text: str, cursor: int) -> tuple[str, str]:
    """What is before and after Qt's cursor, which counts 𠮷 as two."""
    stored = text.encode("utf-16-le", "surrogatepass")
    before, after = stored[: 2 * cursor], stored[2 * cursor :]
    return before.decode("utf-16-le", "replace"), after.decode("utf-16-le", "replace")


def units(text: str) -> int:
    """How long Qt takes a text to be."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
