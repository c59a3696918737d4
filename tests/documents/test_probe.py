"""A probe of false, unlawful or indiscreet statements, as borrowed colleagues really type them."""

import pytest

from db.errors import InspectionError
from db.store import Store
from db.vocabulary import DocumentKind
from inspector_gui.actions.documents import check_before_lock, lock_document
from inspector_gui.documents import privacy
from inspector_gui.documents.adjectives import doubts
from inspector_gui.documents.blocks import Paragraph
from inspector_gui.documents.document import Document, Draft
from inspector_gui.documents.scope import Scope
from inspector_gui.documents.source_words import traces
from inspector_gui.documents.template_texts import own_wording
from tests.documents.samples import LOCKED
from tests.documents.test_lock_check import SHEET
from tests.documents.test_source_words import _ready

WORDS = own_wording(DocumentKind.FEEDBACK)
#: What a school would be ordered or threatened with, which no team may.
UNLAWFUL = (
    "责令学校退还所收费用",
    "建议市局没收违法所得",
    "拟罚款5万元",
    "建议给予校长警告处分",
    "建议吊销办学许可证",
    "建议全市通报批评",
    "追究校长的领导责任",
    "必须追究有关人员责任",
    "对财务负责人停职检查",
    "取消学校年度评优资格",
    "建议扣减教师绩效工资",
    "予以辞退",
    "暂停学校招生",
    "学校已经构成犯罪",
)
#: What tells who spoke, or who somebody is.
INDISCREET = (
    "群众来信称学校收取补课费",
    "匿名信所说的收费属实",
    "根据线索核查，学校收取资料费",
    "有人说学校收取资料费",
    "据该班班长讲，每人交50元",
    "座谈会上有人提出每人交50元",
    "家长微信群截图中有收款记录",
    "六年级某女生交了50元",
    "转学生王某交了6000元",
    "学生家住阳光小区，交了6000元",
    "高一（3）班每人交260元",
    "由班主任陈老师收取",
    "联系电话1.13900001111",
    "涉及以下人员：1.13900001111；2.13900002222",
    "身份证330106201501011234",
    "转入账号6222021234567890123",
    "收款微信号wxid_abc12345",
    "邮箱zhangsan@example.com",
)
#: What claims more than was seen.
FALSE = (
    "绝大多数学生交过钱",
    "普遍存在收费问题",
    "个别班级未公示",
    "多次违规收费",
    "收费金额巨大",
    "学校全部收费均不合规",
    "情节特别严重",
    "影响极其恶劣",
)


def _stopped(store: Store, scope: Scope, statement: str) -> bool:
    """Refused for what it says, or that is marked for the eye before the lock."""
    try:
        _ready(store, scope, f"2025年3月，学校收取资料费。{statement}。")
        marks = check_before_lock(store=store, scope=scope, name=SHEET)
        if any(mark.finding and mark.passage and mark.passage.text in statement for mark in marks):
            return True
        assert not any(mark.grave for mark in marks), "another rule stops this sheet"
        lock_document(store=store, scope=scope, name=SHEET)
    except InspectionError:
        return True
    with store.read() as work:
        assert scope.school is not None
        [sheet] = work.documents.issued(scope.school.visit_id)
    return statement not in sheet.content  # masked when it was typed


@pytest.mark.parametrize("statement", [*UNLAWFUL, *INDISCREET, *FALSE])
def test_it_is_refused_or_marked(store: Store, scope: Scope, statement: str) -> None:
    assert _stopped(store, scope, statement)


#: A second pair of hands: forty more, written after the gate and without looking at it.
AGAIN_ORDERED = (
    "建议对校长给予党纪处分",
    "建议由纪检部门立案调查",
    "要求学校三日内退还全部费用",
    "限学校于本周五前退清",
    "学校必须立即停止收费",
    "建议将校长调离岗位",
    "撤销学校先进单位称号",
    "拟暂扣学校绩效奖金",
    "对责任人严肃问责",
    "该校校长涉嫌职务犯罪",
    "学校行为已构成违法",
    "对学校处以二倍罚金",
    "建议移送公安机关",
    "不予年审",
    "停止招生资格",
    "给予行政警告",
    "对班主任作出降级处理",
    "责成学校检讨",
    "勒令整改",
)
AGAIN_TRACED = (
    "家委会成员提供了转账截图",
    "问卷中有32名学生选择“交过”",
    "一名不愿透露姓名的教师介绍",
    "有学生在座谈中提出",
    "网上有帖子称学校收费",
    "市长热线工单转来",
    "省厅交办件所列问题",
    "门卫李师傅讲每周六都上课",
    "学生小明交费260元",
    "食堂承包人赵大伟收取",
    "家长反应强烈",
    "接到反应后",
    "从学生书包中发现的缴费单",
    "随机询问三名学生",
    "匿名电话说",
)
AGAIN_DOUBTED = (
    "几乎所有班级都收费",
    "收费情况十分严重",
    "大量学生参加补课",
    "少数学生未退费",
    "数额较大",
    "多数家长不知情",
    "屡教不改",
    "影响很坏",
)
#: What teams have to be able to write.
SOUND = (
    "未通知施工单位办理结算",
    "学生小组活动收费260元",
    "家长要求学校退还，学校已退还260元",
    "学校暂扣教师绩效工资12人",
    "校长办公会责成总务处整改",
    "资料费由班主任代收，存入学校基本户",
    "应付款项移交总务处保管",
    "少数民族预科班收费公示齐全",
    "通知规定学生必须全部购买，每套80元",
)


def _paper(statement: str) -> Document:
    text = f"2025年3月，学校收取资料费。{statement}。"
    return Draft("题", (Paragraph(text),), serial="1", by_team=True).stamped(LOCKED, WORDS)


@pytest.mark.parametrize("statement", AGAIN_ORDERED)
def test_what_no_team_may_order_is_refused(statement: str) -> None:
    assert list(privacy.orders(_paper(statement)))


@pytest.mark.parametrize("statement", AGAIN_TRACED)
def test_what_tells_who_spoke_is_marked(statement: str) -> None:
    assert traces(_paper(statement), WORDS)


@pytest.mark.parametrize("statement", AGAIN_DOUBTED)
def test_what_claims_more_than_was_seen_is_remarked_on(statement: str) -> None:
    assert list(doubts(statement))


@pytest.mark.parametrize("statement", SOUND)
def test_what_teams_have_to_write_is_left_alone(statement: str) -> None:
    paper = _paper(statement)
    assert list(privacy.orders(paper)) == []
    assert traces(paper, WORDS) == ()
