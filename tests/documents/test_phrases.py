"""The library of clause wordings."""

import dataclasses
import re
import uuid
from datetime import date

import pytest

from db.records.findings import FindingLine
from db.store import Store
from db.vocabulary import Act, FindingStatus, Handling, Severity
from inspector_gui.documents.phrases import Part, filled, library, placeholder_values, suggestions

FORBIDDEN = ("责令", "处罚", "处分", "没收")
BLANK = "____"

FINDING = FindingLine(
    id=uuid.uuid4(),
    visit_id=uuid.uuid4(),
    item_id=uuid.uuid4(),
    item_code="F-FW-01",
    serial="WT-01",
    fact="",
    conduct_from=date(2025, 2, 1),
    conduct_to=date(2025, 6, 30),
    object="",
    matter="",
    manner="",
    rate_fen=None,
    allowed_fen=None,
    terms=None,
    term_unit="",
    collector="",
    account="",
    vouchers="",
    students=312,
    involved_fen=8_112_000,
    due_fen=8_112_000,
    refunded_fen=0,
    refund_students=0,
    surrendered_fen=0,
    severity=Severity.SERIOUS,
    handlings=(Handling.REFUND,),
    advice="",
    due_on=date(2025, 10, 20),
    status=FindingStatus.DRAFT,
    objected=False,
    reason="",
    basis=frozenset(),
    evidence=(),
)


def test_no_wording_orders_or_punishes() -> None:
    assert [phrase.text for phrase in library() for word in FORBIDDEN if word in phrase.text] == []


def test_every_category_of_the_catalogue_has_its_wordings(demo: object) -> None:
    from pathlib import Path

    assert isinstance(demo, Path)
    with Store.open(demo / "第三检查组.inspection") as store, store.read() as work:
        items = work.catalogues.items("fee")
    for category in {item.category for item in items}:
        facts = [p for p in library() if p.part is Part.FACT and category in p.categories]
        assert facts, category


def test_what_is_known_stands_in_its_place_and_the_rest_is_blank(store: Store) -> None:
    with store.read() as work:
        known = placeholder_values(FINDING, work.campaigns.current())
    assert known == {
        "期间": "2025年2月至6月",
        "学生": "312",
        "涉及": "81120元",
        "应退": "81120元",
        "期限": "2025年10月20日",
        "单价": "260",
    }
    assert filled("{学生}人，{已退}，{别的}", known) == f"312人，{BLANK}，{BLANK}"
    for phrase in library():
        assert "{" not in filled(phrase.text, known)


def test_a_share_that_does_not_come_out_even_is_left_blank(store: Store) -> None:
    odd = dataclasses.replace(FINDING, involved_fen=8_112_001)
    with store.read() as work:
        assert "单价" not in placeholder_values(odd, work.campaigns.current())


@pytest.mark.parametrize("part", Part)
def test_what_suits_comes_first_then_what_the_team_wrote(store: Store, part: Part) -> None:
    with store.read() as work:
        item, campaign = work.catalogues.items("fee")[0], work.campaigns.current()
        offered = suggestions(part, FINDING, item, campaign, own=("自己写过的一句。",))
    assert "自己写过的一句。" in offered
    assert len(offered) == len(set(offered))
    if part is Part.FACT:
        assert re.match("2025年2月至6月，学校收取", offered[0])
        assert "312人，每人260元，共81120元" in offered[0]
    if part is Part.ADVICE:
        assert offered[0].startswith("建议将81120元于2025年10月20日前退还学生312人")


def test_the_team_s_own_wordings_come_from_its_other_findings(store: Store) -> None:
    with store.act(Act.RAISE_FINDING) as work:
        visit = work.schools.lines()[0].visit_id
        item = work.catalogues.items("fee")[0].id
        for number, fact in enumerate(("甲校收费。", "乙校收费。", "甲校收费。")):
            work.findings.raise_finding(visit, item, f"WT-{number}", fact=fact, advice="改。")
    with store.read() as work:
        assert work.findings.wordings(item, "fact") == ["甲校收费。", "乙校收费。"]
        assert work.findings.wordings(item, "advice") == ["改。"]
