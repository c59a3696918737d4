"""Add to the step of the version in the making what the tables have and the steps lack.

Its triggers are written anew.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from db.migrations import VERSION, step_file
from db.migrations.drafting import missing, write_triggers


def main() -> None:
    found = missing(VERSION)
    with step_file(VERSION).open("a", encoding="utf-8") as file:
        file.writelines(f"{statement};\n" for statement in found)
    write_triggers(VERSION)
    print("\n".join(found) or "the steps lack nothing")


if __name__ == "__main__":
    main()
