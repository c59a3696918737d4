"""The reference campaign in files, with every anonymous form keyed in sheet by sheet.

`factor` times over: at factor 1 some 6,900 forms and 100,000 answers.
"""

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import text

from db.storage.keys import key_file
from db.store import Store
from db.vocabulary import Act
from inspector_gui.demo.campaign import build

_NEW = "unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2))"
_ENTRIES = f"""
INSERT INTO tally_entry (id, batch_id, slot, method, finished, act, deleted)
SELECT {_NEW}, b.id, 3, 'sheets', 1, pen.act, 0 FROM questionnaire_batch b, pen
"""
_SHEETS = f"""
WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 60 * :factor)
INSERT INTO sheet (id, entry_id, number, void, act, deleted)
SELECT {_NEW}, e.id, n.value, 0, pen.act, 0
FROM tally_entry e JOIN questionnaire_batch b ON b.id = e.batch_id, n, pen
WHERE e.method = 'sheets' AND n.value <= b.valid * :factor
"""
_ANSWERS = """
INSERT INTO answer (sheet_id, question, value)
SELECT s.id, q.code, CASE q.kind
  WHEN 'number' THEN abs(random()) % 100
  ELSE char(65 + abs(random()) % 4) END
FROM sheet s JOIN tally_entry e ON e.id = s.entry_id
JOIN questionnaire_batch b ON b.id = e.batch_id JOIN question q ON q.form_id = b.form_id
WHERE e.slot = 3
"""


@dataclass(frozen=True)
class Files:
    bureau: Path
    teams: tuple[Path, ...]

    def fresh_bureau(self) -> Path:
        """A copy of the bureau's file to merge into."""
        copy = self.bureau.with_name("copy.inspection")
        if key_file(self.bureau).exists():
            shutil.copy(key_file(self.bureau), key_file(copy))
        return Path(shutil.copy(self.bureau, copy))


def demo(folder: Path, passphrase: str | None = None) -> list[Path]:
    """The recorded demo, the bureau's file first, in `folder`: made once in a run, then copied."""
    made = _made(passphrase)
    shutil.copytree(made[0].parent, folder, dirs_exist_ok=True)
    return [folder / path.name for path in made]


@cache
def _made(passphrase: str | None) -> list[Path]:
    folder = tempfile.mkdtemp(dir=Path.cwd(), prefix=".benchmarks-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return build(Path(folder) / "demo", recorded=True, passphrase=passphrase)


def recorded(folder: Path, factor: int, passphrase: str | None = None) -> Files:
    """Make the campaign's files in `folder`."""
    from db.storage.keys import unwrap

    bureau, *files = demo(folder, passphrase)
    teams = files[:6]  # the finance groups bring nothing
    for path in teams:
        key = unwrap(path, passphrase) if passphrase else None
        with Store.open(path, key) as store, store.act(Act.ENTER_SHEET) as work:
            for statement in (_ENTRIES, _SHEETS, _ANSWERS):
                bound = {"factor": factor} if ":factor" in statement else {}
                work.session.execute(text(statement), bound)
    return Files(bureau, tuple(teams))
