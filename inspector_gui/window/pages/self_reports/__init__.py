"""Reports of self-checks (自查报告)."""
