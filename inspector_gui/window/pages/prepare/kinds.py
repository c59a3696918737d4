"""The ninth step: which inspections the campaign has; a new kind needs a name and a checklist."""

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from db.errors import InspectionError
from db.records.inspections import Amounts, InspectionLine
from db.vocabulary import DocumentKind, Method, Subject, VisitPage
from inspector_gui.actions.inspections import (
    add_inspection,
    change_inspection,
    drop_inspection,
    export_inspection,
)
from inspector_gui.exchange.lists.plan import Kind
from inspector_gui.labels import today
from inspector_gui.resources import EXAMPLE_KIND
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.choice_fields import FlagsField, TickField, answer_field
from inspector_gui.window.forms.edits import Entry, RowEdited, StruckOut
from inspector_gui.window.forms.entry_table import Register
from inspector_gui.window.forms.fields import LineField, day_field, needed_field
from inspector_gui.window.forms.form import Spec
from inspector_gui.window.forms.list_import import ListImport
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.prepare.listing import ListFace
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.choosing import choose_file
from inspector_gui.window.widgets.elements import button
from inspector_gui.window.widgets.table import Column

if TYPE_CHECKING:
    from inspector_gui.exchange.kind_files import KindFile

FORM_HEIGHT = 430
#: What a visit can have; the bulletin is the bureau's of all schools.
_PAPERS = tuple(kind for kind in DocumentKind if kind is not DocumentKind.BULLETIN)
_AMOUNTS = {
    "involved_fen": "金额一",
    "due_fen": "金额二",
    "refunded_fen": "金额三",
    "surrendered_fen": "金额四",
}
COLUMNS: tuple[Column[Any], ...] = (
    Column("代码", lambda row: row.code, 84),
    Column("简称", lambda row: row.kind, 120),
    Column("名称", lambda row: row.title),
    Column("清单", lambda row: f"{row.items} 项", 72),
    Column("检查组", lambda row: str(row.teams or ""), 64),
    Column("检查", lambda row: str(row.visits or ""), 64),
)


def _entry() -> tuple[Spec, ...]:
    return (
        Spec("kind", "简称", lambda name: LineField(name, hint="如 明察暗访")),
        Spec("title", "名称", lambda name: LineField(name, hint="如 规范办学明察暗访"), wide=True),
    )


def _form() -> tuple[Spec, ...]:
    of = Spec.of
    return (
        of("inspection", "kind", needed_field),
        of("inspection", "title", needed_field),
        of("inspection", "matter", lambda name: LineField(name, hint="如 教育收费")),
        Spec("has_notice", "事先通知", lambda _: TickField("发检查通知")),
        Spec("with_units", "单位", lambda _: TickField("也查直属单位")),
        of("inspection", "under_supervision", answer_field),
        of("inspection", "notice_no", lambda name: LineField(name, hint="不填同检查通知")),
        of("inspection", "notice_title", lambda name: LineField(name, hint="不填同检查通知")),
        of("inspection", "conduct_from", lambda name: day_field(name, today)),
        of("inspection", "conduct_to", lambda name: day_field(name, today)),
        of("inspection", "visits_from", lambda name: day_field(name, today)),
        of("inspection", "visits_to", lambda name: day_field(name, today)),
        *(Spec(name, caption, needed_field) for name, caption in _AMOUNTS.items()),
        of("inspection", "pages", lambda name: FlagsField(name, tuple(VisitPage)), wide=True),
        of("inspection", "methods", lambda name: FlagsField(name, tuple(Method)), wide=True),
        of("inspection", "documents", lambda name: FlagsField(name, _PAPERS), wide=True),
    )


REGISTER = Register(
    "kinds",
    "检查种类",
    COLUMNS,
    lambda row: row.id,
    _entry,
    _form,
    "kind",
    "还没有检查种类。",
    "Enter 修改　Delete 删除　导入表格：给所选的检查导入清单，要有“检查内容”一列",
)


def build(desk: Desk) -> ListFace[SimpleNamespace]:
    knob = button("从文件取来(&K)…", name="从文件取来检查种类")
    out = button("导出(&E)…", name="导出检查种类")
    face: ListFace[SimpleNamespace] = ListFace(REGISTER, knob, out)
    face.form.setMinimumHeight(theme().px(FORM_HEIGHT))  # below that the page scrolls
    step = KindsStep(face, desk)
    knob.clicked.connect(step.ask_for_file)
    out.clicked.connect(step.ask_where_to)
    return face


class KindsStep(Presenter[ListFace[SimpleNamespace]]):
    subjects = frozenset({Subject.CAMPAIGN, Subject.CATALOGUE, Subject.PEOPLE, Subject.VISITS})
    of_school = False

    def __init__(self, view: ListFace[SimpleNamespace], desk: Desk) -> None:
        super().__init__(view, desk)
        self._file: KindFile | None = None
        for other in (view.imports.import_wanted, view.imports.paste_wanted):
            other.connect(self._forget)  # before the list that it is about is read
        self.imports = ListImport(view.imports, desk, self._kind, still=self._chosen)
        view.imports.given_up.connect(self._forget)
        view.imports.taken.connect(self._after_taking)
        view.entered.connect(self._enter)
        view.edited.connect(self._edit)
        view.struck_out.connect(self._strike)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            visits, teams = work.inspections.visits(), work.people.teams()
            rows = [
                SimpleNamespace(
                    **vars(line),
                    **vars(line.amounts),
                    line=line,
                    items=len(work.catalogues.items(line.code)),
                    teams=sum(team.inspection == line.code for team in teams),
                    visits=visits[line.code],
                )
                for line in work.inspections.lines()
            ]
        self.view.show_rows(rows)

    def _chosen(self) -> str:
        return str(self.view.row.code) if self.view.row is not None else ""

    def _kind(self) -> Kind:
        """A kind from a file, else the checklist of the one that the cursor is on."""
        from inspector_gui.exchange.kind_files import kind_in
        from inspector_gui.exchange.lists.items import items_of

        if self._file is not None:
            return kind_in(self._file)
        if not self._chosen():
            raise InspectionError("还没有选检查种类；请先在表里选一种，再导入它的清单。")
        return items_of(self._chosen())

    def _enter(self, entry: Entry) -> None:
        code = add_inspection(store=self.desk.store, **entry.values)
        self.view.list.entry.taken()
        self.desk.prepare(code)

    def _edit(self, edited: RowEdited[SimpleNamespace]) -> None:
        line: InspectionLine = edited.row.line
        name, value = edited.field, edited.value
        if name in _AMOUNTS:
            named = {**vars(line.amounts), name: value or ""}
            name, value = "amounts", tuple(vars(Amounts(**named)).values())
        elif value is None and not name.endswith(("_from", "_to", "_supervision")):
            value = ""
        change_inspection(store=self.desk.store, inspection=line, **{name: value})

    def _strike(self, struck_out: StruckOut[SimpleNamespace]) -> None:
        drop_inspection(store=self.desk.store, inspection=struck_out.row.line)

    def ask_for_file(self) -> None:
        choose_file(
            self.view,
            "取来哪种检查？",
            "检查种类",
            (".xlsx", ".json"),
            self.take,
            folder=EXAMPLE_KIND.parent,
        )

    def take(self, path: Path) -> None:
        """Show what the file would bring; it comes in once somebody says so."""
        from inspector_gui.exchange.kind_files import read_kind_file

        job = Job(lambda progress: read_kind_file(path, progress), application())
        job.then(self._show)
        job.failed.connect(self._on_failed)
        job.start()
        self._job = job

    def _show(self, file: "KindFile") -> None:
        self._file = file
        self.imports.show(file.book)

    def _on_failed(self, error: Exception) -> None:
        raise error

    def _after_taking(self) -> None:
        """It is in, unless it was refused; then it is looked at still."""
        if self._file is not None and not self.imports.is_looking:
            name, self._file = self._file.name, None
            code = next(
                inspection.code
                for inspection in self.desk.inspections.values()
                if inspection.kind == name
            )
            self.desk.prepare(code)

    def _forget(self) -> None:
        self._file = None

    def ask_where_to(self) -> None:
        row = self.view.row
        if row is None:
            raise InspectionError("还没有选检查种类；请先在表里选一种，再导出。")
        name, _ = QFileDialog.getSaveFileName(
            self.view, "导出检查种类", f"{row.kind}.xlsx", "电子表格 (*.xlsx)"
        )
        if name:
            path = Path(name).with_suffix(".xlsx")
            export_inspection(store=self.desk.store, inspection=row.line, path=path)
            self.view.imports.show_message(
                f"已导出“{path.name}”；在表格里改好以后，用“从文件取来”取回。"
            )
