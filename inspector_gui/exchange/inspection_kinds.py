"""The kinds of inspection that come with the program: JSON into a file."""

import json
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from db.unit_of_work import Work
from db.vocabulary import DocumentKind, Method, VisitPage
from inspector_gui.resources import INSPECTIONS


def load_inspections(work: Work, campaign: uuid.UUID, path: Path = INSPECTIONS) -> None:
    for entry in json.loads(path.read_text("utf-8-sig"))["inspections"]:
        work.inspections.add(campaign, **read_inspection(entry))


def plain_values(path: Path = INSPECTIONS) -> dict[str, Any]:
    """What a kind starts with that a bureau makes itself: the plain pages, no notice, no sheet."""
    return read_inspection(json.loads(path.read_text("utf-8-sig"))["plain"])


def read_inspection(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a kind; one that names no documents has all there are.

    Raises ValueError or KeyError where a word is not known.
    """
    return {
        **{name: entry[name] for name in ("code", "kind", "title", "matter") if name in entry},
        "pages": tuple(map(VisitPage, entry["pages"])),
        "methods": tuple(map(Method, entry["methods"])),
        "documents": tuple(map(DocumentKind, entry.get("documents", DocumentKind))),
        "amounts": tuple(entry["amounts"]),
        "has_notice": bool(entry["has_notice"]),
        "with_units": bool(entry["with_units"]),
    }
