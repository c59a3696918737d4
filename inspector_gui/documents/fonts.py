"""Which type a document is set in: the bureau's fonts, else the machine's, else our own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path

from db.errors import InspectionError
from inspector_gui.documents.font_fallback import Lettering
from inspector_gui.documents.sfnt import (
    Face,
    FontError,
    PostScriptOutlinesError,
    names_in,
    open_face,
)
from inspector_gui.resources import ROOT

OWN_FOLDER = ROOT / "fonts"
FOLDER = "字体"
SERIF, SANS, RARE = "NotoSerifSC-Regular", "NotoSansSC-Regular", "InspectorKai-Regular"


class Role(StrEnum):
    """What a kind of type is for, by the name it has in a Chinese office."""

    BODY = "仿宋"
    TITLE = "小标宋"
    HEI = "黑体"
    KAI = "楷体"
    SONG = "宋体"


class Origin(StrEnum):
    BUREAU = "单位字体文件夹"
    MACHINE = "本机字体"
    OWN = "软件自带"


@dataclass(frozen=True)
class Wanted:
    """How to know the customary font of a role, and what we print with in its place."""

    files: tuple[str, ...]
    names: tuple[str, ...]
    own: str


WANTED = {
    Role.BODY: Wanted(
        ("仿宋_gb2312.ttf", "fangsong_gb2312.ttf", "simfang.ttf", "仿宋.ttf", "fzfsk.ttf"),
        ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong"),
        SERIF,
    ),
    Role.TITLE: Wanted(
        ("方正小标宋简体.ttf", "方正小标宋_gbk.ttf", "fzxbsjw.ttf", "fzxbsk.ttf"),
        ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
        "NotoSerifSC-Black",
    ),
    Role.HEI: Wanted(
        ("simhei.ttf", "黑体.ttf", "fzhtk.ttf"), ("黑体", "SimHei"), "NotoSansSC-Bold"
    ),
    Role.KAI: Wanted(
        ("楷体_gb2312.ttf", "kaiti_gb2312.ttf", "simkai.ttf", "楷体.ttf", "fzktk.ttf"),
        ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi"),
        RARE,
    ),
    Role.SONG: Wanted((), (), SERIF),
}
ALTERNATIVES = {Role.HEI: (SANS, SERIF, RARE)}


@dataclass(frozen=True)
class FontInUse:
    """For the screen: what a role is printed with, and whose font it is."""

    role: Role
    name: str
    origin: Origin


class Fonts:
    """The faces of each role. A character is printed in the first face of the chain that has it."""

    def __init__(self, folder: Path | None = None, *, machine: bool = True) -> None:
        self._folder, self._machine = folder, machine
        self._letterings: dict[Role, Lettering] = {}

    def lettering(self, role: Role) -> Lettering:
        if role not in self._letterings:
            self._letterings[role] = Lettering(tuple(dict.fromkeys(self._chain(role))))
        return self._letterings[role]

    def in_use(self) -> list[FontInUse]:
        chosen = ((role, *self._chosen(role)) for role in Role)
        return [FontInUse(role, face.postscript_name, origin) for role, face, origin in chosen]

    def refused(self) -> list[str]:
        """Of the roles set in our own type: why a font that is there for one is not taken."""
        found = []
        for role, wanted in WANTED.items():
            if self._chosen(role)[1] is Origin.OWN:
                there = (*self._bureau_candidates(wanted), *self._machine_faces(wanted))
                found += [_why_refused(role, path, index) for path, index in there]
        return list(dict.fromkeys(found))

    def _bureau_candidates(self, wanted: Wanted) -> Iterator[tuple[Path, int]]:
        paths = sorted(_files(self._folder)) if self._folder else ()
        for path in filter(_may_be_font, paths):
            for index, names in enumerate(_names_in(path)):
                if path.name.lower() in wanted.files or not names.isdisjoint(wanted.names):
                    yield path, index

    def missing_characters(self, text: str, role: Role = Role.BODY) -> list[str]:
        """Those that no font has, each once, so that a form can say so before printing does."""
        return self.lettering(role).missing(text)

    def _chain(self, role: Role) -> Iterator[Face]:
        yield self._chosen(role)[0]
        for name in ALTERNATIVES.get(role, (SERIF, RARE, SANS)):
            yield own_face(name)
        yield from self._bureau_faces

    def _chosen(self, role: Role) -> tuple[Face, Origin]:
        wanted = WANTED[role]
        for face in self._bureau_faces:
            if face.path.name.lower() in wanted.files or not face.names.isdisjoint(wanted.names):
                return face, Origin.BUREAU
        for face in _usable(self._machine_faces(wanted), removable=False):
            return face, Origin.MACHINE
        return own_face(wanted.own), Origin.OWN

    @cached_property
    def _bureau_faces(self) -> tuple[Face, ...]:
        """All of the folder: what fits no role may still bring a rare character."""
        if self._folder is None:
            return ()
        paths = sorted(path for path in _files(self._folder) if _may_be_font(path))
        found = ((path, n) for path in paths for n in range(len(_names_in(path))))
        return tuple(_usable(found, removable=True))

    def _machine_faces(self, wanted: Wanted) -> Iterator[tuple[Path, int]]:
        """By the name of a file, which costs nothing; else by the names inside all of them."""
        if not self._machine:
            return
        known = _machine_fonts()
        yield from ((known[name], 0) for name in wanted.files if name in known)
        by_name = _machine_names() if wanted.names else {}
        yield from (by_name[name] for name in wanted.names if name in by_name)


@cache
def fonts(folder: Path | None = None) -> Fonts:
    """The fonts of this machine and folder, looked for once per process."""
    return Fonts(folder)


def beside(file: Path) -> Path | None:
    """The bureau's own fonts lie in a folder beside its file."""
    folder = file.parent / FOLDER
    return folder if folder.is_dir() else None


def missing_characters(text: str, folder: Path | None = None) -> list[str]:
    return fonts(folder).missing_characters(text)


def own_face(name: str) -> Face:
    """Raises InspectionError where the program's own file is gone or damaged."""
    try:
        return open_face(OWN_FOLDER / f"{name}.ttf")
    except FontError as error:
        raise InspectionError(
            f"软件自带的字体“{name}.ttf”缺失或已损坏，不能生成文书；请重新安装本软件。"
        ) from error


def _usable(found: Iterable[tuple[Path, int]], *, removable: bool) -> Iterator[Face]:
    """Faces that have outlines we can embed and are allowed to."""
    for path, index in found:
        try:
            face = open_face(path, index, removable=removable)
        except FontError:
            continue
        if face.may_embed:
            yield face


def _why_refused(role: Role, path: Path, index: int) -> str:
    """A sentence for whoever put it there."""
    try:
        open_face(path, index)
    except PostScriptOutlinesError:
        why = "是 PostScript 轮廓的字体（CFF），不能嵌入文书；请换用同名的 TrueType 字体（.ttf）"
    except FontError:
        why = "已损坏，读不出来；请重新安装这个字体"
    else:
        why = "的许可不允许嵌入文书；请换用允许嵌入的字体"
    return f"没有用“{path.name}”作{role}：它{why}。"


def _may_be_font(path: Path) -> bool:
    """Collections too, and .otf: whether its outlines are TrueType is seen when it is opened."""
    return path.suffix.lower() in (".ttf", ".ttc", ".otf")


def _names_in(path: Path) -> list[frozenset[str]]:
    try:
        return names_in(path)
    except FontError:
        return []


@cache
def _machine_fonts() -> dict[str, Path]:
    """Every font file of this machine by its name in small letters."""
    found = (path for folder in _machine_folders() for path in _files(folder))
    return {path.name.lower(): path for path in found if _may_be_font(path)}


@cache
def _machine_names() -> dict[str, tuple[Path, int]]:
    """Every face of this machine by each of its names, for files have names as systems like."""
    return {
        name: (path, index)
        for path in sorted(_machine_fonts().values(), reverse=True)
        for index, names in enumerate(_names_in(path))
        for name in names
    }


def _files(folder: Path) -> Iterator[Path]:
    for directory, _folders, names in os.walk(folder):
        yield from (Path(directory, name) for name in names)


def _machine_folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        return [windows / "Fonts", local / "Microsoft" / "Windows" / "Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    shared = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    return [*shared, home / ".local" / "share" / "fonts", home / ".fonts"]
