"""Evidence to the store and back: taken in, described, tied to findings, shown large."""

import uuid
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from db.errors import InspectionError
from db.records.evidence import Proof
from db.records.findings import FindingLine
from db.vocabulary import Act, FindingStatus, Subject
from inspector_gui.actions.evidence import (
    discard_evidence,
    gather_evidence,
    support_finding,
    withhold_from_finding,
)
from inspector_gui.labels import in_china, label
from inspector_gui.window.copies import suffix_of
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import Entry, RowEdited
from inspector_gui.window.intake import Intake
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.findings.gallery import thumb_of
from inspector_gui.window.pages.findings.view import FindingsView
from inspector_gui.window.widgets.dropping import Source
from inspector_gui.window.widgets.lightbox import Slide

_MOST_PAGES = 30
_PDF = "application/pdf"


class EvidencePresenter(Presenter[FindingsView]):
    subjects = frozenset({Subject.EVIDENCE, Subject.FINDINGS, Subject.CHECKLIST})

    def __init__(self, view: FindingsView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._proofs: list[Proof] = []
        self._findings: list[FindingLine] = []
        self._codes: dict[uuid.UUID, str] = {}
        self._shown: Sequence[Proof] = ()
        self._reading: tuple[Job[list[QImage]], int] | None = None
        self.intake = Intake(desk, self)
        self.intake.progressed.connect(self._on_progress)
        self.intake.ended.connect(lambda _: view.progress.end())
        view.progress.cancelled.connect(self.intake.cancel)
        view.given.connect(self._take)
        view.saved.connect(self._save)
        gallery, panel = view.gallery, view.proof_panel
        gallery.thumbs.load = self.content
        gallery.entry.entered.connect(self._name)
        gallery.thumbs.turned.connect(self._show_panel)
        gallery.thumbs.entered_.connect(panel.begin)
        gallery.thumbs.opened.connect(self._open_current)
        gallery.thumbs.discarded.connect(self._discard)
        gallery.thumbs.digit.connect(self._toggle)
        panel.described.connect(self._describe)
        panel.linked.connect(self._link)
        panel.opened.connect(self._open_current)
        panel.discarded.connect(self._discard)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            self._proofs = work.evidence.proofs(self.school.visit_id)
            self._findings = [
                line
                for line in work.findings.lines(self.school.visit_id)
                if line.status is not FindingStatus.WITHDRAWN
            ]
            self._codes = {item.id: item.code for item in self.desk.items}
        idle = sum(known.idle for known in self._proofs)
        count = f"{len(self._proofs)} · 未用 {idle}" if idle else str(len(self._proofs) or "")
        self.view.chips.show_count("evidence", count, "warn" if idle else "")
        self.view.gallery.show_thumbs(
            [thumb_of(known, self._serials(known)) for known in self._proofs]
        )
        self._show_panel()

    def content(self, sha256: bytes) -> bytes | None:
        with self.desk.store.read() as work:
            return work.evidence.content(sha256)

    def _serials(self, proof: Proof) -> list[str]:
        return [finding.serial for finding in self._findings if finding.id in proof.findings]

    @property
    def _current(self) -> Proof | None:
        thumb = self.view.gallery.thumbs.current()
        return next((known for known in self._proofs if thumb and known.id == thumb.id), None)

    def _show_panel(self) -> None:
        proof = self._current
        codes = [self._codes.get(item, "") for item in proof.items] if proof else []
        self.view.proof_panel.show_proof(proof, self._findings, codes)

    # taking in

    def _take(self, sources: Sequence[Source]) -> None:
        """On the face of findings they are for the chosen one, elsewhere for none yet."""
        finding = self.view.wording.finding if self.view.chips.key == "findings" else None
        if finding is not None and finding.status is not FindingStatus.WITHDRAWN:
            self.intake.take(sources, finding=finding.id)
        else:
            self.intake.take(sources)

    def _on_progress(self, done: int, total: int) -> None:
        self.view.progress.show_progress("正在处理照片和文件…", done, total)

    def _name(self, entry: Entry) -> None:
        gather_evidence(store=self.desk.store, school=self.school, **entry.values)
        self.view.gallery.entry.taken()

    # describing and tying

    def _describe(self, edited: RowEdited[Proof]) -> None:
        with self.desk.act(Act.ADD_EVIDENCE) as work:
            work.evidence.describe(edited.row.id, **{edited.field: edited.value})

    def _link(self, proof: Proof, finding: FindingLine, on: bool) -> None:
        deed = support_finding if on else withhold_from_finding
        try:
            deed(store=self.desk.store, school=self.school, finding=finding.id, proof=proof.id)
        except InspectionError:
            self._show_panel()
            raise

    def _toggle(self, digit: int) -> None:
        proof = self._current
        if proof is not None and digit <= len(self._findings):
            finding = self._findings[digit - 1]
            self._link(proof, finding, finding.id not in proof.findings)

    def _discard(self) -> None:
        proof = self._current
        if proof is not None:
            discard_evidence(store=self.desk.store, school=self.school, proof=proof.id)

    # showing large

    def _open_current(self) -> None:
        shown = [known for known in self._proofs if known.attached]
        proof = self._current
        if proof in shown:
            self.open(shown, shown.index(proof))

    def open(self, proofs: Sequence[Proof], index: int) -> None:
        """Show these large, beginning with the one at `index`."""
        if not proofs:
            return
        self._shown = proofs
        self.view.lightbox.show_slides(
            [self._slide(n, proof) for n, proof in enumerate(proofs)], index
        )

    def _slide(self, index: int, proof: Proof) -> Slide:
        kept = proof.attached
        assert kept is not None  # noqa: S101  # only such are shown
        when = f"原件时间 {in_china(kept.taken_at):%Y-%m-%d %H:%M}" if kept.taken_at else ""
        used = "、".join(self._serials(proof)) or "还没有用于问题"
        note = " · ".join(filter(None, (label(proof.kind), proof.locator, when, used)))
        if kept.is_picture:
            return Slide(proof.title, note, partial(self._picture, kept.sha256), "图片已损坏。")
        if kept.media_type == _PDF:
            return Slide(
                proof.title, note, partial(self._read_pdf, index, kept.sha256), "正在打开…"
            )
        word = f"这种文件（{kept.size / 1000:.0f} KB）不能在这里显示；按 S 另存后打开。"
        return Slide(proof.title, note, list, word)

    def _picture(self, sha256: bytes) -> list[QImage]:
        image = QImage.fromData(self.content(sha256) or b"")
        return [] if image.isNull() else [image]

    def _read_pdf(self, index: int, sha256: bytes) -> list[QImage]:
        content = self.content(sha256) or b""
        job = Job(lambda _: _pages(content), application())
        self._reading = job, index
        job.then(self._on_pages)
        job.start()
        return []

    def _on_pages(self, images: list[QImage]) -> None:
        if self._reading is not None and self.sender() is self._reading[0]:
            self.view.lightbox.show_pictures(self._reading[1], images)

    def _save(self, index: int) -> None:
        """A copy of what is kept, where the user wants it. Its name tells nobody's."""
        kept = self._shown[index].attached
        content = self.content(kept.sha256) if kept else None
        if kept is None or content is None:
            return
        given = f"证据{index + 1:02}{suffix_of(kept.media_type)}"
        name, _ = QFileDialog.getSaveFileName(self.view, "另存", given)
        if name:
            write_beside(Path(name), content)


def _pages(content: bytes) -> list[QImage]:
    from inspector_gui.window.pictures import first_pictures

    return first_pictures(content, _MOST_PAGES)


def write_beside(path: Path, content: bytes) -> None:
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise InspectionError(f"不能写入“{path.parent}”；请换一个位置。") from error
    finally:
        part.unlink(missing_ok=True)
