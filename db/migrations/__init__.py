"""The file format, version by version.

`schema-0001.sql` makes an empty file of version 1, `step-N.sql` turns a file of version N-1 into
one of version N, and `triggers-N.sql` holds the triggers that differ from those of version N-1. A
new file goes the same way as an old one. None of them changes once its version is released; those
of the version in the making are drafted from the tables (`scripts/draft_step.py`), so that opening
a file need not read them.
"""

from collections.abc import Iterable
from pathlib import Path

from db.migrations.steps import for_sqlite, read_step

APPLICATION_ID = 0x49535043  # "ISPC"
VERSION = 2

_HERE = Path(__file__).parent
_SEPARATOR = ";\n--\n"
_TRIGGER, _DROPPED = "CREATE TRIGGER ", "DROP TRIGGER "
#: Statements of a step about rows, which an empty file has none of.
_OF_ROWS = ("INSERT ", "UPDATE ", "DELETE ")


def step_file(version: int) -> Path:
    return _HERE / f"step-{version:04}.sql"


def triggers_file(version: int) -> Path:
    return _HERE / f"triggers-{version:04}.sql"


def step(version: int) -> list[str]:
    """The statements of one step, with the column types that `steps` explains."""
    return read_step(step_file(version))


def schema(version: int) -> list[str]:
    """What makes an empty file of this version."""
    return [*tables(version), *triggers(version).values()]


def tables(version: int) -> list[str]:
    """The same without triggers, which neither rows nor other tables depend on."""
    first = [text for text in _first() if not text.startswith(_TRIGGER)]
    steps = _steps(range(2, version + 1))
    return [*first, *(text for text in steps if not text.startswith(_OF_ROWS))]


def triggers(version: int) -> dict[str, str]:
    """Every trigger of a version by its name."""
    texts = [text for text in _first() if text.startswith(_TRIGGER)]
    for later in range(2, version + 1):
        texts += _statements(triggers_file(later))
    return latest(texts)


def differing(before: dict[str, str], after: dict[str, str]) -> str:
    """What `triggers-N.sql` says: the triggers that are new, other or gone."""
    gone = [f"{_DROPPED}{name}" for name in before if name not in after]
    other = [text for name, text in after.items() if before.get(name) != text]
    return _SEPARATOR.join([*gone, *other]) + "\n"


def climb(version: int, to: int) -> list[str]:
    """What raises a file from one version to another.

    Triggers go first and come back last, so that no step is written down as an edit.
    """
    gone = [f"{_DROPPED}{name}" for name in triggers(version)]
    return [*gone, *_steps(range(version + 1, to + 1)), *triggers(to).values()]


def _steps(versions: Iterable[int]) -> list[str]:
    return [for_sqlite(text) for version in versions for text in step(version)]


def _first() -> list[str]:
    return _statements(_HERE / "schema-0001.sql")


def _statements(file: Path) -> list[str]:
    return [text for text in file.read_text("utf-8").strip().split(_SEPARATOR) if text]


def latest(texts: Iterable[str]) -> dict[str, str]:
    """The last word on each trigger."""
    found: dict[str, str] = {}
    for text in texts:
        if text.startswith(_DROPPED):
            found.pop(text.removeprefix(_DROPPED))
        else:
            found[text.removeprefix(_TRIGGER).split(maxsplit=1)[0]] = text
    return found
