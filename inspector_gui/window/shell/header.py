"""Above the pages: which school, how far it is, and the way to the next one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records.campaigns import CampaignFacts
from db.records.schools import SchoolLine
from inspector_gui.labels import date_range, in_china, label
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import Chip, ElidedLabel, button

NARROW = 740


class Header(QWidget):
    stepped = Signal(int)
    feedback_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._of_school, self._signed = True, True
        self._name = ElidedLabel(scale=1.55, bold=True)
        self._kind, self._state = Chip(), Chip()
        self._facts = ElidedLabel(muted=True)
        self.previous = button("上一校  Alt+↑", name="上一所学校")
        self.next = button("下一校  Alt+↓", name="下一所学校")
        self.feedback = button("生成反馈单", "main", name="生成反馈单")
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.feedback.clicked.connect(self.feedback_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        px = theme().px
        upper = QHBoxLayout()
        upper.setSpacing(px(8))
        for part in (self._name, self._kind, self._state):
            upper.addWidget(part)
        upper.addStretch(1)
        for knob in (self.previous, self.next, self.feedback):
            upper.addWidget(knob)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(12), px(18), px(6))
        layout.setSpacing(px(2))
        layout.addLayout(upper)
        layout.addWidget(self._facts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """In a narrow window the name comes first; the keys still step."""
        narrow = self.width() < theme().px(NARROW)
        for part in (self.previous, self.next):
            part.setVisible(self._of_school and not narrow)
        self.feedback.setVisible(self._of_school and self._signed)

    def spare(self, *, height: bool) -> None:
        """In a low window the page has the room of the facts."""
        self._facts.setHidden(height)

    def show_campaign(self, campaign: CampaignFacts, sizes: Sequence[str]) -> None:
        self._of_school = False
        self._name.setText(campaign.name)
        self._kind.show_chip("总文件", theme().colours.calm)
        self._state.show_chip("", theme().colours.calm)
        days = date_range(campaign.visits_from, campaign.visits_to)
        facts = (campaign.notice_no, *sizes, days)
        self._facts.setText(" · ".join(fact for fact in facts if fact))
        self._make_room()

    def show_school(
        self, line: SchoolLine, arrived: object, lead: str, *, kind: str = "", signed: bool = True
    ) -> None:
        """`kind`: which of several inspections visits it; `signed`: it has a sheet to be signed."""
        self._of_school, self._signed = True, signed
        self._make_room()
        colours = theme().colours
        self._name.setText(line.name)
        self._kind.show_chip(f"{label(line.kind)} · {label(line.ownership)}", colours.calm)
        state, tone = (
            ("已检查", colours.good)
            if line.visited_on and getattr(arrived, "left_at", None)
            else ("检查中", colours.info)
            if line.visited_on
            else ("未进校", colours.calm)
        )
        self._state.show_chip(state, tone)
        self._facts.setText(" · ".join(filter(None, (kind, *_facts(line, arrived, lead)))))


def _facts(line: SchoolLine, visit: object, lead: str) -> list[str]:
    facts = [f"代码 {line.code}", f"{line.district} {label(line.area)}".strip()]
    if line.headcount:
        facts.append(f"学籍 {line.headcount:,} 人")
    arrived = getattr(visit, "arrived_at", None)
    if arrived is not None:
        moment = in_china(arrived)
        facts.append(f"入校 {moment.month} 月 {moment.day} 日 {moment:%H:%M}")
    else:
        facts.append(f"计划 {line.planned_on.month} 月 {line.planned_on.day} 日")
    return [fact for fact in (f"组长 {lead}" if lead else "", *facts) if fact]
