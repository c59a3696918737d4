"""What a package says of itself."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

FORMAT = 1


@dataclass(frozen=True)
class Part:
    size: int
    sha256: bytes


@dataclass(frozen=True)
class Manifest:
    """`previous`: the SHA-256 of the package made before. `totals`: what the file inside counts.

    `key` opens that file.
    """

    campaign: uuid.UUID
    team: uuid.UUID
    team_name: str
    number: int
    device: str
    made_at: datetime
    previous: bytes | None
    schema: int
    totals: dict[str, int]
    data: Part
    key: bytes

    def as_bytes(self) -> bytes:
        facts: dict[str, Any] = {
            "format": FORMAT,
            "campaign": self.campaign.hex,
            "team": self.team.hex,
            "team_name": self.team_name,
            "number": self.number,
            "device": self.device,
            "made_at": self.made_at.isoformat(),
            "previous": self.previous.hex() if self.previous else None,
            "schema": self.schema,
            "totals": self.totals,
            "data": {"size": self.data.size, "sha256": self.data.sha256.hex()},
            "key": self.key.hex(),
        }
        return json.dumps(facts, ensure_ascii=False, indent=1).encode()


def manifest_of(content: bytes) -> Manifest:
    """Raises ValueError where these bytes are no manifest."""
    try:
        facts = json.loads(content)
        if facts["format"] != FORMAT:
            raise ValueError(facts["format"])
        return _manifest(facts)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("no manifest") from error


def _manifest(facts: Mapping[str, Any]) -> Manifest:
    made_at = datetime.fromisoformat(facts["made_at"])
    number, size = facts["number"], facts["data"]["size"]
    if made_at.tzinfo is None or not _counts(number, size, *facts["totals"].values()):
        raise ValueError("no manifest")
    return Manifest(
        campaign=uuid.UUID(hex=facts["campaign"]),
        team=uuid.UUID(hex=facts["team"]),
        team_name=str(facts["team_name"])[:200],
        number=number,
        device=str(facts["device"])[:16],
        made_at=made_at,
        previous=_digest(facts["previous"]) if facts["previous"] else None,
        schema=facts["schema"],
        totals=dict(facts["totals"]),
        data=Part(size, _digest(facts["data"]["sha256"])),
        key=_digest(facts["key"]),
    )


def _counts(*values: Any) -> bool:
    return all(type(value) is int and value >= 0 for value in values)


def _digest(text: str) -> bytes:
    """32 bytes in hex."""
    found = bytes.fromhex(text)
    if len(found) != 32:
        raise ValueError(text)
    return found
