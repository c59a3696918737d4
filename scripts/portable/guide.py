# mypy: allow-untyped-calls
"""The two pages in every portable folder, set by the program's own setter."""

import subprocess
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from string import Template
from typing import Any

from portable.fetching import ROOT
from portable.targets import HERE, Target

PAGES = 2


def write_guide(target: Target, version: str, path: Path) -> None:
    """Raises SystemExit where it does not fill exactly two pages."""
    import pypdfium2

    from inspector_gui.documents.document import Document
    from inspector_gui.documents.release import checked_pdf

    texts = tomllib.loads((HERE / "guide.toml").read_text("utf-8"))
    document = Document(
        "".join(texts["title"]),
        tuple(_blocks(texts, target)),
        by_team=False,
        footer=Template(texts["footer"]).substitute(version=version),
        printed_at=_last_change(),
    )
    pdf = checked_pdf(document)
    pages = len(pypdfium2.PdfDocument(pdf))
    if pages != PAGES:
        raise SystemExit(f"the guide has {pages} pages instead of {PAGES}")
    path.write_bytes(pdf)


def _blocks(texts: dict[str, Any], target: Target) -> Iterator[Any]:
    from inspector_gui.documents.blocks import Heading, Note, Title
    from inspector_gui.labels import numeral

    glibc = target.platform.partition("manylinux_")[2].replace("_", ".")
    system = "windows" if target.windows else "linux"
    yield Title(tuple(texts["title"]))
    for number, section in enumerate(texts["section"], 1):
        yield Heading(1, f"{numeral(number)}、{section['heading']}")
        steps = section["steps"]
        for step in steps.get(system) or steps["both"]:
            yield Note(Template(step).safe_substitute(glibc=glibc))


def _last_change() -> datetime:
    """Of the source, so that the same source gives the same bytes."""
    asked = ("git", "log", "-1", "--format=%ct")
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    return datetime.fromtimestamp(int(done.stdout), UTC)
