"""Versioned texts, what is written into documents by hand, and the documents issued."""

import uuid
from datetime import datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Key, Number, Row, Scope, parent
from db.schema.types import Chars, Code, Digest, Word
from db.vocabulary import DocumentKind, Subject


class TextTemplate(Row):
    """The fixed words of a kind of document, as the bureau set them (JSON)."""

    __tablename__ = "text_template"
    subject = Subject.DOCUMENTS
    caption = "文书用语"
    scope = Scope.EVERYONE
    hangs_on = "campaign_id"
    known_by = "kind"
    labels: ClassVar = {
        "campaign_id": "检查活动",
        "kind": "文书",
        "version": "版本",
        "body": "正文",
    }
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    kind: Mapped[DocumentKind] = mapped_column(Word(DocumentKind))
    version: Mapped[Key]
    body: Mapped[str] = mapped_column(Chars(100_000))


class FilledIn(Row):
    """Words for a document that no other table holds: its official number, whom it is copied to."""

    __tablename__ = "filled_in"
    subject = Subject.DOCUMENTS
    caption = "文书填写内容"
    known_by = "name"
    labels: ClassVar = {
        "about_id": "所属记录",
        "kind": "文书",
        "name": "项目",
        "value": "内容",
    }
    natural = ("about_id", "kind", "name")
    about_id: Mapped[uuid.UUID]
    kind: Mapped[DocumentKind] = mapped_column(Word(DocumentKind))
    name: Mapped[Key]
    value: Mapped[str] = mapped_column(Chars(20_000), default="")


class DocumentIssued(Row):
    """A version that was locked: `content` is all it says, frozen. No visit: of the campaign.

    `printed_at`: when it first left the program, on paper or as a file. A lock made by mistake is
    withdrawn; the row stays, so that its number is not used again.
    """

    __tablename__ = "document_issued"
    subject = Subject.DOCUMENTS
    caption = "文书"
    hangs_on = "visit_id"
    known_by = "serial"
    labels: ClassVar = {
        "visit_id": "进校检查",
        "kind": "文书种类",
        "serial": "编号",
        "version": "版次",
        "content_hash": "校验码",
        "content": "内容",
        "locked_at": "锁定时间",
        "signed_copy": "签字件",
        "printed_at": "打印或导出时间",
        "withdrawn_at": "撤回时间",
        "withdrawn_reason": "撤回理由",
    }
    groups: ClassVar = {"撤回": ("withdrawn_at", "withdrawn_reason")}
    visit_id: Mapped[uuid.UUID | None] = parent("visit", optional=True)
    kind: Mapped[DocumentKind] = mapped_column(Word(DocumentKind))
    serial: Mapped[str] = mapped_column(Chars(60, verbatim=True))
    version: Mapped[Number]
    content_hash: Mapped[str] = mapped_column(Code(64))
    content: Mapped[str] = mapped_column(Chars(500_000, verbatim=True), default="")
    locked_at: Mapped[datetime | None] = mapped_column(default=None)
    signed_copy: Mapped[bytes | None] = mapped_column(Digest(), default=None)
    printed_at: Mapped[datetime | None] = mapped_column(default=None)
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    withdrawn_reason: Mapped[str] = mapped_column(Chars(1000), default="")


class WordingConfirmed(Row):
    """Words that may give a source away and that somebody found unavoidable, in one place.

    `digest` is of the clause as it stands: reworded, it is to be confirmed anew.
    """

    __tablename__ = "wording_confirmed"
    subject = Subject.DOCUMENTS
    caption = "用语确认"
    known_by = "clause"
    labels: ClassVar = {
        "about_id": "所属记录",
        "kind": "文书",
        "digest": "校验值",
        "clause": "原句",
    }
    natural = ("about_id", "kind", "digest")
    silent = ("digest",)
    about_id: Mapped[uuid.UUID]
    kind: Mapped[DocumentKind] = mapped_column(Word(DocumentKind))
    digest: Mapped[Key]
    clause: Mapped[str] = mapped_column(Chars(400), default="")
