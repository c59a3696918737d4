"""The program started as people start it, in a folder that nobody may write."""

import json
import shutil

from portable.trial.commands import TEAM, made_files
from portable.trial.windows import Windows


def start_program(windows: Windows) -> None:
    own, facts = windows.work / "双 击", windows.work / "started.json"
    own.mkdir(exist_ok=True)
    file = own / TEAM
    shutil.copy(made_files(windows) / TEAM, file)
    facts.unlink(missing_ok=True)
    before = sorted(path.relative_to(windows.folder) for path in windows.folder.rglob("*"))
    complaint = windows.python("start_program.py", file, facts)
    found = json.loads(facts.read_text("utf-8")) if facts.exists() else {"": None}
    detail = ", ".join(f"{way} {took} s" for way, took in found.items())
    held = not complaint and None not in found.values()
    windows.note("started, the file in its window", held=held, detail=f"{detail} {complaint}")
    after = sorted(path.relative_to(windows.folder) for path in windows.folder.rglob("*"))
    new = [path.as_posix() for path in after if path not in before and path.suffix != ".pyc"]
    windows.note("nothing written into the folder", held=not new, detail=", ".join(new))
