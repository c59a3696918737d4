"""The walls of the house: for each room, whom it may import, and no circles between files."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

#: Files at the top of a folder that belong together: a floor everybody stands on, or the door.
GROUPS = {
    "db.ground": (
        *(
            "db.digits",
            "db.errors",
            "db.file_names",
            "db.ids",
            "db.limits",
            "db.masking",
            "db.progress",
        ),
        *("db.process_limits", "db.unseen", "db.vocabulary", "db.working_days"),
    ),
    "db.door": (
        "db.addresses",
        "db.erasing",
        "db.history",
        "db.labels",
        "db.parsing",
        "db.store",
        "db.unit_of_work",
    ),
    "gui.ground": (
        *("inspector_gui.class_names", "inspector_gui.exif", "inspector_gui.labels"),
        *("inspector_gui.locations", "inspector_gui.portable_folder"),
        *("inspector_gui.log", "inspector_gui.parsing", "inspector_gui.resources"),
    ),
}
_DB = "ground schema migrations storage journal records door merge packages postgres handout"
_RECORDS = ("db.ground", "db.records", "db.door", "gui.ground")
_THINK = (*_RECORDS, "db.publishable", "db.publishing")
_ROOMS = "charts accounts sampling scanning statistics documents exchange demo"


def _named(prefix: str, names: str) -> tuple[str, ...]:
    return tuple(f"{prefix}.{name}" for name in names.split())


#: For each room, the rooms it may import from. A room that is not named here may not exist.
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    # what is kept
    "db.ground": (),
    "db.schema": _named("db", "ground"),
    "db.migrations": _named("db", "ground schema storage journal"),
    "db.storage": _named("db", "ground schema migrations"),
    "db.journal": _named("db", "ground schema"),
    "db.publishable": _named("db", "ground records"),
    "db.records": _named("db", "ground schema journal publishable"),
    "db.door": _named(
        "db", "ground schema migrations storage journal records merge packages handout"
    ),
    "db.merge": _named(
        "db", "ground schema migrations storage journal records door packages postgres"
    ),
    "db.packages": _named("db", "ground schema migrations storage journal records door"),
    "db.postgres": _named("db", "ground schema migrations storage journal door merge"),
    "db.handout": _named("db", "ground schema storage journal records door merge packages"),
    "db.publishing": _named("db", "ground records publishable door"),
    # what thinks
    "gui.ground": _named("db", "ground postgres"),
    "gui.charts": ("gui.ground",),
    "gui.sampling": _RECORDS,
    "gui.accounts": _RECORDS,
    "gui.statistics": (*_THINK, "gui.accounts", "gui.sampling", "gui.charts"),
    "gui.scanning": ("db.ground",),
    "gui.documents": (
        *(*_THINK, "db.handout"),
        *_named("gui", "accounts sampling scanning statistics charts"),
    ),
    "gui.exchange": (
        *(*_THINK, "db.merge", "db.packages", "db.storage"),
        *("gui.accounts", "gui.statistics", "gui.documents"),
    ),
    # what people do
    "gui.actions": (
        *(*_THINK, "db.merge", "db.packages", "db.storage", "db.handout", "db.postgres"),
        *_named("gui", "accounts sampling scanning statistics charts documents exchange"),
    ),
    "gui.demo": (
        *(*_THINK, "db.storage", "db.packages", "db.handout", "db.merge"),
        *_named("gui", "accounts sampling statistics charts documents exchange actions"),
    ),
    "gui.commands": (
        *(*_named("db", _DB), "db.publishable", "db.publishing", "gui.ground", "gui.actions"),
        *_named("gui", _ROOMS),
    ),
    # what is seen
    "window": (
        *(*_named("db", "ground door records postgres storage"), "gui.ground", "gui.actions"),
        *_named("gui", _ROOMS),
        *_named("window", "shell theme widgets"),
    ),
    "window.theme": ("db.ground", "gui.ground"),
    "window.widgets": (
        *("db.ground", "db.records", "gui.ground", "gui.statistics", "gui.charts"),
        "window.theme",
    ),
    "window.forms": (
        *_named("db", "ground door records"),
        *("gui.ground", "gui.exchange", "window", "window.theme", "window.widgets"),
    ),
    "window.printroom": (
        *_named("db", "ground door records"),
        *("gui.ground", "gui.actions", "gui.documents", "window"),
        *_named("window", "forms theme widgets"),
    ),
    "window.registers": (
        *_named("db", "ground door records"),
        *("gui.ground", "gui.actions", "gui.statistics", "gui.exchange", "window"),
        *_named("window", "forms theme widgets"),
    ),
    "window.accounting": (
        *_named("db", "ground door records"),
        *_named("gui", "ground actions accounts sampling exchange"),
        *("window", *_named("window", "forms theme widgets")),
    ),
    "window.pages": (
        *(*_named("db", _DB), "db.publishable", "db.publishing", "gui.ground", "gui.actions"),
        *_named("gui", "accounts sampling scanning statistics charts documents exchange"),
        "window",
        *_named("window", "accounting forms printroom registers theme widgets"),
    ),
    "window.shell": (
        *(*_named("db", _DB), "gui.ground", "gui.actions"),
        *(*_named("gui", _ROOMS), "window"),
        *_named("window", "forms pages printroom theme widgets"),
    ),
}
#: Libraries that only the named rooms may know.
ONLY_IN = {
    "PySide6": ("window",),
    "sqlalchemy": ("db",),
    "sqlcipher3": ("db",),
    "psycopg": ("db.postgres",),
    "reportlab": ("gui.documents", "gui.exchange"),
    "docx": ("gui.documents",),
    "openpyxl": ("gui.exchange", "gui.documents"),
    "pypdfium2": ("gui.documents", "gui.scanning", "window.printroom", "window"),
    "numpy": ("gui.scanning",),
    "zxingcpp": ("gui.documents", "gui.scanning"),
}
#: Too heavy for a start: only inside the function that needs them.
LAZY = (
    *("reportlab", "openpyxl", "python_calamine", "defusedxml", "docx", "zxingcpp", "numpy"),
    *("pypdfium2", "PIL", "pypinyin", "pyrage", "nacl"),
)


def _imports(tree: ast.AST) -> Iterator[str]:
    """Every module a file imports; where a name is itself a module, that module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in _files() else node.module


@cache
def _files() -> dict[str, Path]:
    """Every module of ours by its dotted name."""
    paths = (path for part in ("db", "inspector_gui") for path in (ROOT / part).rglob("*.py"))
    return {_dotted(path): path for path in paths}


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _room(module: str) -> str | None:
    """The room of a module of ours; None for other people's and for empty packages."""
    grouped = (group for group, files in GROUPS.items() if module in files)
    if (group := next(grouped, None)) or module in ("db", "inspector_gui"):
        return group
    short = module.replace("inspector_gui.window", "window").replace("inspector_gui", "gui")
    parts = short.split(".")
    if parts[0] not in ("db", "gui", "window"):
        return None
    if parts[0] == "window":
        folder = ROOT / "inspector_gui" / "window" / parts[1] if len(parts) > 1 else None
        return f"window.{parts[1]}" if folder and folder.is_dir() else "window"
    return ".".join(parts[:2])


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_from_rooms_below_it(room: str) -> None:
    crossings = [
        f"{module} imports {name}"
        for module, path in _files().items()
        if _room(module) == room
        for name in _imports(_tree(path))
        if (other := _room(name)) and other not in (room, *MAY_IMPORT[room])
    ]
    assert crossings == []


def test_every_file_is_in_a_room() -> None:
    homeless = [m for m in _files() if (room := _room(m)) and room not in MAY_IMPORT]
    assert homeless == []


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_known_in_its_rooms_only(library: str) -> None:
    crossings = [
        f"{module} imports {name}"
        for module, path in _files().items()
        for name in _imports(_tree(path))
        if name.split(".")[0] == library and not _within(_room(module) or "", ONLY_IN[library])
    ]
    assert crossings == []


def _within(room: str, rooms: tuple[str, ...]) -> bool:
    return any(room == one or room.startswith(f"{one}.") for one in rooms)


def test_tables_stay_in_the_database_room() -> None:
    crossings = [
        f"{module} imports {name}"
        for module, path in _files().items()
        if not module.startswith("db.")
        for name in _imports(_tree(path))
        if name.startswith("db.schema")
    ]
    assert crossings == []


def test_no_file_is_in_a_circle() -> None:
    """Imports inside functions count too: they hide a circle, they do not undo it."""
    below: dict[str, set[str]] = {}
    for module, path in _files().items():
        below[module] = {n for n in _imports(_tree(path)) if n in _files() and n != module}
    circles = [module for module in below if _reaches(below, module)]
    assert circles == []


def _reaches(below: dict[str, set[str]], start: str) -> bool:
    seen: set[str] = set()
    waiting = list(below[start])
    while waiting:
        module = waiting.pop()
        if module == start:
            return True
        if module not in seen:
            seen.add(module)
            waiting.extend(below[module])
    return False


def test_pages_do_not_know_each_other() -> None:
    crossings = []
    for module, path in _files().items():
        parts = module.split(".")
        if parts[:3] != ["inspector_gui", "window", "pages"] or len(parts) < 4:
            continue
        for name in _imports(_tree(path)):
            other = name.split(".")
            if other[:3] == parts[:3] and len(other) > 3 and other[3] != parts[3]:
                crossings.append(f"{module} imports {name}")
    assert crossings == []


def _top_level(tree: ast.Module) -> ast.Module:
    body = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    return ast.Module(body=list(body), type_ignores=[])


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    """Modules below `pdf/` and `word/` are themselves imported late: they are that alone; those
    below `reader/` only by a process of its own."""
    heavy = [
        f"{module} imports {name}"
        for module, path in _files().items()
        if not {"pdf", "word", "reader"} & set(path.parent.parts)
        for name in _imports(_top_level(_tree(path)))
        if name.split(".")[0] in LAZY
    ]
    assert heavy == []


def test_no_session_leaves_the_database_room() -> None:
    """Outside db, no repository method is asked for a session or a row class."""
    leaks = [
        f"{module}:{number}"
        for module, path in _files().items()
        if module.startswith("inspector_gui")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if ".session" in line and "sessions" not in line
    ]
    assert leaks == []


#: A job's work makes whatever it makes; `Job.then` says of which type.
MAY_TELL_ANYTHING = ("inspector_gui.window.jobs",)


def test_a_signal_names_the_type_that_travels() -> None:
    """`Signal(object)` hides from the reader what the slot gets, and no checker looks there."""
    untyped = [
        f"{module}:{node.lineno}"
        for module, path in _files().items()
        if module.startswith("inspector_gui.window") and module not in MAY_TELL_ANYTHING
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Signal"
        for argument in node.args
        if getattr(argument, "id", "") in ("object", "Any", "dict", "list")
    ]
    assert untyped == []


def test_a_job_tells_methods_of_what_may_be_gone() -> None:
    """Qt forgets the method of a widget that was closed; a lambda or a partial would still be
    called, and write on it."""
    held = [
        f"{module}:{node.lineno}"
        for module, path in _files().items()
        if module.startswith("inspector_gui.window")
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call) and _asks_a_job(node.func)
        for slot in node.args
        if isinstance(slot, ast.Lambda | ast.Call)
    ]
    assert held == []


def _asks_a_job(called: ast.expr) -> bool:
    """`job.then(...)`, `job.failed.connect(...)` and the like."""
    told = ast.unparse(called)
    return told.endswith("job.then") or any(
        told.endswith(f"job.{signal}.connect") for signal in ("progressed", "failed", "cancelled")
    )


def _tests(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (ROOT / "tests" / folder).rglob("*.py")


def test_journeys_read_what_is_on_the_screen() -> None:
    """Not the private parts of widgets: what an inspector sees, or hears from a screen reader."""
    private = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.attr}"
        for path in _tests("journeys", "window")
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("_")
        and not node.attr.startswith("__")
        and getattr(node.value, "id", "") not in ("self", "cls")
    ]
    assert private == []


def test_expected_sentences_stand_in_the_tests() -> None:
    """A sentence that is imported from what it is to check is always as expected."""
    imported = [
        f"{path.relative_to(ROOT)} imports {alias.name}"
        for path in _tests(".")
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ImportFrom) and node.module in _files()
        for alias in node.names
        if alias.name in _sentences(node.module)
    ]
    assert imported == []


@cache
def _sentences(module: str) -> frozenset[str]:
    """The names of texts for users that a module of ours has at its top."""
    return frozenset(
        target.id
        for node in _tree(_files()[module]).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        if isinstance(node.value.value, str) and not node.value.value.isascii()
        for target in node.targets
        if isinstance(target, ast.Name)
    )
