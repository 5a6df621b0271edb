"""Analysts' views: the tables of a release once more, in the layouts that other tools read."""
