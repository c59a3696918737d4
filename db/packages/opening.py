"""Opening a package at the bureau."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from db.errors import InspectionError
from db.packages.container import Unpacking
from db.packages.manifest import Manifest


def open_package(
    source: Path, identity: str, target: Path, admit: Callable[[Manifest], None]
) -> Manifest:
    """Put the file inside `source` at `target`, still under the key that the manifest holds.

    `admit` may refuse the manifest before anything is put there. Raises InspectionError where the
    package stays closed.
    """
    import pyrage

    inside = Unpacking(target, admit)
    try:
        with source.open("rb") as sealed, closing(inside):
            who = pyrage.x25519.Identity.from_str(identity)
            pyrage.decrypt_io(sealed, inside, [who])
            return inside.finish()
    except pyrage.DecryptError as error:
        foreign = "No matching keys" in str(error)
        raise InspectionError(
            f"“{source.name}”不是封给本局的数据包；请核对来源，或让检查组用局里发的文件重做。"
            if foreign
            else _broken(source)
        ) from error
    except ValueError as error:
        raise InspectionError(_broken(source)) from error
    except OSError as error:
        if error.errno is not None:  # the disk's, not the seal's
            raise
        raise InspectionError(_broken(source)) from error


def _broken(source: Path) -> str:
    return f"“{source.name}”不完整或已损坏，没有合并；请重新复制一份。"
