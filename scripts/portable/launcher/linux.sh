#!/bin/sh
# Starts the program from wherever its folder lies; with a command, does that command's work.
here=$(dirname "$(readlink -f "$0")")
exec "$here/python/python3" "$here/app/main.py" "$@"
