"""The shipped catalogue keeps the rules by which law is cited."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from db.records.applicable_law import format_article, parse_conditions
from db.vocabulary import LawRole, Stage
from inspector_gui.resources import CHECKLISTS, PHRASES, QUESTIONNAIRES, SCENARIO

FORBIDDEN = ("责令", "处罚", "处分", "没收")

CONTENT = json.loads(CHECKLISTS.read_text("utf-8"))
REGULATIONS = {rule["id"]: rule for rule in CONTENT["regulations"]}


def items() -> Iterator[dict[str, Any]]:
    for inspection in ("fee", "finance"):
        for category in CONTENT[inspection]["categories"]:
            yield from category["items"]


def citations() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    return ((item, cited) for item in items() for cited in item["basis"])


def test_every_item_covers_one_wrong() -> None:
    assert [item["code"] for item in items() if item["wrongs"] != 1] == []


def test_every_item_is_a_requirement_that_can_be_read_in_one_way() -> None:
    for item in items():
        words = item["requirement_zh"]
        assert not re.search(r"[？?]|是否|有无|有没有", words), words
        assert re.search(r"不得|应当|须", words), words


def test_codes_are_used_once_and_the_old_ones_lead_to_what_took_their_place() -> None:
    codes = [item["code"] for item in items()]
    assert len(codes) == len(set(codes))
    for retired in CONTENT["retired_codes"]:
        assert retired["code"] not in codes
        assert retired["was_zh"]
        for code in retired["replaced_by"]:
            [item] = [item for item in items() if item["code"] == code]
            assert retired["code"] in item["replaces"]


def test_every_code_that_questionnaires_and_the_demo_name_leads_to_an_item() -> None:
    known = {code for item in items() for code in (item["code"], *item["replaces"])}
    for path in (QUESTIONNAIRES, SCENARIO):
        named = set(re.findall(r'"([FC]-[A-Z]{2}-\d\d[A-Z]?)"', path.read_text("utf-8")))
        assert named <= known


def test_each_citation_names_one_article_of_a_known_regulation_or_none() -> None:
    for item, cited in citations():
        rule = REGULATIONS[cited["reg"]]
        parse_conditions(cited.get("applies_when") or "")
        LawRole(cited["role"])
        if cited["article"]:
            assert format_article(cited["article"]) == cited["article"]
            assert not re.search("[、，和至]", cited["article"]), (item["code"], cited)
            assert not rule["placeholder"]


def test_laws_with_a_condition_are_never_cited_without_it() -> None:
    for item, cited in citations():
        condition = cited.get("applies_when")
        match cited["reg"]:
            case "DD":
                assert condition == "inspection_is_supervision", item["code"]
            case "SCHFIN":
                assert condition == "run_by_government", item["code"]
            case "GP" if cited["article"] != "第三十三条":
                assert condition, item["code"]
            case "ZWCF" if cited["article"] == "第三十二条第三项":
                assert condition == "retaliation_is_the_fact", item["code"]
            case "COMP" if cited["article"] in ("第五十六条", "第五十七条第二项"):
                assert condition == "organ_is_county_level", item["code"]


def test_a_paper_of_november_2024_is_dated_and_the_two_accounting_laws_do_not_overlap() -> None:
    assert REGULATIONS["CANT"]["in_force_from"] == "2024-11-22"
    assert REGULATIONS["ACC"]["in_force_from"] == "2024-07-01"
    assert REGULATIONS["ACC17"]["in_force_to"] == "2024-06-30"
    for rule in REGULATIONS.values():
        if rule["in_force_from"]:
            assert date.fromisoformat(rule["in_force_from"])
            assert rule["in_force_source"]


def test_items_on_money_ask_for_papers_of_money_and_required_ones_are_named() -> None:
    money = set(CONTENT["enums"]["money_evidence"])
    for item in items():
        required = [one for one in item["evidence_zh"] if one["required"]]
        assert required, item["code"]
        if item["records_amount"] and item["code"].startswith("F-"):
            assert any(one["kind"] in money for one in required), item["code"]
        assert not any(re.search("问卷|电话访问|访谈", one["zh"]) for one in item["evidence_zh"])


def test_what_a_team_prints_neither_orders_nor_punishes() -> None:
    phrases = json.loads(PHRASES.read_text("utf-8"))["phrases"]
    texts = [item[key] for item in items() for key in ("requirement_zh", "violation_zh")]
    for text in (*texts, *(phrase["text"] for phrase in phrases)):
        assert not [word for word in FORBIDDEN if word in text], text


def test_every_item_has_wordings_of_its_own() -> None:
    phrases = json.loads(PHRASES.read_text("utf-8"))["phrases"]
    for part in ("fact", "advice"):
        named = {
            code for phrase in phrases if phrase["part"] == part for code in phrase.get("items", ())
        }
        assert named == {item["code"] for item in items()}


def test_no_stage_is_left_without_items() -> None:
    for stage in Stage:
        assert sum(stage.value in item["stages"] for item in items()) > 50
