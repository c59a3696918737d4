"""The first day of who rehearses, in twelve steps, each done when the file says so."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from db.records.catalogues import Item
from db.records.fees import FeeLine
from db.records.schools import SchoolLine
from db.records.visits import VisitFacts
from db.unit_of_work import Work
from db.vocabulary import DrawKind, FindingStatus, VisitPage


class Lesson(Enum):
    """What is done, and by which keys; on which page. In the order of a day."""

    PERSON = "选择录入员：按 F8，再按姓名前的数字。每一步都记在这个人名下"
    ARRIVAL = "登记到校：在“概况”按 F2，日期、时间、地点一次填好"
    PEOPLE = "登记到校人员：Tab 到“到校人员”，空格勾选，至少两人"
    DRAW = "抽班级：在“抽样”按 Ctrl+Enter 冻结名单，请学校报六位数字，再按 Ctrl+Enter 抽取"
    CHECKLIST = "填检查清单：1 符合、2 不符合，Enter 下一项；看完一遍后 Ctrl+Enter 其余符合"
    NOTE = "给不符合的一项写情况记录：光标在那一项时按 N，写完按 Esc 回到清单"
    FINDING = "把这一项转为问题：光标在那一项时按 P"
    ENVELOPE = "问卷：选一个班，填发放、回收、有效份数，Enter 到下一格"
    SHEET = "录一份问卷：Alt+3，逐题按数字，录完自动到下一份"
    FEE = "登记一项收费：项目、标准、人数、期数，Enter 到下一格，最后一格添加"
    CONFIRM = "组长确认问题：换成组长（F8），在“问题”按 C"
    LEAVING = "登记离校：在“概况”再按 F2；“离校前待办”里剩下的，就是出反馈单还差的"


PAGES = {
    Lesson.PERSON: VisitPage.OVERVIEW,
    Lesson.ARRIVAL: VisitPage.OVERVIEW,
    Lesson.PEOPLE: VisitPage.OVERVIEW,
    Lesson.DRAW: VisitPage.SAMPLING,
    Lesson.CHECKLIST: VisitPage.CHECKLIST,
    Lesson.NOTE: VisitPage.CHECKLIST,
    Lesson.FINDING: VisitPage.CHECKLIST,
    Lesson.ENVELOPE: VisitPage.QUESTIONNAIRES,
    Lesson.SHEET: VisitPage.QUESTIONNAIRES,
    Lesson.FEE: VisitPage.FEES,
    Lesson.CONFIRM: VisitPage.FINDINGS,
    Lesson.LEAVING: VisitPage.OVERVIEW,
}


@dataclass(frozen=True)
class Course:
    """How far somebody is; `next`: what comes now, None at the end."""

    done: frozenset[Lesson]

    @property
    def next(self) -> Lesson | None:
        return next((lesson for lesson in Lesson if lesson not in self.done), None)

    @property
    def number(self) -> int:
        """Which step comes now, from 1."""
        return len(Lesson) if self.next is None else list(Lesson).index(self.next) + 1


def course_of(
    work: Work, school: SchoolLine, person: uuid.UUID | None, items: Sequence[Item]
) -> Course:
    """`person`: who is recording; `items`: of the school's checklist."""
    visit = work.visits.facts(school.visit_id)
    done = {lesson for lesson, is_done in _visited(work, visit, person).items() if is_done}
    answers = work.checklists.answers(visit.id, items)
    findings = work.findings.lines(visit.id)
    envelopes = work.questionnaires.envelopes(visit.id)
    recorded = {
        Lesson.CHECKLIST: all(answer.verdict is not None for answer in answers),
        Lesson.NOTE: any(answer.note for answer in answers),
        Lesson.FINDING: bool(findings),
        Lesson.ENVELOPE: any(envelope.issued for envelope in envelopes),
        Lesson.SHEET: any(entry.sheets for envelope in envelopes for entry in envelope.countings),
        Lesson.FEE: bool(work.fees.lines(FeeLine, visit.id)),
        Lesson.CONFIRM: any(finding.status is not FindingStatus.DRAFT for finding in findings),
    }
    return Course(frozenset(done | {lesson for lesson, is_done in recorded.items() if is_done}))


def _visited(work: Work, visit: VisitFacts, person: uuid.UUID | None) -> dict[Lesson, bool]:
    draws = work.samplings.draws(visit.id)
    return {
        Lesson.PERSON: person is not None,
        Lesson.ARRIVAL: visit.arrived_at is not None,
        Lesson.PEOPLE: len(work.visits.present(visit.id)) > 1,
        Lesson.DRAW: any(draw.kind is DrawKind.SCHOOL_CLASS for draw in draws),
        Lesson.LEAVING: visit.left_at is not None,
    }
