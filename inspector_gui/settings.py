"""Every option, typed, with its default; kept for this user on this computer."""

import uuid
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

_RECENT = 6


class Settings:
    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings("inspector", "inspector")

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
    def recent(self) -> list[Path]:
        """Files opened before that are still there, the latest first."""
        kept = str(self._store.value("recent", "")).split("\n")
        return [Path(name) for name in kept if name and Path(name).exists()]

    def note_opened(self, path: Path) -> None:
        others = [one for one in self.recent if one != path]
        names = [str(one) for one in (path, *others)][:_RECENT]
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
