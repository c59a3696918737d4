"""Provable draws. Of a roster only the drawn row numbers are kept."""

import uuid
from datetime import datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Key, Local, Number, Row, parent
from db.schema.types import Chars, Code, Digest, Word
from db.vocabulary import DrawKind, DrawRole, Subject


class Roster(Row):
    """A roster (花名册) the school supplied: its size and hash, never its rows.

    `hidden`: rows its spreadsheet did not show; `unreachable`: rows without a number to dial.
    """

    __tablename__ = "roster"
    subject = Subject.SAMPLING
    caption = "花名册"
    hangs_on = "visit_id"
    known_by = "source"
    alike = (("visit_id",),)
    labels: ClassVar = {
        "visit_id": "进校检查",
        "rows": "行数",
        "sha256": "校验码",
        "source": "来源",
        "received_at": "收到时间",
        "hidden": "隐藏行数",
        "unreachable": "没有号码的行数",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    rows: Mapped[Number]
    sha256: Mapped[bytes | None] = mapped_column(Digest(), default=None)
    source: Mapped[str] = mapped_column(default="")
    received_at: Mapped[datetime | None] = mapped_column(default=None)
    hidden: Mapped[Number] = mapped_column(default=0)
    unreachable: Mapped[Number] = mapped_column(default=0)


class Draw(Row):
    """A commit-reveal draw. `entries`: the frozen list, a line each; empty: 1..population.

    Until the school has named its number `witness_number` and `seed_text` are empty; how many are
    `wanted`, and how many `spare` ones wait in reserve, is said before.
    """

    __tablename__ = "draw"
    subject = Subject.SAMPLING
    caption = "抽样"
    hangs_on = "visit_id"
    known_by = "kind"
    alike = (("visit_id", "kind"),)
    labels: ClassVar = {
        "visit_id": "进校检查",
        "kind": "抽样对象",
        "algorithm": "抽取办法",
        "population": "总数",
        "entries": "名单",
        "list_sha256": "名单校验码",
        "commitment": "承诺码",
        "nonce": "随机数",
        "witness_number": "学校报的数",
        "seed_text": "种子",
        "source": "来源",
        "wanted": "抽几个",
        "spare": "备用几个",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    kind: Mapped[DrawKind] = mapped_column(Word(DrawKind))
    algorithm: Mapped[Key]
    population: Mapped[Number]
    entries: Mapped[str] = mapped_column(Chars(200_000, verbatim=True))
    list_sha256: Mapped[str] = mapped_column(Code(64))
    commitment: Mapped[str] = mapped_column(Code(64))
    nonce: Mapped[str] = mapped_column(Code(64))
    witness_number: Mapped[str] = mapped_column(Code(6))
    seed_text: Mapped[str] = mapped_column(Code(200))
    source: Mapped[str] = mapped_column(default="")
    wanted: Mapped[Number] = mapped_column(default=0)
    spare: Mapped[Number] = mapped_column(default=0)


class DrawnEntry(Row):
    """An entry in drawing order, or one added on purpose (重点抽查)."""

    __tablename__ = "drawn_entry"
    subject = Subject.SAMPLING
    caption = "抽样结果"
    hangs_on = "draw_id"
    known_by = "entry"
    labels: ClassVar = {
        "draw_id": "抽样",
        "entry": "样本",
        "rank": "抽取顺序",
        "role": "抽中或备用",
        "replaced": "已替换",
        "reason": "理由",
    }
    draw_id: Mapped[uuid.UUID] = parent("draw")
    entry: Mapped[str] = mapped_column(Chars(200, verbatim=True))
    rank: Mapped[Number]
    role: Mapped[DrawRole] = mapped_column(Word(DrawRole))
    replaced: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(Chars(500), default="")


class Allotment(Row):
    """A draw of schools, or of schools to teams, at the bureau.

    `entries`: what was frozen, a line each.

    Until the witness has named a number `witness_number` and `seed_text` are empty.
    """

    __tablename__ = "allotment"
    subject = Subject.SAMPLING
    caption = "学校抽签"
    hangs_on = "campaign_id"
    known_by = "witness"
    labels: ClassVar = {
        "campaign_id": "检查活动",
        "algorithm": "抽取办法",
        "entries": "名单",
        "list_sha256": "名单校验码",
        "commitment": "承诺码",
        "nonce": "随机数",
        "witness": "监督人",
        "witness_number": "监督人报的数",
        "seed_text": "种子",
    }
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    algorithm: Mapped[Key]
    entries: Mapped[str] = mapped_column(Chars(200_000, verbatim=True))
    list_sha256: Mapped[str] = mapped_column(Code(64))
    commitment: Mapped[str] = mapped_column(Code(64))
    nonce: Mapped[str] = mapped_column(Code(64))
    witness: Mapped[str] = mapped_column(default="")
    witness_number: Mapped[str] = mapped_column(Code(6), default="")
    seed_text: Mapped[str] = mapped_column(Code(200), default="")


class Phone(Local):
    """A drawn parent's number: in this file only, never merged, erased by date."""

    __tablename__ = "phone"
    subject = Subject.CALLS
    call_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(Code(20))
    label: Mapped[str] = mapped_column(default="")
