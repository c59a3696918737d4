"""总览: every number of an inspection, and where each comes from."""
