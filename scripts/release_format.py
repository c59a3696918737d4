"""Release the format in the making: freeze its words, write its golden files.

From then on none of them changes; the next change of a table begins the next version. The golden
files are a small campaign with a finding, an envelope counted and a few changes, made by the real
acts: as a file, and as a master on PostgreSQL.
"""

import gzip
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from db.migrations import VERSION
from db.migrations.drafting import write_triggers
from db.migrations.words import naming_words, words_file
from db.postgres.founding import found
from db.postgres.master_url import Address
from db.store import Store
from db.vocabulary import Act, FormKind, Stage, Verdict
from tests.conftest import Clock, prepare
from tests.db.postgres.server import running

GOLDEN = Path(__file__).resolve().parents[1] / "tests" / "golden"


def make(path: Path) -> None:
    clock = Clock()
    prepare(path, clock)
    with Store.open(path, now=clock) as store:
        store.device = "0123456789ab"
        with store.read() as work:
            line, people = work.schools.lines()[0], work.people.members()
            item = work.catalogues.items("fee")[0].id
            form = work.forms.script(FormKind.STUDENT).id
        store.person = people[0].id
        with store.act(Act.ANSWER_ITEM, school=line.id) as work:
            work.checklists.answer(line.visit_id, item, verdict=Verdict.VIOLATION, note="无依据")
        with store.act(Act.TALLY, school=line.id) as work:
            owner = work.schools.add_class(line.id, Stage.PRI, 3, 1, 40)
            batch = work.questionnaires.open_envelope(line.visit_id, owner, form)
            work.questionnaires.count(batch, issued=40, returned=39, valid=38)
            entry = work.questionnaires.begin_counting(batch, 1, ["S01.A", "S01.B"])
        with store.act(Act.TALLY, school=line.id) as work:
            work.questionnaires.tally(entry, "S01.A", 20)
        with store.act(Act.RAISE_FINDING, school=line.id) as work:
            finding = work.findings.raise_finding(line.visit_id, item, "WT-01", fact="未公示")
        with store.act(Act.EDIT_FINDING, school=line.id) as work:
            work.findings.state(finding, fact="未公示收费标准", involved_fen=12_300)


def dumped(path: Path) -> bytes:
    """The master that is founded from this file, as SQL that any server takes."""
    with TemporaryDirectory(prefix="pg-") as name, running(Path(name)) as server:
        server.run("CREATE DATABASE golden")
        with Store.open(path) as bureau:
            found(Address.parse(server.url("golden")), bureau)
        return server.dump("golden").encode()


def main() -> None:
    target = GOLDEN / f"version-{VERSION}.inspection"
    write_triggers(VERSION)
    words_file(VERSION).write_text("\n".join(naming_words()) + "\n", "utf-8")
    with TemporaryDirectory() as folder:
        path = Path(folder) / target.name
        make(path)
        target.write_bytes(path.read_bytes())
        master = target.with_suffix(".master.sql.gz")
        master.write_bytes(gzip.compress(dumped(path), mtime=0))
    print(f"format {VERSION} is released; its files never change again")


if __name__ == "__main__":
    main()
