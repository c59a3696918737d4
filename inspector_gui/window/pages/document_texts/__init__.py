"""The words of documents: a bureau puts its own in the place of ours, and sees them printed."""
