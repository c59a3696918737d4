"""Numbers past their day are said, erased by the lead, and a certificate tells of it."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from db.store import Store
from db.vocabulary import Act
from tests.commands.cli import did, inspector, refused

NUMBER, NAME = "13700001111", "欧阳晓楠"


@pytest.fixture
def file(team_file: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "组"
    folder.mkdir()
    path = Path(shutil.copy(team_file, folder / team_file.name))
    with Store.open(path) as store:
        with store.read() as work:
            visit = work.schools.lines()[0].visit_id
        with store.act(Act.DRAW) as work:
            work.calls.hold_number(visit, 7, NUMBER, NAME)
        with store.act(Act.PREPARE) as work:
            work.campaigns.amend(retention_until=date(2026, 1, 31))
    return path


def people(path: Path) -> tuple[str, str]:
    """The lead's name, and another's."""
    with Store.open(path) as store, store.read() as work:
        members = work.people.members(work.file().team_id)
    return (
        next(member.name for member in members if member.is_lead),
        next(member.name for member in members if not member.is_lead),
    )


def test_overdue_numbers_are_said_erased_by_the_lead_and_certified(file: Path) -> None:
    lead, other = people(file)
    check = inspector("check", file, "--json")
    assert check.json()["retention_overdue"] is True
    assert (
        "号码应保存到2026年1月31日，已经过期；请组长清除（erase）。"
        in inspector("check", file).lines
    )
    out = file.parent / "证明"
    assert "只有组长能清除号码" in refused("erase", file, "--out", out)
    assert "只有组长能清除号码" in refused("erase", file, "--out", out, "--by", other)
    assert "请核对组长姓名" in refused("erase", file, "--out", out, "--by", "无此人")
    erased = did("erase", file, "--out", out, "--by", lead, "--json").json()
    assert (erased["numbers"], erased["names"]) == (1, 1)
    [pdf] = out.glob("*.pdf")
    assert erased["certificate"] == str(pdf)
    text = "".join(page.extract_text() for page in PdfReader(pdf).pages)
    said = "".join(text.split())
    for words in ("个人信息清除证明", "第三检查组", "家长号码1个", "学生姓名1个", lead):
        assert words in said
    held = [path for path in file.parent.rglob("*") if path.is_file()]
    assert not [one for one in held for word in (NUMBER, NAME) if word.encode() in one.read_bytes()]
    checked = inspector("check", file, "--json").json()
    assert (checked["phones_kept"], checked["retention_overdue"]) == (0, False)
    assert "不用清除" in refused("erase", file, "--out", out, "--by", lead)
