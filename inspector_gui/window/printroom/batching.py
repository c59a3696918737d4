"""Asks which documents to make of which schools."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from db.vocabulary import DocumentKind
from inspector_gui.labels import label
from inspector_gui.window.desk import Desk
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import text

if TYPE_CHECKING:
    from inspector_gui.documents.scope import Scope


class BatchDialog(QDialog):
    """Kinds to tick, and whether all schools are meant or those that were visited."""

    def __init__(
        self, kinds: Sequence[DocumentKind], chosen: DocumentKind, count: int, visited: int,
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle("批量生成文书")
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(18), px(16), px(18), px(14))
        layout.setSpacing(px(8))
        layout.addWidget(text("生成哪些文书", "section"))
        self.ticks = {kind: QCheckBox(label(kind)) for kind in kinds}
        for kind, tick in self.ticks.items():
            tick.setChecked(kind is chosen)
            tick.setAccessibleName(label(kind))
            layout.addWidget(tick)
        layout.addWidget(text("哪些学校", "section"))
        self.all = QRadioButton(f"全部 {count} 所学校")
        self.visited = QRadioButton(f"已检查的 {visited} 所学校")
        self.all.setChecked(not visited)
        self.visited.setChecked(bool(visited))
        self.visited.setEnabled(bool(visited))
        layout.addWidget(self.visited)
        layout.addWidget(self.all)
        buttons = QDialogButtonBox()
        self.go = buttons.addButton("生成", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addSpacing(px(6))
        layout.addWidget(buttons)
        for tick in self.ticks.values():
            tick.toggled.connect(self._on_ticked)
        self._on_ticked()
        first = next((tick for tick in self.ticks.values() if tick.isChecked()), self.go)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> list[DocumentKind]:
        return [kind for kind, tick in self.ticks.items() if tick.isChecked()]

    def _on_ticked(self, *_: object) -> None:
        self.go.setEnabled(bool(self.chosen))


def choose_batch(
    desk: Desk, scope: Scope, kind: DocumentKind, parent: QWidget
) -> tuple[list[Scope], list[DocumentKind]] | None:
    """Scopes and kinds; None where it was given up."""
    from inspector_gui.documents.document_list import OF_CAMPAIGN, made_at_once
    from inspector_gui.documents.scope import Scope

    if scope.school is None:
        return [scope], [family.kind for family in OF_CAMPAIGN]
    kinds = made_at_once(desk.kind)
    visited = [line for line in desk.schools if line.visited_on]
    count, done = (len({line.id for line in lines}) for lines in (desk.schools, visited))
    dialog = BatchDialog(kinds, kind, count, done, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    schools = desk.schools if dialog.all.isChecked() else visited
    scopes = [Scope(line.name, scope.campaign, line) for line in schools]
    return scopes, dialog.chosen
