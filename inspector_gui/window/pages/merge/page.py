"""Files to the gate and into the bureau's file; word of how far they are to the view."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QThreadPool

from db.errors import InspectionError
from db.merge.import_session import Drop, Dropped
from db.packages.identity import key_by_bureau
from db.progress import Progress
from db.storage import file, keys
from db.vocabulary import Subject
from inspector_gui.actions.merging import merge_files
from inspector_gui.labels import in_china
from inspector_gui.window.desk import Desk
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.merge.merge_text import sum_up
from inspector_gui.window.pages.merge.view import MergeView


def build(desk: Desk) -> MergeView:
    view = MergeView(lambda: in_china(desk.store.now()).date(), desk.figure_names)
    MergePresenter(view, desk)
    return view


class MergePresenter(Presenter[MergeView]):
    subjects = frozenset({Subject.MERGES, Subject.VISITS, Subject.PEOPLE})
    of_school = False

    def __init__(self, view: MergeView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._drop = Drop(desk.store)
        self._job: Job[object] | None = None
        self._caption = ""
        self._word = ""
        self._open: dict[str, int] = {}
        view.given.connect(self._on_given)
        view.merge_wanted.connect(self._merge)
        view.again_wanted.connect(self._bring_again)
        view.clear_wanted.connect(self._clear)
        view.cancel_wanted.connect(self._on_cancel)
        desk.closing.connect(self._leave)

    def refresh(self) -> None:
        store = self.desk.store
        today = in_china(store.now()).date()
        with store.read() as work:
            deliveries = work.packages.deliveries(today)
            self._open = {
                "conflicts": work.conflicts.count(),
                "duplicates": work.pairs.number(),
                "quarantine": work.quarantined.number(),
            }
            breaches = work.oversight.breaches()
        self.view.show_deliveries(deliveries)
        self.view.show_waiting(self._open)
        self.view.show_breaches([breach.sentence for breach in breaches])

    # files come

    def _on_given(self, paths: Sequence[Path]) -> None:
        """What was refused before may have been copied anew."""
        known = self._drop.files
        new = [key for key in dict.fromkeys(paths) if key not in known or not known[key].waits]
        if self._job is None and new:
            self._unlock(new, {})

    def _unlock(self, waiting: list[Path], known: dict[Path, bytes | None]) -> None:
        """Find the key of each file; where only a passphrase helps, ask for it."""
        while waiting:
            path, *waiting = waiting
            known[path] = None
            if not _is_encrypted(path):
                continue
            known[path] = key_by_bureau(self.desk.store, path)
            if known[path] is None:
                self._ask_for_passphrase(path, waiting, known)
                return
        self._look_at(known)

    def _ask_for_passphrase(
        self, path: Path, waiting: list[Path], known: dict[Path, bytes | None], word: str = ""
    ) -> None:
        def then(secret: str) -> None:
            try:
                known[path] = keys.unwrap(path, secret) if secret else None
            except InspectionError as error:
                self._ask_for_passphrase(path, waiting, known, str(error))
            else:
                self._unlock(waiting, known)

        self.view.ask_passphrase(word or f"“{path.name}”已加密，请输入口令：", then)

    def _look_at(self, sources: dict[Path, bytes | None]) -> None:
        if sources:
            look = partial(self._drop.add, sources)
            self._begin(Job(look, application()), "正在检查数据包", self._on_looked)

    def _on_looked(self, _: object) -> None:
        self._word = ""
        self._end()

    def _bring_again(self) -> None:
        """What was taken back is to come again with these files: see what that brings."""
        if self._job is None:
            look = Job(self._drop.bring_again, application())
            self._begin(look, "正在检查数据包", self._on_looked)

    # files go in

    def _merge(self) -> None:
        if self._job is None:
            self._begin(Job(self._take_all, application()), "正在合并", self._on_merged)

    def _take_all(self, progress: Progress) -> None:
        waiting = self._drop.waiting()
        order = list(waiting)

        def within(path: Path) -> Progress:
            start, end = order.index(path) * 100, len(order) * 100
            return lambda step, steps: progress(start + step * 100 // steps, end)

        merged = merge_files(
            store=self.desk.store, files=waiting, again=self._drop.again, progress=within
        )
        for done, (path, receipt) in enumerate(zip(order, merged, strict=True), 1):
            self._drop.note_merged(path, receipt)
            progress(done * 100, len(order) * 100)

    def _on_merged(self, _: object) -> None:
        self.refresh()
        self._word = sum_up(self._files(), self._open)
        self._end()

    def _on_stopped(self) -> None:
        done = sum(dropped_file.merged for dropped_file in self._drop.files.values())
        self._word = f"已取消；{done} 份已整份合并，其余没有动。" if done else "已取消，没有改动。"
        self._end()

    # both

    def _begin(self, job: Job[object], caption: str, then: Callable[[object], None]) -> None:
        self._job, self._caption = job, caption
        job.progressed.connect(self._on_progressed)
        job.then(then)
        job.cancelled.connect(self._on_stopped)
        job.failed.connect(self._on_failed)
        self.view.show_progress(caption, 0, 1)
        job.start()

    def _on_progressed(self, done: int, total: int) -> None:
        self.view.show_progress(self._caption, done, total)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        raise error

    def _end(self) -> None:
        self._job = None
        self.view.end_progress()
        self.refresh()
        self.view.show_files(self._files())
        self.view.show_word(self._word)
        self.view.enter()

    def _files(self) -> list[Dropped]:
        return list(self._drop.files.values())

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _clear(self) -> None:
        if self._job is None:
            self._drop.close()
            self._word = ""
            self._end()

    def _leave(self) -> None:
        """The file is about to be closed: what is under way stops, whole files stay in."""
        if self._job is not None:
            self._job.cancel()
            QThreadPool.globalInstance().waitForDone()
        self._drop.close()


def _is_encrypted(path: Path) -> bool:
    try:
        return file.inspect(path).form is file.Form.ENCRYPTED
    except InspectionError:
        return False  # the gate will say what is wrong with it
