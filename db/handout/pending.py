"""What changed at the bureau since a team's file was made."""

import uuid
from collections import Counter

from sqlalchemy import select

from db.handout.scopes import TeamScope
from db.records.repository import Repository
from db.schema.base import table_of
from db.schema.journal import ActRecord
from db.schema.merging import MergedAct
from db.vocabulary import Act


class News(Repository):
    def since(self, team: uuid.UUID, before: uuid.UUID) -> Counter[Act]:
        """How many acts of which kind the team's file does not know, its own apart."""
        ours = table_of(ActRecord)
        own = select(MergedAct.act).where(MergedAct.act == ours.c.id).exists()
        news = TeamScope(team, before, lambda table: table).news()
        query = select(ours.c.what).where(news(ours), ~own)
        return Counter(self._session.scalars(query))
