"""Runs one command, and says plainly what went wrong.

Exit 0: done. 1: refused or found wanting, one sentence on standard error, nothing changed.
2: wrong usage.
"""

import argparse
import errno
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO, TypeVar

from db.errors import InspectionError
from db.postgres.master_url import Address, PasswordWanted
from db.progress import Progress, unwatched
from db.storage import file, keys
from db.storage.backup import BackupError
from db.storage.passphrases import require_long_enough, strength
from db.store import Changed, Store
from inspector_gui.commands.usage import mistyped, parser_for
from inspector_gui.labels import label
from inspector_gui.locations import Location
from inspector_gui.log import keep_log

DONE, WANTING, USAGE = 0, 1, 2
Reached = TypeVar("Reached")
PLAIN = "不加密：拿到文件的人都能看到里面的姓名、电话和线索"
BUREAU = "总文件，或总库地址 postgresql+psycopg://用户@服务器/数据库"


def run(arguments: list[str]) -> int:
    keep_log()
    _speak_utf8()
    if (sentence := mistyped(arguments)) is not None:
        complain(sentence)
        return USAGE
    code = _done(arguments)
    return _written_out() or code


def _done(arguments: list[str]) -> int:
    """The exit code of the command's work."""
    try:
        chosen = _with_whole_paths(parser_for(arguments[0]).parse_args(arguments))
        return int(chosen.run(chosen))
    except InspectionError as error:
        complain(str(error))
    except KeyboardInterrupt:
        complain("已中止，此前做完的已经保存。" if _kept else "已中止，没有改动。")
    except Exception:  # the log keeps it, the screen gets a sentence
        import logging

        logging.getLogger(__name__).exception("command failed")
        state = "此前做完的已经保存，请用 check 核对" if _kept else "没有完成"
        complain(f"程序出错，{state}；详情已记入日志，请交维护人员。")
    return WANTING


def _with_whole_paths(chosen: argparse.Namespace) -> argparse.Namespace:
    """Files by their whole path, so that what is said of one says where it lies."""
    for name, value in vars(chosen).items():
        if isinstance(value, list):
            setattr(chosen, name, [_whole(part) for part in value])
        else:
            setattr(chosen, name, _whole(value))
    return chosen


def _whole(value: Any) -> Any:
    return value.absolute() if isinstance(value, Path) else value


def complain(sentence: str) -> None:
    print(sentence, file=sys.stderr)  # noqa: T201


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


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
    if not _is_asked():
        raise InspectionError(f"“{name}”要口令才能打开；请用 --passphrase-file 给出口令。")
    return getpass.getpass(f"“{name}”的口令：")


def _is_asked() -> bool:
    """Whether somebody is there to answer; a program without a console has no input at all."""
    return sys.stdin is not None and sys.stdin.isatty() and _is_console(sys.stdin)


if sys.platform == "win32":
    import ctypes
    import msvcrt

    def _is_console(stream: TextIO) -> bool:
        """Of what `isatty` holds for one: it does so of NUL too, from which nobody answers."""
        handle = ctypes.c_void_p(msvcrt.get_osfhandle(stream.fileno()))
        mode = ctypes.c_uint32()
        return bool(ctypes.windll.kernel32.GetConsoleMode(handle, ctypes.byref(mode)))

else:

    def _is_console(_: TextIO) -> bool:
        return True


def chosen_passphrase(chosen: argparse.Namespace, name: str) -> str | None:
    """The passphrase of a file that is to be made; None only where `--plain` says so."""
    if chosen.plain:
        if chosen.passphrase_file is not None:
            raise InspectionError("--plain 是不加密，不能同时给出口令文件；请去掉其中一个。")
        return None
    if chosen.passphrase_file is None and not _is_asked():
        raise InspectionError(
            f"“{name}”要设口令；请用 --passphrase-file 给出口令，确实不要口令的写 --plain。"
        )
    secret = passphrase(chosen, name)
    require_long_enough(secret)
    if chosen.passphrase_file is None and getpass.getpass("再输一遍：") != secret:
        raise InspectionError("两次输入的口令不一样；请重新输入。")
    return secret


def encryption_line(secret: str | None) -> str:
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
def opened(where: Location, chosen: argparse.Namespace) -> Iterator[Store]:
    """The file or master, open for the command. What was done stays done if only the backup
    failed."""
    try:
        if isinstance(where, Address):
            with with_password(where, chosen, _master_at(where)) as store:
                store.subscribe(_note_kept)
                yield store
            return
        with Store.open(where, key_of(where, chosen)) as store:
            store.subscribe(_note_kept)
            yield store
    except BackupError as warning:
        complain(str(warning))


_kept: list[Changed] = []
"""What this command has committed so far: an interruption must not say that nothing changed."""


def _note_kept(changed: Changed) -> None:
    _kept.append(changed)


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


@contextmanager
def made(folder: Path) -> Iterator[Path]:
    """The folder to write to, made where it is not there; not left behind if nothing came of it."""
    missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InspectionError(f"文件夹“{folder}”建不起来；请换一个文件夹，或核对权限。") from error
    try:
        yield folder
    except BaseException:
        with suppress(OSError):  # something was written after all
            for path in missing:
                path.rmdir()
        raise


def print_line(text: str) -> None:
    """Print a line. Whoever reads may have gone away; that does not stop the work."""
    try:
        print(text)  # noqa: T201
    except OSError as error:
        _give_up_output(error)


def print_json(content: Any) -> None:
    """One object, keys in English."""
    print_line(json.dumps(content, ensure_ascii=False, indent=1, default=str))


def answer(chosen: argparse.Namespace, facts: Mapping[str, Any], lines: Iterable[str]) -> None:
    """What a command has to say: `facts` for scripts, `lines` for people."""
    if chosen.json:
        print_json(facts)
    else:
        for line in lines:
            print_line(line)


_lost: list[OSError] = []
"""Why the output could not be written; a reader that has seen enough is no fault."""


def _give_up_output(error: OSError) -> None:
    """Write no more. What is still waiting goes nowhere, so that the end does not fail on it."""
    if error.errno not in (errno.EPIPE, errno.EINVAL):  # the latter is Windows' closed pipe
        _lost.append(error)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _written_out() -> int:
    """Write what still waits; WANTING where the results could not be written, else DONE."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        _give_up_output(error)
    if not _lost:
        return DONE
    complain("该做的已经做完，但结果没能写出去；请核对输出文件所在的磁盘。")
    return WANTING


def watched(what: str) -> Progress:
    """A line that counts, where somebody is looking."""
    if sys.stderr is None or not sys.stderr.isatty():
        return unwatched

    def report(done: int, total: int) -> None:
        end = "\n" if done == total else ""
        print(f"\r{what} {done}/{total}", end=end, file=sys.stderr, flush=True)  # noqa: T201

    return report
