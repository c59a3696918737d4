"""What the school says of the sheet: under it, or sent in later."""

import uuid
from typing import Any

from db.records.schools import SchoolLine
from db.store import Store
from db.vocabulary import Act, FindingStatus, SchoolReply
from inspector_gui.actions.deed import deed


@deed("记学校意见", of="学校意见")
def receive_statement(
    *, store: Store, school: SchoolLine, reply: SchoolReply, **values: Any
) -> uuid.UUID:
    """Under the sheet that was locked last. Whoever replied has been told: what the lead
    confirmed counts as fed back."""
    with store.act(Act.RECORD_STATEMENT, school=school.id) as work:
        statement = work.statements.receive(school.visit_id, reply, **values)
        for finding in work.findings.lines(school.visit_id):
            if finding.status is FindingStatus.CONFIRMED:
                work.findings.judge(finding.id, FindingStatus.FED_BACK)
    return statement


@deed("更正学校意见", of="学校意见")
def correct_statement(
    *, store: Store, school: SchoolLine, statement: uuid.UUID, **values: Any
) -> None:
    """Change fields of what was recorded, by name."""
    with store.act(Act.RECORD_STATEMENT, school=school.id) as work:
        work.statements.correct(statement, **values)


@deed("删除学校意见", of="学校意见")
def drop_statement(*, store: Store, school: SchoolLine, statement: uuid.UUID) -> None:
    """It was recorded by mistake; what was fed back stays so."""
    with store.act(Act.DELETE, school=school.id) as work:
        work.statements.drop(statement)
