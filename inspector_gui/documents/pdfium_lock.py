"""One reader at a time: pdfium is not made for threads, and a preview may be asked for while a
sheet is printed. Setting needs no turn: a face numbers its glyphs for each document apart."""

from threading import RLock

ONE_AT_A_TIME = RLock()
