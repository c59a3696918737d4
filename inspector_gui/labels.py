"""The trade's words for what the file stores by value. No Qt: documents and commands use them."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from db.vocabulary import (
    Act,
    Area,
    CallOutcome,
    Cause,
    CellKind,
    Certainty,
    Channel,
    Circumstance,
    ClueSource,
    ComplaintOutcome,
    ComplaintSource,
    ContactKind,
    DayKind,
    Desk,
    DocumentKind,
    DrawKind,
    DrawRole,
    EntryMethod,
    EvidenceKind,
    FeeKind,
    FindingStatus,
    FormKind,
    Handling,
    LawRole,
    Method,
    Naming,
    Nature,
    NoticeLayout,
    Ownership,
    PageState,
    PledgeKind,
    PublicExpenseKind,
    QuestionType,
    ReceiptKind,
    RectificationResult,
    RecusalReason,
    RefundWay,
    SampleKind,
    Sanction,
    SchoolReply,
    SchoolType,
    Severity,
    Signal,
    Stage,
    Strength,
    Verdict,
    VisitPage,
    VoucherIssue,
)
from db.working_days import CHINA

WORDS: Mapping[type[StrEnum], Mapping[Any, str]] = {
    Strength: {
        Strength.WEAK: "弱，容易被猜出来",
        Strength.FAIR: "中",
        Strength.STRONG: "强",
    },
    Act: {
        Act.PREPARE: "准备检查",
        Act.PLAN: "安排检查",
        Act.HAND_OUT: "发放",
        Act.REGISTER: "登记",
        Act.RECORD_VISIT: "记录进校情况",
        Act.ANSWER_ITEM: "填写检查结论",
        Act.ADD_CLASS: "添加班级",
        Act.RECEIVE_ROSTER: "收花名册",
        Act.DRAW: "抽样",
        Act.SUBSTITUTE: "调整样本",
        Act.COUNT_ENVELOPE: "登记问卷份数",
        Act.TALLY: "录入问卷计票",
        Act.ENTER_SHEET: "录入问卷",
        Act.SETTLE: "核定计票差异",
        Act.RECORD_INTERVIEW: "登记随机访问",
        Act.LOG_CALL: "登记电话访问",
        Act.ANSWER_CALL: "记录电话访问内容",
        Act.CHECK_FEES: "核查收费",
        Act.RECORD_MEETING: "记录座谈会",
        Act.FILL_SURVEY: "录入调查表",
        Act.CHECK_ACCOUNTS: "核查账目",
        Act.RAISE_FINDING: "登记问题",
        Act.EDIT_FINDING: "修改问题",
        Act.CITE: "选择依据",
        Act.JUDGE_FINDING: "确认或撤回问题",
        Act.ADD_EVIDENCE: "添加证据",
        Act.NOTE_CLUE: "登记线索",
        Act.RECORD_STATEMENT: "登记学校意见",
        Act.EDIT_TEXT: "修改文书用语",
        Act.ISSUE_DOCUMENT: "出具文书",
        Act.FOLLOW_UP: "跟踪整改",
        Act.PACK: "生成数据包",
        Act.DECIDE: "裁定冲突",
        Act.MATCH: "核对重复",
        Act.REPAIR: "修复隔离的记录",
        Act.TAKE_BACK: "撤回合并",
        Act.BRING_AGAIN: "恢复已撤回的合并",
        Act.ERASE: "清除号码",
        Act.DELETE: "删除",
        Act.UNDO: "撤销",
        Act.REDO: "重做",
    },
    Circumstance: {
        Circumstance.CANTEEN: "食堂供餐",
        Circumstance.AFTER_SCHOOL: "课后服务",
        Circumstance.TRIPS: "研学和社会实践",
        Circumstance.UNIFORMS: "校服",
        Circumstance.WORKBOOKS: "代购教辅",
        Circumstance.AGENCY: "代收费",
        Circumstance.ADMINISTRATIVE: "行政事业性收费",
        Circumstance.BOARDING: "寄宿生",
        Circumstance.MILK: "学生饮用奶",
        Circumstance.VEHICLES: "公务用车",
        Circumstance.LETTING: "资产出租出借",
        Circumstance.BUILDING: "竣工的基建项目",
        Circumstance.ABROAD: "因公出国（境）",
    },
    Desk: {Desk.BUREAU: "市局总台", Desk.TEAM: "检查组"},
    VisitPage: {
        VisitPage.OVERVIEW: "概况",
        VisitPage.CHECKLIST: "检查清单",
        VisitPage.SAMPLING: "抽样",
        VisitPage.QUESTIONNAIRES: "问卷",
        VisitPage.CALLS: "家长电话",
        VisitPage.INTERVIEWS: "学生访谈",
        VisitPage.FEES: "收费与账目",
        VisitPage.MEETINGS: "座谈会",
        VisitPage.SURVEYS: "调查表",
        VisitPage.ACCOUNTS: "凭证账表",
        VisitPage.FINDINGS: "问题",
        VisitPage.DOCUMENTS: "文书",
    },
    Stage: {
        Stage.KG: "幼儿园",
        Stage.PRI: "小学",
        Stage.JUN: "初中",
        Stage.SEN: "普通高中",
        Stage.VOC: "中等职业学校",
        Stage.SPE: "特殊教育",
    },
    SchoolType: {
        SchoolType.KINDERGARTEN: "幼儿园",
        SchoolType.PRIMARY: "小学",
        SchoolType.JUNIOR: "初级中学",
        SchoolType.NINE_YEAR: "九年一贯制学校",
        SchoolType.COMPLETE_SECONDARY: "完全中学",
        SchoolType.SENIOR: "普通高中",
        SchoolType.TWELVE_YEAR: "十二年一贯制学校",
        SchoolType.VOCATIONAL: "中等职业学校",
        SchoolType.SPECIAL: "特殊教育学校",
        SchoolType.UNIT: "直属单位",
    },
    Ownership: {Ownership.PUBLIC: "公办", Ownership.PRIVATE: "民办"},
    RecusalReason: {
        RecusalReason.OWN_SCHOOL: "本人任职学校",
        RecusalReason.FORMER_POST: "近三年任职学校",
        RecusalReason.SPOUSE_WORKS: "配偶任职学校",
        RecusalReason.CHILD_ENROLLED: "子女就读学校",
        RecusalReason.RELATIVE: "近亲属任职或就读学校",
        RecusalReason.KEPT_BOOKS: "近三年经管该单位账务",
        RecusalReason.OTHER: "其他情形",
    },
    Area: {Area.URBAN: "城镇", Area.RURAL: "农村"},
    Method: {
        Method.REPORT: "听取汇报",
        Method.SELF: "收缴自查报告",
        Method.SITE: "实地察看",
        Method.DOC: "查验资料",
        Method.QUEST: "发放问卷",
        Method.INTERVIEW: "随机访问（暗访）",
        Method.ACCT: "核查账目",
        Method.PHONE: "电话访问家长",
        Method.MEETING: "召开座谈会",
        Method.FORM: "发放调查表",
    },
    Verdict: {
        Verdict.OK: "符合",
        Verdict.VIOLATION: "不符合",
        Verdict.DOUBT: "存疑待核",
        Verdict.NA: "不适用",
        Verdict.NOT_CHECKED: "未检查",
    },
    LawRole: {LawRole.DUTY: "行为规范", LawRole.LIABILITY: "处理依据"},
    Severity: {Severity.MINOR: "一般", Severity.MODERATE: "较重", Severity.SERIOUS: "严重"},
    Handling: {
        Handling.ONSPOT: "当场纠正",
        Handling.RECTIFY: "限期整改",
        Handling.REFUND: "清退费用",
        Handling.DISCIPLINE: "移交纪检监察机构",
        Handling.MARKET: "移送市场监管部门",
        Handling.FINANCE: "移送财政、审计部门",
    },
    FindingStatus: {
        FindingStatus.DRAFT: "草拟",
        FindingStatus.CONFIRMED: "组内确认",
        FindingStatus.FED_BACK: "已反馈",
        FindingStatus.OBJECTED: "有异议",
        FindingStatus.UPHELD: "维持",
        FindingStatus.REVISED: "变更",
        FindingStatus.WITHDRAWN: "撤回",
        FindingStatus.RECTIFYING: "整改中",
        FindingStatus.REPORTED: "已报告",
        FindingStatus.CLOSED: "销号",
    },
    EvidenceKind: {
        EvidenceKind.VOUCHER: "凭证",
        EvidenceKind.LEDGER: "台账",
        EvidenceKind.RECEIPT: "票据",
        EvidenceKind.NOTICE: "收费通知",
        EvidenceKind.DISPLAY: "公示",
        EvidenceKind.CONTRACT: "合同",
        EvidenceKind.STATEMENT: "书面说明",
        EvidenceKind.OBSERVATION: "现场察看",
        EvidenceKind.PHOTO: "照片",
        EvidenceKind.OTHER: "其他书面材料",
    },
    ClueSource: {
        ClueSource.QUESTIONNAIRE: "问卷",
        ClueSource.CALL: "电话访问",
        ClueSource.INTERVIEW: "随机访问",
        ClueSource.SURVEY: "调查表",
        ClueSource.COMPLAINT: "信访件",
        ClueSource.OTHER: "其他",
    },
    CallOutcome: {
        CallOutcome.COMPLETED: "接通并完成访问",
        CallOutcome.PARTIAL: "接通，中途结束",
        CallOutcome.REFUSED: "接通后拒访",
        CallOutcome.CALLBACK: "改约",
        CallOutcome.NO_ANSWER: "无人接听",
        CallOutcome.BUSY: "占线或挂断",
        CallOutcome.POWERED_OFF: "关机或停机",
        CallOutcome.INVALID_NUMBER: "空号",
        CallOutcome.WRONG_PERSON: "机主非学生家长",
    },
    DrawKind: {
        DrawKind.SCHOOL_CLASS: "班级",
        DrawKind.ROSTER: "花名册",
        DrawKind.VOUCHER: "凭证",
        DrawKind.QUESTIONNAIRE: "机读问卷",
    },
    DrawRole: {DrawRole.DRAWN: "抽中", DrawRole.RESERVE: "备用", DrawRole.TARGETED: "重点抽查"},
    FeeKind: {
        FeeKind.ADMINISTRATIVE: "行政事业性收费",
        FeeKind.SERVICE: "服务性收费",
        FeeKind.PASS_THROUGH: "代收费",
        FeeKind.MEALS: "伙食费",
        FeeKind.DONATION: "捐赠",
    },
    ReceiptKind: {
        ReceiptKind.FISCAL: "财政票据",
        ReceiptKind.TAX_INVOICE: "税务发票",
        ReceiptKind.TRANSFER: "往来结算票据",
        ReceiptKind.DONATION: "捐赠票据",
        ReceiptKind.OTHER: "其他",
    },
    SampleKind: {
        SampleKind.RANDOM: "随机抽取",
        SampleKind.BY_AMOUNT: "按金额",
        SampleKind.BY_AREA: "按方面",
        SampleKind.PERIOD_END: "按期末",
        SampleKind.TARGETED: "重点抽查",
    },
    VoucherIssue: {
        VoucherIssue.NO_ORIGINAL: "无原始凭证",
        VoucherIssue.ATTACHMENTS: "附件不全",
        VoucherIssue.NO_APPROVAL: "审批手续不全",
        VoucherIssue.NO_ACCEPTANCE: "无验收手续",
        VoucherIssue.NO_CONTRACT: "无合同",
        VoucherIssue.IRREGULAR: "票据不合规",
        VoucherIssue.NO_BUDGET: "无预算、超预算",
        VoucherIssue.OUT_OF_SCOPE: "超范围列支",
        VoucherIssue.ABOVE_STANDARD: "超标准",
        VoucherIssue.CASH: "应转账而付现",
        VoucherIssue.WRONG_ACCOUNT: "科目错误",
        VoucherIssue.WRONG_PERIOD: "跨期入账",
        VoucherIssue.TWICE: "重复报销",
        VoucherIssue.OTHER: "其他",
    },
    PublicExpenseKind: {
        PublicExpenseKind.RECEPTION: "公务接待",
        PublicExpenseKind.VEHICLES: "公务用车",
        PublicExpenseKind.ABROAD: "因公出国（境）",
    },
    CellKind: {
        CellKind.TEXT: "文字",
        CellKind.NUMBER: "数量",
        CellKind.MONEY: "金额",
    },
    SchoolReply: {
        SchoolReply.AGREED: "情况属实，无异议",
        SchoolReply.OBJECTED: "有异议",
        SchoolReply.REFUSED: "拒绝签字",
        SchoolReply.OTHER: "其他",
    },
    Certainty: {Certainty.HIGH: "把握大", Certainty.MEDIUM: "把握一般", Certainty.LOW: "把握小"},
    DayKind: {DayKind.HOLIDAY: "放假", DayKind.WORKDAY: "上班"},
    FormKind: {
        FormKind.STUDENT: "学生问卷",
        FormKind.GUARDIAN: "家长问卷",
        FormKind.CALL: "电话访问提纲",
        FormKind.INTERVIEW: "随机访问提纲",
        FormKind.SURVEY: "调查表",
    },
    QuestionType: {
        QuestionType.SINGLE: "单选",
        QuestionType.MULTI: "多选",
        QuestionType.NUMBER: "填数",
        QuestionType.TEXT: "填文字",
        QuestionType.TABLE: "填表",
    },
    Signal: {Signal.NONE: "不是线索", Signal.WEAK: "弱线索", Signal.STRONG: "强线索"},
    EntryMethod: {
        EntryMethod.COUNTS: "按选项计数",
        EntryMethod.SHEETS: "逐份录入",
        EntryMethod.QUICK: "快速计票",
        EntryMethod.SCAN: "机器识读",
        EntryMethod.SAMPLE: "抽样复录",
    },
    PageState: {
        PageState.READ: "已读",
        PageState.WAITING: "待核",
        PageState.REJECTED: "未收",
    },
    ComplaintSource: {
        ComplaintSource.PROVINCIAL: "省级转办",
        ComplaintSource.MUNICIPAL: "市级转办",
        ComplaintSource.SELF: "本级受理",
    },
    ComplaintOutcome: {
        ComplaintOutcome.OPEN: "在办",
        ComplaintOutcome.SUBSTANTIATED: "查实",
        ComplaintOutcome.UNSUBSTANTIATED: "未查实",
        ComplaintOutcome.EXPLAINED: "解释说明",
        ComplaintOutcome.TRANSFERRED: "移送",
        ComplaintOutcome.PARTLY_NONFEE: "部分不属收费问题",
    },
    Cause: {
        Cause.FEE: "收费",
        Cause.ADMISSION: "招生",
        Cause.TEACHER_CONDUCT: "师德",
        Cause.MANAGEMENT: "管理",
        Cause.OTHER: "其他",
    },
    Nature: {
        Nature.ADVICE: "建议意见",
        Nature.ACCUSATION: "检举控告",
        Nature.CLAIM: "申诉求决",
        Nature.INQUIRY: "咨询",
    },
    RefundWay: {
        RefundWay.RETURNED: "原路退回",
        RefundWay.CASH: "现金签领",
        RefundWay.OFFSET: "抵扣",
        RefundWay.SURRENDERED: "上缴财政",
        RefundWay.IRRECOVERABLE: "无法退还",
        RefundWay.EXCESS: "多退",
    },
    RectificationResult: {
        RectificationResult.DONE: "已整改",
        RectificationResult.PARTLY: "部分整改",
        RectificationResult.NOT_DONE: "未整改",
    },
    PledgeKind: {
        PledgeKind.INTEGRITY: "党风廉政责任书",
        PledgeKind.FEES: "招生收费承诺书",
        PledgeKind.RECUSAL: "回避与廉洁承诺书",
    },
    Sanction: {
        Sanction.WARNING: "警告处分",
        Sanction.ADMONITION_TALK: "诫勉谈话",
        Sanction.SUMMONS_TALK: "约谈",
        Sanction.CRITICISM: "批评教育",
        Sanction.PARTY_WARNING: "党内警告",
        Sanction.OFFICE_WARNING: "政务警告",
        Sanction.DEMERIT: "记过",
        Sanction.GROUP_TALK: "集体约谈",
    },
    Channel: {
        Channel.SMS: "短信",
        Channel.CALL: "来电",
        Channel.VISIT: "来人来访",
        Channel.LEADER: "领导转办",
    },
    ContactKind: {ContactKind.CONSULT: "咨询", ContactKind.REPORT: "举报"},
    NoticeLayout: {
        NoticeLayout.DOCUMENT: "文件格式（红头）",
        NoticeLayout.LETTER: "信函格式",
    },
    DocumentKind: {
        DocumentKind.FEEDBACK: "检查情况反馈单",
        DocumentKind.SUPPLEMENT: "补充反馈单",
        DocumentKind.NOTICE: "整改通知书",
        DocumentKind.WORKING_PAPER: "工作底稿",
        DocumentKind.SAMPLING_RECORD: "抽样记录",
        DocumentKind.STATISTICS: "问卷统计表",
        DocumentKind.CALL_REGISTER: "电话访问登记表",
        DocumentKind.PLEDGE: "回避与廉洁承诺书",
        DocumentKind.TRANSFER_SLIP: "问题线索移交单",
        DocumentKind.REFUND_REGISTER: "清退情况登记表",
        DocumentKind.REMINDER: "整改催办函",
        DocumentKind.BULLETIN: "全市通报",
        DocumentKind.BLANK_FORM: "空白表格",
        DocumentKind.HANDOVER_SLIP: "资料交接单",
        DocumentKind.MINUTES: "座谈会记录",
        DocumentKind.LEADER_REPORT: "检查情况报告",
    },
}

FIGURES = {
    "teams": "检查组",
    "schools": "已检查学校（所）",
    "classes": "抽样班级（个）",
    "questionnaires_issued": "问卷发放（份）",
    "questionnaires_returned": "问卷回收（份）",
    "questionnaires_valid": "有效问卷（份）",
    "student_interviews": "随机访问学生（人次）",
    "parent_calls_dialled": "电话访问：拨打号码（个）",
    "parent_call_attempts": "电话访问：拨打次数（次）",
    "parent_calls_completed": "电话访问：完成（个）",
    "findings": "问题（个）",
    "findings_with_amount": "涉及金额的问题（个）",
    "involved_fen": "涉及金额（元）",
    "due_fen": "应退（元）",
    "refunded_fen": "已退（元）",
    "surrendered_fen": "上缴（元）",
    "refund_students": "退费学生（人）",
    "schools_in_scope": "应检查学校（所）",
    "schools_with_findings": "发现问题的学校（所）",
    "closed": "已销号问题（个）",
    "reported_fen": "学校报告已退（元）",
    "irrecoverable_fen": "无法退还（元）",
    "open_fen": "未退（元）",
    "case_fen": "其中信访查实：涉及金额（元）",
    "case_refunded_fen": "其中信访查实：已退（元）",
    "case_refund_students": "其中信访查实：退费学生（人）",
    "own_case_fen": "信访查实另计：涉及金额（元）",
    "own_case_due_fen": "信访查实另计：应退（元）",
    "own_case_refunded_fen": "信访查实另计：已退（元）",
    "own_case_surrendered_fen": "信访查实另计：上缴（元）",
    "own_case_irrecoverable_fen": "信访查实另计：无法退还（元）",
    "own_case_refund_students": "信访查实另计：退费学生（人）",
    "substantiated_fee_cases": "查实收费案件（件）",
    "complaints": "信访举报件（件）",
    "complaints_provincial": "信访举报件：省转（件）",
    "complaints_municipal": "信访举报件：市转（件）",
    "complaints_self": "信访举报件：自办（件）",
    "admission": "招生咨询举报（件）",
    "admission_sms": "招生咨询举报：短信（件）",
    "admission_call": "招生咨询举报：来电（件）",
    "admission_visit": "招生咨询举报：来人来访（件）",
    "admission_leader": "招生咨询举报：领导转办（件）",
    "admission_visit_persons": "招生咨询举报：来人来访（人次）",
    **{
        f"{short}_{cause}": f"{kind}：{named}（人）"
        for cause, named in (("admission", "招生"), ("fee", "收费"), ("other", "其他违纪"))
        for short, kind in (
            ("warn", "警告处分"),
            ("talk", "诫勉谈话"),
            ("party_warn", "党内警告"),
            ("office_warn", "政务警告"),
            ("demerit", "记过"),
            ("criticism", "批评教育"),
        )
    },
    "heads_summoned": "约谈校长（人次）",
    "group_talk_heads": "集体约谈（人次）",
}
#: How large an inspection beside the first one is.
SIZES = {
    "groups": "检查组",
    "members": "人员（人）",
    "units": "学校和单位（所）",
    "findings": "问题（个）",
    "vouchers": "抽查凭证（份）",
    "differences": "账表差异（处）",
    "differences_fen": "账表差异金额（元）",
}


def figure_names(amounts: Mapping[str, str]) -> dict[str, str]:
    """What the numbers of an inspection are called, its `amounts` as it calls them."""
    return {**FIGURES, **{name: f"{title}（元）" for name, title in amounts.items()}}


def size_names(code: str, kind: str) -> dict[str, str]:
    """What the numbers are called that tell how large an inspection is."""
    return {f"{code}_{name}": f"{kind}：{title}" for name, title in SIZES.items()}


GAPS = {
    "visit.no_date": "未登记到校日期",
    "visit.not_arrived": "未登记到校时间",
    "visit.too_few": "到校人员登记不足两人",
    "visit.no_method": "未勾选检查方式",
    "visit.cash": "现金没有盘点",
    "visit.cash_differs": "现金盘点有差异，没有说明，也没有转为问题",
    "visit.papers_held": "移交资料未归还",
    "visit.not_left": "未登记离校时间",
    "visit.no_overall": "没有写总体情况",
    "visit.circumstance_unknown": "学校情况未登记",
    "visit.circumstance_denied": "登记为没有，却有检查结论",
    "checklist.unanswered": "未填检查项",
    "checklist.unreasoned": "未检查的项没有写原因",
    "checklist.violation_without_finding": "不符合项未转为问题",
    "sampling.number_awaited": "名单已冻结，学校还没报数",
    "sampling.classes_not_drawn": "未抽班级",
    "sampling.not_drawn": "未抽家长",
    "questionnaires.not_counted": "问卷份数未登记",
    "questionnaires.wrong": "问卷份数前后不符",
    "questionnaires.tally_missing": "问卷未双人录入",
    "questionnaires.tally_wrong": "计票合计不符",
    "questionnaires.entries_differ": "两次录入有差异",
    "questionnaires.settled_wrong": "核定后合计不符",
    "calls.open": "电话未访完",
    "fees.number_awaited": "凭证清单已冻结，学校还没报数",
    "fees.vouchers": "抽查凭证未核",
    "fees.wrong": "账目有问题未转为问题",
    "meetings.none": "没有开座谈会",
    "meetings.nobody": "座谈会没有登记参会人员",
    "meetings.one_recorder": "座谈会记录人不足两人",
    "meetings.topics": "座谈会没有谈到的方面",
    "surveys.none": "没有收回的调查表",
    "surveys.open": "调查表没有录完",
    "accounts.number_awaited": "凭证清单已冻结，对方还没报数",
    "accounts.vouchers": "凭证未核",
    "accounts.differences": "差异没有说明，也没有转为问题",
    "findings.without_evidence": "问题缺证据",
    "findings.without_basis": "问题缺依据",
    "findings.unconfirmed": "问题未经组长确认",
    "findings.idle": "证据没有用于问题",
    "findings.clue": "线索未核查",
    "findings.no_reply": "学校意见未登记",
    "documents.draws_not_printed": "抽样记录未定稿打印",
    "documents.not_locked": "反馈单未定稿",
    "documents.not_printed": "反馈单未打印",
    "documents.not_signed": "反馈单签字件未附",
    "conflicts.open": "冲突没有裁定",
    "duplicates.open": "疑似重复没有判定",
    "quarantine.open": "隔离的记录没有处理",
    "merge.missing": "数据包没有收齐",
    "all_findings.unsettled": "问题没有定下来",
}


def label(word: StrEnum) -> str:
    """A word of the vocabulary as people read it; an unknown one says which version knows it."""
    if isinstance(word, Naming) and not word.is_known:
        return f"{word.text}（{word.since or '更新'} 版本的用语）"
    return WORDS.get(type(word), {}).get(word, word.text if isinstance(word, Naming) else word)


def value_label(column: str, value: Any) -> str:
    """A stored value as people read it; money in yuan, times in China."""
    match value:
        case None | "":
            return "（空）"
        case bool():
            return "是" if value else "否"
        case StrEnum():
            return label(value)
        case tuple():
            return "、".join(label(word) for word in value) or "（空）"
        case datetime():
            return in_china(value).strftime("%Y-%m-%d %H:%M")
        case date():
            return long_date(value)
        case int() if column.endswith("_fen"):
            return yuan(value)
        case _:
            return str(value)


_DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """一, 十, 十一, 二十一 … up to 九十九."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones or not tens else "")


def yuan(fen: int) -> str:
    """Fen as tables print them: `178716.00元`, `-0.50元`."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole}.{rest:02}元"


def yuan_in_prose(fen: int) -> str:
    """Fen as a sentence names them: `260元`, `86.50元`."""
    return yuan(fen).replace(".00元", "元")


def long_date(day: date) -> str:
    """`2025年9月8日`, as official papers write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def date_range(first: date | None, last: date | None) -> str:
    """`2025年9月15日至26日`, `2025年3月至6月`: no year or month twice. Empty without days."""
    if first is None or last is None:
        return f"{long_date(first)}起" if first else f"截至{long_date(last)}" if last else ""
    if first == last:
        return long_date(first)
    whole = first.day == 1 and (last + timedelta(1)).day == 1
    begin, end = (f"{day.year}年{day.month}月" for day in (first, last))
    if whole and begin == end:
        return begin
    if first.year == last.year:
        end = "" if first.month == last.month and not whole else f"{last.month}月"
    return f"{begin}至{end}" if whole else f"{begin}{first.day}日至{end}{last.day}日"


def in_china(moment: datetime) -> datetime:
    """A UTC moment on China's clocks, whatever this computer's zone is."""
    return moment.astimezone(CHINA)


def cut_off_words(moment: datetime) -> str:
    """`2025年11月27日24:00`: midnight belongs to the day that ends."""
    there = in_china(moment)
    if there.time() == time():
        return f"{long_date(there.date() - timedelta(1))}24:00"
    return f"{long_date(there.date())}{there:%H:%M}"


def today() -> date:
    """The date in China, whatever this computer's zone is."""
    return datetime.now(CHINA).date()
