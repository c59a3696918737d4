"""The documents of the campaign."""

from inspector_gui.window.desk import Desk
from inspector_gui.window.printroom.presenter import DocumentsPresenter
from inspector_gui.window.printroom.view import DocumentsView


def build(desk: Desk) -> DocumentsView:
    view = DocumentsView()
    CampaignDocuments(view, desk)
    return view


class CampaignDocuments(DocumentsPresenter):
    of_school = False
    first = "全市通报"
