"""Every kind of disagreement, on a master."""

from tests.db.merge.test_conflict_kinds import *  # noqa: F403  # the same, on `world` as given here

del test_two_decisions_are_asked_about_again  # noqa: F821  # nobody merges from a master
