"""A school's day in a real file, with something for every document to say."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from db.records.fees import FeeLine, VoucherLine
from db.records.schools import SchoolLine
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import (
    Act,
    CallOutcome,
    DocumentKind,
    DrawKind,
    EvidenceKind,
    FeeKind,
    FindingStatus,
    FormKind,
    Handling,
    QuestionType,
    RecusalReason,
    SchoolReply,
    Severity,
    Signal,
    Stage,
    Verdict,
)
from inspector_gui.accounts.finding_sentence import FactParts, finding_sentence
from inspector_gui.documents.document_list import papers_of
from inspector_gui.documents.issues import lock, sheet_of
from inspector_gui.documents.paper import Paper
from inspector_gui.sampling.ranking import ALGORITHM, commitment, draw, list_hash, numbered
from inspector_gui.statistics.tally import cells_of

PRINTED_AT = datetime(2025, 9, 16, 8, 30, tzinfo=UTC)
CLASSES = ("03-01", "03-02", "03-03", "04-01", "04-02", "05-01")
SECRET, DIGITS = "2da1f786d71ac7cb", "526771"
COUNTS = {
    "03-02": {"S01.A": 30, "S01.B": 9, "S01.blank": 1},
    "04-01": {"S01.A": 28, "S01.B": 12, "S01.blank": 0},
}

CHARGED = FactParts(
    conduct_from=date(2025, 2, 17),
    conduct_to=date(2025, 6, 30),
    object="三至六年级",
    matter="资料费",
    rate_fen=12_000,
    terms=1,
    collector="班主任代收，总务处会计汇缴",
    account="学校基本户，记入“其他应付款”",
    vouchers="记字12号",
    students=312,
    involved_fen=3_744_000,
)


@dataclass
class Day:
    """The file, its one school, and the two findings raised there."""

    store: Store
    school: SchoolLine
    fee: object
    display: object


def record(store: Store) -> Day:
    with store.read() as work:
        school = work.schools.lines()[0]
        store.person = work.people.members()[0].id
    day = Day(store, school, None, None)
    for step in (_people, _visit, _draws, _questionnaires, _calls, _findings, _fees, _forms):
        step(day)
    with store.read() as work:
        day.school = work.schools.lines()[0]
    return day


def _people(day: Day) -> None:
    with day.store.act(Act.PREPARE) as work:
        team = day.school.team_id
        mate = work.people.add_member(
            team, code="T1-M2", name="李珺玥", role="组员", source="学校会计"
        )
        work.people.recuse(mate, day.school.id, reason=RecusalReason.CHILD_ENROLLED)


def _visit(day: Day) -> None:
    with day.store.act(Act.RECORD_VISIT) as work:
        work.visits.record(
            day.school.visit_id,
            visited_on=date(2025, 9, 16),
            place="行政楼二楼会议室",
            report_heard=True,
            self_report_on=date(2025, 9, 3),
            sites_seen=4,
            vouchers_checked=60,
            receipts_checked=70,
            overall="收费公示栏设在校门口，内容齐全。\n伙食费专账核算，做法值得肯定。",
        )


def _draws(day: Day) -> None:
    lists = {
        (DrawKind.SCHOOL_CLASS, "class"): list(CLASSES),
        (DrawKind.ROSTER, "roster"): numbered(1073),
    }
    with day.store.act(Act.DRAW) as work:
        for (kind, name), entries in lists.items():
            seed = f"2025-SF|S001|{name}|{SECRET}|{DIGITS}"
            order = draw(seed, entries, 5)
            made = work.samplings.record(
                day.school.visit_id,
                kind=kind,
                algorithm=ALGORITHM,
                population=len(entries),
                entries="\n".join(entries) if kind is DrawKind.SCHOOL_CLASS else "",
                list_sha256=list_hash(entries),
                commitment=commitment(SECRET),
                nonce=SECRET,
                witness_number=DIGITS,
                seed_text=seed,
                source="教务处提供",
                drawn=order[:2],
                reserve=order[2:],
            )
            if kind is DrawKind.SCHOOL_CLASS:
                work.samplings.target(made, "06-01", "群众反映")


def _questionnaires(day: Day) -> None:
    with day.store.read() as work:
        script = work.forms.script(FormKind.STUDENT)
    cells = cells_of(script.for_stage(Stage.PRI))
    people = [member.id for member in _members(day)]
    for code, counts in COUNTS.items():
        grade, number = map(int, code.split("-"))
        with day.store.act(Act.COUNT_ENVELOPE) as work:
            owner = work.schools.add_class(day.school.id, Stage.PRI, grade, number, 45)
            batch = work.questionnaires.open_envelope(day.school.visit_id, owner, script.id)
            work.questionnaires.count(batch, issued=43, returned=42, valid=40)
        for slot, clerk in enumerate(people, start=1):
            with day.store.act(Act.TALLY) as work:
                entry = work.questionnaires.begin_counting(batch, slot, cells, clerk, counts=counts)
                work.questionnaires.finish(entry)


def _members(day: Day) -> list:
    with day.store.read() as work:
        return work.people.members(day.school.team_id)


def _calls(day: Day) -> None:
    at = datetime(2025, 9, 16, 9, 45, tzinfo=UTC)
    with day.store.act(Act.LOG_CALL) as work:
        call = work.calls.plan(day.school.visit_id, 547, "S001-P1")
        work.calls.keep_number(call, "13800001234")
        work.calls.attempt(call, CallOutcome.NO_ANSWER, at)
        work.calls.attempt(call, CallOutcome.COMPLETED, at.replace(hour=11))
        other = work.calls.plan(day.school.visit_id, 530, "S001-P2")
        work.calls.attempt(other, CallOutcome.BUSY, at)


def _findings(day: Day) -> None:
    with day.store.read() as work:
        items = work.catalogues.items("fee")
        bases = [work.catalogues.bases(item.id)[0].id for item in items]
    visit = day.school.visit_id
    with day.store.act(Act.RAISE_FINDING) as work:
        for item, verdict in zip(items, (Verdict.VIOLATION, Verdict.DOUBT), strict=True):
            work.checklists.answer(visit, item.id, verdict=verdict, note="与公示不一致")
        day.fee = work.findings.raise_finding(
            visit,
            items[0].id,
            "WT-01",
            fact=finding_sentence(CHARGED),
            **CHARGED.fields(),
            due_fen=CHARGED.involved_fen,
            severity=Severity.SERIOUS,
            handlings=(Handling.REFUND, Handling.DISCIPLINE),
            due_on=date(2025, 10, 15),
        )
        day.display = work.findings.raise_finding(
            visit, items[1].id, "WT-02", fact="课后服务费标准没有公示", handlings=(Handling.ONSPOT,)
        )
        for finding, basis in zip((day.fee, day.display), bases, strict=True):
            work.findings.cite(finding, basis)
            proof = work.evidence.gather(
                visit, EvidenceKind.VOUCHER, "资料费入账凭证", locator="记字第12号"
            )
            work.evidence.support(finding, proof)
        work.refunds.note(
            day.fee,
            1_000_000,
            paid_on=date(2025, 9, 20),
            sighted_on=date(2025, 9, 20),
            students=80,
            note="原路退回",
        )
    with day.store.act(Act.JUDGE_FINDING) as work:
        work.findings.confirm(day.fee)
        work.findings.confirm(day.display)


def _fees(day: Day) -> None:
    with day.store.act(Act.CHECK_FEES) as work:
        work.fees.enter(
            FeeLine,
            day.school.visit_id,
            name="资料费",
            kind=FeeKind.SERVICE,
            charged_fen=12_000,
            allowed_fen=0,
            heads=312,
            terms=1,
            finding_id=day.fee,
        )
        work.fees.enter(
            VoucherLine,
            day.school.visit_id,
            voucher_no="记字12号",
            summary="收资料费",
            amount_fen=3_744_000,
            finding_id=day.fee,
        )


def _forms(day: Day) -> None:
    with day.store.act(Act.PREPARE) as work:
        campaign = work.campaigns.current().id
        for kind, title in (
            (FormKind.CALL, "家长电话访问提纲"),
            (FormKind.INTERVIEW, "学生随机访问提纲"),
            (FormKind.SURVEY, "收费情况调查表"),
        ):
            form = work.forms.add_form(
                campaign,
                kind=kind,
                version="2025.1",
                title=title,
                intro="您好，想了解学校收费情况。" if kind is FormKind.CALL else "",
                closing="感谢您。" if kind is FormKind.CALL else "",
                rules="两人同行。\n不记姓名。",
            )
            _ask(work, form, kind)


def _ask(work, form, kind) -> None:
    probe = "学校财务负责人" if kind is FormKind.SURVEY else "有无强制"
    asked = {
        QuestionType.SINGLE: "这些费用是自愿的吗？",
        QuestionType.NUMBER: "这学期大约交了多少元？",
        QuestionType.TEXT: "您还有什么建议？",
    }
    if kind is FormKind.SURVEY:
        asked[QuestionType.TABLE] = "全部银行账户（开户行、用途、余额）"
    for position, (type_, text) in enumerate(asked.items(), start=1):
        question = work.forms.add_question(
            form,
            code=f"Q0{position}",
            position=position,
            kind=type_,
            text=text,
            only_stages=(),
            unit="元" if type_ is QuestionType.NUMBER else "",
            probe=probe,
        )
        if type_ is QuestionType.SINGLE:
            for place, words in enumerate(("自愿，签过字", "说自愿，但不交不方便", "必须交"), 1):
                work.forms.add_option(
                    question, code="ABC"[place - 1], position=place, text=words, signal=Signal.NONE
                )


def fill_in_letters(day: Day) -> None:
    """What the bureau's clerk types for the notice and the bulletin."""
    with day.store.act(Act.EDIT_TEXT) as work:
        campaign = work.campaigns.current().id
        for about, kind in (
            (day.school.visit_id, DocumentKind.NOTICE),
            (campaign, DocumentKind.BULLETIN),
        ):
            work.documents.fill_in(about, kind, "document_no", "示教财〔2025〕21号")
            work.documents.fill_in(about, kind, "issued_on", "2025-10-09")
            work.documents.fill_in(about, kind, "copies", "区教育局，局纪检监察组")
        work.documents.fill_in(campaign, DocumentKind.BULLETIN, "cut_off", "2025-09-15")
        work.documents.fill_in(campaign, DocumentKind.BULLETIN, "named", "S001")


def sign_and_find_more(day: Day) -> None:
    """The sheet is locked and answered; then one finding is reworded and another comes to light."""
    visit = day.school.visit_id
    with day.store.read() as work:
        sheet = sheet_of(work, paper_of(work, day.school, DocumentKind.FEEDBACK), (), PRINTED_AT)
    with day.store.act(Act.ISSUE_DOCUMENT) as work:
        lock(work, visit, sheet, PRINTED_AT)
    with day.store.act(Act.RECORD_STATEMENT) as work:
        work.statements.receive(visit, SchoolReply.AGREED, received_on=date(2025, 9, 16))
    with day.store.act(Act.RAISE_FINDING) as work:
        work.findings.state(day.display, fact="课后服务费标准没有在校门口公示")
        item = work.findings.lines(visit)[0].item_id
        late = work.findings.raise_finding(
            visit, item, "WT-03", fact="补查发现另收饮水费", students=40, involved_fen=50_000
        )
        work.findings.state(late, status=FindingStatus.CONFIRMED)
    with day.store.act(Act.EDIT_TEXT) as work:
        for name, value in (("layout", "letter"), ("document_no", "示教财函〔2025〕21号")):
            work.documents.fill_in(visit, DocumentKind.NOTICE, name, value)


def paper_of(work: Work, school: SchoolLine, kind: DocumentKind) -> Paper:
    """The first document of a kind."""
    return next(paper for paper in papers_of(work, school) if paper.kind is kind)
