"""Responsibility letters and pledges (责任书、承诺书): a register of the bureau."""

from inspector_gui.window.desk import Desk
from inspector_gui.window.registers.presenter import build_register
from inspector_gui.window.registers.tables import PLEDGES
from inspector_gui.window.registers.view import RegisterView


def build(desk: Desk) -> RegisterView:
    return build_register(desk, PLEDGES)
