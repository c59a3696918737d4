"""The documents of the chosen school."""

from inspector_gui.window.desk import Desk
from inspector_gui.window.printroom.presenter import DocumentsPresenter
from inspector_gui.window.printroom.view import DocumentsView


def build(desk: Desk) -> DocumentsView:
    view = DocumentsView()
    DocumentsPresenter(view, desk)
    return view
