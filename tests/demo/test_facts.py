"""The demonstration's facts agree with its totals, and say no more than a sheet may."""

import json
import re
from collections import Counter

import pytest

from inspector_gui.demo.facts import load_facts
from inspector_gui.demo.scenario import load
from inspector_gui.documents.privacy import FORBIDDEN
from inspector_gui.resources import CHECKLISTS, SCENARIO

STORY = load(SCENARIO)
FACTS = load_facts(SCENARIO)
FINDINGS = {entry["id"]: entry for entry in STORY.findings}
MONEY = [number for number, entry in FINDINGS.items() if entry["amount_fen"]]


def test_every_finding_school_and_finance_finding_has_facts_of_its_own() -> None:
    assert set(FACTS.findings) == set(FINDINGS)
    assert set(FACTS.schools) == {entry["code"] for entry in STORY.schools}
    assert set(FACTS.finance_findings) == {entry["id"] for entry in STORY.finance["findings"]}
    for number, told in FACTS.findings.items():
        assert told["school"] == FINDINGS[number]["school_code"]
        assert told["item"] == FINDINGS[number]["item"]
        assert told["from"] <= told["to"]
    facts = Counter(told.get("fact") or told["manner"] for told in FACTS.findings.values())
    assert facts.most_common(1)[0][1] == 1
    overall = Counter(told["overall"] for told in FACTS.schools.values())
    assert overall.most_common(1)[0][1] == 1


@pytest.mark.parametrize("number", MONEY)
def test_rate_heads_vouchers_and_refunds_come_to_the_amount(number: str) -> None:
    told, entry = FACTS.findings[number], FINDINGS[number]
    assert told["rate_fen"] * entry["students"] * told["terms"] == entry["amount_fen"]
    assert sum(row["amount_fen"] for row in told["voucher_rows"]) == entry["amount_fen"]
    assert {row["no"] for row in told["voucher_rows"]} == set(told["vouchers"])
    rows = next(
        refund["rows"] for refund in FACTS.stories["refunds"] if refund["finding"] == number
    )
    assert sum(row["amount_fen"] for row in rows) == entry["refund_paid_fen"]
    assert sum(row["students"] for row in rows) == entry["refund_students"]
    kinds = {kind for kind, _ in told["evidence"]}
    assert kinds & {"voucher", "ledger", "receipt", "contract"}


def test_the_sums_are_those_of_the_scenario() -> None:
    assert sum(FINDINGS[number]["amount_fen"] for number in MONEY) == 17_871_600
    assert len(FINDINGS) == STORY.totals["findings"]
    closed = [told for told in FACTS.findings.values() if told["closed_on"]]
    assert len(closed) == sum(entry["status"] == "CLOSED" for entry in FINDINGS.values())


def test_no_text_names_a_person_orders_or_points_to_who_told() -> None:
    """「经群众举报」「据王老师说」「责令」: none of it reaches a sheet."""
    names = {entry["display_name"] for entry in STORY.members}
    names |= {entry["head_display_name"] for entry in STORY.schools}
    told = [*FACTS.findings.values(), *FACTS.schools.values(), *FACTS.finance_findings.values()]
    for one in told:
        shown = {key: text for key, text in one.items() if key != "remark"}
        words = json.dumps(shown, ensure_ascii=False)
        assert not [name for name in names if name in words], words
        assert not [word for word in FORBIDDEN if word in words], words
        assert not re.search("举报|信访|电话访问|问卷|家长反映|学生反映|1[3-9][0-9]{9}", words), (
            words
        )


def test_the_local_rule_names_an_article_for_every_item_that_was_found() -> None:
    rule = FACTS.local_rule
    assert rule is not None
    assert {entry["item"] for entry in STORY.findings} == set(rule["articles"])
    content = json.loads(CHECKLISTS.read_text("utf-8"))
    assert rule["replaces"] in {law["id"] for law in content["regulations"] if law["placeholder"]}
