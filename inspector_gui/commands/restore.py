"""`restore`: a backup becomes the working file; what was there goes aside."""

import argparse
from pathlib import Path

from inspector_gui.commands.running import DONE, answer, passphrase


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("backup", type=Path, metavar="BACKUP", help="“备份”文件夹里的一份")
    command.add_argument(
        "--to", type=Path, required=True, metavar="FILE", help="恢复成哪个文件；原有的会移到一边"
    )


def run(chosen: argparse.Namespace) -> int:
    from db.storage import file
    from db.storage.restoring import slots_that_open
    from inspector_gui.actions.restoring import format_restored, restore_backup

    key, slots = None, None
    if file.inspect(chosen.backup).form is file.Form.ENCRYPTED:
        secret = passphrase(chosen, chosen.backup.name)
        key, slots = slots_that_open(chosen.backup, chosen.to, secret)
    restored = restore_backup(backup=chosen.backup, target=chosen.to, key=key, slots=slots)
    facts = {"path": str(restored.path), "aside": restored.aside and str(restored.aside)}
    answer(chosen, facts, [format_restored(restored, chosen.backup)])
    return DONE
