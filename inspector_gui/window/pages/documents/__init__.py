"""Documents: what can be printed, as it will be printed."""
