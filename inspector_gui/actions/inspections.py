"""The kinds of inspection of a campaign: made, changed and taken away by the bureau."""

from pathlib import Path
from typing import Any

from db.errors import InspectionError
from db.records.inspections import InspectionLine
from db.store import Store
from db.vocabulary import Act, VisitPage
from inspector_gui.actions.deed import Doer, deed
from inspector_gui.documents.atomic_file import store as keep
from inspector_gui.exchange.catalogue import require_free_name
from inspector_gui.exchange.inspection_kinds import plain_values
from inspector_gui.exchange.kind_files import read_kind_file, take_kind, write_kind

#: Without these a visit could not be recorded at all.
NEEDED_PAGES = (VisitPage.OVERVIEW, VisitPage.CHECKLIST)


@deed("新增检查", of="检查种类", doer=Doer.BUREAU, refuses=("没有填简称", "已经有这个简称"))
def add_inspection(*, store: Store, kind: str, title: str = "", **values: Any) -> str:
    """A kind with the plain pages, unless `values` says otherwise; its code.

    Raises InspectionError where it has no short name, or another has the same.
    """
    name = kind.strip()
    own = {"kind": name, "title": title.strip() or name, "matter": name}
    with store.act(Act.PLAN) as work:
        require_free_name(work, name)
        campaign = work.campaigns.current().id
        made = work.inspections.add(campaign, **{**plain_values(), **own, **values})
        return next(line.code for line in work.inspections.lines() if line.id == made)


@deed("取来检查种类", of="检查种类", doer=Doer.BUREAU, refuses=("文件不完整", "和已有的一样"))
def take_inspection(*, store: Store, path: Path) -> str:
    """A kind with its checklist from a file (.xlsx, .json); its code. Of one that is there already
    what the file has new or otherwise; nothing is taken away.

    Raises InspectionError where the file holds no whole kind, or nothing that is not here.
    """
    file = read_kind_file(path)
    with store.act(Act.PLAN) as work:
        return take_kind(work, file)


@deed("导出检查种类", of="检查种类", doer=Doer.BUREAU, refuses=("不是 .xlsx 文件", "写不进去"))
def export_inspection(*, store: Store, inspection: InspectionLine, path: Path) -> Path:
    """A kind with its checklist as a workbook, to be changed and taken again, here or elsewhere.

    Raises InspectionError where the ending is another, UnwritableError where the disk takes it not.
    """
    if path.suffix.lower() != ".xlsx":
        raise InspectionError(f"检查种类导出为 .xlsx 文件；请把“{path.name}”改成以 .xlsx 结尾。")
    with store.read() as work:
        content = write_kind(work, inspection)
    keep(content, path)
    return path


@deed("修改检查种类", of="检查种类", doer=Doer.BUREAU, refuses=("简称空着或重复", "缺了必要的页面"))
def change_inspection(*, store: Store, inspection: InspectionLine, **values: Any) -> None:
    """Raises InspectionError where the short name is taken, or a page is missing that no visit can
    be without."""
    for page in NEEDED_PAGES:
        if "pages" in values and page not in values["pages"]:
            raise InspectionError("“概况”和“检查清单”两页每种检查都要有，不能去掉。")
    with store.act(Act.PLAN) as work:
        if values.get("kind", inspection.kind) != inspection.kind:
            require_free_name(work, values["kind"])
        work.inspections.change(inspection.id, **values)


@deed("删除检查种类", of="检查种类", doer=Doer.BUREAU, refuses=("已编有检查组", "只剩这一种"))
def drop_inspection(*, store: Store, inspection: InspectionLine) -> None:
    """With its checklist. Raises InspectionError where it has teams, or is the only one."""
    with store.act(Act.PLAN) as work:
        if len(work.inspections.lines()) == 1:
            raise InspectionError("至少要有一种检查；请先新增别的，再删除这一种。")
        work.inspections.drop(inspection.id)
