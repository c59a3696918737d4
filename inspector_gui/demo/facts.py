"""What a scenario's people found, in words: the facts that lie beside it, where there are any."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from db.errors import InspectionError
from inspector_gui.demo.clock import CHINA
from inspector_gui.demo.scenario import Entry

_NAME = "facts.json"
_KEPT = (
    *("findings", "schools", "finance_findings", "stories", "local_rule"),
    *("complaints_gist", "contacts_topic"),
)


@dataclass(frozen=True)
class Facts:
    """By the scenario's codes: findings, schools, the finance inspection's findings, registers.

    `local_rule`: the bureau's own regulation, in the place of the catalogue's placeholder.
    `sheets`: whether the sheets are locked and signed, which takes its time.
    `stories`: what befell single schools, as `afterwards` and `waiting` tell it.
    """

    findings: Mapping[str, Entry] = field(default_factory=dict)
    schools: Mapping[str, Entry] = field(default_factory=dict)
    finance_findings: Mapping[str, Entry] = field(default_factory=dict)
    stories: Mapping[str, Any] = field(default_factory=dict)
    local_rule: Entry | None = None
    complaints_gist: Mapping[str, str] = field(default_factory=dict)
    contacts_topic: Mapping[str, str] = field(default_factory=dict)
    sheets: bool = True

    def story(self, name: str, school: str) -> Entry | None:
        """What befell this school, if that is whom the story is of."""
        story = self.stories.get(name)
        return story if story and story["school"] == school else None


def load_facts(scenario: Path) -> Facts:
    """The facts beside a scenario; none where there is no such file."""
    path = scenario.with_name(_NAME)
    if not path.exists():
        return Facts()
    try:
        content = json.loads(path.read_text("utf-8"))
        return Facts(**{name: content[name] for name in _KEPT})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InspectionError(
            f"事实文件“{path.name}”不完整：{error}；请补齐，或者移走后再用。"
        ) from error


def day_of(text: str) -> date:
    return date.fromisoformat(text[:10])


def hour_of(text: str) -> tuple[int, int]:
    """China time: `2025-09-16T08:07` or `08:07`."""
    hour, _, minute = text.partition("T")[2].partition(":") if "T" in text else text.partition(":")
    return int(hour), int(minute)


def moment_of(text: str) -> datetime:
    """UTC of China time."""
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)
