"""Numbers of bank accounts: of each only the last four digits are kept."""

import re

#: Eight digits and more, however they are grouped.
_ACCOUNT = re.compile(r"\d(?:[ \-－]?\d){7,}")


def masked_account(written: str) -> str:
    """`基本户 6217 0001 2345 6789` is kept as `基本户 尾号6789`."""
    return _ACCOUNT.sub(lambda found: f"尾号{_digits(found[0])[-4:]}", written)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdecimal())
