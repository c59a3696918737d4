"""What people read of a citation: its title and article, and why it may or may not be cited."""

from datetime import date, timedelta

from db.publishable.citations import Citation
from db.records.applicable_law import Assessment, Basis, Condition
from db.vocabulary import ConditionKind, LawRole, Obstacle, Standing
from inspector_gui.labels import date_range, long_date

UNLOCKED = "财务处未锁定，不能印出"
FOR_THE_BUREAU = "处理依据，只印入局里的文书，不印入反馈单"

QUESTIONS = {
    ConditionKind.SUPERVISION: "本次检查是否以教育督导名义开展",
    ConditionKind.RETALIATION: "所认定的事实是否就是打击报复",
    ConditionKind.GOVERNMENT_RUN: "该校是否由政府举办（含公办幼儿园）",
    ConditionKind.COMPULSORY_STAGE: "所涉班级是否属于义务教育阶段",
    ConditionKind.BY_TEACHER: "行为人是否为教师个人",
    ConditionKind.GOVERNMENT_PRICE: "所涉收费是否实行政府定价、政府指导价",
    ConditionKind.COUNTY_ORGAN: "出具文书的机关是否为县级教育行政部门",
    ConditionKind.CONDUCT_SINCE: "行为是否发生在{argument}或以后",
    ConditionKind.AMOUNT: "金额是否达到{argument}（按本地当年标准）",
}
OBSTACLES = {
    Obstacle.PLACEHOLDER: "占位",
    Obstacle.NO_ARTICLE: "缺条款号",
    Obstacle.NO_DATE: "缺施行日期",
}
_STANDING = {
    Standing.UNDATED: "施行日期未填，不能印出",
    Standing.NOT_IN_FORCE: "行为期间无效，不能印出",
    Standing.DAYS_UNKNOWN: "只在检查期间的一部分有效；填写行为起止日期后才能引用",
    Standing.OTHER_SCHOOLS: "不适用于本校",
}


def condition_question(condition: Condition) -> str:
    template = QUESTIONS.get(condition.kind, f"{condition.kind.partition('@')[0]}{{argument}}")
    return template.format(argument=condition.argument)


def citation_text(citation: Citation) -> str:
    """《title》（number）article, and which days of the conduct it governs if not all."""
    number = f"（{citation.doc_no}）" if citation.doc_no else ""
    title = citation.title.strip("《》")
    return f"《{title}》{number}{citation.article or ''}{part_text(citation.since, citation.until)}"


def part_text(since: date | None, until: date | None) -> str:
    """Which part of a conduct: 2024年7月1日以后的行为适用 (the day itself included)."""
    if since and until:
        return f"（适用于{date_range(since, until)}的行为）"
    if since:
        return f"（适用于{long_date(since)}起的行为）"
    if until:
        return f"（适用于{long_date(until + timedelta(days=1))}前的行为）"
    return ""


def basis_note(basis: Basis, assessment: Assessment) -> str:
    """Why it may not be cited, or what to mind; empty where nothing."""
    if basis.obstacles:
        return f"{OBSTACLES[basis.obstacles[0]]}，不能印出"
    if not basis.locked:
        return UNLOCKED
    role = FOR_THE_BUREAU if basis.role is LawRole.LIABILITY else ""
    notes = filter(None, (role, basis.doubt, _standing_note(assessment)))
    return "；".join(notes)


def _standing_note(assessment: Assessment) -> str:
    asked = condition_question(assessment.asked) if assessment.asked else ""
    match assessment.standing:
        case Standing.ASKED:
            return f"须确认：{asked}？"
        case Standing.UNANSWERED:
            return f"财务处还没有填写：{asked}，不能引用"
        case Standing.CONDITION_FAILS:
            return f"条件不符（{asked}：否），不能引用"
        case standing:
            return _STANDING.get(standing, "")
