"""What people name their teams becomes a file name that every system takes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.file_names import file_name
from db.handout.team_files import hand_out
from db.packages.sealing import make_package
from db.store import Store
from db.vocabulary import Act
from tests.conftest import Clock, prepare


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("第一检查组", "第一检查组.inspection"),
        ("A:B", "A_B.inspection"),
        ("城区/一组", "城区_一组.inspection"),
        ("CON", "CON_.inspection"),
        ("一组.", "一组.inspection"),
        ("...", "未命名.inspection"),
    ],
)
def test_what_some_system_refuses_is_replaced(stem: str, name: str) -> None:
    assert file_name(stem, ".inspection") == name


@given(st.text(max_size=120))
def test_any_text_makes_a_file(stem: str) -> None:
    name = file_name(stem, ".pdf")
    assert name.endswith(".pdf")
    assert len(name.encode("utf-8", "surrogatepass")) <= 255
    assert not set(name) & set('\\/:*?"<>|\x00\n')


def test_a_team_of_an_odd_name_hands_in(tmp_path: Path, clock: Clock) -> None:
    prepare(tmp_path / "总.inspection", clock)
    with Store.open(tmp_path / "总.inspection", None, clock) as bureau:
        with bureau.act(Act.PREPARE) as work:
            [team] = work.people.teams()
            work.people.name_team(team.id, "城区/一组:A")
        [path] = hand_out(bureau, tmp_path)
    assert path.name == "城区_一组_A.inspection"
    with Store.open(path) as store:
        made = make_package(store, tmp_path)
        again = make_package(store, tmp_path)
    assert [made.path.name, again.path.name] == [
        "城区_一组_A-包0001.inspkg",
        "城区_一组_A-包0002.inspkg",
    ]
