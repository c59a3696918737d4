"""An empty cell must not cost a reference to None: some versions of PySide lose one per question
and abort after some thousands."""

import sys
from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

ASKED = 20_000


class Empty(QAbstractTableModel):
    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ARG002
        return None


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there")
def test_none_keeps_its_references(qapp: object) -> None:
    model = Empty()
    index = model.index(0, 0)
    before = sys.getrefcount(None)
    for _ in range(ASKED):
        assert index.data() is None
    assert sys.getrefcount(None) > before - ASKED // 10
