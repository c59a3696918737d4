"""Every page of both desks in a real window, by its keys, at three sizes of Windows."""

import json
import shutil
from pathlib import Path
from typing import Any

from portable.trial.commands import MERGED, TEAM, made_files
from portable.trial.windows import Windows

#: By the part that tries it.
SCALES = {"pages-100": 1.0, "pages-125": 1.25, "pages-150": 1.5}
#: What Windows calls 100 %: dots an inch.
_DOTS = 96
_DESKTOP = r"HKCU\Control Panel\Desktop"
_FAMILY = "Noto Sans SC"


def walk_pages(windows: Windows, scale: float, pictures: Path) -> None:
    data = made_files(windows)
    windows.register(_DESKTOP, "LogPixels", "REG_DWORD", round(_DOTS * scale))
    for desk, file in (("bureau", data / MERGED), ("team", data / TEAM)):
        _walk(windows, pictures, scale, desk, file)
    windows.register(_DESKTOP, "LogPixels", "REG_DWORD", _DOTS)


def _walk(windows: Windows, pictures: Path, scale: float, desk: str, file: Path) -> None:
    out = windows.work / f"pages-{desk}-{scale:.0%}"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    own = out / file.name
    shutil.copy(file, own)
    facts = out / "facts.json"
    complaint = windows.python("walk_pages.py", own, out, facts)
    found = json.loads(facts.read_text("utf-8")) if facts.exists() else {"pages": []}
    wrong = _wrong(found, scale) + ([complaint] if complaint else [])
    where = f"{desk}'s pages by their keys at {scale:.0%}"
    shown = sum(page["reached"] for page in found["pages"])
    detail = f"{shown} of {len(found['pages'])} pages {'; '.join(wrong)}"
    windows.note(where, held=bool(found["pages"]) and not wrong, detail=detail)
    pictures.mkdir(parents=True, exist_ok=True)
    for picture in out.glob("*.png"):
        shutil.copy(picture, pictures / f"{desk}-{scale:.0%}-{picture.name}")


def _wrong(found: dict[str, Any], scale: float) -> list[str]:
    """What is not as it must be, in a few words each."""
    pages = found["pages"]
    wrong = [
        f"{page['page']} not reached by {page['keys']}" for page in pages if not page["reached"]
    ]
    wrong += [f"{page['page']} is empty" for page in pages if page["colours"] < 20]
    if found.get("scale") != scale:
        wrong.append(f"scale {found.get('scale')}")
    if found.get("fonts") != [_FAMILY]:
        wrong.append(f"fonts {found.get('fonts')}")
    for fact, sentence in (("typed", "typing is not kept"), ("fits", "larger than the screen")):
        if not found.get(fact):
            wrong.append(sentence)
    if found.get("log"):
        wrong.append(f"log: {found['log']}")
    return wrong
