"""What was erased when its time was over: the record that is left of it."""

import uuid
from datetime import datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Number, Row, parent
from db.schema.types import Chars
from db.vocabulary import Subject


class Erasure(Row):
    """Numbers and names erased from one file and its copies; who did it, the act says.

    `copies`: backups and other copies of the file removed. `finished_at` is empty while copies are
    still there.
    """

    __tablename__ = "erasure"
    subject = Subject.CALLS
    caption = "号码清除记录"
    hangs_on = "campaign_id"
    known_by = "origin"
    labels: ClassVar = {
        "campaign_id": "检查活动",
        "origin": "所在文件",
        "numbers": "号码数",
        "names": "姓名数",
        "texts": "改写文字处数",
        "copies": "移除副本数",
        "files": "移除的副本",
        "started_at": "开始时间",
        "finished_at": "完成时间",
    }
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    origin: Mapped[str]
    numbers: Mapped[Number]
    names: Mapped[Number]
    texts: Mapped[Number]
    copies: Mapped[Number] = mapped_column(default=0)
    files: Mapped[str] = mapped_column(Chars(20_000, verbatim=True), default="")
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None] = mapped_column(default=None)
