"""Starts the workbench; with a command, does that command's work without a window."""

import sys


def main() -> int:
    arguments = sys.argv[1:]
    from inspector_gui.commands import is_command

    if is_command(arguments):
        from inspector_gui.commands.running import run

        return run(arguments)
    from inspector_gui.window.app import start

    return start(arguments)


if __name__ == "__main__":
    sys.exit(main())
