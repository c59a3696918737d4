"""What a start imports, and what it must not."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("reportlab", "openpyxl", "pypdfium2", "PIL", "pypinyin", "numpy", "pandas", "lxml")

SCRIPT = """
import sys
from pathlib import Path
from inspector_gui.window.app import furnish, make_application
from inspector_gui.window.shell.window import Window
app = make_application()
window = Window()
window.show()
app.processEvents()
painted = set(sys.modules)
frame = furnish(window, [Path(sys.argv[1])])
app.processEvents()
assert frame.bench is not None, "the file did not open"
print(",".join(name for name in sys.argv[2:] if name in sys.modules))
print("sqlalchemy" in painted)
window.close()
"""


def test_a_start_leaves_heavy_libraries_alone(team_file: Path, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(team_file), *HEAVY],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    heavy, painted_with_database = done.stdout.splitlines()
    assert heavy == ""
    assert painted_with_database == "False", "the skeleton is painted before the database is there"
