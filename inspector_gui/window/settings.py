"""Every option, typed, with its default; kept for this user on this computer.

A program that runs from a portable folder keeps them beside the data: every version that lies on
the computer has the same, and none of them writes into its own folder.
"""

import uuid
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from db.errors import InspectionError
from db.postgres.master_url import Address
from db.storage.user_folder import data_folder
from inspector_gui.locations import Location, parse_location, text_of
from inspector_gui.portable_folder import portable_folder

FILE = "设置.ini"
_RECENT = 6


def _known_location(text: str) -> Location | None:
    try:
        location = parse_location(text)
    except InspectionError:
        return None
    return location if isinstance(location, Address) or (text and location.exists()) else None


def _kept() -> QSettings:
    if portable_folder() is None:
        return QSettings("inspector", "inspector")
    return QSettings(str(data_folder() / FILE), QSettings.Format.IniFormat)


class Settings:
    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or _kept()

    @property
    def dark(self) -> bool | None:
        """None: as the system."""
        return {"dark": True, "light": False}.get(str(self._store.value("look", "")))

    @dark.setter
    def dark(self, dark: bool) -> None:
        self._store.setValue("look", "dark" if dark else "light")

    @property
    def zoom(self) -> int:
        text = str(self._store.value("zoom", "100"))
        return int(text) if text.isdigit() else 100

    @zoom.setter
    def zoom(self, zoom: int) -> None:
        self._store.setValue("zoom", zoom)

    @property
    def recent(self) -> list[Location]:
        """What was opened before, the latest first: files that are still there, and masters."""
        kept = str(self._store.value("recent", "")).split("\n")
        return [location for location in map(_known_location, kept) if location is not None]

    def note_opened(self, location: Location) -> None:
        others = [other for other in self.recent if other != location]
        names = [text_of(other) for other in (location, *others)][:_RECENT]
        self._store.setValue("recent", "\n".join(names))

    def person(self, path: Path) -> uuid.UUID | None:
        """Who recorded in this file last."""
        text = str(self._store.value(f"person/{path.name}", ""))
        try:
            return uuid.UUID(text)
        except ValueError:
            return None

    def set_person(self, path: Path, person: uuid.UUID) -> None:
        self._store.setValue(f"person/{path.name}", str(person))

    @property
    def package_folder(self) -> Path | None:
        """Where the last package was written."""
        name = str(self._store.value("packages", ""))
        return Path(name) if name else None

    @package_folder.setter
    def package_folder(self, folder: Path) -> None:
        self._store.setValue("packages", str(folder))

    @property
    def geometry(self) -> QByteArray | None:
        value = self._store.value("geometry")
        return value if isinstance(value, QByteArray) else None

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("geometry", geometry)
