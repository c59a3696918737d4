"""What a draw starts from: the school's classes and its roster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt

from db.errors import InspectionError
from db.records.samplings import RosterFacts
from db.records.schools import ClassLine, SchoolLine
from db.unit_of_work import Work
from db.vocabulary import Act, DrawKind, FormKind
from inspector_gui.class_names import GRADES
from inspector_gui.labels import label
from inspector_gui.sampling.drawing import Plan, may_be_asked
from inspector_gui.sampling.ranking import numbered
from inspector_gui.sampling.stages import stages_of
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import Committed
from inspector_gui.window.pages.sampling.listing import ClassList as ClassView
from inspector_gui.window.pages.sampling.listing import GradeCount, Listed
from inspector_gui.window.pages.sampling.roster import Remark, RosterDesk
from inspector_gui.window.pages.sampling.roster_import import Imports, Rosters
from inspector_gui.window.pages.sampling.view import SamplingView

if TYPE_CHECKING:
    from inspector_gui.exchange.class_lists import ClassList
    from inspector_gui.exchange.rosters import Roster

_LOST = "内容已不在内存里；冻结前请重新导入，才能留下抽中家长的号码"
_SHOWN_FAULTS = 3


class DrawPage(Protocol):
    """What both listings ask of their page."""

    @property
    def desk(self) -> Desk: ...
    @property
    def school(self) -> SchoolLine: ...
    @property
    def view(self) -> SamplingView: ...
    def refresh(self) -> None: ...
    def freeze(self, plan: Plan) -> None: ...
    def raise_clue(self, text: str) -> None: ...


class ClassListing:
    """The list of classes, typed, pasted or imported."""

    def __init__(self, page: DrawPage, view: ClassView, imports: Imports) -> None:
        self._page, self._view = page, view
        self._shown: tuple[object, object] = None, None
        view.counted.connect(self._count)
        view.dropped.connect(self._drop)
        view.freeze_wanted.connect(self._freeze)
        imports.classes_read.connect(lambda read: self.take(read.classes))

    def show(self, work: Work, school: SchoolLine) -> None:
        script = work.forms.script(FormKind.STUDENT)
        lines = work.schools.classes(school.id)
        counts = {(stage, grade): 0 for stage in school.stages for grade in GRADES[stage]}
        for line in lines:
            counts[line.stage, line.grade] = counts.get((line.stage, line.grade), 0) + 1
        listed = [
            Listed(class_line, may_be_asked(script, class_line.stage, class_line.grade))
            for class_line in lines
        ]
        asks = any(may_be_asked(script, *count) for count in counts)
        shown, same = (school.visit_id, lines), self._shown[0] == school.visit_id
        stages = stages_of(work, school)
        summary = " · ".join(filter(None, (_summary(listed, school), stages.lacking)))
        self._view.show_classes(listed, counts, summary, asks=asks, same=same)
        if not same or shown != self._shown or self._view.stage.value not in (None, *stages.open):
            self._view.offer_stages(stages.asked, next(iter(stages.open), None))
        if shown != self._shown:
            self._view.show_message("")  # what was said of another list
        self._shown = shown

    def take(self, found: ClassList) -> None:
        school = self._page.school
        with self._page.desk.store.read() as work:
            before = {school_class.code for school_class in work.schools.classes(school.id)}
        with self._page.desk.act(Act.ADD_CLASS) as work:
            for school_class in found.classes:
                key = school_class.key
                work.schools.add_class(
                    school.id, key.stage, key.grade, key.number, school_class.enrolled
                )
        new = sum(school_class.key.code not in before for school_class in found.classes)
        self._view.show_message(_import_summary(len(found.classes), new, found))

    def paste(self, text: str) -> None:
        from inspector_gui.exchange.class_lists import read_classes
        from inspector_gui.exchange.workbooks.reading import pasted

        self.take(read_classes(pasted(text), self._page.school.stages))

    def _count(self, count: GradeCount) -> None:
        """So many classes in this grade, numbered from 1."""
        stage, grade, wanted = count.stage, count.grade, count.classes
        school = self._page.school
        with self._page.desk.act(Act.ADD_CLASS) as work:
            mine = [
                school_class
                for school_class in work.schools.classes(school.id)
                if (school_class.stage, school_class.grade) == (stage, grade)
            ]
            known = {class_line.number for class_line in mine}
            for missing in range(1, wanted + 1):
                if missing not in known:
                    work.schools.add_class(school.id, stage, grade, missing)
            for class_line in mine:
                if class_line.number > wanted:
                    work.schools.drop_class(class_line.id)

    def _drop(self, line: ClassLine) -> None:
        with self._page.desk.act(Act.ADD_CLASS) as work:
            work.schools.drop_class(line.id)

    def _freeze(self, drawn: int, spare: int, source: str) -> None:
        self._view.show_message("")
        stage = self._view.stage.value
        source_name = f"{source}（{label(stage)}）" if stage is not None else source
        entries = self._view.population
        self._page.freeze(Plan(DrawKind.SCHOOL_CLASS, entries, drawn, spare, source_name))


def _summary(listed: list[Listed], school: SchoolLine) -> str:
    asked = [row for row in listed if row.asked]
    parts = [f"{len(listed)} 个班，可抽 {len(asked)} 个"]
    enrolled = [row.line.enrolled for row in listed]
    if listed and None not in enrolled:
        parts.append(f"在籍合计 {sum(number or 0 for number in enrolled):,} 人")
        if school.headcount:
            parts.append(f"学籍 {school.headcount:,} 人")
    return " · ".join(parts)


def _import_summary(read: int, new: int, found: ClassList) -> str:
    summary = f"读出 {read} 个班，新增 {new} 个。"
    if found.faults:
        first = "；".join(map(str, found.faults[:_SHOWN_FAULTS]))
        more = f"；等 {len(found.faults)} 处" if len(found.faults) > _SHOWN_FAULTS else ""
        summary += f"有 {len(found.faults)} 处要核对：{first}{more}。"
    return summary + "".join(found.notes)


class RosterListing:
    """The roster: counted, looked at, and held in memory until it is drawn from."""

    def __init__(
        self, page: DrawPage, view: RosterDesk, imports: Imports, rosters: Rosters
    ) -> None:
        self._page, self._view, self._rosters = page, view, rosters
        view.counted.connect(self._count)
        view.clue_wanted.connect(self._raise_clue)
        view.freeze_wanted.connect(self._freeze)
        imports.roster_read.connect(lambda read: self.take(read.roster))

    def show(self, work: Work, school: SchoolLine) -> None:
        kept = work.samplings.roster(school.visit_id)
        held = self._rosters.held(school.visit_id)
        remarks = _remarks(kept, held, school) if kept else []
        if kept and kept.sha256 is not None and held is None:
            remarks.append(Remark(_LOST, odd=True))
        faults = held.faults if kept and held else ()
        self._view.show_roster(kept.rows if kept else None, remarks, faults)

    def take(self, roster: Roster) -> None:
        """Hold it; a list that is frozen already takes only the very same file."""
        school, store = self._page.school, self._page.desk.store
        with store.read() as work:
            frozen = [
                sampling
                for sampling in work.samplings.pending(school.visit_id)
                if sampling.kind is DrawKind.ROSTER
            ]
            kept = work.samplings.roster(school.visit_id)
        if frozen and (kept is None or kept.sha256 != roster.sha256):
            raise InspectionError(
                f"“{roster.source}”与冻结时的花名册不是同一份；请导入原来那份，或作废后重新冻结。"
            )
        self._rosters.hold(school.visit_id, roster)
        if frozen:
            self._page.refresh()
            self._page.view.enter()
            return
        self._receive(
            len(roster.rows),
            sha256=roster.sha256,
            source=roster.source[:200],
            hidden=roster.hidden,
            unreachable=roster.unreachable,
        )
        self._view.freeze.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def paste(self, text: str) -> None:
        from inspector_gui.exchange.rosters import pasted_roster

        self.take(pasted_roster(text))

    def _count(self, rows: Committed[int | None]) -> None:
        """A roster on paper: only how long it is."""
        self._rosters.let_go(self._page.school.visit_id)
        self._receive(rows.value or 0, source="纸质花名册")

    def _receive(self, rows: int, **values: Any) -> None:
        desk, visit = self._page.desk, self._page.school.visit_id
        with desk.act(Act.RECEIVE_ROSTER) as work:
            work.samplings.receive_roster(visit, rows, received_at=desk.store.now(), **values)

    def _raise_clue(self) -> None:
        school = self._page.school
        held = self._rosters.held(school.visit_id)
        with self._page.desk.store.read() as work:
            kept = work.samplings.roster(school.visit_id)
        odd = [remark.text for remark in _remarks(kept, held, school) if remark.odd] if kept else []
        if odd:
            self._page.raise_clue("；".join(odd))

    def _freeze(self, drawn: int, spare: int, source: str) -> None:
        with self._page.desk.store.read() as work:
            kept = work.samplings.roster(self._page.school.visit_id)
        rows = kept.rows if kept else 0
        self._page.freeze(Plan(DrawKind.ROSTER, numbered(rows), drawn, spare, source))


def _remarks(kept: RosterFacts, held: Roster | None, school: SchoolLine) -> list[Remark]:
    summary = f"{kept.source}：{kept.rows:,} 行"
    odd = False
    if school.headcount is not None:
        gap = kept.rows - school.headcount
        odd = gap != 0
        summary += f"，学籍 {school.headcount:,} 人，"
        summary += f"{'多' if gap > 0 else '少'} {abs(gap):,}" if gap else "相符"
    remarks = [Remark(summary, odd)]
    if kept.hidden:
        remarks.append(Remark(f"有 {kept.hidden:,} 行在表里被隐藏，已一并计入", odd=True))
    if kept.unreachable:
        remarks.append(Remark(f"有 {kept.unreachable:,} 行没有能拨打的号码", odd=True))
    if held:
        remarks += [Remark(note, reading=True) for note in held.notes]
    if held and held.shared_numbers:
        remarks.append(Remark(f"有 {held.shared_numbers:,} 个号码用于 4 名以上学生", odd=True))
    return remarks
