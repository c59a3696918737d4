"""Questionnaires: a class's envelope, counted twice."""
