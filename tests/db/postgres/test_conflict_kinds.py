"""Every kind of disagreement, on a master."""

from tests.db.merge.test_conflict_kinds import *  # noqa: F403  # the same, on `world` as given here

del test_two_decisions_are_asked_about_again  # noqa: F821  # nobody merges from a master
del test_a_deletion_beside_a_stay_that_it_had_not_seen_is_asked_about  # noqa: F821  # likewise
