"""No paper tells who spoke: each place is marked, and stops the lock until it is confirmed."""

from datetime import date

import pytest

from db.errors import InspectionError
from db.records.schools import SchoolLine
from db.store import Store
from db.vocabulary import Act, DocumentKind, EvidenceKind, FindingStatus
from inspector_gui.actions.documents import (
    check_before_lock,
    confirm_wording,
    drop_confirmation,
    lock_document,
)
from inspector_gui.documents.blocks import Mixed, Paragraph
from inspector_gui.documents.document import Draft
from inspector_gui.documents.lock_mark import Mark
from inspector_gui.documents.scope import Scope
from inspector_gui.documents.source_words import traces
from inspector_gui.documents.template_texts import own_wording
from tests.documents.test_lock_check import NOTICE, SHEET, _answer_all, _arrive, _school

_REVEALING = [
    "经核查群众举报件，学校收取补课费",
    "根据信访件〔2025〕3号核查",
    "据转办〔2025〕18号件核查",
    "按12345工单核查，学校收取补课费",
    "经检举，学校收取补课费",
    "据家长电话访问反映，学校收取补课费",
    "电话访问中了解到学校收取补课费",
    "学生问卷显示多数学生交过钱",
    "从问卷结果看，多数学生交过钱",
    "有学生说交过钱",
    "多名家长称每人交260元",
    "教师自述代收现金",
    "群众反映强烈",
    "账务反映不真实",
    "高一（3）班交费",
    "三年级2班交费",
    "10-11班交费",
    "由五（2）班王老师收取",
    "由李老师收取现金",
    "通知写道：“每人交260元”",
    "要求“你们不要说出去”",
]
_HARMLESS = [
    "收费公示栏未公布投诉举报电话",
    "投诉举报登记簿未记录办理情况",
    "未向家长说明收费标准",
    "未向学生家长反馈结余",
    "违反《信访工作条例》第三十条",
    "发放教师讲课费",
    "有教师职称证书",
    "抽取2个班级，按照每班40人",
    "由班主任代收现金",
    "提供自愿申请书26份",
]


def _draft(text: str) -> Draft:
    return Draft("题", (Paragraph(text),), serial="1")


@pytest.mark.parametrize("text", _REVEALING)
def test_what_gives_a_source_away_is_marked(text: str) -> None:
    assert traces(_draft(f"1.{text}。"), own_wording(DocumentKind.FEEDBACK))


@pytest.mark.parametrize("text", _HARMLESS)
def test_what_gives_nobody_away_is_not(text: str) -> None:
    assert traces(_draft(f"1.{text}。"), own_wording(DocumentKind.FEEDBACK)) == ()


@pytest.mark.parametrize(
    "kind", [DocumentKind.FEEDBACK, DocumentKind.NOTICE, DocumentKind.BULLETIN]
)
def test_what_the_template_says_by_itself_is_nobody_s_trace(kind: DocumentKind) -> None:
    words = own_wording(kind)
    assert [found for said in words.segments() for found in traces(_draft(said), words)] == []


def test_a_template_s_short_word_does_not_hide_somebody_s() -> None:
    words = own_wording(DocumentKind.FEEDBACK)
    assert traces(_draft("并采取电话访问等方式了解了情况"), words) == ()
    assert traces(_draft("据电话访问，学校收取补课费"), words)


def test_a_number_before_it_does_not_make_another_place_of_it() -> None:
    words = own_wording(DocumentKind.FEEDBACK)
    [first] = traces(_draft("1.据群众举报核查。"), words)
    [second] = traces(_draft("12.据群众举报核查。"), words)
    assert first.digest == second.digest
    [mixed] = traces(Draft("题", (Paragraph(Mixed(("据群众", "举报核查"))),), serial="1"), words)
    assert mixed.text == "举报"


def _found(store: Store, school: SchoolLine, fact: str, overall: str = "") -> None:
    with store.act(Act.RAISE_FINDING) as work:
        item = work.catalogues.items("fee")[0].id
        finding = work.findings.raise_finding(
            school.visit_id, item, "WT-01", fact=fact, status=FindingStatus.CONFIRMED
        )
        proof = work.evidence.gather(school.visit_id, EvidenceKind.LEDGER, "台账")
        work.evidence.support(finding, proof)
        work.visits.record(school.visit_id, overall=overall, visited_on=date(2025, 9, 15))


def _traced(store: Store, scope: Scope, name: str = SHEET) -> list[Mark]:
    return [one for one in check_before_lock(store=store, scope=scope, name=name) if one.trace]


def _ready(store: Store, scope: Scope, fact: str, overall: str = "") -> None:
    _arrive(store, scope)
    _answer_all(store, scope)
    _found(store, _school(scope), fact, overall)


def test_a_sheet_that_gives_a_source_away_is_locked_only_when_each_place_is_confirmed(
    store: Store, scope: Scope
) -> None:
    _ready(store, scope, "据群众举报，学校收取补课费；账务反映不真实", "有学生说交过钱")
    marks = _traced(store, scope)
    assert all(mark.grave for mark in marks)
    assert [mark.finding or "总体情况" for mark in marks] == ["总体情况", "WT-01", "WT-01"]
    with pytest.raises(InspectionError, match=r"举报.*改好才能定稿"):
        lock_document(store=store, scope=scope, name=SHEET)
    for mark in marks[1:]:
        confirm_wording(store=store, scope=scope, name=SHEET, trace=mark.trace)
    with pytest.raises(InspectionError, match=r"有学生说|学生说"):
        lock_document(store=store, scope=scope, name=SHEET)
    confirm_wording(store=store, scope=scope, name=SHEET, trace=marks[0].trace)
    lock_document(store=store, scope=scope, name=SHEET)


def test_a_confirmation_is_recorded_and_holds_for_the_words_as_they_stand(
    store: Store, scope: Scope
) -> None:
    _ready(store, scope, "账务反映不真实")
    [mark] = _traced(store, scope)
    confirm_wording(store=store, scope=scope, name=SHEET, trace=mark.trace)
    with store.read() as work:
        deeds = work.journal.timeline(_school(scope).id)
        assert deeds[0].what is Act.EDIT_TEXT
        [line] = work.findings.lines(_school(scope).visit_id)
    [confirmed] = _traced(store, scope)
    assert confirmed.confirmed
    assert not confirmed.grave
    with store.act(Act.EDIT_FINDING) as work:
        work.findings.state(line.id, fact="据家长反映，账务不真实")
    assert [found.grave for found in _traced(store, scope)] == [True]


def test_a_confirmation_can_be_taken_back(store: Store, scope: Scope) -> None:
    _ready(store, scope, "账务反映不真实")
    [mark] = _traced(store, scope)
    confirm_wording(store=store, scope=scope, name=SHEET, trace=mark.trace)
    drop_confirmation(store=store, scope=scope, name=SHEET, trace=mark.trace)
    assert [found.grave for found in _traced(store, scope)] == [True]


def test_only_what_is_there_can_be_confirmed(store: Store, scope: Scope) -> None:
    with pytest.raises(InspectionError, match="没有可能透露来源的用语"):
        confirm_wording(store=store, scope=scope, name=SHEET, trace="0" * 16)


def test_the_bureau_s_notice_is_looked_at_as_well(store: Store, scope: Scope) -> None:
    _ready(store, scope, "据群众举报，学校收取补课费")
    [mark] = _traced(store, scope, NOTICE)
    assert mark.grave
    assert mark.finding == "WT-01"


def test_what_only_the_bureau_orders_is_not_locked_on_a_team_s_sheet(
    store: Store, scope: Scope
) -> None:
    _ready(store, scope, "拟罚款5万元并给予校长记过")
    marks = check_before_lock(store=store, scope=scope, name=SHEET)
    assert {"WT-01 写了“罚款”", "WT-01 写了“记过”"} <= {mark.text for mark in marks if mark.grave}
    with pytest.raises(InspectionError, match="写了“罚款”"):
        lock_document(store=store, scope=scope, name=SHEET)


def test_the_questions_that_pupils_were_asked_give_nobody_away() -> None:
    """A supplement prints what was asked and how often each choice was made."""
    choices = ("听同学说有", "老师讲新课或讲卷子")
    words = own_wording(DocumentKind.SUPPLEMENT)
    told = (
        "附件：学生问卷结果",
        *(f"{letter} {text}" for letter, text in zip("BC", choices, strict=True)),
    )
    paper = Draft("补充反馈单", tuple(map(Paragraph, told)), serial="B1")
    assert traces(paper, words, choices) == ()
    assert [trace.text for trace in traces(paper, words)] == ["同学说", "老师讲新课或讲"]
