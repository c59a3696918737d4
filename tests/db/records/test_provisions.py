"""The desk of the basis: an article is one line, whoever cites it."""

import uuid
from datetime import date

import pytest

from db.errors import InspectionError
from db.records.provisions import ProvisionLine, progress
from db.store import Store
from db.vocabulary import Act, Certainty

TODAY = date(2025, 9, 1)


def only(store: Store) -> ProvisionLine:
    with store.read() as work:
        [line] = work.provisions.lines()
    return line


def items(store: Store) -> list[uuid.UUID]:
    with store.read() as work:
        return [item.id for item in work.catalogues.items("fee")]


def rule(store: Store, **values: object) -> uuid.UUID:
    plain = {
        "code": "LAW",
        "title": "某规定",
        "doc_no": None,
        "doc_no_verified": False,
        "issuer": "",
        "dated": "",
        "certainty": Certainty.MEDIUM,
        "verification": "none",
        "in_force_from": date(2020, 1, 1),
    }
    with store.act(Act.PLAN) as work:
        campaign = work.campaigns.current().id
        return work.catalogues.add_regulation(campaign, **{**plain, **values})


def test_two_items_that_cite_one_article_are_one_line(store: Store) -> None:
    line = only(store)
    assert (line.article, len(line.uses), line.locked) == ("第三条", 2, True)
    assert progress([line]) == (2, 2)


def test_one_lock_opens_and_shuts_all_uses_and_is_one_step_of_undo(store: Store) -> None:
    line = only(store)
    with store.act(Act.PLAN) as work:
        work.provisions.lock(line.regulation_id, line.article, locked=False, by="甲", on=TODAY)
    with store.read() as work:
        assert not any(basis.locked for basis in work.catalogues.bases())
    assert progress([only(store)]) == (0, 2)
    with store.act(Act.PLAN) as work:
        work.provisions.lock(line.regulation_id, line.article, locked=True, by="乙", on=TODAY)
    line = only(store)
    assert (line.locked, line.checked_by, line.checked_on) == (True, "乙", TODAY)
    store.undo()
    assert (only(store).locked, only(store).checked_by) == (False, "")


@pytest.mark.parametrize(
    ("values", "article", "word"),
    [
        ({"placeholder": True}, "第一条", "占位"),
        ({"in_force_from": None}, "第一条", "施行日期"),
        ({}, "", "条款号"),
    ],
)
def test_what_is_not_known_cannot_be_locked(
    store: Store, values: dict[str, object], article: str, word: str
) -> None:
    made = rule(store, **values)
    with store.act(Act.PLAN) as work:
        work.provisions.cite(items(store)[0], made, article)
    with pytest.raises(InspectionError, match=word), store.act(Act.PLAN) as work:
        work.provisions.lock(made, article or None, locked=True, by="甲", on=TODAY)
    with store.read() as work:
        [line] = [line for line in work.provisions.lines() if line.regulation_id == made]
    assert line.open
    assert not line.locked


def test_a_lock_that_lost_its_date_prints_no_more(store: Store) -> None:
    with store.act(Act.PLAN) as work:
        work.catalogues.change_rule(only(store).regulation_id, in_force_from=None)
    assert only(store).open
    with store.read() as work:
        assert not any(basis.printable for basis in work.catalogues.bases())


def test_a_placeholder_named_after_a_real_paper_is_none_any_more(store: Store) -> None:
    made = rule(store, placeholder=True)
    with store.act(Act.PLAN) as work:
        work.provisions.cite(items(store)[0], made, "第一条")
        work.catalogues.change_rule(made, title="某市教育收费目录（2025年）")
        work.provisions.lock(made, "第一条", locked=True, by="甲", on=TODAY)


def test_a_new_use_comes_under_the_lock_of_the_article(store: Store) -> None:
    first, second = items(store)
    made = rule(store)
    with store.act(Act.PLAN) as work:
        work.provisions.cite(first, made, "第一条")
        work.provisions.lock(made, "第一条", locked=True, by="甲", on=TODAY)
        work.provisions.cite(second, made, "第一条")
        work.provisions.cite(second, made, "第二条")
    with store.read() as work:
        locked = {(b.item_id, b.citation.article): b.locked for b in work.catalogues.bases()}
    assert locked[second, "第一条"]
    assert not locked[second, "第二条"]
    with pytest.raises(InspectionError, match="已经引用"), store.act(Act.PLAN) as work:
        work.provisions.cite(first, made, "第一条")


def test_an_article_is_named_for_the_chosen_uses_only_and_its_lock_is_its_own(
    store: Store,
) -> None:
    first, second = items(store)
    made = rule(store)
    with store.act(Act.PLAN) as work:
        one = work.provisions.cite(first, made, "")
        work.provisions.cite(second, made, "")
        kept = work.provisions.name_article(made, None, "第三十条第（五）项", [one])
    assert kept == "第三十条第五项"
    with store.read() as work:
        articles = {
            b.item_id: b.citation.article
            for b in work.catalogues.bases()
            if b.regulation_id == made
        }
    assert articles == {first: "第三十条第五项", second: None}
    with store.act(Act.PLAN) as work:
        work.provisions.lock(made, "第三十条第五项", locked=True, by="甲", on=TODAY)
        work.provisions.name_article(made, None, "第三十条第五项")
    with store.read() as work:
        [line] = [line for line in work.provisions.lines() if line.regulation_id == made]
    assert (len(line.uses), line.locked) == (2, True)
    with store.act(Act.PLAN) as work:
        work.provisions.name_article(made, "第三十条第五项", "第三十一条")
    with store.read() as work:
        [line] = [line for line in work.provisions.lines() if line.regulation_id == made]
    assert (line.article, line.locked) == ("第三十一条", False), "what was read was another article"


def test_what_a_finding_rests_on_is_not_taken_away(store: Store) -> None:
    first, _ = items(store)
    with store.act(Act.RAISE_FINDING) as work:
        [line] = work.schools.lines()
        basis = work.catalogues.bases(first)[0].id
        finding = work.findings.raise_finding(line.visit_id, first, "WT-01", fact="自立项目收费")
        work.findings.cite(finding, basis)
    assert only(store).uses[0].findings == 1
    with pytest.raises(InspectionError, match="WT-01"), store.act(Act.PLAN) as work:
        work.provisions.drop(basis)
    with store.act(Act.CITE) as work:
        work.findings.uncite(finding, basis)
    with store.act(Act.PLAN) as work:
        work.provisions.drop(basis)
    assert len(only(store).uses) == 1


def test_the_text_of_an_article_is_kept_beside_all_its_uses(store: Store) -> None:
    line = only(store)
    with store.act(Act.PLAN) as work:
        work.provisions.write(line.regulation_id, "第三条", " 收费应当公示。\n")
    assert only(store).text == "收费应当公示。"


def test_a_paragraph_shows_its_articles_text_and_a_nameless_use_waits_with_all(
    store: Store,
) -> None:
    law = rule(store)
    first, second = items(store)[:2]
    with store.act(Act.PLAN) as work:
        work.provisions.cite(first, law, "第三十条第（五）项")
        work.provisions.cite(second, law, "")
    texts = {"第三十条": "应当履行下列义务：", "第三十一条": "举办者。", "第七十八条": "责令退还。"}
    with store.act(Act.PLAN) as work:
        assert work.provisions.take_in(law, texts) == 3
    with store.act(Act.PLAN) as work:
        work.provisions.name_article(law, None, "第七十八条")
    with store.read() as work:
        read = {line.article: line.text for line in work.provisions.lines() if line.text}
    assert read == {"第三十条第五项": "应当履行下列义务：", "第七十八条": "责令退还。"}
    with store.act(Act.PLAN) as work:
        assert work.provisions.take_in(law, texts) == 0, "what was kept is left"
