"""Runs commands one after the other in a folder, each in a process of its own.

    run_commands.py STEPS.json FOLDER ANSWERS.json

STEPS: lists of words. `{id}` in one stands for the first id of the answer before. ANSWERS: of each
step its exit code and its two streams.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

steps, folder, answers = map(Path, sys.argv[1:])
at_noon = Path(__file__).with_name("at_noon.py")
heard: list[dict[str, object]] = []
last = ""
for number, argv in enumerate(json.loads(steps.read_text("utf-8"))):
    found = re.search(r'"id": "([^"]+)"', last)
    known = [word.replace("{id}", found[1] if found else "?") for word in argv]
    done = subprocess.run(
        [sys.executable, str(at_noon), *known],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "AT_NOON": str(number), "XDG_STATE_HOME": str(folder)},
        check=False,
    )
    last = done.stdout
    heard.append({"code": done.returncode, "out": done.stdout, "err": done.stderr})
    answers.write_text(json.dumps(heard, ensure_ascii=False), "utf-8")
