"""How the program is started in a portable folder: a .exe and a .cmd, or a script."""

import shutil
import struct
import tempfile
from pathlib import Path
from string import Template

from portable.fetching import zig
from portable.targets import HERE, Target

NAME = "收费检查工作台"
SOURCES = HERE / "launcher"
#: Points; what Windows shows at 100 to 200 %.
ICON_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)


def place_launchers(target: Target, version: str, icon: Path, folder: Path) -> None:
    if target.windows:
        _compile(target, version, icon, folder / f"{NAME}.exe")
        lines = (SOURCES / "windows.cmd").read_text("utf-8").splitlines()
        (folder / "启动.cmd").write_bytes("\r\n".join([*lines, ""]).encode())
        return
    shutil.copyfile(SOURCES / "linux.sh", folder / "启动.sh")
    shutil.copyfile(SOURCES / "linux.desktop", folder / f"{NAME}.desktop")
    for name in ("启动.sh", f"{NAME}.desktop"):
        (folder / name).chmod(0o755)


def _compile(target: Target, version: str, icon: Path, exe: Path) -> None:
    numbers = ",".join([*version.split("."), "0"])
    resources = Template((SOURCES / "windows.rc").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        shutil.copyfile(SOURCES / "windows.c", work / "launcher.c")
        shutil.copyfile(SOURCES / "windows.manifest", work / "app.manifest")
        text = resources.substitute(version=version, numbers=numbers)
        (work / "launcher.rc").write_text(text, "utf-8")
        (work / "app.ico").write_bytes(ico(icon))
        options = ("-lc", "-O", "ReleaseSmall", "-fstrip", "-municode", "--subsystem", "windows")
        sources = ("launcher.c", "launcher.rc")
        zig("build-exe", *sources, "-target", target.triple, *options, folder=work)
        shutil.copyfile(work / "launcher.exe", exe)


def ico(svg: Path) -> bytes:
    """The drawing as an icon of Windows, in every size it is shown in."""
    images = [_png(svg, size) for size in ICON_SIZES]
    entries, at = [], 6 + 16 * len(images)
    for size, image in zip(ICON_SIZES, images, strict=True):
        entries.append(struct.pack("<4B2H2I", size % 256, size % 256, 0, 0, 1, 32, len(image), at))
        at += len(image)
    return b"".join([struct.pack("<3H", 0, 1, len(images)), *entries, *images])


def _png(svg: Path, size: int) -> bytes:
    from PySide6.QtCore import QBuffer, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # bytes, say the stubs
    return bytes(buffer.data().data())
