"""The publishable view: from the file, what a document may say, and nothing else."""
