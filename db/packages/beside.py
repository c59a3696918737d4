"""Packages that lie beside a file: sealed copies of what the file held when they were made."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from db.packages.package_log import PackageLine
from db.storage import file


@dataclass(frozen=True)
class Beside:
    """`known`: packages that the file made or merged. `strange`: packages it knows nothing of."""

    known: tuple[Path, ...]
    strange: tuple[Path, ...]


def packages_beside(path: Path, title: str, lines: Iterable[PackageLine]) -> Beside:
    """Those in the folder of the file at `path` and in the folders there.

    A team's own are known by their name as well: a restored file has forgotten some of them.
    """
    hashes = {line.sha256 for line in lines}
    own = re.compile(rf"{re.escape(title)}-包\d{{4}}{re.escape(file.PACKAGE_SUFFIX)}")
    known: list[Path] = []
    strange: list[Path] = []
    for pattern in ("*", "*/*"):
        for candidate in sorted(path.parent.glob(pattern + file.PACKAGE_SUFFIX)):
            is_known = own.fullmatch(candidate.name) or file.digest(candidate) in hashes
            (known if is_known else strange).append(candidate)
    return Beside(tuple(known), tuple(strange))
