"""Where a master is: a server, a database, and which campaign in it."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import InspectionError
from db.storage.user_folder import data_folder

if TYPE_CHECKING:
    from sqlalchemy import URL

_SCHEMES = ("postgresql://", "postgresql+psycopg://", "postgres://")
_EXAMPLE = "postgresql+psycopg://用户@服务器/数据库"
_CAMPAIGN = "campaign"
_PREFIX = "inspection_"


class PasswordWanted(InspectionError):  # noqa: N818  # a question
    """The server asks for a password and was given none."""


@dataclass(frozen=True)
class Address:
    """`text` is the address as it is shown and remembered; it never holds a password."""

    text: str
    campaign: str | None = None

    @classmethod
    def parse(cls, text: str) -> "Address":
        """Raises InspectionError where this is no address, or where a password is written in it."""
        from sqlalchemy import make_url
        from sqlalchemy.exc import ArgumentError

        try:
            url = make_url(text)
        except (ArgumentError, ValueError) as error:
            raise InspectionError(f"总库地址写得不对；应写成 {_EXAMPLE}。") from error
        if url.password is not None or "password" in url.query:
            raise InspectionError(
                "总库地址里不能写口令；请去掉口令，改用 --passphrase-file 或 ~/.pgpass。"
            )
        if not url.database:
            raise InspectionError(f"总库地址里没有数据库名；应写成 {_EXAMPLE}。")
        campaign = url.query.get(_CAMPAIGN)
        url = url.set(drivername="postgresql+psycopg")
        return cls(url.render_as_string(), campaign if isinstance(campaign, str) else None)

    @property
    def url(self) -> "URL":
        """What the driver is given."""
        from sqlalchemy import make_url

        return make_url(self.text).difference_update_query([_CAMPAIGN])

    def of(self, campaign: str) -> "Address":
        """The same with the campaign named."""
        from sqlalchemy import make_url

        url = make_url(self.text).update_query_dict({_CAMPAIGN: campaign})
        return Address(url.render_as_string(), campaign)

    @property
    def name(self) -> str:
        """For people."""
        url = self.url
        shown = f"{url.host}/{url.database}" if url.host else str(url.database)
        return f"{shown} {self.campaign}" if self.campaign else shown

    @property
    def home(self) -> Path:
        """The folder of this computer in which documents made from the master are put."""
        return data_folder() / re.sub(r"\W+", "-", self.name)


def is_address(text: str) -> bool:
    return text.startswith(_SCHEMES)


def schema_of(code: str) -> str:
    """The schema in which the campaign of this code lies."""
    plain = re.sub(r"[^a-z0-9]+", "_", code.lower()).strip("_")
    return f"{_PREFIX}{plain}"[:63]


def is_ours(schema: str) -> bool:
    return schema.startswith(_PREFIX)
