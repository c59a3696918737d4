"""Writes docs/deeds.md: every deed, whose it is, from which states it may start."""

import sys
from enum import Enum, StrEnum
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

_HEAD = """# Deeds and states

What people do that changes what is officially true. Made from `inspector_gui/actions/` by
`python scripts/make_deeds.py`; a test compares. *Starts from*: the states it may start from, `—`
where there is none before it. *Refuses*: what else it refuses. *By*: `lead` means a team's lead, or
anybody on the bureau's file.

| of | deed | function | by | starts from | leads to | refuses |
|---|---|---|---|---|---|---|
"""


def page() -> str:
    """The page as the code says it."""
    from inspector_gui.actions.deed import all_deeds

    return _HEAD + "".join(
        f"| {deed.of} | {deed.name} | `{name}` | {deed.doer.name.lower()} "
        f"| {_states(deed.starts)} | {_states((deed.ends,) if deed.ends else ())} "
        f"| {'；'.join(deed.refuses) or '—'} |\n"
        for name, deed in sorted(all_deeds().items(), key=lambda entry: (entry[1].of, entry[0]))
    )


def _states(states: tuple[Enum, ...]) -> str:
    from inspector_gui.labels import label
    from inspector_gui.window.printroom.states import STATES

    captions = [
        label(state) if isinstance(state, StrEnum) else STATES[state.name][0] for state in states
    ]
    return "、".join(captions) or "—"


if __name__ == "__main__":
    (ROOT / "docs" / "deeds.md").write_text(page(), encoding="utf-8")
