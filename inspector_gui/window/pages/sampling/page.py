"""Draws to the store, their state to the view."""

import uuid
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import InspectionError
from db.progress import Progress
from db.records.samplings import DrawFacts, Drawn
from db.records.schools import SchoolLine
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act, ClueSource, DocumentKind, DrawKind, Subject
from inspector_gui.sampling.drawing import Plan, Reached, follow, freeze, repeats, reveal
from inspector_gui.sampling.stages import stages_of
from inspector_gui.window.desk import Desk
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.sampling.preparing import ClassListing, RosterListing
from inspector_gui.window.pages.sampling.roster_import import Imports, Rosters
from inspector_gui.window.pages.sampling.showing import free_classes, samples_of
from inspector_gui.window.pages.sampling.view import SamplingView

if TYPE_CHECKING:
    from inspector_gui.exchange.rosters import Roster

FOLDER = "文书"
_COVERED = "抽中的是谁不给学校看；学校人员不在旁边时，按 S 显示序号。"
_LOST = (
    "花名册的内容已不在内存里。现在抽取仍然有效，但留不下抽中家长的号码；"
    "要留下，请先重新导入同一份花名册（Ctrl+I）。"
)


def build(desk: Desk) -> SamplingView:
    view = SamplingView()
    SamplingPresenter(view, desk)
    return view


class SamplingPresenter(Presenter[SamplingView]):
    subjects = frozenset({Subject.SAMPLING, Subject.SCHOOLS})

    def __init__(self, view: SamplingView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._rosters = Rosters()
        self._again: set[tuple[uuid.UUID, DrawKind]] = set()
        self._shown = False
        imports = Imports(self, desk, view.progress)
        self._classes = ClassListing(self, view.classes, imports)
        self._roster = RosterListing(self, view.roster, imports, self._rosters)
        view.turned.connect(self._show_proof)
        view.pasted.connect(self._paste)
        view.chosen.connect(partial(_read, imports))
        desk.chosen.connect(self._hide)
        for kind, face in view.desks.items():
            face.given_up.connect(partial(self._give_up, kind))
            face.back_wanted.connect(partial(self._back, kind))
            face.pending.given.connect(partial(self._reveal, kind))
            results = face.results
            results.replaced.connect(self._replace)
            results.restored.connect(self._restore)
            results.targeted.connect(self._target)
            results.untargeted.connect(self._untarget)
            results.another_wanted.connect(partial(self._draw_again, kind))
            results.print_wanted.connect(self._print)
            results.show_wanted.connect(self._on_shown_wanted)
            results.turned.connect(self._show_proof)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            pending = {
                sampling.kind: sampling for sampling in work.samplings.pending(self.school.visit_id)
            }
            draws = work.samplings.draws(self.school.visit_id)
            for kind in self.view.desks:
                mine = [draw for draw in draws if draw.kind is kind]
                self._show(work, kind, pending.get(kind), mine)
        self._show_proof()

    def _show(
        self, work: Work, kind: DrawKind, pending: DrawFacts | None, draws: list[DrawFacts]
    ) -> None:
        face = self.view.desks[kind]
        number = sum(len(draw.in_use) for draw in draws)
        self.view.show_count(kind, number, waiting=pending is not None)
        if pending is not None:
            lost = kind is DrawKind.ROSTER and self._rosters.held(self.school.visit_id) is None
            face.show_pending(pending, _LOST if lost else "")
        elif draws and (self.school.visit_id, kind) not in self._again:
            hidden = kind is DrawKind.ROSTER and not self._shown
            of_classes = kind is DrawKind.SCHOOL_CLASS
            free = free_classes(work, self.school, draws) if of_classes else []
            face.show_samples(samples_of(work, self.school, draws, hidden=hidden), free)
            face.results.show_message(
                _COVERED if hidden else self._lacking(work) if of_classes else ""
            )
        else:
            self._listing(kind).show(work, self.school)
            face.show_list(again=bool(draws))

    def _lacking(self, work: Work) -> str:
        """Of a school of several stages, where nothing was drawn yet."""
        lacking = stages_of(work, self.school).lacking
        return f"{lacking}。按 N 再抽一次，接着抽。" if lacking else ""

    def _show_proof(self) -> None:
        draw = self.view.draw()
        hidden = draw is not None and draw.kind is DrawKind.ROSTER and not self._shown
        sound = draw is not None and repeats(draw)
        self.view.context.show_draw(draw, sound=sound, hidden=hidden)

    # from the list to the draw

    def _paste(self, kind: DrawKind, text: str) -> None:
        self._listing(kind).paste(text)

    def _listing(self, kind: DrawKind) -> ClassListing | RosterListing:
        return self._classes if kind is DrawKind.SCHOOL_CLASS else self._roster

    def freeze(self, plan: Plan) -> None:
        with self.desk.act(Act.DRAW) as work:
            freeze(work, self.school, plan)
        self.view.enter()

    def _pending(self, work: Work, kind: DrawKind) -> DrawFacts:
        return next(
            sampling
            for sampling in work.samplings.pending(self.school.visit_id)
            if sampling.kind is kind
        )

    def _give_up(self, kind: DrawKind, why: str) -> None:
        with self.desk.act(Act.DRAW, reason=why) as work:
            work.samplings.give_up(self._pending(work, kind).id)
        self.view.enter()

    def _reveal(self, kind: DrawKind, digits: str) -> None:
        visit = self.school.visit_id
        roster = self._rosters.held(visit) if kind is DrawKind.ROSTER else None
        self._again.discard((visit, kind))
        with self.desk.act(Act.DRAW) as work:
            pending = self._pending(work, kind)
            reveal(work, self.school, pending, digits, lambda entry: _reached(roster, entry))
        if kind is DrawKind.ROSTER:
            self._rosters.let_go(visit)
        self.view.enter()

    def _draw_again(self, kind: DrawKind) -> None:
        self._again.add((self.school.visit_id, kind))
        self.refresh()
        self.view.enter()

    def _back(self, kind: DrawKind) -> None:
        """To the sample that was drawn before."""
        self._again.discard((self.school.visit_id, kind))
        self.refresh()
        self.view.enter()

    # what becomes of the sample

    def _replace(self, entry: Drawn, why: str) -> None:
        with self.desk.act(Act.SUBSTITUTE) as work:
            work.samplings.replace(entry.id, why)
            follow(work, self.school)

    def _restore(self, entry: Drawn) -> None:
        with self.desk.act(Act.SUBSTITUTE) as work:
            work.samplings.restore(entry.id)
            follow(work, self.school)

    def _target(self, code: str, why: str) -> None:
        with self.desk.act(Act.SUBSTITUTE) as work:
            draws = work.samplings.draws(self.school.visit_id)
            latest = [draw for draw in draws if draw.kind is DrawKind.SCHOOL_CLASS][-1]
            work.samplings.target(latest.id, code, why)
            follow(work, self.school)

    def _untarget(self, entry: Drawn) -> None:
        with self.desk.act(Act.SUBSTITUTE) as work:
            work.samplings.untarget(entry.id)
            follow(work, self.school)

    def raise_clue(self, text: str) -> None:
        with self.desk.act(Act.NOTE_CLUE) as work:
            work.clues.raise_clue(self.school.visit_id, ClueSource.OTHER, text)

    def _on_shown_wanted(self, shown: bool) -> None:  # a toggle's slot
        self._shown = shown
        self.refresh()

    def _hide(self) -> None:
        """At another school the numbers are covered again."""
        self._shown = False
        self.view.cover()

    # the record

    def _print(self) -> None:
        self.desk.flush()
        folder = self.desk.store.path.parent / FOLDER
        folder.mkdir(exist_ok=True)
        store, school = self.desk.store, self.school
        job = Job(lambda progress: _print_record(store, school, folder, progress), application())
        job.then(self._on_printed)
        job.failed.connect(self._on_not_printed)
        job.start()

    def _on_printed(self, paths: list[Path]) -> None:
        names = "、".join(path.name for path in paths)
        self.view.show_message(f"已生成到“{FOLDER}”文件夹：{names}")

    def _on_not_printed(self, error: BaseException) -> None:
        raise error


def _read(imports: Imports, kind: DrawKind, path: Path) -> None:
    if kind is DrawKind.SCHOOL_CLASS:
        imports.read_classes(path)
    else:
        imports.read_roster(path)


def _reached(roster: "Roster | None", entry: str) -> Reached | None:
    if roster is None or int(entry) > len(roster.rows):
        return None
    row = roster.rows[int(entry) - 1]
    return Reached(row.name[:200], row.phone) if row.phone or row.name else None


def _print_record(store: Store, school: SchoolLine, folder: Path, progress: Progress) -> list[Path]:
    """Both copies. Raises InspectionError at the first that the gate does not let out."""
    from inspector_gui.actions.documents import print_documents
    from inspector_gui.documents.batch import Refused
    from inspector_gui.documents.scope import Scope

    with store.read() as work:
        scope = Scope(school.name, work.campaigns.current().id, school)
    kinds, paths = (DocumentKind.SAMPLING_RECORD,), []
    for done in print_documents(
        store=store, scopes=[scope], kinds=kinds, folder=folder, progress=progress
    ):
        if isinstance(done, Refused):
            raise InspectionError(done.why)
        paths.append(done.path)
    return paths
