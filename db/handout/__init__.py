"""Team files: what of the bureau's file goes out, and what changes afterwards."""
