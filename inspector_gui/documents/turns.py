"""One document at a time: a face numbers its glyphs for the one being set, and the library that
reads PDFs back is not made for threads. A preview may be asked for while a sheet is printed."""

from threading import RLock

ONE_AT_A_TIME = RLock()
