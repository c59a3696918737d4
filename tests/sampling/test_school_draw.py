"""Which schools are inspected is drawn by strata, and anybody can draw again."""

import hashlib
import itertools
from dataclasses import replace

import pytest

from db.errors import InspectionError
from db.records.plans import Allotted, DrawOf
from db.store import Store
from db.vocabulary import Act, Area, Ownership, SchoolType, Stage
from inspector_gui.documents.document_list import papers_of_campaign
from inspector_gui.documents.release import checked_pdf
from inspector_gui.sampling import allotting, school_draw
from inspector_gui.sampling.school_draw import Population, Stratum, Take, Trait
from inspector_gui.statistics.readiness import lacking
from inspector_gui.statistics.step import Step
from tests.documents.samples import LOCKED, pdfium_pages, squeezed

SECRET, DIGITS = "0123456789abcdef", "058213"


@pytest.fixture
def schools(store: Store) -> list[str]:
    """Nine schools without a team, town and village, beside the one that a team has."""
    codes = [f"S{number:03}" for number in range(2, 11)]
    with store.act(Act.PLAN) as work:
        campaign = work.campaigns.current().id
        for number, code in enumerate(codes):
            work.schools.register(
                campaign,
                code=code,
                name=f"示例市第{code}小学",
                kind=SchoolType.PRIMARY,
                stages=(Stage.PRI,),
                ownership=Ownership.PUBLIC,
                area=Area.RURAL if number < 3 else Area.URBAN,
            )
    return codes


def _population(store: Store, takes: str, *traits: Trait) -> Population:
    with store.read() as work:
        return school_draw.population(work, "fee", traits, school_draw.parse_takes(takes))


def _frozen(store: Store, takes: str = "城镇 2、其余 1", *traits: Trait) -> Allotted:
    drawn_from = _population(store, takes, *(traits or (Trait.AREA,)))
    with store.act(Act.PLAN) as work:
        school_draw.freeze(work, drawn_from, secret=lambda: SECRET)
    with store.read() as work:
        return work.plans.draws(DrawOf.SCHOOLS)[0]


def _drawn(store: Store) -> Allotted:
    draw = _frozen(store)
    with store.act(Act.DRAW) as work:
        assert school_draw.reveal(work, draw, DIGITS, "局纪委") == 3
    with store.read() as work:
        return work.plans.draws(DrawOf.SCHOOLS)[0]


@pytest.mark.usefixtures("schools")
def test_a_school_that_a_team_has_is_not_drawn_from(store: Store) -> None:
    found = _population(store, "30%", Trait.KIND, Trait.AREA)
    assert [(one.name, len(one.schools), one.wanted) for one in found.strata] == [
        ("小学·农村", 3, 1),
        ("小学·城镇", 6, 2),
    ]
    assert _population(store, "4").strata[0].name == "全部"


@pytest.mark.usefixtures("schools")
def test_it_is_drawn_by_hash_and_can_be_drawn_again_by_hand(store: Store) -> None:
    draw = _drawn(store)
    assert draw.commitment == hashlib.sha256(SECRET.encode()).hexdigest()
    assert draw.seed_text == f"2025-SF|bureau|strata|{SECRET}|{DIGITS}"
    ranks = {
        code: hashlib.sha256(f"{draw.seed_text}|{code}".encode()).hexdigest()
        for code in (f"S{number:03}" for number in range(2, 11))
    }
    rural = sorted(("S002", "S003", "S004"), key=ranks.__getitem__)
    urban = sorted((code for code in ranks if code > "S004"), key=ranks.__getitem__)
    again = school_draw.repeats(draw)
    assert again is not None
    assert [(one.drawn, one.reserve) for one in again] == [
        (tuple(rural[:1]), tuple(rural[1:])),
        (tuple(urban[:2]), tuple(urban[2:])),
    ]
    with store.read() as work:
        assert school_draw.chosen(work, "fee") == {rural[0], *urban[:2]}
        assert school_draw.chosen(work, "finance") is None


@pytest.mark.usefixtures("schools")
@pytest.mark.parametrize(
    "forged",
    [
        {"nonce": "fedcba9876543210"},
        {"witness_number": "123456"},
        {"list_sha256": "0" * 64},
        {"entries": ("inspection|fee", "stratum|全部|1", "school|S002|全部")},
    ],
)
def test_what_was_changed_afterwards_does_not_repeat(store: Store, forged: dict[str, str]) -> None:
    draw = _drawn(store)
    assert school_draw.repeats(draw) is not None
    assert school_draw.repeats(replace(draw, **forged)) is None  # type: ignore[arg-type]


@pytest.mark.usefixtures("schools")
def test_only_what_was_drawn_is_drawn_to_teams_and_waits_for_one(store: Store) -> None:
    def words(step: Step) -> list[str]:
        with store.read() as work:
            return [one.words for one in lacking(work) if one.step is step]

    assert "9 所学校没有派给检查组" in words(Step.ASSIGN)
    _drawn(store)
    assert "3 所学校没有派给检查组" in words(Step.ASSIGN)
    with store.read() as work:
        free = set(allotting.question(work, "fee").schools)
        assert free == school_draw.chosen(work, "fee")
        assert work.plans.draws() == []


@pytest.mark.usefixtures("schools")
def test_a_second_draw_takes_others(store: Store) -> None:
    _drawn(store)
    with store.read() as work:
        first = school_draw.chosen(work, "fee") or frozenset()
    later = _population(store, "1", Trait.AREA)
    listed = {code for one in later.strata for code in one.schools}
    assert len(listed) == 6
    assert listed.isdisjoint(first)


def test_a_school_given_to_a_team_meanwhile_stops_the_draw(
    store: Store, schools: list[str]
) -> None:
    draw = _frozen(store)
    with store.act(Act.PLAN) as work:
        by_code = {school.code: school.id for school in work.plans.schools()}
        work.plans.assign(by_code[schools[0]], work.people.teams()[0].id)
    with store.act(Act.DRAW) as work, pytest.raises(InspectionError, match="有改动"):
        school_draw.reveal(work, draw, DIGITS, "局纪委")


@pytest.mark.usefixtures("schools")
@pytest.mark.parametrize(
    ("takes", "words"),
    [
        ("", "没有写抽取数"),
        ("很多", "看不懂抽取数“很多”"),
        ("120%", "看不懂抽取数"),
        ("中学 2", "没有“中学”这一层"),
        ("农村 5", "只有 3 所学校，抽不出 5 所"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_in_one_sentence(
    store: Store, takes: str, words: str
) -> None:
    with pytest.raises(InspectionError, match=words):
        _population(store, takes, Trait.AREA)


def test_nothing_to_draw_is_said(store: Store) -> None:
    with store.act(Act.PLAN) as work, pytest.raises(InspectionError, match="没有可抽的学校"):
        school_draw.freeze(work, school_draw.population(work, "fee", (), {"其余": Take(1)}))


def test_a_population_reads_back_as_it_was_frozen() -> None:
    names = ("小学·城镇", "初级中学·农村")
    for sizes in itertools.product(range(4), repeat=2):
        strata = tuple(
            Stratum(name, tuple(f"S{n}{k}" for k in range(size)), size // 2)
            for n, (name, size) in enumerate(zip(names, sizes, strict=True))
        )
        asked = Population("fee", strata)
        assert school_draw.population_of(asked.lines()) == asked


@pytest.mark.usefixtures("schools")
def test_the_record_says_all_it_takes_to_draw_again(store: Store) -> None:
    with store.read() as work:
        assert [paper for paper in papers_of_campaign(work) if "抽取学校" in paper.name] == []
    _drawn(store)
    with store.read() as work:
        [paper] = [paper for paper in papers_of_campaign(work) if "抽取学校" in paper.name]
        assert (paper.name, paper.serial) == ("抽取学校记录", "2025-SF-X1")
        document = paper.build().stamped(LOCKED, paper.wording)
        chosen = school_draw.chosen(work, "fee") or frozenset()
    text = squeezed("".join(pdfium_pages(checked_pdf(document))))
    for said in (f"秘密数{SECRET}", f"监督人数字{DIGITS}", "监督人局纪委", "学校9所，抽取3所"):
        assert said in text
    for code in chosen:
        assert f"示例市第{code}小学[{code}]" in text
    recipe = text.rpartition("重做办法")[2]
    for kind in ("inspection", "stratum", "school"):
        assert f"{kind}行为" in recipe
