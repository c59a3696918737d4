"""The first step: what the campaign is called, its notice, its days."""

from PySide6.QtWidgets import QVBoxLayout

from db.vocabulary import Act, Subject
from inspector_gui.labels import today
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.choice_fields import answer_field
from inspector_gui.window.forms.edits import FieldEdited
from inspector_gui.window.forms.fields import (
    LineField,
    count_field,
    date_field,
    day_field,
    needed_field,
)
from inspector_gui.window.forms.form import Form, Spec
from inspector_gui.window.page import Page, Presenter
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import text


def build(desk: Desk) -> "NoticeFace":
    face = NoticeFace()
    NoticeStep(face, desk)
    return face


def _day(name: str) -> LineField:
    return date_field(name, today)


SPECS = (
    Spec("name", "检查名称", needed_field, wide=True),
    Spec("bureau", "主管单位", needed_field, wide=True),
    Spec(
        "notice_title", "通知标题", lambda name: LineField(name, hint="关于开展……的通知"), wide=True
    ),
    Spec(
        "notice_no",
        "通知文号",
        lambda name: LineField(name, hint="如 示教财〔2025〕12号"),
        wide=True,
    ),
    Spec("conduct_from", "检查期间　自", _day),
    Spec("conduct_to", "至", _day),
    Spec("visits_from", "进校时间　自", _day),
    Spec("visits_to", "至", _day),
    Spec("objection_days", "陈述申辩（工作日）", count_field),
    Spec("onspot_days", "当场纠正（天）", count_field),
    Spec("report_days", "整改报告（天）", count_field),
    Spec("refund_days", "清退（工作日）", count_field),
    Spec("county_level", "县级教育部门", answer_field),
    Spec("retention_until", "家长号码保存到", lambda name: day_field(name, today)),
)


class NoticeFace(Page):
    def __init__(self) -> None:
        super().__init__()
        self.form = Form(SPECS)
        self.word = text(role="muted", wrap=True)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addWidget(text("通知与期间", "section"))
        layout.addWidget(self.form)
        layout.addWidget(self.word)
        layout.addStretch(1)

    def flush(self) -> None:
        self.form.flush()

    def enter(self) -> None:
        self.form.fields["name"].setFocus()


class NoticeStep(Presenter[NoticeFace]):
    subjects = frozenset({Subject.CAMPAIGN})
    of_school = False

    def __init__(self, view: NoticeFace, desk: Desk) -> None:
        super().__init__(view, desk)
        view.form.edited.connect(self._keep)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            campaign = work.campaigns.current()
            days = len(work.campaigns.working_days(campaign.visits_from, campaign.visits_to))
        self.view.form.show_values(campaign)
        self.view.word.setText(
            f"代号 {campaign.code}，用于各种编号，建立后不改。"
            f"检查期间是查哪一段时间的收费；进校时间内有 {days} 个工作日。"
        )

    def _keep(self, edited: FieldEdited) -> None:
        name, value = edited.field, edited.value
        empty = dict.fromkeys(("county_level", "retention_until"))
        kept = empty.get(name, 0 if name.endswith("_days") else "") if value is None else value
        with self.desk.act(Act.PLAN) as work:
            work.campaigns.amend(**{name: kept})
