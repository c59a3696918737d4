"""Where this user's data go unless he says otherwise: never into the program's own folder."""

import os
import re
import sys
from pathlib import Path

from db.storage.drives import is_local

NAME = "收费检查"


def data_folder() -> Path:
    """`收费检查` in the user's documents; in his home where it is already, or where the documents
    lie on a network. It may not be there yet.
    """
    home = Path.home()
    documents = documents_folder()
    if (home / NAME).is_dir() or documents is None or not is_local(documents):
        return home / NAME
    return documents / NAME


def documents_folder() -> Path | None:
    """As the system names it, wherever it was moved to; None where there is none."""
    if sys.platform == "win32":
        named = _windows_documents()
    else:
        named = _linux_documents()
    return named if named is not None and named.is_dir() else None


def _linux_documents() -> Path | None:
    """XDG_DOCUMENTS_DIR of ~/.config/user-dirs.dirs, which may be in Chinese; else Documents."""
    home = Path.home()
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "user-dirs.dirs"
    try:
        text = settings.read_text("utf-8")
    except (OSError, ValueError):
        text = ""
    if named := re.search(r'^XDG_DOCUMENTS_DIR="(.+)"$', text, re.MULTILINE):
        folder = Path(named[1].replace("$HOME", str(home)))
        return None if folder == home else folder
    return next((home / name for name in ("文档", "Documents") if (home / name).is_dir()), None)


if sys.platform == "win32":
    import ctypes
    from uuid import UUID

    _DOCUMENTS = UUID("fdd39ad0-238f-46af-adb4-6c85480369c7").bytes_le

    def _windows_documents() -> Path | None:
        found = ctypes.c_wchar_p()
        ask = ctypes.windll.shell32.SHGetKnownFolderPath
        if ask(ctypes.c_char_p(_DOCUMENTS), 0, None, ctypes.byref(found)):
            return None
        try:
            return Path(found.value) if found.value else None
        finally:
            ctypes.windll.ole32.CoTaskMemFree(found)
