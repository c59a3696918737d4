"""A double click on an .inspection file opens it with this program: for this user alone, undone
without a trace.
"""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from string import Template

from db.errors import InspectionError
from db.storage.file import SUFFIX
from inspector_gui.portable_folder import start_command
from inspector_gui.resources import ICONS

_KIND = "Inspector.Inspection"
_CAPTION = "检查数据文件"
_REFUSED = "系统不允许改变打开方式；请在文件的“打开方式”里选择本程序。"


def associate() -> None:
    """Raises InspectionError where the system refuses."""
    try:
        _associate(start_command())
    except OSError as error:
        raise InspectionError(_REFUSED) from error


def dissociate() -> None:
    """As it was before. Raises InspectionError where the system refuses."""
    try:
        _dissociate()
    except OSError as error:
        raise InspectionError(_REFUSED) from error


def is_associated() -> bool:
    """With this very folder's program, not with another version of it."""
    return _associated_with() == opening_command(start_command())


def opening_command(command: Sequence[Path]) -> str:
    """A command line with the file's place, as this system writes it."""
    if sys.platform == "win32":
        return " ".join(f'"{part}"' for part in (*command, "%1"))
    quoted = " ".join('"' + _escaped(str(part)) + '"' for part in command)
    return f"{quoted} %f"


def _escaped(text: str) -> str:
    """Within quotes of an Exec line; each backslash is doubled once more for the file's sake."""
    for sign in ("\\", '"', "`", "$"):
        text = text.replace(sign, "\\\\" + sign if sign != "\\" else "\\\\\\\\")
    return text.replace("%", "%%")


if sys.platform == "win32":
    import ctypes
    import winreg

    _CLASSES = r"Software\Classes"
    _OURS = rf"{_CLASSES}\{_KIND}"
    _TYPE = rf"{_CLASSES}\{SUFFIX}"
    _BEFORE = "Before"
    _ASSOCIATIONS_CHANGED = 0x08000000

    def _associate(command: Sequence[Path]) -> None:
        before = _value(_TYPE)
        _set(_OURS, "", _CAPTION)
        if before not in (None, _KIND):
            _set(_OURS, _BEFORE, str(before))
        icon = command[0] if len(command) == 1 else Path(sys.executable)
        _set(rf"{_OURS}\DefaultIcon", "", f'"{icon}",0')
        _set(rf"{_OURS}\shell\open\command", "", opening_command(command))
        _set(_TYPE, "", _KIND)
        _announce()

    def _dissociate() -> None:
        before = _value(_OURS, _BEFORE)
        if _value(_TYPE) == _KIND:
            if before:
                _set(_TYPE, "", before)
            else:
                _delete(_TYPE)
        for key in (r"shell\open\command", r"shell\open", "shell", "DefaultIcon"):
            _delete(rf"{_OURS}\{key}")
        _delete(_OURS)
        _announce()

    def _associated_with() -> str | None:
        ours = _value(_TYPE) == _KIND
        return _value(rf"{_OURS}\shell\open\command") if ours else None

    def _value(key: str, name: str = "") -> str | None:
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                return str(winreg.QueryValueEx(opened, name)[0])
        except OSError:
            return None

    def _set(key: str, name: str, value: str) -> None:
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
            winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, value)

    def _delete(key: str) -> None:
        with suppress(FileNotFoundError):
            winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)

    def _announce() -> None:
        ctypes.windll.shell32.SHChangeNotify(_ASSOCIATIONS_CHANGED, 0, None, None)

else:
    import os

    _MIME = "application/x-inspection"
    _ENTRY = Template(
        "[Desktop Entry]\nType=Application\nName=收费检查工作台\nExec=$exec\nIcon=$icon\n"
        f"Terminal=false\nCategories=Office;\nMimeType={_MIME};\n"
    )
    _PACKAGE = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">\n'
        f'  <mime-type type="{_MIME}">\n    <comment>{_CAPTION}</comment>\n'
        f'    <glob pattern="*{SUFFIX}"/>\n  </mime-type>\n</mime-info>\n'
    )

    def _data() -> Path:
        return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")

    def _entry() -> Path:
        return _data() / "applications" / "inspector-workbench.desktop"

    def _package() -> Path:
        return _data() / "mime" / "packages" / "inspector-workbench.xml"

    def _associate(command: Sequence[Path]) -> None:
        entry = _ENTRY.substitute(exec=opening_command(command), icon=ICONS / "app.svg")
        for path, text in ((_package(), _PACKAGE), (_entry(), entry)):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        _refresh()
        _run_program("xdg-mime", "default", _entry().name, _MIME)

    def _dissociate() -> None:
        for path in (_entry(), _package()):
            path.unlink(missing_ok=True)
        _forget_default()
        _refresh()

    def _forget_default() -> None:
        """xdg-mime adds a line and has no word to take it back."""
        settings = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        for path in (settings / "mimeapps.list", _data() / "applications" / "mimeapps.list"):
            if path.exists():
                lines = path.read_text("utf-8").splitlines(keepends=True)
                kept = [line for line in lines if not line.startswith(f"{_MIME}=")]
                if kept != lines:
                    path.write_text("".join(kept), "utf-8")

    def _associated_with() -> str | None:
        try:
            lines = _entry().read_text("utf-8").splitlines()
        except OSError:
            return None
        return next((line[5:] for line in lines if line.startswith("Exec=")), None)

    def _refresh() -> None:
        _run_program("update-mime-database", str(_data() / "mime"))
        _run_program("update-desktop-database", str(_entry().parent))

    def _run_program(program: str, *arguments: str) -> None:
        """Desktops that have no such program look at the files themselves."""
        if path := shutil.which(program):
            subprocess.run([path, *arguments], capture_output=True, check=False)  # noqa: S603
