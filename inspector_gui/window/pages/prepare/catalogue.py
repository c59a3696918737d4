"""The sixth step: what is checked at which schools, and what may be cited for it."""

from collections.abc import Sequence
from pathlib import Path

from db.records.applicable_law import Basis
from db.records.catalogues import Item
from db.unit_of_work import Work
from db.vocabulary import Act, DocumentKind, FormKind, Subject
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import RowEdited
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.prepare.catalogue_face import CatalogueFace, Citing
from inspector_gui.window.widgets.choosing import choose_file


def build(desk: Desk) -> CatalogueFace:
    face = CatalogueFace()
    CatalogueStep(face, desk)
    return face


class CatalogueStep(Presenter[CatalogueFace]):
    subjects = frozenset({Subject.CATALOGUE, Subject.CAMPAIGN, Subject.DOCUMENTS})
    of_school = False

    def __init__(self, view: CatalogueFace, desk: Desk) -> None:
        super().__init__(view, desk)
        self._bases: Sequence[Basis] = ()
        view.item_chosen.connect(self._show_bases)
        view.item_edited.connect(self._edit_item)
        view.cited.connect(self._cite)
        view.citation_struck_out.connect(self._strike_citation)
        view.added.connect(self._add)
        view.struck_out.connect(self._strike)
        view.replace_wanted.connect(self._choose_version)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            items = work.catalogues.items(self.desk.preparing)
            self._bases, rules = work.catalogues.bases(), work.catalogues.rules()
            versions = _versions(work)
        self.view.show_versions(versions)
        bare = {item.id for item in items} - {
            basis.item_id for basis in self._bases if basis.printable
        }
        self.view.show_items(items, bare)
        self.view.show_rules(rules)

    def _show_bases(self, item: Item | None) -> None:
        own = [basis for basis in self._bases if item is not None and basis.item_id == item.id]
        self.view.show_bases(own)

    def _edit_item(self, edited: RowEdited[Item]) -> None:
        with self.desk.act(Act.PLAN) as work:
            value = tuple(edited.value) if edited.field == "circumstances" else edited.value
            work.catalogues.change_item(edited.row.id, **{edited.field: value})

    def _cite(self, citing: Citing) -> None:
        with self.desk.act(Act.PLAN) as work:
            work.provisions.cite(citing.item.id, citing.regulation, citing.article, citing.role)

    def _strike_citation(self, basis: Basis) -> None:
        with self.desk.act(Act.PLAN) as work:
            work.provisions.drop(basis.id)

    def _add(self, beside: Item) -> None:
        with self.desk.act(Act.PLAN) as work:
            made = work.catalogues.add_beside(beside.id, "新的检查项：请改写")
        self.view.go_to_item(made)

    def _choose_version(self) -> None:
        title = "清单或问卷的版本文件"
        choose_file(self.view, title, "版本文件", (".json",), self.replace)

    def replace(self, path: Path) -> None:
        """Another version in place of the one there is; one step, to be undone at once."""
        from inspector_gui.exchange.catalogue import replace_contents

        with self.desk.act(Act.PLAN) as work:
            replace_contents(work, self.desk.campaign.id, path)

    def _strike(self, item: Item) -> None:
        with self.desk.act(Act.PLAN) as work:
            work.catalogues.drop_item(item.id)


_FORMS = {
    FormKind.STUDENT: "学生问卷",
    FormKind.CALL: "电话访问提纲",
    FormKind.INTERVIEW: "随机访问提纲",
    FormKind.SURVEY: "调查表",
}


def _versions(work: Work) -> str:
    """Which versions the teams will get."""
    kinds = {line.code: line.kind for line in work.inspections.lines()}
    lists = [
        f"{kinds.get(line.inspection, line.title)}清单 {line.version}"
        for line in work.catalogues.lines()
    ]
    forms = [
        f"{_FORMS[kind]} {version}" for kind, version in work.forms.versions() if kind in _FORMS
    ]
    texts = sum(bool(work.documents.texts(kind)) for kind in DocumentKind)
    texts_version = f"文书用语改过 {texts} 种" if texts else "文书用语用自带的"
    return "；".join((*lists, *forms, texts_version))
