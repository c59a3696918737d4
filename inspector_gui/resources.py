"""Where the files shipped with the program lie."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1] / "resources"
SCENARIO = ROOT / "demo" / "scenario.json"
DEMO_FEES = ROOT / "demo" / "fees.json"
CHECKLISTS = ROOT / "catalogue" / "checklists-2026.1.json"
QUESTIONNAIRES = ROOT / "catalogue" / "questionnaires-2025.1.json"
INSPECTIONS = ROOT / "catalogue" / "inspections.json"
#: A kind of inspection with its checklist, as an example of what can be taken from a file.
EXAMPLE_KIND = ROOT / "catalogue" / "covert-visit-2026.1.json"
PHRASES = ROOT / "catalogue" / "phrases-2026.1.json"
CALENDARS = ROOT / "calendar"
FONTS = ROOT / "fonts"
ICONS = ROOT / "icons"
#: Beside the program where it is installed, in docs/ where it is developed.
_HANDBOOKS = (ROOT / "handbook.zh-CN.md", ROOT.parent / "docs" / "handbook.zh-CN.md")
HANDBOOK = next((path for path in _HANDBOOKS if path.exists()), _HANDBOOKS[0])
