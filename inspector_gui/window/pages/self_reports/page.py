"""Reports of self-checks (自查报告): a register of the bureau."""

from inspector_gui.window.desk import Desk
from inspector_gui.window.registers.presenter import build_register
from inspector_gui.window.registers.tables import SELF_REPORTS
from inspector_gui.window.registers.view import RegisterView


def build(desk: Desk) -> RegisterView:
    return build_register(desk, SELF_REPORTS)
