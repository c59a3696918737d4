"""A probe of false, unlawful or indiscreet statements, as borrowed colleagues really type them."""

import pytest

from db.errors import InspectionError
from db.store import Store
from inspector_gui.actions.documents import check_before_lock, lock_document
from inspector_gui.documents.scope import Scope
from tests.documents.test_lock_check import SHEET
from tests.documents.test_source_words import _ready

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
    """Refused, or marked for the eye before the lock."""
    _ready(store, scope, f"2025年3月，学校收取资料费。{statement}。")
    try:
        marks = check_before_lock(store=store, scope=scope, name=SHEET)
        if any(mark.finding and mark.passage and mark.passage.words in statement for mark in marks):
            return True
        if any(mark.grave for mark in marks):
            return True
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
