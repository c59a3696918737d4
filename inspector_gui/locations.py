"""What can be opened: a file of this computer, or the bureau's master on a server."""

from dataclasses import dataclass
from pathlib import Path

from db.postgres.master_url import Address, is_address

Location = Path | Address


@dataclass(frozen=True)
class Recent:
    """What was opened before."""

    location: Location


def parse_location(text: str) -> Location:
    """Raises InspectionError where an address is written wrongly."""
    return Address.parse(text) if is_address(text) else Path(text)


def text_of(location: Location) -> str:
    """As it is remembered."""
    return location.text if isinstance(location, Address) else str(location)


def caption(location: Location) -> str:
    """In lists of what was opened before."""
    if isinstance(location, Address):
        return f"{location.name}　PostgreSQL 总库"
    return f"{location.stem}　{location.parent}"


def name_of(location: Location) -> str:
    return location.name if isinstance(location, Address) else location.stem
