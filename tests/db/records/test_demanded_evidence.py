"""Money is proved by the papers that its checklist item demands."""

import dataclasses
import uuid

import pytest

from db.records.catalogues import Item
from db.records.demanded_evidence import lacking_evidence
from db.records.findings import EvidenceLine, FindingLine
from db.vocabulary import Area, EvidenceKind, FindingStatus, Ownership, Severity, Stage

LEDGER, ACCOUNT = "收费台账、收款明细", "教师本人书面说明"
ITEM = Item(
    id=uuid.uuid4(),
    code="F-BK-01",
    inspection="fee",
    category="BK",
    category_name="补课乱收费",
    question="不得收费补课",
    violation="收费补课",
    evidence=("课表", LEDGER, ACCOUNT),
    stages=frozenset({Stage.SEN}),
    ownerships=frozenset({Ownership.PUBLIC}),
    areas=frozenset({Area.URBAN}),
    methods=(),
    records_amount=True,
    records_students=True,
    severity=Severity.SERIOUS,
    handlings=(),
    note="",
    required=(LEDGER, ACCOUNT),
    evidence_kinds={
        "课表": EvidenceKind.OTHER,
        LEDGER: EvidenceKind.LEDGER,
        ACCOUNT: EvidenceKind.STATEMENT,
    },
)


def finding(*evidence: tuple[EvidenceKind, str], involved: int = 8_112_000) -> FindingLine:
    return FindingLine(
        id=uuid.uuid4(),
        visit_id=uuid.uuid4(),
        item_id=ITEM.id,
        item_code=ITEM.code,
        serial="WT-01",
        fact="高一年级周末收费补课。",
        conduct_from=None,
        conduct_to=None,
        object="高一年级",
        matter="补课费",
        manner="",
        rate_fen=26_000,
        allowed_fen=0,
        terms=1,
        term_unit="学期",
        collector="年级组",
        account="学校基本户",
        vouchers="",
        students=312,
        involved_fen=involved,
        due_fen=0,
        refunded_fen=0,
        refund_students=0,
        surrendered_fen=0,
        severity=Severity.SERIOUS,
        handlings=(),
        advice="",
        due_on=None,
        status=FindingStatus.DRAFT,
        objected=False,
        reason="",
        basis=frozenset(),
        evidence=tuple(EvidenceLine(uuid.uuid4(), kind, title, "") for kind, title in evidence),
    )


@pytest.mark.parametrize(
    "evidence",
    [
        (),
        ((EvidenceKind.OTHER, "课表"),),
        ((EvidenceKind.PHOTO, "教室照片"), (EvidenceKind.NOTICE, "放假通知")),
        ((EvidenceKind.STATEMENT, "学校情况说明"),),
    ],
)
def test_money_on_a_timetable_a_photo_or_any_statement_is_not_proved(
    evidence: tuple[tuple[EvidenceKind, str], ...],
) -> None:
    assert lacking_evidence(finding(*evidence), ITEM) == (LEDGER, ACCOUNT)


@pytest.mark.parametrize(
    "evidence", [(EvidenceKind.LEDGER, "高一年级收费名册汇总页"), (EvidenceKind.STATEMENT, ACCOUNT)]
)
def test_a_paper_of_a_demanded_kind_or_title_proves_it(evidence: tuple[EvidenceKind, str]) -> None:
    assert lacking_evidence(finding((EvidenceKind.OTHER, "课表"), evidence), ITEM) == ()


def test_without_money_or_demand_nothing_is_asked() -> None:
    assert lacking_evidence(finding(involved=0), ITEM) == ()
    assert lacking_evidence(finding(), dataclasses.replace(ITEM, required=())) == ()
