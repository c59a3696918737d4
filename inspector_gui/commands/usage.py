"""How the command line is written: every command by name, its options, what is wrong usage."""

import argparse
import difflib
import sys
from importlib import import_module
from keyword import iskeyword
from pathlib import Path

from inspector_gui import VERSION
from inspector_gui.commands import COMMANDS, is_file
from inspector_gui.commands.chinese import speak_chinese


def parser_for(wanted: str) -> argparse.ArgumentParser:
    """All commands by name; only the wanted one is imported. Each of them takes `--json`."""
    speak_chinese()
    name = program()
    parser = argparse.ArgumentParser(
        prog=name, description=f"收费检查工作台。不带命令时打开窗口：{name} [文件]"
    )
    parser.add_argument("--version", action="version", version=f"inspector {VERSION}")
    commands = parser.add_subparsers(required=True, metavar="命令", title="命令")
    for command, purpose in COMMANDS.items():
        own = commands.add_parser(command, help=purpose, description=purpose)
        own.add_argument("--passphrase-file", type=Path, metavar="FILE", help="口令文件（首行）")
        own.add_argument("--json", action="store_true", help="输出 JSON，金额以分计")
        if command == wanted:
            module = import_module(f"inspector_gui.commands.{_module_name(command)}")
            module.declare(own)
            own.set_defaults(run=module.run)
    return parser


def program() -> str:
    """What the program was called by: `main.py`, or `inspector` where it is installed."""
    return Path(sys.argv[0]).name.removesuffix(".exe")


def _module_name(command: str) -> str:
    return f"{command}_" if iskeyword(command) else command


def mistyped(arguments: list[str]) -> str | None:
    """One sentence where there is no such command."""
    first = arguments[0]
    if first in COMMANDS or first.startswith("-"):
        return None
    if is_file(first):
        return f"命令要写在文件前面，打开窗口只写一个文件；用 {program()} --help 看全部命令。"
    near = difflib.get_close_matches(first, COMMANDS, 1)
    guess = f"，是不是 {near[0]}" if near else ""
    return f"没有“{first}”这个命令{guess}；用 {program()} --help 看全部命令。"
