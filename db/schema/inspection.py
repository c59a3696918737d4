"""The inspections of a campaign: each kind of inspection is a row, none is known to the program."""

import uuid
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Key, Number, Row, Scope, parent
from db.schema.types import Chars, Words
from db.vocabulary import DocumentKind, Method, Subject, VisitPage


class Inspection(Row):
    """Teams and catalogues name it by its code. Key: the campaign and that code."""

    __tablename__ = "inspection"
    subject = Subject.CAMPAIGN
    caption = "检查种类"
    scope = Scope.EVERYONE
    hangs_on = "campaign_id"
    known_by = "kind"
    labels: ClassVar = {
        "campaign_id": "检查活动",
        "code": "代码",
        "kind": "简称",
        "title": "名称",
        "matter": "检查事项",
        "position": "顺序",
        "pages": "进校页面",
        "methods": "检查方式",
        "documents": "文书",
        "amounts": "金额名称",
        "has_notice": "发检查通知",
        "with_units": "也查直属单位",
        "under_supervision": "以教育督导名义",
        "notice_title": "通知标题",
        "notice_no": "通知文号",
        "conduct_from": "行为起日",
        "conduct_to": "行为止日",
        "visits_from": "进校起日",
        "visits_to": "进校止日",
    }
    natural = ("campaign_id", "code")
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    code: Mapped[Key]
    #: What people call it in a list: 收费检查.
    kind: Mapped[str]
    title: Mapped[str]
    #: What it looks into, as papers name it: 教育收费 in “教育收费情况”.
    matter: Mapped[str]
    position: Mapped[Number]
    pages: Mapped[tuple[VisitPage, ...]] = mapped_column(Words(VisitPage))
    methods: Mapped[tuple[Method, ...]] = mapped_column(Words(Method))
    documents: Mapped[tuple[DocumentKind, ...]] = mapped_column(Words(DocumentKind))
    #: What a finding's four amounts are called, parted by 、: involved, due, refunded, surrendered.
    amounts: Mapped[str] = mapped_column(Chars(200))
    #: Whether schools were told beforehand; papers name a notice only then.
    has_notice: Mapped[bool] = mapped_column(default=True)
    #: Whether it visits units that teach nobody, beside schools.
    with_units: Mapped[bool] = mapped_column(default=False)
    #: Whether it runs under 教育督导; None: the bureau has not said.
    under_supervision: Mapped[bool | None] = mapped_column(default=None)
    #: Empty, as the four days: the campaign's.
    notice_title: Mapped[str] = mapped_column(default="")
    notice_no: Mapped[str] = mapped_column(Chars(200, verbatim=True), default="")
    conduct_from: Mapped[date | None] = mapped_column(default=None)
    conduct_to: Mapped[date | None] = mapped_column(default=None)
    visits_from: Mapped[date | None] = mapped_column(default=None)
    visits_to: Mapped[date | None] = mapped_column(default=None)
