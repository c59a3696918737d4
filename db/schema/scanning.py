"""Envelopes read by machine: what is said of a reading, and the pages while they are needed."""

import uuid
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Local, Number, Row, parent
from db.schema.types import Chars, Code, Photo, Word
from db.vocabulary import PageState, Subject


class Reading(Row):
    """How an entry was read: with which bound it may stand beside a sample keyed again.

    `sample`: which sheets of the entry were drawn, by their numbers in it, in rising order; empty
    while none are. `checked`, `wrong`: answers keyed again in all samples that `upper` rests on,
    and those that the envelopes, opened again, did not hold as read. `allowed` and `upper` are of
    a million answers; `upper` is NULL until a sample was settled.
    """

    __tablename__ = "reading"
    subject = Subject.QUESTIONNAIRES
    caption = "机读记录"
    hangs_on = "entry_id"
    known_by = "entry_id"
    silent = ("sample",)
    labels: ClassVar = {
        "entry_id": "计票",
        "pages": "页数",
        "answers": "识读答案",
        "doubts": "人工核定",
        "allowed": "容许差错（每百万）",
        "sample": "抽样复录的份",
        "checked": "复录答案",
        "wrong": "其中读错",
        "upper": "差错上限（每百万）",
    }
    natural = ("entry_id",)
    entry_id: Mapped[uuid.UUID] = parent("tally_entry")
    pages: Mapped[Number]
    answers: Mapped[Number]
    doubts: Mapped[Number]
    allowed: Mapped[Number]
    sample: Mapped[str] = mapped_column(Chars(20_000, verbatim=True), default="")
    checked: Mapped[Number] = mapped_column(default=0)
    wrong: Mapped[Number] = mapped_column(default=0)
    upper: Mapped[Number | None] = mapped_column(default=None)


class ScanRun(Local):
    """Files that were given to be read at a visit; `paths`: a line each; `pages`: how many they
    have, as far as is known. A run that was given up or killed goes on from its paths."""

    __tablename__ = "scan_run"
    subject = Subject.QUESTIONNAIRES
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[uuid.UUID]
    paths: Mapped[str] = mapped_column(Chars(20_000, verbatim=True))
    pages: Mapped[Number] = mapped_column(default=0)


class ScanPage(Local):
    """A page that came in. `answers`: by question, as JSON; what is doubtful is not among them.

    `digest` and `number` name it: the SHA-256 of its file, and which page of that it is. `serial`
    is the running number printed on the sheet; it goes with answers and image when the envelope is
    settled.
    """

    __tablename__ = "scan_page"
    subject = Subject.QUESTIONNAIRES
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    run_id: Mapped[uuid.UUID] = mapped_column(index=True)
    file: Mapped[str] = mapped_column(Chars(400))
    digest: Mapped[str] = mapped_column(Code(64))
    number: Mapped[Number]
    state: Mapped[PageState] = mapped_column(Word(PageState))
    reason: Mapped[str] = mapped_column(Chars(200), default="")
    batch_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    serial: Mapped[Number | None] = mapped_column(default=None)
    side: Mapped[Number] = mapped_column(default=1)
    answers: Mapped[str] = mapped_column(Chars(20_000, verbatim=True), default="{}")
    image: Mapped[bytes | None] = mapped_column(Photo(), default=None)


class ScanDoubt(Local):
    """An answer that a person has to see. `value` counts only once it is `settled`; `guess` never.

    Where it stands on the page is in tenths of a millimetre.
    """

    __tablename__ = "scan_doubt"
    subject = Subject.QUESTIONNAIRES
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    page_id: Mapped[uuid.UUID] = mapped_column(index=True)
    question: Mapped[str] = mapped_column(Code(20))
    reason: Mapped[str] = mapped_column(Chars(200), default="")
    guess: Mapped[str] = mapped_column(Code(60), default="")
    left: Mapped[Number]
    top: Mapped[Number]
    width: Mapped[Number]
    height: Mapped[Number]
    value: Mapped[str | None] = mapped_column(Chars(400), default=None)
    settled: Mapped[bool] = mapped_column(default=False)
