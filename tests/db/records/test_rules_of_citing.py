"""The six rules by which law is cited, each with the false citation it prevents, as shipped."""

import shutil
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.errors import InspectionError
from db.records.applicable_law import Basis, Case, assess, lawful, starts_ticked, ungoverned
from db.records.catalogues import Item
from db.store import Store
from db.vocabulary import (
    Act,
    ConditionKind,
    LawRole,
    Obstacle,
    Ownership,
    Stage,
    Standing,
)

TODAY = date(2025, 9, 1)


@pytest.fixture
def bureau(demo: Path, tmp_path: Path) -> Iterator[Store]:
    with Store.open(Path(shutil.copy(demo / "2025-SF.inspection", tmp_path))) as store:
        yield store


def item_of(store: Store, code: str) -> Item:
    with store.read() as work:
        return next(item for item in work.catalogues.items() if item.code == code)


def cited(store: Store, code: str, title: str, article: str | None = None) -> Basis:
    wanted = item_of(store, code)
    with store.read() as work:
        return next(
            basis
            for basis in work.catalogues.bases(wanted.id)
            if title in basis.citation.title and article in (None, basis.citation.article)
        )


def case(stage: Stage = Stage.JUN, begun: str = "2025-03-01", ended: str = "2025-06-30") -> Case:
    return Case(
        stages=frozenset({stage}),
        ownership=Ownership.PUBLIC,
        begun=date.fromisoformat(begun),
        ended=date.fromisoformat(ended),
        dated=True,
    )


def test_rule_1_a_regulation_without_a_date_is_not_always_in_force(bureau: Store) -> None:
    """「违反《关于进一步加强和规范教育收费管理的意见》第五条」: since when is it in force?"""
    opinion = cited(bureau, "F-FW-01A", "教育收费管理的意见")
    assert opinion.in_force_from is None
    assert Obstacle.NO_DATE in opinion.obstacles
    assert assess(opinion, case()).standing is Standing.UNDATED
    with bureau.act(Act.PLAN) as work:
        work.provisions.name_article(opinion.regulation_id, None, "第五条")
    with pytest.raises(InspectionError, match="施行日期"), bureau.act(Act.PLAN) as work:
        work.provisions.lock(opinion.regulation_id, "第五条", locked=True, by="甲", on=TODAY)


def test_rule_1_a_paper_of_november_2024_is_not_cited_for_september_2024(bureau: Store) -> None:
    """「2024年9月……违反《膳食经费管理工作指引》」: issued in November."""
    guide = cited(bureau, "F-FW-08A", "膳食经费管理工作指引")
    september = case(begun="2024-09-01", ended="2024-09-30")
    assert assess(guide, september).standing is Standing.NOT_IN_FORCE
    assert lawful([guide], september) == []


@pytest.mark.parametrize(
    ("code", "title", "article", "stage"),
    [
        ("F-BK-01", "未成年人保护法", "第三十三条第二款", Stage.SEN),  # 高中 is not compulsory
        ("F-BK-01", "义务教育法", "第二十五条", Stage.SEN),
        ("F-JF-01A", "义务教育法", "第二十五条", Stage.SEN),
    ],
)
def test_rule_2_what_holds_for_compulsory_stages_is_not_cited_elsewhere(
    bureau: Store, code: str, title: str, article: str, stage: Stage
) -> None:
    """「普通高中……违反《义务教育法》第二十五条」"""
    assert not assess(cited(bureau, code, title, article), case(stage)).citable


def test_rule_2_supervision_law_is_not_cited_where_nobody_inspects_under_it(bureau: Store) -> None:
    """「违反《教育督导条例》第二十五条」 where it is no 督导, or not known to be one."""
    with bureau.read() as work:
        of_it = [
            basis for basis in work.catalogues.bases() if basis.citation.title == "教育督导条例"
        ]
    assert of_it
    for basis in of_it:
        assert not assess(basis, case()).citable
        plain = case()
        no = Case(**{**plain.__dict__, "supervision": False})
        yes = Case(**{**plain.__dict__, "supervision": True})
        assert assess(basis, no).standing is Standing.CONDITION_FAILS
        assert assess(basis, yes).citable


def test_rule_2_each_inspection_says_itself_whether_it_is_a_supervision(bureau: Store) -> None:
    """「违反《教育督导条例》第二十五条」 of a financial inspection beside a fee inspection that
    runs under it, both in one file."""
    with bureau.act(Act.PLAN) as work:
        work.inspections.change(work.inspections.of("fee").id, under_supervision=True)
    with bureau.read() as work:
        assert work.inspections.terms("fee").under_supervision is True
        assert work.inspections.terms("finance").under_supervision is None
        assert work.campaigns.current().under_supervision is None
    with bureau.act(Act.PLAN) as work:
        work.inspections.change(work.inspections.of("fee").id, under_supervision=False)
    with bureau.read() as work:
        assert work.inspections.terms("fee").under_supervision is False


def test_rule_2_retaliation_is_asked_and_a_city_cites_no_county_article(bureau: Store) -> None:
    """「打击报复」 of a clerical lapse; 「依据《义务教育法》第五十六条」 of a city bureau."""
    punished = cited(bureau, "F-QT-06D", "政务处分法")
    assert [condition.kind for condition in punished.conditions] == [ConditionKind.RETALIATION]
    assert assess(punished, case()).standing is Standing.ASKED
    for code in ("F-QT-06A", "F-QT-06B", "F-QT-06C", "F-QT-06E", "F-QT-06F"):
        with bureau.read() as work:
            offered = work.catalogues.bases(item_of(bureau, code).id)
        assert not any("政务处分法" in one.citation.title for one in offered)
    county = cited(bureau, "F-JF-04", "义务教育法", "第五十六条")
    city = Case(**{**case().__dict__, "county": False})
    assert not assess(county, city).citable
    assert not assess(county, case()).citable


def test_rule_3_every_item_is_one_wrong_and_doubts_are_never_ticked(bureau: Store) -> None:
    """「未登记投诉」 printed with the law of another wrong of the same item."""
    with bureau.read() as work:
        items = {item.id: item for item in work.catalogues.items()}
        bases = work.catalogues.bases()
    assert {item.wrongs for item in items.values()} == {1}
    ticked = [
        basis
        for basis in bases
        if any(starts_ticked(basis, items[basis.item_id].wrongs, case(stage)) for stage in Stage)
    ]
    assert ticked
    for basis in ticked:
        assert not basis.conditions
        assert not basis.doubt
        assert basis.role is LawRole.DUTY
        assert basis.printable
    assert not any(starts_ticked(basis, 2, case()) for basis in bases)


def test_rule_3_alike_wrongs_do_not_lend_each_other_their_law(bureau: Store) -> None:
    """「超标准收费……违反《价格违法行为行政处罚规定》第九条第六项」: that is 分解收费."""
    law = {
        "F-FW-01A": "第九条第五项",
        "F-FW-01B": "第九条第二项",
        "F-FW-01C": "第九条第七项",
        "F-FW-01D": "第九条第六项",
        "F-PJ-07B": "第十六条第一款第二项",
        "F-PJ-07C": "第十六条第一款第三项",
        "F-QT-06C": "第二十五条第一项",
        "F-QT-06F": "第二十五条第二项",
    }
    for code, article in law.items():
        with bureau.read() as work:
            named = {b.citation.article for b in work.catalogues.bases(item_of(bureau, code).id)}
        others = {other for key, other in law.items() if key[:-1] == code[:-1]} - {article}
        assert article in named
        assert named.isdisjoint(others)


def test_rule_4_no_article_and_no_placeholder_is_locked_or_printed(bureau: Store) -> None:
    """「违反《本省（市）教育收费目录及标准文件》」"""
    with bureau.read() as work:
        bases = work.catalogues.bases()
        lines = work.provisions.lines()
    for basis in bases:
        if basis.placeholder or not basis.citation.article or basis.in_force_from is None:
            assert not basis.printable
            assert not basis.locked, basis.citation
    placeholder = next(line for line in lines if line.placeholder)
    with pytest.raises(InspectionError, match="占位"), bureau.act(Act.PLAN) as work:
        work.provisions.lock(
            placeholder.regulation_id, placeholder.article, locked=True, by="甲", on=TODAY
        )
    nameless = next(line for line in lines if not line.article and not line.placeholder)
    with pytest.raises(InspectionError, match="条款号"), bureau.act(Act.PLAN) as work:
        work.provisions.lock(nameless.regulation_id, None, locked=True, by="甲", on=TODAY)


def test_rule_5_one_lock_for_all_uses_with_who_and_when(bureau: Store) -> None:
    """「已锁定」 of an article that is open at another item."""
    with bureau.read() as work:
        line = max(
            (line for line in work.provisions.lines() if line.article and not line.obstacles),
            key=lambda line: len(line.uses),
        )
    assert len(line.uses) > 10
    with bureau.act(Act.PLAN) as work:
        work.provisions.lock(line.regulation_id, line.article, locked=False, by="甲", on=TODAY)
    with bureau.read() as work:
        of_it = [b for b in work.catalogues.bases() if _is(b, line.regulation_id, line.article)]
    assert len(of_it) == len(line.uses)
    assert not any(one.printable for one in of_it)
    with bureau.act(Act.PLAN) as work:
        work.provisions.lock(line.regulation_id, line.article, locked=True, by="乙", on=TODAY)
    with bureau.read() as work:
        again = next(one for one in work.provisions.lines() if one.key == line.key)
    assert (again.locked, again.checked_by, again.checked_on) == (True, "乙", TODAY)


def _is(basis: Basis, regulation: uuid.UUID, article: str | None) -> bool:
    return basis.regulation_id == regulation and basis.citation.article == article


def test_each_part_of_a_conduct_over_two_versions_of_a_law_has_its_own(bureau: Store) -> None:
    """「2023年9月至2025年6月……违反《会计法（2024年修正）》」: in force for the second part only."""
    item = item_of(bureau, "F-PJ-07A")
    with bureau.read() as work:
        bases = [b for b in work.catalogues.bases(item.id) if "会计法" in b.citation.title]
    both = case(begun="2023-09-01", ended="2025-06-30")
    printed = {one.citation.title: one.citation for one in lawful(bases, both)}
    new, old = (
        printed["中华人民共和国会计法（2024年修正）"],
        printed["中华人民共和国会计法（2017年修正）"],
    )
    assert (new.since, new.until) == (date(2024, 7, 1), None)
    assert (old.since, old.until) == (None, date(2024, 6, 30))
    assert ungoverned(bases, both) == []
    only_new = [basis for basis in bases if "2024" in basis.citation.title]
    assert ungoverned(only_new, both) == [(date(2023, 9, 1), date(2024, 6, 30))]
