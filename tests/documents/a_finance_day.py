"""A unit's day in a real file: its cash, its books, its meeting, and what was found there."""

import json
from datetime import UTC, date, datetime

from db.records.accounts import AllowanceLine, BankLine, CashLine, HandedLine, ProcurementLine
from db.records.schools import SchoolLine
from db.store import Store
from db.vocabulary import Act, Area, EvidenceKind, Handling, Ownership, SchoolType, Verdict
from inspector_gui.accounts.finding_sentence import FactParts
from inspector_gui.accounts.raising import Case
from inspector_gui.actions.accounts import enter_account
from inspector_gui.actions.evidence import gather_evidence
from inspector_gui.actions.raising import raise_within
from inspector_gui.exchange.catalogue import fill_checklist
from inspector_gui.resources import CHECKLISTS

DAY = date(2025, 10, 28)
CARD = "6222021001112345678"
PAID_FEN = 7_654_321


def plan(store: Store) -> SchoolLine:
    """A unit without stages, a group of its own, the whole checklist of the finance inspection."""
    content = json.loads(CHECKLISTS.read_text("utf-8"))
    own = {key: content[key] for key in ("catalogue_version", "regulations")}
    with store.act(Act.PREPARE) as work:
        campaign = work.campaigns.current().id
        fill_checklist(work, campaign, {**own, "checklist": content["finance"]}, "finance")
        kind = work.inspections.of("finance")
        work.inspections.change(
            kind.id,
            notice_title="关于开展财务专项检查的通知",
            notice_no="示教财〔2025〕15号",
            conduct_from=date(2024, 1, 1),
            conduct_to=date(2025, 9, 30),
        )
        team = work.people.add_team(campaign, "C1", "财务检查第一组", "finance")
        for number, name in enumerate(("常守仁", "乔桂芬"), start=1):
            code = f"C1-M{number}"
            work.people.add_member(team, code=code, name=name, role="组员", is_lead=number == 1)
        unit = work.schools.register(
            campaign,
            code="U01",
            name="示例市教育装备示例中心",
            kind=SchoolType.UNIT,
            stages=(),
            ownership=Ownership.PUBLIC,
            area=Area.URBAN,
        )
        work.visits.plan(unit, team, serial="2025-SF-C1-01", planned_on=DAY)
    with store.read() as work:
        [line] = work.schools.lines("finance")
    return line


def record(store: Store) -> SchoolLine:
    """Cash a yuan short, a balance that differs, pay above what was approved, two findings."""
    line = plan(store)
    at = datetime(2025, 10, 28, 1, 0, tzinfo=UTC)
    with store.act(Act.RECORD_VISIT, school=line.id) as work:
        work.visits.record(line.visit_id, visited_on=DAY, arrived_at=at, place="会议室")
        work.visits.record(line.visit_id, report_heard=True, vouchers_checked=60)
        people = work.people.members(line.team_id)
        for member in people:
            work.visits.attend(line.visit_id, member.id)
    enter_account(
        store=store,
        school=line,
        register=CashLine,
        values={"name": "库存现金", "counted_at": at, "book_fen": 128_650, "counted_fen": 128_550},
    )
    enter_account(
        store=store,
        school=line,
        register=HandedLine,
        values={"name": "总账、明细账", "period": "2024年", "copies": 4, "handed_at": at},
    )
    enter_account(
        store=store,
        school=line,
        register=BankLine,
        values={
            "account": f"基本户 {CARD}",
            "as_of": date(2025, 9, 30),
            "ledger_fen": 35_378_640,
            "statement_fen": 41_328_640,
            "note": "专项拨款当月未入账",
        },
    )
    enter_account(
        store=store,
        school=line,
        register=ProcurementLine,
        values={"name": "图书", "budget_fen": 500_000, "contract_fen": 480_000},
    )
    enter_account(
        store=store,
        school=line,
        register=AllowanceLine,
        values={"name": "年终奖励", "persons": 9, "approved_fen": 1, "paid_fen": PAID_FEN},
    )
    _meet(store, line, at)
    _find(store, line)
    with store.read() as work:
        [line] = work.schools.lines("finance")
    return line


def _meet(store: Store, line: SchoolLine, at: datetime) -> None:
    with store.act(Act.RECORD_MEETING, school=line.id) as work:
        first, second = work.people.members(line.team_id)
        meeting = work.meetings.hold(line.visit_id, held_at=at, place="小会议室")
        work.meetings.state(meeting, recorder_id=first.id, second_recorder_id=second.id)
        work.meetings.seat(meeting, "财务负责人", 1)
        work.meetings.seat(meeting, "出纳", 2)
        work.meetings.discuss(meeting, "YS", discussed=True, text=f"账户{CARD}由出纳保管")
        work.meetings.discuss(meeting, "CG", discussed=True)
        work.meetings.promise(meeting, "采购合同清单", due_on=date(2025, 10, 30))


def _find(store: Store, line: SchoolLine) -> None:
    with store.read() as work:
        items = {item.code: item for item in work.catalogues.items("finance")}
    sides = {"conduct_from": date(2024, 3, 1), "conduct_to": date(2025, 3, 31)}
    for code, fact, fen in (
        ("C-KJ-05B", f"账户{CARD}自2024年3月起没有编制余额调节表。", 5_950_000),
        ("C-ZC-02", "捐赠设备未入账。", 0),
    ):
        item = items[code]
        with store.act(Act.RAISE_FINDING, school=line.id) as work:
            parts = FactParts(**sides, involved_fen=fen)
            made = raise_within(work, line, item, case=Case(fact, (), parts=parts), serial=code)
            bases = [basis.id for basis in work.catalogues.bases(item.id) if basis.printable]
            for citation in bases:
                work.findings.cite(made.id, citation)
            handed = (Handling.RECTIFY, Handling.FINANCE)
            work.findings.state(made.id, handlings=handed)
        gather_evidence(
            store=store,
            school=line,
            kind=EvidenceKind.LEDGER,
            title="银行存款日记账",
            finding=made.id,
        )
        with store.act(Act.JUDGE_FINDING, school=line.id) as work:
            work.findings.confirm(made.id)
    with store.act(Act.ANSWER_ITEM, school=line.id) as work:
        wanted = [item for item in items.values() if item.category in ("YS", "SG")]
        sound = [one.id for one in wanted]
        work.checklists.answer_all(line.visit_id, sound, verdict=Verdict.OK)
