"""A workplace and the schools it may mean: no inspector visits their own school unnoticed."""

from typing import Any

import pytest

from db.errors import InspectionError
from db.store import Store
from db.vocabulary import Act, Area, Ownership, SchoolType, Stage
from inspector_gui.actions.handing_out import grave_lacks
from inspector_gui.actions.recusing import answer_workplace
from inspector_gui.exchange.lists.kinds import kind_of
from inspector_gui.exchange.lists.plan import take_in
from inspector_gui.exchange.workbooks.reading import pasted
from inspector_gui.statistics.workplaces import looks_like_school, open_workplaces

SCHOOLS = (
    "江城市 第三中学", "江城市育才小学", "江城市育才第二小学", "江城市第十三中学", "江城市实验小学",
    "江城市东湖区实验小学", "江城市机关幼儿园", "江城市新城区第一小学", "江城市特殊教育学校",
)  # fmt: skip


@pytest.fixture
def city(store: Store) -> Store:
    """With the schools of a city besides the one there is."""
    with store.act(Act.PLAN) as work:
        campaign = work.campaigns.current().id
        for number, name in enumerate(SCHOOLS, 2):
            work.schools.register(
                campaign,
                code=f"S{number:03}",
                name=name,
                kind=SchoolType.PRIMARY,
                stages=(Stage.PRI,),
                ownership=Ownership.PUBLIC,
                area=Area.URBAN,
            )
    return store


def _import(store: Store, workplace: str, name: str = "李志强") -> Any:
    with store.act(Act.PLAN) as work:
        book = pasted(f"姓名\t检查组\t工作单位\n{name}\t2\t{workplace}\n")
        return take_in(work, kind_of(book), book)


def _away(store: Store) -> list[str]:
    with store.read() as work:
        return [recusal.school for recusal in work.people.recusals()]


def _open(store: Store) -> list[tuple[str, list[str]]]:
    with store.read() as work:
        found = open_workplaces(work.people.members(), work.plans.schools())
    return [(one.name, [school.name for school in one.suggestions]) for one in found]


@pytest.mark.parametrize(
    "workplace",
    ["江城市第三中学", "江城市　第三中学", "江城市第3中学", "江城市\u200b第三中学", "S002", "s002"],
)
def test_the_same_name_in_another_dress_is_the_same_school(city: Store, workplace: str) -> None:
    coming = _import(city, workplace)
    assert _away(city) == ["江城市 第三中学"]
    assert coming.notes == ()
    assert _open(city) == []


@pytest.mark.parametrize(
    ("workplace", "likely"),
    [
        ("三中", ["江城市 第三中学"]),
        ("市三中", ["江城市 第三中学"]),
        ("江城三中", ["江城市 第三中学"]),
        ("江城市第三中学(东校区)", ["江城市 第三中学"]),
        ("13中", ["江城市第十三中学"]),
        ("育才小学", ["江城市育才小学"]),
        ("市育才小学", ["江城市育才小学"]),
        ("江城市育才小学教导处", ["江城市育才小学"]),
        ("实小", ["江城市实验小学", "江城市东湖区实验小学"]),
        ("新城区一小", ["江城市新城区第一小学"]),
        ("特校", ["江城市特殊教育学校"]),
        ("师范大学附属小学", []),
        ("教师进修学校", []),
    ],
)
def test_what_may_be_a_school_is_asked_before_anything_is_handed_out(
    city: Store, workplace: str, likely: list[str]
) -> None:
    coming = _import(city, workplace)
    assert _away(city) == []
    assert [f"“{workplace}”" in note for note in coming.notes] == [True]
    assert _open(city) == [(workplace, likely)]
    with city.read() as work:
        [lack] = [grave_lack for grave_lack in grave_lacks(work) if "单位" in grave_lack]
    assert lack.startswith(f"李志强的单位“{workplace}”像是")


@pytest.mark.parametrize(
    "workplace", ["市教育局", "江城市教育局小学教育科", "局纪委", "江城会计师事务所", "退休", ""]
)
def test_an_office_is_not_asked_about(city: Store, workplace: str) -> None:
    assert not looks_like_school(workplace)
    assert _import(city, workplace).notes == ()
    assert _open(city) == []


def test_an_answer_holds_for_all_who_come_from_there_and_is_a_recusal(city: Store) -> None:
    _import(city, "育才小学")
    _import(city, "育才小学", "王芳")
    with city.read() as work:
        school = next(school for school in work.plans.schools() if school.name == "江城市育才小学")
    answer_workplace(store=city, workplace="育才小学", school=school)
    assert _away(city) == ["江城市育才小学"] * 2
    assert _open(city) == []
    says = "李志强是“江城市育才小学”的人，不能检查本校"
    with pytest.raises(InspectionError, match=says), city.act(Act.PLAN) as work:
        work.plans.assign(school.id, work.people.teams()[1].id)


def test_none_of_the_list_is_an_answer_until_the_workplace_or_the_list_changes(city: Store) -> None:
    _import(city, "师大附小")
    assert _open(city) == [("师大附小", [])]
    answer_workplace(store=city, workplace="师大附小", school=None)
    assert (_open(city), _away(city)) == ([], [])
    _import(city, "师大附小")
    assert _open(city) == [], "the same list again asks nothing again"
    _import(city, "市实小")
    assert [name for name, _ in _open(city)] == ["市实小"]
    answer_workplace(store=city, workplace="市实小", school=None)
    with city.act(Act.PLAN) as work:
        book = pasted("学校名称\n江城市西区实验小学\n")
        take_in(work, kind_of(book), book)
    assert [name for name, _ in _open(city)] == ["市实小"], "it may be the one that was added"


def test_nobody_comes_from_a_place_nobody_named(city: Store) -> None:
    with pytest.raises(InspectionError, match="没有人的工作单位是“四中”；请核对单位的写法。"):
        answer_workplace(store=city, workplace="四中", school=None)
