"""The walls of the house: who may import what."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("accounts", "sampling", "statistics", "documents", "exchange")
QT_FREE = ("labels", "log", "places", "resources")

#: For each part of the house, the packages it must not know.
WALLS = {
    "db": ("PySide6", "reportlab", "openpyxl", "pypdfium2", "inspector_gui", "PIL"),
    **{
        f"inspector_gui/{room}": ("PySide6", "sqlalchemy", "sqlcipher3", "db.schema")
        for room in ROOMS
    },
    "inspector_gui": ("sqlalchemy", "sqlcipher3", "psycopg", "db.schema"),
    "inspector_gui/commands": ("PySide6",),
    "inspector_gui/widgets": ("inspector_gui.pages", "inspector_gui.shell", "db.store"),
    "inspector_gui/forms": ("inspector_gui.pages", "inspector_gui.shell", "db.store"),
    "inspector_gui/theme": ("inspector_gui.pages", "inspector_gui.shell", "inspector_gui.widgets"),
    "inspector_gui/pages": ("inspector_gui.shell",),
}
#: Too heavy for a start: only inside the function that needs them.
LAZY = (
    *("reportlab", "openpyxl", "python_calamine", "defusedxml"),
    *("pypdfium2", "PIL", "pypinyin", "pyrage", "nacl"),
)


def _modules(part: str) -> Iterator[Path]:
    yield from (ROOT / part).rglob("*.py")


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _crosses(name: str, wall: str) -> bool:
    return name == wall or name.startswith(wall + ".")


@pytest.mark.parametrize("part", WALLS)
def test_nobody_reaches_through_a_wall(part: str) -> None:
    crossings = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in _modules(part)
        for name in _imports(ast.parse(path.read_text("utf-8")))
        for wall in WALLS[part]
        if _crosses(name, wall)
    ]
    assert crossings == []


def test_pages_do_not_know_each_other() -> None:
    crossings = []
    for path in _modules("inspector_gui/pages"):
        own = path.relative_to(ROOT / "inspector_gui/pages").parts[0]
        for name in _imports(ast.parse(path.read_text("utf-8"))):
            parts = name.split(".")
            if parts[:2] != ["inspector_gui", "pages"] or len(parts) < 3:
                continue
            if parts[2] not in (own.removesuffix(".py"), "page", "PAGES", "Page", "Presenter"):
                crossings.append(f"{path.name} imports {name}")
    assert crossings == []


def _top_level(tree: ast.Module) -> ast.Module:
    body = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    return ast.Module(body=list(body), type_ignores=[])


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    """Modules below `pdf/` are themselves imported late: they are PDF and nothing else."""
    heavy = [
        f"{path.relative_to(ROOT)} imports {name}"
        for part in ("db", "inspector_gui")
        for path in _modules(part)
        if "pdf" not in path.parent.parts
        for name in _imports(_top_level(ast.parse(path.read_text("utf-8"))))
        for lazy in LAZY
        if _crosses(name, lazy)
    ]
    assert heavy == []


def test_tables_never_leave_the_database_room() -> None:
    """Outside db, no repository method is asked for a session or a row class."""
    leaks = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in _modules("inspector_gui")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if ".session" in line and "sessions" not in line
    ]
    assert leaks == []
