"""The file format, version by version, as frozen SQL.

`schema-N.sql` makes an empty file of version N, `rules-N.sql` finds unsound rows in one, and
`step-N.sql` turns a file of version N-1 into one of version N. None of them changes once released.
Statements are separated by a line `--`.
"""

from collections.abc import Iterator
from pathlib import Path

APPLICATION_ID = 0x49535043  # "ISPC"
VERSION = 1

_HERE = Path(__file__).parent
_TRIGGER = "CREATE TRIGGER "


def schema_file(version: int) -> Path:
    return _HERE / f"schema-{version:04}.sql"


def rules_file(version: int) -> Path:
    return _HERE / f"rules-{version:04}.sql"


def step_file(version: int) -> Path:
    return _HERE / f"step-{version:04}.sql"


def statements(file: Path) -> list[str]:
    return file.read_text("utf-8").strip().split(";\n--\n")


def climb(version: int, to: int) -> list[str]:
    """What raises a file from one version to another.

    Triggers go first and come back last, so that no step is written down as an edit.
    """
    gone = [f"DROP TRIGGER {_name(text)}" for text in _triggers(version)]
    steps = [text for step in range(version + 1, to + 1) for text in statements(step_file(step))]
    return [*gone, *steps, *_triggers(to)]


def ways_to(version: int) -> Iterator[list[str]]:
    """Every way in which a file of this version came to be: made new, or raised."""
    yield statements(schema_file(version))
    for older in range(1, version):
        yield [*statements(schema_file(older)), *climb(older, version)]


def _triggers(version: int) -> list[str]:
    return [text for text in statements(schema_file(version)) if text.startswith(_TRIGGER)]


def _name(trigger: str) -> str:
    return trigger.removeprefix(_TRIGGER).split(maxsplit=1)[0]
