"""The city's table tells of all pupils what the drawn classes say, with the range of chance."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.commands.cli import did


@pytest.fixture
def pages(merged_once: Path, tmp_path: Path) -> str:
    did("documents", merged_once, "--campaign", "--kind", "statistics", "--out", tmp_path)
    (path,) = tmp_path.glob("*.pdf")
    return (
        "".join(page.extract_text() for page in PdfReader(path).pages)
        .replace("\n", "")
        .replace(" ", "")
    )


def test_shares_have_a_range_and_say_whom_they_speak_for(pages: str) -> None:
    assert "从这些学校可抽的1838个班级中随机抽取134个，核定计票134个" in pages
    assert "发放7040份，回收6964份（98.9%），有效6876份（占回收的98.7%）" in pages
    assert "推算的是有抽签记录的23所学校全部可抽班级的到校学生，不代表其他学校" in pages
    junior = pages[pages.index("二、初中") : pages.index("三、普通高中")]
    assert "2299.1%8.4%（7.4%～9.4%）0.81" in junior
    assert "特殊教育只有1所学校有结果" in pages
