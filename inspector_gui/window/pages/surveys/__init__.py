"""Survey forms: which came back from whom, and what they say."""
