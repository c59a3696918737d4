"""口径: what each number counts, in one sentence."""

from collections.abc import Iterable

from db.records.inspections import InspectionLine

_STANDS = "经组长确认、未撤回的问题"
_CASES = f"{_STANDS}中填有查实信访案件编号的，"
_OWN = "查实而没有列为检查问题的信访案件"
MEANINGS = {
    "teams": "有学校登记了检查日期的检查组，按检查组计一次。",
    "schools": "登记了检查日期的学校，同一所学校计一次。",
    "classes": "随机抽取并建了问卷信封的班级，重点抽查的不算。",
    "questionnaires_issued": "随机抽取班级发放的问卷，重点抽查的不算。",
    "questionnaires_returned": "随机抽取班级收回的问卷，重点抽查的不算。",
    "questionnaires_valid": "随机抽取班级收回的问卷中有效的，重点抽查的不算。",
    "student_interviews": "随机访问的学生，按人次计。",
    "parent_calls_dialled": "至少拨打过一次的号码，一个号码计一次。",
    "parent_call_attempts": "拨打的总次数，一个号码拨几次计几次。",
    "parent_calls_completed": "接通并完成访问的号码。",
    "findings": f"复核以后{_STANDS}。",
    "findings_with_amount": f"{_STANDS}中涉及金额大于零的。",
    "involved_fen": f"{_STANDS}的涉及金额合计，以分计算；信访查实案件也在内，只计一次。",
    "due_fen": f"{_STANDS}的应退金额合计，以分计算。",
    "refunded_fen": f"{_STANDS}已经退还并核实的金额合计；学校报告未核实的不算。",
    "refund_students": f"{_STANDS}已经退费的学生，按问题分别计算后相加。",
    "surrendered_fen": f"{_STANDS}上缴财政的金额合计，以分计算。",
    "schools_in_scope": "列入检查计划的学校，同一所学校计一次。",
    "schools_with_findings": f"有{_STANDS}的学校，同一所学校计一次。",
    "closed": f"{_STANDS}中状态为销号的。",
    "rectification_rate": f"已销号的问题，除以{_STANDS}；草拟、撤回的不算。",
    "reported_fen": f"{_STANDS}学校报告已经退还、上缴或无法退还的金额合计，核实与否都在内。",
    "irrecoverable_fen": f"{_STANDS}经核实无法退还的金额合计。",
    "open_fen": "应退减去核实已退、上缴和无法退还以后的余额。",
    "case_fen": f"{_CASES}的涉及金额合计；与问题是同一笔，只计一次。",
    "case_refunded_fen": f"{_CASES}已经退还并核实的金额合计；与问题是同一笔，只计一次。",
    "case_refund_students": f"{_CASES}已经退费的学生。",
    "own_case_fen": f"{_OWN}的涉及金额合计，以分计算；不在检查问题的金额里。",
    "own_case_due_fen": f"{_OWN}的应退金额合计；不在检查问题的金额里。",
    "own_case_refunded_fen": f"{_OWN}已经退还并核实的金额合计；不在检查问题的金额里。",
    "own_case_surrendered_fen": f"{_OWN}上缴财政的金额合计；不在检查问题的金额里。",
    "own_case_irrecoverable_fen": f"{_OWN}经核实无法退还的金额合计；不在检查问题的金额里。",
    "own_case_refund_students": f"{_OWN}已经退费的学生，按案件分别计算后相加。",
    "substantiated_fee_cases": "信访举报中查实的收费案件，与进校检查发现的问题不相加。",
    "complaints": "登记的全部信访举报件，各来源之和。",
    "complaints_provincial": "来源为省级转办的信访举报件。",
    "complaints_municipal": "来源为市级转办的信访举报件。",
    "complaints_self": "本级自办的信访举报件。",
    "admission": "登记的全部招生咨询举报，各渠道之和；转为信访的只计入信访。",
    "admission_sms": "渠道为短信的招生咨询举报。",
    "admission_call": "渠道为来电的招生咨询举报。",
    "admission_visit": "渠道为来人来访的招生咨询举报，按件计。",
    "admission_leader": "渠道为领导转办的招生咨询举报。",
    "admission_visit_persons": "来人来访的人次，与件数并列，不相加。",
    **{
        f"{short}_{cause}": f"{because}{kind}的人次；各种方式分别统计，不相加，别处已计的不算。"
        for cause, because in (
            ("admission", "因招生"),
            ("fee", "因收费"),
            ("other", "因师德、管理和其他违纪"),
        )
        for short, kind in (
            ("warn", "受警告处分（没有写明党内还是政务）"),
            ("talk", "受诫勉谈话"),
            ("party_warn", "受党内警告"),
            ("office_warn", "受政务警告"),
            ("demerit", "受记过"),
            ("criticism", "受批评教育"),
        )
    },
    "heads_summoned": "被约谈的校长，按人次计；集体约谈另计，不在内。",
    "group_talk_heads": "集体约谈到场的人次；与单独约谈不相加。",
}
_SIZES = {
    "groups": "编入{kind}的检查组。",
    "members": "编入{kind}各组的人员。",
    "units": "列入{kind}计划的学校和单位，同一单位计一次。",
    "findings": "{kind}经组长确认、未撤回的问题；与其他检查的问题不相加。",
    "vouchers": "{kind}登记了检查日期的学校和单位抽查的会计凭证份数，各次检查登记的相加。",
    "differences": "{kind}现金盘点和各账表里不相符的数，已说明、已转为问题的也在内，一对数计一处。",
    "differences_fen": "{kind}现金盘点和各账表里不相符的金额，多少都按绝对值相加；件数不算。",
}


def meaning_of(key: str, kinds: Iterable[InspectionLine]) -> str:
    """The sentence of a number; of the size of another inspection by what that is called."""
    if key in MEANINGS:
        return MEANINGS[key]
    kind = next(inspection for inspection in kinds if key.startswith(f"{inspection.code}_"))
    return _SIZES[key.removeprefix(f"{kind.code}_")].format(kind=kind.kind)
