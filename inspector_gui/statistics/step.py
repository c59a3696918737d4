"""The steps in which a campaign is prepared."""

from enum import StrEnum, auto


class Step(StrEnum):
    """In their order."""

    NOTICE = auto()
    SCHOOLS = auto()
    PEOPLE = auto()
    ASSIGN = auto()
    DAYS = auto()
    CONTENTS = auto()
    BASES = auto()
    FEES = auto()
    KINDS = auto()
    LACKS = auto()
