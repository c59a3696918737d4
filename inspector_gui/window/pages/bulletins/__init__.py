"""Documents of the whole campaign: the bulletin, the statistics of the city."""
