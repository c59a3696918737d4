# mypy: allow-untyped-calls
"""Makes resources/fonts from the packages of the open fonts and of the official character list.

    python scripts/make_fonts.py                       fetches the packages with npm and apt
    python scripts/make_fonts.py --from DIR [DIR …]    uses files already unpacked in these folders

The result is the same bytes each time, so that a new run shows what really changed.
"""

import argparse
import bz2
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

OUT = Path(__file__).resolve().parent.parent / "resources" / "fonts"
NPM = ("@expo-google-fonts/noto-sans-sc", "@expo-google-fonts/noto-serif-sc")
DEB = ("fonts-lxgw-wenkai", "unicode-data")
MAPPINGS = "Unihan_OtherMappings.txt.bz2"
SYMBOLS = (
    range(0x20, 0x7F),
    range(0xA0, 0x180),
    range(0x2000, 0x2070),
    range(0x20A0, 0x20D0),
    range(0x2100, 0x2300),
    range(0x2460, 0x2600),
    range(0x3000, 0x3040),
    range(0x3200, 0x3400),
    range(0xFF00, 0xFFF0),
)
IDEOGRAPHS = (range(0x2E80, 0x3000), range(0x3400, 0xA000), range(0xF900, 0xFB00))
BALLOT_BOX, WHITE_SQUARE, EM_DASH, EM = 0x2610, 0x25A1, 0x2014, 1000
CONDENSED_TABLES = ["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "gasp", "vhea", "vmtx"]


@dataclass(frozen=True)
class Recipe:
    """One font: where it comes from, and what of it is kept."""

    source: str
    target: str
    whole: bool = False
    screen: bool = False
    rare: bool = False
    family: str | None = None


RECIPES = (
    Recipe(
        "NotoSansSC_400Regular.ttf",
        "NotoSansSC-Regular.ttf",
        whole=True,
        screen=True,
    ),
    Recipe("NotoSansSC_700Bold.ttf", "NotoSansSC-Bold.ttf"),
    Recipe("NotoSerifSC_400Regular.ttf", "NotoSerifSC-Regular.ttf", whole=True),
    Recipe("NotoSerifSC_900Black.ttf", "NotoSerifSC-Black.ttf"),
    # The licence reserves "LXGW" and "霞鹜" for the unmodified font: a subset needs another name.
    Recipe(
        "LXGWWenKai-Regular.ttf",
        "InspectorKai-Regular.ttf",
        rare=True,
        family="Inspector Kai",
    ),
)


@dataclass
class Sources:
    """The unpacked packages, searched by file name."""

    folders: list[Path] = field(default_factory=list)

    def find(self, name: str) -> Path:
        for folder in self.folders:
            for path in folder.rglob(name):
                return path
        raise SystemExit(f"{name} is in none of the folders")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--from", dest="folders", nargs="+", type=Path, metavar="DIR")
    chosen = parser.parse_args(arguments).folders
    with tempfile.TemporaryDirectory() as scratch:
        make(Sources(chosen or fetch(Path(scratch))))


def fetch(scratch: Path) -> list[Path]:
    """npm and apt bring the packages; nothing is installed."""
    npm, apt = shutil.which("npm"), shutil.which("apt-get")
    if not npm or not apt:
        raise SystemExit("npm and apt-get are needed, or name unpacked folders with --from")
    for package in NPM:
        subprocess.run([npm, "pack", "--silent", package], cwd=scratch, check=True)
    for archive in scratch.glob("*.tgz"):
        shutil.unpack_archive(archive, scratch / archive.stem, filter="data")
    subprocess.run([apt, "download", *DEB], cwd=scratch, check=True)
    for archive in scratch.glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", archive, scratch / archive.stem], check=True)
    return [scratch]


def make(sources: Sources) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    common = official(sources) | {code for block in SYMBOLS for code in block}
    serif = codes(sources.find("NotoSerifSC_400Regular.ttf"))
    for recipe in RECIPES:
        path = sources.find(recipe.source)
        kept = codes(path) if recipe.whole else common
        if recipe.rare:
            kept = kept | {code for code in codes(path) - serif if is_ideograph(code)}
        cut(path, recipe, kept)
        print(f"{recipe.target}: {(OUT / recipe.target).stat().st_size / 1e6:.1f} MB")
    licences(sources)


def official(sources: Sources) -> set[int]:
    """The 8,105 characters of 通用规范汉字表, from Unihan's kTGH."""
    with bz2.open(sources.find(MAPPINGS), "rt", encoding="utf-8") as lines:
        fields = [line.split("\t") for line in lines if "\tkTGH\t" in line]
    found = {int(code.removeprefix("U+"), 16) for code, _name, _value in fields}
    if len(found) != 8105:
        raise SystemExit(f"the official list has 8105 characters, not {len(found)}")
    return found


def codes(path: Path) -> set[int]:
    with TTFont(path, lazy=True) as font:
        return set(font.getBestCmap() or {})


def is_ideograph(code: int) -> bool:
    return code >= 0x20000 or any(code in block for block in IDEOGRAPHS)


def cut(path: Path, recipe: Recipe, kept: Iterable[int]) -> None:
    """Outlines, widths and the map of characters: all that the screen and the PDF use."""
    options = Options(
        hinting=False,
        layout_features=[],
        drop_tables=CONDENSED_TABLES,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17],
        name_languages=[0x409],
        notdef_outline=True,
        recalc_timestamp=False,
    )
    with TTFont(path, recalcTimestamp=False) as font:
        join_dashes(font)
        if recipe.family:
            rename(font, recipe.family)
            add_ballot_box(font)
            kept = {*kept, BALLOT_BOX}
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=kept)
        subsetter.subset(font)
        if not recipe.screen:
            even_out(font)
        font.save(OUT / recipe.target)


def join_dashes(font: TTFont) -> None:
    """A Chinese dash fills its square, so that two of them join into one stroke."""
    name = (font.getBestCmap() or {})[EM_DASH]
    glyph = font["glyf"][name]
    left, width = glyph.xMin, glyph.xMax - glyph.xMin
    move(font, name, lambda x, y: (round((x - left) * EM / width), y))
    font["hmtx"][name] = (EM, 0)


def even_out(font: TTFont) -> None:
    """Outlines on even units: nobody can see it, and a PDF is a tenth smaller for it."""
    for name in font.getGlyphOrder():
        if font["glyf"][name].numberOfContours > 0:
            move(font, name, lambda x, y: (2 * round(x / 2), 2 * round(y / 2)))


def move(font: TTFont, name: str, to: Callable[[int, int], tuple[int, int]]) -> None:
    glyph = font["glyf"][name]
    glyph.coordinates = type(glyph.coordinates)([to(x, y) for x, y in glyph.coordinates])
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (font["hmtx"][name][0], glyph.xMin)


def add_ballot_box(font: TTFont) -> None:
    """None of the fonts has ☐; □ looks the same and lends its outline."""
    for table in font["cmap"].tables:
        if table.isUnicode() and WHITE_SQUARE in table.cmap:
            table.cmap[BALLOT_BOX] = table.cmap[WHITE_SQUARE]


def rename(font: TTFont, family: str) -> None:
    postscript = f"{family.replace(' ', '')}-Regular"
    new = {1: family, 3: postscript, 4: f"{family} Regular", 6: postscript, 16: family}
    for record in font["name"].names:
        if record.nameID in new:
            record.string = new[record.nameID]


def licences(sources: Sources) -> None:
    """Each licence beside its font, as the licence asks."""
    for family in ("sans", "serif"):
        text = licence_of(sources, family).read_text(encoding="utf-8")
        (OUT / f"OFL-Noto{family.title()}SC.txt").write_text(text, encoding="utf-8")
    font = TTFont(sources.find("LXGWWenKai-Regular.ttf"), lazy=True)
    notice = str(font["name"].getDebugName(0)).replace("\r\n", "\n")
    body = (OUT / "OFL-NotoSerifSC.txt").read_text(encoding="utf-8")
    kai = f"{notice}\nwith Reserved Font Names “LXGW” and “霞鹜”.\n\n{KAI_NOTE}\n"
    text = kai + body[body.index("This Font Software is licensed") :]
    (OUT / "OFL-InspectorKai.txt").write_text(text, encoding="utf-8")


KAI_NOTE = (
    "Inspector Kai is a subset of LXGW WenKai Regular, renamed because the licence reserves\n"
    "that name for the original; one character, the ballot box, was added to its map.\n"
)


def licence_of(sources: Sources, family: str) -> Path:
    """npm's package has LICENSE_FONT; a flat copy names the package in the file name."""
    for folder in sources.folders:
        for path in sorted(folder.rglob("LICENSE_*")):
            if f"noto-{family}-sc" in str(path):
                return path
    raise SystemExit(f"no licence text for Noto {family}")


if __name__ == "__main__":
    main(sys.argv[1:])
