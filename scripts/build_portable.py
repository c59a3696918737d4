"""Builds a folder that runs on a computer with nothing installed, without rights or network.

    python3 scripts/build_portable.py windows --out DIR
    python3 scripts/build_portable.py linux-x86_64 --out DIR [--with postgres scan]

On Debian. The same source gives the same bytes. What is fetched is checked by hash or signature and
kept in this user's cache.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bootstrap import ROOT, VENV, ensure
from portable.targets import IMPOSSIBLE, TARGETS, Target


def main() -> int:
    chosen = _arguments()
    if chosen.target in IMPOSSIBLE:
        print(f"{chosen.target} cannot be built: {IMPOSSIBLE[chosen.target]}", file=sys.stderr)
        return 1
    if Path(sys.prefix).resolve() != VENV.resolve():
        python, environment = ensure(dev=False)
        command = [str(python), __file__, *sys.argv[1:]]
        return subprocess.run(command, env=environment, check=False).returncode
    _build(TARGETS[chosen.target], chosen)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=(*TARGETS, *IMPOSSIBLE))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--with",
        dest="extras",
        nargs="*",
        default=(),
        metavar="EXTRA",
        choices=("postgres", "scan"),
        help="postgres (3.5 MB, 9 unpacked), scan (11 MB, 34 unpacked)",
    )
    parser.add_argument("--interpreter", type=Path, help="another official embeddable Python 3.13")
    parser.add_argument("--sha256", default="", help="of --interpreter, as python.org names it")
    return parser.parse_args()


def _build(target: Target, chosen: argparse.Namespace) -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from portable import archives

    chosen.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = _fill(Path(scratch), target, chosen)
        suffix = ".zip" if target.windows else ".tar.xz"
        archive = chosen.out / f"{folder.name}-{target.name}{suffix}"
        part = archive.with_name(archive.name + ".part")
        (archives.pack_zip if target.windows else archives.pack_tar)(folder, part)
        part.replace(archive)
        print(
            f"{archive}: {archive.stat().st_size / 1e6:.1f} MB, "
            f"{archives.size_of(folder) / 1e6:.1f} MB unpacked"
        )
        print("SHA-256", hashlib.sha256(archive.read_bytes()).hexdigest())


def _fill(scratch: Path, target: Target, chosen: argparse.Namespace) -> Path:
    """The folder, complete."""
    from portable import binaries, contents, fetching, guide, interpreters, launchers

    from inspector_gui import VERSION
    from inspector_gui.resources import ICONS

    folder = scratch / f"{launchers.NAME}-{VERSION}"
    version = interpreters.place_interpreter(
        target, folder / "python", chosen.interpreter, chosen.sha256
    )
    site = scratch / "site"
    fetching.fetch_wheels(target, chosen.extras, site)
    fetching.announce("putting the folder together")
    contents.place_libraries(site, folder / "lib", target)
    contents.place_application(folder / "app")
    contents.place_licences(site, folder / "licences")
    launchers.place_launchers(target, VERSION, ICONS / "app.svg", folder)
    guide.write_guide(target, VERSION, folder / "使用说明.pdf")
    _write_versions(folder, target, version, chosen.extras)
    shutil.rmtree(site)
    if not target.windows:
        binaries.require_binaries(folder, target)
    return folder


def _write_versions(folder: Path, target: Target, python: str, extras: Sequence[str]) -> None:
    from portable.fetching import locked

    from inspector_gui import VERSION

    pins = [entry.partition(" ")[0] for entry in locked(target, extras)]
    lines = [f"收费检查工作台 {VERSION} {target.name}", python, *pins]
    (folder / "版本.txt").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
