"""Which files a portable folder holds: what the program uses, by name. All else stays out."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from portable.fetching import ROOT, Debian
from portable.interpreters import LIBRARIES_OF, compile_alone, precompile
from portable.targets import Target

#: Of PySide6: modules, and plugins that Qt loads by itself.
MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport")
SCRIPTS = ("__init__.py", "_config.py", "_git_pyside_version.py")
IMAGES = ("qgif", "qico", "qjpeg", "qsvg", "qtiff", "qwebp")
WINDOWS_LIBRARIES = ("Core", "Gui", "PrintSupport", "Svg", "Widgets")
WINDOWS_PLUGINS = ("iconengines/qsvgicon", "platforms/qoffscreen", "platforms/qwindows")
LINUX_LIBRARIES = (*WINDOWS_LIBRARIES, "DBus", "OpenGL", "XcbQpa")
LINUX_PLUGINS = (
    "iconengines/libqsvgicon",
    "platforminputcontexts/libcomposeplatforminputcontextplugin",
    "platforminputcontexts/libibusplatforminputcontextplugin",
    "platforms/libqoffscreen",
    "platforms/libqxcb",
    "printsupport/libcupsprintersupport",
)
#: Small libraries of X that Qt 6 needs and desktops of 2020 lack, with Debian's package of each.
X_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
#: Installed by the wheels and used by nothing of ours.
UNUSED = {
    "PySide6",
    "bin",
    "cffi",
    "charset_normalizer",
    "pycparser",
    "OleFileIO_PL.py",
    "pypdfium2_cli",
    "__pycache__",
}
UNUSED_SUFFIXES = (".pyi", ".pyx", ".lib", ".pxd", ".pxi", ".c", ".h")
UNUSED_FOLDERS = {"__pycache__", "tests", "include", "isoschematron"}
#: By folder: names, or how names begin.
UNUSED_IN = {
    "PIL": ("_avif", "_imagingcms", "_imagingft", "_imagingtk", "_webp", "ImageTk"),
    "reportlab": ("fonts",),
    "reportlab/graphics": ("samples", "test", "widgets", "renderPS", "renderSVG"),
    "pillow.libs": ("libavif", "liblcms2"),
    "sqlalchemy": ("testing", "ext"),
    "sqlalchemy/dialects": ("mysql", "oracle", "mssql"),
    "lxml": ("cssselect", "doctestcompare", "html", "objectify.", "sax", "usedoctest"),
    "shiboken6": ("msvcp", "vcruntime", "vcomp", "vcamp", "vccorlib", "concrt"),
}
#: What a start imports; the rest is compiled by whoever first imports it, if he may.
PRECOMPILED = ("PySide6", "shiboken6", "sqlcipher3")
#: The same, compiled alone: its sources would be 2 MB of the archive.
COMPILED_ALONE = ("sqlalchemy",)


def place_application(folder: Path) -> None:
    """What git knows of the program, and the handbook beside its resources."""
    listed = (
        "git",
        "ls-files",
        "-z",
        "--",
        "main.py",
        "LICENSE",
        "db",
        "inspector_gui",
        "resources",
    )
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, names.split("\0")):
        _copy(ROOT / name, folder / name)
    _copy(ROOT / "docs" / "handbook.zh-CN.md", folder / "resources" / "handbook.zh-CN.md")
    precompile(folder, "app")


def place_libraries(site: Path, folder: Path, target: Target) -> None:
    """The wheels' modules without what nobody uses, those of a start compiled."""
    for path in sorted(site.iterdir()):
        if path.is_dir() and path.name not in UNUSED and not path.name.endswith(".dist-info"):
            shutil.copytree(path, folder / path.name, ignore=_unused(site))
        elif path.is_file() and path.name not in UNUSED:
            _copy(path, folder / path.name)
    for name in _qt_files(site / "PySide6", target):
        _copy(site / "PySide6" / name, folder / "PySide6" / name)
    if not target.windows:
        _place_x_libraries(folder / "PySide6" / "Qt" / "lib", target)
    for name in PRECOMPILED:
        precompile(folder / name, f"lib/{name}")
    for name in COMPILED_ALONE:
        compile_alone(folder / name, f"lib/{name}")


def place_licences(site: Path, folder: Path) -> None:
    """Each package's own texts, and ours."""
    _copy(ROOT / "LICENSE", folder / "收费检查工作台" / "LICENSE")
    for info in sorted(site.glob("*.dist-info")):
        package = info.name.removesuffix(".dist-info")
        for path in info.rglob("*"):
            inside = path.relative_to(info).as_posix().lower()
            if path.is_file() and ("licen" in inside or "copying" in inside or "notice" in inside):
                _copy(path, folder / package / path.name)
        _copy(info / "METADATA", folder / package / "METADATA")


def _unused(site: Path) -> Callable[[str, list[str]], set[str]]:
    def ignore(folder: str, names: list[str]) -> set[str]:
        beginnings = UNUSED_IN.get(Path(folder).relative_to(site).as_posix(), ())
        return {
            name
            for name in names
            if name in UNUSED_FOLDERS
            or name.endswith(UNUSED_SUFFIXES)
            or (
                beginnings
                and name.lower().startswith(tuple(beginning.lower() for beginning in beginnings))
            )
        }

    return ignore


def _qt_files(pyside: Path, target: Target) -> list[str]:
    """Their names in the wheel. Raises SystemExit where one is missing."""
    wanted = [*SCRIPTS, *(_windows_files(pyside) if target.windows else _linux_files(pyside))]
    have = {path.relative_to(pyside).as_posix().lower(): path for path in pyside.rglob("*")}
    missing = [name for name in wanted if name.lower() not in have]
    if missing:
        raise SystemExit(f"PySide6 lacks {missing}")
    return [have[name.lower()].relative_to(pyside).as_posix() for name in wanted]


def _windows_files(pyside: Path) -> list[str]:
    runtime = [path.name for path in pyside.glob("*140*.dll") if _is_runtime(path.name.lower())]
    return [
        *(f"{module}.pyd" for module in MODULES),
        "pyside6.abi3.dll",
        *(f"Qt6{name}.dll" for name in WINDOWS_LIBRARIES),
        *(f"plugins/{name}.dll" for name in WINDOWS_PLUGINS),
        *(f"plugins/imageformats/{name}.dll" for name in IMAGES),
        "translations/qtbase_zh_CN.qm",
        *sorted(runtime),
    ]


def _is_runtime(name: str) -> bool:
    return name.startswith(("msvcp140", "vcruntime140"))


def _linux_files(pyside: Path) -> list[str]:
    found = [*pyside.glob("libpyside6.abi3.so*"), *pyside.glob("Qt/lib/libicu*")]
    return [
        *(f"{module}.abi3.so" for module in MODULES),
        *sorted(path.relative_to(pyside).as_posix() for path in found),
        *(f"Qt/lib/libQt6{name}.so.6" for name in LINUX_LIBRARIES),
        *(f"Qt/plugins/{name}.so" for name in LINUX_PLUGINS),
        *(f"Qt/plugins/imageformats/lib{name}.so" for name in IMAGES),
        "Qt/translations/qtbase_zh_CN.qm",
    ]


def _place_x_libraries(folder: Path, target: Target) -> None:
    scratch = folder.parents[3] / "debian"
    Debian(LIBRARIES_OF, target.debian).unpack(*X_LIBRARIES.values(), into=scratch)
    for name in X_LIBRARIES:
        _copy(next(scratch.rglob(name)).resolve(), folder / name)
    shutil.rmtree(scratch)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
