"""Admission contacts (招生咨询举报): a register of the bureau."""

from inspector_gui.window.desk import Desk
from inspector_gui.window.registers.presenter import build_register
from inspector_gui.window.registers.tables import CONTACTS
from inspector_gui.window.registers.view import RegisterView


def build(desk: Desk) -> RegisterView:
    return build_register(desk, CONTACTS)
