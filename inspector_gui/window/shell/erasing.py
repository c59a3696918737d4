"""Erasing the numbers and names of drawn people: what goes is said, one key does it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from db.records.erasures import Kept
from inspector_gui.labels import long_date, today
from inspector_gui.window.desk import Desk
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.notices import Notices
from inspector_gui.window.shell.window import Window
from inspector_gui.window.widgets.confirming import confirm


def overdue(desk: Desk) -> str | None:
    """What is to be said on opening a file whose numbers should be gone."""
    kept = _kept(desk)
    if not kept.overdue(today()) or kept.until is None:
        return None
    return (
        f"家长号码应保存到{long_date(kept.until)}，已经过期，还有 {kept.numbers} 个；"
        "请组长在“数据”菜单选“清除家长号码”。"
    )


def _kept(desk: Desk) -> Kept:
    with desk.store.read() as work:
        return work.erasures.kept()


class Erasing(QObject):
    """A child of the window: it outlives the question it asks."""

    def __init__(self, window: Window, notices: Notices, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._notices, self._desk = window, notices, desk

    def ask(self) -> None:
        from db.erasing import packages_kept

        self._desk.flush()
        self._desk.require_person()
        kept = _kept(self._desk)
        question = _question(kept, packages_kept(self._desk.store).known)
        confirm(self._window, "清除家长号码", question, "清除", self._erase)

    def _erase(self) -> None:
        from inspector_gui.actions.erasing import erase_numbers

        store = self._desk.store
        folder = store.path.parent
        work = partial(erase_numbers, store=store, folder=folder, packages=True)
        job = Job(lambda progress: work(progress=progress), application())
        job.then(self._on_erased)
        job.failed.connect(self._notices.show_error)
        self._notices.show_news("正在清除号码…")
        job.start()

    def _on_erased(self, certificate: Path) -> None:
        self._notices.show_news(f"号码和姓名已清除，证明在 {certificate}")


def _question(kept: Kept, packages: Sequence[Path]) -> str:
    sealed = (
        f"文件旁边的数据包 {len(packages)} 个也移除，还没有交的以后重新封。" if packages else ""
    )
    until = f"保存期限：{long_date(kept.until)}。" if kept.until else "没有规定保存期限。"
    return (
        f"本文件有抽样家长号码 {kept.numbers} 个、学生姓名 {kept.names} 个。{until}\n\n"
        "清除后不能恢复，也不能再拨打；写在记录文字里的号码和姓名一并隐去，本机的旧备份全部移除。"
        f"{sealed}"
        "抽样顺序号、访问结果和统计数字保留。清除后生成一份证明（PDF）。"
    )
