"""全部问题: every finding over all schools."""
