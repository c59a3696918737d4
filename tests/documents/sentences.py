"""Every sentence of the templates in every branch, to be read aloud by a second pair of eyes.

python -m tests.documents.sentences     writes the page anew; read it before you keep it
"""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from db.publishable.bulletin import Amount, BulletinFacts, NamedFinding, NamedSchool
from db.publishable.feedback import Deadlines, FeedbackFacts
from db.publishable.followup import HandedOn, NoticeFacts, Ordered, TransferFacts
from db.publishable.supplement import SupplementFacts
from db.publishable.visit import VisitHead
from db.records.totals import CategoryFigures, Figures, MoneyFigures
from db.vocabulary import DocumentKind, EvidenceKind, FindingStatus, Handling, Method, Severity
from inspector_gui.accounts.finding_sentence import FactParts, finding_sentence
from inspector_gui.documents.blocks import Fields, Heading, Paragraph, plain
from inspector_gui.documents.document import Draft
from inspector_gui.documents.family.bulletin import SANCTIONS, bulletin
from inspector_gui.documents.family.feedback_sheet import feedback_draft
from inspector_gui.documents.family.notice import notice
from inspector_gui.documents.family.supplement import supplement
from inspector_gui.documents.family.transfer_slip import transfer_slip
from inspector_gui.documents.template_texts import own_wording
from tests.documents.samples import facts, finding

PAGE = Path(__file__).resolve().parents[1] / "golden" / "sentences.md"
DRAW = frozenset(("抽样名单", "名单校验值", "秘密数校验值", "排序依据文本", "重做办法"))
NOTHING = {"students": 0, "involved_fen": 0, "due_fen": 0, "refunded_fen": 0}
NO_MONEY = MoneyFigures(0, 0, 0, 0, 0)


def page() -> str:
    lines = ["# Every sentence in every branch", "", "What a branch says that none before it said."]
    seen: set[str] = set()
    for title, draft in drafts():
        said = [sentence for sentence in sentences(draft) if sentence not in seen]
        seen.update(said)
        lines += ["", f"## {title}", "", *(said or ["（没有别的句子）"])]
    lines += ["", "## 事实由要素成句", "", *(f"- {fact}" for fact in _facts()), ""]
    return "\n".join(lines)


def sentences(draft: Draft) -> Iterator[str]:
    yield f"- *{draft.title}*"
    for block in _flat(draft.blocks):
        match block:
            case Heading():
                yield f"- **{plain(block.text)}**"
            case Paragraph():
                yield f"- {plain(block.text)}"
            case Fields():
                pairs = (pair for row in block.rows for pair in row)
                yield from (f"- {name}｜{plain(text)}" for name, text in pairs if name not in DRAW)
            case _:
                continue
    yield from (f"- 不能定稿：{why}" for why in draft.missing)


def _flat(blocks: tuple[object, ...]) -> Iterator[object]:
    for block in blocks:
        inner = getattr(block, "blocks", None)
        yield from _flat(inner) if inner else (block,)


def drafts() -> Iterator[tuple[str, Draft]]:
    words = own_wording(DocumentKind.FEEDBACK)
    for title, given in _sheets().items():
        yield f"反馈单：{title}", feedback_draft(given, words)
    words = own_wording(DocumentKind.SUPPLEMENT)
    for title, given in _supplements().items():
        yield f"补充反馈单：{title}", supplement(given, words, f"{given.first_serial}-B1")
    words = own_wording(DocumentKind.NOTICE)
    for title, given in _notices().items():
        yield f"整改通知书：{title}", notice(given, words, f"{given.serial}-Z")
    words = own_wording(DocumentKind.TRANSFER_SLIP)
    for title, given in _slips().items():
        yield f"移交单：{title}", transfer_slip(given, words, f"{given.serial}-Y1")
    words = own_wording(DocumentKind.BULLETIN)
    for title, given in _bulletins().items():
        yield f"通报：{title}", bulletin(given, words, given.serial)


def _sheets() -> Mapping[str, FeedbackFacts]:
    due = date(2025, 10, 31)
    ways = {
        "当场纠正": (Handling.ONSPOT,),
        "限期整改": (Handling.RECTIFY,),
        "清退": (Handling.REFUND,),
        "当场纠正并清退": (Handling.ONSPOT, Handling.REFUND),
        "限期整改并清退": (Handling.RECTIFY, Handling.REFUND),
    }
    found = {
        f"发现问题，{name}{'' if day else '，没有期限'}": facts(
            findings=(finding(handling=way, due_on=day),)
        )
        for name, way in ways.items()
        for day in (due, None)
    }
    refunds = {
        "已退一部分": {"refunded_fen": 2_112_000},
        "已全部退清": {"refunded_fen": 8_112_000},
        "已全部退清，没有期限": {"refunded_fen": 8_112_000, "due_on": None},
        "退还和上缴合计已清": {"refunded_fen": 8_000_000, "surrendered_fen": 112_000},
        "退还一部分，其余无法退还": {"refunded_fen": 8_000_000, "irrecoverable_fen": 112_000},
        "没有学生人数": {"students": 0},
        "应退金额未定": {"due_fen": 0},
        "限期整改，已全部退清": {
            "refunded_fen": 8_112_000,
            "handling": (Handling.RECTIFY, Handling.REFUND),
        },
    }
    found |= {
        f"清退，{name}": facts(findings=(finding(**given),)) for name, given in refunds.items()
    }
    plain_finding = finding(**NOTHING, handling=(Handling.RECTIFY,), severity=Severity.MODERATE)
    return {
        "没有发现问题": facts(findings=(), sound=("补课乱收费", "教辅材料管理使用")),
        "没有发现问题，总体情况没有写，只有一个方面": facts(
            findings=(), overall=(), sound=("补课乱收费",)
        ),
        "没有发现问题，总体情况没有写，有几个方面": facts(
            findings=(), overall=(), sound=("补课乱收费", "教辅材料管理使用")
        ),
        "清单没有填完": facts(findings=(), checked=False, overall=()),
        "没有开展任何工作的记录": facts(
            findings=(),
            overall=(),
            report_heard=False,
            self_report_received=False,
            sites_seen=0,
            classes_drawn=0,
            issued=0,
            returned=0,
            vouchers_checked=0,
            receipts_checked=0,
            interviewed=False,
            phoned=False,
            draws=(),
        ),
        "只查了凭证，只电话访问": facts(receipts_checked=0, interviewed=False),
        "只查了票据，只随机访问": facts(vouchers_checked=0, phoned=False),
        "期限算不出来": facts(deadlines=Deadlines(None, None)),
        "没有登记检查日期": facts(visited_on=None, deadlines=Deadlines(None, None)),
        "检查期间在一年以内": facts(conduct_from=date(2025, 3, 1), conduct_to=date(2025, 6, 30)),
        **found,
        "三个问题措施相同": facts(
            findings=(plain_finding, replace(plain_finding, basis=()), plain_finding)
        ),
        "另有建议": facts(
            findings=(
                replace(plain_finding, advice="建议把收费公示栏移到校门口"),
                replace(plain_finding, handling=(), advice="建议健全退费登记"),
            )
        ),
        "只移交别的部门": facts(findings=(finding(handling=(Handling.DISCIPLINE,)),)),
    }


def _supplements() -> Mapping[str, SupplementFacts]:
    late = {
        **vars(facts(overall=(), draws=())),
        "made_on": date(2025, 9, 22),
        "deadlines": Deadlines(date(2025, 9, 28), date(2025, 10, 31)),
        "first_serial": "2025-SF-T3-05",
        "first_on": date(2025, 9, 18),
        "counted": (157, 155, 150),
        "charts": (),
    }
    return {
        "补充一个问题": SupplementFacts(**late),
        "问题没有处理方式": SupplementFacts(**late | {"findings": (finding(handling=()),)}),
        "没有新的问题": SupplementFacts(**late | {"findings": ()}),
    }


def _head() -> dict[str, object]:
    whole = vars(facts())
    return {field.name: whole[field.name] for field in dataclasses.fields(VisitHead)}


def _ordered(status: FindingStatus, answer: str = "", **changes: object) -> Ordered:
    objected = bool(answer)
    return Ordered("反馈单第1项", finding(**changes), status, objected, answer)


def _notices() -> Mapping[str, NoticeFacts]:
    def made(*problems: Ordered, **changes: object) -> NoticeFacts:
        return NoticeFacts(
            **_head(),
            **{
                "as_letter": False,
                "supplemented": False,
                "document_no": "示教财〔2025〕21号",
                "issued_on": date(2025, 10, 9),
                "problems": problems,
                "report_on": date(2025, 11, 10),
                "refund_on": date(2025, 10, 30),
                "remedy": "",
                "remedy_days": 15,
                "copies": "区教育局，局纪检监察组",
                **changes,
            },
        )

    rectifying = FindingStatus.RECTIFYING
    later = replace(_ordered(rectifying, **NOTHING), reference="补充反馈单第1项")
    return {
        "应退未退": made(_ordered(rectifying)),
        "已经退清": made(_ordered(FindingStatus.CLOSED, refunded_fen=8_112_000)),
        "没有金额，另有补充反馈单": made(_ordered(rectifying, **NOTHING), later, supplemented=True),
        "应退金额未定": made(_ordered(rectifying, due_fen=0)),
        "异议未采纳": made(_ordered(FindingStatus.UPHELD, "所附材料不能证明家长自愿")),
        "异议部分采纳": made(_ordered(FindingStatus.REVISED, "核减发放前退订的18人")),
        "异议部分采纳后已退多于应退": made(
            _ordered(
                FindingStatus.REVISED,
                "核减发放前退订的18人",
                due_fen=8_000_000,
                refunded_fen=8_000_000,
                excess_fen=112_000,
            )
        ),
        "一部分无法退还": made(
            _ordered(rectifying, refunded_fen=8_000_000, irrecoverable_fen=100_000)
        ),
        "异议全部采纳": made(_ordered(FindingStatus.WITHDRAWN, "款项属于上级拨款")),
        "没有依据、文号和日期": made(
            _ordered(rectifying, basis=()), document_no="", issued_on=None, report_on=None
        ),
        "期限算不出来": made(_ordered(rectifying), report_on=None, refund_on=None),
        "信函格式": made(_ordered(rectifying), as_letter=True),
    }


def _slips() -> Mapping[str, TransferFacts]:
    def made(*clues: HandedOn) -> TransferFacts:
        return TransferFacts(**_head(), organ=Handling.MARKET, clues=clues, receiver="", opinion="")

    papers = ((EvidenceKind.VOUCHER, "收款凭证", "记字12号"), (EvidenceKind.LEDGER, "台账", ""))
    return {
        "有材料": made(HandedOn(finding(), papers)),
        "没有金额、依据和材料": made(HandedOn(finding(**NOTHING, basis=()), ())),
    }


def _bulletins() -> Mapping[str, BulletinFacts]:
    none = dict.fromkeys(Figures.__annotations__, 0)
    done = none | {
        "teams": 6,
        "schools": 58,
        "classes": 134,
        "questionnaires_issued": 7040,
        "questionnaires_returned": 6964,
        "questionnaires_valid": 6876,
        "student_interviews": 190,
        "parent_calls_dialled": 174,
        "parent_calls_completed": 128,
        "findings": 61,
        "involved_fen": 17_871_600,
    }
    registers = dict.fromkeys(("complaints", "substantiated_fee_cases", "heads_summoned"), 0)
    counted = {"complaints": 130, "substantiated_fee_cases": 4, "heads_summoned": 6}
    people = {
        "warn_fee": 10,
        "talk_fee": 8,
        "warn_admission": 2,
        "talk_admission": 4,
        "warn_other": 6,
        "talk_other": 7,
    }
    money = MoneyFigures(3_000_000, 3_000_000, 2_000_000, 1_000_000, 5)
    cases = MoneyFigures(17_871_600, 17_871_600, 17_871_600, 0, 917)

    def made(figures: dict[str, int], **changes: object) -> BulletinFacts:
        return BulletinFacts(
            **{
                "serial": "2025-SF-T",
                "bureau": "示例市教育局",
                "campaign": "2025年示例市教育乱收费专项治理检查",
                "document_no": "示教财〔2025〕30号",
                "issued_on": date(2025, 12, 1),
                "visited_from": date(2025, 9, 15),
                "visited_to": date(2025, 9, 26),
                "methods": frozenset({Method.REPORT, Method.DOC, Method.ACCT, Method.PHONE}),
                "sound": 13,
                "incomplete": 0,
                "figures": Figures(**figures),
                "in_scope": 58,
                "with_findings": 45,
                "categories": (
                    CategoryFigures("补课乱收费", 1, 1, 3_000_000, 3_000_000, 2_000_000),
                    CategoryFigures("服务性收费和代收费", 60, 44, 0, 0, 0),
                ),
                "visits_money": money,
                "case_money": NO_MONEY,
                "registered": registers,
                "closed": 58,
                "unknown_codes": (),
                "named": (),
                "achievements": "",
                "requirements": "",
                "copies": "",
                "cut_off": datetime(2025, 11, 27, 16, tzinfo=UTC),
                **changes,
            }
        )

    named = NamedSchool(
        "示例市第三高级中学",
        (
            NamedFinding("补课乱收费", finding().fact, 312, 8_112_000, None),
            NamedFinding("转学插班乱收费", "", None, None, 5_000_000),
            NamedFinding("转学插班乱收费", "", None, None, None),
        ),
    )
    return {
        "检查有金额，没有信访和问责登记": made(done),
        "涉及的学生不足十人，有冲突没有裁定": made(
            done,
            amounts={"补课乱收费": Amount(band=5_000_000)},
            visits_amount=Amount(band=5_000_000),
            case_money=cases,
            case_amount=Amount(above=True),
            registered=registers | counted,
            undecided=("2 个冲突没有裁定（示例市第三高级中学）", "3 行还在隔离"),
        ),
        "检查没有金额，信访查实四件，有问责": made(
            done,
            visits_money=NO_MONEY,
            case_money=cases,
            registered=registers | counted | people,
            named=(named,),
        ),
        "信访没有查实的，只有招生问责": made(
            done, registered=registers | {"complaints": 3, "talk_admission": 1}
        ),
        "没有问题，没有问卷、访问和电话": made(
            none | {"teams": 1, "schools": 1},
            visits_money=NO_MONEY,
            with_findings=0,
            closed=0,
            sound=1,
            methods=frozenset({Method.SITE}),
        ),
        "没有问题，清单没有填完，没有开展工作的记录": made(
            none | {"teams": 1, "schools": 2},
            visits_money=NO_MONEY,
            with_findings=0,
            closed=0,
            sound=0,
            incomplete=2,
            methods=frozenset(),
        ),
        "一所学校也没有检查，没有文号和日期": made(
            none, visits_money=NO_MONEY, document_no="", issued_on=None, sound=0, cut_off=None
        ),
        "上次通报以来又有发现和销号，有各种处分和集体约谈": made(
            done,
            last=datetime(2025, 10, 31, 16, tzinfo=UTC),
            then={"schools": 58, "findings": 59, "closed": 40, "substantiated_fee_cases": 0},
            registered=registers
            | counted
            | {f"{kind}_fee": number for number, kind in enumerate(SANCTIONS, start=1)}
            | {"group_talk_heads": 52},
        ),
        "上次通报以来没有变化": made(
            done,
            last=datetime(2025, 10, 31, 16, tzinfo=UTC),
            then={"schools": 58, "findings": 61, "closed": 58, "substantiated_fee_cases": 0},
        ),
    }


def _facts() -> Iterator[str]:
    base = FactParts(
        conduct_from=date(2025, 3, 1),
        conduct_to=date(2025, 6, 30),
        object="高一年级",
        matter="周末辅导资料费",
        manner="利用双休日组织集体上课",
        rate_fen=26_000,
        terms=1,
        collector="高一年级组",
        account="学校基本户，记入“其他应付款”",
        vouchers="记字2025-03-0112号",
        students=312,
        involved_fen=8_112_000,
    )
    board = replace(
        base,
        object="校门口收费公示栏",
        matter="收费公示内容",
        manner="列学费、住宿费、教材费3项，均无批准文号",
        rate_fen=None,
        terms=None,
        students=0,
        involved_fen=0,
        vouchers="",
    )
    for parts in (
        base,
        replace(base, manner=""),
        replace(base, allowed_fen=0),
        replace(base, allowed_fen=20_000, terms=2, term_unit="学期", involved_fen=3_744_000),
        replace(base, term_unit="次", terms=3, involved_fen=24_336_000),
        replace(base, involved_fen=8_000_000),
        replace(base, students=0, involved_fen=8_000_000),
        replace(base, account="不经学校账户", collector="供货企业经办人"),
        replace(base, conduct_from=None, conduct_to=None, object="", matter=""),
        board,
        replace(board, object=""),
        replace(board, object="", matter=""),
        replace(board, students=14, involved_fen=50_000),
        replace(board, conduct_to=None),
        replace(board, conduct_from=None),
    ):
        yield finding_sentence(parts)
    yield finding_sentence(replace(base, matter="兴趣班费"), "幼儿园")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    print(PAGE)
