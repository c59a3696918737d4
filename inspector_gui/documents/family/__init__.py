"""What each document of the family says."""
