"""The step of the basis: what is cited is read, dated and locked, once for all its uses."""

from collections.abc import Sequence
from pathlib import Path

from db.errors import InspectionError
from db.records.provisions import ProvisionLine, Use
from db.vocabulary import Act, Subject
from inspector_gui.actions.law import lock_article, unlock_article
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import RowEdited
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.prepare.basis_view import ArticleNamed, BasisView
from inspector_gui.window.widgets.choosing import choose_files


def build(desk: Desk) -> BasisView:
    view = BasisView()
    BasisStep(view, desk)
    return view


class BasisStep(Presenter[BasisView]):
    subjects = frozenset({Subject.CATALOGUE, Subject.FINDINGS})
    of_school = False

    def __init__(self, view: BasisView, desk: Desk) -> None:
        super().__init__(view, desk)
        view.edited.connect(self._edit)
        view.article_named.connect(self._name_article)
        view.written.connect(self._write)
        view.locked.connect(self._lock)
        view.dropped.connect(self._drop)
        view.import_wanted.connect(self._choose_texts)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            lines = work.provisions.lines()
        dated = [line for line in lines if line.checked_on is not None and line.checked_by]
        last = max(dated, key=lambda line: str(line.checked_on), default=None)
        self.view.show_lines(lines, last.checked_by if last else "")

    def _edit(self, edited: RowEdited[ProvisionLine]) -> None:
        kept = (edited.value or None) if edited.field == "doc_no" else edited.value
        with self.desk.act(Act.PLAN) as work:
            work.catalogues.change_rule(edited.row.regulation_id, **{edited.field: kept})

    def _name_article(self, named: ArticleNamed) -> None:
        line = named.line
        with self.desk.act(Act.PLAN) as work:
            kept = work.provisions.name_article(
                line.regulation_id, line.article, named.article, named.citations
            )
        self.view.go_to((line.regulation_id, kept))

    def _write(self, line: ProvisionLine, text: str) -> None:
        if line.article is None:
            raise InspectionError("先填写条款，再录入条文。")
        with self.desk.act(Act.PLAN) as work:
            work.provisions.write(line.regulation_id, line.article, text)

    def _lock(self, line: ProvisionLine, locked: bool) -> None:  # a signal's slot
        person = self.view.person.box.text().strip()
        if locked and not person:
            self.view.person.setFocus()
        store, regulation = self.desk.store, line.regulation_id
        if locked:
            lock_article(store=store, regulation=regulation, article=line.article, by=person)
        else:
            unlock_article(store=store, regulation=regulation, article=line.article)

    def _drop(self, use: Use) -> None:
        with self.desk.act(Act.PLAN) as work:
            work.provisions.drop(use.citation_id)

    def _choose_texts(self, line: ProvisionLine) -> None:
        choose_files(
            self.view,
            "规定的原文，可以一次选几部",
            "文本文件 (*.txt *.md)",
            lambda paths: self.take_in(line, paths),
        )

    def take_in(self, line: ProvisionLine, paths: Sequence[Path]) -> None:
        """The articles out of files, each of the regulation it is named after.

        A single file that names none of them is taken for the chosen line's.
        """
        from inspector_gui.exchange.statute_text import read_statute

        statutes = [(path, read_statute(path)) for path in paths]
        with self.desk.store.read() as work:
            titles = {
                provision.regulation_id: provision.title for provision in work.provisions.lines()
            }
        named = [(path, statute, statute.regulation(titles)) for path, statute in statutes]
        if len(named) == 1:
            path, statute, rule = named[0]
            named = [(path, statute, rule or line.regulation_id)]
        with self.desk.act(Act.PLAN) as work:
            number = sum(
                work.provisions.take_in(rule, statute.articles)
                for _, statute, rule in named
                if rule is not None
            )
            rules = {rule for _, _, rule in named}
            lines = [
                provision
                for provision in work.provisions.lines()
                if provision.regulation_id in rules
            ]
        bare = [
            provision.article for provision in lines if provision.article and not provision.text
        ]
        self.view.show_imported(
            number, bare, [path.name for path, _, rule in named if rule is None]
        )
