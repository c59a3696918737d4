"""今日: what waits at the bureau."""
