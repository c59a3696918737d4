#!/bin/sh
# Starts the program from wherever its folder lies; with a command, does that command's work.
here=$(dirname "$(readlink -f "$0")")
# Qt finds the libraries of X beside it by itself; these find each other only by this.
export LD_LIBRARY_PATH="$here/lib/PySide6/Qt/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
exec "$here/python/python3" "$here/app/main.py" "$@"
