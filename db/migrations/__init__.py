"""The file format, version by version, as frozen SQL.

`schema-N.sql` makes an empty file of version N, `rules-N.sql` finds unsound rows in one, and
`step-N.sql` turns a file of version N-1 into one of version N. None of them changes once released.
Statements are separated by a line `--`.
"""

from pathlib import Path

APPLICATION_ID = 0x49535043  # "ISPC"
VERSION = 1

_HERE = Path(__file__).parent


def schema_file(version: int) -> Path:
    return _HERE / f"schema-{version:04}.sql"


def rules_file(version: int) -> Path:
    return _HERE / f"rules-{version:04}.sql"


def step_file(version: int) -> Path:
    return _HERE / f"step-{version:04}.sql"


def statements(file: Path) -> list[str]:
    return file.read_text("utf-8").split(";\n--\n")


def triggers_of(version: int) -> list[str]:
    return [s for s in statements(schema_file(version)) if s.startswith("CREATE TRIGGER")]
