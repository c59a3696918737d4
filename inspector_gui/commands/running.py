"""Reads the command line, runs one command, and tells people plainly what went wrong.

Exit 0: done. 1: refused or found wanting, one sentence on standard error, nothing changed.
2: wrong usage.
"""

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Any, TypeVar

from db.errors import InspectionError
from db.postgres.master_url import Address, PasswordWanted
from db.progress import Progress, unwatched
from db.storage import file, keys
from db.storage.backup import BackupError
from db.storage.passphrases import require_long_enough, strength
from db.store import Store
from inspector_gui.commands import COMMANDS
from inspector_gui.labels import label
from inspector_gui.locations import Place
from inspector_gui.log import keep_log

DONE, WANTING, USAGE = 0, 1, 2
Reached = TypeVar("Reached")
PLAIN = "不加密：拿到文件的人都能看到里面的姓名、电话和线索"
BUREAU = "总文件，或总库地址 postgresql+psycopg://用户@服务器/数据库"


def run(arguments: list[str]) -> int:
    keep_log()
    _speak_utf8()
    try:
        chosen = _parser(arguments[0]).parse_args(arguments)
        return int(chosen.run(chosen))
    except InspectionError as error:
        print(error, file=sys.stderr)  # noqa: T201
    except KeyboardInterrupt:
        print("已中止，没有改动。", file=sys.stderr)  # noqa: T201
    except Exception:  # the log keeps it, the screen gets a sentence
        import logging

        logging.getLogger(__name__).exception("command failed")
        print("程序出错，没有完成；详情已记入日志，请交维护人员。", file=sys.stderr)  # noqa: T201
    return WANTING


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


def _parser(wanted: str) -> argparse.ArgumentParser:
    """All commands by name; only the wanted one is imported."""
    parser = argparse.ArgumentParser(
        prog="main.py",
        description="收费检查工作台。不带命令时打开窗口：main.py [文件]",
    )
    commands = parser.add_subparsers(required=True, metavar="命令")
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=purpose)
        command.add_argument("--passphrase-file", type=Path, help="口令文件（首行）")
        if name == wanted:
            own = f"{name}_" if iskeyword(name) else name
            module = import_module(f"inspector_gui.commands.{own}")
            module.declare(command)
            command.set_defaults(run=module.run)
    return parser


def passphrase(chosen: argparse.Namespace, name: str) -> str:
    """From `--passphrase-file` or a prompt; never from the command line itself."""
    if chosen.passphrase_file is not None:
        try:
            # Windows editors put a mark in front
            return str(chosen.passphrase_file.read_text("utf-8-sig").splitlines()[0])
        except (OSError, IndexError, ValueError) as error:
            raise InspectionError(
                f"读不到口令文件“{chosen.passphrase_file}”；请把口令写在首行，存为 UTF-8 文本。"
            ) from error
    if not sys.stdin.isatty():
        raise InspectionError(f"“{name}”要口令才能打开；请用 --passphrase-file 给出口令。")
    return getpass.getpass(f"“{name}”的口令：")


def chosen_passphrase(chosen: argparse.Namespace, name: str) -> str | None:
    """The passphrase of a file that is to be made; None only where `--plain` says so."""
    if chosen.plain:
        if chosen.passphrase_file is not None:
            raise InspectionError("--plain 是不加密，不能同时给出口令文件；请去掉其中一个。")
        return None
    if chosen.passphrase_file is None and not sys.stdin.isatty():
        raise InspectionError(
            f"“{name}”要设口令；请用 --passphrase-file 给出口令，确实不要口令的写 --plain。"
        )
    secret = passphrase(chosen, name)
    require_long_enough(secret)
    if chosen.passphrase_file is None and getpass.getpass("再输一遍：") != secret:
        raise InspectionError("两次输入的口令不一样；请重新输入。")
    return secret


def said_of(secret: str | None) -> str:
    """How well the file that was made is locked."""
    if secret is None:
        return "文件没有加密：拿到它的人都能看到里面的姓名、电话和线索。"
    return f"文件已加密，口令强度：{label(strength(secret))}。"


def key_of(path: Path, chosen: argparse.Namespace) -> bytes | None:
    """The key of an encrypted file, None of a plain one or of a package."""
    if file.inspect(path).form is not file.Form.ENCRYPTED:
        return None
    return keys.unwrap(path, passphrase(chosen, path.name))


@contextmanager
def opened(where: Place, chosen: argparse.Namespace) -> Iterator[Store]:
    """The file or master, open for the command. What was done stays done if only the backup
    failed."""
    try:
        if isinstance(where, Address):
            with with_password(where, chosen, _master_at(where)) as store:
                yield store
            return
        with Store.open(where, key_of(where, chosen)) as store:
            yield store
    except BackupError as warning:
        print(warning, file=sys.stderr)  # noqa: T201


def _master_at(address: Address) -> Callable[[str | None], Store]:
    from db.postgres.master import Master

    return lambda password: Master.at(address, password)


def with_password(
    address: Address, chosen: argparse.Namespace, reach: Callable[[str | None], Reached]
) -> Reached:
    """`reach` with a password where one is given or the server asks for one."""
    if chosen.passphrase_file is not None:
        return reach(passphrase(chosen, address.name))
    try:
        return reach(None)
    except PasswordWanted:
        return reach(passphrase(chosen, address.name))


def say(text: str) -> None:
    print(text)  # noqa: T201


def say_json(content: Any) -> None:
    """One object, keys in English."""
    print(json.dumps(content, ensure_ascii=False, indent=1, default=str))  # noqa: T201


def watched(what: str) -> Progress:
    """A line that counts, where somebody is looking."""
    if not sys.stderr.isatty():
        return unwatched

    def report(done: int, total: int) -> None:
        end = "\n" if done == total else ""
        print(f"\r{what} {done}/{total}", end=end, file=sys.stderr, flush=True)  # noqa: T201

    return report
