"""What the developers' pages say of the code is so."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
_ROW = re.compile(r"^\| [^|]+ \| `([^`]+\.py)` \| (?:`([^`]+)`)? *\|$", re.MULTILINE)
_PATH = re.compile(r"`((?:db|inspector_gui|tests|scripts|docs|resources)/[\w./-]+\.\w+)`")
PAGES = ("README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/postgresql.md")


def _decided() -> list[tuple[str, str]]:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    return _ROW.findall(text[text.index("## Where is") :])


def test_the_table_of_rules_is_not_empty() -> None:
    assert len(_decided()) > 20


@pytest.mark.parametrize(("path", "name"), _decided())
def test_every_rule_is_where_the_table_says(path: str, name: str) -> None:
    body = ast.parse((ROOT / path).read_text("utf-8")).body
    for part in filter(None, name.split(".")):
        found = next((node for node in body if part in _names(node)), None)
        assert found is not None, f"{path} has no {name}"
        body = getattr(found, "body", [])


def _names(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        yield node.name
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    yield from (target.id for target in targets if isinstance(target, ast.Name))


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_is_there(page: str) -> None:
    named = _PATH.findall((ROOT / page).read_text("utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []
