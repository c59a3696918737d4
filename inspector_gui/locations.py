"""What can be opened: a file of this computer, or the bureau's master on a server."""

from dataclasses import dataclass
from pathlib import Path

from db.postgres.master_url import Address, is_address

Place = Path | Address


@dataclass(frozen=True)
class Recent:
    """What was opened before."""

    place: Place


def place_of(text: str) -> Place:
    """Raises InspectionError where an address is written wrongly."""
    return Address.parse(text) if is_address(text) else Path(text)


def text_of(place: Place) -> str:
    """As it is remembered."""
    return place.text if isinstance(place, Address) else str(place)


def caption(place: Place) -> str:
    """In lists of what was opened before."""
    if isinstance(place, Address):
        return f"{place.name}　PostgreSQL 总库"
    return f"{place.stem}　{place.parent}"


def name_of(place: Place) -> str:
    return place.name if isinstance(place, Address) else place.stem
