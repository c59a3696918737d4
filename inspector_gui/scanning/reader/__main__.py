"""Reads pages as it is asked to, a line of JSON each, until its standard input ends.

The first line tells the forms, where pictures go and how much memory there is. Then `count` asks
how many pages a file has, `read` what a page says. Memory is bounded by itself, time by whoever
asks.
"""

import json
import sys
from pathlib import Path
from typing import Any

from inspector_gui.scanning.layout import PAGE_HEIGHT, PAGE_WIDTH
from inspector_gui.scanning.outcomes import PICTURE_SCALE
from inspector_gui.scanning.reader import sources, straightening
from inspector_gui.scanning.reader.form import PrintedSide, parse_side
from inspector_gui.scanning.reader.judging import Judged, judge
from inspector_gui.scanning.reader.outlines import SCALE
from inspector_gui.scanning.reader.sources import Refused

JPEG_QUALITY = 60


def main() -> None:
    greeting = json.loads(sys.stdin.readline())
    _limit_memory(greeting["memory"])
    sides = {key: parse_side(side) for key, side in greeting["sides"].items()}
    folder = Path(greeting["folder"])
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = _answer(request, sides, folder)
        except Refused as refused:
            answer = {"reason": str(refused)}
        except MemoryError:
            answer = {"reason": "TOO_LARGE"}
        except Exception:  # noqa: BLE001  # the page goes to a person, the next one is read
            answer = {"reason": "UNREADABLE"}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _limit_memory(limit: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _answer(request: dict[str, Any], sides: dict[str, PrintedSide], folder: Path) -> Any:
    path = Path(request["path"])
    if request["ask"] == "count":
        return {"pages": sources.count(path)}
    return _read(sources.page(path, request["number"]), sides, folder / request["name"])


def _read(picture: Any, sides: dict[str, PrintedSide], target: Path) -> dict[str, Any]:
    codes = straightening.find_codes(picture)
    if not codes.identities:
        blank = sources.is_blank(picture)
        return _aside("BLANK_PAGE" if blank else "NOT_A_FORM", None, picture, target)
    identity = min(codes.identities)
    fields = (identity.form, identity.version, identity.envelope, identity.sheet, identity.side)
    if len(codes.identities) > 1:
        return _aside("TWO_AT_ONCE", None, picture, target)
    side = sides.get(f"{identity.form}{identity.version}{identity.side}")
    if identity.is_cover or side is None:
        return _aside(None, fields, picture, target)
    if len(codes.corners) < straightening.FEWEST_CODES:
        return _aside("UNREADABLE", fields, picture, target)
    page = straightening.straightened(picture, codes, SCALE)
    judged = judge(page, side)
    if judged is None:
        return _aside("UNREADABLE", fields, picture, target)
    size = (int(PAGE_WIDTH) * PICTURE_SCALE, int(PAGE_HEIGHT) * PICTURE_SCALE)
    page.resize(size).save(target, "JPEG", quality=JPEG_QUALITY)
    return {"identity": fields, "turned": codes.turned, "answers": [_fields(one) for one in judged]}


def _aside(reason: str | None, identity: Any, picture: Any, target: Path) -> dict[str, Any]:
    """Without a reason: whoever asked knows which it is."""
    picture.thumbnail((int(PAGE_WIDTH) * PICTURE_SCALE, int(PAGE_HEIGHT) * PICTURE_SCALE))
    picture.save(target, "JPEG", quality=JPEG_QUALITY)
    return {"reason": reason, "identity": identity}


def _fields(one: Judged) -> tuple[str, str, tuple[str, ...], str | None]:
    return one.question, one.state, one.options, one.doubt


if __name__ == "__main__":
    main()
