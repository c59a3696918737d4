"""What a finance group records of a unit beside its findings: cash, papers, meeting, survey forms,
accounts that agree. Sums are round figures of the unit's own, so that no two units look alike."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from db.records.accounts import (
    AssetLine,
    BankLine,
    BookedLine,
    CashLine,
    ExpenseLine,
    HandedLine,
    PassThroughLine,
)
from db.records.forms import Asked
from db.records.people import MemberLine
from db.records.schools import SchoolLine
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import (
    Act,
    CellKind,
    FormKind,
    PublicExpenseKind,
    QuestionType,
    ReceiptKind,
    Signal,
)
from inspector_gui.actions.accounts import enter_within, return_documents
from inspector_gui.statistics.surveying import questions_for, respondents

_PAPERS = (("总账", "1本"), ("记账凭证", "按月装订"), ("银行对账单", "12份"))
_SEATED = (("财务负责人", 1), ("总务主任", 1), ("会计", 1), ("出纳", 1))
_YEAR = 2024


def arrive_at_accounts(store: Store, line: SchoolLine) -> None:
    """Cash is counted first; then the papers are handed over."""
    fen = 100 * (1500 + 37 * _number(line))
    with store.act(Act.CHECK_ACCOUNTS, school=line.id) as work:
        now = store.now()
        cash = {"name": "出纳保险柜", "counted_at": now, "book_fen": fen, "counted_fen": fen}
        enter_within(work, line, CashLine, {**cash, "present": "出纳、会计、检查组2人"})
        for name, number in _PAPERS:
            paper = {"name": f"{_YEAR}年{name}", "period": f"{_YEAR}年", "number": number}
            enter_within(work, line, HandedLine, {**paper, "handed_at": now})


def hold_meeting(
    store: Store, line: SchoolLine, people: Sequence[MemberLine], areas: Sequence[str]
) -> None:
    """Of every area (a category's code) something is said; two of the group keep the record."""
    with store.act(Act.RECORD_MEETING, school=line.id) as work:
        meeting = work.meetings.hold(
            line.visit_id,
            held_at=store.now(),
            place="会议室",
            recorder_id=people[0].id,
            second_recorder_id=people[1].id,
        )
        for area in areas:
            work.meetings.discuss(meeting, area, discussed=True)
        for role, persons in _SEATED:
            work.meetings.seat(meeting, role, persons)
        due = line.planned_on + timedelta(days=10)
        work.meetings.promise(meeting, f"{_YEAR}年内部控制报告", due_on=due)


def enter_surveys(store: Store, line: SchoolLine) -> None:
    """A sheet of each respondent, filled in whole; where nobody is taught, no class teacher's."""
    with store.act(Act.FILL_SURVEY, school=line.id) as work:
        script = work.forms.latest(FormKind.SURVEY)
        for respondent in respondents(script) if script else ():
            questions = questions_for(script, respondent) if script else ()
            if script and (line.stages or not _of_pupils(questions)):
                day = line.planned_on
                sheet = work.surveys.receive(
                    line.visit_id, script.id, respondent, filled_on=day, signed=True
                )
                _answer(work, sheet, questions, line)


def _of_pupils(questions: Sequence[Asked]) -> bool:
    """Whether all that is asked is of fees that pupils pay."""
    return all(item.startswith("F-") for question in questions for item in question.items)


def _answer(work: Work, sheet: uuid.UUID, questions: Sequence[Asked], line: SchoolLine) -> None:
    for question in questions:
        if question.kind is QuestionType.TABLE:
            row = work.surveys.add_row(sheet, question.code)
            for index, column in enumerate(question.columns):
                value: Any = f"{column.title}见附表"
                if column.kind is not CellKind.TEXT:
                    value = 10 * _number(line) + index
                work.surveys.fill(row, index, column.kind, value)
        elif question.choices:
            plain = next(choice for choice in question.choices if choice.signal is Signal.NONE)
            work.surveys.answer(sheet, question.code, value=plain.code)
        else:
            work.surveys.answer(sheet, question.code, value="2")


def compare_accounts(store: Store, line: SchoolLine) -> None:
    """Working tables of what was compared and agrees."""
    with store.act(Act.CHECK_ACCOUNTS, school=line.id) as work:
        for register, values in _agreeing(100 * 1000 * (80 + _number(line))):
            enter_within(work, line, register, values)


def _agreeing(fen: int) -> Iterator[tuple[type[Any], dict[str, Any]]]:
    end = date(_YEAR, 12, 31)
    bank = {"ledger_fen": fen, "statement_fen": fen + 50_000, "unit_paid_fen": 50_000}
    yield BankLine, {"account": "基本户", "as_of": end, **bank}
    income = {"issued_fen": fen // 4, "booked_fen": fen // 4}
    yield BookedLine, {"kind": ReceiptKind.FISCAL, "period": f"{_YEAR}年", **income}
    yield AssetLine, {"name": "计算机", "card": 60, "book": 60, "counted": 60, "book_fen": fen // 3}
    spent = {"budget_fen": 600_000, "actual_fen": 420_000, "previous_fen": 450_000}
    yield ExpenseLine, {"year": _YEAR, "kind": PublicExpenseKind.RECEPTION, **spent}
    moved = {"opening_fen": 0, "in_fen": fen // 8, "out_fen": fen // 8, "closing_fen": 0}
    yield PassThroughLine, {"name": "作业本费", "period": f"{_YEAR}年秋季", **moved}


def leave_accounts(store: Store, line: SchoolLine) -> None:
    """What was handed over goes back."""
    return_documents(store=store, school=line)


def _number(line: SchoolLine) -> int:
    """The digits of a unit's code."""
    return int("".join(digit for digit in line.code if digit.isdigit()) or 0)
